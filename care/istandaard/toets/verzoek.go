package toets

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// aangevraagdeProducten checks what a 315 asks for.
func (t *toets) aangevraagdeProducten(lijst *istandaard.Deel) {
	var referenties sleutels[string]
	var alle []afspraak
	for d := range lijst.Delen() {
		a := t.leesAfspraak(d)
		t.welk(a, "CD095")
		t.hoeveel(a, "CS343")
		t.als((d.Zoek("BeschikkingNummer") == nil) != (d.Zoek("BeschikkingIngangsdatum") == nil), "CD043", d)
		t.verwijzer(d.Zoek("Verwijzer"))
		referenties.bij(d, d.Tekst("ReferentieAanbieder"))
		alle = append(alle, a)
	}
	referenties.dubbel(t, "TR101")
	referenties.dubbel(t, "TR383") // the reference is the whole key, so both are broken together
	t.stapeling(alle, "TR386")
}

func (t *toets) verwijzer(d *istandaard.Deel) {
	naam, code := d.Zoek("Naam"), d.Zoek("ZorgverlenerCode")
	switch d.Tekst("Type") {
	case "02", "03", "04", "05":
		t.als(naam != nil && code != nil, "CD066", naam)
		t.als(naam == nil && code == nil, "CD067", d)
	default:
		t.als(code != nil, "CD068", code)
	}
}

// verzoek checks what a 317 wants to change.
func (t *toets) verzoek(v *istandaard.Deel) {
	ongewijzigd, wijzig, nieuw := 0, 0, 0
	for d := range v.Delen() {
		switch d.Naam() {
		case "OngewijzigdeProducten":
			ongewijzigd = t.ongewijzigdeProducten(d)
		case "TeWijzigenProducten":
			wijzig = t.teWijzigenProducten(d)
		case "NieuweProducten":
			nieuw = t.nieuweProducten(d)
		}
	}
	t.als(ongewijzigd+wijzig == 0, "TR352", v)
	t.als(wijzig+nieuw == 0, "TR353", v)
}

func (t *toets) ongewijzigdeProducten(lijst *istandaard.Deel) int {
	var nummers sleutels[string]
	for d := range lijst.Delen() {
		nummers.bij(d, d.Tekst("ToewijzingNummer"))
	}
	nummers.dubbel(t, "TR101")
	return len(nummers.rij)
}

func (t *toets) teWijzigenProducten(lijst *istandaard.Deel) int {
	var nummers sleutels[string]
	for d := range lijst.Delen() {
		t.hoeveel(t.leesAfspraak(d), "CS338")
		nummers.bij(d, d.Tekst("ToewijzingNummer"))
	}
	nummers.dubbel(t, "TR101")
	return len(nummers.rij)
}

func (t *toets) nieuweProducten(lijst *istandaard.Deel) int {
	var producten sleutels[[3]string]
	var alle []afspraak
	for d := range lijst.Delen() {
		a := t.leesAfspraak(d)
		t.welk(a, "CD096")
		t.hoeveel(a, "CS338")
		t.als(a.van <= t.dagtekening, "TR380", a.begin)
		producten.bij(d, [3]string{a.categorie, a.code, a.begin.Waarde()})
		alle = append(alle, a)
	}
	producten.dubbel(t, "TR101")
	t.stapeling(alle, "TR410")
	return len(alle)
}

// woonplaats is the reason for refusal that another municipality must pay.
const woonplaats = "8"

// antwoord checks what a 319 says to a request.
func (t *toets) antwoord(d *istandaard.Deel) {
	reden, elders := d.Zoek("RedenAfwijzingVerzoek"), d.Zoek("Woonplaatsbeginsel")
	switch d.Tekst("VerzoekAntwoord") {
	case istandaard.VerzoekAfgewezen:
		t.als(reden == nil, "CD085", d)
	case istandaard.VerzoekInOnderzoek:
		t.als(reden != nil, "CD086", reden)
	}
	if t.wet != istandaard.IJw || reden == nil {
		return // without a reason the published control does not ask about the place of residence
	}
	t.als(reden.Waarde() == woonplaats && elders == nil, "TR377", d)
	t.als(reden.Waarde() != woonplaats && elders != nil, "TR409", elders)
}
