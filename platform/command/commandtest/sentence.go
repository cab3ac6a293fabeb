// Package commandtest holds the sentences of a tool against its code.
package commandtest

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

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// says are the functions that say a sentence, and which of their arguments is one.
var says = map[string][]int{"Say": {0}, "N": {1, 2}, "Text": {2}, "note": {0}, "Problemf": {0}}

// Sentences reports every sentence in the code of folders without Dutch, every one of dutch that nothing says, and
// those whose Dutch takes other values.
func Sentences(t *testing.T, dutch map[string]string, folders ...string) {
	t.Helper()
	said, all := literals(t, folders)
	if len(said) == 0 {
		t.Fatal("no sentences were found")
	}
	for sentence, at := range said {
		if !command.Has(sentence) {
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

var verbs = regexp.MustCompile(`%[a-z%]`)

// literals are the texts in the code: those that are sure to be said with the place where, and all.
func literals(t *testing.T, folders []string) (said map[string]string, all map[string]bool) {
	t.Helper()
	said, all = map[string]string{}, map[string]bool{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(folder, "holds no code", err)
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
				if s, ok := literal(n); ok {
					all[s] = true
				}
				for _, s := range sentences(n) {
					said[s] = set.Position(n.Pos()).String()
				}
				return true
			})
		}
	}
	return said, all
}

// sentences are those that a call is sure to say.
func sentences(n ast.Node) (out []string) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	for _, i := range says[f.Sel.Name] {
		if i < len(call.Args) {
			if s, ok := literal(call.Args[i]); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
