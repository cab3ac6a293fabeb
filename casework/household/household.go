// Package household keeps the people whom the municipality supports: the household (huishouden), its residents,
// the people around them, what they consent to, and the one contact person they have.
//
// What identifies people is sealed under a key of the household; destroying that key destroys the data. A
// citizen service number can be found again through a blind index, and belongs to at most one open household.
package household

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
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

// Households keeps the households of every municipality.
type Households struct {
	db     *db.DB
	gate   *access.Gate
	vault  *seal.Vault
	list   *worklist.List
	closed []func(ctx context.Context, tx *db.Tx, h Household) error
}

// New returns the households of d.
func New(d *db.DB, gate *access.Gate, vault *seal.Vault, list *worklist.List) *Households {
	return &Households{db: d, gate: gate, vault: vault, list: list}
}

// WhenClosed has f done in the transaction that closes a household, so that what runs for it ends too. Call it
// while the program is put together.
func (h *Households) WhenClosed(f func(ctx context.Context, tx *db.Tx, h Household) error) {
	h.closed = append(h.closed, f)
}

// NewHousehold is a household that is about to be opened.
type NewHousehold struct {
	ID              db.ID // made by the caller, so that a second try opens nothing new
	Address         Address
	Secret          bool
	NeighbourhoodID db.ID
	TeamID          db.ID
	ContactID       db.ID
	Residents       []Resident // ids, people and accounts; the rest is filled in
	Relations       []Relation
}

// Validate says what is wrong with the new household, by field.
func (n NewHousehold) Validate(today law.Date) error {
	if n.ContactID == 0 || n.TeamID == 0 {
		return errNoContact
	}
	if len(n.Residents) == 0 {
		return fault.Invalid{"last_name": "A household has at least one resident"}
	}
	for _, r := range n.Residents {
		if err := r.Validate(today); err != nil {
			return err
		}
	}
	return nil
}

// OpenTx opens a household with its first residents, its team and its contact person. The same id twice is the
// same household.
func (h *Households) OpenTx(ctx context.Context, tx *db.Tx, actor access.Actor, n NewHousehold) (Household, error) {
	if err := n.Validate(law.DateOf(tx.Now())); err != nil {
		return Household{}, err
	}
	if there, err := h.load(ctx, tx, n.ID); err == nil || !errors.Is(err, fault.NotFound) {
		return there, err
	}
	subjects := make([]db.ID, len(n.Residents))
	for i := range n.Residents {
		if n.Residents[i].ID == 0 {
			n.Residents[i].ID = tx.NewID()
		}
		subjects[i] = n.Residents[i].ID
	}
	o := access.Object{Kind: "household", ID: n.ID, Team: n.TeamID, Contact: n.ContactID, Subjects: subjects}
	if err := h.gate.Allow(ctx, tx, actor, "household.open", o); err != nil {
		return Household{}, err
	}
	return h.insert(ctx, tx, n)
}

func (h *Households) insert(ctx context.Context, tx *db.Tx, n NewHousehold) (Household, error) {
	number, err := nextNumber(ctx, tx)
	if err != nil {
		return Household{}, err
	}
	one := Household{TenantID: tx.Tenant(), ID: n.ID, Number: number, NeighbourhoodID: n.NeighbourhoodID, TeamID: n.TeamID,
		ContactID: n.ContactID, State: Open, Secret: n.Secret, OpenedAt: tx.Now(), Version: 1, Address: n.Address}
	if one.Sealed, err = h.sealAddress(ctx, tx, one.ID, one.Address); err != nil {
		return Household{}, err
	}
	if err := db.Insert(ctx, tx, "household", one); err != nil {
		return Household{}, err
	}
	for _, r := range n.Residents {
		if _, err := h.insertResident(ctx, tx, one.ID, r); err != nil {
			return Household{}, err
		}
	}
	for _, r := range n.Relations {
		if err := h.insertRelation(ctx, tx, one.ID, r); err != nil {
			return Household{}, err
		}
	}
	return one, nil
}

// ByIDTx returns a household with its address. The use case that calls it asks the gate.
func (h *Households) ByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Household, error) {
	return h.load(ctx, tx, id)
}

