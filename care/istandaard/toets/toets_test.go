package toets

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// gebroken are the ids of the rules that a message breaks, in order.
func gebroken(b *istandaard.Bericht) []string { return slices.Sorted(slices.Values(Toets(b).Regels())) }

// TestOefeningen holds the rules that every practice message breaks against what the published control says.
func TestOefeningen(t *testing.T) {
	aantal := 0
	for _, o := range standaardtest.Oefeningen(t) {
		if !o.Telt || !o.Geldig {
			continue
		}
		b, err := istandaard.Lees(o.Data)
		if err != nil {
			t.Errorf("%s: %v", o.Naam, err)
			continue
		}
		aantal++
		if is, moet := gebroken(b), slices.Sorted(slices.Values(o.Regels)); !slices.Equal(is, moet) {
			t.Errorf("%s (%s): %v, want %v", o.Naam, o.Wijziging, is, moet)
		}
	}
	if aantal != 501 {
		t.Errorf("%d practice messages", aantal)
	}
}

// TestVoorbeelden does the same with the examples.
func TestVoorbeelden(t *testing.T) {
	alle := standaardtest.Voorbeelden(t)
	for _, rij := range standaardtest.Tabel(t, "examples-validation.tsv") {
		if rij["xsd_verdict"] != "valid" {
			continue
		}
		b, err := istandaard.Lees(alle[rij["file"]])
		if err != nil {
			t.Errorf("%s: %v", rij["file"], err)
			continue
		}
		if is := strings.Join(gebroken(b), ","); is != rij["xslt_rules_broken"] {
			t.Errorf("%s: %s, want %s", rij["file"], is, rij["xslt_rules_broken"])
		}
	}
}

// TestRetour holds that return messages have no rules of this level, also when what they repeat breaks some.
func TestRetour(t *testing.T) {
	for soort, data := range goede(t) {
		if !soort.IsRetour() {
			continue
		}
		b, err := istandaard.Lees(data)
		if err != nil {
			t.Fatal(err)
		}
		if bsn := b.Inhoud().Zoek("Bsn"); bsn != nil {
			wijzig(t, b, "Bsn=123456789")
		}
		if fouten := Toets(b); fouten != nil {
			t.Errorf("%s: %v", soort, fouten)
		}
	}
}

// TestLeeg holds that a message that is still being built may be checked.
func TestLeeg(t *testing.T) {
	for _, soort := range istandaard.Soorten() {
		b := istandaard.Nieuw(soort, istandaard.Kop{Afzender: "0363", Ontvanger: "12345678", Identificatie: "1", Dagtekening: "2026-01-01"})
		Toets(b)
		vul(b.Wortel)
		Toets(b)
	}
}

// vul makes every class below d, with nothing in it.
func vul(d *istandaard.Deel) {
	for _, e := range d.Element().Klasse.Elementen {
		if e.Klasse == nil {
			continue
		}
		k, err := d.Voeg(e.Naam)
		if err == nil {
			vul(k)
		}
	}
}

// TestPlaats holds that a fault tells where it is, and what stands there.
func TestPlaats(t *testing.T) {
	b, err := istandaard.Lees(goede(t)["JW323"])
	if err != nil {
		t.Fatal(err)
	}
	wijzig(t, b, "Clienten/Client[2]/Prestaties/Prestatie[3]/ProductPeriode/Einddatum=2026-04-02")
	fouten := Toets(b)
	if len(fouten) != 1 {
		t.Fatalf("%v", fouten)
	}
	f := fouten[0]
	if f.Regel != "CS337" || f.Niveau != 2 || f.Code != "0001" || f.Waarde != "2026-04-02" || f.Regelnummer != 123 ||
		f.Pad != "Declaratie/Clienten/Client[2]/Prestaties/Prestatie[3]/ProductPeriode/Einddatum" {
		t.Errorf("%+v", f)
	}
}

// TestStapeling holds which products are the same when they come on the same days. Each product is its
// category, its code or both; the periods overlap by one day.
func TestStapeling(t *testing.T) {
	gelijk := func(wet istandaard.Wet, a, b string) bool {
		lees := func(s string, van, tot dag) afspraak {
			categorie, code, _ := strings.Cut(s, " ")
			return afspraak{deel: &istandaard.Deel{}, categorie: categorie, code: code, einde: &istandaard.Deel{}, van: van, tot: tot}
		}
		t := &toets{bericht: istandaard.Nieuw(wet.Soort("301"), istandaard.Kop{}), wet: wet}
		t.stapeling([]afspraak{lees(a, 20260101, 20260131), lees(b, 20260131, 20260228)}, "TR302")
		return len(t.fouten) > 0
	}
	for _, g := range []struct {
		a, b      string
		iwmo, ijw bool
	}{
		{"01 A", "01 A", true, true},
		{"01 A", "01 B", false, false},
		{"01 A", "02 A", false, false},
		{"01 A", "01", true, true},
		{"01", "01", true, true},
		{"01", "02", false, false},
		{"", "01 A", true, true},
		{"", "01", true, true},
		{"", "", true, true},
		{"11 A", "11 A", false, true},
		{"14", "14", false, true},
		{"", "12 A", false, true},
		{"15 A", "15 A", true, true},
		{"10", "10", true, true},
	} {
		for _, om := range []bool{false, true} {
			a, b := g.a, g.b
			if om {
				a, b = b, a
			}
			if is := gelijk(istandaard.IWmo, a, b); is != g.iwmo {
				t.Errorf("iwmo %q %q: %v", a, b, is)
			}
			if is := gelijk(istandaard.IJw, a, b); is != g.ijw {
				t.Errorf("ijw %q %q: %v", a, b, is)
			}
		}
	}
}

// TestDubbel holds that short and long lists are searched alike.
func TestDubbel(t *testing.T) {
	for n := range 20 {
		toets := &toets{bericht: istandaard.Nieuw("WMO301", istandaard.Kop{})}
		var s sleutels[int]
		for i := range n {
			s.bij(nil, i)
		}
		s.dubbel(toets, "TR101")
		if len(toets.fouten) > 0 {
			t.Errorf("%d different keys: %v", n, toets.fouten)
		}
		s.bij(nil, 0)
		s.bij(nil, 0)
		s.dubbel(toets, "TR101")
		if moet := min(n, 1) + 1; len(toets.fouten) != moet {
			t.Errorf("%d keys of which two are double: %d faults, want %d", n+2, len(toets.fouten), moet)
		}
	}
}

// TestDagen holds that dates of every length sort.
func TestDagen(t *testing.T) {
	vorig := dag(-1 << 62)
	for _, s := range []istandaard.Datum{"-99999999999-01-01", "-10000-01-01", "-0044-03-15", "-0044-03-16", "-0044-04-01", "-0001-12-31", "",
		"0001-01-01", "1900-01-01", "2026-10-21", "2026-10-22", "2026-11-01", "9999-12-31", "10000-01-01", "12026-10-21", "99999999999-01-01"} {
		if d := dagVan(s); d <= vorig {
			t.Errorf("%s is %d, and what comes before it %d", s, d, vorig)
		} else {
			vorig = d
		}
	}
	if d := dagVan("12026-10-21"); d != 120261021 {
		t.Errorf("%d", d)
	}
}
