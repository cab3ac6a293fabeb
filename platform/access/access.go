// Package access says who may do what, for which purpose and on which ground, and keeps the log of it. Every
// use case asks the gate inside its own transaction; the line in the log is written in that transaction too,
// so without a log line nobody sees or changes anything.
package access

import (
	"context"
	"embed"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

//go:embed schema/*.sql
var schema embed.FS

var (
	_ = db.Register(schema)
	_ = db.AppendOnly("access_log")
)

// Gate decides by the rules of all wings and keeps the log.
type Gate struct {
	db    *db.DB
	rules map[string][]Rule
	all   []Rule
	last  sync.Map // tenant -> *atomic.Int64, the id of the newest line that this process knows
}

// New returns a gate that knows the rule tables of the wings. What no rule allows is denied.
func New(d *db.DB, tables ...[]Rule) *Gate {
	g := &Gate{db: d, rules: map[string][]Rule{}}
	for _, table := range tables {
		for _, r := range table {
			g.rules[r.Action] = append(g.rules[r.Action], r)
			g.all = append(g.all, r)
		}
	}
	return g
}

// Rules lists every rule, as the privacy officer reads them.
func (g *Gate) Rules() []Rule { return g.all }

// Entry is one line of the log. It holds ids and words of the rules, never personal text.
type Entry struct {
	TenantID   db.ID
	ID         db.ID
	At         time.Time
	ActorID    db.ID
	Job        string
	Role       Role
	Action     string
	Purpose    string
	Ground     string
	SubjectID  db.ID
	ObjectKind string
	ObjectID   db.ID
	Outcome    Outcome
	Reason     string
	Trace      string
}

// Outcome is what the gate answered.
type Outcome string

// The answers.
const (
	Allowed Outcome = "allowed"
	Refused Outcome = "denied"
)

// Allow lets actor do action on o, or denies it. Allowed, it writes a line in tx for every subject. Denied, tx is
// rolled back, also when the use case goes on; the gate then writes the line of the denial by itself, in the log
// of who owns what was asked for.
func (g *Gate) Allow(ctx context.Context, tx *db.Tx, a Actor, action string, o Object) error {
	rule, ok := Decide(g.rules[action], a, action, o)
	if ok && a.Tenant == tx.Tenant() {
		return g.record(ctx, tx, a, rule, o, Allowed)
	}
	err := fmt.Errorf("%s by %s: %w", action, a.Role, fault.Denied)
	if a.Tenant != tx.Tenant() {
		err = fmt.Errorf("%s: actor of tenant %d in a transaction of tenant %d: %w", action, a.Tenant, tx.Tenant(), fault.Denied)
	}
	tx.Refuse(err)
	owner := tx.Tenant()
	tx.AfterRollback(func(ctx context.Context) { g.logDenial(ctx, owner, a, action, o) })
	return err
}

// May reports whether actor could do action on o, to leave out a button. It decides nothing and logs nothing.
func (g *Gate) May(a Actor, action string, o Object) bool {
	_, ok := Decide(g.rules[action], a, action, o)
	return ok
}

// Scope is the part of a list that actor may see by action.
func (g *Gate) Scope(a Actor, action string) Scope { return ScopeOf(g.rules[action], a, action) }

func (g *Gate) logDenial(ctx context.Context, owner db.ID, a Actor, action string, o Object) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	err := g.db.InTx(ctx, owner, func(tx *db.Tx) error {
		return g.record(ctx, tx, a, Rule{Action: action}, o, Refused)
	})
	if err != nil {
		slog.ErrorContext(ctx, "log denial", "action", action, "trace", a.Trace, "err", err)
	}
}

// The longest reason that a line holds.
const maxReason = 500

func (g *Gate) record(ctx context.Context, tx *db.Tx, a Actor, r Rule, o Object, outcome Outcome) error {
	subjects := o.Subjects
	if len(subjects) == 0 {
		subjects = []db.ID{0}
	}
	reason := []rune(strings.TrimSpace(a.Reason))
	reason = reason[:min(len(reason), maxReason)]
	for _, s := range subjects {
		id, err := g.lineID(ctx, tx)
		if err != nil {
			return fmt.Errorf("log %s: %w", r.Action, err)
		}
		e := Entry{TenantID: tx.Tenant(), ID: id, At: tx.Now(), ActorID: a.Account, Job: a.Job, Role: a.Role, Action: r.Action,
			Purpose: r.Purpose, Ground: r.Ground, SubjectID: s, ObjectKind: o.Kind, ObjectID: o.ID, Outcome: outcome, Reason: string(reason), Trace: a.Trace}
		if err := db.Insert(ctx, tx, "access_log", e); err != nil {
			return fmt.Errorf("log %s: %w", r.Action, err)
		}
	}
	return nil
}

var qLast = db.SQL(`SELECT coalesce(max(id), 0) FROM access_log WHERE tenant_id = $1`)

// lineID makes the id of a line. Lines sort as they were written, also when the clock of the machine was put back:
// the sequencer looks for new lines behind those it has.
func (g *Gate) lineID(ctx context.Context, tx *db.Tx) (db.ID, error) {
	known, ok := g.last.Load(tx.Tenant())
	if !ok {
		newest, err := db.One[db.ID](ctx, tx, qLast, tx.Tenant())
		if err != nil {
			return 0, err
		}
		fresh := new(atomic.Int64)
		fresh.Store(int64(newest))
		known, _ = g.last.LoadOrStore(tx.Tenant(), fresh)
	}
	last := known.(*atomic.Int64)
	for {
		before := last.Load()
		id := int64(tx.SerialID())
		if id <= before {
			id = before + 1 + rand.Int64N(1<<16) // another process may be in the same state
		}
		if last.CompareAndSwap(before, id) {
			return db.ID(id), nil
		}
	}
}
