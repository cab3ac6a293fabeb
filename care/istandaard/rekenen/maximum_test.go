package rekenen

import (
	"math/rand/v2"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

var eenheden = []string{istandaard.EenheidMinuut, istandaard.EenheidUur, istandaard.EenheidEtmaal, istandaard.EenheidDagdeel, istandaard.EenheidOutput, istandaard.EenheidEuro, istandaard.EenheidStuks}

// willekeurig is an allocation of up to two years with a volume.
func willekeurig(r *rand.Rand) Toewijzing {
	begin, _ := DagVan(2023, 1, 1)
	begin += Dag(r.IntN(1500))
	return Toewijzing{Geldig: Periode{begin, begin + Dag(r.IntN(730))}, Omvang: Omvang{
		Volume: r.Int64N(1000), Eenheid: eenheden[r.IntN(7)], Frequentie: []string{istandaard.FrequentieDag, istandaard.FrequentieWeek, istandaard.FrequentieMaand, istandaard.FrequentieTotaal}[r.IntN(4)]}}
}

// TestProductPeriodsFill holds that the product periods of an allocation are whole months but at its ends, follow
// one another and together are the allocation.
func TestProductPeriodsFill(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		p := willekeurig(r).Geldig
		delen := Productperioden(p, 0)
		volgende, dagen := p.Begin, int64(0)
		for _, q := range delen {
			if q.Begin != volgende || q.Begin.Maand() != q.Einde.Maand() {
				t.Fatalf("%v: %v does not begin on %v or is no month", p, q, volgende)
			}
			if q.Begin != p.Begin && q.Begin != q.Begin.Maand().Begin() || q.Einde != p.Einde && q.Einde != q.Einde.Maand().Einde() {
				t.Fatalf("%v: %v is cut within the allocation", p, q)
			}
			volgende, dagen = q.Einde+1, dagen+Dagen(q)
		}
		if volgende != p.Einde+1 || dagen != Dagen(p) || int64(len(delen)) != Maanden(p) {
			t.Fatalf("%v: %v are not all of it", p, delen)
		}
		tot := p.Begin + Dag(r.IntN(800))
		deel := Productperioden(p, tot)
		if !slices.Equal(deel, delen[:len(deel)]) || len(deel) < len(delen) && deel[len(deel)-1].Einde < tot {
			t.Fatalf("%v up to %v are %v", p, tot, deel)
		}
	}
}

// TestMaximumFits holds what the two maxima are to each other: no period allows more than the whole, the periods
// together allow no less, and for days, months and output exactly as much.
func TestMaximumFits(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		w := willekeurig(r)
		totaal, ok := MaximumTotaal(w, w.Omvang.Eenheid, 0)
		if !ok {
			t.Fatalf("%+v has no maximum", w)
		}
		var som int64
		for _, p := range Productperioden(w.Geldig, 0) {
			n, ok := MaximumPerPeriode(w, p, w.Omvang.Eenheid)
			if !ok || n > totaal {
				t.Fatalf("%+v: %v allows %d of %d", w, p, n, totaal)
			}
			if w.Omvang.Frequentie == istandaard.FrequentieWeek && n > 6*w.Omvang.Volume {
				t.Fatalf("%+v: %v allows %d, more than six weeks", w, p, n)
			}
			som += n
		}
		precies := w.Omvang.Frequentie == istandaard.FrequentieDag || w.Omvang.Frequentie == istandaard.FrequentieMaand ||
			w.Omvang.Frequentie == istandaard.FrequentieWeek && UitvoeringVan(w.Omvang.Eenheid) == Outputgericht
		if som < totaal || precies && som != totaal {
			t.Fatalf("%+v: the periods allow %d, the whole %d", w, som, totaal)
		}
	}
}

