package address

// Reason says why an address has no key, or how a list found it. It is an error for people, in English; Dutch says
// the same in Dutch.
type Reason uint8

// The reasons. Fine and Respelt are no errors: the address was found.
const (
	Fine         Reason = iota // read, or found under its plain key
	Respelt                    // found under another spelling of the same address
	NoPostcode                 // the postcode is empty
	BadPostcode                // the postcode is not four digits and two letters
	NoNumber                   // no house number in front
	ZeroNumber                 // the house number is 0
	LongNumber                 // the house number has more than five digits
	LongAddition               // more than 32 letters and digits behind the number
	NotListed                  // on the list under none of its spellings
	Several                    // it can mean more than one address of the list
)

// reasons are the sentences of every reason, in English and in Dutch.
var reasons = [...]struct{ english, dutch string }{
	Fine:         {"the address is on the list", "het adres staat op de lijst"},
	Respelt:      {"the address is on the list in another spelling", "het adres staat op de lijst in een andere schrijfwijze"},
	NoPostcode:   {"the postcode is missing", "de postcode ontbreekt"},
	BadPostcode:  {"the postcode is not four digits and two letters", "de postcode is niet vier cijfers en twee letters"},
	NoNumber:     {"the house number is missing or does not come first", "het huisnummer ontbreekt of staat niet voorop"},
	ZeroNumber:   {"the house number is 0", "het huisnummer is 0"},
	LongNumber:   {"the house number has more than five digits", "het huisnummer heeft meer dan vijf cijfers"},
	LongAddition: {"more than 32 letters and digits stand behind the house number", "achter het huisnummer staan meer dan 32 letters en cijfers"},
	NotListed:    {"the address is not on the list", "het adres staat niet op de lijst"},
	Several:      {"more than one address of the list can be meant", "er kan meer dan één adres van de lijst bedoeld zijn"},
}

// Found reports whether the address was found.
func (r Reason) Found() bool { return r == Fine || r == Respelt }

// Error is the reason in English.
func (r Reason) Error() string {
	if int(r) >= len(reasons) {
		return "unknown reason"
	}
	return reasons[r].english
}

// Dutch is the reason in Dutch.
func (r Reason) Dutch() string {
	if int(r) >= len(reasons) {
		return "onbekende reden"
	}
	return reasons[r].dutch
}
