package community_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	_ "codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// sentence is what a person reads: it begins with a capital and goes on in small letters.
var sentence = regexp.MustCompile(`^[A-Z][a-z]+([ ,.'?!:;-]|$)|^[AI] [a-z]|^[A-Z][a-z]+ \d|^DigiD`)

// names are no sentences: they are the same in every language, or never shown.
var names = []string{"Gemeente ", "Buurtlink", "Groen dichterbij"}

// sentences are the English texts in a file: the arguments of text.T and text.N, and in files that people wrote
// every literal that reads like one.
func sentences(t *testing.T, path string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	generated := strings.HasSuffix(path, "_templ.go")
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "T" || f.Sel.Name == "N") {
				for _, a := range n.Args {
					found = append(found, literal(a)...)
				}
			}
		case *ast.BasicLit:
			if s := literal(n); !generated && len(s) == 1 && sentence.MatchString(s[0]) {
				found = append(found, s...)
			}
		}
		return true
	})
	return found
}

func literal(e ast.Expr) []string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := strconv.Unquote(lit.Value); err == nil {
			return []string{s}
		}
	}
	return nil
}

func TestEverySentenceHasItsDutch(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, s := range sentences(t, path) {
			used[s] = true
			if !text.Has(s) && !slices.Contains(names, s) {
				t.Errorf("%s: no Dutch for %q", path, s)
			}
		}
		return nil
	})
	if err != nil || len(used) < 500 {
		t.Errorf("%d sentences, %v", len(used), err)
	}
	var dutch map[string]string
	if err := json.Unmarshal(readDutch(t), &dutch); err != nil {
		t.Fatal(err)
	}
	for s := range dutch {
		if !used[s] {
			t.Errorf("nobody says %q", s)
		}
	}
}

// The Dutch is for everybody: short sentences, no words of offices.
func TestTheDutchIsPlain(t *testing.T) {
	for _, remark := range text.LintFile(readDutch(t)) {
		t.Error(remark)
	}
}

func readDutch(t *testing.T) []byte {
	raw, err := os.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
