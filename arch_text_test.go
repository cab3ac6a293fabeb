package samenkracht

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A sentence for a screen is an English text in the code, with its Dutch in the nl.json of its wing. These tests
// read the places where sentences are said, and follow a name to the texts that it can stand for.

// said is where a sentence stands, by wing and sentence.
type said map[string]map[string]string

// spoken are the fields of our types that hold a sentence.
var spoken = map[string][]string{
	"access.Rule":   {"Name", "Purpose"},
	"worklist.Line": {"Title", "Note"},
	"web.NavItem":   {"Label"},
}

// wingOf is the folder whose nl.json holds the words of a file.
func wingOf(s source) string {
	switch s.top() {
	case "cmd":
		return "app"
	case "platform":
		return "platform/text"
	}
	return s.top()
}

// pkg is one package: what its names stand for.
type pkg struct {
	values  map[string]ast.Expr      // constants and variables of the package
	funcs   map[string]*ast.FuncDecl // functions and methods, by name
	fields  map[string][]ast.Expr    // what is put into a field, anywhere in the package
	follows map[string]bool          // names being followed
}

// packages gathers the names of every package, by folder.
func packages(t *testing.T) map[string]*pkg {
	all := map[string]*pkg{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		p := all[s.folder()]
		if p == nil {
			p = &pkg{map[string]ast.Expr{}, map[string]*ast.FuncDecl{}, map[string][]ast.Expr{}, map[string]bool{}}
			all[s.folder()] = p
		}
		p.gather(s.file)
	}
	return all
}

func (p *pkg) gather(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					p.values[name.Name] = n.Values[i]
				}
			}
		case *ast.FuncDecl:
			p.funcs[n.Name.Name] = n
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				p.fields[key.Name] = append(p.fields[key.Name], n.Value)
			}
		}
		return true
	})
}

// texts are the texts that an expression can be, as far as they stand in the code.
func (p *pkg) texts(all map[string]*pkg, e ast.Expr) []string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return []string{text}
		}
	case *ast.ParenExpr:
		return p.texts(all, e.X)
	case *ast.BinaryExpr:
		left, right := p.texts(all, e.X), p.texts(all, e.Y)
		if e.Op == token.ADD && len(left) == 1 && len(right) == 1 {
			return []string{left[0] + right[0]}
		}
	case *ast.Ident:
		return p.once("name "+e.Name, func() []string { return p.texts(all, p.values[e.Name]) })
	case *ast.IndexExpr:
		return p.texts(all, e.X)
	case *ast.CompositeLit:
		var out []string
		for _, element := range e.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				element = pair.Value
			}
			out = append(out, p.texts(all, element)...)
		}
		return out
	case *ast.SelectorExpr:
		return p.once("field "+e.Sel.Name, func() (out []string) {
			for _, value := range p.fields[e.Sel.Name] {
				if _, composite := value.(*ast.CompositeLit); !composite {
					out = append(out, p.texts(all, value)...)
				}
			}
			return out
		})
	case *ast.CallExpr:
		return p.returned(all, e)
	}
	return nil
}

// once follows a name, unless it is being followed already.
func (p *pkg) once(name string, f func() []string) []string {
	if p.follows[name] {
		return nil
	}
	p.follows[name] = true
	defer delete(p.follows, name)
	return f()
}

// returned are the texts that a function of the same package, or RoleName and its like of another, returns.
func (p *pkg) returned(all map[string]*pkg, call *ast.CallExpr) (out []string) {
	home, name := p, ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if from, ok := f.X.(*ast.Ident); ok && all["platform/"+from.Name] != nil {
			home = all["platform/"+from.Name]
		}
	}
	f := home.funcs[name]
	if f == nil || f.Body == nil {
		return nil
	}
	return home.once("func "+name, func() []string {
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) > 0 {
				out = append(out, home.texts(all, r.Results[0])...)
			}
			return true
		})
		return out
	})
}

// sentences are the expressions of a node that are sentences for people.
func sentences(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		f, ok := n.Fun.(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		from, _ := f.X.(*ast.Ident)
		isText := from != nil && from.Name == "text"
		switch {
		case f.Sel.Name == "T" && isText && len(n.Args) > 1, f.Sel.Name == "Say" && len(n.Args) == 2 && !ofTool(n), f.Sel.Name == "Refuse" && len(n.Args) == 2:
			return n.Args[1:2]
		case f.Sel.Name == "N" && isText && len(n.Args) > 3:
			return n.Args[2:4]
		case f.Sel.Name == "ErrorSummary" && len(n.Args) > 0:
			return n.Args[:1]
		}
	case *ast.CompositeLit:
		return inLiteral(n)
	}
	return nil
}

