package tables

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/command"
	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

func TestSentences(t *testing.T) {
	commandtest.Sentences(t, dutch, ".", "sheet")
}

// Every fault that a file can have is said in Dutch.
func TestFaultsHaveDutch(t *testing.T) {
	faults := 0
	for _, folder := range []string{".", "sheet"} {
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
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				if say, err := strconv.Unquote(lit.Value); err == nil && strings.Contains(say, "; ") {
					faults++
					if !command.Has(say) && file != "words.go" {
						t.Errorf("%s: no Dutch for %q", set.Position(n.Pos()), say)
					}
				}
				return true
			})
		}
	}
	if faults < 20 {
		t.Errorf("only %d faults", faults)
	}
}
