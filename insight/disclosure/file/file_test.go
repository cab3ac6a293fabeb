package file

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/command"
	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

// tool runs the commands as they are typed.
func tool(args ...string) (exit int, out, told string) {
	var o, e bytes.Buffer
	exit = command.Tool{Program: "samenkracht factlab", Commands: Commands()}.Run(context.Background(), args, strings.NewReader(""), &o, &e)
	return exit, o.String(), e.String()
}

// put writes files into a new folder.
func put(t testing.TB, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

const (
	plainSpec  = `{"dimensions": [{"column": "wijk"}, {"column": "hulp"}]}`
	plainTable = "wijk,hulp,n\nA,x,12\nA,y,3\nB,x,20\nB,y,30\nC,x,9\nC,y,14\n"
)

func TestCommands(t *testing.T) {
	folder := put(t, map[string]string{"in.csv": plainTable, "spec.json": plainSpec})
	at := func(name string) string { return filepath.Join(folder, name) }
	exit, out, told := tool("protect", "-in", at("in.csv"), "-spec", at("spec.json"), "-out", at("out.csv"), "-report", at("report.json"))
	if exit != command.Good || !strings.Contains(out, "van het aantal in de onderste cellen is") || told != "" {
		t.Fatal(exit, out, told)
	}
	released := string(readAll(t, at("out.csv")))
	if !strings.Contains(released, "A,y,\n") || strings.Contains(released, "A,y,3") || !strings.Contains(released, "totaal,totaal,88\n") {
		t.Error(released)
	}
	exit, out, _ = tool("audit", at("out.csv"), "-spec", at("spec.json"), "-lang", "en")
	if exit != command.Good || !strings.HasPrefix(out, "Nothing can be inferred") {
		t.Error(exit, out)
	}
	if exit, out, _ = tool("audit", at("in.csv"), "-spec", at("spec.json"), "-lang", "en"); exit != command.Wrong || !strings.Contains(out, "A, y: the count 3 follows.") {
		t.Error(exit, out)
	}
	if exit, out, _ = tool("audit", at("in.csv"), "-spec", at("spec.json"), "-format", "json"); exit != command.Wrong || !strings.Contains(out, `"exact": 1`) {
		t.Error(exit, out)
	}
	// An organisation that has 10 of the 12 at A, x can tell that 2 are of others.
	if err := os.WriteFile(at("own.csv"), []byte("wijk,hulp\n"+strings.Repeat("B,x\n", 17)), 0o600); err != nil {
		t.Fatal(err)
	}
	if exit, out, _ = tool("audit", at("in.csv"), "-spec", at("spec.json"), "-insider", at("own.csv"), "-lang", "en"); exit != command.Wrong || !strings.Contains(out, "B, x: without its own, 3 of others follows for own.csv.") {
		t.Error(exit, out)
	}
}

// Whatever is wrong is told in one sentence, with the exit code of what cannot run, and nothing is written.
func TestBadInput(t *testing.T) {
	for _, c := range []struct{ name, table, spec, want string }{
		{"empty", "", plainSpec, "in.csv is leeg"},
		{"column", "wijk,n\nA,1\n", plainSpec, `heeft geen kolom "hulp"`},
		{"value", "wijk,hulp,m\nA,x,1\n", plainSpec, `heeft geen kolom "n"`},
		{"twice", "wijk,hulp,n,n\nA,x,1,1\n", plainSpec, `twee kolommen "n"`},
		{"semicolons", "wijk;hulp;n\nA;x;1\n", plainSpec, "niet gescheiden door komma's"},
		{"number", "wijk,hulp,n\nA,x,veel\n", plainSpec, `regel 2: "veel" is geen aantal`},
		{"negative", "wijk,hulp,n\nA,x,-1\n", plainSpec, `regel 2: "-1" is geen aantal`},
		{"huge", "wijk,hulp,n\nA,x,99999999999999999999\n", plainSpec, "is geen aantal"},
		{"no count", "wijk,hulp,n\nA,x,\n", plainSpec, "regel 2: het aantal is leeg"},
		{"same cell", "wijk,hulp,n\nA,x,1\nB,x,2\nA,x,3\n", plainSpec, "regel 4: regel 2 gaat over dezelfde cel (A, x)"},
		{"short line", "wijk,hulp,n\nA,x\n", plainSpec, "regel 2: deze regel heeft meer of minder kolommen"},
		{"quote", "wijk,hulp,n\nA,\"x,1\n", plainSpec, "een aanhalingsteken staat waar het niet kan"},
		{"UTF-16", "\xff\xfew\x00i\x00", plainSpec, "zoals UTF-16"},
		{"Windows-1252", "wijk,hulp,n\nA,caf\xe9,1\n", plainSpec, "regel 2: dit is geen UTF-8"},
		{"margin", "wijk,hulp,n\nA,x,5\nB,x,6\ntotaal,x,12\n", plainSpec, "tellen op tot 11, niet tot 12"},
		{"unknown code", "wijk,hulp,n\nA,x,5\nB,z,6\n", `{"dimensions": [{"column": "wijk"}, {"column": "hulp", "groups": {"g": ["x", "y"]}}]}`, `kent de code "z" van "hulp" niet`},
		{"two groups", plainTable, `{"dimensions": [{"column": "wijk"}, {"column": "hulp", "groups": {"g": ["x"], "h": ["*"]}}]}`, `hoort "x" van "hulp" bij "g" en bij "h"`},
		{"pattern", plainTable, `{"dimensions": [{"column": "wijk"}, {"column": "hulp", "groups": {"g": ["[x"]}}]}`, "geen goed patroon"},
		{"circle", plainTable, `{"dimensions": [{"column": "wijk"}, {"column": "hulp", "groups": {"g": ["h", "x"], "h": ["g", "y"]}}]}`, "staat niet onder het totaal"},
		{"levels", plainTable, `{"dimensions": [{"column": "wijk", "file": "levels.csv", "levels": ["code", "boven"]}, {"column": "hulp"}]}`, `levels.csv, regel 3: "A" hoort bij "P", en hoger bij "Q"`},
		{"no file", plainTable, `{"dimensions": [{"column": "wijk", "file": "none.csv", "levels": ["code", "boven"]}, {"column": "hulp"}]}`, "none.csv is niet te gebruiken: het bestaat niet"},
		{"JSON", plainTable, `{"dimensions": `, "geen goede JSON"},
		{"behind", plainTable, plainSpec + `{}`, "geen goede JSON"},
		{"field", plainTable, `{"dimensoins": []}`, "geen goede JSON"},
		{"dimensions", plainTable, `{}`, "moet één tot drie dimensies noemen, niet 0"},
		{"columns", plainTable, `{"dimensions": [{"column": "n"}]}`, "elke kolom één keer noemen"},
		{"half", plainTable, `{"dimensions": [{"column": "wijk", "file": "levels.csv"}]}`, "een bestand met niveaus, of groepen"},
		{"minimum", plainTable, `{"minimum": -1, "dimensions": [{"column": "wijk"}]}`, "kleiner dan 1"},
		{"both", plainTable, `{"pairs": {"columns": ["a", "b"]}, "dimensions": [{"column": "wijk"}]}`, "maar één van beide kan"},
		{"pairs", "p,q,n\na,a,5\nb,b,9\na,b,6\n", `{"pairs": {"columns": ["p", "q"]}}`, "spreekt de aantallen van elk apart tegen"},
		{"organisations", "wijk,hulp,n,o\nA,x,5,veel\n", `{"organisations": "o", "dimensions": [{"column": "wijk"}, {"column": "hulp"}]}`, "is geen aantal organisaties"},
		{"contributions", plainTable, `{"contributions": "own.csv", "dimensions": [{"column": "wijk"}, {"column": "hulp"}]}`, `"O1" telde 13 bij A, x`},
	} {
		folder := put(t, map[string]string{"in.csv": c.table, "spec.json": c.spec, "levels.csv": "code,boven\nA,Q\nA,P\nB,P\nC,P\n", "own.csv": "org,wijk,hulp,n\nO1,A,x,13\n"})
		at := func(name string) string { return filepath.Join(folder, name) }
		exit, out, told := tool("protect", "-in", at("in.csv"), "-spec", at("spec.json"), "-out", at("out.csv"), "-report", at("report.json"))
		if exit != command.Stuck || out != "" || !strings.Contains(told, c.want) || strings.Count(told, "\n") != 1 {
			t.Errorf("%s: %d %q %q", c.name, exit, out, told)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 4 {
			t.Errorf("%s: %v was left behind, %v", c.name, left, err)
		}
	}
}

func TestFilesThatCannotBe(t *testing.T) {
	folder := put(t, map[string]string{"in.csv": plainTable, "spec.json": plainSpec})
	at := func(name string) string { return filepath.Join(folder, name) }
	for _, c := range []struct {
		in, out, report, want string
	}{
		{"none.csv", "out.csv", "report.json", "bestaat niet"},
		{"in.csv", "in.csv", "report.json", "twee keer genoemd"},
		{"in.csv", "no/out.csv", "report.json", "niet te gebruiken"},
		{"in.csv", "out.csv", "no/report.json", "niet te gebruiken"},
	} {
		exit, _, told := tool("protect", "-in", at(c.in), "-spec", at("spec.json"), "-out", at(c.out), "-report", at(c.report))
		if exit != command.Stuck || !strings.Contains(told, c.want) {
			t.Errorf("%+v: %d %q", c, exit, told)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 2 {
			t.Errorf("%+v: %v was left behind, %v", c, left, err)
		}
	}
	if _, err := os.Stat("/dev/full"); err == nil {
		exit, _, told := tool("protect", "-in", at("in.csv"), "-spec", at("spec.json"), "-out", "/dev/full", "-report", at("report.json"))
		if left, _ := os.ReadDir(folder); exit != command.Stuck || !strings.Contains(told, "schijf is vol") || len(left) != 2 {
			t.Errorf("a full disk: %d %q, %d files", exit, told, len(left))
		}
	}
	if exit, _, told := tool("protect", "-in", at("in.csv")); exit != command.Stuck || !strings.Contains(told, "De instelling -spec is nodig.") {
		t.Errorf("%d %q", exit, told)
	}
}

// Counts of an earlier release that differ by a few are hidden now, and so are cells with too few organisations.
func TestAround(t *testing.T) {
	folder := put(t, map[string]string{
		"in.csv":      "wijk,hulp,n,o\nA,x,120,3\nA,y,130,1\nB,x,200,3\nB,y,300,4\nC,x,90,5\nC,y,140,3\n",
		"earlier.csv": "wijk,hulp,n\nA,x,123\nA,y,170\nB,x,\nB,y,200\nC,x,90\nC,y,240\n",
		"spec.json":   `{"earlier": "earlier.csv", "organisations": "o", "dimensions": [{"column": "wijk"}, {"column": "hulp"}]}`})
	at := func(name string) string { return filepath.Join(folder, name) }
	if _, err := Protect(at("in.csv"), at("spec.json"), at("out.csv"), at("report.json")); err != nil {
		t.Fatal(err)
	}
	released := string(readAll(t, at("out.csv")))
	for _, line := range []string{"A,x,\n", "A,y,\n"} {
		if !strings.Contains(released, line) {
			t.Errorf("%q is shown in\n%s", line, released)
		}
	}
	if !strings.Contains(released, "totaal,totaal,980") {
		t.Errorf("the total is gone:\n%s", released)
	}
}

// Every sentence has Dutch, those of the problems that the packages below can tell too.
func TestSentences(t *testing.T) {
	commandtest.Sentences(t, dutch, ".", "..", "../table")
	for _, folder := range []string{".", "..", "../table"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				name := ""
				switch f := call.Fun.(type) {
				case *ast.Ident:
					name = f.Name
				case *ast.SelectorExpr:
					name = f.Sel.Name
				}
				if lit, is := call.Args[0].(*ast.BasicLit); is && name == "Problemf" {
					if text, err := strconv.Unquote(lit.Value); err != nil || !command.Has(text) {
						t.Errorf("%s: no Dutch for %s", file, lit.Value)
					}
				}
				return true
			})
		}
	}
	for _, nl := range dutch {
		for _, sentence := range strings.FieldsFunc(nl, func(r rune) bool { return r == '.' || r == ';' || r == ':' }) {
			if n := len(strings.Fields(sentence)); n > 20 {
				t.Errorf("%d words: %s", n, sentence)
			}
		}
	}
}

