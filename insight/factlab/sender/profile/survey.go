package profile

import (
	"cmp"
	"maps"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const maxWords = 2000

// Survey is what a first look at all rows gathers: the words for provisions, and how dates are written.
type Survey struct {
	Rows  int
	Dates Evidence
	Words map[string]int // how many rows have the word
}

// Add looks at a row.
func (s *Survey) Add(r *Reader, fields []string) error {
	s.Rows++
	for _, role := range []Role{From, Until} {
		if m, none, ok := ParseDate(r.field(role, fields), r.From1904); ok && !none {
			s.Dates.Add(m)
		}
	}
	role := Provision
	if r.Registry {
		role = Household
	}
	word := r.field(role, fields)
	if word == "" {
		return nil
	}
	if s.Words == nil {
		s.Words = map[string]int{}
	}
	if s.Words[word]++; len(s.Words) > maxWords {
		return command.Problemf("The column %q holds more than %d different words, so it is not the column %s", r.Columns[role].Name, maxWords, role.Name())
	}
	return nil
}

// Open are the words that the profile has no meaning for, those of most rows first. A word that is a code or name of
// the agreement gets its meaning here.
func (s *Survey) Open(p *Profile, codes *Codes) []string {
	if p.Words == nil {
		p.Words = map[string]Meaning{}
	}
	var open []string
	for word := range maps.Keys(s.Words) {
		if m, ok := p.Words[word]; ok && (m.LeaveOut != "" || codes.Has(m.Code)) {
			continue
		}
		if code, ok := codes.Exact(word); ok {
			p.Words[word] = Meaning{Code: code}
			continue
		}
		delete(p.Words, word)
		open = append(open, word)
	}
	slices.SortFunc(open, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Words[b], s.Words[a]), cmp.Compare(a, b))
	})
	return open
}
