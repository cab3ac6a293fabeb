package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
)

// The return codes that do not come from a rule, and one that does (WJ001).
const (
	RetourAfgekeurd   = "0001" // a rule within the message is broken
	RetourGoed        = "0200" // no remark about this class
	RetourNietGekeken = "0233" // this class was not judged
	RetourVolledig    = "8001" // the whole claim is granted
	RetourDubbel      = "9056" // the number of the message was used before (TR056)
)

// WijsAf refuses a part of the message for a reason of one's own, with a return code: the header or a class. Of
// another part the class is refused that it stands in.
func (o *Oordeel) WijsAf(deel *istandaard.Deel, code string) {
	klasse := o.drager(deel)
	o.codes[klasse] = append(o.codes[klasse], code)
	o.Fouten = append(o.Fouten, istandaard.Fout{Niveau: regel.Register, Code: code, Pad: o.Bericht.Pad(deel)})
	if n := klasse.Naam(); n == "Prestatie" || n == "Client" {
		o.zonder(klasse)
	}
}

// zonder takes the credit lines that are refused out of what is kept, so that they make no room for what is claimed
// later. The debit lines on the same allocation are left unjudged: they were judged as if there was that room.
func (o *Oordeel) zonder(klasse *istandaard.Deel) {
	var ref istandaard.Referentie
	klasse.Zoek("ProductReferentie").Naar(&ref)
	for _, f := range o.Feiten {
		if p := f.Prestatie; p != nil && isCredit(*p) && (p.ProductReferentie == ref || f.Bsn == klasse.Tekst("Bsn")) {
			if o.zonderCredit == nil {
				o.zonderCredit = map[int64]bool{}
			}
			o.zonderCredit[p.ToewijzingNummer] = true
			o.Feiten = append(o.Feiten, Feit{Bron: f.Bron, Sleutels: f.Sleutels[:2:2], Bsn: f.Bsn, Afgewezen: p})
		}
	}
}

// drager is the class in which an answer can put a code about a part: the nearest one around it, or the header.
func (o *Oordeel) drager(deel *istandaard.Deel) *istandaard.Deel {
	if draagt(deel) {
		return deel
	}
	gevonden := o.Bericht.Header()
	var zoek func(d, om *istandaard.Deel) bool
	zoek = func(d, om *istandaard.Deel) bool {
		if draagt(d) {
			om = d
		}
		if d == deel {
			gevonden = om
			return true
		}
		for k := range d.Delen() {
			if zoek(k, om) {
				return true
			}
		}
		return false
	}
	for d := range o.Bericht.Wortel.Delen() {
		if zoek(d, gevonden) {
			break
		}
	}
	return gevonden
}

// draagt reports whether a part is a class of the message that is no list.
func draagt(d *istandaard.Deel) bool {
	return d != nil && d.Element().Klasse != nil && !d.Element().Klasse.Basis && !d.Element().Klasse.IsLijst()
}

// Antwoord makes the message that answers: a return message, or a 325 to a claim. Kenmerk is its Identificatie
// and must be new for its sender. There is none for a message that is an answer itself.
func (o *Oordeel) Antwoord(kenmerk string, dag istandaard.Datum) *istandaard.Bericht {
	soort := o.Bericht.Soort().Antwoord()
	switch {
	case soort == "":
		return nil
	case soort.Nummer() == "325":
		return o.declaratieAntwoord(soort, kenmerk, dag)
	}
	return o.retour(soort, kenmerk, dag)
}

// retour makes a return message (IV028): the header alone when all is well or when the fault is there, else
// everything that was sent with a code on every class.
func (o *Oordeel) retour(soort istandaard.Soort, kenmerk string, dag istandaard.Datum) *istandaard.Bericht {
	van := o.Bericht.Header()
	uit := istandaard.Nieuw(soort, o.Bericht.Kop())
	h := uit.Header()
	h.Weg("XsdVersie")
	h.Neem(van)
	zet(h, "IdentificatieRetour", kenmerk)
	zet(h, "DagtekeningRetour", string(dag))
	zet(h, "XsdVersieRetour/BasisschemaXsdVersie", istandaard.SchemaVersie)
	zet(h, "XsdVersieRetour/BerichtXsdVersie", istandaard.SchemaVersie)
	switch {
	case o.Goed():
	case o.technisch():
		zet(h, "XsltVersie", istandaard.XsltVersie)
		zet(h, "RetourCodes/RetourCode", RetourAfgekeurd)
	case len(o.codes[van]) > 0:
		codeer(h, o.codes[van])
	default:
		codeer(h, []string{RetourGoed})
		inhoud, err := uit.Wortel.Voeg(o.Bericht.Inhoud().Naam())
		if err == nil {
			inhoud.Neem(o.Bericht.Inhoud())
			o.codeerAlles(o.Bericht.Inhoud(), inhoud)
		}
	}
	return uit
}

// codeerAlles puts a code on every class of a copy: its own, or that there is no remark.
func (o *Oordeel) codeerAlles(van, naar *istandaard.Deel) {
	kopie := slices.Collect(naar.Delen())
	i := 0
	for d := range van.Delen() {
		o.codeerAlles(d, kopie[i])
		i++
	}
	if k := naar.Element().Klasse; k == nil || k.Element("RetourCodes") == nil {
		return
	}
	codes := o.codes[van]
	if len(codes) == 0 {
		codes = []string{RetourGoed}
	}
	codeer(naar, codes)
}

