package spill

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

func row(r *rand.Rand) (row count.Row) {
	for i := range row.Household {
		row.Household[i] = byte(r.Uint32())
	}
	row.Place, row.Organisation, row.Provision = r.Uint32(), r.Uint32(), uint16(r.Uint32())
	row.Domain, row.Type, row.Active = uint8(r.Uint32()), uint8(r.Uint32()), true
	return row
}

func TestRowsComeBack(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	s, err := New(7)
	if err != nil {
		t.Fatal(err)
	}
	want := map[count.Row]bool{}
	var rows [2][]count.Row
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 100000 {
		row := row(r)
		rows[i%2], want[row] = append(rows[i%2], row), true
	}
	var work sync.WaitGroup
	for _, rows := range rows {
		work.Go(func() {
			w := s.Writer()
			for _, row := range rows {
				if err := w.Add(row); err != nil {
					t.Error(err)
				}
			}
			if err := w.Flush(); err != nil {
				t.Error(err)
			}
		})
	}
	work.Wait()
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("the file has a name: %v, %v", left, err)
	}
	got, last := 0, byte(0)
	for b := range 7 {
		var first []byte
		if err := s.Read(b, func(row count.Row) {
			if !want[row] {
				t.Fatalf("%+v was never written", row)
			}
			got++
			first = append(first, row.Household[0])
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(first)
		if first[0] < last {
			t.Errorf("bucket %d has households of the one before", b)
		}
		last = first[len(first)-1]
	}
	if got != len(want) {
		t.Errorf("%d rows of %d", got, len(want))
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// Nothing of a row stands in the file as it is, and a changed file is refused.
func TestSealed(t *testing.T) {
	s, err := New(2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := s.Writer()
	household := count.Household{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
	if err := w.Add(count.Row{Household: household}); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	text := make([]byte, s.end)
	if _, err := s.f.ReadAt(text, 0); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, household[:4]) {
		t.Error("a pseudonym stands in the file")
	}
	text[3] ^= 1
	if _, err := s.f.WriteAt(text, 0); err != nil {
		t.Fatal(err)
	}
	if err := s.Read(0, func(count.Row) {}); err == nil {
		t.Error("a changed file was read")
	}
	s.chunks[1] = s.chunks[0]
	text[3] ^= 1
	if _, err := s.f.WriteAt(text, 0); err != nil {
		t.Fatal(err)
	}
	if err := s.Read(1, func(count.Row) {}); err == nil {
		t.Error("rows of another bucket were read")
	}
}
