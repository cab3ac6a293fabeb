// Package decision takes formal decisions (beschikkingen): a resident applies for help made to measure, the
// contact person prepares the answer, the resident chooses a provider, and somebody else with the mandate signs.
// Order, letter and the end of the legal clock come with the signature, in one transaction.
package decision

import (
	"context"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Parts are what decisions are made with.
type Parts struct {
	DB          *db.DB
	Gate        *access.Gate
	Vault       *seal.Vault
	Tenants     *tenant.Tenants
	Households  *household.Households
	Teams       *team.Teams
	Plans       *plan.Plans
	Contracts   *contract.Contracts
	Allocations *allocation.Allocations
	Accounts    *account.Accounts
	List        *worklist.List
	Post        *mail.Post
}

// Decisions are the applications and decisions of every municipality.
type Decisions struct {
	Parts
	signed []func(ctx context.Context, tx *db.Tx, f File) error
}

// New returns the decisions, which go along when a household changes hands or is closed.
func New(parts Parts) *Decisions {
	s := &Decisions{Parts: parts}
	s.Teams.WhenHanded(s.handed)
	s.Households.WhenClosed(s.householdClosed)
	return s
}

// WhenSigned has f done in the transaction that signs a decision, so that the letter is there with it. Call it
// while the program is put together.
func (s *Decisions) WhenSigned(f func(ctx context.Context, tx *db.Tx, f File) error) {
	s.signed = append(s.signed, f)
}

// The worklist lines of this package.
const (
	lineDecide = "decision.decide" // prepare and sign before the legal term is over
	lineSign   = "decision.sign"
	lineBack   = "decision.back"
)

// LineTerm is the line for a message about the term to somebody who is not reached by mail, until it went by post.
const LineTerm = "decision.term"

// File is a decision with its application.
type File struct {
	Application Application
	Decision    FormalDecision
}

// open is a file in the hands of a use case: the gate has let it through.
type open struct {
	File
	key    *seal.Key
	object access.Object
}

// object is a decision as the gate looks at it: its household, who prepared and signed it, and what it costs in a year.
func (s *Decisions) object(ctx context.Context, tx *db.Tx, actor access.Actor, f File) (access.Object, error) {
	o, err := s.Households.ObjectTx(ctx, tx, f.Decision.HouseholdID)
	o = household.NotOwn(actor, o)
	o.Kind, o.ID, o.Subjects = "decision", f.Decision.ID, []db.ID{f.Decision.ResidentID}
	o.Maker, o.Owner, o.Amount = f.Decision.MakerID, f.Decision.SignerID, f.Decision.YearCents
	return o, err
}

// toRead is a decision as the gate looks at it for who only reads: a mandate opens it while it waits for a signature.
func toRead(o access.Object, s State) access.Object {
	if s != ToSign {
		o.Maker = 0
	}
	return o
}

// allowed loads a decision for an action on it.
func (s *Decisions) allowed(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (open, error) {
	f, k, err := s.load(ctx, tx, id)
	if err != nil {
		return open{}, err
	}
	o, err := s.object(ctx, tx, actor, f)
	if err != nil {
		return open{}, err
	}
	if action == "decision.read" {
		o = toRead(o, f.Decision.State)
	}
	return open{f, k, o}, s.Gate.Allow(ctx, tx, actor, action, o)
}

// FileTx opens a decision with its application for an action on it, after asking the gate.
func (s *Decisions) FileTx(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (File, error) {
	f, err := s.allowed(ctx, tx, actor, action, id)
	return f.File, err
}

// change is the frame of every use case that changes a decision. Version is the one that the worker saw.
func (s *Decisions) change(ctx context.Context, actor access.Actor, action string, id db.ID, version int64, do func(*db.Tx, open) (FormalDecision, error)) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, action, id)
		if err != nil {
			return err
		}
		next, err := do(tx, f)
		if err != nil {
			return err
		}
		next.Version = version
		return s.save(ctx, tx, next, actor.Account)
	})
}

// Reading is a decision with what the page about it shows.
type Reading struct {
	File
	Resident household.Person
	Goal     plan.Goal
	Ladder   ladder.Ladder
	Orders   []allocation.Allocation
	MaySign  bool // this actor, within the mandate and not what was prepared by the same person
}

// Read opens a decision for a worker.
func (s *Decisions) Read(ctx context.Context, actor access.Actor, id db.ID) (r Reading, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, "decision.read", id)
		if err != nil {
			return err
		}
		r = Reading{File: f.File, MaySign: s.Gate.May(actor, "decision.sign", f.object)}
		if r.Goal, r.Ladder, err = s.GoalTx(ctx, tx, f.Application); err != nil {
			return err
		}
		who, err := s.Households.ResidentTx(ctx, tx, f.Decision.ResidentID)
		if err != nil {
			return err
		}
		r.Resident = who.Person
		r.Orders, err = s.Allocations.ByDecisionTx(ctx, tx, id)
		return err
	})
	return r, err
}

// GoalTx is the goal of the plan that an application is about, with its ladder. The use case that calls it asks the gate.
func (s *Decisions) GoalTx(ctx context.Context, tx *db.Tx, a Application) (plan.Goal, ladder.Ladder, error) {
	w, err := s.Plans.ByIDTx(ctx, tx, a.PlanID)
	if err != nil {
		return plan.Goal{}, nil, err
	}
	g, err := w.Goal(a.GoalID)
	return g, w.Ladder(a.GoalID), err
}

