package team

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Teams keeps the teams of every municipality.
type Teams struct {
	db     *db.DB
	gate   *access.Gate
	houses *household.Households
	list   *worklist.List
	handed []func(ctx context.Context, tx *db.Tx, h Handover) error
}

// New returns the teams of d.
func New(d *db.DB, gate *access.Gate, houses *household.Households, list *worklist.List) *Teams {
	return &Teams{db: d, gate: gate, houses: houses, list: list}
}

// WhenHanded has f done in the transaction that changes the contact person of a household, so that what is on
// a worklist goes along and the resident is told. Call it while the program is put together.
func (t *Teams) WhenHanded(f func(ctx context.Context, tx *db.Tx, h Handover) error) {
	t.handed = append(t.handed, f)
}

// SetUp adds a team and the parts of town that it works for, from today. The same id twice is the same team.
func (t *Teams) SetUp(ctx context.Context, actor access.Actor, n Team, area ...Catchment) (Team, error) {
	if err := n.Validate(); err != nil {
		return Team{}, err
	}
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := t.gate.Allow(ctx, tx, actor, "team.set_up", access.Object{Kind: "team", ID: n.ID}); err != nil {
			return err
		}
		if there, err := ByIDTx(ctx, tx, n.ID); err == nil || !errors.Is(err, fault.NotFound) {
			n = there
			return err
		}
		today := law.DateOf(tx.Now())
		n.TenantID, n.FromDay = tx.Tenant(), today
		if err := db.Insert(ctx, tx, "team", n); err != nil {
			return err
		}
		for _, c := range area {
			c.TenantID, c.ID, c.TeamID, c.FromDay = tx.Tenant(), tx.NewID(), n.ID, today
			if err := db.Insert(ctx, tx, "team_catchment", c); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// Member is somebody who works in a team, and of how many households the contact person.
type Member struct {
	account.Account
	Households int
}

// Members lists the generalists of a team with their caseload.
func (t *Teams) Members(ctx context.Context, actor access.Actor, team db.ID) ([]Member, error) {
	var out []Member
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := t.gate.Allow(ctx, tx, actor, "team.read", access.Object{Kind: "team", ID: team, Team: team}); err != nil {
			return err
		}
		people, err := account.WithRoleTx(ctx, tx, access.RoleGeneralist, team)
		if err != nil {
			return err
		}
		loads, err := household.CaseloadTx(ctx, tx, team)
		if err != nil {
			return err
		}
		for _, p := range people {
			m := Member{Account: p}
			if i := slices.IndexFunc(loads, func(l household.Load) bool { return l.ID == p.ID }); i >= 0 {
				m.Households = loads[i].Households
			}
			out = append(out, m)
		}
		return nil
	})
	return out, err
}

// HandOver makes somebody of the household's team its contact person, instead of who it is now. The resident
// sees it. The same id twice is the same handover.
func (t *Teams) HandOver(ctx context.Context, actor access.Actor, n Handover) (Handover, error) {
	if n.Reason.Name() == "" {
		return n, fault.Invalid{"reason": "Choose why somebody else becomes the contact person"}
	}
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if _, err := t.houses.AllowTx(ctx, tx, actor, "team.hand_over", n.HouseholdID); err != nil {
			return err
		}
		there, err := db.One[Handover](ctx, tx, qHandover, tx.Tenant(), n.ID)
		switch {
		case errors.Is(err, fault.NotFound):
			n, err = t.handTx(ctx, tx, actor, n)
		case err == nil && there.HouseholdID != n.HouseholdID:
			err = fmt.Errorf("handover of another household: %w", fault.Conflict)
		case err == nil:
			n = there
		}
		return err
	})
	return n, err
}

// TakeOver makes the actor the contact person of a household that moved into the area of the actor's team.
func (t *Teams) TakeOver(ctx context.Context, actor access.Actor, household db.ID) (Handover, error) {
	n := Handover{HouseholdID: household, ToID: actor.Account, Reason: MovedIn}
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		o, err := t.houses.AllowTx(ctx, tx, actor, "team.take_over", household)
		if err != nil {
			return err
		}
		if o.Contact == actor.Account {
			return nil
		}
		if in, err := WorksInTx(ctx, tx, o.Contact, o.Team); err != nil || in {
			return errors.Join(err, unless(!in, fault.Refuse(fault.Conflict, "Somebody of your team is the contact person already.")))
		}
		n, err = t.handTx(ctx, tx, actor, n)
		return err
	})
	return n, err
}

func unless(is bool, err error) error {
	if is {
		return nil
	}
	return err
}

// WorksInTx reports whether an account is a generalist of a team today.
func WorksInTx(ctx context.Context, tx *db.Tx, who, team db.ID) (bool, error) {
	people, err := account.WithRoleTx(ctx, tx, access.RoleGeneralist, team)
	return slices.ContainsFunc(people, func(p account.Account) bool { return p.ID == who }), err
}

// handTx writes the handover of an open household within its own team.
func (t *Teams) handTx(ctx context.Context, tx *db.Tx, actor access.Actor, n Handover) (Handover, error) {
	h, err := t.houses.ByIDTx(ctx, tx, n.HouseholdID)
	if err != nil {
		return n, err
	}
	switch in, err := WorksInTx(ctx, tx, n.ToID, h.TeamID); {
	case err != nil:
		return n, err
	case !in:
		return n, fault.Invalid{"to": "Choose somebody who works in the team of this household"}
	case n.ToID == h.ContactID:
		return n, fault.Invalid{"to": "This is the contact person already. Choose somebody else"}
	}
	n.FromID, n.TeamID = h.ContactID, h.TeamID
	if _, err := t.houses.AssignTx(ctx, tx, h.ID, h.TeamID, n.ToID); err != nil {
		return n, err
	}
	return t.noteTx(ctx, tx, actor, n)
}

// TookTx notes the first contact person of a household that was just opened, or the next one of a household
// that a new question is linked to. The use case that calls it asked the gate.
func (t *Teams) TookTx(ctx context.Context, tx *db.Tx, actor access.Actor, household, team, contact db.ID) error {
	_, err := t.noteTx(ctx, tx, actor, Handover{HouseholdID: household, ToID: contact, TeamID: team, Reason: Took})
	return err
}

func (t *Teams) noteTx(ctx context.Context, tx *db.Tx, actor access.Actor, n Handover) (Handover, error) {
	if n.ID == 0 {
		n.ID = tx.NewID()
	}
	n.TenantID, n.ByID, n.At = tx.Tenant(), actor.Account, tx.Now()
	if err := db.Insert(ctx, tx, "team_handover", n); err != nil {
		return n, err
	}
	if err := t.list.DoneTx(ctx, tx, lineTakeOver, n.HouseholdID); err != nil {
		return n, err
	}
	if err := t.list.ReassignTx(ctx, tx, n.HouseholdID, n.ToID); err != nil {
		return n, err
	}
	for _, f := range t.handed {
		if err := f(ctx, tx, n); err != nil {
			return n, fmt.Errorf("hand over: %w", err)
		}
	}
	return n, nil
}

// Handovers lists who was the contact person of a household, the newest first, for those who may read it.
func (t *Teams) Handovers(ctx context.Context, actor access.Actor, id db.ID) ([]Handover, error) {
	var out []Handover
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if _, err := t.houses.AllowTx(ctx, tx, actor, "team.read_handovers", id, consent.Help); err != nil {
			return err
		}
		var err error
		out, err = HandoversTx(ctx, tx, id)
		return err
	})
	return out, err
}
