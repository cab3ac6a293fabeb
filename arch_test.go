// Package samenkracht holds no code, only tests that read the whole tree: what may import what, how large things
// are, whether the words of the field, the law and the screens are in order.
package samenkracht

import (
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
	"sync"
	"testing"
)

const module = "codeberg.org/samenkracht/samenkracht/"

// wings are the folders with nouns of the field.
var wings = []string{"community", "care", "casework", "insight", "learning"}

// mayImport says which top folders a top folder may import, besides itself: the order of the field.
var mayImport = map[string][]string{
	"platform":  {},
	"community": {"platform"},
	"care":      {"platform"},
	"casework":  {"platform", "community", "care"},
	"insight":   {"platform", "community", "care", "casework"},
	"learning":  {"platform", "insight"},
	"app":       {"platform", "community", "care", "casework", "insight", "learning"},
	"cmd":       {"platform", "community", "care", "casework", "insight", "learning", "app"},
}

// platformOrder says which platform packages a platform package may import. Each may import the five that
// import nothing of ours: command, fault, ident, law and text.
var platformOrder = map[string][]string{
	"command": {}, "fault": {}, "ident": {}, "law": {}, "text": {},
	"db":       {},
	"access":   {"db"},
	"jobs":     {"db"},
	"seal":     {"db", "access"},
	"tenant":   {"db", "access"},
	"account":  {"db", "access", "tenant", "seal"},
	"worklist": {"db", "access"},
	"file":     {"db", "access", "jobs", "seal"},
	"mail":     {"db", "access", "jobs", "tenant", "seal"},
	"ui":       {},
	"web":      {"db", "access", "tenant", "account", "worklist", "ui"},
	"testkit":  {"db", "access", "jobs", "seal", "tenant", "account", "worklist", "file", "mail", "ui", "web"},
}

var leaves = []string{"command", "fault", "ident", "law", "text"}

// pure packages take values and give values: they import nothing but the standard library, and what stands
// with them.
var pure = map[string][]string{
	"care/istandaard": {"care/istandaard"}, "care/istandaard/codelijst": {}, "care/istandaard/regel": {}, "care/istandaard/rekenen": {"care/istandaard"},
	"care/istandaard/toets": {"care/istandaard"}, "care/istandaard/keten": {"care/istandaard"}, "care/istandaard/termijn": {"platform/law"},
	"insight/pseudonym": {"github.com/cloudflare/circl"}, "insight/pseudonym/address": {}, "insight/disclosure": {"insight/disclosure"}, "platform/fault": {}, "platform/ident": {}, "platform/law": {},
}

// source is one Go file of the tree.
type source struct {
	path      string // with slashes, from the root
	file      *ast.File
	set       *token.FileSet
	test, gen bool
}

func (s source) folder() string { return filepath.ToSlash(filepath.Dir(s.path)) }

func (s source) top() string {
	top, _, _ := strings.Cut(s.path, "/")
	return top
}

func (s source) line(p token.Pos) int { return s.set.Position(p).Line }

func (s source) at(p token.Pos) string { return s.path + ":" + strconv.Itoa(s.line(p)) }

// imports are the paths that the file imports, ours without the name of the module.
func (s source) imports() []string {
	var out []string
	for _, spec := range s.file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		out = append(out, path)
	}
	return out
}

// sources are all Go files below the root.
func sources(t *testing.T) []source {
	t.Helper()
	all, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// parsed reads every Go file below the root, once.
var parsed = sync.OnceValues(func() ([]source, error) {
	var out []source
	err := walk(func(path string) error {
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		out = append(out, source{path: path, file: file, set: set,
			test: strings.HasSuffix(path, "_test.go"), gen: strings.HasSuffix(path, "_templ.go")})
		return nil
	})
	return out, err
})

// walk visits every file of the tree that is ours.
func walk(visit func(path string) error) error {
	return filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || path == "data") {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		return visit(filepath.ToSlash(path))
	})
}

