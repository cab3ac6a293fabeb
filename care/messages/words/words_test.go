package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// literals are the texts in the code of the tool: those that are sure to be said, and all.
func literals(t *testing.T) (said map[string]string, all map[string]bool) {
	t.Helper()
	said, all = map[string]string{}, map[string]bool{}
	for _, folder := range []string{"..", "../peer", "../peer/memory", "../peer/script", "../record", "../tell"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if text, ok := text(n); ok {
					all[text] = true
				}
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				f, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				for _, i := range map[string][]int{"Say": {0}, "N": {1, 2}, "text": {2}, "note": {0}}[f.Sel.Name] {
					if i >= len(call.Args) {
						continue
					}
					if text, ok := text(call.Args[i]); ok {
						said[text] = set.Position(n.Pos()).String()
					}
				}
				return true
			})
		}
	}
	return said, all
}

func text(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

var verbs = regexp.MustCompile(`%[a-z%]`)

func TestEverySentenceHasDutch(t *testing.T) {
	said, all := literals(t)
	if len(said) < 60 {
		t.Fatalf("only %d sentences were found", len(said))
	}
	for sentence, at := range said {
		if dutch[sentence] == "" {
			t.Errorf("%s: no Dutch for %q", at, sentence)
		}
	}
	for sentence, nl := range dutch {
		if !all[sentence] {
			t.Errorf("nothing says %q", sentence)
		}
		if a, b := verbs.FindAllString(sentence, -1), verbs.FindAllString(nl, -1); !slices.Equal(a, b) {
			t.Errorf("%q has the values %v, its Dutch %v", sentence, a, b)
		}
	}
}

func TestSay(t *testing.T) {
	if got := EN.Say("%d fault", 1); got != "1 fault" {
		t.Error(got)
	}
	if got := NL.N(2, "%d fault", "%d faults"); got != "2 fouten" {
		t.Error(got)
	}
	if got := NL.Say("no such sentence"); got != "no such sentence" {
		t.Error(got)
	}
	for in, want := range map[string]string{"999900006": "******006", "06": "**", "": "", "99990000é1": "*******0é1"} {
		if got := Mask(in); got != want {
			t.Errorf("Mask(%q) = %q", in, got)
		}
	}
	if got := Plain("a\x1b[31mb\nc\u202ed"); got != "a·[31mb c·d" {
		t.Errorf("%q", got)
	}
	for cents, want := range map[int64]string{0: "€ 0,00", 123456789: "€ 1.234.567,89", -5: "€ -0,05", 100000: "€ 1.000,00"} {
		if got := NL.Euro(cents); got != want {
			t.Errorf("%d: %q", cents, got)
		}
	}
	if got := EN.Euro(123456); got != "€ 1,234.56" {
		t.Error(got)
	}
	for in, want := range map[string]bool{"nl": true, "EN": true, "fr": false, "": false} {
		if _, ok := Parse(in); ok != want {
			t.Error(in)
		}
	}
}
