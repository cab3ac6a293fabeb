// Package file protects a table that stands in a file, and attacks one that was published in a file.
//
// A table is a CSV file with a header: a column for the codes of each dimension and one for the count; what is absent
// is a zero. A release has a row for every cell, margins included, and an empty count where it is hidden. A Spec, in
// JSON, tells how the codes hang together and what the rule is:
//
//	{
//	  "value": "n",
//	  "minimum": 5,
//	  "sensitive": {"minimum": 10, "codes": ["jeugd_reclassering"]},
//	  "dimensions": [
//	    {"column": "buurt", "total": "Zaanstad", "file": "addresses.csv", "levels": ["buurt", "wijk"]},
//	    {"column": "provision", "groups": {"jeugd": ["jeugd_*"], "wmo": ["wmo_*"], "werkinkomen": ["wi_*"]}}
//	  ]
//	}
//
// A dimension without file and groups has the codes that stand in the table, under one total. Errors are sentences
// for people (table.Problem).
package file

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// Spec tells how the codes of a table hang together, and when a cell may be shown.
type Spec struct {
	Name       string      `json:"name"`
	Value      string      `json:"value"`   // the column with the count; "n" when left out
	Minimum    int64       `json:"minimum"` // the least count that is shown; 5 when left out
	Sensitive  Sensitive   `json:"sensitive"`
	Dimensions []Dimension `json:"dimensions"`
	Pairs      *Pairs      `json:"pairs"` // instead of dimensions: households by two of the same codes

	// Organisations is the column with the number of organisations behind each count; Fewest is how many there must
	// be: 3 when left out, 1 when that was agreed beforehand.
	Organisations string `json:"organisations"`
	Fewest        int64  `json:"fewest"`
	// Contributions is a file like the table with one more column, which names the organisation: what each counted
	// itself. With it the table is protected from each of them too.
	Contributions string `json:"contributions"`
	Organisation  string `json:"organisation"` // that column; "org" when left out
	Earlier       string `json:"earlier"`      // a release of the same cells that was published before

	Up     *int64 `json:"up"`   // an attacker's interval goes so far above a sensitive count; 3 when left out
	Down   *int64 `json:"down"` // and so far below; 2 when left out
	Pivots int    `json:"pivots"`

	folder string // where the files that it names stand
}

// Sensitive is the codes with a higher minimum, and all codes under them.
type Sensitive struct {
	Minimum int64    `json:"minimum"` // 10 when left out
	Codes   []string `json:"codes"`
}

// Dimension is a column of codes and how they hang together: by a file or by groups.
type Dimension struct {
	Column string `json:"column"`
	Total  string `json:"total"` // the code of everything; "totaal" when left out
	// File is a CSV file in which each row has a code and what it belongs to: Levels are its columns, the codes first.
	File   string   `json:"file"`
	Levels []string `json:"levels"`
	// Groups are codes, or patterns such as "wmo_*", by the group that they belong to.
	Groups map[string][]string `json:"groups"`
}

// Pairs is a table of households that have two things: both codes and the count, and with the same code twice the
// count of all that have it.
type Pairs struct {
	Columns    [2]string `json:"columns"`
	Households int64     `json:"households"` // of everybody, with or without anything; 0 when that is not known
}

// ReadSpec reads a spec from a file; files that it names stand beside it.
func ReadSpec(path string) (Spec, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Spec{}, err
	}
	return ParseSpec(raw, filepath.Dir(path))
}

// ParseSpec reads a spec. Files that it names stand in the folder.
func ParseSpec(raw []byte, folder string) (Spec, error) {
	s := Spec{folder: folder}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	err := d.Decode(&s)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("something stands behind it")
		}
	}
	if err != nil {
		return s, table.Problemf("The spec is no good JSON: %s.", err.Error())
	}
	s.complete()
	return s, s.check()
}

// complete fills in what was left out.
func (s *Spec) complete() {
	or := func(text *string, otherwise string) {
		if *text == "" {
			*text = otherwise
		}
	}
	or(&s.Value, "n")
	or(&s.Organisation, "org")
	if s.Minimum == 0 {
		s.Minimum = disclosure.Standard.Minimum
	}
	if s.Sensitive.Minimum == 0 {
		s.Sensitive.Minimum = max(s.Minimum, disclosure.Standard.Sensitive)
	}
	if s.Fewest == 0 {
		s.Fewest = disclosure.Standard.Organisations
	}
	for d := range s.Dimensions {
		or(&s.Dimensions[d].Total, "totaal")
	}
}

// check refuses a spec that cannot be used.
func (s *Spec) check() error {
	if s.Pairs == nil && (len(s.Dimensions) < 1 || len(s.Dimensions) > 3) {
		return table.Problemf("The spec must name one to three dimensions, not %d.", len(s.Dimensions))
	}
	if s.Pairs != nil && len(s.Dimensions) > 0 {
		return table.Problemf("The spec names dimensions and pairs; only one of them can be.")
	}
	columns := []string{s.Value}
	if s.Pairs != nil {
		columns = append(columns, s.Pairs.Columns[:]...)
	}
	for _, d := range s.Dimensions {
		columns = append(columns, d.Column)
		if (d.File == "") != (len(d.Levels) == 0) || d.File != "" && d.Groups != nil {
			return table.Problemf("The dimension %q must have a file with levels, or groups, or neither.", d.Column)
		}
	}
	for k, column := range columns {
		if column == "" || slices.Contains(columns[:k], column) {
			return table.Problemf("The spec must name every column once, and %q is not.", column)
		}
	}
	if s.Minimum < 1 || s.Sensitive.Minimum < 1 || s.Fewest < 1 || s.Up != nil && *s.Up < 0 || s.Down != nil && *s.Down < 0 || s.Pivots < 0 {
		return table.Problemf("A minimum in the spec is less than 1, or another number less than 0.")
	}
	return nil
}

// rule is the rule of the spec.
func (s *Spec) rule() disclosure.Rule {
	r := disclosure.Standard
	r.Minimum, r.Sensitive, r.Organisations, r.Pivots = s.Minimum, s.Sensitive.Minimum, s.Fewest, s.Pivots
	if s.Up != nil {
		r.Up = *s.Up
	}
	if s.Down != nil {
		r.Down = *s.Down
	}
	return r
}

// beside is the path of a file that the spec names.
func (s *Spec) beside(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.folder, name)
}
