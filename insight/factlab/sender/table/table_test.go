package table

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func file(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read gives every row of a file as "number: a|b|c", the header first.
func read(path, sheet string) ([]string, error) {
	tab, err := Open(path, sheet)
	if err != nil {
		return nil, err
	}
	out := []string{strings.Join(tab.Header, "|")}
	for row, err := range tab.Rows() {
		if err != nil {
			return out, errors.Join(err, tab.Close())
		}
		out = append(out, fmt.Sprintf("%d: %s", row.Number, strings.Join(row.Fields, "|")))
	}
	return out, tab.Close()
}

func TestText(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"comma":            {"pc,nr\n1506SD,12\n", []string{"pc|nr", "2: 1506SD|12"}},
		"semicolon":        {"pc;nr;naam\r\n1506SD;12;Jansen, P.\r\n\r\n1507SA;3;x", []string{"pc|nr|naam", "2: 1506SD|12|Jansen, P.", "4: 1507SA|3|x"}},
		"tab":              {"pc\tnr\n1506SD\t12,5\n", []string{"pc|nr", "2: 1506SD|12,5"}},
		"old Mac":          {"pc;nr\r1506SD;12\r", []string{"pc|nr", "2: 1506SD|12"}},
		"mark":             {"\xEF\xBB\xBFpc;nr\n1;2\n", []string{"pc|nr", "2: 1|2"}},
		"sep":              {"sep=;\npc;nr\n1;2\n", []string{"pc|nr", "3: 1|2"}},
		"quotes":           {"pc;nr\n\"1506 \"\"SD\"\"\";\"a;b\nc\"\nx;\"y\" \n", []string{"pc|nr", "2: 1506 \"SD\"|a;b\nc", "4: x|y"}},
		"quote inside":     {"pc;nr\n1506SD;12 \"hs\"\n", []string{"pc|nr", "2: 1506SD|12 \"hs\""}},
		"title":            {"Uitdraai 2025;;\n\npc;nr;x\n1;2;\n", []string{"pc|nr|x", "4: 1|2|"}},
		"short and long":   {"a;b;c\n1\n1;2;3;4\n", []string{"a|b|c", "2: 1||", "3: 1|2|3|4"}},
		"empty names":      {"a;;c;\n1;2;3;\n", []string{"a||c", "2: 1|2|3|"}},
		"no-break space":   {"a;b\n1506\u00a0SD;2\n", []string{"a|b", "2: 1506 SD|2"}},
		"blank":            {"a;b\n ; \n1;2\n", []string{"a|b", "3: 1|2"}},
		"commas in fields": {"adres;x\na,b;1\nc,d;2\n", []string{"adres|x", "2: a,b|1", "3: c,d|2"}},
	} {
		got, err := read(file(t, "in.csv", []byte(c.in)), "")
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q %v, want %q", name, got, err, c.want)
		}
	}
}

