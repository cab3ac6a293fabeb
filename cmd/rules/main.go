// Command rules writes docs/istandaarden-regels.md: every rule of the message standard, with where the code that
// checks it stands and which tests break it. It reads the ids from the source.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
)

const (
	root = "care/istandaard"
	out  = "docs/istandaarden-regels.md"
)

// wholeLevel is the test that holds every rule of level 1, as the published table has them, against the declaration.
const wholeLevel = "regelid_test.go TestRegelBijElement"

// places are where each rule is named: in code and in tests.
type places struct{ code, tests map[string][]string }

func main() {
	log.SetFlags(0)
	found, err := scan()
	if err == nil {
		err = os.WriteFile(out, table(found), 0o644)
	}
	if err != nil {
		log.Fatal("rules: ", err)
	}
}

// scan reads the Go files of the engine, but for the package that only says what rules mean.
func scan() (places, error) {
	p := places{map[string][]string{}, map[string][]string{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.Contains(path, "/regel/") {
			return err
		}
		return p.file(filepath.ToSlash(path))
	})
	return p, err
}

var isID = regexp.MustCompile(`\b(TR|CD|CS|RS|IV|OP|UP)\d{3}(x\d)?\b`)

// file notes the rules that a file names: in literals and, for rules that no machine checks, in comments.
func (p places) file(path string) error {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	short := strings.TrimPrefix(path, root+"/")
	to := p.code
	if strings.HasSuffix(path, "_test.go") {
		to = p.tests
	}
	note := func(id, where string) {
		if r, ok := regel.Zoek(id); ok && !slices.Contains(to[r.ID], where) {
			to[r.ID] = append(to[r.ID], where)
		}
	}
	for _, decl := range file.Decls {
		where := short
		if f, ok := decl.(*ast.FuncDecl); ok {
			where += " " + f.Name.Name
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					for _, id := range isID.FindAllString(text, -1) {
						note(id, where)
					}
				}
			}
			return true
		})
	}
	for _, group := range file.Comments {
		for _, id := range isID.FindAllString(group.Text(), -1) {
			if r, ok := regel.Zoek(id); ok && r.Niveau == regel.Geen {
				note(id, short)
			}
		}
	}
	return nil
}

var levels = []string{"", "1 schema", "2 message", "3 across messages", "4 outside"}

func table(p places) []byte {
	var b bytes.Buffer
	b.WriteString("<!-- Written by go run ./cmd/rules; change the code, not this file. -->\n# The rules of iWmo and iJw 3.2\n\n" +
		"Every rule of the standard: at which level it is checked, for which messages, with which return code, what it asks, " +
		"where the code stands (below `" + root + "`) and which tests break it. Rules without a level say how parties work; " +
		"no machine can refuse a message over them, and the code that follows them names them. " +
		"RS003, RS007 and RS039 bind no element of release 3.2.\n\n" +
		"| rule | level | law | messages | code | what it asks | code stands in | tests |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	for _, r := range regel.Alle() {
		if r.Niveau == regel.Schema && len(p.code[r.ID]) > 0 {
			p.tests[r.ID] = append(p.tests[r.ID], wholeLevel)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", r.ID, levels[r.Niveau], cmp.Or(string(r.Wet), "both"), r.Berichten,
			r.Retourcode, strings.ReplaceAll(r.En, "|", "\\|"), list(p.code[r.ID]), list(p.tests[r.ID]))
	}
	return b.Bytes()
}

func list(where []string) string {
	for i, w := range where {
		where[i] = "`" + w + "`"
	}
	return strings.Join(where, ", ")
}
