// Package person is what identifies people: name, date of birth, citizen service number, address; and why somebody
// leaves a household. It knows the rules, and the form in which these stand under a seal; it keeps nothing.
package person

import (
	"encoding/json"
	"errors"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Person (persoonsgegevens) is what identifies a resident.
type Person struct {
	FirstName string
	Prefix    string // "van der"
	LastName  string
	BirthDate law.Date
	BSN       ident.BSN
	Gender    Gender
	Phone     ident.Phone
	Email     ident.Email
}

// Gender (geslacht) is what the registration of persons says.
type Gender string

// The values of the registration.
const (
	Unknown Gender = ""
	Male    Gender = "male"
	Female  Gender = "female"
	Neither Gender = "neither"
)

// Genders lists the values, in the order in which a person is shown them.
var Genders = []Gender{Female, Male, Neither, Unknown}

// Name is the gender in words, an English sentence.
func (g Gender) Name() string {
	switch g {
	case Male:
		return "Man"
	case Female:
		return "Woman"
	case Neither:
		return "Neither man nor woman"
	}
	return "Not known"
}

// String hides the person, so that no log and no error prints one by accident.
func (p Person) String() string { return "(person)" }

// MarshalJSON hides the person too.
func (p Person) MarshalJSON() ([]byte, error) { return []byte(`"(person)"`), nil }

// FullName is the name as people say it.
func (p Person) FullName() string { return join(p.FirstName, p.Prefix, p.LastName) }

// Age is how old the person is on a day; known is false without a date of birth.
func (p Person) Age(on law.Date) (years int, known bool) {
	if p.BirthDate.IsZero() {
		return 0, false
	}
	return p.BirthDate.YearsOn(on), true
}

const maxName = 100

// Validate says what is wrong with the person, by field.
func (p Person) Validate(today law.Date) error {
	wrong := fault.Invalid{}
	if p.FirstName == "" && p.LastName == "" {
		wrong.Say("last_name", "Fill in a name")
	}
	for field, value := range map[string]string{"first_name": p.FirstName, "last_name": p.LastName, "prefix": p.Prefix} {
		if len([]rune(value)) > maxName {
			wrong.Say(field, "Use at most 100 characters.")
		}
	}
	switch {
	case p.BirthDate.After(today):
		wrong.Say("birth_date", "Fill in a date of birth that is not in the future")
	case !p.BirthDate.IsZero() && p.BirthDate.YearsOn(today) > 120:
		wrong.Say("birth_date", "Fill in the year of birth with four digits, for example 1948")
	}
	return wrong.Err()
}

// row is a person as it stands under the seal. The numbers are written out here and nowhere else.
type row struct {
	FirstName, Prefix, LastName string
	BirthDate                   law.Date
	BSN                         string
	Gender                      Gender
	Phone, Email                string
}

// Plain writes the person out, to be sealed.
func (p Person) Plain() ([]byte, error) {
	return json.Marshal(row{p.FirstName, p.Prefix, p.LastName, p.BirthDate, p.BSN.Reveal(), p.Gender, p.Phone.Reveal(), p.Email.Reveal()})
}

// Read reads what Plain wrote.
func Read(plain []byte) (Person, error) {
	var r row
	if err := json.Unmarshal(plain, &r); err != nil {
		return Person{}, err
	}
	p := Person{FirstName: r.FirstName, Prefix: r.Prefix, LastName: r.LastName, BirthDate: r.BirthDate, Gender: r.Gender}
	return p, errors.Join(p.BSN.UnmarshalText([]byte(r.BSN)), p.Phone.UnmarshalText([]byte(r.Phone)), p.Email.UnmarshalText([]byte(r.Email)))
}

// join puts the words that are there together with a space.
func join(words ...string) string {
	var kept []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