// ByNumberTx returns the household with a number as people say it. The use case that calls it asks the gate.
func (h *Households) ByNumberTx(ctx context.Context, tx *db.Tx, number string) (Household, error) {
	one, err := db.One[Household](ctx, tx, qHouseholdByNumber, tx.Tenant(), tidyNumber(number))
	if err != nil {
		return Household{}, fmt.Errorf("household: %w", err)
	}
	return openedOne(ctx, tx, h, one.ID, one, openAddress)
}

// AssignTx gives a household another team and contact person. The use case that calls it asks the gate and
// tells the residents.
func (h *Households) AssignTx(ctx context.Context, tx *db.Tx, id, team, contact db.ID) (Household, error) {
	one, err := h.load(ctx, tx, id)
	if err != nil {
		return Household{}, err
	}
	if one, err = one.Assign(team, contact); err != nil {
		return Household{}, err
	}
	return one, h.save(ctx, tx, one)
}

// ObjectTx is the household as the gate looks at it: the residents, the team, the contact person, the accounts of who
// lives there and of who left, and the accounts that somebody who lives there lets in today to one of these kinds of
// data. Every use case about a household passes it.
func (h *Households) ObjectTx(ctx context.Context, tx *db.Tx, id db.ID, of ...consent.Field) (access.Object, error) {
	one, err := db.One[Household](ctx, tx, qHousehold, tx.Tenant(), id)
	if err != nil {
		return access.Object{}, fmt.Errorf("household: %w", err)
	}
	o := access.Object{Kind: "household", ID: id, Team: one.TeamID, Contact: one.ContactID}
	residents, err := db.All[Resident](ctx, tx, qResidents, tx.Tenant(), id)
	if err != nil {
		return access.Object{}, err
	}
	var there []db.ID
	for _, r := range residents {
		o.Subjects = append(o.Subjects, r.ID)
		if r.LivesThere() {
			there = append(there, r.ID)
		}
		switch {
		case r.AccountID == 0:
		case r.LivesThere():
			o.Members = append(o.Members, r.AccountID)
		default:
			o.Former = append(o.Former, r.AccountID)
		}
	}
	for _, f := range of {
		letIn, err := h.LetInTx(ctx, tx, id, f, there...)
		if err != nil {
			return access.Object{}, err
		}
		o.Parties = append(o.Parties, letIn...)
	}
	return o, nil
}

// LetInTx lists the accounts that some residents of a household let in today to a kind of data.
func (h *Households) LetInTx(ctx context.Context, tx *db.Tx, household db.ID, to consent.Field, whose ...db.ID) ([]db.ID, error) {
	var out []db.ID
	today := law.DateOf(tx.Now())
	for c, err := range db.Each[Consent](ctx, tx, qConsents, tx.Tenant(), household) {
		if err != nil {
			return nil, err
		}
		if c.LetsIn(to, today) && slices.Contains(whose, c.ResidentID) {
			out = append(out, c.RecipientID)
		}
	}
	return out, nil
}

// AllowTx asks the gate whether actor may do action on the household. A worker gets no further with the household
// that he or she lives in or left: for that one the team and the contact person do not count. Who is let in to one of
// these kinds of data comes along.
func (h *Households) AllowTx(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID, of ...consent.Field) (access.Object, error) {
	o, err := h.ObjectTx(ctx, tx, id, of...)
	if err != nil {
		return o, err
	}
	if own(actor, o) {
		actor.Reason = "" // no emergency opens the own file
	}
	return o, h.gate.Allow(ctx, tx, actor, action, NotOwn(actor, o))
}

// own reports whether the actor lives in the household, or did.
func own(actor access.Actor, o access.Object) bool {
	return actor.Account != 0 && (slices.Contains(o.Members, actor.Account) || slices.Contains(o.Former, actor.Account))
}

// NotOwn takes the team and the contact person off the file of somebody who lives in the household or did, so that
// nobody works on the own file.
func NotOwn(actor access.Actor, o access.Object) access.Object {
	if own(actor, o) {
		o.Team, o.Contact = 0, 0
	}
	return o
}

// Load is how many open households somebody is contact person of.
type Load struct {
	ID         db.ID // the account
	Households int
}

// CaseloadTx counts the open households of a team by contact person. It is about workers, not residents.
func CaseloadTx(ctx context.Context, tx *db.Tx, team db.ID) ([]Load, error) {
	return db.All[Load](ctx, tx, qCaseload, tx.Tenant(), team)
}
