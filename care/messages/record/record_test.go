package record

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
)

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRead(t *testing.T) {
	full := strings.Repeat("x", istandaard.MaxGrootte)
	huge := file(t, "huge.xml", "")
	if err := os.Truncate(huge, 2<<30); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		file(t, "a.xml", "text"): nil, file(t, "empty.xml", ""): nil, file(t, "full.xml", full): nil, file(t, "more.xml", full+"x"): ErrTooLarge,
		huge: ErrTooLarge, t.TempDir(): ErrFolder, filepath.Join(t.TempDir(), "none.xml"): fs.ErrNotExist, "/dev/zero": ErrTooLarge,
	} {
		text, err := Read(t.Context(), path)
		if !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%s: %d characters, %v", path, len(text), err)
		}
	}
	if text, err := Read(t.Context(), file(t, "a.xml", "té\n")); err != nil || text != "té\n" {
		t.Errorf("%q %v", text, err)
	}
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := ReadAll(stop, in); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFiles(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"b.xml", "a.XML", "c.txt", "in/d.xml", "in/e.xml.gz", "f.xml/g.xml"} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"round.xml": root, "link.xml": filepath.Join(root, "b.xml"), "lost.xml": filepath.Join(root, "none")} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	files, wrong := Files(root)
	var names []string
	for _, f := range files {
		rel, _ := filepath.Rel(root, f)
		names = append(names, filepath.ToSlash(rel))
	}
	if want := []string{"a.XML", "b.xml", "f.xml/g.xml", "in/d.xml", "link.xml"}; !slices.Equal(names, want) {
		t.Error(names)
	}
	if len(wrong) != 1 || !errors.Is(wrong[0], fs.ErrNotExist) {
		t.Error(wrong)
	}
	if _, wrong := Files(filepath.Join(root, "none")); len(wrong) != 1 {
		t.Error(wrong)
	}
}

