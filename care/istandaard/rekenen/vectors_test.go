package rekenen

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// standaard finds the published material of the standard, which stands beside the repository and not in it.
// Without it a developer's run leaves these checks out; CI fails.
func standaard(t testing.TB, naam string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "istandaarden", naam))
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the material of the standard is missing: %v", err)
		}
		t.Skipf("left out: the material of the standard is not beside the repository: %v", err)
	}
	return data
}

// vector is one worked computation. Where the source is wrong, recomputed is the outcome to reach.
type vector struct {
	ID       string                     `json:"id"`
	Kind     string                     `json:"kind"`
	Input    map[string]json.RawMessage `json:"input"`
	Expected json.RawMessage            `json:"expected_by_source"`
	Computed json.RawMessage            `json:"recomputed"`
	Agrees   *bool                      `json:"agrees"`
}

// soorten computes each kind of vector; the outcome is compared as JSON.
var soorten = map[string]func(t *testing.T, v vector) any{
	"bsn-elfproef":      func(t *testing.T, v vector) any { return Elfproef(veld[string](t, v, "bsn")) },
	"iso-weeks-touched": func(t *testing.T, v vector) any { return ISOweken(v.periode(t)) },
	"max-volume-per-product-period/inspanningsgericht/per-week":  perPeriode(istandaard.EenheidUur, istandaard.FrequentieWeek),
	"max-volume-per-product-period/inspanningsgericht/per-month": perPeriode(istandaard.EenheidUur, istandaard.FrequentieMaand),
	"max-volume-per-product-period/outputgericht/per-week":       perPeriode(istandaard.EenheidEuro, istandaard.FrequentieWeek),
	"max-volume-over-allocation/inspanningsgericht/per-week": func(t *testing.T, v vector) any {
		n, ok := MaximumTotaal(v.toewijzing(t, istandaard.EenheidUur, istandaard.FrequentieWeek), istandaard.EenheidUur, 0)
		if !ok {
			t.Fatal("no maximum")
		}
		return n
	},
	"product-periods": func(t *testing.T, v vector) any {
		var uit [][]string
		for _, p := range Productperioden(v.periode(t), 0) {
			uit = append(uit, []string{p.Begin.String(), p.Einde.String()})
		}
		return uit
	},
	"hours-from-minutes": func(t *testing.T, v vector) any { return UrenUitMinuten(veld[int64](t, v, "minutes")) },
	"rate-rounding":      func(t *testing.T, v vector) any { return RondAf(veld[int64](t, v, "value_in_thousandth_euro")) },
	"submitted-amount-hour-rate-in-minutes": func(t *testing.T, v vector) any {
		return BedragUurtariefInMinuten(veld[int64](t, v, "hour_rate_eurocent"), veld[int64](t, v, "minutes"))
	},
	"submitted-amount": func(t *testing.T, v vector) any {
		return Bedrag(veld[int64](t, v, "volume"), veld[int64](t, v, "rate_eurocent"))
	},
	"amount-in-cents": func(t *testing.T, v vector) any {
		n, err := strconv.ParseInt(veld[string](t, v, "value"), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return SchrijfBedrag(n)
	},
	"birth-date": func(t *testing.T, v vector) any {
		d, gebruik := Geboortedatum(veld[int](t, v, "year"), veld[int](t, v, "month"), veld[int](t, v, "day"))
		return []string{d.String(), gebruik}
	},
	"late-declaration-periods-allowed": laat,
	"vow-message":                      vow,
	"allocation-after-vow":             naVow,
}

// tegenspraak are the vectors of which the source contradicts its own rule; the package comment tells why.
var tegenspraak = []string{"V024", "V030"}

func TestVectors(t *testing.T) {
	var bestand struct {
		Count   int      `json:"count"`
		Vectors []vector `json:"vectors"`
	}
	if err := json.Unmarshal(standaard(t, "vectors.json"), &bestand); err != nil {
		t.Fatal(err)
	}
	if len(bestand.Vectors) != 49 || bestand.Count != 49 {
		t.Errorf("%d vectors, want 49", len(bestand.Vectors))
	}
	var anders []string
	for _, v := range bestand.Vectors {
		reken, ok := soorten[v.Kind]
		if !ok {
			t.Errorf("%s: nobody computes %s", v.ID, v.Kind)
			continue
		}
		t.Run(v.ID, func(t *testing.T) {
			uit := reken(t, v)
			verwacht := v.Computed
			if string(verwacht) == "null" {
				verwacht = v.Expected
			}
			if !gelijk(t, uit, verwacht) {
				t.Errorf("%s: got %v, want %s", v.Kind, uit, verwacht)
			}
			if v.Agrees != nil && !*v.Agrees && gelijk(t, uit, v.Expected) {
				t.Errorf("%s is as the source has it, though the source was found wrong", v.Kind)
			}
		})
		if v.Agrees != nil && !*v.Agrees {
			anders = append(anders, v.ID)
		}
	}
	if !slices.Equal(anders, tegenspraak) {
		t.Errorf("the source is wrong in %v, the package comment tells of %v", anders, tegenspraak)
	}
	comment, _ := os.ReadFile("rekenen.go")
	for _, id := range tegenspraak {
		if !strings.Contains(string(comment), "//\t"+id) {
			t.Errorf("the package comment does not tell of %s", id)
		}
	}
}

// gelijk compares an outcome with JSON.
func gelijk(t *testing.T, uit any, verwacht json.RawMessage) bool {
	t.Helper()
	data, err := json.Marshal(uit)
	if err != nil {
		t.Fatal(err)
	}
	var a, b any
	if json.Unmarshal(data, &a) != nil || json.Unmarshal(verwacht, &b) != nil {
		t.Fatalf("%s or %s is no JSON", data, verwacht)
	}
	return reflect.DeepEqual(a, b)
}

func veld[T any](t *testing.T, v vector, naam string) T {
	t.Helper()
	var uit T
	if err := json.Unmarshal(v.Input[naam], &uit); err != nil {
		t.Fatalf("%s: %v", naam, err)
	}
	return uit
}

func dag(t *testing.T, s string) Dag {
	t.Helper()
	if s == "" {
		return 0
	}
	d, ok := LeesDag(s)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}

func periode(t *testing.T, begin, einde string) Periode { return Periode{dag(t, begin), dag(t, einde)} }

func (v vector) periode(t *testing.T) Periode {
	return periode(t, veld[string](t, v, "start"), veld[string](t, v, "end"))
}

// toewijzing is the allocation of a vector about volumes.
func (v vector) toewijzing(t *testing.T, eenheid, frequentie string) Toewijzing {
	uit := Toewijzing{Geldig: v.periode(t), Omvang: Omvang{Eenheid: eenheid, Frequentie: frequentie}}
	if eenheid == istandaard.EenheidEuro {
		uit.Omvang.Volume = veld[int64](t, v, "volume_eurocent")
		return uit
	}
	uit.Omvang.Volume = veld[int64](t, v, "volume")
	if veld[string](t, v, "unit") != "uur" {
		t.Fatal("the unit of the vector is not hours")
	}
	if v.Input["wmo_category_01"] != nil && veld[bool](t, v, "wmo_category_01") {
		uit.Product.Categorie = hulpBijHetHuishouden
	}
	return uit
}

// perPeriode gives the maximum of the months that the vector asks for.
func perPeriode(eenheid, frequentie string) func(*testing.T, vector) any {
	return func(t *testing.T, v vector) any {
		var gevraagd map[string]any
		if err := json.Unmarshal(v.Computed, &gevraagd); err != nil {
			t.Fatal(err)
		}
		toewijzing, uit := v.toewijzing(t, eenheid, frequentie), map[string]int64{}
		for maand := range gevraagd {
			m, ok := LeesMaand(maand)
			p, ok2 := Productperiode(toewijzing.Geldig, m)
			if !ok || !ok2 {
				t.Fatalf("%s is no month of the allocation", maand)
			}
			n, ok := MaximumPerPeriode(toewijzing, p, eenheid)
			if !ok {
				t.Fatalf("no maximum in %s", maand)
			}
			uit[maand] = n
		}
		return uit
	}
}

func laat(t *testing.T, v vector) any {
	lees := func(s string) Maand {
		m, ok := LeesMaand(s)
		if !ok {
			t.Fatalf("%q is no month", s)
		}
		return m
	}
	var ingediend []Maand
	for _, s := range veld[[]string](t, v, "submitted") {
		ingediend = append(ingediend, lees(s))
	}
	var uit []string
	for _, m := range DeclaratieperiodenToegestaan(ingediend, lees(veld[string](t, v, "now")), lees(veld[string](t, v, "product_month"))) {
		uit = append(uit, m.String())
	}
	return uit
}

// woorden are the volumes as the vectors write them.
var woorden = map[string]Omvang{
	"":                     {},
	"3 uur per week":       {3, istandaard.EenheidUur, istandaard.FrequentieWeek},
	"5 uur per week":       {5, istandaard.EenheidUur, istandaard.FrequentieWeek},
	"6 uur per week":       {6, istandaard.EenheidUur, istandaard.FrequentieWeek},
	"80 uur totaal":        {80, istandaard.EenheidUur, istandaard.FrequentieTotaal},
	"4 dagdelen per maand": {4, istandaard.EenheidDagdeel, istandaard.FrequentieMaand},
	"2 dagdelen per maand": {2, istandaard.EenheidDagdeel, istandaard.FrequentieMaand},
}

func omvang(t *testing.T, s string) Omvang {
	t.Helper()
	o, ok := woorden[s]
	if !ok {
		t.Fatalf("nobody reads the volume %q", s)
	}
	return o
}

func schrijf(t *testing.T, o Omvang) string {
	t.Helper()
	for s, p := range woorden {
		if p == o {
			return s
		}
	}
	t.Fatalf("nobody writes the volume %v", o)
	return ""
}

// lopend are the current allocations of a vector.
func (v vector) lopend(t *testing.T) []Toewijzing {
	var uit []Toewijzing
	for _, m := range veld[[]map[string]string](t, v, "current") {
		uit = append(uit, Toewijzing{ToewijzingNummer: m["ToewijzingNummer"], Product: Product{Code: m["product"]},
			Geldig: periode(t, m["start"], m["end"]), Omvang: omvang(t, m["omvang"])})
	}
	return uit
}

// wensen are the wishes of the vectors, in the words of the source.
func wensen(t *testing.T, wens string) []Wens {
	a1 := Wens{Product: Product{Code: "A1"}, Vanaf: dag(t, "2021-11-01"), Tot: dag(t, "2022-07-01"), Omvang: omvang(t, "5 uur per week")}
	switch wens {
	case "replace B1 by B2, 6 hours per week, from 2021-09-01 to 2022-12-31":
		return []Wens{{ToewijzingNummer: "432", Product: Product{Code: "B2"}, Vanaf: dag(t, "2021-09-01"),
			Tot: dag(t, "2022-12-31"), Omvang: omvang(t, "6 uur per week")}}
	case "A1 longer and more: 5 hours per week from 2021-11-01 to 2022-07-01; C1 on to 2022-07-01":
		return []Wens{a1, {Product: Product{Code: "C1"}, Tot: dag(t, "2022-07-01"), Omvang: omvang(t, "4 dagdelen per maand")}}
	case "A1 as in 2a; C1 from 2022-01-01 with 2 dagdelen per month to 2022-07-01":
		return []Wens{a1, {Product: Product{Code: "C1"}, Vanaf: dag(t, "2022-01-01"), Tot: dag(t, "2022-07-01"),
			Omvang: omvang(t, "2 dagdelen per maand")}}
	}
	t.Fatalf("nobody reads the wish %q", wens)
	return nil
}

func vow(t *testing.T, v vector) any {
	verzoek, err := Wijziging(v.lopend(t), wensen(t, veld[string](t, v, "wish")))
	if err != nil {
		t.Fatal(err)
	}
	teWijzigen, nieuw := []any{}, []any{}
	for _, p := range verzoek.TeWijzigenProducten {
		teWijzigen = append(teWijzigen, map[string]string{"ToewijzingNummer": p.ToewijzingNummer, "omvang": schrijf(t, p.Omvang),
			"GewensteIngangsdatum": p.GewensteIngangsdatum.String(), "Einddatum": p.Einddatum.String()})
	}
	for _, p := range verzoek.NieuweProducten {
		nieuw = append(nieuw, map[string]string{"product": p.Product.Code, "omvang": schrijf(t, p.Omvang),
			"GewensteIngangsdatum": p.GewensteIngangsdatum.String(), "Einddatum": p.Einddatum.String()})
	}
	return map[string]any{"OngewijzigdProduct": append([]string{}, verzoek.OngewijzigdeProducten...),
		"TeWijzigenProduct": teWijzigen, "NieuwProduct": nieuw}
}

func naVow(t *testing.T, v vector) any {
	var in struct {
		ReferentieAanbieder string
		OngewijzigdProduct  []string
		TeWijzigenProduct   []map[string]string
	}
	if err := json.Unmarshal(v.Input["vow"], &in); err != nil {
		t.Fatal(err)
	}
	verzoek := Verzoek{ReferentieAanbieder: in.ReferentieAanbieder, OngewijzigdeProducten: in.OngewijzigdProduct}
	for _, p := range in.TeWijzigenProduct {
		verzoek.TeWijzigenProducten = append(verzoek.TeWijzigenProducten,
			TeWijzigenProduct{ToewijzingNummer: p["ToewijzingNummer"], Einddatum: dag(t, p["Einddatum"])})
	}
	lijst, err := ToewijzingNaVerzoek(v.lopend(t), verzoek)
	if err != nil {
		t.Fatal(err)
	}
	var uit []map[string]string
	for _, x := range lijst {
		uit = append(uit, map[string]string{"ToewijzingNummer": x.ToewijzingNummer, "product": x.Product.Code,
			"Ingangsdatum": x.Geldig.Begin.String(), "Einddatum": x.Geldig.Einde.String(), "ReferentieAanbieder": x.ReferentieAanbieder})
	}
	return uit
}

// TestVarianten holds the table of variants against the published one.
func TestVarianten(t *testing.T) {
	r := csv.NewReader(strings.NewReader(string(standaard(t, "allocation-variants.tsv"))))
	r.Comma, r.LazyQuotes = '\t', true
	rijen, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var tabel [][]string
	for _, v := range Varianten() {
		tabel = append(tabel, []string{string(v.Uitvoering), v.Type, string(v.Categorie), string(v.Code), string(v.Budget),
			string(v.Volume), v.Eenheid, v.Frequentie, string(v.Einddatum), "both"})
	}
	if len(tabel) != 31 || !reflect.DeepEqual(tabel, rijen[1:]) {
		t.Errorf("the table of variants is not the published one:\n%v\n%v", tabel, rijen[1:])
	}
}
