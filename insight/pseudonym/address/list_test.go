package address_test

import (
	"errors"
	"fmt"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

func row(line int, number, letter, addition, id string) address.Row {
	return address.Row{Parts: address.Parts{Postcode: "1506SD", Number: number, Letter: letter, Addition: addition},
		Neighbourhood: "BU1", District: "WK1", Municipality: "GM1", ID: id, Line: line}
}

func town(t testing.TB) *address.List {
	t.Helper()
	l := &address.List{}
	for _, r := range []address.Row{
		row(2, "12", "", "H", "0479200000000001"), row(3, "12", "", "1", "0479200000000002"), row(4, "12", "", "2", "0479200000000002"),
		row(5, "14", "", "", ""), row(6, "16", "A", "BS", ""), row(7, "18", "", "", ""), row(8, "18", "", "H", ""), row(9, "22", "", "TO", "A00000001"),
	} {
		if err := l.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func TestFind(t *testing.T) {
	l := town(t)
	for _, c := range []struct {
		number, key string
		reason      address.Reason
	}{
		{"12-h", "1506SD|12|H", address.Fine},
		{"12 hs", "1506SD|12|H", address.Respelt},
		{"12-II", "1506SD|12|2", address.Respelt},
		{"12 1 hoog", "1506SD|12|1", address.Respelt},
		{"12", "", address.NotListed}, // which of the three it is nobody can say
		{"16 A bis", "1506SD|16|ABS", address.Respelt},
		{"14 huis", "1506SD|14|", address.Respelt},
		{"18 huis", "", address.Several},
		{"14-16", "1506SD|14|", address.Respelt},
		{"14-18", "", address.Several},
		{"t/o 22", "1506SD|22|TO", address.Respelt},
		{"t/o 14", "", address.NoNumber},
		{"Dam 14", "", address.NoNumber},
		{"15", "", address.NotListed},
	} {
		e, reason := l.Find(address.Parts{Postcode: "1506 sd", Number: c.number})
		if e.Key != c.key || reason != c.reason || reason.Found() != (c.key != "") {
			t.Errorf("%s: %q, %v; want %q, %v", c.number, e.Key, reason, c.key, c.reason)
		}
		if reason.Found() && (e.Neighbourhood != "BU1" || e.District != "WK1" || e.Municipality != "GM1") {
			t.Errorf("%s: %+v", c.number, e)
		}
	}
	if e, ok := l.FindKey("1506SD|14|"); !ok || e.Line != 5 || e.ID != "" {
		t.Errorf("%+v, %v", e, ok)
	}
	if _, ok := l.FindKey("1506SD|15|"); ok {
		t.Error("an unknown key was found")
	}
}

func TestFindID(t *testing.T) {
	l := town(t)
	for _, c := range []struct {
		id, key string
		reason  address.Reason
	}{
		{"0479200000000001", "1506SD|12|H", address.Fine},
		{"0479200000000002", "", address.Several},
		{"0479200000000003", "", address.NotListed},
		{"A00000001", "", address.NotListed},
		{"", "", address.NotListed},
	} {
		if e, reason := l.FindID(c.id); e.Key != c.key || reason != c.reason || c.key != "" && e.ID != c.id {
			t.Errorf("%s: %+v, %v", c.id, e, reason)
		}
	}
}

func TestAddRefuses(t *testing.T) {
	l := town(t)
	var twice *address.DuplicateError
	if err := l.Add(row(10, "0014", "", "", "")); !errors.As(err, &twice) || *twice != (address.DuplicateError{Key: "1506SD|14|", Line: 10, First: 5}) {
		t.Errorf("%v", err)
	}
	if err := l.Add(row(11, "", "", "", "")); err != address.NoNumber {
		t.Errorf("%v", err)
	}
	if l.Len() != 8 {
		t.Errorf("%d addresses", l.Len())
	}
}

func TestEmptyList(t *testing.T) {
	var l address.List
	if _, reason := l.Find(address.Parts{Postcode: "1506SD", Number: "12"}); reason != address.NotListed {
		t.Error(reason)
	}
	if _, reason := l.FindID("0479200000000001"); reason != address.NotListed {
		t.Error(reason)
	}
}

func TestLargeList(t *testing.T) {
	l := &address.List{}
	for i := 1; i <= 20000; i++ {
		if err := l.Add(row(i, fmt.Sprint(i), "", "", fmt.Sprintf("%016d", i))); err != nil {
			t.Fatal(err)
		}
	}
	for i := 1; i <= 20000; i++ {
		e, ok := l.FindKey(fmt.Sprintf("1506SD|%d|", i))
		f, reason := l.FindID(fmt.Sprintf("%016d", i))
		if !ok || e.Line != i || reason != address.Fine || f != e {
			t.Fatalf("%d: %+v, %v; %+v, %v", i, e, ok, f, reason)
		}
	}
}
