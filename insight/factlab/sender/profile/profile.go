// Package profile says how the file of one organisation is to be read: which column holds what, how dates are
// written, and which words mean which provision of the agreement. It is guessed from the file, confirmed by a
// person, kept as JSON, and used again for the next file with the same columns.
package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Version is the form of the file.
const Version = 1

// Role is what a column is for.
type Role string

// The roles.
const (
	Postcode  Role = "postcode"
	Number    Role = "number"
	Letter    Role = "letter"
	Addition  Role = "addition"
	Address   Role = "address" // number and perhaps street and postcode in one: "Dorpsstraat 12A, 1506 SD"
	BAG       Role = "bag_id"
	Provision Role = "provision"
	From      Role = "from"
	Until     Role = "until"
	Household Role = "household_type" // for a registry sender only
)

// roleNames are the names of the roles for people.
var roleNames = map[Role]command.Term{Postcode: "postcode", Number: "house number", Letter: "house letter", Addition: "addition", Address: "whole address",
	BAG: "BAG id", Provision: "provision", From: "start date", Until: "end date", Household: "household type"}

// Name is what people call the role, in English.
func (r Role) Name() command.Term { return roleNames[r] }

// Roles are the roles of a file with provisions, or of a registry sender, in the order in which people read them.
func Roles(registry bool) []Role {
	address := []Role{Postcode, Number, Letter, Addition, Address, BAG}
	if registry {
		return append(address, Household)
	}
	return append(address, Provision, From, Until)
}

// Column is a column of the file.
type Column struct {
	Number int    `json:"number"` // from 1
	Name   string `json:"name"`
}

// Profile is how a file is read.
type Profile struct {
	Version int             `json:"version"`
	Sheet   string          `json:"sheet,omitempty"`
	Header  []string        `json:"header"`
	Columns map[Role]Column `json:"columns"`
	Dates   DateForm        `json:"dates,omitempty"`
	// All is the provision of every row, where no column says it.
	All string `json:"provision_of_all,omitempty"`
	// Words are the organisation's words for provisions, or for household types of a registry sender.
	Words map[string]Meaning `json:"words,omitempty"`
}

// Meaning is what a word of the organisation means in the agreement.
type Meaning struct {
	Code     string `json:"code,omitempty"`
	LeaveOut string `json:"leave_out,omitempty"` // the reason why rows with this word are not delivered
}

// Parse reads a profile.
func Parse(text []byte) (*Profile, error) {
	var p Profile
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, command.Problemf("This is no profile: %s", err.Error())
	}
	if p.Version != Version {
		return nil, command.Problemf("The profile has form %d, and this program reads form %d", p.Version, Version)
	}
	for role, c := range p.Columns {
		if c.Number < 1 || c.Number > len(p.Header) || p.Header[c.Number-1] != c.Name {
			return nil, command.Problemf("The profile names column %d for %s, and that is not in its header", c.Number, role.Name())
		}
	}
	for word, m := range p.Words {
		if (m.Code == "") == (m.LeaveOut == "") {
			return nil, command.Problemf("The profile gives %q no code, or both a code and a reason to leave it out", word)
		}
	}
	if p.Dates != Clear && p.Dates != DayFirst && p.Dates != MonthFirst {
		return nil, command.Problemf("The profile writes dates as %q, which is not known", string(p.Dates))
	}
	return &p, nil
}

// Load reads a profile from a file; it is nil when there is none.
func Load(path string) (*Profile, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// Save writes a profile to a file.
func (p *Profile) Save(path string) error {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	return command.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(append(text, '\n'))
		return err
	})
}

// Fits reports whether the profile was made for these columns.
func (p *Profile) Fits(sheet string, header []string) bool {
	return p.Sheet == sheet && slices.Equal(p.Header, header)
}

// Copy is the same profile apart.
func (p *Profile) Copy() *Profile {
	q := *p
	q.Header, q.Columns, q.Words = slices.Clone(p.Header), maps.Clone(p.Columns), maps.Clone(p.Words)
	return &q
}

// Set gives a role to the column with a number from 1, and takes it from the column that had it; 0 only takes it.
func (p *Profile) Set(role Role, number int) bool {
	if number < 0 || number > len(p.Header) {
		return false
	}
	if number == 0 {
		delete(p.Columns, role)
		return true
	}
	for other, c := range p.Columns {
		if c.Number == number {
			delete(p.Columns, other)
		}
	}
	p.Columns[role] = Column{number, p.Header[number-1]}
	return true
}

// Missing says what cannot be done without: an address, a provision and a start, or an address and a household type.
func (p *Profile) Missing(registry bool) error {
	has := func(r Role) bool { _, ok := p.Columns[r]; return ok }
	switch {
	case !has(BAG) && !has(Postcode) && (!has(Address) || has(Number)):
		return command.Problemf("No column holds the postcode")
	case !has(BAG) && !has(Address) && !has(Number):
		return command.Problemf("No column holds the house number")
	case registry && !has(Household):
		return command.Problemf("No column holds the household type")
	case registry:
		return nil
	case !has(Provision) && p.All == "":
		return command.Problemf("No column holds the provision")
	case !has(From):
		return command.Problemf("No column holds the start date")
	}
	return nil
}
