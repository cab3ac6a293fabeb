package count_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

func Example() {
	var rows count.Rows
	anna, ben := count.Household{1}, count.Household{2}
	rows.Add(count.Row{Household: anna, Provision: 0, Organisation: 0, Domain: 1, Active: true})
	rows.Add(count.Row{Household: anna, Provision: 1, Organisation: 1, Domain: 0, Active: true})
	rows.Add(count.Row{Household: ben, Provision: 1, Organisation: 1, Domain: 0})
	tables, err := count.Of(count.Options{}, &rows).Tables(count.Names{
		Places:     []count.Place{{Neighbourhood: "Kogerveld", Municipality: "Zaanstad", Households: 10}},
		Provisions: []string{"help at home", "family coach"},
		Domains:    []string{"jeugd", "wmo"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range tables {
		fmt.Println(t.Name)
		_ = t.WriteCSV(os.Stdout)
	}
	// Output:
	// t1
	// k,n
	// 0,9
	// 2,1
	// t2
	// k,n
	// 0,9
	// 2,1
	// t3
	// p,q,n
	// family coach,family coach,1
	// family coach,help at home,1
	// help at home,help at home,1
	// t4
	// buurt,households,any_,provisions,ge3,ge5
	// Kogerveld,10,1,2,0,0
	// t5
	// gemeente,dm,n
	// Zaanstad,3,1
	// t6
	// rows_,n_matched,active
	// 3,3,2
	// t7
	// buurt,provision,n
	// Kogerveld,family coach,1
	// Kogerveld,help at home,1
}

// crowd makes rows of n households with many provisions and domains.
func crowd(n int, provisions uint16, seed uint64) []count.Row {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []count.Row
	for range n {
		var h count.Household
		for i := range h {
			h[i] = byte(r.Uint32())
		}
		place, kind := r.Uint32N(20), uint8(r.IntN(4))
		for range r.IntN(6) {
			p := uint16(r.IntN(int(provisions)))
			out = append(out, count.Row{Household: h, Place: place, Type: kind, Organisation: r.Uint32N(9), Provision: p, Domain: uint8(p % 7), Active: r.IntN(3) > 0})
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func key(h count.Household) uint64 { return binary.BigEndian.Uint64(h[4:]) }

var whole = count.Options{Own: true, Key: key, Workers: 2}

func of(rows []count.Row) *count.Counts {
	var in count.Rows
	for _, r := range rows {
		in.Add(r)
	}
	return count.Of(whole, &in)
}

// plain counts the same in the plainest way.
func plain(rows []count.Row) *count.Counts {
	type one struct {
		place      uint32
		kind       uint8
		provisions map[uint16]bool
		orgs       map[uint32]map[uint16]bool
		domains    uint64
	}
	households := map[count.Household]*one{}
	c := count.New(whole)
	for _, r := range rows {
		c.Quality.Rows++
		c.Quality.Matched++
		if !r.Active {
			continue
		}
		c.Quality.Active++
		h := households[r.Household]
		if h == nil {
			h = &one{place: r.Place, kind: r.Type, provisions: map[uint16]bool{}, orgs: map[uint32]map[uint16]bool{}}
			households[r.Household] = h
		}
		if h.orgs[r.Organisation] == nil {
			h.orgs[r.Organisation] = map[uint16]bool{}
		}
		h.orgs[r.Organisation][r.Provision] = true
		h.provisions[r.Provision] = true
		h.domains |= 1 << r.Domain
	}
	for id, h := range households {
		cell := count.Cell{Place: h.place, Type: h.kind, Provisions: uint16(len(h.provisions)), Domains: h.domains}
		s := c.Cells[cell]
		c.Cells[cell] = count.Sum{Households: s.Households + 1, Key: s.Key + key(id)}
		c.Organisations[uint32(len(h.orgs))]++
		for p := range h.provisions {
			c.Provisions[count.PlaceProvision{Place: h.place, Provision: uint32(p)}]++
			for q := range h.provisions {
				if p <= q {
					c.Pairs[count.Pair{P: p, Q: q}]++
				}
			}
		}
		for org, own := range h.orgs {
			c.Own.Cells[count.OwnCell{Organisation: org, Cell: cell}]++
			c.Own.Organisations[count.OwnNumber{Organisation: org, Number: uint32(len(h.orgs))}]++
			for p := range h.provisions {
				if own[p] {
					c.Own.Provisions[count.OwnProvision{Organisation: org, Place: h.place, Provision: uint32(p)}]++
				}
				for q := range h.provisions {
					if p > q {
						continue
					}
					k := count.OwnPair{Organisation: org, Pair: count.Pair{P: p, Q: q}}
					if own[p] && own[q] {
						c.Own.Pairs[k]++
					}
					if own[p] || own[q] {
						c.Own.Shared[k]++
					}
				}
			}
		}
	}
	return c
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		provisions uint16
		apart      uint32 // between the numbers of places: many numbers do not fit a table
	}{{40, 1}, {300, 1}, {5000, 1}, {40, 10_000}, {40, 300_007}, {40, 200_000_000}} {
		rows := crowd(3000, c.provisions, 7)
		for i := range rows {
			rows[i].Place *= c.apart
		}
		got, want := of(rows), plain(rows)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: the counts differ from the plain ones", c)
		}
		if len(want.Cells) < 100 || len(want.Own.Shared) < 1000 {
			t.Fatal("too little was counted to prove anything")
		}
	}
}

// Households are shared out over buckets by their first bytes.
func TestBucketsAddUp(t *testing.T) {
	rows := crowd(3000, 70, 8)
	want := of(rows).Encode()
	for _, buckets := range []int{1, 16, 256} {
		sum := count.New(whole)
		for b := range buckets {
			part := slices.DeleteFunc(slices.Clone(rows), func(r count.Row) bool { return int(r.Household[0])*buckets/256 != b })
			counted, err := count.Decode(of(part).Encode())
			if err != nil {
				t.Fatal(err)
			}
			sum.Add(counted)
		}
		if !bytes.Equal(sum.Encode(), want) {
			t.Errorf("%d buckets give other counts", buckets)
		}
	}
}

func TestGatheredInParts(t *testing.T) {
	rows := crowd(2000, 40, 9)
	want := of(rows).Encode()
	parts := make([]*count.Rows, 3)
	for i := range parts {
		parts[i] = &count.Rows{}
	}
	for i, r := range rows {
		parts[i%3].Add(r)
	}
	if !bytes.Equal(count.Of(whole, parts...).Encode(), want) {
		t.Error("rows gathered in parts give other counts")
	}
}

// Rows that do not agree are counted once, in the same way whatever their order.
func TestDisagreement(t *testing.T) {
	h := count.Household{5}
	rows := []count.Row{{Household: h, Place: 3, Type: 0, Active: true}, {Household: h, Place: 2, Type: 2, Active: true}, {Household: h, Place: 4, Type: 1, Active: true}}
	for range 3 {
		c := of(rows)
		if _, ok := c.Cells[count.Cell{Place: 2, Type: 1, Provisions: 1, Domains: 1}]; !ok || len(c.Cells) != 1 {
			t.Errorf("%v", c.Cells)
		}
		rows = append(rows[1:], rows[0])
	}
}

func TestDescribe(t *testing.T) {
	var in count.Rows
	in.Describe(count.Household{1}, 4, 2)
	in.Describe(count.Household{2}, 4, 2)
	in.Add(count.Row{Household: count.Household{2}, Place: 4, Provision: 9, Active: true})
	in.Note(count.Quality{Rows: 10, Matched: 4})
	c := count.Of(count.Options{}, &in)
	if c.Described[count.PlaceType{Place: 4, Type: 2}] != 2 || c.Households() != 1 || c.Own != nil {
		t.Errorf("%+v", c)
	}
	if _, ok := c.Cells[count.Cell{Place: 4, Type: 2, Provisions: 1, Domains: 1}]; !ok {
		t.Errorf("%v", c.Cells)
	}
	if c.Quality != (count.Quality{Rows: 11, Matched: 5, Active: 1}) {
		t.Errorf("%+v", c.Quality)
	}
}

func TestNumbersOfOrganisations(t *testing.T) {
	rows := crowd(1000, 12, 10)
	c := of(rows)
	perProvision, perPair := map[count.PlaceProvision]map[uint32]bool{}, c.Own.PerPair()
	for _, r := range rows {
		k := count.PlaceProvision{Place: r.Place, Provision: uint32(r.Provision)}
		if perProvision[k] == nil {
			perProvision[k] = map[uint32]bool{}
		}
		if r.Active {
			perProvision[k][r.Organisation] = true
		}
	}
	for k, n := range c.Own.PerProvision() {
		if n != len(perProvision[k]) {
			t.Errorf("%v: %d organisations, want %d", k, n, len(perProvision[k]))
		}
	}
	for pair := range c.Pairs {
		if n := perPair[pair]; n < 1 || n > 9 {
			t.Errorf("%v: %d organisations", pair, n)
		}
	}
	many := count.PerClass(c.Own, func(cell count.Cell) (string, bool) { return "three or more", cell.Provisions >= 3 })
	if len(many) != 1 || many["three or more"] != 9 || len(c.Own.PerNumber()) != len(c.Organisations) {
		t.Errorf("%v, %v", many, c.Own.PerNumber())
	}
	var sum, want uint64
	for _, n := range c.Own.PerPlace() {
		sum += n
	}
	for k, n := range c.Organisations {
		want += uint64(k) * n
	}
	if sum != want {
		t.Errorf("organisations have %d households together, want %d", sum, want)
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := of(crowd(50, 40, 11)).Encode()
	if _, err := count.Decode(good); err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{nil, good[:3], good[:len(good)-1], append(slices.Clone(good), 0), append([]byte("SKC\x02"), good[4:]...)} {
		if _, err := count.Decode(bad); err == nil {
			t.Errorf("%d bytes were taken", len(bad))
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(of(crowd(20, 40, 12)).Encode())
	f.Add(count.Of(count.Options{}).Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := count.Decode(data); err == nil && !bytes.Equal(c.Encode(), data) {
			t.Error("decoded and encoded are other bytes")
		}
	})
}

func names(places, provisions, domains int) (n count.Names) {
	for i := range places {
		n.Places = append(n.Places, count.Place{Neighbourhood: fmt.Sprintf("B%02d", (i+7)%places), Municipality: fmt.Sprintf("G%d", i%2), Households: 1000})
	}
	for i := range provisions {
		n.Provisions = append(n.Provisions, fmt.Sprintf("p%03d", provisions-i)) // not in the order of the numbers
	}
	n.Domains = []string{"zorg", "werkinkomen", "jeugd", "wmo", "wonen", "onderwijs", "veiligheid"}[:domains]
	return n
}

func TestTablesOfManyProvisionsAndDomains(t *testing.T) {
	c := of(crowd(3000, 70, 13))
	tables, err := c.Tables(names(20, 70, 7))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		var rows []string
		for row := range table.Rows {
			rows = append(rows, strings.Join(row[:len(row)-1], "\x00"))
			if table.Name == "t3" && row[0] > row[1] {
				t.Errorf("the pair %v is turned round", row)
			}
			if len(row) != len(table.Header) {
				t.Errorf("%s: %v", table.Name, row)
			}
		}
		if len(slices.Compact(slices.Clone(rows))) != len(rows) || len(rows) == 0 {
			t.Errorf("%s has a key twice, or none", table.Name)
		}
		if table.Name != "t4" && !slices.IsSorted(rows) {
			t.Errorf("%s is not sorted", table.Name)
		}
		if table.Name == "t5" && !slices.ContainsFunc(rows, func(r string) bool { return strings.HasSuffix(r, "\x008") }) {
			t.Errorf("the fourth domain has no bit of its own: %q", rows)
		}
	}
}

func TestTablesRefuseOtherNames(t *testing.T) {
	c := of(crowd(300, 40, 14))
	good := names(20, 40, 7)
	if _, err := c.Tables(good); err != nil {
		t.Fatal(err)
	}
	few := names(20, 40, 7)
	few.Places[0].Households = 1
	for _, bad := range []count.Names{names(3, 40, 7), names(20, 10, 7), names(20, 40, 3), few} {
		if _, err := c.Tables(bad); err == nil {
			t.Error("names that do not fit were taken")
		}
	}
}

func TestWriteCSVSaysThatItCannot(t *testing.T) {
	tables, err := of(crowd(3000, 40, 15)).Tables(names(20, 40, 7))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if err := table.WriteCSV(full{}); err == nil || !strings.Contains(err.Error(), table.Name) {
			t.Errorf("%s: %v", table.Name, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func BenchmarkOf(b *testing.B) {
	rows := crowd(100000, 40, 16)
	for b.Loop() {
		var in count.Rows
		for _, r := range rows {
			in.Add(r)
		}
		count.Of(count.Options{Workers: 1}, &in)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/row")
}
