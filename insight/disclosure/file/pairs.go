package file

import (
	"encoding/csv"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// pairEntry is a line of pairs.
type pairEntry struct {
	row
	a, b int
}

// pairCodes are the codes that stand in a file of pairs.
func (s *Spec) pairCodes(path string) ([]string, error) {
	codes := map[string]bool{}
	err := each(path, s.Pairs.Columns[:], "", "", true, func(name string, r row) error {
		for _, code := range r.codes {
			if codes[code] = true; len(codes) > 200 {
				return table.Problemf("The file %s, line %d: pairs of more than %d codes are too many.", name, r.line, 200)
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(codes)), err
}

// eachPair visits the lines of a file of pairs.
func (s *Spec) eachPair(codes []string, path string, lines bool, visit func(e pairEntry) error) error {
	seen := map[[2]int]int{}
	return each(path, s.Pairs.Columns[:], s.Value, "", lines, func(name string, r row) error {
		a, known := slices.BinarySearch(codes, r.codes[0])
		b, also := slices.BinarySearch(codes, r.codes[1])
		for k, is := range []bool{known, also} {
			if !is {
				return table.Problemf("The file %s, line %d: the spec does not know the code %q of %q.", name, r.line, short(r.codes[k]), s.Pairs.Columns[k])
			}
		}
		key := [2]int{min(a, b), max(a, b)}
		if before := seen[key]; before > 0 && !lines {
			return table.Problemf("The file %s, line %d: line %d is about the same cell (%s).", name, r.line, before, strings.Join(r.codes, ", "))
		}
		seen[key] = r.line
		return visit(pairEntry{r, a, b})
	})
}

// square is a matrix of counts, read from a file; hidden are the cells with an empty count.
func (s *Spec) square(codes []string, path string, lines bool) (counts [][]int64, hidden [][]bool, err error) {
	counts, hidden = make([][]int64, len(codes)), make([][]bool, len(codes))
	for k := range codes {
		counts[k], hidden[k] = make([]int64, len(codes)), make([]bool, len(codes))
	}
	err = s.eachPair(codes, path, lines, func(e pairEntry) error {
		if e.empty {
			hidden[e.a][e.b], hidden[e.b][e.a] = true, true
			return nil
		}
		counts[e.a][e.b] += e.count
		counts[e.b][e.a] = counts[e.a][e.b]
		return nil
	})
	return counts, hidden, err
}

// pairs reads pairs, to protect them or as they were published.
func (s *Spec) pairs(path string, published bool) (disclosure.PairRelease, error) {
	codes, err := s.pairCodes(path)
	if err != nil {
		return disclosure.PairRelease{}, err
	}
	counts, hidden, err := s.square(codes, path, false)
	if err != nil {
		return disclosure.PairRelease{}, err
	}
	for k := range codes {
		if !published && slices.Contains(hidden[k], true) {
			return disclosure.PairRelease{}, table.Problemf("The file %s has empty counts, so it was protected before.", filepath.Base(path))
		}
	}
	p := &disclosure.Pairs{Name: s.Name, Codes: codes, Counts: counts, Households: s.Pairs.Households}
	if len(s.Sensitive.Codes) > 0 {
		p.Sensitive = func(cell []string) bool {
			return slices.ContainsFunc(cell, func(code string) bool { return slices.Contains(s.Sensitive.Codes, code) })
		}
	}
	return disclosure.PairRelease{Pairs: p, Hidden: hidden}, nil
}

// protectPairs protects pairs, and gives what writes the release.
func (s *Spec) protectPairs(in string) (func(io.Writer) error, disclosure.Report, error) {
	draft, err := s.pairs(in, false)
	if err != nil {
		return nil, disclosure.Report{}, err
	}
	if s.Contributions != "" {
		if draft.Own, err = s.ownPairs(draft.Codes); err != nil {
			return nil, disclosure.Report{}, err
		}
	}
	release, report, err := disclosure.ProtectPairs(s.rule(), *draft.Pairs)
	if err != nil {
		return nil, report, err
	}
	return func(w io.Writer) error { return s.writePairs(w, release) }, report, nil
}

// ownPairs reads what each organisation counted itself.
func (s *Spec) ownPairs(codes []string) ([]disclosure.OwnPairs, error) {
	all := map[string][][]int64{}
	err := each(s.beside(s.Contributions), s.Pairs.Columns[:], s.Value, s.Organisation, false, func(name string, r row) error {
		a, known := slices.BinarySearch(codes, r.codes[0])
		b, also := slices.BinarySearch(codes, r.codes[1])
		if !known || !also {
			return table.Problemf("The file %s, line %d: the table has no pair %s.", name, r.line, short(strings.Join(r.codes, ", ")))
		}
		if all[r.extra] == nil {
			all[r.extra] = make([][]int64, len(codes))
			for k := range codes {
				all[r.extra][k] = make([]int64, len(codes))
			}
		}
		all[r.extra][a][b], all[r.extra][b][a] = r.count, r.count
		return nil
	})
	var out []disclosure.OwnPairs
	for _, name := range slices.Sorted(maps.Keys(all)) {
		out = append(out, disclosure.OwnPairs{Name: name, Counts: all[name]})
	}
	return out, err
}

// writePairs writes pairs, each once.
func (s *Spec) writePairs(w io.Writer, r disclosure.PairRelease) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{s.Pairs.Columns[0], s.Pairs.Columns[1], s.Value}); err != nil {
		return err
	}
	for a, p := range r.Codes {
		for b := a; b < len(r.Codes); b++ {
			count := ""
			if !r.Hidden[a][b] {
				count = strconv.FormatInt(r.Counts[a][b], 10)
			}
			if err := out.Write([]string{p, r.Codes[b], count}); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// auditPairs attacks pairs that were published.
func (s *Spec) auditPairs(release, insider string) (disclosure.Attack, error) {
	r, err := s.pairs(release, true)
	if err != nil || insider == "" {
		if err != nil {
			return disclosure.Attack{}, err
		}
		return disclosure.AuditPairs(s.rule(), r, nil)
	}
	counts, _, err := s.square(r.Codes, insider, true)
	if err != nil {
		return disclosure.Attack{}, err
	}
	return disclosure.AuditPairs(s.rule(), r, &disclosure.OwnPairs{Name: filepath.Base(insider), Counts: counts})
}
