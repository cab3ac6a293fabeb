package istandaard

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// waarde is a simple data type of the base schema (LDT): what may stand in one element.
type waarde struct {
	lengte  int             // most characters; 0 is no limit
	regels  bool            // line breaks are allowed
	patroon *regexp.Regexp  // the whole value; nil is any text that is not blank
	codes   map[string]bool // the only values; nil is no list
	geheel  int64           // highest whole number; 0 is not a number
	strak   bool            // surrounding blanks do not count
	keurt   func(string) bool
	zin     string // what to say when patroon, codes or keurt refuses
}

// keur returns what is wrong with a value, as a sentence, or nothing.
func (w waarde) keur(s string) string {
	switch {
	case s == "":
		return "is empty"
	case !isTekst(s):
		return "holds a character that XML does not allow"
	case w.lengte > 0 && utf8.RuneCountInString(s) > w.lengte:
		return fmt.Sprintf("is longer than %d characters", w.lengte)
	case w.codes != nil && !w.codes[s], w.patroon != nil && !w.patroon.MatchString(s), w.keurt != nil && !w.keurt(s):
		return w.zin
	case w.geheel > 0:
		return w.keurGeheel(s)
	case w.codes != nil || w.patroon != nil || w.keurt != nil:
		return ""
	case strings.Trim(s, blanks) == "":
		return "is blank"
	case !w.regels && strings.ContainsAny(s, "\r\n"):
		return "holds a line break"
	}
	return ""
}

func (w waarde) keurGeheel(s string) string {
	if !geheelPatroon.MatchString(s) {
		return "is not a whole number"
	}
	if n := leesGeheel(s); n < 0 || n > w.geheel {
		return fmt.Sprintf("is not a whole number from 0 to %d", w.geheel)
	}
	return ""
}

const blanks = " \t\r\n" // what XML counts as white space

var geheelPatroon = regexp.MustCompile(`^[+-]?[0-9]+$`)

// leesGeheel reads a number that matches geheelPatroon; what does not fit is negative.
func leesGeheel(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// isTekst reports whether XML 1.0 allows every character.
func isTekst(s string) bool {
	for _, r := range s {
		ok := r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
		if !ok {
			return false
		}
	}
	return utf8.ValidString(s)
}

func tekst(lengte int) waarde { return waarde{lengte: lengte} }

func lijst(zin, codes string) waarde {
	w := waarde{codes: map[string]bool{}, zin: "is not a code for " + zin}
	for code := range strings.FieldsSeq(codes) {
		w.codes[code] = true
	}
	return w
}

func patroon(zin, p string) waarde {
	return waarde{patroon: regexp.MustCompile(`^(?:` + p + `)$`), zin: zin}
}

func geheel(max int64) waarde { return waarde{geheel: max, strak: true} }

func vast(code string) waarde {
	return waarde{codes: map[string]bool{code: true}, zin: "must be " + code + " in this message"}
}

// waarden are the data types that our messages use, by name without LDT_.
var waarden = map[string]waarde{
	"BerichtVersie":    {codes: map[string]bool{"3": true}, strak: true, zin: "must be 3: this reads release 3.2"},
	"BerichtSubversie": {codes: map[string]bool{"2": true}, strak: true, zin: "must be 2: this reads release 3.2"},

	"AgbCode":              patroon("is not an AGB code of 8 digits", `[0-9]{8}`),
	"Gemeente":             patroon("is not a municipality code of 4 digits", `[0-9]{4}`),
	"BurgerServicenummer":  patroon("is not a number of 9 digits", `[0-9]{9}`),
	"Telefoonnummer":       patroon("is not a telephone number of 1 to 15 digits", `[0-9]{1,15}`),
	"Versie":               patroon("is not a version such as 1.0.0", `(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)`),
	"Voorletters":          patroon("is not 1 to 6 letters without points or blanks", `[a-zA-ZÀ-ỳ]{1,6}`),
	"Tijd":                 {keurt: tijdPatroon.MatchString, strak: true, zin: "is not a time such as 14:30:00"},
	"Datum":                {keurt: isDatum, strak: true, zin: "is not a date such as 2026-10-21"},
	"Commentaar":           {regels: true},
	"IdentificatieBericht": tekst(12),
	"Emailadres":           tekst(80),
	"Huisletter":           tekst(1),
	"HuisnummerToevoeging": tekst(4),
	"Landnummer":           tekst(4),
	"Naam":                 tekst(200),
	"Organisatienaam":      tekst(35),
	"Persoonsid":           tekst(20),
	"Plaatsnaam":           tekst(80),
	"Postcode":             tekst(8),
	"ProductCode":          tekst(5),
	"Referentie":           tekst(36),
	"Straatnaam":           tekst(24),
	"Taal":                 tekst(25),
	"Voorvoegsel":          tekst(10),

	"Budget":          geheel(99999999),
	"Huisnummer":      geheel(99999),
	"Nummer":          geheel(999999999),
	"RelatieVolgorde": geheel(99),
	"Volume":          geheel(99999999),

	"AanduidingWoonadres": lijst("a dwelling beside the street", "AB BY TO WW"),
	"AdresSoort":          lijst("a kind of address", "01 02 03 04"),
	"Communicatievorm":    lijst("a way of communicating", "1 2 3"),
	"DatumGebruik":        lijst("how much of a date is known", "1 2 3"),
	"Eenheid":             lijst("a unit", "01 04 14 16 82 83 84"),
	"Frequentie":          lijst("a frequency", "1 2 4 6"),
	"Geslacht":            lijst("a sex", "0 1 2"),
	"JuridischeStatus":    lijst("a legal status", "01 02 03 04 05 11 12"),
	"LandCode":            lijst("a country", landen),
	"NaamGebruik":         lijst("the use of a name", "1 2 3 4 5 6"),
	"ProductCategorie":    lijst("a Wmo product category", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18"),
	"RedenBeeindiging":    lijst("a reason for ending in the Wmo", "02 19 20 21 22 23 31 36 37 38 39"),
	"RedenWijziging":      lijst("a reason for change", "01 02 03 04 05 06 07 08 09 10 11 12 13 14"),
	"RetourCode":          {codes: retourcodes(), zin: "is not a return code of release 3.2"},
	"SoortRelatie": lijst("a kind of relation",
		"03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25"),
	"StatusAanlevering":            lijst("a delivery status", "1 2 3 9"),
	"WettelijkeVertegenwoordiging": lijst("a legal representation", "06 07 08 09 10"),
}

var tijdPatroon = regexp.MustCompile(`^(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)$`)

const landen = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ
FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS
IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN
MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN
TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`
