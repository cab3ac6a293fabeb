package address

import (
	"slices"
	"strings"
)

// announces are words before a house number that say nothing.
var announces = map[string]bool{"NR": true, "NO": true, "HNR": true, "HUISNR": true, "HUISNUMMER": true, "NUMMER": true}

// near are the ways to write "nabij"; BY is that of the personal records database (BRP).
var near = []string{"BY", "BIJ", "NABIJ", "NB"}

// ways are the words that have more than one spelling, each with all of them, the likeliest first. An empty one
// means that the address list may have the number alone. The national register (BAG) allows four characters, so
// long words have short forms; which one is a matter of the municipality.
var ways = func() map[string][]string {
	out := map[string][]string{}
	each := func(written string, mean ...string) {
		for _, w := range strings.Fields(written) {
			out[w] = mean
		}
	}
	// the ground floor: Amsterdam H or HS, elsewhere HUIS, BG or nothing
	each("H", "H", "HS", "HUIS")
	each("HS HUIS HUISNUMMER", "H", "HS", "HUIS", "BG", "")
	each("BG BEGANEGROND PARTERRE", "BG", "H", "HS", "HUIS", "")
	// the dwelling beside the first one, Utrecht
	each("BIS BS", "BS", "BIS")
	// red and black, Haarlem: behind or above
	each("RD ROOD", "RD", "ROOD", "RO")
	each("ZW ZWART ZWRT", "ZW", "ZWART", "ZWRT")
	each("LINKS LI LKS", "L", "LI", "LKS", "LINKS")
	each("RECHTS RE RTS", "R", "RE", "RTS", "RECHTS")
	each("VOOR VR", "V", "VR", "VOOR")
	each("ACHTER AC", "A", "AC", "ACHTER")
	each("BOVEN BOV", "BOV", "BO", "BV", "BOVEN")
	each("BENEDEN BEN", "BEN", "BE", "BENEDEN")
	each("TEGENOVER TO", "TO", "TEGENOVER")
	each("BY BIJ NABIJ NB", near...)
	each("APP APPARTEMENT APT UNIT", "", "APP", "APT", "UNIT")
	each("KAMER KMR", "K", "KMR", "KAMER", "")
	each("NR NO", "")
	return out
}()

// roman are the numerals of floors.
var roman = []string{"", "I", "II", "III", "IV", "V"}

// ordinals are floors in words.
var ordinals = []string{"", "EERSTE", "TWEEDE", "DERDE", "VIERDE", "VIJFDE"}

// ending stands behind the number of a floor and says that it is one.
var ending = map[string]bool{"E": true, "STE": true, "DE": true, "EV": true, "ET": true, "ETAGE": true, "HG": true, "HOOG": true,
	"VERD": true, "VERDIEPING": true, "EVERD": true, "EVERDIEPING": true, "EETAGE": true, "EHOOG": true}

// glued are the words that are recognised behind one letter that touches them: "Abis", "Ahs", "AII".
var glued = []string{"BIS", "BS", "HS", "HUIS", "RD", "ROOD", "ZW", "ZWART", "II", "III", "IV"}

// read reads the first word or words: how they can be written, and how many they are.
func read(words []word) (mean []string, used int) {
	text := words[0].text
	if n := floor(text); n > 0 {
		for used = 1; used < len(words) && ending[words[used].text]; used++ {
		}
		return floorWays(n, text, used > 1), used
	}
	if len(words) > 1 && (text == "VERDIEPING" || text == "ETAGE" || text == "VERD") {
		if n := floor(words[1].text); n > 0 {
			return floorWays(n, words[1].text, true), 2
		}
	}
	if len(words) > 1 {
		switch pair := text + words[1].text; pair {
		case "TO", "BEGANEGROND":
			return ways[pair], 2
		}
	}
	if mean, ok := ways[text]; ok {
		return mean, 1
	}
	if words[0].digits() {
		return digitWays(text), 1
	}
	if mean, ok := ways[text[1:]]; ok && slices.Contains(glued, text[1:]) {
		return prefixed(text[:1], mean), 1
	}
	if n := slices.Index(roman, text[1:]); n > 1 && slices.Contains(glued, text[1:]) {
		return prefixed(text[:1], floorWays(n, text[1:], false)), 1
	}
	return []string{text}, 1
}

// floor is the number of a floor: 1 to 5 in digits, Roman or in words; 0 for another word.
func floor(text string) int {
	if len(text) == 1 && text[0] >= '1' && text[0] <= '5' {
		return int(text[0] - '0')
	}
	return max(0, slices.Index(roman, text), slices.Index(ordinals, text))
}

// floorWays are the ways to write a floor. A word for "floor" behind it is never part of a list's spelling but in
// its short forms.
func floorWays(n int, text string, said bool) []string {
	digit := string(rune('0' + n))
	out := []string{digit, roman[n]}
	if said {
		out = append(out, digit+"HG", digit+"E")
	}
	if text != digit && text != roman[n] {
		out = append(out, text)
	}
	return out
}

// digitWays are the ways to write other digits: without leading zeros too.
func digitWays(text string) []string {
	short := strings.TrimLeft(text, "0")
	switch n := floor(short); {
	case short == text || short == "":
		return []string{text}
	case n > 0:
		return []string{short, text, roman[n]}
	}
	return []string{short, text}
}

func prefixed(letter string, mean []string) []string {
	out := make([]string, len(mean))
	for i, m := range mean {
		out[i] = letter + m
	}
	return out
}
