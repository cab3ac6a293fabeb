package toets

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// client checks the one Client of an order, a start, a stop or a request.
func (t *toets) client(c *istandaard.Deel) {
	for d := range c.Delen() {
		switch d.Naam() {
		case "Bsn":
			t.bsn(d)
		case "Geboortedatum":
			t.geboortedatum(d)
		case "Naam":
			t.naam(d)
			// The text of CS318 knows no law, but the published control of iWmo leaves it out.
			gebruik := d.Zoek("NaamGebruik")
			t.als(t.wet == istandaard.IJw && gebruik.Waarde() == "6", "CS318", gebruik)
		case "Communicatie":
			t.als((d.Tekst("Vorm") == "1") != (d.Tekst("Taal") != ""), "CD007", d)
		case "Relaties":
			t.relaties(d)
		case "Contactgegevens":
			t.contactgegevens(d)
		case "ToegewezenProducten":
			t.toegewezenProducten(d)
		case "StartProducten":
			t.startProducten(d)
		case "StopProducten":
			t.stopProducten(d)
		case "AangevraagdeProducten":
			t.aangevraagdeProducten(d)
		case "Verzoek":
			t.verzoek(d)
		}
	}
}

func (t *toets) bsn(d *istandaard.Deel) { t.als(!rekenen.Elfproef(d.Waarde()), "CS002", d) }

func (t *toets) geboortedatum(d *istandaard.Deel) {
	datum, gebruik := d.Zoek("Datum"), d.Zoek("DatumGebruik")
	geboren, klopt := t.leesDag(datum), true
	switch gebruik.Waarde() {
	case "1":
		klopt = geboren%100 == 1
	case "2":
		klopt = geboren%jaar == 101
	case "3":
		klopt = geboren == onbekend
	}
	t.als(!klopt, "CS139", gebruik)
	isOnbekend := gebruik.Waarde() == "3" && geboren == onbekend
	t.als(!isOnbekend && geboren+120*jaar < t.dagtekening, "TR002", datum)
	t.als(geboren > t.dagtekening, "TR134", datum)
}

// naam checks a full name; the short name of other messages has no NaamGebruik.
func (t *toets) naam(d *istandaard.Deel) {
	gebruik := d.Zoek("NaamGebruik")
	if gebruik == nil {
		return
	}
	klopt := false
	switch gebruik.Waarde() {
	case "1":
		klopt = true
	case "2", "3", "4":
		klopt = d.Zoek("Partnernaam") != nil
	case "6":
		klopt = d.Zoek("Partnernaam") == nil
	}
	t.als(!klopt, "CS050", gebruik)
}

func (t *toets) relaties(lijst *istandaard.Deel) {
	var nummers sleutels[string]
	for relatie := range lijst.Delen() {
		for d := range relatie.Delen() {
			switch d.Naam() {
			case "Nummer":
				nummers.bij(relatie, d.Waarde())
			case "Geboortedatum":
				t.geboortedatum(d)
			case "Naam":
				t.naam(d)
			case "Contact":
				t.contact(d)
			}
		}
	}
	nummers.dubbel(t, "TR101")
}

func (t *toets) contactgegevens(lijst *istandaard.Deel) {
	var soorten sleutels[string]
	vast := false
	for contact := range lijst.Delen() {
		t.contact(contact)
		soort := contact.Tekst("Soort")
		soorten.bij(contact, soort)
		vast = vast || soort == "01" || soort == "02" || soort == "03"
	}
	soorten.dubbel(t, "TR101")
	t.als(!vast, "TR061", lijst)
}

func (t *toets) contact(c *istandaard.Deel) {
	soort, adres, einde := c.Tekst("Soort"), c.Zoek("Adres"), c.Zoek("Periode", "Einddatum")
	huis, postcode, land := adres.Zoek("Huis"), adres.Zoek("Postcode"), adres.Zoek("LandCode")
	t.als((postcode == nil) != (land == nil), "CD005", adres)
	t.als(land.Waarde() == "NL" && huis == nil, "CD025", adres)
	t.als(postcode == nil && (soort == "01" || soort == "03"), "CD034", c)
	// The sister control of iWlz asks this of every address in NL, so of one without Postcode too.
	t.als(land.Waarde() == "NL" && !isPostcode(postcode.Waarde()), "CS089", land)
	t.als(c.Zoek("Telefoon") == nil && (huis == nil || postcode == nil), "TR006", c)
	if p := c.Zoek("Periode"); p != nil {
		t.als(soort != "04", "CD009", p)
		// The published control refuses an end without a beginning too.
		begin := p.Zoek("Begindatum")
		t.als(einde != nil && (begin == nil || t.leesDag(begin) > t.leesDag(einde)), "CS003", einde)
	}
}

// isPostcode reports whether s is a Dutch postcode: 1234AB.
func isPostcode(s string) bool {
	if len(s) != 6 || s[0] < '1' || s[0] > '9' {
		return false
	}
	for i := 1; i < 6; i++ {
		letter := s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
		cijfer := s[i] >= '0' && s[i] <= '9'
		if i < 4 && !cijfer || i >= 4 && !letter {
			return false
		}
	}
	return true
}
