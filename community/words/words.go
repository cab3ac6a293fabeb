// Package words reads Dutch text for searching: it takes a text apart into the stems of its words, so that who
// looks for "fiets" finds "fietsen". The same stems go into the index and into the question.
package words

import (
	"strings"
	"unicode"
)

// Terms are the stems of a text, each once, in the order in which they first appear. Words that every text has
// are left out.
func Terms(text string) []string {
	seen := map[string]bool{}
	var terms []string
	for _, word := range strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) < 2 || common[word] {
			continue
		}
		if t := Stem(word); !seen[t] {
			seen[t] = true
			terms = append(terms, t)
		}
	}
	return terms
}

// accents are the letters that Dutch writes with a mark, and the letter below the mark.
var accents = strings.NewReplacer("á", "a", "à", "a", "ä", "a", "â", "a", "é", "e", "è", "e", "ë", "e", "ê", "e",
	"í", "i", "ì", "i", "ï", "i", "î", "i", "ó", "o", "ò", "o", "ö", "o", "ô", "o", "ú", "u", "ù", "u", "ü", "u", "û", "u", "ç", "c", "ñ", "n", "ĳ", "ij")

// Fold writes a text in small letters without marks.
func Fold(text string) string { return accents.Replace(strings.ToLower(text)) }

// Stem is what the forms of one Dutch word have in common. It is no word itself.
func Stem(word string) string {
	if stem, ok := irregular[word]; ok {
		return stem
	}
	for {
		shorter := cut(word)
		if shorter == word {
			break
		}
		word = shorter
	}
	return single(harden(word))
}

// endings are taken off one after another, the longest first. What is left keeps a vowel and three letters.
var endings = []string{"heden", "etjes", "tjes", "pjes", "kjes", "jes", "etje", "tje", "pje", "kje", "je", "en", "e", "s"}

func cut(word string) string {
	for _, end := range endings {
		stem, ok := strings.CutSuffix(word, end)
		if !ok || len(stem) < 3 || !strings.ContainsAny(stem, "aeiouy") {
			continue
		}
		last := stem[len(stem)-1]
		if (end == "s" || end == "e") && isVowel(last) { // "bus" and "zee" are whole
			continue
		}
		if end == "s" && last == 's' {
			continue
		}
		return single(harden(stem))
	}
	return word
}

// harden writes the last letter as it stands at the end of a word: huiz is huis, briev is brief.
func harden(stem string) string {
	switch {
	case strings.HasSuffix(stem, "v"):
		return stem[:len(stem)-1] + "f"
	case strings.HasSuffix(stem, "z"):
		return stem[:len(stem)-1] + "s"
	}
	return stem
}

// single writes a doubled last consonant and a doubled last vowel once: klus and kluss, boom and bom.
func single(stem string) string {
	n := len(stem)
	if n >= 3 && stem[n-1] == stem[n-2] && !isVowel(stem[n-1]) {
		stem, n = stem[:n-1], n-1
	}
	if n >= 4 && !isVowel(stem[n-1]) && stem[n-2] == stem[n-3] && strings.IndexByte("aeou", stem[n-2]) >= 0 {
		stem = stem[:n-2] + stem[n-1:]
	}
	return stem
}

func isVowel(b byte) bool { return strings.IndexByte("aeiouy", b) >= 0 }

// irregular are forms that no rule brings together.
var irregular = map[string]string{
	"kinderen": "kind", "eieren": "ei", "mensen": "mens", "ouders": "ouder", "reed": "rijd", "rijden": "rijd", "rit": "rijd", "ritje": "rijd",
	"gegeten": "eet", "eten": "eet", "hulp": "help", "helpen": "help", "help": "help", "dieren": "dier", "vrienden": "vriend",
}

// common are words that say nothing about what a text is about.
var common = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`de het een en of in op aan van voor met bij naar om te ten ter uit over onder tot dan dat die dit deze
		ik je jij u uw mij mijn wij we ons onze hij zij ze zijn haar hun er is ben was wil wilt willen kan kunt kunnen zou
		graag iemand iets wie wat waar wanneer hoe als maar ook nog niet geen wel af toe keer per door heb heeft hebben hebt
		wordt worden zoek zoeken zoekt vraag vragen aanbod bied the and for with who can`) {
		set[w] = true
	}
	return set
}()
