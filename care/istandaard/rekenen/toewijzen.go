package rekenen

import (
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// ToewijzingNaVerzoek are the allocations of the 301 that grants a request for change: all of it or nothing, each
// with the reference of the request (IV093, IV097, OP348). What is new comes last and has no number yet: the
// municipality gives it one (IV066). Where a later start was agreed, change the days in the request first.
func ToewijzingNaVerzoek(lopend []Toewijzing, v Verzoek) ([]Toewijzing, error) {
	if err := v.past(lopend); err != nil {
		return nil, err
	}
	var uit, nieuw []Toewijzing
	for _, t := range lopend {
		t.RedenWijziging = ""
		if p, gewijzigd := v.wijziging(t.ToewijzingNummer); gewijzigd {
			oud, erna := t.wijzig(p)
			t, nieuw = oud, append(nieuw, erna...)
		}
		uit = append(uit, t)
	}
	for _, p := range v.NieuweProducten {
		nieuw = append(nieuw, Toewijzing{Product: p.Product, Geldig: Periode{p.GewensteIngangsdatum, p.Einddatum},
			Omvang: p.Omvang, Budget: p.Budget})
	}
	uit = append(uit, nieuw...)
	for i := range uit {
		uit[i].ReferentieAanbieder = v.ReferentieAanbieder
	}
	return uit, nil
}

// wijzig changes an allocation, or ends it and puts another behind it when a volume changes (OP257, OP380, IV066).
// A new volume for the whole time leaves nothing of the old allocation, so that it is removed (OP033x1).
func (t Toewijzing) wijzig(p TeWijzigenProduct) (Toewijzing, []Toewijzing) {
	t.RedenWijziging = istandaard.RedenWijzigingAanbieder
	if t.geheel() || p.Omvang == t.Omvang && zelfdeBudget(p.Budget, t.Budget) {
		t.Geldig.Einde, t.Omvang, t.Budget = p.Einddatum, p.Omvang, p.Budget
		return t, nil
	}
	erna := Toewijzing{Product: t.Product, Geldig: Periode{p.GewensteIngangsdatum, p.Einddatum}, Omvang: p.Omvang, Budget: p.Budget}
	if p.GewensteIngangsdatum <= t.Geldig.Begin {
		erna.Geldig.Begin = t.Geldig.Begin
		t.Geldig.Einde, t.RedenWijziging = t.Geldig.Begin, istandaard.RedenWijzigingVerwijderd
		return t, []Toewijzing{erna}
	}
	t.Geldig.Einde = p.GewensteIngangsdatum - 1
	return t, []Toewijzing{erna}
}

// past holds a request against the current allocations: each is in it once and nothing else is (TR101, TR349,
// TR350, TR351), and a change begins within its allocation (IV092).
func (v Verzoek) past(lopend []Toewijzing) error {
	genoemd := slices.Clone(v.OngewijzigdeProducten)
	for _, p := range v.TeWijzigenProducten {
		genoemd = append(genoemd, p.ToewijzingNummer)
	}
	for i, nummer := range genoemd {
		if slices.Contains(genoemd[:i], nummer) {
			return fmt.Errorf("TR101: %s stands in the request twice", nummer)
		}
		if !slices.ContainsFunc(lopend, func(t Toewijzing) bool { return t.ToewijzingNummer == nummer }) {
			regel := "TR350"
			if i >= len(v.OngewijzigdeProducten) {
				regel = "TR351"
			}
			return fmt.Errorf("%s: %s is no current allocation", regel, nummer)
		}
	}
	for _, t := range lopend {
		if !slices.Contains(genoemd, t.ToewijzingNummer) {
			return fmt.Errorf("TR349: the request does not name %s", t.ToewijzingNummer)
		}
		p, _ := v.wijziging(t.ToewijzingNummer)
		if d := p.GewensteIngangsdatum; d != 0 && !t.Geldig.Bevat(d) {
			return fmt.Errorf("IV092: the change of %s begins on %s, outside the allocation", t.ToewijzingNummer, d)
		}
	}
	return nil
}
