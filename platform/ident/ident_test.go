package ident

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

const aBSN = "999900006"

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// each holds one value of every type with the text that must not leak.
func each() map[string]any {
	return map[string]any{
		aBSN:                   must(ParseBSN(aBSN)),
		"7511 SS":              must(ParsePostcode("7511 SS")),
		"90001234":             must(ParseKvK("90001234")),
		"99001234":             must(ParseAGB("99001234")),
		"00000001001234567000": must(ParseOIN("00000001001234567000")),
		"NL20INGB0001234567":   must(ParseIBAN("NL20INGB0001234567")),
		"0612345678":           must(ParsePhone("0612345678")),
		"mara@example.nl":      must(ParseEmail("mara@example.nl")),
		"0141":                 must(ParseMunicipalityCode("0141")),
	}
}

type holder struct {
	Shown  any
	hidden any
}

func TestNothingPrintsItself(t *testing.T) {
	for value, v := range each() {
		kinds := []any{v, []any{v}, [1]any{v}, map[string]any{"a": v}, map[any]string{v: "a"},
			fmt.Errorf("about %v: %w", v, errors.ErrUnsupported)}
		if len(value) > 4 { // addresses of memory may hold the four digits of a municipality by chance
			kinds = append(kinds, &v, holder{v, v}, &holder{v, v}, []holder{{v, v}})
		}
		for _, k := range kinds {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%20v", "%-20s", "%.3s", "%c", "%U", "%t"} {
				if got := fmt.Sprintf(verb, k); strings.Contains(got, value) || strings.Contains(got, fmt.Sprintf("%x", value)) {
					t.Errorf("%T in %T with %s: %s", v, k, verb, got)
				}
			}
		}
		if got := fmt.Sprint(v); got != "["+strings.Trim(got, "[]")+"]" || len(got) < 5 {
			t.Errorf("%T is written as %s", v, got)
		}
	}
}

// fields holds the types as a case does, also where no method can be called.
type fields struct {
	BSN      BSN
	Pointer  *BSN
	List     []Email
	ByCode   map[AGB]Phone
	Embedded struct{ Postcode }
	bsn      BSN
	email    *Email
	inner    struct{ iban IBAN }
}

func theFields() fields {
	b, e := must(ParseBSN(aBSN)), must(ParseEmail("mara@example.nl"))
	f := fields{BSN: b, Pointer: &b, List: []Email{e}, bsn: b, email: &e,
		ByCode: map[AGB]Phone{must(ParseAGB("99001234")): must(ParsePhone("0612345678"))}}
	f.Embedded.Postcode = must(ParsePostcode("7511SS"))
	f.inner.iban = must(ParseIBAN("NL20INGB0001234567"))
	return f
}

func noLeak(t *testing.T, where, got string) {
	t.Helper()
	for value := range each() {
		if len(value) == 4 {
			continue
		}
		if strings.Contains(got, value) || strings.Contains(got, strings.ReplaceAll(value, " ", "")) {
			t.Errorf("%s shows %s: %s", where, value, got)
		}
	}
}

func TestInsideStructs(t *testing.T) {
	f := theFields()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		noLeak(t, verb, fmt.Sprintf(verb, f))
		noLeak(t, verb+" of a pointer", fmt.Sprintf(verb, &f))
	}
	if got := fmt.Sprintf("%v|%s|%q", f.BSN, f.Pointer, f.List); got != "[BSN]|[BSN]|[[email]]" {
		t.Error(got)
	}
}

func TestTextAndLogs(t *testing.T) {
	f := theFields()
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	noLeak(t, "JSON", string(text))
	if !strings.Contains(string(text), `"BSN":"[BSN]"`) || !strings.Contains(string(text), `"[AGB]":"[phone]"`) {
		t.Error(string(text))
	}
	x, err := xml.Marshal(struct {
		XMLName xml.Name `xml:"client"`
		BSN     BSN      `xml:"bsn,attr"`
		Email   Email
	}{BSN: f.BSN, Email: f.List[0]})
	if err != nil {
		t.Fatal(err)
	}
	noLeak(t, "XML", string(x))
	var out bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		log := slog.New(h)
		log.Info("seen", "bsn", f.BSN, "pointer", f.Pointer, "all", f, "group", slog.GroupValue(slog.Any("mail", f.List[0])))
		log.With("phone", must(ParsePhone("0612345678"))).Info("with")
	}
	noLeak(t, "log", out.String())
	if !strings.Contains(out.String(), "bsn=[BSN]") {
		t.Error(out.String())
	}
}

func TestRead(t *testing.T) {
	var in struct {
		BSN  BSN
		None BSN `json:",omitzero"`
	}
	if err := json.Unmarshal([]byte(`{"BSN":"9999.00.006","None":""}`), &in); err != nil || in.BSN.Reveal() != aBSN || !in.None.IsZero() {
		t.Error(err)
	}
	for _, bad := range []string{`{"BSN":"[BSN]"}`, `{"BSN":"123456789"}`, `{"BSN":999900006}`} {
		err := json.Unmarshal([]byte(bad), &in)
		if err == nil {
			t.Errorf("%s was read", bad)
		} else if strings.Contains(err.Error(), "123456789") {
			t.Error("the error repeats the value:", err)
		}
	}
	if text, err := json.Marshal(BSN{}); err != nil || string(text) != `""` || fmt.Sprintf("%v%s%q", BSN{}, BSN{}, BSN{}) != "" {
		t.Errorf("none is written as %s (%v)", text, err)
	}
}

func TestStored(t *testing.T) {
	for value, v := range each() {
		stored, err := v.(driver.Valuer).Value()
		if err != nil || stored != value {
			t.Errorf("%T stores %v, %v", v, stored, err)
		}
		if v.(interface{ Reveal() string }).Reveal() != value {
			t.Errorf("%T does not reveal its value", v)
		}
	}
	for _, p := range []sql.Scanner{new(BSN), new(Postcode), new(KvK), new(AGB), new(OIN), new(IBAN), new(Phone), new(Email), new(MunicipalityCode)} {
		if err := p.Scan(nil); err != nil {
			t.Errorf("%T: %v", p, err)
		}
		if v, err := p.(driver.Valuer).Value(); v != nil || err != nil {
			t.Errorf("%T stores none as %v, %v", p, v, err)
		}
		if p.Scan(int64(12)) == nil || p.Scan("what is this") == nil || p.Scan([]byte("nor this")) == nil {
			t.Errorf("%T took what it is not", p)
		}
		if _, ok := p.(encoding.TextUnmarshaler); !ok {
			t.Errorf("%T reads no text", p)
		}
	}
	var b BSN
	if err := b.Scan([]byte(aBSN)); err != nil || b != must(ParseBSN(aBSN)) {
		t.Error("scanned value differs", err)
	}
}

func TestCompared(t *testing.T) {
	a, b, c := must(ParseEmail("mara@example.nl")), must(ParseEmail(" mara@EXAMPLE.nl ")), must(ParseEmail("jan@example.nl"))
	seen := map[Email]bool{a: true}
	if a != b || a == c || !seen[b] || seen[c] {
		t.Error("equality")
	}
}
