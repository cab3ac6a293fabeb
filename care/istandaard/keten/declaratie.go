package keten

import (
	"reflect"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// declaratiebericht checks a 323: the claim, its clients and its lines. Lines that take something back come
// before the lines that claim it anew.
func (k *keuring) declaratiebericht() {
	d := k.Bericht.Inhoud()
	var kop istandaard.Declaratie
	d.Naar(&kop)
	kop.Clienten = nil
	k.als(len(k.zoek(k.declaratie(kop.DeclaratieNummer))) > 0, "TR333", d, "DeclaratieNummer")
	k.als(k.eerdereMaand(kop.DeclaratiePeriode), "TR318", d, "DeclaratiePeriode")
	k.onthoud(Feit{Declaratie: &kop}, k.declaratie(kop.DeclaratieNummer), k.declaraties(), k.Sleutel())
	c := &declaratiekeuring{keuring: k, kop: kop, regels: map[int64][]prestatieregel{}}
	var lijst []prestatieDeel
	for client := range d.Rij("Clienten") {
		bsn := client.Tekst("Bsn")
		k.als(len(k.toewijzingen(bsn)) == 0, "TR304", client, "Bsn")
		for p := range client.Rij("Prestaties") {
			x := prestatieDeel{deel: p, client: client, bsn: bsn}
			p.Naar(&x.Prestatie)
			lijst = append(lijst, x)
		}
	}
	slices.SortStableFunc(lijst, func(a, b prestatieDeel) int { return debetLaatst(a.Prestatie) - debetLaatst(b.Prestatie) })
	for _, p := range lijst {
		c.prestatie(p)
	}
}

func debetLaatst(p istandaard.Prestatie) int {
	if isCredit(p) {
		return 0
	}
	return 1
}

// eerdereMaand reports whether a claim is over a month before the last that was claimed (TR318, IV090). That a
// month is left out while support was given cannot be seen in the messages.
func (k *keuring) eerdereMaand(p istandaard.GeslotenPeriode) bool {
	return slices.ContainsFunc(k.zoek(k.declaraties()), func(f Feit) bool {
		return f.Declaratie != nil && f.Declaratie.DeclaratiePeriode.Begindatum.Na(p.Begindatum)
	})
}

// prestatieDeel is one line of a claim with the parts of the message that it stands in.
type prestatieDeel struct {
	istandaard.Prestatie
	deel, client *istandaard.Deel
	bsn          string
}

// declaratiekeuring is a claim under control. regels are the lines on each allocation that count so far.
type declaratiekeuring struct {
	*keuring
	kop    istandaard.Declaratie
	regels map[int64][]prestatieregel
}

func (k *declaratiekeuring) opToewijzing(nummer int64) []prestatieregel {
	r, ok := k.regels[nummer]
	if !ok {
		r = slices.Clone(k.prestaties(nummer))
		k.regels[nummer] = r
	}
	return r
}

// prestatie checks one line, and counts it when nothing is wrong with it. The lines of a client who is not known
// are not judged.
func (k *declaratiekeuring) prestatie(p prestatieDeel) {
	if len(k.codes[p.client]) == 0 {
		k.keur(p)
	}
	r := p.Prestatie
	sleutels := []Sleutel{k.Bron.prestatie(r.ProductReferentie.ReferentieNummer), k.Bron.toewijzing(r.ToewijzingNummer), k.Sleutel()}
	k.onthoud(Feit{Bsn: p.bsn, Prestatie: &r}, sleutels...)
	switch {
	case len(k.codes[p.deel]) == 0 && len(k.codes[p.client]) == 0:
		k.regels[r.ToewijzingNummer] = append(k.opToewijzing(r.ToewijzingNummer), prestatieregel{r, p.bsn, false})
	case isCredit(r): // it makes no room for the claims that come before it is answered
		k.onthoud(Feit{Bsn: p.bsn, Afgewezen: &r}, sleutels[:2]...)
	}
}

// keur checks one line. A credit line says what the granted line said that it takes back (TR323). It can always be
// taken back: the allocation or the contract may have changed since (IV085).
func (k *declaratiekeuring) keur(p prestatieDeel) {
	k.nummers(p)
	t, ok := k.beeld.toewijzing(p.ToewijzingNummer, p.bsn)
	k.als(!ok, "TR338", p.deel)
	if isCredit(p.Prestatie) && !k.los {
		return
	}
	k.als(p.ProductPeriode.Einddatum.Na(k.kop.DeclaratiePeriode.Einddatum), "TR319", p.deel)
	if ok {
		k.opde(p, t)
	}
	k.tarief(p, ok && t.Omvang == nil)
}

// nummers checks the numbers of a line: its own, and that of the line that it takes back.
func (k *declaratiekeuring) nummers(p prestatieDeel) {
	ref := p.ProductReferentie
	k.als(slices.ContainsFunc(k.zoek(k.Bron.prestatie(ref.ReferentieNummer)), func(f Feit) bool { return f.Prestatie != nil }),
		"TR314", p.deel, "ProductReferentie")
	eerder := k.opToewijzing(p.ToewijzingNummer)
	if isCredit(p.Prestatie) {
		k.als(!slices.ContainsFunc(eerder, func(r prestatieregel) bool {
			return r.ProductReferentie.ReferentieNummer == ref.VorigReferentieNummer && r.toegekend && r.bsn == p.bsn && teruggenomen(r.Prestatie, p.Prestatie)
		}), "TR323", p.deel, "ProductReferentie")
		k.als(gecrediteerd(eerder, ref.VorigReferentieNummer), "TR390", p.deel)
		return
	}
	k.als(slices.ContainsFunc(eerder, func(r prestatieregel) bool {
		return !isCredit(r.Prestatie) && r.ProductPeriode == p.ProductPeriode && r.ProductCategorie == p.ProductCategorie &&
			r.ProductCode == p.ProductCode && !gecrediteerd(eerder, r.ProductReferentie.ReferentieNummer)
	}), "TR389", p.deel)
}

// teruggenomen reports whether a credit line says the same as a debit line, but for its number (IV091).
func teruggenomen(debet, credit istandaard.Prestatie) bool {
	credit.ProductReferentie, credit.IngediendBedrag.DebetCredit = debet.ProductReferentie, istandaard.Debet
	return reflect.DeepEqual(debet, credit)
}

// opde checks a line against the allocation that it is on.
func (k *declaratiekeuring) opde(p prestatieDeel, t toegewezen) {
	d := p.deel
	k.als(t.RedenWijziging == istandaard.RedenWijzigingVerwijderd, "TR384", d)
	if t.Product != nil {
		k.als(t.Product.Categorie != p.ProductCategorie, "TR339", d, "ProductCategorie")
		k.als(t.Product.Code != "" && t.Product.Code != p.ProductCode, "TR340", d, "ProductCode")
	}
	past := t.Omvang == nil || rekenen.EenheidPast(t.Omvang.Eenheid, p.Eenheid)
	k.als(!past, "TR341", d, "Eenheid")
	if k.binnen(p, t) && past {
		k.volume(p, t)
	}
}

// binnen checks the period of a line: within the allocation, and a whole month as far as the allocation lasts.
func (k *declaratiekeuring) binnen(p prestatieDeel, t toegewezen) bool {
	van, tot := p.ProductPeriode.Begindatum, p.ProductPeriode.Einddatum
	teVroeg, teLaat := t.Ingangsdatum.Na(van), t.Einddatum != "" && tot.Na(t.Einddatum)
	k.als(teVroeg, "TR307", p.deel, "ProductPeriode")
	k.als(teLaat, "TR308", p.deel, "ProductPeriode")
	dag, _ := rekenen.LeesDag(string(van))
	maand := rekenen.Periode{Begin: dag.Maand().Begin(), Einde: dag.Maand().Einde()}
	geldig := periode(t.Ingangsdatum, t.Einddatum)
	if maand.Bevat(geldig.Begin) {
		maand.Begin = geldig.Begin
	}
	if maand.Bevat(geldig.Einde) {
		maand.Einde = geldig.Einde
	}
	k.als(string(van) != maand.Begin.String(), "TR387", p.deel, "ProductPeriode")
	k.als(string(tot) != maand.Einde.String(), "TR388", p.deel, "ProductPeriode")
	return !teVroeg && !teLaat
}

// volume checks that what is claimed fits in what is allocated: this line in its period, and all lines together.
func (k *declaratiekeuring) volume(p prestatieDeel, t toegewezen) {
	r := t.rekening()
	deel := periode(p.ProductPeriode.Begindatum, p.ProductPeriode.Einddatum)
	if max, ok := rekenen.MaximumPerPeriode(r, deel, p.Eenheid); ok {
		k.als(p.GeleverdVolume > max, "TR321", p.deel, "GeleverdVolume")
	}
	eenheid := p.Eenheid
	if r.Omvang.Eenheid == istandaard.EenheidUur {
		eenheid = istandaard.EenheidMinuut
	}
	tot, volume, bedrag := deel.Einde, inEenheid(p.Prestatie, eenheid), p.IngediendBedrag.Bedrag
	for _, e := range k.opToewijzing(p.ToewijzingNummer) {
		teken := int64(1)
		if isCredit(e.Prestatie) {
			teken = -1
		}
		volume += teken * inEenheid(e.Prestatie, eenheid)
		bedrag += teken * e.IngediendBedrag.Bedrag
		if eind := periode(e.ProductPeriode.Einddatum, "").Begin; eind > tot {
			tot = eind
		}
	}
	if max, ok := rekenen.MaximumTotaal(r, eenheid, tot); ok {
		k.als(volume > max, "TR322", p.deel, "GeleverdVolume")
	}
	if t.Budget != nil {
		k.als(bedrag > *t.Budget, "TR369", p.deel, "GeleverdVolume")
	}
}

// inEenheid is the volume of a line in a unit: lines in hours and in minutes may follow each other on an allocation in
// hours (TR341), so that these count in minutes.
func inEenheid(p istandaard.Prestatie, eenheid string) int64 {
	if p.Eenheid == istandaard.EenheidUur && eenheid == istandaard.EenheidMinuut {
		return p.GeleverdVolume * 60
	}
	return p.GeleverdVolume
}
