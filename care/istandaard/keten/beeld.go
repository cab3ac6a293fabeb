package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// beeld is what a history says about the parties of one message. The first error of the history is kept in err;
// after it everything is empty.
type beeld struct {
	Bron
	g          *Geheugen
	err        error
	antwoorden map[Bron]bool // which claims have their 325, as far as it was asked
}

func (v *beeld) zoek(s Sleutel) []Feit {
	if v.err != nil {
		return nil
	}
	feiten, err := v.g.Zoek(s)
	v.err = err
	return feiten
}

// toegewezen is an allocation as it stands now, and whose it is.
type toegewezen struct {
	istandaard.ToegewezenProduct
	Bron Bron
	Bsn  string
}

// actueel picks the version of each allocation that counts: the last by Toewijzingsdatum and Toewijzingstijd
// (OP033x1). They come in the order of their numbers.
func actueel(feiten []Feit) []toegewezen {
	laatste := map[int64]toegewezen{}
	for _, f := range feiten {
		if f.Toewijzing == nil {
			continue
		}
		t := *f.Toewijzing
		if oud, ok := laatste[t.ToewijzingNummer]; ok && moment(oud.ToegewezenProduct) > moment(t) {
			continue
		}
		laatste[t.ToewijzingNummer] = toegewezen{t, f.Bron, f.Bsn}
	}
	out := make([]toegewezen, 0, len(laatste))
	for _, t := range laatste {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b toegewezen) int { return int(a.ToewijzingNummer - b.ToewijzingNummer) })
	return out
}

func moment(t istandaard.ToegewezenProduct) string {
	return string(t.Toewijzingsdatum) + "T" + t.Toewijzingstijd
}

// toewijzing finds an allocation of this provider for a client; not when it is another's.
func (v *beeld) toewijzing(nummer int64, bsn string) (toegewezen, bool) {
	for _, t := range actueel(v.zoek(v.Bron.toewijzing(nummer))) {
		if t.Bsn == bsn && t.Bron.Aanbieder == v.Aanbieder {
			return t, true
		}
	}
	return toegewezen{}, false
}

// toewijzingen are the allocations of this provider for a client.
func (v *beeld) toewijzingen(bsn string) []toegewezen { return actueel(v.zoek(v.Bron.client(bsn))) }

// verwijderd reports whether the allocation counts as never sent (CS335).
func (t toegewezen) verwijderd() bool {
	return (t.RedenWijziging == istandaard.RedenWijzigingVerwijderd || t.RedenWijziging == istandaard.RedenWijzigingVervallen) && t.Ingangsdatum == t.Einddatum
}

// loopt reports whether the allocation is valid on a day or later (TR349).
func (t toegewezen) loopt(op istandaard.Datum) bool { return !t.verwijderd() && !op.Na(t.einde()) }

// eeuwig stands for the end of what has no end date.
const eeuwig istandaard.Datum = "999999999-12-31"

func (t toegewezen) einde() istandaard.Datum { return eindeOf(t.Einddatum) }

func eindeOf(d istandaard.Datum) istandaard.Datum {
	if d == "" {
		return eeuwig
	}
	return d
}

// rekening is the allocation as package rekenen sees it.
func (t toegewezen) rekening() rekenen.Toewijzing {
	r := rekenen.Toewijzing{Geldig: periode(t.Ingangsdatum, t.Einddatum), RedenWijziging: t.RedenWijziging}
	if p := t.Product; p != nil {
		r.Product = rekenen.Product{Categorie: p.Categorie, Code: p.Code}
	}
	if o := t.Omvang; o != nil {
		r.Omvang = rekenen.Omvang{Volume: o.Volume, Eenheid: o.Eenheid, Frequentie: o.Frequentie}
	}
	return r
}

func periode(van, tot istandaard.Datum) rekenen.Periode {
	b, _ := rekenen.LeesDag(string(van))
	e, _ := rekenen.LeesDag(string(tot))
	return rekenen.Periode{Begin: b, Einde: e}
}

// levering is one start of an allocation with the stops that were reported for it.
type levering struct {
	start  istandaard.StartProduct
	bsn    string
	stops  []istandaard.StopProduct
	begint istandaard.Datum
}

// loopt reports whether no stop was reported, not even for a time.
func (l levering) loopt() bool { return len(l.stops) == 0 }

// leveringen are the starts of an allocation by this provider, without those that were taken back (IV008). Without
// an allocation they are those of a product for a client.
func (v *beeld) leveringen(nummer *int64, p *istandaard.Product, bsn string) []levering {
	feiten := slices.Clone(v.zoek(v.levering(nummer, bsn)))
	uit := leveringen(slices.DeleteFunc(feiten, func(f Feit) bool { return f.Bron.Aanbieder != v.Aanbieder }))
	return slices.DeleteFunc(uit, func(l levering) bool { return nummer == nil && !zelfdeProduct(l.start.Product, p) })
}

func leveringen(feiten []Feit) []levering {
	var uit []levering
	for _, f := range feiten {
		switch {
		case f.Start != nil && f.Start.StatusAanlevering == istandaard.StatusVerwijderen:
			if i := vindStart(uit, f.Bsn, *f.Start); i >= 0 {
				uit = slices.Delete(uit, i, i+1)
			}
		case f.Start != nil:
			uit = append(uit, levering{start: *f.Start, bsn: f.Bsn, begint: f.Start.Begindatum})
		case f.Stop != nil:
			i := vindLevering(uit, f.Bsn, *f.Stop)
			if i < 0 {
				continue
			}
			l := &uit[i]
			if f.Stop.StatusAanlevering == istandaard.StatusVerwijderen {
				l.stops = slices.DeleteFunc(l.stops, func(s istandaard.StopProduct) bool { return zelfdeStop(s, *f.Stop) })
			} else {
				l.stops = append(l.stops, *f.Stop)
			}
		}
	}
	return uit
}