func FuzzParseSpec(f *testing.F) {
	for _, spec := range []string{plainSpec, `{"pairs": {"columns": ["p", "q"], "households": 9}}`, `{"dimensions": [{"column": "a", "groups": {"g": ["x_*", "h"], "h": ["y?"]}}], "up": 0}`} {
		f.Add([]byte(spec))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := ParseSpec(raw, "")
		if err != nil {
			return
		}
		for _, d := range s.Dimensions {
			d.File = ""
			_, _ = s.hierarchy(d, map[string]bool{"x_1": true, "y1": true, "h": true})
		}
	})
}

// Whatever stands in a table: it is refused, or its release holds against the audit.
func FuzzProtect(f *testing.F) {
	f.Add([]byte(plainTable))
	f.Add([]byte("wijk,hulp,n\nA,x,1\nA,y,1\n"))
	f.Add([]byte("\ufeffn,hulp,wijk\n5,x,A\n0,y,B\n\"7\",y,A\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 300 {
			return
		}
		folder := put(t, map[string]string{"in.csv": string(raw), "spec.json": plainSpec})
		at := func(name string) string { return filepath.Join(folder, name) }
		if _, err := Protect(at("in.csv"), at("spec.json"), at("out.csv"), at("report.json")); err != nil {
			return
		}
		attack, err := Audit(at("out.csv"), at("spec.json"), "")
		if err != nil || len(attack.Findings) > 0 {
			t.Errorf("%+v %v\n%s", attack, err, readAll(t, at("in.csv"), at("out.csv")))
		}
	})
}

