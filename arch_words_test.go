package samenkracht

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// glossary is the set of identifiers in docs/glossary.md, and its small words.
func glossary(t *testing.T) (words, small map[string]bool) {
	t.Helper()
	text, err := os.ReadFile("docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	words, small = map[string]bool{}, map[string]bool{}
	nouns, rest, _ := strings.Cut(string(text), "## Small words")
	for _, row := range regexp.MustCompile("(?m)^\\| [^|]+ \\| `(\\w+)` \\|").FindAllStringSubmatch(nouns, -1) {
		if words[row[1]] {
			t.Errorf("docs/glossary.md explains %s twice", row[1])
		}
		words[row[1]] = true
	}
	for _, word := range regexp.MustCompile("`(\\w+)`").FindAllStringSubmatch(rest, -1) {
		small[word[1]] = true
	}
	if len(words) < 165 || len(small) == 0 {
		t.Fatalf("docs/glossary.md has only %d words and %d small words", len(words), len(small))
	}
	return words, small
}

var hump = regexp.MustCompile(`[A-Z]+[a-z0-9]*`)

// explained reports whether a type is a word of the glossary, also in the plural, with New before it, and with
// small words or other words of the glossary after it.
func explained(name string, words, small map[string]bool) bool {
	parts := hump.FindAllString(strings.TrimPrefix(name, "New"), -1)
	for n := len(parts); n >= 0; n-- {
		noun := strings.Join(parts[:n], "")
		if n == 0 || words[noun] || words[strings.TrimSuffix(noun, "s")] {
			return n > 0 || len(parts) > 0 && small[parts[0]]
		}
		if !small[parts[n-1]] && !words[parts[n-1]] {
			return false
		}
	}
	return false
}

// ownWords are the packages that speak the words of another trade: of the message standard, of cryptography and of
// statistical disclosure control.
var ownWords = regexp.MustCompile(`^(care/istandaard|insight/pseudonym|insight/disclosure|insight/factlab/[a-z]+)/`)

func TestTypesAreInTheGlossary(t *testing.T) {
	words, small := glossary(t)
	for _, s := range sources(t) {
		base := filepath.Base(s.folder())
		if s.test || s.gen || !slices.Contains(wings, s.top()) || base == "pages" || base == "api" || ownWords.MatchString(s.path) {
			continue
		}
		for _, d := range s.file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, spec := range g.Specs {
				if name := spec.(*ast.TypeSpec).Name; name.IsExported() && !explained(name.Name, words, small) {
					t.Errorf("%s: %s is not in docs/glossary.md", s.at(name.Pos()), name.Name)
				}
			}
		}
	}
}

// lawKeys are the articles in docs/law, as code cites them.
func lawKeys(t *testing.T) map[string]bool {
	t.Helper()
	keys := map[string]bool{}
	files, err := filepath.Glob("docs/law/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+?) \|`).FindAllStringSubmatch(string(text), -1) {
			keys[row[1]] = true
		}
	}
	if len(keys) < 100 {
		t.Fatalf("docs/law has only %d articles", len(keys))
	}
	return keys
}

// citation is an article in a comment or a text: what stands before it, and its number.
var citation = regexp.MustCompile(`(.*?) ((?:art|par)\. [0-9][0-9a-z.:]*[0-9a-z])`)

func TestLawIsInTheIndex(t *testing.T) {
	keys := lawKeys(t)
	check := func(at, text string) {
		for _, c := range citation.FindAllStringSubmatch(text, -1) {
			words := strings.Fields(c[1])
			found := false
			for i := range words {
				law := strings.TrimLeft(strings.Join(words[i:], " "), "(\"`")
				found = found || keys[law+" "+c[2]]
			}
			if !found {
				t.Errorf("%s: %q is not in docs/law", at, strings.TrimSpace(c[0]))
			}
		}
	}
	for _, s := range sources(t) {
		if s.gen || !strings.Contains(s.path, "/") {
			continue
		}
		for _, group := range s.file.Comments {
			check(s.at(group.Pos()), strings.Join(strings.Fields(group.Text()), " "))
		}
		if s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					check(s.at(lit.Pos()), text)
				}
			}
			return true
		})
	}
}