// vindStart finds a start by its key: client, allocation, product and first day.
func vindStart(in []levering, bsn string, s istandaard.StartProduct) int {
	return slices.IndexFunc(in, func(l levering) bool {
		return l.bsn == bsn && l.begint == s.Begindatum && zelfdeProduct(l.start.Product, s.Product)
	})
}

// vindLevering finds the start that a stop is about (TR382).
func vindLevering(in []levering, bsn string, s istandaard.StopProduct) int {
	return vindStart(in, bsn, istandaard.StartProduct{Begindatum: s.Begindatum, Product: s.Product})
}

// zelfdeStop reports whether two stops of one delivery have the same key: reason and last day count too.
func zelfdeStop(a, b istandaard.StopProduct) bool {
	return a.RedenBeeindiging == b.RedenBeeindiging && a.Einddatum == b.Einddatum
}

func zelfdeProduct(a, b *istandaard.Product) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// verzoek is a request of the provider and what was said to it.
type verzoek struct {
	feiten     []Feit
	antwoorden []istandaard.Antwoord
	toegewezen []Feit
}

func (z verzoek) bestaat() bool { return len(z.feiten) > 0 }

// open reports whether the request waits for an allocation or a refusal (TR374).
func (z verzoek) open() bool {
	afgewezen := slices.ContainsFunc(z.antwoorden, func(a istandaard.Antwoord) bool { return a.VerzoekAntwoord == istandaard.VerzoekAfgewezen })
	return z.bestaat() && !afgewezen && len(z.toegewezen) == 0
}

// verzoek finds a request to the municipality of the message.
func (v *beeld) verzoek(referentie string) (z verzoek) {
	for _, f := range v.zoek(v.Bron.referentie(referentie)) {
		switch {
		case f.Bron.Gemeente != v.Gemeente:
		case f.Aangevraagd != nil, f.Verzoek != nil:
			z.feiten = append(z.feiten, f)
		case f.Antwoord != nil:
			z.antwoorden = append(z.antwoorden, *f.Antwoord)
		case f.Toewijzing != nil:
			z.toegewezen = append(z.toegewezen, f)
		}
	}
	return z
}

// gebruikt reports whether the provider asked for something with a reference before, at any municipality (TR347).
func (v *beeld) gebruikt(referentie string) bool {
	return slices.ContainsFunc(v.zoek(v.Bron.referentie(referentie)), func(f Feit) bool { return f.Aangevraagd != nil || f.Verzoek != nil })
}

// openVerzoek reports whether a request of the provider for a client waits for its end.
func (v *beeld) openVerzoek(bsn string) bool {
	for _, f := range v.zoek(v.Bron.client(bsn)) {
		referentie := ""
		switch {
		case f.Aangevraagd != nil:
			referentie = f.Aangevraagd.ReferentieAanbieder
		case f.Verzoek != nil:
			referentie = f.Verzoek.ReferentieAanbieder
		default:
			continue
		}
		if v.verzoek(referentie).open() {
			return true
		}
	}
	return false
}

// prestatieregel is a line of a claim that was not refused.
type prestatieregel struct {
	istandaard.Prestatie
	bsn       string
	toegekend bool // the claim was answered
}

// prestaties are the lines of this provider on an allocation that were not refused, in the order in which they came.
func (v *beeld) prestaties(nummer int64) []prestatieregel {
	feiten := slices.Clone(v.zoek(v.Bron.toewijzing(nummer)))
	return prestaties(slices.DeleteFunc(feiten, func(f Feit) bool { return f.Bron.Aanbieder != v.Aanbieder }), v.beantwoord)
}

// regelSleutel is the logical key of a line of a claim.
type regelSleutel struct {
	bron Bron
	bsn  string
	ref  istandaard.Referentie
}

func prestaties(feiten []Feit, beantwoord func(Bron) bool) []prestatieregel {
	weg := map[regelSleutel]bool{}
	for _, f := range feiten {
		if f.Afgewezen != nil {
			weg[regelSleutel{f.Bron, f.Bsn, f.Afgewezen.ProductReferentie}] = true
		}
	}
	var uit []prestatieregel
	for _, f := range feiten {
		if f.Prestatie != nil && !weg[regelSleutel{f.Bron, f.Bsn, f.Prestatie.ProductReferentie}] {
			uit = append(uit, prestatieregel{*f.Prestatie, f.Bsn, beantwoord(f.Bron)})
		}
	}
	return uit
}

// beantwoord reports whether a claim has its 325.
func (v *beeld) beantwoord(bron Bron) bool {
	if v.antwoorden == nil {
		v.antwoorden = map[Bron]bool{}
	}
	klaar, ken := v.antwoorden[bron]
	if !ken {
		klaar = slices.ContainsFunc(v.zoek(bron.Sleutel()), func(f Feit) bool { return f.Beantwoord != nil })
		v.antwoorden[bron] = klaar
	}
	return klaar
}

// isCredit reports whether the line takes back an earlier one.
func isCredit(p istandaard.Prestatie) bool { return p.IngediendBedrag.DebetCredit == istandaard.Credit }

// gecrediteerd reports whether one of the lines takes back the one with a number.
func gecrediteerd(in []prestatieregel, nummer string) bool {
	return slices.ContainsFunc(in, func(r prestatieregel) bool {
		return isCredit(r.Prestatie) && r.ProductReferentie.VorigReferentieNummer == nummer
	})
}
