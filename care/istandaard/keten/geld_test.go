package keten

import (
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// geld holds that what is granted of a claim fits in what the municipality allocated.
func (w *wereld) geld(l lijn, uit *Ontvangst) {
	weg, heel := afgewezenRegels(uit.Antwoord)
	if heel {
		return
	}
	for _, x := range w.m.toewijzingen {
		regels := slices.DeleteFunc(slices.Clone(x.regels), func(r *mRegel) bool {
			return r.claim == uit.Bericht.Kenmerk() && weg[r.ProductReferentie]
		})
		telt := tellend(regels)
		nieuw := slices.ContainsFunc(telt, func(r *mRegel) bool { return r.claim == uit.Bericht.Kenmerk() })
		if x.wet != l.wet || x.g != l.g || x.a != l.a || !nieuw {
			continue
		}
		if s, err := StandVan(l.g.Archief, l.wet, l.g.Code, x.t.ToewijzingNummer); err != nil {
			mis("%v", err)
		} else if te := teVeelGeld(*s.Toewijzing, telt); te != "" {
			mis("allocation %d: %s", x.t.ToewijzingNummer, te)
		}
	}
}

// teVeelGeld says what is too much in the lines on an allocation.
func teVeelGeld(t istandaard.ToegewezenProduct, regels []*mRegel) string {
	if tweemaal := dubbel(regels); tweemaal != "" {
		return tweemaal
	}
	som := telOp(regels)
	if t.Budget != nil && som.cent > *t.Budget {
		return fmt.Sprintf("%d cents on a budget of %d", som.cent, *t.Budget)
	}
	if t.Omvang == nil || slices.ContainsFunc(regels, func(r *mRegel) bool { return !rekenen.EenheidPast(t.Omvang.Eenheid, r.Eenheid) }) {
		return "" // or the unit was changed on request: what was claimed before cannot be compared
	}
	most, ok := rekenen.MaximumTotaal(rekening(t), t.Omvang.Eenheid, som.tot)
	if !ok {
		return "there is no maximum"
	}
	volume, prijs := som.volume, som.tarief*most
	switch t.Omvang.Eenheid {
	case istandaard.EenheidUur:
		volume, prijs = (som.minuten+59)/60, som.perUur*most+int64(len(regels)) // each line in minutes is rounded
	case istandaard.EenheidMinuut:
		prijs = som.perUur*most/60 + int64(len(regels))
	case istandaard.EenheidEuro:
		prijs = most
	}
	if volume > most || som.cent > prijs {
		return fmt.Sprintf("a volume of %d on %d, and %d cents on %d", volume, most, som.cent, prijs)
	}
	return ""
}

// dubbel says which lines claim the same twice.
func dubbel(regels []*mRegel) string {
	for i, r := range regels {
		for _, e := range regels[:i] {
			if e.ProductPeriode == r.ProductPeriode && e.ProductCategorie == r.ProductCategorie && e.ProductCode == r.ProductCode {
				return "lines " + e.ProductReferentie.ReferentieNummer + " and " + r.ProductReferentie.ReferentieNummer + " claim the same"
			}
		}
	}
	return ""
}

// optelling is what lines come to.
type optelling struct {
	cent, volume, minuten int64
	tarief, perUur        int64 // the highest rate, of a unit and of an hour
	tot                   rekenen.Dag
}

func telOp(regels []*mRegel) (som optelling) {
	for _, r := range regels {
		som.cent += r.IngediendBedrag.Bedrag
		som.volume += r.GeleverdVolume
		som.minuten += inEenheid(r.Prestatie, istandaard.EenheidMinuut)
		som.tot = max(som.tot, periode(r.ProductPeriode.Einddatum, "").Begin)
		if r.ProductTarief == nil {
			continue
		}
		som.tarief = max(som.tarief, *r.ProductTarief)
		if r.Eenheid == istandaard.EenheidMinuut {
			som.perUur = max(som.perUur, 60**r.ProductTarief+30) // the rate by the minute is rounded
		} else {
			som.perUur = max(som.perUur, *r.ProductTarief)
		}
	}
	return som
}
