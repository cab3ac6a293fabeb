package rekenen

import (
	"reflect"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

func uren(n int64) Omvang { return Omvang{n, istandaard.EenheidUur, istandaard.FrequentieWeek} }

// TestGrantInParts is IV093 example 1: the end of E is stretched, F is ended and follows with another volume.
func TestGrantInParts(t *testing.T) {
	jaar := periode(t, "2023-01-01", "2023-12-31")
	e := Toewijzing{ToewijzingNummer: "123001", Product: Product{"45", "E"}, Geldig: jaar, Omvang: uren(4), ReferentieAanbieder: "old"}
	f := Toewijzing{ToewijzingNummer: "123002", Product: Product{"45", "F"}, Geldig: jaar, Omvang: uren(3), RedenWijziging: "14"}
	lopend := []Toewijzing{e, f}
	v, err := Wijziging(lopend, []Wens{
		{Product: e.Product, Vanaf: dag(t, "2024-01-01"), Tot: dag(t, "2024-06-30"), Omvang: uren(4)},
		{Product: f.Product, Vanaf: dag(t, "2023-06-12"), Tot: dag(t, "2023-12-31"), Omvang: uren(6)},
	})
	if err != nil {
		t.Fatal(err)
	}
	v.ReferentieAanbieder = "A001"
	wil := []TeWijzigenProduct{
		{"123001", dag(t, "2023-01-01"), uren(4), nil, dag(t, "2024-06-30")},
		{"123002", dag(t, "2023-06-12"), uren(6), nil, dag(t, "2023-12-31")},
	}
	if !reflect.DeepEqual(v.TeWijzigenProducten, wil) || v.OngewijzigdeProducten != nil || v.NieuweProducten != nil {
		t.Errorf("the request is %+v", v)
	}
	got, err := ToewijzingNaVerzoek(lopend, v)
	if err != nil {
		t.Fatal(err)
	}
	toegewezen := []Toewijzing{
		{"123001", "A001", e.Product, periode(t, "2023-01-01", "2024-06-30"), uren(4), nil, istandaard.RedenWijzigingAanbieder},
		{"123002", "A001", f.Product, periode(t, "2023-01-01", "2023-06-11"), uren(3), nil, istandaard.RedenWijzigingAanbieder},
		{"", "A001", f.Product, periode(t, "2023-06-12", "2023-12-31"), uren(6), nil, ""},
	}
	if !reflect.DeepEqual(got, toegewezen) {
		t.Errorf("the allocations are %+v", got)
	}
	if lopend[0] != e || lopend[1] != f {
		t.Error("the current allocations were changed")
	}
}

// TestGrantCase13 is the published case "Casuistiek iJw 3.2" 13: what is new stands last.
func TestGrantCase13(t *testing.T) {
	jaar := periode(t, "2021-01-01", "2021-12-31")
	lopend := []Toewijzing{
		{ToewijzingNummer: "2055001", Product: Product{"45", "45A48"}, Geldig: jaar, Omvang: uren(3), ReferentieAanbieder: "ABC123"},
		{ToewijzingNummer: "2055002", Product: Product{"43", "43A07"}, Geldig: jaar, Omvang: Omvang{365, istandaard.EenheidEtmaal, istandaard.FrequentieTotaal}, ReferentieAanbieder: "DEF456", RedenWijziging: istandaard.RedenWijzigingAanbieder},
	}
	got, err := ToewijzingNaVerzoek(lopend, Verzoek{ReferentieAanbieder: "XYZ789", OngewijzigdeProducten: []string{"2055002"},
		TeWijzigenProducten: []TeWijzigenProduct{{"2055001", dag(t, "2021-02-20"), uren(5), nil, jaar.Einde}},
		NieuweProducten:     []NieuwProduct{{Product{"45", "45A49"}, dag(t, "2021-03-01"), uren(1), nil, jaar.Einde}}})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, []Toewijzing{
		{"2055001", "XYZ789", Product{"45", "45A48"}, periode(t, "2021-01-01", "2021-02-19"), uren(3), nil, istandaard.RedenWijzigingAanbieder},
		{"2055002", "XYZ789", Product{"43", "43A07"}, jaar, Omvang{365, istandaard.EenheidEtmaal, istandaard.FrequentieTotaal}, nil, ""},
		{"", "XYZ789", Product{"45", "45A48"}, periode(t, "2021-02-20", "2021-12-31"), uren(5), nil, ""},
		{"", "XYZ789", Product{"45", "45A49"}, periode(t, "2021-03-01", "2021-12-31"), uren(1), nil, ""},
	}) {
		t.Errorf("the allocations are %+v", got)
	}
}

