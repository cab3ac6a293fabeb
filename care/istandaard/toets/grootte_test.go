package toets

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// groot makes a claim of nearly 25 MB out of an example, with so many lines a client. As long as there are
// enough fictitious Bsn, each client has one of its own; credit lines take lines of an earlier claim back.
func groot(t testing.TB, lijnen int, credit bool) *istandaard.Bericht {
	t.Helper()
	tekst := string(goede(t)["WMO323"])
	voor, rest, _ := strings.Cut(tekst, "<wmo323:Clienten>")
	_, na, _ := strings.Cut(rest, "</wmo323:Clienten>")
	_, lijn, _ := strings.Cut(rest, "<wmo323:Prestatie>")
	lijn, _, _ = strings.Cut(lijn, "</wmo323:Prestatie>")
	lijn = "<wmo323:Prestatie>" + lijn + "</wmo323:Prestatie>\n\t\t\t\t\t"
	saldo := 5000
	if credit {
		saldo = -5000
		lijn = strings.NewReplacer("</iwmo:ReferentieNummer>", "</iwmo:ReferentieNummer><iwmo:VorigReferentieNummer>OUDRN001</iwmo:VorigReferentieNummer>",
			"<iwmo:DebetCredit>D<", "<iwmo:DebetCredit>C<").Replace(lijn)
		voor = strings.ReplaceAll(voor, "<iwmo:DebetCredit>D<", "<iwmo:DebetCredit>C<")
	}
	var uit strings.Builder
	nr := 0
	for bsn := 999900006; bsn <= 999999990 && uit.Len() < 25<<20-len(tekst)-lijnen*len(lijn)-200; bsn++ {
		if !rekenen.Elfproef(fmt.Sprint(bsn)) {
			continue
		}
		fmt.Fprintf(&uit, "<wmo323:Client>\n\t\t\t\t<wmo323:Bsn>%d</wmo323:Bsn>\n\t\t\t\t<wmo323:Prestaties>\n\t\t\t\t\t", bsn)
		for range lijnen {
			nr++
			uit.WriteString(strings.NewReplacer("RN001", fmt.Sprintf("RN%06d", nr), "20072", fmt.Sprint(100000+nr)).Replace(lijn))
		}
		uit.WriteString("</wmo323:Prestaties>\n\t\t\t</wmo323:Client>\n\t\t\t")
	}
	voor = strings.Replace(voor, ">58000<", fmt.Sprintf(">%d<", max(saldo, -saldo)*nr), 1)
	b, err := istandaard.Lees(voor + "<wmo323:Clienten>" + uit.String() + "</wmo323:Clienten>" + na)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// BenchmarkToets checks claims of 25 MB: many clients with few lines each, one with all lines, and one that
// takes all lines back.
func BenchmarkToets(b *testing.B) {
	for _, g := range []struct {
		naam   string
		lijnen int
		credit bool
	}{{"clients", 3, false}, {"one client", 24000, false}, {"credit", 3, true}} {
		b.Run(g.naam, func(b *testing.B) {
			bericht := groot(b, g.lijnen, g.credit)
			if fouten := Toets(bericht); len(fouten) > 0 {
				b.Fatalf("%v", fouten.Regels())
			}
			b.SetBytes(25 << 20)
			b.ReportAllocs()
			for b.Loop() {
				Toets(bericht)
			}
		})
	}
}

// TestHopeloos holds that a claim of 25 MB in which everything is wrong is told soon, and shortly.
func TestHopeloos(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: 25 MB")
	}
	b := groot(t, 24000, true)
	for d := range b.Wortel.Alle() {
		var err error
		switch d.Naam() {
		case "ProductPeriode":
			err = d.Zet("Begindatum", "2020-01-31")
		case "ProductReferentie":
			d.Weg("VorigReferentieNummer")
			err = d.Zet("ReferentieNummer", "X")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	van := time.Now()
	fouten := Toets(b)
	if duur := time.Since(van); duur > 10*time.Second {
		t.Errorf("it took %s", duur)
	}
	if is := fouten.Regels(); !slices.Equal(is, []string{"CD060", "CS100", "CS337", "TR101"}) || len(fouten) != 4*maxPerRegel {
		t.Errorf("%d faults: %v", len(fouten), is)
	}
}
