package command

import (
	"fmt"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lang is the language (taal) in which a tool speaks.
type Lang string

// The languages. Dutch is the first.
const (
	NL Lang = "nl"
	EN Lang = "en"
)

// dutch is the Dutch of every sentence of the tools.
var dutch = map[string]string{
	"Use one of these commands; add -h to read its settings:": "Gebruik een van deze opdrachten; met -h erachter staan de instellingen:",
	"Use:":                                    "Gebruik:",
	"Settings:":                               "Instellingen:",
	"Example:":                                "Voorbeeld:",
	"Examples:":                               "Voorbeelden:",
	"[settings]":                              "[instellingen]",
	"LANG":                                    "TAAL",
	"otherwise %s":                            "anders %s",
	"language of the sentences: nl or en":     "taal van de zinnen: nl of en",
	"There is no command %q.":                 "De opdracht %q bestaat niet.",
	"Did you mean %s?":                        "Bedoelde u %s?",
	"There is no setting %s.":                 "De instelling %s bestaat niet.",
	"The setting %s needs a value.":           "De instelling %s heeft een waarde nodig.",
	"%s is no good value for %s.":             "%s is geen goede waarde voor %s.",
	"%q is one word too many.":                "%q is een woord te veel.",
	"Something is missing: %s.":               "Er ontbreekt iets: %s.",
	"The language is nl or en, not %q.":       "De taal is nl of en, niet %q.",
	"Read how it works with: %s":              "Lees hoe het werkt met: %s",
	"The output cannot be written: %s.":       "De uitvoer kan niet worden geschreven: %s.",
	"it does not exist":                       "het bestaat niet",
	"it is a folder, and a file belongs here": "het is een map, en hier hoort een bestand",
	"there is no permission":                  "dat mag u niet lezen of schrijven",
	"there is no room left on the disk":       "de schijf is vol",
	"it was stopped":                          "het is onderbroken",
}

// Dutch adds the Dutch of the sentences of a tool, when the program starts. It panics when a sentence has another
// Dutch already, since one sentence says one thing.
func Dutch(sentences map[string]string) map[string]string {
	for en, nl := range sentences {
		if old, ok := dutch[en]; ok && old != nl {
			panic(fmt.Sprintf("command: %q is both %q and %q", en, old, nl))
		}
	}
	maps.Copy(dutch, sentences)
	return sentences
}

// Has reports whether the English sentence has a Dutch one.
func Has(english string) bool { return dutch[english] != "" }

// ParseLang reads a language as somebody types it.
func ParseLang(s string) (Lang, bool) {
	l := Lang(strings.ToLower(s))
	return l, l == NL || l == EN
}

// Say gives a sentence in this language, with its values filled in.
func (l Lang) Say(english string, args ...any) string {
	if l != EN {
		if nl, ok := dutch[english]; ok {
			english = nl
		}
	}
	if len(args) == 0 {
		return english
	}
	return fmt.Sprintf(english, args...)
}

// N gives the sentence for one thing or for n of them; n is its first value.
func (l Lang) N(n int, one, many string, args ...any) string {
	if n != 1 {
		one = many
	}
	return l.Say(one, append([]any{n}, args...)...)
}

// Pick chooses between two texts that stand in both languages.
func (l Lang) Pick(nl, en string) string {
	if l == EN {
		return en
	}
	return nl
}

// Plain makes text safe to show on a terminal: what is no printable character becomes a middle dot, a line
// break a space.
func Plain(s string) string {
	if strings.IndexFunc(s, strange) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case strange(r):
			return '·'
		}
		return r
	}, s)
}

// strange also holds for the marks that turn the direction of the text.
func strange(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
