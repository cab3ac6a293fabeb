// Package words holds what the sender's tool says: errors that carry a sentence for the person at the keyboard, and
// the Dutch of every sentence.
package words

import (
	"errors"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Error is an error that tells a person what is wrong and what to do. Its sentence is English; In gives the Dutch.
type Error struct {
	Sentence string // without a full stop
	Values   []any
}

// Term is a value of a sentence that has a Dutch of its own.
type Term string

// Say makes an error of an English sentence, without a full stop, and its values.
func Say(sentence string, values ...any) error { return &Error{sentence, values} }

// Error is the English sentence.
func (e *Error) Error() string {
	if len(e.Values) == 0 {
		return e.Sentence
	}
	return fmt.Sprintf(e.Sentence, e.Values...)
}

// In is the sentence in a language.
func (e *Error) In(lang command.Lang) string {
	values := slices.Clone(e.Values)
	for i, v := range values {
		if term, ok := v.(Term); ok {
			values[i] = lang.Say(string(term))
		}
	}
	return lang.Say(e.Sentence, values...)
}

// In tells an error in a language, as far as it has words for it; ok is false when it has none.
func In(lang command.Lang, err error) (sentence string, ok bool) {
	var e *Error
	if !errors.As(err, &e) {
		return "", false
	}
	return e.In(lang), true
}
