package account

import (
	"context"
	"errors"
	"maps"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// maxMandate is what nobody decides alone, in cents a year.
const maxMandate = 10_000_000_00

// Grantable lists the roles that an account can have: every one but those of nobody and of the system.
func Grantable() []access.Role {
	return slices.DeleteFunc(slices.Clone(access.Roles), func(r access.Role) bool { return r == access.RoleVisitor || r == access.RoleSystem })
}

func (g Grant) validate(wrong fault.Invalid) {
	if !slices.Contains(Grantable(), g.Role) {
		wrong.Say("role", "Choose a role")
	}
	if g.Mandate < 0 || g.Mandate > maxMandate {
		wrong.Say("mandate", "Fill in an amount from 0 to 10 million euros a year")
	}
	if !g.ToDay.IsZero() && g.ToDay.Before(g.FromDay) {
		wrong.Say("to", "The last day must be after the first day")
	}
}

// Runs reports whether the role runs on a day.
func (g Grant) Runs(on law.Date) bool {
	return !on.Before(g.FromDay) && (g.ToDay.IsZero() || !g.ToDay.Before(on))
}

func (s *Accounts) grant(ctx context.Context, tx *db.Tx, account db.ID, g Grant) error {
	g.TenantID, g.AccountID = tx.Tenant(), account
	if g.ID == 0 {
		g.ID = tx.NewID()
	}
	if g.FromDay.IsZero() {
		g.FromDay = law.DateOf(tx.Now())
	}
	return db.Insert(ctx, tx, "account_role", g)
}

// errPast is a role that would run in days on which nobody gave it.
var errPast = fault.Invalid{"from": "The first day is today or later"}

// AddRole gives an account another role, from today or later. Nobody gives a role to themselves. Asked twice with
// the same id, it is given once.
func (s *Accounts) AddRole(ctx context.Context, actor access.Actor, account db.ID, g Grant) error {
	wrong := fault.Invalid{}
	g.validate(wrong)
	return s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if g.FromDay.IsZero() {
			g.FromDay = law.DateOf(tx.Now())
		} else if g.FromDay.Before(law.DateOf(tx.Now())) {
			maps.Copy(wrong, errPast)
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		if err := s.gate.Allow(ctx, tx, actor, "account.add", rolesOf(account)); err != nil {
			return err
		}
		if _, err := ByIDTx(ctx, tx, account); err != nil {
			return err
		}
		if first, err := db.One[Grant](ctx, tx, qGrantByID, tx.Tenant(), g.ID); err == nil && first.AccountID == account {
			return nil
		} else if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		return s.grant(ctx, tx, account, g)
	})
}

// EndRole ends a role after a last day, which is today or later; yesterday ends it at once. Nobody ends their own.
func (s *Accounts) EndRole(ctx context.Context, actor access.Actor, grant db.ID, last law.Date) error {
	return s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		g, err := db.One[Grant](ctx, tx, qGrantByID, tx.Tenant(), grant)
		if err != nil {
			return err
		}
		if err := s.gate.Allow(ctx, tx, actor, "account.end_role", rolesOf(g.AccountID)); err != nil {
			return err
		}
		today := law.DateOf(tx.Now())
		if !g.ToDay.IsZero() && g.ToDay.Before(today) {
			return fault.Refuse(fault.Conflict, "This role has ended already.")
		}
		if last.IsZero() || last.Before(today.Add(-1)) {
			return fault.Invalid{"last": "Fill in today or a later day. Yesterday ends the role at once"}
		}
		return tx.ExecOne(ctx, qEndRole, tx.Tenant(), grant, last)
	})
}

// rolesOf are the roles of an account, which its owner keeps away from.
func rolesOf(account db.ID) access.Object {
	return access.Object{Kind: "account", ID: account, Subjects: []db.ID{account}, Barred: []db.ID{account}}
}
