package file

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Protect reads a table, protects it and writes the release and the report. When anything is wrong, or the table cannot
// be protected (disclosure.Unsafe), it writes neither. Whatever is not a path or system error is a sentence.
func Protect(in, spec, out, report string) (disclosure.Report, error) {
	s, err := ReadSpec(spec)
	if err != nil {
		return disclosure.Report{}, err
	}
	if err := apart(in, spec, out, report); err != nil {
		return disclosure.Report{}, err
	}
	release, told, err := s.protect(in)
	if err != nil {
		return told, err
	}
	wrote := false
	err = command.WriteFile(out, func(w io.Writer) error {
		if err := release(w); err != nil {
			return err
		}
		err := command.WriteFile(report, func(w io.Writer) error { return writeJSON(w, told) })
		wrote = err == nil
		return err
	})
	if err != nil && wrote {
		err = errors.Join(err, os.Remove(report))
	}
	return told, err
}

// protect protects a table, and gives what writes the release.
func (s *Spec) protect(in string) (func(io.Writer) error, disclosure.Report, error) {
	if s.Pairs != nil {
		return s.protectPairs(in)
	}
	draft, err := s.load(in)
	if err != nil {
		return nil, disclosure.Report{}, err
	}
	releases, report, err := disclosure.Protect(s.rule(), draft)
	if err != nil {
		return nil, report, err
	}
	return func(w io.Writer) error { return s.write(w, releases[0]) }, report, nil
}

// apart refuses one file for two uses.
func apart(paths ...string) error {
	seen := map[string]bool{}
	for _, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		if seen[full] {
			return table.Problemf("The file %s is named twice; give each use its own file.", path)
		}
		seen[full] = true
	}
	return nil
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// Audit attacks a release in a file with nothing but what it shows; insider is a file with what one organisation
// counted itself, or empty.
func Audit(release, spec, insider string) (disclosure.Attack, error) {
	s, err := ReadSpec(spec)
	if err != nil {
		return disclosure.Attack{}, err
	}
	if s.Pairs != nil {
		return s.auditPairs(release, insider)
	}
	shape, err := s.shape(release)
	if err != nil {
		return disclosure.Attack{}, err
	}
	r, err := s.published(shape, release)
	if err != nil {
		return disclosure.Attack{}, err
	}
	var who *disclosure.Insider
	if insider != "" {
		own, err := s.insider(shape, insider)
		if err != nil {
			return disclosure.Attack{}, err
		}
		who = &disclosure.Insider{Name: filepath.Base(insider), Counts: [][]int64{own}}
	}
	return disclosure.Audit(s.rule(), []disclosure.Release{r}, who, s.sensitive(shape))
}