// ByHouseholdTx lists the applications of a household with their decisions, the newest first, without their words.
// The use case that shows them asks the gate.
func (s *Decisions) ByHouseholdTx(ctx context.Context, tx *db.Tx, householdID db.ID) ([]File, error) {
	applications, err := db.All[Application](ctx, tx, qApplications, tx.Tenant(), householdID)
	if err != nil {
		return nil, err
	}
	decisions, err := db.All[FormalDecision](ctx, tx, qDecisions, tx.Tenant(), householdID)
	var out []File
	for _, a := range applications {
		i := slices.IndexFunc(decisions, func(d FormalDecision) bool { return d.ApplicationID == a.ID })
		if i >= 0 {
			out = append(out, File{a, decisions[i]})
		}
	}
	return out, err
}

// Standing is how an application stands: the decision about it and what was ordered. It holds no words.
type Standing struct {
	File
	Orders []allocation.Allocation
}

// Standings lists how the applications of a household stand, the newest first: for a worker all of them, at home those
// that are for the reader.
func (s *Decisions) Standings(ctx context.Context, actor access.Actor, householdID db.ID) (out []Standing, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		if !resident(actor) {
			if _, err := s.Households.AllowTx(ctx, tx, actor, "decision.read", householdID); err != nil {
				return err
			}
		}
		files, err := s.ByHouseholdTx(ctx, tx, householdID)
		for _, f := range files {
			if shown, err := s.shown(ctx, tx, actor, f); err != nil {
				return err
			} else if !shown {
				continue
			}
			one := Standing{File: f}
			if one.Orders, err = s.Allocations.ByDecisionTx(ctx, tx, f.Decision.ID); err != nil {
				return err
			}
			out = append(out, one)
		}
		return err
	})
	return out, err
}

// shown asks the gate whether an application is for somebody who looks at home.
func (s *Decisions) shown(ctx context.Context, tx *db.Tx, actor access.Actor, f File) (bool, error) {
	if !resident(actor) {
		return true, nil
	}
	o, err := s.ForTx(ctx, tx, actor, f.Decision.ResidentID)
	o.Kind, o.ID = "decision", f.Decision.ID
	if err != nil || !s.Gate.May(actor, "decision.read_own", o) {
		return false, err
	}
	return true, s.Gate.Allow(ctx, tx, actor, "decision.read_own", o)
}

// ForTx is what is decided for a resident as the gate looks at it: at home it is read by its readers, and by whom the
// resident lets in to the help. At work everybody of the household keeps away from it.
func (s *Decisions) ForTx(ctx context.Context, tx *db.Tx, actor access.Actor, residentID db.ID) (access.Object, error) {
	who, err := s.Households.ResidentTx(ctx, tx, residentID)
	if err != nil {
		return access.Object{}, err
	}
	o, err := s.Households.ObjectTx(ctx, tx, who.HouseholdID)
	if err != nil {
		return o, err
	}
	o = household.NotOwn(actor, o)
	o.Subjects, o.Former = []db.ID{who.ID}, append(o.Former, o.Members...)
	if o.Members, err = s.ReadersTx(ctx, tx, who); err != nil {
		return o, err
	}
	o.Parties, err = s.Households.LetInTx(ctx, tx, who.HouseholdID, consent.Help, who.ID)
	return o, err
}

// Waiting is a decision in a list: no words and no names.
type Waiting struct {
	FormalDecision
	Due law.Date
}

// Waiting lists what waits: for a signer what may be signed within the mandate, for everybody what they have in
// hand themselves.
func (s *Decisions) Waiting(ctx context.Context, actor access.Actor) (toSign, inHand []Waiting, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := s.Gate.Allow(ctx, tx, actor, "decision.list", access.Object{Kind: "decisions"}); err != nil {
			return err
		}
		if s.Gate.May(actor, "decision.send_back", access.Object{}) {
			if toSign, err = db.All[Waiting](ctx, tx, qToSign, tx.Tenant(), actor.Mandate, actor.Account); err != nil {
				return err
			}
		}
		inHand, err = db.All[Waiting](ctx, tx, qInHand, tx.Tenant(), actor.Account)
		return err
	})
	return toSign, inHand, err
}

// handed passes the lines about applications, decisions and their letters on to the new contact person, with the
// orders that they led to.
func (s *Decisions) handed(ctx context.Context, tx *db.Tx, h team.Handover) error {
	files, err := s.ByHouseholdTx(ctx, tx, h.HouseholdID)
	for _, f := range files {
		for _, about := range []db.ID{f.Application.ID, f.Decision.ID} {
			if err == nil {
				err = s.List.ReassignTx(ctx, tx, about, h.ToID)
			}
		}
	}
	if err != nil {
		return err
	}
	return s.Allocations.HandTx(ctx, tx, h.HouseholdID, h.ToID)
}

// householdClosed ends the applications of a household that is served no more.
func (s *Decisions) householdClosed(ctx context.Context, tx *db.Tx, h household.Household) error {
	files, err := s.ByHouseholdTx(ctx, tx, h.ID)
	if err != nil {
		return err
	}
	for _, short := range files {
		if short.Decision.State == Signed || short.Decision.State == Withdrawn {
			continue
		}
		f, _, err := s.load(ctx, tx, short.Decision.ID)
		if err != nil {
			return err
		}
		if err := s.withdraw(ctx, tx, f, h.Ending.Name(), f.Decision.ChangedBy); err != nil {
			return err
		}
	}
	return nil
}
