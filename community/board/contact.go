package board

import (
	"regexp"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// What must not stand in an ad, since everybody can read it: ways to reach somebody around the relay.
var (
	mailAddress = regexp.MustCompile(`(?i)[\w.+-]+\s?@\s?[\w-]+\.[a-z]{2,}`)
	phoneNumber = regexp.MustCompile(`(?:\+31|0031|\b0)[\s./-]?(?:\(0\)[\s./-]?)?\d(?:[\s./-]?\d){7,8}\b`)
	postcode    = regexp.MustCompile(`\b[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})\b`)
	webAddress  = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	// A street and a number: "Kerkstraat 12", "aan de Lage Weg 4b".
	homeAddress = regexp.MustCompile(`(?i)\b[\p{L}-]*(?:straat|laan|weg|plein|dijk|kade|singel|gracht|dreef|hof|steeg|pad|plantsoen|park|erf)\s+\d{1,4}\s?[a-z]?\b`)
	bankAccount = regexp.MustCompile(`(?i)\b[a-z]{2}\d{2} ?[a-z]{4} ?\d{4} ?\d{4} ?\d{2}\b`)
)

// measure is a number with its unit, which looks like a postcode.
var measure = regexp.MustCompile(`(?i)(?:mm|cm|km|kg|gr|ml|cc)$`)

// RefuseContact says what to leave out of a text that everybody will read.
func RefuseContact(wrong fault.Invalid, field, text string) {
	switch {
	case mailAddress.MatchString(text):
		wrong.Say(field, "Leave out the e-mail address. People answer you through this website.")
	case bankAccount.MatchString(text):
		wrong.Say(field, "Leave out the account number. Neighbours do not pay each other here.")
	case phoneNumber.MatchString(text):
		wrong.Say(field, "Leave out the phone number. People answer you through this website.")
	case webAddress.MatchString(text):
		wrong.Say(field, "Leave out the web address. Say in your own words what you mean.")
	case homeAddress.MatchString(text), hasPostcode(text):
		wrong.Say(field, "Leave out the address. We show only your neighbourhood.")
	}
}

func hasPostcode(text string) bool {
	for _, found := range postcode.FindAllString(text, -1) {
		if !measure.MatchString(found) {
			return true
		}
	}
	return false
}
