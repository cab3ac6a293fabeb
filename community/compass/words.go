package compass

import (
	_ "embed"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/words"
)

// wordsFile has a line for each door: its code and the Dutch words by which people look for it.
//
//go:embed words.tsv
var wordsFile string

// dangerWords is the line of words after which help in danger is shown first.
const dangerWords = "!"

// doorTerms are the stems of the words of each door.
var doorTerms = func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for line := range strings.Lines(wordsFile) {
		code, list, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all[code] = map[string]bool{}
		for _, t := range words.Terms(list) {
			all[code][t] = true
		}
	}
	return all
}()