func codeer(d *istandaard.Deel, codes []string) {
	for _, c := range codes {
		zet(d, "RetourCodes/RetourCode", c)
	}
}

// zet fills an element that the schema has.
func zet(d *istandaard.Deel, pad, waarde string) {
	if err := d.Zet(pad, waarde); err != nil {
		panic("keten: " + err.Error())
	}
}

// declaratieAntwoord makes a 325 (IV087): only what is refused stands in it, and the sum that is granted.
func (o *Oordeel) declaratieAntwoord(soort istandaard.Soort, kenmerk string, dag istandaard.Datum) *istandaard.Bericht {
	kop, van := o.Bericht.Kop(), o.Bericht.Header()
	uit := istandaard.Nieuw(soort, istandaard.Kop{Afzender: kop.Ontvanger, Ontvanger: kop.Afzender, Identificatie: kenmerk, Dagtekening: dag})
	h := uit.Header()
	zet(h, "DeclaratieIdentificatie/Identificatie", kop.Identificatie)
	zet(h, "DeclaratieIdentificatie/Dagtekening", string(kop.Dagtekening))
	zet(h, "XsdVersieDeclaratie/BasisschemaXsdVersie", van.Tekst("XsdVersie", "BasisschemaXsdVersie"))
	zet(h, "XsdVersieDeclaratie/BerichtXsdVersie", van.Tekst("XsdVersie", "BerichtXsdVersie"))
	switch {
	case o.technisch():
		zet(h, "XsltVersie", istandaard.XsltVersie)
		zet(h, "RetourCodes/RetourCode", RetourAfgekeurd)
		return uit
	case len(o.codes[van]) > 0:
		codeer(h, o.codes[van])
		return uit
	}
	codeer(h, []string{RetourGoed})
	d := o.Bericht.Inhoud()
	a := istandaard.DeclaratieAntwoord{DeclaratieNummer: d.Tekst("DeclaratieNummer"), RetourCodes: []string{RetourVolledig}}
	d.Zoek("TotaalIngediendBedrag").Naar(&a.TotaalIngediendBedrag)
	var geweigerd int64
	a.Clienten, geweigerd = o.geweigerd(d)
	switch {
	case len(o.codes[d]) > 0:
		a.RetourCodes, a.Clienten = o.codes[d], nil
		a.TotaalToegekendBedrag = totaal(0)
	case len(a.Clienten) > 0:
		a.RetourCodes = []string{RetourGoed}
		a.TotaalToegekendBedrag = totaal(cent(a.TotaalIngediendBedrag) - geweigerd)
	default:
		a.TotaalToegekendBedrag = a.TotaalIngediendBedrag
	}
	inhoud, err := uit.Wortel.Voeg("DeclaratieAntwoord")
	if err == nil {
		err = inhoud.Van(a)
	}
	if err != nil {
		panic("keten: " + err.Error())
	}
	return uit
}

// geweigerd are the clients with a refused line, and what the refused lines come to.
func (o *Oordeel) geweigerd(d *istandaard.Deel) (clienten []istandaard.DeclaratieClient, som int64) {
	for client := range d.Rij("Clienten") {
		c := istandaard.DeclaratieClient{Bsn: client.Tekst("Bsn"), RetourCodes: []string{RetourGoed}}
		fout := o.codes[client]
		if len(fout) > 0 {
			c.RetourCodes = fout
		}
		for p := range client.Rij("Prestaties") {
			codes := o.regelcodes(p, fout)
			if len(codes) == 0 {
				continue
			}
			var r istandaard.Prestatie
			p.Naar(&r)
			r.RetourCodes = codes
			c.Prestaties = append(c.Prestaties, r)
			som += bedrag(r)
		}
		if len(c.Prestaties) > 0 {
			clienten = append(clienten, c)
		}
	}
	return clienten, som
}

// regelcodes are the codes on a refused line; none when it is granted.
func (o *Oordeel) regelcodes(p *istandaard.Deel, client []string) []string {
	if len(client) == 0 && (len(o.codes[p]) > 0 || len(o.zonderCredit) == 0 || p.Tekst("IngediendBedrag", "DebetCredit") == istandaard.Credit) {
		return o.codes[p]
	}
	if n, _ := p.Getal("ToewijzingNummer"); len(client) > 0 || o.zonderCredit[n] {
		return []string{RetourNietGekeken}
	}
	return nil
}

// bedrag is what a line adds to a claim, in cents: a credit takes off (TR358).
func bedrag(p istandaard.Prestatie) int64 {
	if isCredit(p) {
		return -p.IngediendBedrag.Bedrag
	}
	return p.IngediendBedrag.Bedrag
}

func cent(t istandaard.TotaalBedragMetDC) int64 {
	if t.DebetCredit == istandaard.Credit {
		return -t.TotaalBedrag
	}
	return t.TotaalBedrag
}

// totaal writes a sum; nothing is debit (CS325).
func totaal(cent int64) istandaard.TotaalBedragMetDC {
	if cent < 0 {
		return istandaard.TotaalBedragMetDC{TotaalBedrag: -cent, DebetCredit: istandaard.Credit}
	}
	return istandaard.TotaalBedragMetDC{TotaalBedrag: cent, DebetCredit: istandaard.Debet}
}

// NieuwOordeel is a message with nothing wrong, for who judges it by hand.
func NieuwOordeel(b *istandaard.Bericht) *Oordeel {
	return &Oordeel{Bericht: b, codes: map[*istandaard.Deel][]string{}}
}
