package household

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
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

// ObjectTx is the household as the gate looks at it: the residents, the team, the contact person, the accounts
// of the residents, and the accounts that a consent lets in today. Every use case about a household passes it.
func (h *Households) ObjectTx(ctx context.Context, tx *db.Tx, id db.ID) (access.Object, error) {
	one, err := db.One[Household](ctx, tx, qHousehold, tx.Tenant(), id)
	if err != nil {
		return access.Object{}, fmt.Errorf("household: %w", err)
	}
	o := access.Object{Kind: "household", ID: id, Team: one.TeamID, Contact: one.ContactID}
	residents, err := db.All[Resident](ctx, tx, qResidents, tx.Tenant(), id)
	if err != nil {
		return access.Object{}, err
	}
	for _, r := range residents {
		o.Subjects = append(o.Subjects, r.ID)
		if r.AccountID != 0 {
			o.Members = append(o.Members, r.AccountID)
		}
	}
	today := law.DateOf(tx.Now())
	for c, err := range db.Each[Consent](ctx, tx, qConsents, tx.Tenant(), id) {
		if err != nil {
			return access.Object{}, err
		}
		if c.RecipientID != 0 && c.Purpose == LetIn && c.Holds(today) {
			o.Parties = append(o.Parties, c.RecipientID)
		}
	}
	return o, nil
}

// AllowTx asks the gate whether actor may do action on the household. A worker gets no further with the
// household that he or she lives in: for that one the team and the contact person do not count.
func (h *Households) AllowTx(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (access.Object, error) {
	o, err := h.ObjectTx(ctx, tx, id)
	if err != nil {
		return o, err
	}
	return o, h.gate.Allow(ctx, tx, actor, action, NotOwn(actor, o))
}

// NotOwn takes the team and the contact person off the file of somebody who lives in the household, so that
// nobody works on the own file.
func NotOwn(actor access.Actor, o access.Object) access.Object {
	if actor.Account != 0 && slices.Contains(o.Members, actor.Account) {
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
