// Package household keeps the people whom the municipality supports: the household (huishouden), its residents,
// the people around them, what they consent to, and the one contact person they have.
//
// What identifies people is sealed under a key of the household; destroying that key destroys the data. A
// citizen service number can be found again through a blind index, and belongs to at most one open household.
package household

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Household (huishouden) is people who share a dwelling and a lasting bond. It has one team and one contact
// person at a time.
type Household struct {
	TenantID        db.ID
	ID              db.ID
	Number          string // that people say to each other, "H-2026-00041"
	NeighbourhoodID db.ID
	TeamID          db.ID
	ContactID       db.ID // the account of the contact person
	State           State
	Ending          Ending
	Secret          bool // the address is secret: shown to nobody who does not need it
	Sealed          []byte
	OpenedAt        time.Time
	ClosedOn        law.Date
	Version         int64
	Address         Address `db:"-"`
}

// State is whether a household is served here.
type State string

// A household is open until it is closed; it never opens again.
const (
	Open   State = "open"
	Closed State = "closed"
)

// Ending is why a household was closed.
type Ending string

// The endings.
const (
	Running Ending = ""
	Moved   Ending = "moved" // out of the municipality
	Settled Ending = "settled"
	Died    Ending = "died"
)

// Name is the ending in words, an English sentence.
func (e Ending) Name() string {
	switch e {
	case Moved:
		return "Moved to another municipality"
	case Settled:
		return "Goes on without us"
	case Died:
		return "Died"
	}
	return ""
}

// Endings lists the reasons for which a worker closes a household.
var Endings = []Ending{Settled, Died}

// Address (adres) is where the household lives.
type Address struct {
	Street   string
	House    string // number with what is added to it
	Postcode ident.Postcode
	City     string
}

// Lines is the address as it stands on an envelope.
func (a Address) Lines() []string {
	var out []string
	for _, line := range []string{join(a.Street, a.House), join(a.Postcode.Reveal(), a.City)} {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Close ends the service to the household.
func (h Household) Close(why Ending, on law.Date) (Household, error) {
	if h.State == Closed {
		return h, fault.Refuse(fault.Conflict, "This household is closed already.")
	}
	h.State, h.Ending, h.ClosedOn = Closed, why, on
	return h, nil
}

// Relocate moves the household to another address in the municipality. The contact person stays until
// somebody of the new team takes over, so there is always exactly one.
func (h Household) Relocate(a Address, neighbourhood, team db.ID) (Household, error) {
	if h.State == Closed {
		return h, errClosed
	}
	h.Address, h.NeighbourhoodID, h.TeamID = a, neighbourhood, team
	return h, nil
}

// Assign gives the household a team and a contact person.
func (h Household) Assign(team, contact db.ID) (Household, error) {
	switch {
	case h.State == Closed:
		return h, errClosed
	case contact == 0:
		return h, errNoContact
	}
	h.TeamID, h.ContactID = team, contact
	return h, nil
}

var (
	errClosed    = fault.Refuse(fault.Conflict, "This household is closed. Nothing can be changed in it any more.")
	errNoContact = fault.Refuse(fault.Conflict, "A household always has one contact person. Choose somebody.")
	errMoved     = fault.Refuse(fault.Conflict, "Somebody else changed this in the meantime. Look at the new version and try again.")
)
