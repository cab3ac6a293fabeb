// Package worklist keeps what people must do, by when, and where. Wings add a line in the transaction that
// makes it necessary and close it in the transaction that makes it needless. A line holds no personal data:
// a number and a link say what it is about.
package worklist

import (
	"context"
	"embed"
	"fmt"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// Line is one thing to do, for one account, one team, or everybody in a role.
type Line struct {
	TenantID  db.ID
	ID        db.ID
	AccountID db.ID       // for one person; or
	TeamID    db.ID       // for whoever of a team takes it; or
	Role      access.Role // for whoever has the role
	Kind      string      // "intake.question": what must happen, one open line for each kind and object
	Title     string      // an English sentence
	Note      string      // what went wrong, an English sentence; may be empty
	Link      string      // address without tenant, "/team/hulpvragen/123"
	ObjectID  db.ID       // what it is about
	Rule      string      // the term behind the due day, as package law names it; may be empty
	Due       law.Date    // the last day; zero when there is none
	MadeAt    time.Time
	DoneAt    *time.Time
}

// read turns a stored line into one without a last day, when it has none.
func (l *Line) read() {
	if l.Due == never {
		l.Due = law.Date{}
	}
}

// Late reports whether the last day has passed.
func (l Line) Late(today law.Date) bool { return !l.Due.IsZero() && l.Due.Before(today) }

// Rules says who reads worklists.
var Rules = []access.Rule{
	{Action: "worklist.read", Name: "Read the worklist", When: access.Anyone, Roles: []access.Role{access.RoleBroker, access.RoleGeneralist, access.RoleTeamLead,
		access.RoleLegalOfficer, access.RoleContractManager, access.RoleProvider, access.RoleController, access.RolePrivacyOfficer},
		Purpose: "See what must be done in time", Ground: "Awb art. 4:13"},
}

// List is the worklist of everybody.
type List struct {
	db   *db.DB
	gate *access.Gate
}

// New returns the worklist of d.
func New(d *db.DB, gate *access.Gate) *List { return &List{d, gate} }

// AddTx adds a line. An open line of the same kind about the same object is replaced: the new one knows better.
func (l *List) AddTx(ctx context.Context, tx *db.Tx, n Line) error {
	if err := l.DoneTx(ctx, tx, n.Kind, n.ObjectID); err != nil {
		return err
	}
	n.TenantID, n.MadeAt = tx.Tenant(), tx.Now()
	if n.Due.IsZero() {
		n.Due = never
	}
	if n.ID == 0 {
		n.ID = tx.NewID()
	}
	if err := db.Insert(ctx, tx, "worklist_line", n); err != nil {
		return fmt.Errorf("add worklist line %s: %w", n.Kind, err)
	}
	return nil
}

// DoneTx closes the open line of a kind about an object. That there is none is fine.
func (l *List) DoneTx(ctx context.Context, tx *db.Tx, kind string, object db.ID) error {
	_, err := tx.Exec(ctx, qDone, tx.Tenant(), kind, object, tx.Now())
	return err
}

// Page is how many lines are read at a time.
const Page = 50

// Whose says which of the lines that somebody sees.
type Whose string

// All lines, those of the account itself, and those that anybody of the team or with the role may take.
const (
	All  Whose = ""
	Mine Whose = "mine"
	Team Whose = "team"
)

// Search is a page of the worklist: the lines after the one with this due day and id (zero: from the start).
type Search struct {
	Whose    Whose
	AfterDue law.Date
	AfterID  db.ID
}

// Open lists what is open for the actor's own account, team or role, what is due first first.
func (l *List) Open(ctx context.Context, actor access.Actor, s Search) ([]Line, error) {
	var lines []Line
	err := l.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err = l.gate.Allow(ctx, tx, actor, "worklist.read", access.Object{Kind: "worklist"}); err != nil {
			return err
		}
		if s.AfterID == 0 {
			s.AfterDue = law.Day(1, 1, 1)
		} else if s.AfterDue.IsZero() {
			s.AfterDue = never
		}
		lines, err = db.All[Line](ctx, tx, qOpen, tx.Tenant(), actor.Account, actor.Team, string(actor.Role), string(s.Whose), s.AfterDue, s.AfterID)
		for i := range lines {
			lines[i].read()
		}
		return err
	})
	return lines, err
}

// OpenTx returns the open line of a kind about an object. Without one it is fault.NotFound.
func OpenTx(ctx context.Context, tx *db.Tx, kind string, object db.ID) (Line, error) {
	l, err := db.One[Line](ctx, tx, qOne, tx.Tenant(), kind, object)
	l.read()
	return l, err
}

// ReassignTx hands the open lines about an object to somebody else, as when the contact person changes. A line for a
// team or a role stays with it.
func (l *List) ReassignTx(ctx context.Context, tx *db.Tx, object, account db.ID) error {
	_, err := tx.Exec(ctx, qReassign, tx.Tenant(), object, account)
	return err
}

// Late counts the lines of which the last day has passed, for the actor.
func (l *List) Late(ctx context.Context, actor access.Actor, whose Whose) (int, error) {
	var late struct{ Lines int }
	err := l.db.View(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		late, err = db.One[struct{ Lines int }](ctx, tx, qLate, tx.Tenant(), actor.Account, actor.Team, string(actor.Role), string(whose), law.DateOf(tx.Now()))
		return err
	})
	return late.Lines, err
}
