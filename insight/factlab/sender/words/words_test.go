package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/command"
	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

func TestEverySentenceHasDutch(t *testing.T) {
	folders := []string{"..", "../table", "../profile", "../intake", "../session", "../outgoing", "../../addresses"}
	commandtest.Sentences(t, dutch, folders...)
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				otherSentences(t, file)
			}
		}
	}
}

// others are functions of package sender that say a sentence, and which of their arguments it is.
var others = map[string]int{"print": 0, "refuse": 0, "ask": 0, "agrees": 0, "suspect": 1}

func otherSentences(t *testing.T, file string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch f := call.Fun.(type) {
		case *ast.SelectorExpr:
			name = f.Sel.Name
		case *ast.Ident:
			name = f.Name
		}
		at, says := others[name]
		if !says || at >= len(call.Args) {
			return true
		}
		if lit, ok := call.Args[at].(*ast.BasicLit); ok {
			if s, err := strconv.Unquote(lit.Value); err == nil && strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyz") && !command.Has(s) && len(strings.TrimLeft(s, "%-0123456789 .qsd")) > 0 {
				t.Errorf("%s: no Dutch for %q", file, s)
			}
		}
		return true
	})
}

// Dutch sentences have twenty words at most.
func TestSentencesAreShort(t *testing.T) {
	for _, nl := range dutch {
		for _, sentence := range regexp.MustCompile(`[.?:] `).Split(nl, -1) {
			if n := len(strings.Fields(sentence)); n > 20 {
				t.Errorf("%d words: %s", n, sentence)
			}
		}
	}
}
