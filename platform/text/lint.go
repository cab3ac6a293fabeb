package text

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The bounds of plain Dutch. Language level B1 scores 60 and up on the scale of Flesch-Douma.
const (
	plainScore    = 60
	meanSentence  = 12
	longSentence  = 20
	enoughToScore = 30 // a score over fewer words says little
)

// plain gives the everyday word for words of the office.
var plain = map[string]string{
	"aangaande": "over", "alsmede": "en", "betreffende": "over", "conform": "volgens", "d.d.": "van",
	"derhalve": "daarom", "desgewenst": "als u dat wilt", "dienen te": "moeten", "dient te": "moet",
	"gaarne": "graag", "hetgeen": "wat", "indien": "als", "ingevolge": "volgens", "inzake": "over",
	"krachtens": "volgens", "met betrekking tot": "over", "met inachtneming van": "volgens", "middels": "met",
	"omtrent": "over", "onderhavige": "deze", "reeds": "al", "ten behoeve van": "voor", "teneinde": "om",
	"tevens": "ook", "thans": "nu", "uitsluitend": "alleen", "voornemens": "van plan", "zulks": "dit",
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?:](\s+|$)|\n\s*(\n|[-*•])`)
	verb        = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z]`)
	// sounds are the vowels that are said in one go, the longest first.
	sounds = regexp.MustCompile(`eeu|ieu|aai|ooi|oei|aa|ee|oo|uu|ie|eu|oe|ou|au|ui|ei|ij|[aeiouyäëïöüáéíóúàèêô]`)
)

// Lint says what makes a Dutch text hard to read: long sentences, office words, and in a text of
// some length a low score or sentences that are long on average. It measures; people must read too.
func Lint(dutch string) []string {
	var remarks []string
	for _, s := range sentences(dutch) {
		if n := len(words(s)); n > longSentence {
			remarks = append(remarks, fmt.Sprintf("%d words in one sentence: %q", n, s))
		}
	}
	remarks = append(remarks, officeWords(dutch)...)
	if len(words(dutch)) >= enoughToScore {
		remarks = append(remarks, tooHard(sentences(dutch))...)
	}
	return remarks
}

// LintFile lints every Dutch text of an nl.json, and scores its sentences together.
func LintFile(nlJSON []byte) []string {
	var texts map[string]string
	if err := json.Unmarshal(nlJSON, &texts); err != nil {
		return []string{err.Error()}
	}
	var remarks, all []string
	for _, dutch := range slices.Sorted(maps.Values(texts)) {
		remarks = append(remarks, Lint(dutch)...)
		for _, s := range sentences(dutch) {
			if len(words(s)) > 3 { // a label is not a sentence
				all = append(all, s)
			}
		}
	}
	return append(remarks, tooHard(all)...)
}

// Score is the reading ease of a Dutch text by Flesch-Douma: 60 and up is plain, below 30 is for scholars.
func Score(dutch string) float64 { return score(sentences(dutch)) }

func score(lines []string) float64 {
	count, syllables := 0, 0
	for _, s := range lines {
		for _, w := range words(s) {
			count++
			syllables += max(1, len(sounds.FindAllString(strings.ToLower(w), -1)))
		}
	}
	if count == 0 {
		return 100
	}
	return 206.84 - 77*float64(syllables)/float64(count) - 0.93*float64(count)/float64(len(lines))
}

func tooHard(lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	var remarks []string
	if s := score(lines); s < plainScore {
		remarks = append(remarks, fmt.Sprintf("reading ease %.0f, must be %d or more", s, plainScore))
	}
	total := 0
	for _, s := range lines {
		total += len(words(s))
	}
	if mean := float64(total) / float64(len(lines)); mean > meanSentence {
		remarks = append(remarks, fmt.Sprintf("%.1f words in a sentence on average, must be %d or fewer", mean, meanSentence))
	}
	return remarks
}

func officeWords(dutch string) []string {
	var remarks []string
	padded := " " + strings.ToLower(strings.Join(words(dutch), " ")) + " "
	for _, hard := range slices.Sorted(maps.Keys(plain)) {
		if strings.Contains(padded, " "+strings.TrimSuffix(hard, ".")+" ") {
			remarks = append(remarks, fmt.Sprintf("%q: write %q in %q", hard, plain[hard], dutch))
		}
	}
	return remarks
}

func sentences(dutch string) []string {
	var found []string
	for _, s := range sentenceEnd.Split(verb.ReplaceAllString(dutch, "woord"), -1) {
		if s = strings.TrimSpace(s); len(words(s)) > 0 {
			found = append(found, s)
		}
	}
	return found
}

func words(s string) []string {
	var found []string
	for _, w := range strings.Fields(s) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w != "" {
			found = append(found, w)
		}
	}
	return found
}
