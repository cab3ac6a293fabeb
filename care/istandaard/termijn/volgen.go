package termijn

import "slices"

// MagVolgen reports whether a message may come after what was sent before about the same request, or about the
// same allocation (OP289, OP344, OP377, OP378, OP379, TR326, TR360, TR365, TR413, TR415).
func MagVolgen(eerder []Stap, volgende Stap) bool {
	return slices.ContainsFunc(Vervolg(eerder), func(s Stap) bool { return s.past(volgende) })
}

// Vervolg are the messages that may come after what was sent before about the same request, or about the same
// allocation (OP289, OP344, OP377, OP378, OP379, IV008). A message that was taken back does not count. A 301 stands
// in the history of a request; that of an allocation begins with its first 305.
func Vervolg(eerder []Stap) []Stap {
	staat := herleid(eerder)
	if len(staat) == 0 {
		return begin(eerder)
	}
	staart := staat[opening(staat):]
	var uit []Stap
	voegToe := func(s Stap) {
		if !slices.Contains(uit, s) {
			uit = append(uit, s)
		}
	}
	for _, v := range volgorden {
		for _, vorm := range vormen(staart) {
			if n := len(vorm); n < len(v.Stappen) && begintMet(v.Stappen, vorm) {
				voegToe(v.Stappen[n])
			}
		}
		// What was sent last can be taken back, wherever it stands.
		if begintMet(v.Stappen, staart[len(staart)-1:]) && v.Stappen[1].verwijdert() {
			voegToe(v.Stappen[1])
		}
	}
	return uit
}

// herleid leaves out what was taken back: a removal undoes the last message of its type (IV008, OP033).
func herleid(eerder []Stap) []Stap {
	var uit []Stap
	for _, s := range eerder {
		if !s.verwijdert() {
			uit = append(uit, s)
			continue
		}
		for i := len(uit) - 1; i >= 0; i-- {
			if uit[i].Soort == s.Soort {
				uit = slices.Delete(uit, i, i+1)
				break
			}
		}
	}
	return uit
}

// begin is what may come first, or first again after all was taken back. A stop must have a start (OP295).
func begin(eerder []Stap) []Stap {
	if len(eerder) > 0 {
		return []Stap{{Soort: eerder[len(eerder)-1].Soort}}
	}
	return []Stap{vot, vow, start}
}

// opening is where the current part of a history begins: at its last start or request.
func opening(staat []Stap) int {
	for i := len(staat) - 1; i > 0; i-- {
		if slices.Contains([]string{"305", "315", "317"}, staat[i].Soort) {
			return i
		}
	}
	return 0
}

// vormen are the ways to read the current part: a final stop after a temporary one counts as a stop (OP379).
func vormen(staart []Stap) [][]Stap {
	uit := [][]Stap{staart}
	if len(staart) == 3 && tijdelijk.past(staart[1]) && definitief.past(staart[2]) {
		uit = append(uit, []Stap{staart[0], staart[2]})
	}
	return uit
}

// begintMet reports whether a sequence begins with what happened.
func begintMet(v, gebeurd []Stap) bool {
	return len(gebeurd) <= len(v) && slices.EqualFunc(v[:len(gebeurd)], gebeurd, Stap.past)
}
