package istandaard

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// kleine are 1,000 messages: the valid examples, over and over.
func kleine(t testing.TB) (uit [][]byte) {
	t.Helper()
	alle := voorbeelden(t)
	namen := slices.Sorted(maps.Keys(alle))
	namen = slices.DeleteFunc(namen, func(naam string) bool { _, err := Lees(alle[naam]); return err != nil })
	for i := range 1000 {
		uit = append(uit, alle[namen[i%len(namen)]])
	}
	return uit
}

// grote is a valid claim that almost fills the 25 MB which a message may have.
func grote(t testing.TB) []byte {
	t.Helper()
	s := string(voorbeelden(t)["ijw-3.2/examples-repaired/JW323.xml"])
	begin, einde := "<jw323:Prestatie>", "</jw323:Prestatie>"
	van, tot := strings.Index(s, begin), strings.LastIndex(s, einde)+len(einde)
	deel := s[van : strings.Index(s, einde)+len(einde)]
	var uit bytes.Buffer
	uit.WriteString(s[:van])
	for n := 0; uit.Len() < MaxGrootte-len(s); n++ {
		uit.WriteString(verander(deel, "ReferentieNummer", fmt.Sprint(n)) + "\r\n\t\t\t\t\t")
	}
	uit.WriteString(s[van:tot] + s[tot:])
	return uit.Bytes()
}

// verander gives the first element with a name another value.
func verander(s, naam, waarde string) string {
	van := strings.Index(s, naam+">") + len(naam) + 1
	return s[:van] + waarde + s[van+strings.Index(s[van:], "<"):]
}

// TestRegelnummer holds the line number of every part of a long message against a plain count.
func TestRegelnummer(t *testing.T) {
	data := grote(t)
	b, err := Lees(data)
	if err != nil {
		t.Fatal(err)
	}
	regel, tot, nr := 1, 0, 0
	for d := range b.Wortel.Alle() {
		regel += bytes.Count(data[tot:d.plaats], []byte("\n"))
		tot = d.plaats
		if got := b.Regelnummer(d); got != regel {
			t.Fatalf("part %d is on line %d, not %d", nr, regel, got)
		}
		nr++
	}
	if nr < 300_000 {
		t.Errorf("%d parts", nr)
	}
}

func BenchmarkLees(b *testing.B) {
	b.Run("1000 klein", func(b *testing.B) {
		berichten := kleine(b)
		b.SetBytes(int64(len(slices.Concat(berichten...))))
		b.ReportAllocs()
		for b.Loop() {
			for _, data := range berichten {
				if _, err := Lees(data); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("25 MB", func(b *testing.B) {
		data := grote(b)
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Lees(data); err != nil {
				b.Fatal(err)
			}
		}
	})
}
