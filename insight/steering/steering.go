// Package steering computes what a council steers on, from the database itself: how many people are helped on
// which line, what is solved where, whether decisions come in time, and what residents say of it.
//
// It reads numbers of the other wings and no persons. What it gives is protected: groups that are too small are
// hidden, and so is what would tell them; other numbers are rounded. Every figure carries its definition, its
// sources, its period and the moment at which it was measured.
package steering

import (
	"context"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Steering (sturen) computes the figures of every municipality.
type Steering struct {
	db      *db.DB
	gate    *access.Gate
	tenants *tenant.Tenants
}

// New returns the figures of d.
func New(d *db.DB, gate *access.Gate, tenants *tenant.Tenants) *Steering {
	return &Steering{d, gate, tenants}
}

// CouncilReport is what the council sees: the figures by line, the others, and what to compare them with.
type CouncilReport struct {
	Residents int // of the municipality, as is known publicly; 0 when it is not
	People    [3]Figure
	Solved    [3]Figure
	Others    []Figure
	Norm      Norm
	At        time.Time
}

// Figures lists all figures of the report.
func (r CouncilReport) Figures() []Figure { return slices.Concat(r.People[:], r.Solved[:], r.Others) }

// Council measures the figures for the council. The log has one line for it, and no subjects: there is nobody
// in it.
func (s *Steering) Council(ctx context.Context, actor access.Actor) (CouncilReport, error) {
	var r CouncilReport
	err := s.measure(ctx, actor, "figures.read", func(_ *db.Tx, c counts, m measure) error {
		r = m.report(c)
		return nil
	})
	return r, err
}

// Figure measures one figure by its name.
func (s *Steering) Figure(ctx context.Context, actor access.Actor, name string) (Figure, error) {
	if !slices.ContainsFunc(definitions, func(d Definition) bool { return d.Name == name }) {
		return Figure{}, fmt.Errorf("figure: %w", fault.NotFound)
	}
	r, err := s.Council(ctx, actor)
	if err != nil {
		return Figure{}, err
	}
	all := r.Figures()
	return all[slices.IndexFunc(all, func(f Figure) bool { return f.Name == name })], nil
}

// measure is how the numbers of one moment are made into figures.
type measure struct {
	norm              Norm
	minimum, rounding int
	from, to          law.Date
	at                time.Time
}

// measure counts for an actor who may do action.
func (s *Steering) measure(ctx context.Context, actor access.Actor, action string, use func(*db.Tx, counts, measure) error) error {
	t, err := s.tenants.ByID(ctx, actor.Tenant)
	if err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	err = s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := s.gate.Allow(ctx, tx, actor, action, access.Object{Kind: "figures"}); err != nil {
			return err
		}
		today := law.DateOf(tx.Now())
		m := measure{norm: normOn(t.Settings[SettingNorm], today), minimum: atLeast(t.Settings[SettingMinimum], smallestGroup, smallestGroup),
			rounding: atLeast(t.Settings[SettingRounding], 1, roundTo), from: today.AddYears(-1).Add(1), to: today, at: tx.Now()}
		c, err := countTx(ctx, tx, m.from, m.to)
		if err != nil {
			return err
		}
		return use(tx, c, m)
	})
	if err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	return nil
}

func (m measure) report(c counts) CouncilReport {
	r := CouncilReport{Residents: c.residents, Norm: m.norm, At: m.at}
	people := [3]int{c.residents - c.first - c.second, c.first, c.second}
	hidden := protect(people[:], m.minimum, m.rounding)
	if people[0] < 0 { // nobody said how many people live here, so there is no whole to compute with
		r.Residents, hidden = 0, []bool{true, c.first < m.minimum, c.second < m.minimum}
	}
	r.People = m.parts([3]string{PeopleZeroth, PeopleFirst, PeopleSecond}, people, hidden)
	for i := range r.People {
		r.People[i].From = law.Date{}
	}
	if r.Residents == 0 {
		r.People[0].State = Unknown
	}
	r.Solved = m.parts([3]string{SolvedZeroth, SolvedFirst, SolvedSecond}, c.solved, protect(c.solved[:], m.minimum, m.rounding))
	r.Others = []Figure{m.inTime(c), m.days(c), m.judged(c)}
	return r
}

// figure is a figure without a value yet.
func (m measure) figure(name string) Figure {
	d := definitions[slices.IndexFunc(definitions, func(d Definition) bool { return d.Name == name })]
	return Figure{Definition: d, State: Small, From: m.from, To: m.to, At: m.at, Minimum: m.minimum, Rounding: m.rounding}
}

// parts are the figures of the three lines.
func (m measure) parts(names [3]string, values [3]int, hidden []bool) (out [3]Figure) {
	for i, name := range names {
		out[i] = m.figure(name)
		if !hidden[i] {
			out[i].State, out[i].Value = Shown, float64(rounded(values[i], m.rounding))
		}
	}
	return out
}

func (m measure) inTime(c counts) Figure {
	f := m.figure(InTime)
	if value, bound, ok := share(c.inTime, c.decided, m.minimum, m.rounding); ok {
		f.State, f.Value, f.Bound, f.Of = Shown, value, bound, rounded(c.decided, m.rounding)
	}
	return f
}

func (m measure) days(c counts) Figure {
	f := m.figure(DaysToDecide)
	if n := len(c.days); n >= m.minimum {
		f.State, f.Value, f.Of = Shown, float64(median(c.days)), rounded(n, m.rounding)
	}
	return f
}

func (m measure) judged(c counts) Figure {
	f := m.figure(Judged)
	if !c.heardTo.IsZero() {
		f.From, f.To = c.heardFrom, c.heardTo
	}
	if answers, total := together(c.scores); answers >= m.minimum {
		f.State, f.Value, f.Of = Shown, mean(total, answers), rounded(answers, m.rounding)
	}
	return f
}
