package words

import (
	"errors"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/command"
	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

func TestSentences(t *testing.T) { commandtest.Sentences(t, dutch, "..", "../vault") }

// Dutch for everybody: no sentence of more than twenty words.
func TestShortSentences(t *testing.T) {
	for _, nl := range dutch {
		for _, sentence := range strings.FieldsFunc(nl, func(r rune) bool { return r == '.' || r == ';' || r == ':' }) {
			if n := len(strings.Fields(sentence)); n > 20 {
				t.Errorf("%d words: %s", n, sentence)
			}
		}
	}
}

func TestIn(t *testing.T) {
	err := errors.Join(errors.New("no"), Say("The agreement has no key holder %d", 3))
	if got := In(command.NL, err); got != "De afspraken noemen geen sleutelbewaarder 3" {
		t.Error(got)
	}
	if got := In(command.EN, err); got != "The agreement has no key holder 3" {
		t.Error(got)
	}
	if got := In(command.NL, errors.New("odd")); got != "odd" {
		t.Error(got)
	}
}