func TestImportOrder(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, path := range s.imports() {
			ours, isOurs := strings.CutPrefix(path, module)
			if with, is := pure[s.folder()]; is && !slices.ContainsFunc(with, func(w string) bool { return ours == w || strings.HasPrefix(ours, w+"/") }) &&
				(isOurs || strings.Contains(strings.Split(path, "/")[0], ".")) {
				t.Errorf("%s is pure and may not import %s", s.path, path)
			}
			if !isOurs {
				continue
			}
			to, _, _ := strings.Cut(ours, "/")
			allowed, known := mayImport[s.top()]
			if !known {
				t.Errorf("%s: the folder %s has no place in the import order", s.path, s.top())
			} else if to != s.top() && !slices.Contains(allowed, to) {
				t.Errorf("%s may not import %s", s.path, ours)
			}
			if s.top() == "platform" && to == "platform" {
				inPlatform(t, s, strings.TrimPrefix(ours, "platform/"))
			}
		}
	}
}

func inPlatform(t *testing.T, s source, to string) {
	t.Helper()
	from := strings.Split(s.path, "/")[1]
	to, _, _ = strings.Cut(to, "/")
	allowed, known := platformOrder[from]
	if !known {
		t.Errorf("%s: the package %s has no place in the platform's order", s.path, from)
	}
	if from == to || slices.Contains(allowed, to) || slices.Contains(leaves, to) && !slices.Contains(leaves, from) {
		return
	}
	t.Errorf("%s may not import platform/%s", s.path, to)
}

// The limits of docs/architecture.md. Tables of data (package variables and constants), tests, generated files
// and packages of pages do not count.
const (
	maxFile, maxFunc               = 400, 60
	maxPackageFiles, maxPackageLen = 12, 1500
)

// large packages are over the limit for a reason.
var large = map[string]string{
	"app":                   "holds the pages that belong to no wing",
	"care/istandaard":       "is as large as the standard it speaks",
	"care/istandaard/keten": "holds every rule across messages",
	"platform/testkit":      "is for tests only",
	"platform/ui":           "has a file for each component",
}

func TestSizes(t *testing.T) {
	files, length := map[string]int{}, map[string]int{}
	for _, s := range sources(t) {
		if s.test || s.gen {
			continue
		}
		code := s.line(s.file.FileEnd)
		for _, d := range s.file.Decls {
			n := s.line(d.End()) - s.line(d.Pos()) + 1
			if f, ok := d.(*ast.FuncDecl); ok && n > maxFunc {
				t.Errorf("%s: %s has %d lines, over %d", s.at(d.Pos()), f.Name.Name, n, maxFunc)
			}
			if g, ok := d.(*ast.GenDecl); ok && (g.Tok == token.VAR || g.Tok == token.CONST) {
				code -= n
			}
		}
		if code > maxFile {
			t.Errorf("%s has %d lines, over %d", s.path, code, maxFile)
		}
		files[s.folder()]++
		length[s.folder()] += code
	}
	for folder, n := range files {
		if base := filepath.Base(folder); base == "pages" || base == "api" || large[folder] != "" {
			continue
		}
		if n >= maxPackageFiles || length[folder] > maxPackageLen {
			t.Errorf("%s has %d files and %d lines; under %d files and %d lines is the limit", folder, n, length[folder], maxPackageFiles, maxPackageLen)
		}
	}
}

// againstPolicy finds what the Content-Security-Policy of the house forbids.
var againstPolicy = regexp.MustCompile(`unsafe-(inline|eval)|\s(style|on[a-z]+)\s*=\s*["'{]|<style[\s>]|<script\s*>|javascript:`)

func TestNothingInline(t *testing.T) {
	err := walk(func(path string) error {
		if !slices.Contains([]string{".go", ".templ", ".html"}, filepath.Ext(path)) || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if found := againstPolicy.FindString(line); found != "" {
				t.Errorf("%s:%d: %q is against the Content-Security-Policy", path, i+1, strings.TrimSpace(found))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