// The same text in every encoding reads the same.
func TestEncodings(t *testing.T) {
	const in = "postcode;naam\n1506SD;Zoë Ångström – café\n1507SA;’s-Gravenzande €\n"
	want, err := read(file(t, "in.csv", []byte(in)), "")
	if err != nil || len(want) != 3 || !strings.Contains(want[1], "Zoë") {
		t.Fatal(want, err)
	}
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	bare := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	bareBig := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for name, encode := range map[string]func(string) (string, error){
		"windows-1252": charmap.Windows1252.NewEncoder().String,
		"utf-16 le":    little.NewEncoder().String, "utf-16 be": big.NewEncoder().String,
		"utf-16 le without mark": bare.NewEncoder().String, "utf-16 be without mark": bareBig.NewEncoder().String,
	} {
		text, err := encode(in)
		if err != nil {
			t.Fatal(name, err)
		}
		got, err := read(file(t, "in.csv", []byte(text)), "")
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	dos, err := charmap.CodePage850.NewEncoder().String("a;naam\n1;Zoë Daniël\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ in, want string }{
		"empty":       {"", "The file is empty"},
		"blank":       {"\n\n \n", "no row with the names"},
		"one column":  {"a\n1\n2\n", "no row with the names"},
		"unclosed":    {"a;b\n1;\"2\n3;4\n", "quotation mark in line 2 is never closed"},
		"runaway":     {"a;b\n1;\"2\n" + strings.Repeat("3;4\n", 200), "quotation mark in line 2 is never closed"},
		"after quote": {"a;b\n1;\"2\"x\n", "Line 2 has a quotation mark in the middle"},
		"mixed":       {"a;b\n" + strings.Repeat("1;Zoë\n", 30) + "2;Zo\xEB\n", "line 32 is not in UTF-8"},
		"dos":         {dos, "Line 2 is in the old encoding of DOS"},
		"unknown":     {"a;b\n1;\x81\x90\n", "Line 2 is in an encoding that is not known"},
		"utf-32":      {"\xFF\xFE\x00\x00a\x00\x00\x00", "UTF-32"},
		"binary":      {"a;b\n\x00\x01\x02\x00\x00\x00\x05", "no text file"},
		"half utf-16": {"\xFF\xFEa\x00;\x00b\x00\n\x00\x31\x00;\x00\x00\xD8", "cannot be read"},
		"old excel":   {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old workbook"},
		"pdf":         {"%PDF-1.7", "PDF"},
		"html":        {" \n<HTML><table>", "web page"},
		"no zip":      {"PK\x03\x04 and more", "workbook is damaged"},
		"long":        {"a;b\n1;" + strings.Repeat("x", 1<<20), "longer than a million"},
	} {
		got, err := read(file(t, "in.csv", []byte(c.in)), "")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.csv"), ""); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if _, err := Open(file(t, "in.csv", []byte("a;b\n")), "Blad1"); err == nil {
		t.Error("a text file has no sheets")
	}
}

// sheets makes a workbook.
func sheets(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	path := filepath.Join(t.TempDir(), "in.xlsx")
	if err := errors.Join(f.SaveAs(path), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func TestWorkbook(t *testing.T) {
	path := sheets(t, func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err, f.SetSheetRow("Sheet1", "A1", &[]any{"Uitdraai"}), f.SetSheetRow("Sheet1", "A3", &[]any{"pc", "nr", "begin", "bag"}),
			f.SetSheetRow("Sheet1", "A4", &[]any{" 1506 sd", 12, 45992, 363010012062064.0}), f.SetCellStyle("Sheet1", "C4", "C4", style),
			f.SetSheetRow("Sheet1", "A7", &[]any{"1507SA", "12-2", "31-12-2025"}), f.SetCellFormula("Sheet1", "D7", "1+1"))
	})
	got, err := read(path, "")
	want := []string{"pc|nr|begin|bag", "4: 1506 sd|12|45992|363010012062064", "7: 1507SA|12-2|31-12-2025|"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q %v", got, err)
	}
}

func TestSheets(t *testing.T) {
	path := sheets(t, func(f *excelize.File) {
		for _, name := range []string{"Cliënten", "Toelichting", "Verborgen", "Leeg"} {
			_, err := f.NewSheet(name)
			must(t, err)
		}
		must(t, f.SetSheetRow("Cliënten", "A1", &[]any{"pc", "nr"}), f.SetSheetRow("Toelichting", "A1", &[]any{"Lees", "mij"}),
			f.SetSheetRow("Verborgen", "A1", &[]any{"x", "y"}), f.SetSheetVisible("Verborgen", false))
	})
	_, err := Open(path, "")
	var choice *Choice
	if !errors.As(err, &choice) || !slices.Equal(choice.Sheets, []string{"Cliënten", "Toelichting"}) {
		t.Fatal(err)
	}
	if _, err := Open(path, "Nergens"); !errors.As(err, &choice) {
		t.Error(err)
	}
	tab, err := Open(path, "cliënten")
	if err != nil || tab.Name != "Cliënten" || tab.From1904 {
		t.Fatal(tab, err)
	}
	must(t, tab.Close())
	if _, err := Open(sheets(t, func(*excelize.File) {}), ""); err == nil || !strings.Contains(err.Error(), "no sheet with anything") {
		t.Error(err)
	}
}

func TestFrom1904(t *testing.T) {
	yes := true
	tab, err := Open(sheets(t, func(f *excelize.File) {
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}), f.SetSheetRow("Sheet1", "A1", &[]any{"pc", "nr"}))
	}), "")
	if err != nil || !tab.From1904 {
		t.Fatal(err)
	}
	must(t, tab.Close())
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{"3.63010012062064E+14": "363010012062064", "12E5": "12E5", "12 E": "12 E", "1.5E+0": "1.5E+0",
		"1E+3": "1000", "2.0E1000000000": "2.0E1000000000", "E+1": "E+1", "1506SE": "1506SE"} {
		if got := plain(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

// A table can be read twice, and not to its end.
func TestTwice(t *testing.T) {
	tab, err := Open(file(t, "in.csv", []byte("a;b\n1;2\n3;4;5\n")), "")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for row, err := range tab.Rows() {
			if err != nil || row.Number != 2 || tab.TooWide(row) {
				t.Fatal(row, err)
			}
			break
		}
		n := 0
		for row := range tab.Rows() {
			if n++; tab.TooWide(row) != (n == 2) {
				t.Error(row)
			}
		}
		if n != 2 {
			t.Error(n)
		}
	}
	must(t, tab.Close())
}

// Whatever the file, reading ends without a panic, and what the standard library reads as CSV reads the same here.
func FuzzText(f *testing.F) {
	f.Add([]byte("a;b\n1;\"x\"\"y\"\n"))
	f.Add([]byte("sep=,\na,b\r\n1,\"2\n3\"\n"))
	f.Add([]byte("\xFF\xFEa\x00;\x00b\x00\n\x00"))
	f.Add([]byte("a;b\n\xEB;2\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		got, err := read(file(t, "in.csv", in), "")
		if err != nil {
			return
		}
		if len(got) == 0 {
			t.Error("no header")
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("a,b\n\"1\",\"x\"\"y\nz\"\n", byte(','))
	f.Add("a;b\r\n;\n", byte(';'))
	f.Fuzz(func(t *testing.T, in string, separator byte) {
		if !slices.Contains(separators, separator) || strings.ContainsAny(in, "\r\u00a0\u0085\u2028\u2029\v\f") || strings.HasPrefix(in, markUTF8) {
			return
		}
		r := csv.NewReader(strings.NewReader(in))
		r.Comma, r.FieldsPerRecord = rune(separator), -1
		want, err := r.ReadAll()
		if err != nil {
			return
		}
		var got [][]string
		for row, err := range newSplitter(bytes.NewReader([]byte(in)), separator).all {
			if err != nil {
				if strings.Contains(err.Error(), "never closed") {
					return // over more than 100 lines
				}
				t.Fatal(err)
			}
			if len(row.Fields) > 1 || row.Fields[0] != "" {
				got = append(got, slices.Clone(row.Fields))
			}
		}
		want = slices.DeleteFunc(want, func(r []string) bool { return len(r) == 1 && strings.TrimSpace(r[0]) == "" })
		for _, row := range want {
			for i := range row {
				row[i] = strings.TrimSpace(row[i])
			}
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%q is not %q", got, want)
		}
	})
}

// A workbook made by hand may hold anything in its sheet and its texts.
func FuzzWorkbook(f *testing.F) {
	path := sheets(f, func(x *excelize.File) {
		must(f, x.SetSheetRow("Sheet1", "A1", &[]any{"pc", "nr"}), x.SetSheetRow("Sheet1", "A2", &[]any{"1506SD", 12}))
	})
	good, err := zip.OpenReader(path)
	must(f, err)
	f.Cleanup(func() { must(f, good.Close()) })
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>nr</t></is></c></row><row r="9"><c><v>1E+3</v></c></row>`, `<si><t>pc</t></si>`)
	f.Add(`<row r="3"><c r="A1" t="s"><v>-1</v></c></row><row r="2"/>`, ``)
	f.Fuzz(func(t *testing.T, rows, texts string) {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, part := range good.File {
			switch part.Name {
			case "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml":
				continue
			}
			must(t, w.Copy(part))
		}
		for name, text := range map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + rows + "</sheetData></worksheet>", "xl/sharedStrings.xml": "<sst>" + texts + "</sst>"} {
			part, err := w.Create(name)
			must(t, err)
			_, err = part.Write([]byte(text))
			must(t, err)
		}
		must(t, w.Close())
		_, _ = read(file(t, "in.xlsx", out.Bytes()), "") // whatever comes of it, it ends
	})
}
