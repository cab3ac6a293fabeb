package file

import (
	"maps"
	"path"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// hierarchy makes the tree of a dimension; codes are those that stand in the table.
func (s *Spec) hierarchy(d Dimension, codes map[string]bool) (*table.Hierarchy, error) {
	switch {
	case d.File != "":
		parents, err := s.levels(d)
		if err != nil {
			return nil, err
		}
		return table.NewHierarchy(d.Total, parents)
	case d.Groups != nil:
		parents, err := d.grouped(codes)
		if err != nil {
			return nil, err
		}
		return table.NewHierarchy(d.Total, parents)
	}
	parents := map[string]string{}
	for code := range codes {
		if code != d.Total {
			parents[code] = ""
		}
	}
	return table.NewHierarchy(d.Total, parents)
}

// levels reads what each code belongs to from the file of a dimension.
func (s *Spec) levels(d Dimension) (map[string]string, error) {
	parents := map[string]string{}
	err := each(s.beside(d.File), d.Levels, "", "", true, func(name string, r row) error {
		for k, code := range r.codes {
			parent := ""
			if k+1 < len(r.codes) {
				parent = r.codes[k+1]
			}
			if parent == d.Total {
				parent = ""
			}
			if code == "" {
				return table.Problemf("The file %s, line %d: a code is empty.", name, r.line)
			}
			if code == d.Total && k > 0 {
				continue
			}
			if known, is := parents[code]; is && known != parent {
				return table.Problemf("The file %s, line %d: %q belongs to %q, and higher up to %q.", name, r.line, code, parent, known)
			}
			parents[code] = parent
		}
		return nil
	})
	return parents, err
}

// grouped finds the group of each code.
func (d Dimension) grouped(codes map[string]bool) (map[string]string, error) {
	parents := map[string]string{}
	put := func(code, group string) error {
		if other, is := parents[code]; is && other != "" && other != group {
			return table.Problemf("In the spec, %q of %q belongs to %q and to %q.", code, d.Column, other, group)
		}
		parents[code] = group
		return nil
	}
	for _, group := range slices.Sorted(maps.Keys(d.Groups)) {
		if _, is := parents[group]; !is {
			parents[group] = ""
		}
		for _, pattern := range d.Groups[group] {
			if _, isGroup := d.Groups[pattern]; isGroup || !isPattern(pattern) {
				if err := put(pattern, group); err != nil {
					return nil, err
				}
				continue
			}
			for _, code := range slices.Sorted(maps.Keys(codes)) {
				fits, err := path.Match(pattern, code)
				if err != nil {
					return nil, table.Problemf("In the spec, %q of %q is no good pattern.", pattern, d.Column)
				}
				if _, isGroup := d.Groups[code]; !fits || isGroup || code == d.Total {
					continue
				}
				if err := put(code, group); err != nil {
					return nil, err
				}
			}
		}
	}
	return parents, nil
}

func isPattern(s string) bool {
	for _, r := range s {
		if r == '*' || r == '?' || r == '[' {
			return true
		}
	}
	return false
}