// maxima gives both maxima of an allocation, for the month of a day.
func maxima(t *testing.T, w Toewijzing, in, eenheid string) (periode, totaal int64, ok bool) {
	t.Helper()
	p, _ := Productperiode(w.Geldig, dag(t, in).Maand())
	periode, ok1 := MaximumPerPeriode(w, p, eenheid)
	totaal, ok2 := MaximumTotaal(w, eenheid, 0)
	return periode, totaal, ok1 && ok2
}

func TestMaximum(t *testing.T) {
	kwartaal := periode(t, "2026-01-15", "2026-03-20")
	for _, c := range []struct {
		naam, gedeclareerd string
		product            Product
		geldig             Periode
		omvang             Omvang
		periode, totaal    int64
	}{
		{"per day", istandaard.EenheidOutput, Product{}, kwartaal, Omvang{2, istandaard.EenheidOutput, istandaard.FrequentieDag}, 34, 130},
		{"hours in minutes", istandaard.EenheidMinuut, Product{}, kwartaal, Omvang{2, istandaard.EenheidUur, istandaard.FrequentieMaand}, 120, 360},
		{"total in minutes", istandaard.EenheidMinuut, Product{}, kwartaal, Omvang{80, istandaard.EenheidUur, istandaard.FrequentieTotaal}, 4800, 4800},
		{"a unit that does not fit", istandaard.EenheidUur, Product{}, kwartaal, Omvang{80, istandaard.EenheidMinuut, istandaard.FrequentieMaand}, 0, 0},
		{"household help", istandaard.EenheidUur, Product{Categorie: "01"}, kwartaal, Omvang{3, istandaard.EenheidUur, istandaard.FrequentieWeek}, 18, 30},
		{"household help in minutes", istandaard.EenheidMinuut, Product{Categorie: "01"}, kwartaal, Omvang{3, istandaard.EenheidUur, istandaard.FrequentieWeek}, 1080, 1800},
		{"household help per month", istandaard.EenheidUur, Product{Categorie: "01"}, kwartaal, Omvang{3, istandaard.EenheidUur, istandaard.FrequentieMaand}, 3, 9},
		{"output in a week without Sunday", istandaard.EenheidEuro, Product{}, periode(t, "2026-01-12", "2026-01-15"), Omvang{100, istandaard.EenheidEuro, istandaard.FrequentieWeek}, 100, 100},
		{"output on one Sunday", istandaard.EenheidOutput, Product{}, periode(t, "2026-01-18", "2026-01-18"), Omvang{1, istandaard.EenheidOutput, istandaard.FrequentieWeek}, 1, 1},
	} {
		w := Toewijzing{Product: c.product, Geldig: c.geldig, Omvang: c.omvang}
		if p, totaal, ok := maxima(t, w, "2026-01-31", c.gedeclareerd); !ok || p != c.periode || totaal != c.totaal {
			t.Errorf("%s: %d in January and %d in all (%v), want %d and %d", c.naam, p, totaal, ok, c.periode, c.totaal)
		}
	}
	// The broken week belongs to the month of the last Sunday, also when the allocation begins on that Sunday.
	w := Toewijzing{Geldig: periode(t, "2026-05-31", "2026-06-03"), Omvang: Omvang{100, istandaard.EenheidEuro, istandaard.FrequentieWeek}}
	mei, totaal, _ := maxima(t, w, "2026-05-31", istandaard.EenheidEuro)
	if juni, _, _ := maxima(t, w, "2026-06-01", istandaard.EenheidEuro); mei != 200 || juni != 0 || totaal != 200 {
		t.Errorf("from its only Sunday on: %d in May, %d in June, %d in all", mei, juni, totaal)
	}
}

