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
	var cent, volume, tarief, perUur, minuten int64
	var tot rekenen.Dag
	for i, r := range regels {
		for _, e := range regels[:i] {
			if e.ProductPeriode == r.ProductPeriode && e.ProductCategorie == r.ProductCategorie && e.ProductCode == r.ProductCode {
				return "lines " + e.ProductReferentie.ReferentieNummer + " and " + r.ProductReferentie.ReferentieNummer + " claim the same"
			}
		}
		cent += r.IngediendBedrag.Bedrag
		volume += r.GeleverdVolume
		if r.ProductTarief != nil {
			tarief = max(tarief, *r.ProductTarief)
			if r.Eenheid == istandaard.EenheidMinuut {
				perUur = max(perUur, 60**r.ProductTarief+30) // the rate by the minute is rounded
			} else {
				perUur = max(perUur, *r.ProductTarief)
			}
		}
		minuten += inEenheid(r.Prestatie, istandaard.EenheidMinuut)
		tot = max(tot, periode(r.ProductPeriode.Einddatum, "").Begin)
	}
	if t.Budget != nil && cent > *t.Budget {
		return fmt.Sprintf("%d cents on a budget of %d", cent, *t.Budget)
	}
	if t.Omvang == nil {
		return ""
	}
	most, ok := rekenen.MaximumTotaal(rekening(t), t.Omvang.Eenheid, tot)
	inUren := t.Omvang.Eenheid == istandaard.EenheidUur
	if slices.ContainsFunc(regels, func(r *mRegel) bool { return !rekenen.EenheidPast(t.Omvang.Eenheid, r.Eenheid) }) {
		return "" // the unit was changed on request; what was claimed before cannot be compared
	}
	switch {
	case !ok:
		return "there is no maximum"
	case inUren && minuten > 60*most, !inUren && volume > most:
		return fmt.Sprintf("a volume of %d on %d", volume, most)
	case t.Omvang.Eenheid == istandaard.EenheidMinuut && 60*cent > most*perUur+60*int64(len(regels)), inUren && cent > most*perUur+int64(len(regels)):
		return fmt.Sprintf("%d cents for %d at %d for an hour", cent, most, perUur)
	case t.Omvang.Eenheid == istandaard.EenheidEuro && cent > most, !inUren && t.Omvang.Eenheid != istandaard.EenheidMinuut && tarief > 0 && cent > most*tarief:
		return fmt.Sprintf("%d cents for a volume of %d at %d", cent, most, tarief)
	}
	return ""
}
