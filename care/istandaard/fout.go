package istandaard

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
)

// Taal is a language in which a fault is told.
type Taal string

// The languages.
const (
	NL Taal = "nl"
	EN Taal = "en"
)

// Fout is one fault in a message.
type Fout struct {
	Niveau      regel.Niveau
	Regel       string // the rule of the standard, such as CS002; empty where the schema has none
	Code        string // the return code that it gives; empty at level 1
	Pad         string // the element, such as Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum
	Regelnummer int    // the line of the text, from 1; 0: not known
	Waarde      string // what stands there; it may be personal, and Error leaves it out

	zin  zin // what is wrong, when no rule says it
	args []any
}

// Zin says in one sentence what is wrong and what to do.
func (f Fout) Zin(taal Taal) string {
	if f.zin != 0 {
		return f.zin.in(taal, f.args...)
	}
	r, ok := regel.Zoek(f.Regel)
	if !ok {
		c, _ := regel.ZoekCode(f.Code)
		r.Nl, r.En = c.Nl, c.En
	}
	if taal == EN {
		return r.En
	}
	return r.Nl
}

// Error is the fault on one line, without the value that stands there.
func (f Fout) Error() string {
	if f.Regel != "" {
		return fmt.Sprintf("%s: %s (%s)", f.Pad, f.Zin(EN), f.Regel)
	}
	return f.Pad + ": " + f.Zin(EN)
}

// Fouten are the faults found in one message.
type Fouten []Fout

// Error is the faults, separated by semicolons.
func (f Fouten) Error() string {
	zinnen := make([]string, len(f))
	for i, een := range f {
		zinnen[i] = een.Error()
	}
	return strings.Join(zinnen, "; ")
}

// Err is the faults as an error; nil when there are none.
func (f Fouten) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// Regels are the ids of the broken rules, each once, in the order in which they were found.
func (f Fouten) Regels() []string {
	var out []string
	gezien := map[string]bool{}
	for _, een := range f {
		if een.Regel != "" && !gezien[een.Regel] {
			gezien[een.Regel] = true
			out = append(out, een.Regel)
		}
	}
	return out
}

// NieuweFout is a fault against a rule of level 2 to 4, at a part of a message.
func (b *Bericht) NieuweFout(id string, d *Deel) Fout {
	r, _ := regel.Zoek(id)
	return Fout{Niveau: r.Niveau, Regel: id, Code: r.Retourcode, Pad: b.Pad(d), Regelnummer: b.Regelnummer(d), Waarde: d.Waarde()}
}

// maxFouten keeps the report on a hopeless message readable.
const maxFouten = 100

// zin is what can be wrong at level 1, where no rule of the standard says it.
type zin uint8

// The sentences. Their words stand in zinnen.
const (
	zinGeenXML zin = iota + 1
	zinTeGrootBericht
	zinLeegBestand
	zinAfgekapt
	zinDoctype
	zinCodering
	zinGeenBericht
	zinAndereVersie
	zinOnbekend
	zinOnverwacht
	zinVaker
	zinOntbreekt
	zinTekst
	zinDelen
	zinAttribuut
	zinNil
	zinAnderType
	zinLeeg
	zinTeLang
	zinPatroon
	zinGeenCode
	zinGeenGetal
	zinNegatief
	zinTeGroot
	zinGeenDatum
	zinGeenTijd
	zinErachter
	zinKort
	zinJSON
)

