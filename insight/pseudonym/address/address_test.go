package address_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

func Example() {
	key, _ := address.Key(address.Parts{Postcode: "1506 sd", Number: "0012A-2"})
	fmt.Println(key)
	_, err := address.Key(address.Parts{Postcode: "1506 sd", Number: "Dorpsstraat 12"})
	fmt.Println(err)
	fmt.Println(address.Others(address.Parts{Postcode: "1506SD", Number: "12 bis"}))
	// Output:
	// 1506SD|12|A2
	// the house number is missing or does not come first
	// [1506SD|12|BS]
}

// vectors are the test vectors of the specification.
func vectors(t testing.TB) [][]string {
	t.Helper()
	f, err := os.Open(filepath.FromSlash("../../../docs/factlab-addresses.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 60 {
		t.Fatalf("%d vectors, %v", len(rows), err)
	}
	return rows[1:]
}

func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		p := address.Parts{Postcode: v[0], Number: v[1], Letter: v[2], Addition: v[3]}
		key, err := address.Key(p)
		reason := ""
		if err != nil {
			reason = err.Error()
		}
		if others := strings.Join(address.Others(p), " "); key != v[4] || reason != v[5] || others != v[6] {
			t.Errorf("%q: key %q, reason %q, others %q; want %q, %q, %q", v[:4], key, reason, others, v[4], v[5], v[6])
		}
	}
}

func TestEveryReasonIsSaidTwice(t *testing.T) {
	for r := address.Fine; r <= address.Several; r++ {
		if r.Error() == "" || r.Dutch() == "" || r.Error() == r.Dutch() {
			t.Errorf("reason %d: %q, %q", r, r.Error(), r.Dutch())
		}
	}
	if r := address.Several + 1; r.Error() == "" || r.Dutch() == "" {
		t.Error("an unknown reason says nothing")
	}
}

func TestAppendKeyTakesNoMemory(t *testing.T) {
	room := make([]byte, 0, address.MaxKey)
	pc, nr, letter, addition := []byte("1506 sd"), []byte("0012"), []byte("a"), []byte("-2.")
	bad := []byte("1506")
	if n := testing.AllocsPerRun(100, func() {
		if _, err := address.AppendKey(room, pc, nr, letter, addition); err != nil {
			t.Fatal(err)
		}
		if dst, err := address.AppendKey(room, bad, nr, letter, addition); err != address.BadPostcode || len(dst) != 0 {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// The tables of digits in package unicode go from zero to nine, in whole tens.
func TestDigitsStandInTens(t *testing.T) {
	for _, r := range unicode.Nd.R16 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("%x", r)
		}
	}
	for _, r := range unicode.Nd.R32 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("%x", r)
		}
	}
}

var (
	notKey  = regexp.MustCompile(`[^A-Z0-9]`)
	numbers = regexp.MustCompile(`^ *0*([0-9]+)`)
	notBar  = regexp.MustCompile(`[^A-Z0-9|]`)
)

// reference is the normalising of the peers' SQL, in Go.
func reference(p address.Parts) string {
	s := strings.ToUpper(p.Number + " " + p.Letter + " " + p.Addition)
	return notKey.ReplaceAllString(strings.ToUpper(p.Postcode), "") + "|" +
		notBar.ReplaceAllString(numbers.ReplaceAllString(s, "$1|"), "")
}

// Every address that the generator spells has the key of the reference.
func TestGeneratorSpellings(t *testing.T) {
	folder := generated.City(t)
	files, _ := filepath.Glob(filepath.Join(folder, "deliveries", "*.csv"))
	list, read := list(t, filepath.Join(folder, "addresses.csv")), 0
	seen := map[address.Reason]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows[1:] {
			p := address.Parts{Postcode: r[3], Number: r[4], Letter: r[5], Addition: r[6]}
			if key, err := address.Key(p); err != nil || key != reference(p) {
				t.Fatalf("%+v: %q, %v; want %q", p, key, err, reference(p))
			}
			_, reason := list.Find(p)
			seen[reason]++
			read++
		}
	}
	if read != 121657 || seen[address.Fine] != 120324 || seen[address.NotListed] != 121657-120324 {
		t.Errorf("%d rows: %v", read, seen)
	}
}

func list(t *testing.T, file string) *address.List {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	l := &address.List{}
	for i, r := range rows[1:] {
		row := address.Row{Parts: address.Parts{Postcode: r[1], Number: r[2], Letter: r[3], Addition: r[4]}, Neighbourhood: r[6], District: r[7], Municipality: r[8], Line: i + 2}
		if err := l.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func FuzzKey(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v[0], v[1], v[2], v[3])
	}
	form := regexp.MustCompile(`^[1-9][0-9]{3}[A-Z]{2}\|[1-9][0-9]{0,4}\|[A-Z0-9]{0,32}$`)
	f.Fuzz(func(t *testing.T, postcode, number, letter, addition string) {
		p := address.Parts{Postcode: postcode, Number: number, Letter: letter, Addition: addition}
		key, err := address.Key(p)
		others := address.Others(p)
		for _, other := range others {
			if !form.MatchString(other) || other == key {
				t.Errorf("%+v: other key %q", p, other)
			}
		}
		if len(others) > 32 {
			t.Errorf("%+v: %d others", p, len(others))
		}
		if err != nil {
			if _, is := err.(address.Reason); !is || key != "" {
				t.Errorf("%+v: %q, %v", p, key, err)
			}
			return
		}
		if !form.MatchString(key) || len(key) > address.MaxKey {
			t.Errorf("%+v: key %q", p, key)
		}
		again := strings.Split(key, "|")
		if second, err := address.Key(address.Parts{Postcode: again[0], Number: again[1], Addition: again[2]}); err != nil || second != key {
			t.Errorf("%q read again is %q, %v", key, second, err)
		}
	})
}

func BenchmarkAppendKey(b *testing.B) {
	room := make([]byte, 0, address.MaxKey)
	pc, nr, letter := []byte("1506 sd"), []byte("0012A-2"), []byte("")
	for b.Loop() {
		_, _ = address.AppendKey(room, pc, nr, letter, letter)
	}
}

func BenchmarkOthers(b *testing.B) {
	for b.Loop() {
		address.Others(address.Parts{Postcode: "1506SD", Number: "12 A bis"})
	}
}
