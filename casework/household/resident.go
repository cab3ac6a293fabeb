package household

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Resident (inwoner) is somebody of the household. What identifies the person is sealed in the database.
type Resident struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	AccountID   db.ID // with which the resident signs in, linked by consent
	BSNIndex    []byte
	Sealed      []byte
	JoinedOn    law.Date
	LeftOn      law.Date
	Leaving     Leaving
	Version     int64
	Person      `db:"-"`
}

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

// Leaving is why somebody is no longer of the household.
type Leaving string

// The reasons.
const (
	Here      Leaving = ""
	LeftHome  Leaving = "left_home"
	WentAway  Leaving = "moved" // with the household, out of the municipality
	InCare    Leaving = "in_care"
	HasDied   Leaving = "died"
	WasClosed Leaving = "closed" // the household was closed
)

// Leavings lists the reasons for which one resident leaves a household.
var Leavings = []Leaving{LeftHome, InCare, HasDied}

// Name is the reason in words, an English sentence.
func (l Leaving) Name() string {
	switch l {
	case LeftHome:
		return "Lives elsewhere now"
	case InCare:
		return "Stays with a provider or foster parents"
	case HasDied:
		return "Died"
	case WentAway:
		return "Moved to another municipality"
	case WasClosed:
		return "The household was closed"
	}
	return ""
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

// Leave ends the stay of the resident in the household.
func (r Resident) Leave(on law.Date, why Leaving) (Resident, error) {
	if r.Leaving != Here {
		return r, fault.Refuse(fault.Conflict, "This person has left the household already.")
	}
	if on.Before(r.JoinedOn) {
		return r, fault.Invalid{"on": "Fill in a day after the person came into the household"}
	}
	r.LeftOn, r.Leaving = on, why
	return r, nil
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
