package profile

import (
	"cmp"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Code is something of the agreement that a word can mean: a provision, or a household type.
type Code struct{ Code, Name string }

// Codes knows the codes of an agreement.
type Codes struct {
	list  []Code
	exact map[string]string // by fold of code and name; empty when two have the same
}

// NewCodes gathers codes.
func NewCodes(list []Code) *Codes {
	c := &Codes{slices.Clone(list), map[string]string{}}
	for _, code := range list {
		for _, text := range []string{code.Code, code.Name} {
			word := fold(text)
			if other, ok := c.exact[word]; ok && other != code.Code {
				c.exact[word] = ""
				continue
			}
			c.exact[word] = code.Code
		}
	}
	return c
}

// List are all codes.
func (c *Codes) List() []Code { return slices.Clone(c.list) }

// Has reports whether there is such a code.
func (c *Codes) Has(code string) bool {
	return slices.ContainsFunc(c.list, func(x Code) bool { return x.Code == code })
}

// Exact is the code whose code or name is this word, but for capitals, accents and marks.
func (c *Codes) Exact(word string) (string, bool) {
	code := c.exact[fold(word)]
	return code, code != ""
}

// Near is the code that looks most like a word; empty when none does.
func (c *Codes) Near(word string) string {
	type near struct {
		code     string
		distance int
	}
	var found []near
	w := fold(word)
	if len(w) < 3 {
		return ""
	}
	for _, code := range c.list {
		for _, text := range []string{fold(code.Code), fold(code.Name)} {
			if len(text) < 3 {
				continue
			}
			d := command.Differ(w, text)
			if strings.Contains(text, w) || strings.Contains(w, text) {
				d = min(d, 2)
			}
			if d <= max(2, len(w)/4) {
				found = append(found, near{code.Code, d})
			}
		}
	}
	if len(found) == 0 {
		return ""
	}
	return slices.MinFunc(found, func(a, b near) int { return cmp.Compare(a.distance, b.distance) }).code
}
