package household

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Dossier is everything that this package knows of one household.
type Dossier struct {
	Household
	Residents []Resident
	Relations []Relation
	Consents  []Consent
	Moments   []ContactMoment // the newest first
}

// Resident returns one of the residents.
func (d Dossier) Resident(id db.ID) (Resident, bool) {
	i := slices.IndexFunc(d.Residents, func(r Resident) bool { return r.ID == id })
	if i < 0 {
		return Resident{}, false
	}
	return d.Residents[i], true
}

// Present lists who belongs to the household now.
func (d Dossier) Present() []Resident {
	var out []Resident
	for _, r := range d.Residents {
		if r.Leaving == Here {
			out = append(out, r)
		}
	}
	return out
}

// Around lists the relations in a circle that hold on a day.
func (d Dossier) Around(circle relation.Circle, on law.Date) []Relation {
	var out []Relation
	for _, r := range d.Relations {
		if r.Kind.Circle() == circle && r.Holds(on) {
			out = append(out, r)
		}
	}
	return out
}

// LastContact is the newest contact moment.
func (d Dossier) LastContact() (ContactMoment, bool) {
	if len(d.Moments) == 0 {
		return ContactMoment{}, false
	}
	return d.Moments[0], true
}

// Read opens everything about a household for a worker. A secret address stays closed; see SecretAddress.
func (h *Households) Read(ctx context.Context, actor access.Actor, id db.ID) (Dossier, error) {
	var d Dossier
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		d, err = h.ReadTx(ctx, tx, actor, id)
		return err
	})
	return d, err
}

// ReadTx is Read within the transaction of another use case.
func (h *Households) ReadTx(ctx context.Context, tx *db.Tx, actor access.Actor, id db.ID) (Dossier, error) {
	if _, err := h.AllowTx(ctx, tx, actor, "household.read", id); err != nil {
		return Dossier{}, err
	}
	return h.dossier(ctx, tx, id)
}

func (h *Households) dossier(ctx context.Context, tx *db.Tx, id db.ID) (d Dossier, err error) {
	if d.Household, err = h.load(ctx, tx, id); err != nil {
		return d, err
	}
	if d.Secret {
		d.Address, d.Sealed = Address{}, nil
	}
	if d.Residents, err = h.ResidentsTx(ctx, tx, id); err != nil {
		return d, err
	}
	if d.Relations, err = h.RelationsTx(ctx, tx, id); err != nil {
		return d, err
	}
	if d.Consents, err = h.ConsentsTx(ctx, tx, id); err != nil {
		return d, err
	}
	d.Moments, err = h.moments(ctx, tx, id)
	return d, err
}

// SecretAddress opens the secret address of a household, which has a line of its own in the log.
func (h *Households) SecretAddress(ctx context.Context, actor access.Actor, id db.ID) (Household, error) {
	var one Household
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if _, err = h.AllowTx(ctx, tx, actor, "household.read_secret_address", id); err != nil {
			return err
		}
		one, err = h.load(ctx, tx, id)
		return err
	})
	return one, err
}

// Find looks for a household by its number or by the citizen service number of a resident. It tells only the
// id: what may be seen is decided when the household is opened.
func (h *Households) Find(ctx context.Context, actor access.Actor, what string) (db.ID, error) {
	var found db.ID
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if found, err = h.find(ctx, tx, what); err != nil {
			return err
		}
		o := access.Object{Kind: "household", ID: found}
		if found != 0 {
			if o, err = h.ObjectTx(ctx, tx, found); err != nil {
				return err
			}
		}
		return h.gate.Allow(ctx, tx, actor, "household.search", o)
	})
	if err == nil && found == 0 {
		return 0, fault.Invalid{"what": "No household has this number. Check the number and try again"}
	}
	return found, err
}

func (h *Households) find(ctx context.Context, tx *db.Tx, what string) (db.ID, error) {
	if number := tidyNumber(what); strings.HasPrefix(number, "H-") {
		one, err := db.One[Household](ctx, tx, qHouseholdByNumber, tx.Tenant(), number)
		return one.ID, unlessMissing(err)
	}
	bsn, err := ident.ParseBSN(what)
	if err != nil {
		return 0, fault.Invalid{"what": "Fill in a household number such as H-2026-00041, or a citizen service number of 9 digits"}
	}
	r, err := db.One[Resident](ctx, tx, qResidentByBSN, tx.Tenant(), h.blind(tx, bsn))
	return r.HouseholdID, unlessMissing(err)
}

func unlessMissing(err error) error {
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

func tidyNumber(number string) string {
	return strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(number), " ", ""))
}

// listed is the list of the households that the actor works for.
func listed(actor access.Actor) access.Object {
	return access.Object{Kind: "household", Team: actor.Team, Contact: actor.Account}
}

// MayList reports whether the actor has a list of households, to leave out a link.
func (h *Households) MayList(actor access.Actor) bool {
	return h.gate.May(actor, "household.list", listed(actor))
}

// Served lists the open households that the actor works for, the oldest first, after the one with id after.
// It names no residents.
func (h *Households) Served(ctx context.Context, actor access.Actor, after db.ID) ([]Household, error) {
	var out []Household
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := h.gate.Allow(ctx, tx, actor, "household.list", listed(actor)); err != nil {
			return err
		}
		s := h.gate.Scope(actor, "household.list")
		var err error
		out, err = db.All[Household](ctx, tx, qServed, tx.Tenant(), s.All, s.Team, s.Contact, int64(after))
		return err
	})
	return out, err
}

// Number is how people call a household. It is no personal data.
type Number struct {
	ID     db.ID
	Number string
}

var qNumbers = db.SQL(`SELECT id, number FROM household WHERE tenant_id = $1 AND id IN (` + func() string {
	marks := make([]string, worklist.Page)
	for i := range marks {
		marks[i] = "$" + strconv.Itoa(i+2)
	}
	return strings.Join(marks, ", ")
}() + `)`)

// Numbers returns how people call the households among at most a page of ids.
func (h *Households) Numbers(ctx context.Context, actor access.Actor, ids []db.ID) ([]Number, error) {
	args := make([]any, 1+worklist.Page)
	for i := range args {
		args[i] = db.ID(0)
	}
	args[0] = actor.Tenant
	for i, id := range ids[:min(len(ids), worklist.Page)] {
		args[i+1] = id
	}
	var out []Number
	err := h.db.View(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		out, err = db.All[Number](ctx, tx, qNumbers, args...)
		return err
	})
	return out, err
}
