package profile

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

func TestParseDate(t *testing.T) {
	const never = "none"
	for in, want := range map[string]string{
		"2025-12-31": "2025-12-31", "31-12-2025": "2025-12-31", "31/12/2025": "2025-12-31", "31.12.2025": "2025-12-31", "20251231": "2025-12-31",
		"31122025": "2025-12-31", "20122025": "2025-12-20", "46022": "2025-12-31", "46022.75": "2025-12-31", "46022,5": "2025-12-31", "1-2-2025": "2025-02-01",
		"2025-12-31T00:00:00": "2025-12-31", "2025-12-31T23:59:59.999Z": "2025-12-31", "2025-12-31 00:00:00+01:00": "2025-12-31", "31-12-2025 0:00": "2025-12-31",
		"12/31/2025 11:59 PM": "2025-12-31", "31 dec 2025": "2025-12-31", "31-dec-2025": "2025-12-31", "1 maart 2025": "2025-03-01", "1 mrt. 2025": "2025-03-01",
		"1 may 2024": "2024-05-01", "29-02-2024": "2024-02-29", "2025/12/31": "2025-12-31", " 31-12-2025 ": "2025-12-31", "12/31/2025": "2025-12-31",
		"": never, "-": never, "31-12-9999": never, "9999-12-31": never, "heden": never, "NULL": never, "0000-00-00": never, "01-01-2999": never,
		"29-02-2025": "", "32-01-2025": "", "31-12-25": "", "13/13/2025": "", "2025-13-01": "", "12": "", "123456": "", "december": "", "31 foo 2025": "",
		"--2025": "", "1--2-2025": "", "0-0-2025": "", "1800-01-01": "", "#N/A": "", "12-2": "", "31/12-2025": "", "+1-2-2025": "", "2025-12-31 x:y": "",
	} {
		m, none, ok := ParseDate(in, false)
		got := never
		if day, fine := m.In(Clear); ok && !none && fine {
			got = day.Format(time.DateOnly)
		} else if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
	if m, _, ok := ParseDate("44560", true); !ok || m.DayFirst.Format(time.DateOnly) != "2025-12-31" {
		t.Error(m, ok)
	}
}

func TestEvidence(t *testing.T) {
	for in, want := range map[string]struct {
		form DateForm
		sure bool
	}{
		"2025-12-31 20251231 46022":                      {Clear, true},
		"31-12-2025 01-02-2025":                          {DayFirst, true},
		"31/12/2025 01/02/2025":                          {DayFirst, true},
		"12/31/2025 01/02/2025":                          {MonthFirst, true},
		"01/02/2025 03/04/2025":                          {DayFirst, false},
		"01-02-2025 03-04-2025":                          {DayFirst, true},
		"31/12/2025 12/31/2025":                          {DayFirst, false},
		"1/1/2025 2/2/2025 2025-01-02 ":                  {Clear, true},
		strings.Repeat("31/12/2025 ", 30) + "12/31/2025": {DayFirst, true},
	} {
		var e Evidence
		for _, text := range strings.Fields(in) {
			m, _, ok := ParseDate(text, false)
			if !ok {
				t.Fatal(text)
			}
			e.Add(m)
		}
		if form, sure := e.Form(); form != want.form || sure != want.sure {
			t.Errorf("%s: %s %v", in, form, sure)
		}
	}
}

// guessed writes a profile as "role=number ...", in the order of roles.
func guessed(p *Profile, registry bool) string {
	var out []string
	for i := range p.Header {
		for role, c := range p.Columns {
			if c.Number == i+1 {
				out = append(out, string(role))
			}
		}
		if len(out) <= i {
			out = append(out, ".")
		}
	}
	return strings.Join(out, " ")
}

// Headers as they occur, with a row.
func TestGuess(t *testing.T) {
	for _, c := range []struct {
		header, row, want string
		doubts            int
		registry          bool
	}{
		{"org,provision,domain,postcode,number,letter,addition,start,end", "R01O001,wmo_vervoer,wmo,1506SD,12,A,2,2025-01-01,", ". provision . postcode number letter addition from until", 0, false},
		{"Cliëntnr,PC,Hnr,Huisltr,Toev,Product,Ingangsdatum,Einddatum", "100231,1506 SD,12,a,,Begeleiding,01-02-2025,31-12-2025", ". postcode number letter addition provision from until", 0, false},
		{"Postcode,Huisnummer,Huisnummer toevoeging,Voorziening,Startdatum,Stopdatum", "1506SD,12,hs,WMO vervoer,20250101,20251231", "postcode number addition provision from until", 0, false},
		{"Klant,Adres,Postcode,Woonplaats,Productcode,Begindatum,Einddatum", "J,Dorpsstraat 12 A,1506 SD,Zaandam,02A05,1-1-2025,", ". address postcode . provision from until", 0, false},
		{"VolledigAdres,Regeling,Datum ingang,Datum einde", "\"Dorpsstraat 12-2 1506SD Zaandam\",Bijstand,2025-01-01 00:00:00,2025-12-31 00:00:00", "address provision from until", 0, false},
		{"BAG_nummeraanduiding_id,product,van,tot en met", "0479200000012345,x,1-1-2025,", "bag_id provision from until", 0, false},
		{"identificatie nummeraanduiding,PC6,HUISNR,HUISLT,HNR_TOEV,SOORT_VOORZIENING,DT_BEGIN,DT_EIND", "479200000012345,1506SD,1,,,x,46022,", "bag_id postcode number letter addition provision from until", 0, false},
		{"zip code,house no,suffix,service,start date,end date", "1506SD,12,A,x,12/31/2025,", "postcode number addition provision from until", 0, false},
		{"address_id,postcode,number,letter,addition,hhtype,buurt,wijk,gemeente", "A00000001,1506SD,12,,,gezin,BU0001001,WK000101,GM0001", ". postcode number letter addition household_type . . .", 0, true},
		{"nummer,huisnr,pc,dienst,vanaf,t/m", "100231,12,1506SD,x,1-1-2025,", ". number postcode provision from until", 0, false},
		{"pc_hnr,product,start", "1506SD12,x,1-1-2025", "address provision from", 0, false},
		{"adres,huisnummer,product,start", "\"Dorpsstraat 12-2 1506SD Zaandam\",12,x,1-1-2025", "address . provision from", 0, false},
		{"adres,huisnummer,product,start", "Dorpsstraat,12,x,1-1-2025", ". number provision from", 0, false}, // Missing tells of the postcode
		// in doubt
		{"adres,product,start", "Dorpsstraat 12,x,1-1-2025", "address provision from", 1, false},
		{"product,productcode,pc,hnr,start,eind", "Vervoer,02A05,1506SD,1,1-1-2025,", ". provision postcode number from until", 0, false},
		{"startdatum,begindatum,pc,hnr,product", "1-1-2025,2-1-2025,1506SD,1,x", "from . postcode number provision", 1, false},
		{"kolom a,kolom b,product,startdatum", "1506SD,12,x,1-1-2025", "postcode number provision from", 2, false},
		{"postcode,huisnr,product,startdatum", "Zaandam,12,x,1-1-2025", "postcode number provision from", 1, false},
		{"1506SD,12,A,wmo_vervoer,2025-01-01", "1507SA,3,,wmo_vervoer,2025-02-01", ". . . . .", 1, false},
	} {
		p, doubts := Guess("", strings.Split(c.header, ","), [][]string{strings.Split(c.row, ",")}, c.registry)
		if got := guessed(p, c.registry); got != c.want || len(doubts) != c.doubts {
			t.Errorf("%s:\n%s, not\n%s; %v", c.header, got, c.want, doubts)
		}
	}
}

func TestWords(t *testing.T) {
	codes := NewCodes([]Code{{"wmo_hulp_huishouden", "Hulp bij het huishouden"}, {"wmo_vervoer", "Vervoer"}, {"jeugd_vervoer", "Vervoer"}, {"wi_bbz", "Bbz"}})
	for word, want := range map[string]string{"WMO_Vervoer": "wmo_vervoer", "hulp bij het huishouden": "wmo_hulp_huishouden", "Vervoer": "", "BBZ": "wi_bbz", "iets": ""} {
		if got, ok := codes.Exact(word); got != want || ok != (want != "") {
			t.Error(word, got)
		}
	}
	for word, want := range map[string]string{"hulp huishouden": "wmo_hulp_huishouden", "wmo vervoeer": "wmo_vervoer", "schuldhulp": "", "x": ""} {
		if got := codes.Near(word); got != want {
			t.Error(word, got)
		}
	}
	r := &Reader{Profile: &Profile{Header: []string{"w"}, Columns: map[Role]Column{Provision: {1, "w"}}, Words: map[string]Meaning{"oud": {Code: "vervallen"}, "weg": {LeaveOut: "niet gevraagd"}}}}
	var s Survey
	for _, word := range []string{"Bbz", "iets", "iets", "oud", "weg", "", "anders"} {
		if err := s.Add(r, []string{word}); err != nil {
			t.Fatal(err)
		}
	}
	if open := s.Open(r.Profile, codes); !slices.Equal(open, []string{"iets", "anders", "oud"}) || r.Words["Bbz"].Code != "wi_bbz" {
		t.Error(open, r.Words)
	}
	var err error
	for i := 0; i < maxWords+1 && err == nil; i++ {
		err = s.Add(r, []string{strings.Repeat("x", i)})
	}
	if err == nil || !strings.Contains(err.Error(), "more than 2000 different words") {
		t.Error(err)
	}
}

func TestReadings(t *testing.T) {
	for _, c := range []struct{ postcode, field, want string }{
		{"", "1506SD 12", "1506SD/12"},
		{"", "1506 sd, 12-2", "1506sd/12-2"},
		{"", "1506SD12A", "1506SD/12A"},
		{"1506SD", "Dorpsstraat 12 A", "1506SD/12 A"},
		{"", "Dorpsstraat 12 A, 1506 SD Zaandam", "1506SD/12 A"},
		{"1506SD", "Plein 1944 12-2", "1506SD/1944 12-2 1506SD/12-2"},
		{"1506SD", "1e Dorpsstraat 5 bis", "1506SD/1e Dorpsstraat 5 bis 1506SD/5 bis"},
		{"1506SD", "Dorpsstraat 5 1507SA", "1506SD/5 1507SA 1506SD/1507SA"},
		{"1506SD", "Dorpsstraat", "1506SD/Dorpsstraat"},
		{"", "", "/"},
		{"1506SD", "12A-2", "1506SD/12A-2"},
	} {
		var got []string
		for _, p := range Readings(c.postcode, c.field) {
			got = append(got, p.Postcode+"/"+p.Number)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, not %q", c.field, got, c.want)
		}
	}
}

func TestReadBAG(t *testing.T) {
	for in, want := range map[string]string{"0479200000012345": "0479200000012345", "479200000012345": "0479200000012345", "NL.IMBAG.Nummeraanduiding.0479200000012345": "0479200000012345",
		"": "", "12": "", "10479200000012345": "", "x479200000012345": "", "04792000000123456": ""} {
		if got := ReadBAG(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

func TestRead(t *testing.T) {
	header := []string{"pc", "nr", "lt", "tv", "prod", "van", "tot", "bag"}
	p, doubts := Guess("", header, [][]string{{"1506SD", "1", "", "", "x", "2025-01-01", "", ""}}, false)
	if p.Set(BAG, 8); len(doubts) > 0 || !p.Set(Letter, 3) || !p.Set(Addition, 4) || p.Missing(false) != nil {
		t.Fatal(doubts, p.Columns)
	}
	p.Words = map[string]Meaning{"x": {Code: "wmo_vervoer"}, "weg": {LeaveOut: "niet gevraagd"}}
	r := &Reader{Profile: p}
	for row, want := range map[string]error{
		"1506SD,12,,,x,2025-01-05,2025-12-31,": nil, "1506SD,12,,,x,2025-01-05,2025-01-04,": ErrReversed, "1506SD,12,,,x,,,": ErrNoStart,
		"1506SD,12,,,x,2025-13-01,,": ErrStart, "1506SD,12,,,x,2025-01-01,mei,": ErrEnd, "1506SD,12,,,,2025-01-01,,": ErrNoWord, "1506SD,12,,,y,2025-01-01,,": ErrWord,
		"1506SD,12,,,x,2025-01-01,,12": ErrBAG, "1506SD,12,,,weg,,,": nil,
	} {
		if _, err := r.Read(strings.Split(row, ",")); !errors.Is(err, want) {
			t.Error(row, err)
		}
	}
	rec, err := r.Read(strings.Split("1506 sd,12,a,2,x,2025-01-05,31-12-2025,479200000012345", ","))
	if err != nil || rec.From.String() != "2025-01" || rec.Until.String() != "2025-12" || rec.BAG != "0479200000012345" || rec.Provision != "wmo_vervoer" ||
		!slices.Equal(rec.Readings, []address.Parts{{Postcode: "1506 sd", Number: "12", Letter: "a", Addition: "2"}}) {
		t.Error(rec, err)
	}
}

func TestSaveAndLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profile.json")
	if p, err := Load(path); p != nil || err != nil {
		t.Fatal(p, err)
	}
	p, _ := Guess("Blad1", []string{"pc", "hnr", "product", "van"}, nil, false)
	p.Words, p.Dates = map[string]Meaning{"x": {Code: "wmo_vervoer"}}, DayFirst
	if err := p.Save(path); err != nil {
		t.Fatal(err)
	}
	q, err := Load(path)
	if err != nil || !q.Fits("Blad1", p.Header) || q.Fits("Blad2", p.Header) || q.Fits("Blad1", p.Header[:3]) || q.Dates != DayFirst || q.Words["x"].Code != "wmo_vervoer" {
		t.Error(q, err)
	}
	if c := q.Copy(); !c.Set(Until, 2) || c.Set(Until, 9) || !c.Set(From, 0) || q.Columns[From].Number != 4 || c.Columns[Until].Name != "hnr" || c.has(Number) {
		t.Error(c.Columns, q.Columns)
	}
	for text, want := range map[string]string{
		`{`: "no profile", `{"version":2}`: "form 2", `{"version":1,"header":["a"],"columns":{"postcode":{"number":2,"name":"a"}}}`: "not in its header",
		`{"version":1,"words":{"x":{}}}`: "no code", `{"version":1,"dates":"ymd"}`: "not known",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Error(text, err)
		}
	}
}

func TestMissing(t *testing.T) {
	for header, want := range map[string]string{"pc,hnr,product,van": "", "adres,product,van": "", "bagid,product,van": "", "hnr,product,van": "postcode", "adres,hnr,product,van": "postcode", "pc,product,van": "house number",
		"pc,hnr,van": "provision", "pc,hnr,product": "start date"} {
		p, _ := Guess("", strings.Split(header, ","), nil, false)
		if err := p.Missing(false); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Error(header, err)
		}
	}
	p, _ := Guess("", []string{"pc", "hnr", "hhtype"}, nil, true)
	q, _ := Guess("", []string{"pc", "hnr", "product", "van"}, nil, true)
	if p.Missing(true) != nil || q.Missing(true) == nil {
		t.Error(p.Columns, q.Columns)
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("31-12-2025 0:00", true)
	f.Add("1 mrt. 2025", false)
	f.Add("46022,5", false)
	f.Fuzz(func(t *testing.T, text string, from1904 bool) {
		m, none, ok := ParseDate(text, from1904)
		day, fine := m.In(Clear)
		if ok && !none && (!fine || day.Year() < firstYear || day.Year() > lastYear) || none && fine {
			t.Error(text, m, none)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"version":1,"header":["a"],"columns":{"postcode":{"number":1,"name":"a"}},"words":{"x":{"code":"y"}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Parse(text)
		if err != nil {
			return
		}
		r := &Reader{Profile: p}
		_, _ = r.Read(make([]string, len(p.Header))) // whatever the profile, it does not panic
	})
}

func FuzzReadings(f *testing.F) {
	f.Add("1506SD", "Plein 1944 12-2, 1506 SD")
	f.Add("", "1506 sd-12")
	f.Fuzz(func(t *testing.T, postcode, field string) {
		if n := len(Readings(postcode, field)); n < 1 || n > maxReadings {
			t.Error(n)
		}
		if id := ReadBAG(field); id != "" && len(id) != 16 {
			t.Error(id)
		}
	})
}