var zinnen = map[zin]struct{ nl, en string }{
	zinGeenXML:        {"Dit is geen goede XML: %s.", "This is not well-formed XML: %s."},
	zinTeGrootBericht: {"Het bestand is groter dan 25 MB. Verdeel het over meer berichten.", "The file is larger than 25 MB. Spread it over more messages."},
	zinLeegBestand:    {"Het bestand is leeg.", "The file is empty."},
	zinAfgekapt:       {"Het bericht breekt af voordat het klaar is. Vraag de afzender het opnieuw te sturen.", "The message stops before its end. Ask the sender to send it again."},
	zinDoctype:        {"Het bericht heeft een DOCTYPE. Dat wordt geweigerd, omdat het naar andere bestanden kan wijzen.", "The message has a DOCTYPE. That is refused, because it can point to other files."},
	zinCodering:       {"De tekens staan in een codering die hier niet wordt gelezen (%s). De standaard vraagt UTF-8.", "The characters are in an encoding that is not read here (%s). The standard asks for UTF-8."},
	zinGeenBericht:    {"Dit is geen bericht van iWmo of iJw 3.2: het begint met %s.", "This is not a message of iWmo or iJw 3.2: it begins with %s."},
	zinAndereVersie:   {"Dit is een bericht van %s. Hier worden berichten van iWmo en iJw release 3.2 gelezen.", "This is a message of %s. Messages of iWmo and iJw release 3.2 are read here."},
	zinOnbekend:       {"Het element %s bestaat hier niet.", "There is no element %s here."},
	zinOnverwacht:     {"Het element %s staat op de verkeerde plaats: hier hoort %s.", "The element %s stands in the wrong place: %s belongs here."},
	zinVaker:          {"Het element %s mag hier maar één keer staan, of staat te laat.", "The element %s may stand here once only, or stands too late."},
	zinOntbreekt:      {"Het element %s ontbreekt.", "The element %s is missing."},
	zinTekst:          {"Hier mag geen tekst staan, alleen elementen.", "No text may stand here, only elements."},
	zinDelen:          {"Hier mag alleen tekst staan, geen elementen.", "Only text may stand here, no elements."},
	zinAttribuut:      {"Het attribuut %s mag hier niet staan.", "The attribute %s may not stand here."},
	zinNil:            {"Een element mag niet met xsi:nil leeg worden gemaakt. Laat het weg.", "An element may not be made empty with xsi:nil. Leave it out."},
	zinAnderType:      {"Het element krijgt met xsi:type een ander type. Laat xsi:type weg.", "The element is given another type with xsi:type. Leave xsi:type out."},
	zinLeeg:           {"De waarde is leeg. Vul haar, of laat het element weg als dat mag.", "The value is empty. Fill it in, or leave the element out where that is allowed."},
	zinTeLang:         {"De waarde is te lang: hoogstens %d tekens.", "The value is too long: at most %d characters."},
	zinPatroon:        {"De waarde heeft niet de vorm die hier hoort: %s.", "The value has not the form that belongs here: %s."},
	zinGeenCode:       {"De waarde staat niet in de lijst %s (%s).", "The value is not in the list %s (%s)."},
	zinGeenGetal:      {"De waarde is geen geheel getal.", "The value is not a whole number."},
	zinNegatief:       {"De waarde is kleiner dan 0.", "The value is less than 0."},
	zinTeGroot:        {"De waarde is groter dan %d.", "The value is greater than %d."},
	zinGeenDatum:      {"De waarde is geen bestaande datum, zoals 2026-10-21.", "The value is not an existing date, such as 2026-10-21."},
	zinGeenTijd:       {"De waarde is geen tijd, zoals 14:30:00.", "The value is not a time, such as 14:30:00."},
	zinErachter:       {"Achter het bericht staat nog iets. In een bestand staat één bericht.", "Something stands behind the message. A file holds one message."},
	zinKort:           {"De klasse heeft geen delen.", "The class has no parts."},
	zinJSON:           {"Dit is geen bericht in JSON: %s.", "This is not a message in JSON: %s."},
}

// in fills the words in; an argument of type zin is told in the same language.
func (z zin) in(taal Taal, args ...any) string {
	w := zinnen[z].nl
	if taal == EN {
		w = zinnen[z].en
	}
	vertaald := make([]any, len(args))
	for i, a := range args {
		if t, ok := a.(tweetalig); ok {
			a = t.nl
			if taal == EN {
				a = t.en
			}
		}
		vertaald[i] = a
	}
	return fmt.Sprintf(w, vertaald...)
}

// tweetalig is a part of a sentence in both languages.
type tweetalig struct{ nl, en string }

// bij adds to a fault of a value what the data type asks.
func (t *Type) bij(z zin) []any {
	switch z {
	case zinTeLang:
		return []any{t.Langer}
	case zinTeGroot:
		return []any{t.Hoogste}
	case zinPatroon:
		return []any{vormen[t.Patroon].of(t.Patroon)}
	case zinGeenCode:
		return []any{t.Codes.Naam, t.Codes.ID}
	}
	return nil
}

// vormen say a pattern of the schema in words.
var vormen = map[string]tweetalig{
	woord:                {"tekst op één regel", "text on one line"},
	lettersCijfers:       {"alleen letters en cijfers", "letters and digits only"},
	`([.\s]*\S+[.\s]*)+`: {"tekst die niet leeg is", "text that is not blank"},
	`[0-9]{4}`:           {"een gemeentecode van 4 cijfers", "a municipality code of 4 digits"},
	`[0-9]{8}`:           {"een AGB-code van 8 cijfers", "an AGB code of 8 digits"},
	`[0-9]{9}`:           {"9 cijfers", "9 digits"},
	`[0-9]*`:             {"alleen cijfers", "digits only"},
	`(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)`: {"een versie zoals 1.0.0", "a version such as 1.0.0"},
	`([a-zA-ZÀ-ỳ])+`: {"alleen letters", "letters only"},
}

func (t tweetalig) of(patroon string) tweetalig {
	if t.nl == "" {
		return tweetalig{patroon, patroon}
	}
	return t
}