func inLiteral(n *ast.CompositeLit) (out []ast.Expr) {
	kind := n.Type
	list, isList := kind.(*ast.ArrayType)
	if isList {
		kind = list.Elt
	}
	sel, ok := kind.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	from, _ := sel.X.(*ast.Ident)
	if from == nil {
		return nil
	}
	name := from.Name + "." + sel.Sel.Name
	literals := []ast.Expr{n}
	if isList {
		literals = n.Elts
	}
	for _, l := range literals {
		lit, ok := l.(*ast.CompositeLit)
		if !ok {
			continue
		}
		for _, e := range lit.Elts {
			pair, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			key, _ := pair.Key.(*ast.Ident)
			if name == "fault.Invalid" || key != nil && slices.Contains(spoken[name], key.Name) {
				out = append(out, pair.Value)
			}
		}
	}
	return out
}

// ofTool reports whether a call says a sentence of a tool on the command line, and not what is wrong with a field: the
// name of a field is one word.
func ofTool(n *ast.CallExpr) bool {
	name, ok := n.Args[0].(*ast.BasicLit)
	return ok && strings.Contains(name.Value, " ")
}

// spokenSentences are all sentences that the code says.
func spokenSentences(t *testing.T) said {
	all, out := packages(t), said{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		wing := wingOf(s)
		if out[wing] == nil {
			out[wing] = map[string]string{}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			for _, e := range sentences(n) {
				for _, text := range all[s.folder()].texts(all, e) {
					if text != "" {
						out[wing][text] = s.at(e.Pos())
					}
				}
			}
			return true
		})
	}
	return out
}

// dutch is the nl.json of a wing.
func dutch(t *testing.T, wing string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(wing + "/nl.json")
	if os.IsNotExist(err) {
		return nil
	}
	words := map[string]string{}
	if err == nil {
		err = json.Unmarshal(raw, &words)
	}
	if err != nil {
		t.Fatalf("%s/nl.json: %v", wing, err)
	}
	return words
}

func TestEverySentenceHasDutch(t *testing.T) {
	shared := dutch(t, "platform/text")
	for wing, sentences := range spokenSentences(t) {
		own := dutch(t, wing)
		for _, sentence := range slices.Sorted(maps.Keys(sentences)) {
			if own[sentence] == "" && shared[sentence] == "" {
				t.Errorf("%s: %q has no Dutch in %s/nl.json", sentences[sentence], sentence, wing)
			}
		}
	}
}

var verb = regexp.MustCompile(`%(\[\d+\])?[a-z%]`)

// written are all texts that stand in the code and the data tables of each wing, and of all together under "".
func written(t *testing.T) map[string]map[string]bool {
	out := map[string]map[string]bool{"": {"Saturday": true, "Sunday": true}} // package time names the days
	add := func(wing, text string) {
		if out[wing] == nil {
			out[wing] = map[string]bool{}
		}
		out[wing][text], out[""][text] = true, true
	}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				for _, text := range (&pkg{follows: map[string]bool{}}).texts(nil, e) {
					add(wingOf(s), text)
				}
			}
			return true
		})
	}
	err := walk(func(path string) error {
		if !strings.HasSuffix(path, ".tsv") {
			return nil
		}
		table, err := os.ReadFile(path)
		for cell := range strings.FieldsFuncSeq(string(table), func(r rune) bool { return r == '\t' || r == '\n' }) {
			add(wingOf(source{path: path}), cell)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNoDutchIsLeftOver(t *testing.T) {
	literals := written(t)
	first := map[string]string{}
	for _, wing := range append([]string{"platform/text", "app"}, wings...) {
		in := literals[wing]
		if wing == "platform/text" {
			in = literals[""] // its words are shared
		}
		for sentence, nl := range dutch(t, wing) {
			if !in[sentence] {
				t.Errorf("%s/nl.json: nothing says %q", wing, sentence)
			}
			if got, want := len(verb.FindAllString(nl, -1)), len(verb.FindAllString(sentence, -1)); got != want {
				t.Errorf("%s/nl.json: %q has %d values, its Dutch %d", wing, sentence, want, got)
			}
			if other, ok := first[sentence]; ok && other != nl {
				t.Errorf("%s/nl.json: %q is also said as %q", wing, sentence, other)
			}
			first[sentence] = nl
			if strings.TrimSpace(nl) != nl || nl == "" {
				t.Errorf("%s/nl.json: the Dutch of %q is empty or has blanks around it", wing, sentence)
			}
		}
	}
}
