package intake

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/profile"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

func list(t testing.TB, rows ...string) *address.List {
	t.Helper()
	l := &address.List{}
	for i, row := range rows {
		f := strings.Split(row, ",")
		if err := l.Add(address.Row{Parts: address.Parts{Postcode: f[0], Number: f[1], Addition: f[2]}, Neighbourhood: f[3], ID: f[4], Line: i + 2}); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// read reads a file by a guess of its columns. Words mean themselves.
func read(t testing.TB, path string, l *address.List, registry bool) (*Intake, []string) {
	t.Helper()
	tab, err := table.Open(path, "")
	if err != nil {
		t.Fatal(err)
	}
	var sample [][]string
	var survey profile.Survey
	p, _ := profile.Guess("", tab.Header, nil, registry)
	r := &profile.Reader{Profile: p, Registry: registry}
	for row, err := range tab.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		if len(sample) < profile.SampleRows {
			sample = append(sample, slices.Clone(row.Fields))
		}
		if err := survey.Add(r, row.Fields); err != nil {
			t.Fatal(err)
		}
	}
	q, doubts := profile.Guess("", tab.Header, sample, registry)
	if len(doubts) > 0 || q.Missing(registry) != nil {
		t.Fatal(doubts, q.Columns)
	}
	r.Profile = q
	var sure bool
	if q.Dates, sure = survey.Dates.Form(); !sure {
		t.Fatal("the dates are in doubt")
	}
	q.Words = map[string]profile.Meaning{"weg": {LeaveOut: "niet gevraagd"}}
	for word := range survey.Words {
		if word != "weg" && word != "onbekend" {
			q.Words[word] = profile.Meaning{Code: word}
		}
	}
	var refused []string
	in, err := Read(t.Context(), Source{tab, tab.Rows(), r, l}, func(f Refusal) error {
		refused = append(refused, fmt.Sprintf("%d: %v", f.Row.Number, f.Reason))
		return nil
	})
	if err = errors.Join(err, tab.Close()); err != nil {
		t.Fatal(err)
	}
	return in, refused
}

func file(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// said are the lines of an intake, with the key for the pseudonym.
func said(in *Intake) (out []string) {
	for i, key := range in.Addresses() {
		for _, l := range in.Of(nil, i, delivery.Pseudonym{byte(i)}) {
			if l.Pseudonym[0] != byte(i) {
				out = append(out, "another pseudonym")
			}
			out = append(out, strings.Join([]string{key, l.Neighbourhood, l.Provision + l.HouseholdType, l.From.String(), l.Until.String()}, " "))
		}
	}
	slices.Sort(out)
	return out
}

func TestRead(t *testing.T) {
	l := list(t, "1506SD,12,A2,B1,0479200000012345", "1506SD,12,,B1,0479200000012346", "1507SA,3,HS,B2,", "1507SA,1944,,B2,", "1507SA,5,,B2,")
	in, refused := read(t, file(t, "bagid;postcode;huisnummer;toevoeging;product;van;tot\n"+
		";1506 sd;12A-2;;p1;01-02-2025;31-12-2025\n"+
		";1506SD;0012;a/2;p1;28-02-2025;01-12-2025\n"+ // the same months: a duplicate
		";1506SD;12;A2;p2;01-02-2025;\n"+
		"479200000012346;;;;p1;13-02-2025;\n"+ // by id only
		"0479200000012346;1506SD;12;A2;p1;13-02-2025;\n"+ // two addresses
		"0479200000099999;1506SD;12;;p3;13-02-2025;\n"+ // an id that is not on the list
		";1507SA;3;huis;p1;01-02-2025;\n"+ // another spelling
		";1507SA;3;;p1;01-02-2025;x\n"+
		";1507SA;99;;p1;01-02-2025;\n"+
		";Zaandam;3;;p1;01-02-2025;\n"+
		";1507SA;3;HS;onbekend;01-02-2025;\n"+
		";1507SA;3;HS;weg;;\n"+
		";1507SA;3;HS;p1;01-02-2025;;te veel\n"), l, false)
	want := []string{"1506SD|12| B1 p1 2025-02 ", "1506SD|12| B1 p3 2025-02 ", "1506SD|12|A2 B1 p1 2025-02 2025-12", "1506SD|12|A2 B1 p2 2025-02 ", "1507SA|3|HS B2 p1 2025-02 "}
	if got := said(in); !slices.Equal(got, want) || in.Lines() != 5 {
		t.Errorf("%q", got)
	}
	wantRefused := []string{"6: " + ErrTwo.Error(), "9: " + profile.ErrEnd.Error(), "10: " + address.NotListed.Error(), "11: " + address.BadPostcode.Error(),
		"12: " + profile.ErrWord.Error(), "14: " + ErrTooWide.Error()}
	if !slices.Equal(refused, wantRefused) {
		t.Errorf("%q", refused)
	}
	if in.Rows != 13 || in.Delivered != 6 || in.Duplicates != 1 || in.Respelt != 1 || in.Refused != 6 || len(in.Reasons) != 6 || in.LeftOut["niet gevraagd"] != 1 {
		t.Errorf("%+v", in.Report)
	}
}

// A whole address in one column, with streets that have numbers of their own.
func TestReadings(t *testing.T) {
	l := list(t, "1507SA,12,,B2,", "1507SA,1944,,B2,", "1507SA,5,,B2,", "1507SA,5,BIS,B2,", "1507SA,1944,7,B2,", "1507SA,7,,B2,", "1508SA,3,HS,B3,")
	in, refused := read(t, file(t, "adres;product;van\n"+
		"\"Plein 1944 12, 1507 SA Zaandam\";p;2025-01-01\n"+
		"\"1e Dorpsstraat 5 bis, 1507SA\";p;2025-01-01\n"+
		"1507SA 5;p;2025-01-01\n"+
		"1508 SA 3 huis;p;2025-01-01\n"+
		"\"Plein 1944 7, 1507 SA Zaandam\";p;2025-01-01\n"+ // number 7, or number 1944-7
		"\"Dorpsstraat, 1507 SA\";p;2025-01-01\n"+
		";p;2025-01-01\n"), l, false)
	want := []string{"1507SA|12| B2 p 2025-01 ", "1507SA|5| B2 p 2025-01 ", "1507SA|5|BIS B2 p 2025-01 ", "1508SA|3|HS B3 p 2025-01 "}
	if got := said(in); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if want := []string{"6: " + address.Several.Error(), "7: " + address.NoNumber.Error(), "8: " + address.NoPostcode.Error()}; !slices.Equal(refused, want) {
		t.Errorf("%q", refused)
	}
}

func TestRegistry(t *testing.T) {
	l := list(t, "1506SD,12,,B1,", "1506SD,14,,B1,")
	in, refused := read(t, file(t, "postcode,number,letter,addition,hhtype\n1506SD,12,,,gezin\n1506SD,14,,,paar\n1506SD,12,,,gezin\n1506SD,14,,,gezin\n"), l, true)
	if got := said(in); !slices.Equal(got, []string{"1506SD|12| B1 gezin  ", "1506SD|14| B1 paar  "}) {
		t.Errorf("%q", got)
	}
	if !slices.Equal(refused, []string{"5: " + ErrTypes.Error()}) || in.Duplicates != 1 {
		t.Error(refused)
	}
}

// Of the made-up city as many rows find an address by their plain key as in the reference, in all eight spellings and
// both forms of dates. Every other row is told.
func TestCity(t *testing.T) {
	dir := generated.City(t)
	l := &address.List{}
	tab, err := table.Open(filepath.Join(dir, "addresses.csv"), "")
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range tab.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		f := row.Fields
		if err := l.Add(address.Row{Parts: address.Parts{Postcode: f[1], Number: f[2], Letter: f[3], Addition: f[4]}, Neighbourhood: f[6], Line: row.Number}); err != nil {
			t.Fatal(err)
		}
	}
	if err := tab.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "deliveries", "*.csv"))
	if err != nil || len(files) != 27 {
		t.Fatal(files, err)
	}
	rows, plain, respelt, told, distinct := 0, 0, 0, 0, 0
	for _, path := range files {
		in, refused := read(t, path, l, false)
		rows, plain, respelt, told, distinct = rows+in.Rows, plain+in.Delivered-in.Respelt, respelt+in.Respelt, told+len(refused), distinct+len(in.Addresses())
		for _, c := range in.Reasons {
			if !errors.Is(c.Reason, address.NotListed) && !errors.Is(c.Reason, address.Several) {
				t.Error(path, c)
			}
		}
		datesOf(t, path)
	}
	t.Logf("%d rows, %d by their plain key, %d by another spelling, %d told, %d distinct addresses", rows, plain, respelt, told, distinct)
	if rows != 121657 || plain != 120324 || plain+respelt+told != rows {
		t.Error("the reference has 120,324 of 121,657")
	}
}

// datesOf reads every date of a file of the city by its one right layout, and as the profile reads it.
func datesOf(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		f := strings.Split(line, ",")
		if i == 0 {
			continue
		}
		for _, field := range f[7:9] {
			layout := "2006-01-02"
			if len(field) > 2 && field[2] == '-' {
				layout = "02-01-2006"
			}
			m, none, ok := profile.ParseDate(field, false)
			day, _ := m.In(profile.DayFirst)
			if want, _ := time.Parse(layout, field); !ok || none != (field == "") || !none && !want.Equal(day) {
				t.Fatal(path, i, field, m)
			}
		}
	}
}

func TestCountsAreInOrder(t *testing.T) {
	l := list(t, "1506SD,12,,B1,")
	in, _ := read(t, file(t, "pc,hnr,product,van\n1506SD,13,p,2025-01-01\n1506SD,14,p,2025-01-01\nx,12,p,2025-01-01\n"), l, false)
	if !slices.IsSortedFunc(in.Reasons, func(a, b Count) int { return cmp.Compare(b.Rows, a.Rows) }) || in.Reasons[0].Rows != 2 {
		t.Error(in.Reasons)
	}
}