func TestEncoding(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "<a/>": "", `<?xml version="1.0"?><a/>`: "", `<?xml version="1.0" encoding="utf-8"?><a/>`: "", "\xEF\xBB\xBF<a/>": "UTF-8 + BOM",
		"\xFF\xFE<\x00": "UTF-16", "\x00<\x00a": "UTF-16", `<?xml version='1.0' encoding = 'ISO-8859-1' ?><a/>`: "ISO-8859-1", `<?xml encoding`: "", "<?xml encoding?>": "",
	} {
		if got := Encoding(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestWrite(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.xml")
	for _, text := range []string{"one", "two"} {
		if err := Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != text {
			t.Errorf("%q %v", got, err)
		}
	}
	if err := Write(folder, nil); err == nil {
		t.Error("a folder cannot be written")
	}
	if err := Write(filepath.Join(folder, "none", "a.xml"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Error(left, err)
	}
}

func TestContracts(t *testing.T) {
	c := &Contracts{}
	if err := errors.Join(
		c.ReadRates(t.Context(), file(t, "rates.csv", "\xEF\xBB\xBFlaw;municipality;provider;category;code;unit;cents;from;to\niwmo;0141;12345678;02;02A05;04;4000;2025-01-01;2025-12-31\n# a remark\nwmo;;12345678;02;02A05;04;4200;2026-01-01;\n")),
		c.ReadRates(t.Context(), file(t, "more.csv", "ijw,,,45,45A04,01,80,2025-01-01,\n")),
		c.ReadProducts(t.Context(), file(t, "products.csv", "law,category,code,from,to\niwmo,02,02A05,2025-01-01,\n")),
	); err != nil {
		t.Fatal(err)
	}
	r := c.On("2026-03-01")
	if r.Vandaag() != "2026-03-01" {
		t.Error(r.Vandaag())
	}
	p := istandaard.Product{Categorie: "02", Code: "02A05"}
	for day, want := range map[istandaard.Datum]int64{"2024-12-31": 0, "2025-06-01": 4000, "2026-06-01": 4200} {
		cents, unit, known := r.Tarief(istandaard.IWmo, "0141", "12345678", p, day)
		if cents != want || known != (want > 0) || known && unit != "04" {
			t.Error(day, cents, unit, known)
		}
	}
	if cents, _, known := r.Tarief(istandaard.IJw, "0384", "87654321", istandaard.Product{Categorie: "45", Code: "45A04"}, "2026-01-01"); cents != 80 || !known {
		t.Error(cents, known)
	}
	if code, ok := c.Code(istandaard.IWmo, "0141", "12345678", "02", "2026-01-01"); code != "02A05" || !ok {
		t.Error(code, ok)
	}
	if _, ok := c.Code(istandaard.IWmo, "0141", "12345678", "03", "2026-01-01"); ok {
		t.Error("no code")
	}
	for code, want := range map[string]bool{"02A05": true, "02A06": false} {
		if fits, known := r.Product(istandaard.IWmo, istandaard.Product{Categorie: "02", Code: code}, "2026-01-01"); fits != want || !known {
			t.Error(code, fits, known)
		}
	}
	if _, known := r.Product(istandaard.IJw, p, "2026-01-01"); known {
		t.Error("there is no list for the iJw")
	}
	for text, line := range map[string]int{"iwmo,,,02,02A05,04,x,,": 1, "\n\nzvw,,,02,02A05,04,1,,": 3, "iwmo,1": 1, "iwmo,,,02,02A05,04,1,2025-13-01,": 1, "iwmo,,,02,02A05,04,-1,,": 1} {
		var wrong *LineError
		if err := c.ReadRates(t.Context(), file(t, "wrong.csv", text)); !errors.As(err, &wrong) || wrong.Line != line {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := c.ReadRates(t.Context(), file(t, "wrong.csv", "a,\"b\nc")); err == nil {
		t.Error("no table")
	}
}

const town, provider = "0141", "12345678"

func message(t *testing.T, soort istandaard.Soort, id, day string, fill func(d *istandaard.Deel)) *istandaard.Bericht {
	t.Helper()
	kop := istandaard.Kop{Afzender: provider, Ontvanger: town, Identificatie: id, Dagtekening: istandaard.Datum(day)}
	if soort.VanGemeente() {
		kop.Afzender, kop.Ontvanger = town, provider
	}
	b := istandaard.Nieuw(soort, kop)
	if fill != nil {
		d, err := b.Wortel.Voeg("Client")
		if err != nil {
			t.Fatal(err)
		}
		fill(d)
	}
	return b
}

// Messages come in the order of their dates; on one day in that of the flow, an answer behind what it answers.
func TestOrder(t *testing.T) {
	order := func(time, reference string) func(d *istandaard.Deel) {
		return func(d *istandaard.Deel) {
			if err := d.Van(istandaard.Client{Bsn: "999900006", ToegewezenProducten: []istandaard.ToegewezenProduct{{Toewijzingsdatum: "2026-01-02", Toewijzingstijd: time, ReferentieAanbieder: reference}}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	empty := func(d *istandaard.Deel) {}
	retour := func(asked *istandaard.Bericht, day string) *istandaard.Bericht {
		o, err := keten.Controle{}.Beoordeel(asked)
		if err != nil {
			t.Fatal(err)
		}
		return o.Antwoord("R", istandaard.Datum(day))
	}
	first := message(t, "WMO301", "second", "2026-01-02", order("09:00:00", ""))
	request := message(t, "WMO315", "request", "2026-01-02", empty)
	list := map[string]*istandaard.Bericht{
		"01 301":          message(t, "WMO301", "first", "2026-01-01", order("12:00:00", "")),
		"02 301 early":    first,
		"03 302 to it":    retour(first, "2026-01-02"),
		"04 301 later":    message(t, "WMO301", "third", "2026-01-02", order("10:00:00", "")),
		"05 315":          request,
		"06 319":          message(t, "WMO319", "answer", "2026-01-02", nil),
		"07 301 to 315":   message(t, "WMO301", "granted", "2026-01-02", order("08:00:00", "REF")),
		"08 305":          message(t, "WMO305", "start", "2026-01-02", empty),
		"09 307":          message(t, "WMO307", "stop", "2026-01-02", empty),
		"10 316 next day": retour(request, "2026-01-03"),
	}
	names := []string{"10 316 next day", "09 307", "04 301 later", "07 301 to 315", "06 319", "03 302 to it", "05 315", "08 305", "02 301 early", "01 301"}
	var places []Place
	for i, name := range names {
		places = append(places, PlaceOf(list[name], i))
	}
	var got []string
	for _, i := range Order(places) {
		got = append(got, names[i])
	}
	if !slices.IsSorted(got) {
		t.Error(strings.Join(got, "\n"))
	}
}
