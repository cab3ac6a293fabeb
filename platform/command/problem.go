package command

import (
	"errors"
	"fmt"
	"slices"
)

// Problem is an error that tells a person what is wrong and what to do.
type Problem struct {
	Sentence string // English, without a full stop; its Dutch is added with Dutch
	Values   []any
}

// Term is a value of a sentence that has a Dutch of its own.
type Term string

// Problemf makes an error of an English sentence, without a full stop, and its values.
func Problemf(sentence string, values ...any) error { return &Problem{sentence, values} }

// Error is the English sentence.
func (p *Problem) Error() string {
	if len(p.Values) == 0 {
		return p.Sentence
	}
	return fmt.Sprintf(p.Sentence, p.Values...)
}

// In is the sentence in a language.
func (p *Problem) In(lang Lang) string {
	values := slices.Clone(p.Values)
	for i, v := range values {
		if term, ok := v.(Term); ok {
			values[i] = lang.Say(string(term))
		}
	}
	return lang.Say(p.Sentence, values...)
}

// Tell tells an error in this language, when it is a problem.
func (l Lang) Tell(err error) (sentence string, ok bool) {
	p, ok := errors.AsType[*Problem](err)
	if !ok {
		return "", false
	}
	return p.In(l), true
}
