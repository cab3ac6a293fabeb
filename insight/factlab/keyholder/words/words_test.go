package words

import (
	"strings"
	"testing"

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