func TestNoMaximum(t *testing.T) {
	open := Periode{Begin: dag(t, "2026-01-15")}
	maart := dag(t, "2026-03-31")
	w := Toewijzing{Geldig: open, Omvang: Omvang{10, istandaard.EenheidUur, istandaard.FrequentieMaand}}
	if _, ok := MaximumTotaal(w, istandaard.EenheidUur, 0); ok {
		t.Error("an allocation without end has a maximum")
	}
	if n, ok := MaximumTotaal(w, istandaard.EenheidUur, maart); !ok || n != 30 {
		t.Errorf("up to March it is %d, %v; want 30", n, ok)
	}
	if n, _, _ := maxima(t, w, "2026-02-01", istandaard.EenheidUur); n != 10 {
		t.Errorf("February has %d, want 10", n)
	}
	if _, ok := MaximumPerPeriode(w, open, istandaard.EenheidUur); ok {
		t.Error("a period without end has a maximum")
	}
	if n, ok := MaximumPerPeriode(w, periode(t, "2025-12-01", "2025-12-31"), istandaard.EenheidUur); !ok || n != 0 {
		t.Errorf("before the allocation there is room for %d, %v", n, ok)
	}
	w.Omvang = Omvang{10, istandaard.EenheidUur, istandaard.FrequentieTotaal}
	if n, ok := MaximumTotaal(w, istandaard.EenheidUur, 0); !ok || n != 10 {
		t.Errorf("a total without end is %d, %v; want 10", n, ok)
	}
	w.Omvang = Omvang{5, istandaard.EenheidEuro, istandaard.FrequentieWeek} // not valid without end (CD076), but no reason to fail
	if n, ok := MaximumTotaal(w, istandaard.EenheidEuro, maart); !ok || n != 55 {
		t.Errorf("11 Sundays of 5 are %d, %v", n, ok)
	}
	for _, o := range []Omvang{{}, {10, istandaard.EenheidUur, "9"}} {
		w.Omvang = o
		if n, ok := MaximumTotaal(w, istandaard.EenheidUur, maart); ok || n != 0 {
			t.Errorf("%v has a maximum of %d", o, n)
		}
		if _, ok := MaximumPerPeriode(w, periode(t, "2025-12-01", "2025-12-31"), istandaard.EenheidUur); o == (Omvang{}) && ok {
			t.Errorf("%v has a maximum", o)
		}
	}
	w = Toewijzing{Geldig: periode(t, "-999999999-01-01", "999999999-12-31"), Omvang: Omvang{99999999, istandaard.EenheidUur, istandaard.FrequentieDag}}
	if n, ok := MaximumTotaal(w, istandaard.EenheidMinuut, 0); !ok || n <= 0 {
		t.Errorf("a time without sense allows %d, %v", n, ok)
	}
}

func TestPeriods(t *testing.T) {
	open := Periode{Begin: dag(t, "2026-01-15")}
	if got := Productperioden(open, dag(t, "2026-02-02")); !slices.Equal(got, []Periode{periode(t, "2026-01-15", "2026-01-31"), periode(t, "2026-02-01", "2026-02-28")}) {
		t.Errorf("an open allocation up to 2 February has %v", got)
	}
	for _, p := range []Periode{{}, open, {Einde: dag(t, "2026-01-15")}, periode(t, "2026-01-15", "2026-01-14")} {
		if n := ISOweken(p) + Zondagen(p) + Maanden(p) + Dagen(p) + int64(len(Productperioden(p, 0))); n != 0 {
			t.Errorf("%v counts for %d", p, n)
		}
	}
	if _, ok := Productperiode(open, open.Begin.Maand()-1); ok {
		t.Error("December is a product period")
	}
	if open.Bevat(0) || !open.Bevat(open.Begin) || open.Bevat(open.Begin-1) || periode(t, "2026-01-15", "2026-01-15").Bevat(open.Begin+1) {
		t.Error("a period does not know its days")
	}
	juni, _ := LeesMaand("2026-06")
	if got := DeclaratieperiodenToegestaan(nil, juni, juni-2); !slices.Equal(got, []Maand{juni - 2, juni - 1, juni}) {
		t.Errorf("a first claim over April may be for %v", got)
	}
	if got := DeclaratieperiodenToegestaan([]Maand{juni - 3}, juni, juni+1); got != nil {
		t.Errorf("July may be claimed in June, for %v", got)
	}
}
