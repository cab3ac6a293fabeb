// Package words holds what the tool of the key holder says: errors with a sentence for the person at the keyboard, and
// the Dutch of every sentence.
package words

import (
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Error is an error that tells a person what is wrong. Its sentence is English, without a full stop.
type Error struct {
	Sentence string
	Values   []any
}

// Say makes an error of an English sentence and its values.
func Say(sentence string, values ...any) error { return &Error{sentence, values} }

// Error is the English sentence.
func (e *Error) Error() string { return command.EN.Say(e.Sentence, e.Values...) }

// In tells an error in a language. What has no sentence is told as it is.
func In(lang command.Lang, err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return lang.Say(e.Sentence, e.Values...)
	}
	return fmt.Sprint(err)
}
