// Package fault names the kinds of error that a person can be told about. Everything else that goes wrong is
// a failure of the program, and a person hears only that it failed.
package fault

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The kinds. Wrap one with fmt.Errorf("…: %w", fault.Conflict), or with Refuse when a person should read why.
var (
	NotFound    = errors.New("not found")
	Denied      = errors.New("denied")
	Conflict    = errors.New("conflict")
	Unavailable = errors.New("unavailable") // the database or a partner is away; trying again may help
)

// Invalid is what is wrong with a form: an English sentence for each field, which the page shows translated.
type Invalid map[string]string

// Say notes what is wrong with field. The first sentence about a field stays.
func (v Invalid) Say(field, sentence string) {
	if _, said := v[field]; !said {
		v[field] = sentence
	}
}

// Error lists the fields, without what was typed.
func (v Invalid) Error() string {
	fields := make([]string, 0, len(v))
	for f := range v {
		fields = append(fields, f)
	}
	slices.Sort(fields)
	return "invalid input: " + strings.Join(fields, ", ")
}

// Err returns v as an error when it holds any sentence.
func (v Invalid) Err() error {
	if len(v) == 0 {
		return nil
	}
	return v
}

// refusal is an error with a sentence for the person who asked.
type refusal struct {
	kind     error
	sentence string
}

func (r *refusal) Error() string { return fmt.Sprintf("%v: %s", r.kind, r.sentence) }
func (r *refusal) Unwrap() error { return r.kind }

// Refuse is an error of the given kind that carries an English sentence for the person who asked. The
// sentence says what to do next and holds no personal data.
func Refuse(kind error, sentence string) error { return &refusal{kind, sentence} }

// Sentence returns the sentence that Refuse put into err.
func Sentence(err error) (string, bool) {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r.sentence, true
	}
	return "", false
}
