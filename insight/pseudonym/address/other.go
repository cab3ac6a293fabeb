package address

import (
	"slices"
	"strconv"
	"strings"
)

// The limits of Others: who writes more than this has written a remark, not an address.
const (
	maxWords  = 6
	maxOthers = 32
	maxRange  = 20 // house numbers that one building spans
)

// Others are the other keys that a spelling can mean, the likeliest first: for when its plain key is on no list.
// None of them is a match by itself; only a list on which exactly one address has one of them makes it so.
// It is nil for an address that can be written in one way only, and where the postcode is not readable.
func Others(p Parts) []string {
	plain, err := Key(p)
	if err == nil && plain[len(plain)-1] == '|' && onlyDigits(p.Number) {
		return nil // quickly: most addresses are such
	}
	postcode, reason := appendPostcode(nil, []byte(p.Postcode))
	if reason != Fine {
		return nil
	}
	inNumber := split(p.Number)
	words := slices.Concat(inNumber, split(p.Letter), split(p.Addition))
	words, ok := front(words)
	if !ok {
		return nil
	}
	number := strings.TrimLeft(words[0].text, "0")
	if number == "" || len(number) > maxDigits {
		return nil
	}
	o := &others{head: string(postcode) + "|", seen: map[string]bool{plain: true}}
	for _, suffix := range suffixes(words[1:]) {
		o.add(number, suffix)
	}
	if words, ok := front(inNumber); ok {
		for _, n := range span(words) {
			o.add(n, "")
		}
	}
	return o.keys
}

func onlyDigits(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r != ' ' && (r < '0' || r > '9') }) < 0
}

type others struct {
	head string
	keys []string
	seen map[string]bool
}

func (o *others) add(number, suffix string) {
	key := o.head + number + "|" + suffix
	if len(suffix) > maxSuffix || o.seen[key] || len(o.keys) == maxOthers {
		return
	}
	o.seen[key] = true
	o.keys = append(o.keys, key)
}

// word is a run of digits or of letters, and the mark that stood before it.
type word struct {
	text string
	mark byte // ' ' for any separator but - / + & . and 0 for none
}

func (w word) digits() bool { return w.text[0] <= '9' }

// split cuts a column into words.
func split(text string) []word {
	var out []word
	mark := byte(' ')
	for i := 0; i < len(text); {
		c, width := fold([]byte(text[i:min(len(text), i+4)]))
		switch {
		case c == between && strings.IndexByte("-/+&.,", text[i]) >= 0:
			mark = text[i]
		case c == between && mark == 0:
			mark = ' '
		case c == between || c == ignored:
		case len(out) > 0 && mark == 0 && out[len(out)-1].digits() == (c <= '9'):
			out[len(out)-1].text += string(c)
		default:
			out = append(out, word{string(c), mark})
			mark = 0
		}
		i += width
	}
	return out
}

// front takes the words before the house number away. Words that only announce it say nothing; "t/o" and "nabij"
// are moved behind it. It is not ok when anything else stands in front, or no number comes.
func front(words []word) (rest []word, ok bool) {
	var moved []word
	for len(words) > 0 && !words[0].digits() {
		if announces[words[0].text] {
			words = words[1:]
			continue
		}
		at, used := located(words)
		if used == 0 || moved != nil {
			return nil, false
		}
		moved, words = []word{{at, ' '}}, words[used:]
	}
	if len(words) == 0 || len(words) > maxWords+1 {
		return nil, false
	}
	return slices.Concat(words, moved), true
}

// located reads "tegenover" (opposite) or "nabij" (near) at the beginning.
func located(words []word) (at string, used int) {
	switch w := words[0].text; {
	case w == "T" && len(words) > 1 && words[1].text == "O":
		return "TO", 2
	case w == "TO" || w == "TEGENOVER":
		return "TO", 1
	case slices.Contains(near, w):
		return "BY", 1
	}
	return "", 0
}

// span are the house numbers of a building that has more than one: "12-14", "12/14", "12 t/m 14", "12 en 14".
// They go up, both even or both odd. "12.0" is a number out of a spreadsheet.
func span(words []word) []string {
	if len(words) == 4 && words[1].text == "T" && words[2].text == "M" || len(words) == 3 && words[1].text == "EN" {
		words = []word{words[0], {words[len(words)-1].text, '-'}}
	}
	if len(words) != 2 || !words[1].digits() || len(words[1].text) > maxDigits {
		return nil
	}
	first, last := strings.TrimLeft(words[0].text, "0"), words[1].text
	switch words[1].mark {
	case '.', ',':
		if strings.Trim(last, "0") == "" {
			return []string{first}
		}
		return nil
	case '-', '/', '+', '&':
	default:
		return nil
	}
	from, _ := strconv.Atoi(first)
	to, _ := strconv.Atoi(last)
	if to <= from || to > from+maxRange || (to-from)%2 != 0 {
		return nil
	}
	return []string{first, strconv.Itoa(to)}
}

// suffixes are all ways to write the words behind the number, without separators.
func suffixes(words []word) []string {
	out := []string{""}
	for len(words) > 0 {
		ways, used := read(words)
		words = words[used:]
		var next []string
		for _, way := range ways {
			for _, head := range out {
				if len(next) < maxOthers {
					next = append(next, head+way)
				}
			}
		}
		out = next
	}
	return out
}