// TestWholeTime holds that a budget and a total change from the start and keep their number (TR373, IV093), and
// that another volume per week from the start removes the old allocation.
func TestWholeTime(t *testing.T) {
	jaar := periode(t, "2026-01-01", "2026-12-31")
	oud, nieuw := int64(500000), int64(600000)
	budget := Toewijzing{ToewijzingNummer: "1", Product: Product{Categorie: "45"}, Geldig: jaar, Budget: &oud}
	totaal := Toewijzing{ToewijzingNummer: "2", Product: Product{"43", "A"}, Geldig: jaar, Omvang: Omvang{80, istandaard.EenheidUur, istandaard.FrequentieTotaal}}
	week := Toewijzing{ToewijzingNummer: "3", Product: Product{"44", "B"}, Geldig: jaar, Omvang: uren(2)}
	lopend := []Toewijzing{budget, totaal, week}
	later := dag(t, "2026-06-01")
	v, err := Wijziging(lopend, []Wens{
		{Product: budget.Product, Vanaf: later, Tot: jaar.Einde, Budget: &nieuw},
		{Product: totaal.Product, Vanaf: later, Tot: jaar.Einde + 31, Omvang: Omvang{90, istandaard.EenheidUur, istandaard.FrequentieTotaal}},
		{Product: week.Product, Tot: jaar.Einde, Omvang: uren(3)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range v.TeWijzigenProducten {
		if p.GewensteIngangsdatum != jaar.Begin {
			t.Errorf("%s changes from %s", p.ToewijzingNummer, p.GewensteIngangsdatum)
		}
	}
	got, err := ToewijzingNaVerzoek(lopend, v)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, []Toewijzing{
		{"1", "", budget.Product, jaar, Omvang{}, &nieuw, istandaard.RedenWijzigingAanbieder},
		{"2", "", totaal.Product, Periode{jaar.Begin, jaar.Einde + 31}, Omvang{90, istandaard.EenheidUur, istandaard.FrequentieTotaal}, nil, istandaard.RedenWijzigingAanbieder},
		{"3", "", week.Product, Periode{jaar.Begin, jaar.Begin}, uren(2), nil, istandaard.RedenWijzigingVerwijderd},
		{"", "", week.Product, jaar, uren(3), nil, ""},
	}) {
		t.Errorf("the allocations are %+v", got)
	}
	if rest := Actueel(got, jaar.Begin); len(rest) != 3 {
		t.Errorf("%d allocations count, want 3", len(rest))
	}
	if rest := Actueel(got, jaar.Einde); len(rest) != 3 {
		t.Errorf("on the last day %d allocations count, want 3", len(rest))
	}
	if rest := Actueel(got, jaar.Einde+1); len(rest) != 1 || rest[0].ToewijzingNummer != "2" {
		t.Errorf("in the next year there are %+v", rest)
	}
}

func TestWishes(t *testing.T) {
	jaar := periode(t, "2026-01-01", "2026-12-31")
	a := Toewijzing{ToewijzingNummer: "1", Product: Product{"45", "A"}, Geldig: jaar, Omvang: uren(2)}
	open := Toewijzing{ToewijzingNummer: "2", Product: Product{"45", "B"}, Geldig: Periode{Begin: jaar.Begin}, Omvang: Omvang{9, istandaard.EenheidUur, istandaard.FrequentieMaand}}
	lopend := []Toewijzing{a, open}
	c := Product{"45", "C"}
	for _, g := range []struct {
		naam           string
		wens           Wens
		wijzigt, nieuw int
		regel          string
		einde, ingang  Dag
		ongewijzigd    int
	}{
		{"shorter", Wens{Product: a.Product, Tot: jaar.Einde - 30, Omvang: a.Omvang}, 1, 0, "", jaar.Einde - 30, jaar.Begin, 1},
		{"an end for what has none", Wens{Product: open.Product, Tot: jaar.Einde, Omvang: open.Omvang}, 1, 0, "", jaar.Einde, jaar.Begin, 1},
		{"goes on after a pause", Wens{Product: a.Product, Vanaf: jaar.Einde + 9, Tot: jaar.Einde + 90, Omvang: a.Omvang}, 0, 1, "", 0, 0, 2},
		{"another product after the end", Wens{ToewijzingNummer: "1", Product: c, Vanaf: jaar.Einde + 1, Omvang: a.Omvang}, 0, 1, "", 0, 0, 2},
		{"another product instead", Wens{ToewijzingNummer: "2", Product: c, Vanaf: jaar.Begin + 9, Omvang: a.Omvang}, 1, 1, "", jaar.Begin + 8, jaar.Begin, 1},
		{"a new product", Wens{Product: c, Vanaf: jaar.Begin + 9, Omvang: a.Omvang}, 0, 1, "", 0, 0, 2},
		{"a new product without a day", Wens{Product: c, Omvang: a.Omvang}, 0, 0, "IV092", 0, 0, 0},
		{"no such allocation", Wens{ToewijzingNummer: "3", Product: c, Vanaf: jaar.Begin}, 0, 0, "TR351", 0, 0, 0},
		{"instead, from the first day", Wens{ToewijzingNummer: "1", Product: c, Vanaf: jaar.Begin}, 0, 0, "CS003", 0, 0, 0},
		{"earlier than it began", Wens{ToewijzingNummer: "1", Product: a.Product, Vanaf: jaar.Begin - 1, Tot: jaar.Einde, Omvang: a.Omvang}, 0, 0, "IV092", 0, 0, 0},
		{"as it is", Wens{Product: a.Product, Tot: jaar.Einde, Omvang: a.Omvang}, 0, 0, "TR353", 0, 0, 0},
	} {
		v, err := Wijziging(lopend, []Wens{g.wens})
		if g.regel != "" {
			if err == nil || !strings.HasPrefix(err.Error(), g.regel+":") {
				t.Errorf("%s: %v, want %s", g.naam, err, g.regel)
			}
			continue
		}
		if err != nil || len(v.TeWijzigenProducten) != g.wijzigt || len(v.NieuweProducten) != g.nieuw || len(v.OngewijzigdeProducten) != g.ongewijzigd {
			t.Errorf("%s: %+v, %v", g.naam, v, err)
			continue
		}
		if g.wijzigt == 1 && (v.TeWijzigenProducten[0].Einddatum != g.einde || v.TeWijzigenProducten[0].GewensteIngangsdatum != g.ingang) {
			t.Errorf("%s: %+v", g.naam, v.TeWijzigenProducten[0])
		}
		if _, err := ToewijzingNaVerzoek(lopend, v); err != nil {
			t.Errorf("%s cannot be granted: %v", g.naam, err)
		}
	}
	if _, err := Wijziging(nil, nil); err == nil || !strings.HasPrefix(err.Error(), "TR352") {
		t.Errorf("without allocations: %v", err)
	}
	twee := Wens{Product: a.Product, Tot: jaar.Einde, Omvang: uren(9)}
	if _, err := Wijziging(lopend, []Wens{twee, twee}); err == nil || !strings.HasPrefix(err.Error(), "TR101") {
		t.Errorf("twice: %v", err)
	}
}

func TestRequestMustFit(t *testing.T) {
	jaar := periode(t, "2026-01-01", "2026-12-31")
	lopend := []Toewijzing{{ToewijzingNummer: "1", Geldig: jaar}, {ToewijzingNummer: "2", Geldig: jaar}}
	wijzig := func(nummer string, vanaf Dag) []TeWijzigenProduct {
		return []TeWijzigenProduct{{ToewijzingNummer: nummer, GewensteIngangsdatum: vanaf, Omvang: uren(1)}}
	}
	for regel, v := range map[string]Verzoek{
		"TR349": {OngewijzigdeProducten: []string{"1"}},
		"TR350": {OngewijzigdeProducten: []string{"1", "2", "3"}},
		"TR351": {OngewijzigdeProducten: []string{"1", "2"}, TeWijzigenProducten: wijzig("3", 0)},
		"TR101": {OngewijzigdeProducten: []string{"1", "2"}, TeWijzigenProducten: wijzig("2", 0)},
		"IV092": {OngewijzigdeProducten: []string{"1"}, TeWijzigenProducten: wijzig("2", jaar.Einde+1)},
	} {
		if _, err := ToewijzingNaVerzoek(lopend, v); err == nil || !strings.HasPrefix(err.Error(), regel+":") {
			t.Errorf("%v, want %s", err, regel)
		}
	}
}

func TestKinds(t *testing.T) {
	jaar, budget := periode(t, "2026-01-01", "2026-12-31"), int64(0)
	for _, c := range []struct {
		naam   string
		t      Toewijzing
		soort  Toewijzingsoort
		aantal int
	}{
		{"hours a week", Toewijzing{Product: Product{"02", "x"}, Geldig: jaar, Omvang: uren(2)}, Specifiek, 1},
		{"hours a week without end", Toewijzing{Product: Product{"02", "x"}, Omvang: uren(2)}, "", 0},
		{"euros in total", Toewijzing{Product: Product{"02", "x"}, Geldig: jaar, Omvang: Omvang{1, istandaard.EenheidEuro, istandaard.FrequentieTotaal}}, Specifiek, 2},
		{"euros a day", Toewijzing{Product: Product{"02", "x"}, Geldig: jaar, Omvang: Omvang{1, istandaard.EenheidEuro, istandaard.FrequentieDag}}, "", 0},
		{"a category", Toewijzing{Product: Product{Categorie: "02"}}, Aspecifiek, 2},
		{"a category with a budget of nothing", Toewijzing{Product: Product{Categorie: "02"}, Geldig: jaar, Budget: &budget}, Aspecifiek, 2},
		{"a budget", Toewijzing{Geldig: jaar, Budget: &budget}, Generiek, 2},
		{"a code without volume", Toewijzing{Product: Product{"02", "x"}, Geldig: jaar}, "", 0},
		{"nothing", Toewijzing{}, "", 0},
	} {
		got, ok := Soort(c.t)
		if len(got) != c.aantal || ok != (c.aantal > 0) {
			t.Errorf("%s fills %v", c.naam, got)
		}
		for _, v := range got {
			if v.Soort() != c.soort {
				t.Errorf("%s is %s", c.naam, v.Soort())
			}
		}
	}
	for _, v := range Varianten() {
		if v.Eenheid != "" && UitvoeringVan(v.Eenheid) != v.Uitvoering {
			t.Errorf("the unit %s is not %s", v.Eenheid, v.Uitvoering)
		}
	}
	if UitvoeringVan("99") != "" {
		t.Error("an unknown unit has an execution")
	}
}