// The specs that stand beside the tests as examples can be used.
func TestExampleSpecs(t *testing.T) {
	specs, err := filepath.Glob("testdata/*.json")
	if err != nil || len(specs) != 5 {
		t.Fatal(specs, err)
	}
	for _, spec := range specs {
		if _, err := ReadSpec(spec); err != nil {
			t.Errorf("%s: %v", spec, err)
		}
	}
	folder := put(t, map[string]string{"addresses.csv": "buurt,wijk\nB1,W1\nB2,W1\nB3,W2\n", "t1.csv": "k,n\n0,90\n1,20\n2,12\n3,2\n",
		"t4.csv": "buurt,households,any_,provisions,ge3,ge5\nB1,90,40,60,12,3\nB2,80,30,50,9,2\nB3,70,30,50,2,0\n", "t5.csv": "gemeente,dm,n\nGM1,1,30\nGM1,2,40\nGM1,3,4\n"})
	for _, name := range []string{"t1", "t4", "t5"} {
		raw := readAll(t, filepath.Join("testdata", name+".json"))
		at := func(ext string) string { return filepath.Join(folder, name+ext) }
		if err := os.WriteFile(at(".json"), raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Protect(at(".csv"), at(".json"), at(".out"), at(".report")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if attack, err := Audit(at(".out"), at(".json"), ""); err != nil || len(attack.Findings) > 0 || attack.Attacked == 0 {
			t.Errorf("%s: %+v %v", name, attack, err)
		}
	}
}
