package allocation

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// The kinds of worklist lines about an allocation.
const (
	lineAnswer  = "allocation.answer"  // the provider must answer in 3 working days
	lineStart   = "allocation.start"   // the provider must say in 5 working days that it began
	lineRefused = "allocation.refused" // the assignee must choose again
)

// Allocations keeps the orders of every municipality.
type Allocations struct {
	db        *db.DB
	gate      *access.Gate
	exchange  *exchange.Exchange
	contracts *contract.Contracts
	tenants   *tenant.Tenants
	vault     *seal.Vault
	list      *worklist.List
}

// Needs is what allocations stand on.
type Needs struct {
	DB        *db.DB
	Gate      *access.Gate
	Exchange  *exchange.Exchange
	Contracts *contract.Contracts
	Tenants   *tenant.Tenants
	Vault     *seal.Vault
	List      *worklist.List
}

// New returns the orders of n.DB and listens to the messages of providers.
func New(n Needs) *Allocations {
	s := &Allocations{n.DB, n.Gate, n.Exchange, n.Contracts, n.Tenants, n.Vault, n.List}
	s.exchange.Handle(istandaard.WMO302, s.answered)
	s.exchange.Handle(istandaard.WMO305, s.started)
	s.exchange.Handle(istandaard.WMO307, s.stopped)
	return s
}

// OrderTx orders what a decision grants: the contract is checked, the message is made and put in the outbox, and
// the worklist waits for the provider's answer. An order with the same id as an earlier one is that one.
func (s *Allocations) OrderTx(ctx context.Context, tx *db.Tx, actor access.Actor, o Order) (Allocation, error) {
	if err := o.Validate(); err != nil {
		return Allocation{}, err
	}
	if before, err := db.One[Allocation](ctx, tx, qByID, tx.Tenant(), o.ID); err == nil {
		return before, nil
	}
	object := access.Object{Kind: "allocation", ID: o.ID, Subjects: []db.ID{o.ResidentID}}
	if err := s.gate.Allow(ctx, tx, actor, "allocation.order", object); err != nil {
		return Allocation{}, err
	}
	offer, err := s.contracts.RateTx(ctx, tx, o.ProviderID, o.Category, o.Code, o.FromDay)
	if err != nil {
		return Allocation{}, fmt.Errorf("order allocation: %w", err)
	}
	me, them, err := s.parties(ctx, tx.Tenant(), o.ProviderID)
	if err != nil {
		return Allocation{}, fmt.Errorf("order allocation: %w", err)
	}
	number, err := db.One[int64](ctx, tx, qNextNumber, tx.Tenant())
	if err != nil {
		return Allocation{}, fmt.Errorf("order allocation: number: %w", err)
	}
	a := Allocation{TenantID: tx.Tenant(), ID: o.ID, Number: number, DecisionID: o.DecisionID, HouseholdID: o.HouseholdID, ResidentID: o.ResidentID,
		ClientIndex: s.vault.Blind(tx.Tenant(), o.Client.BSN.Reveal()), ProviderID: o.ProviderID, ProviderAGB: them, ContractID: offer.ContractID,
		AssigneeID: o.AssigneeID, Category: o.Category, Code: o.Code, Volume: o.Volume, Unit: o.Unit, Frequency: o.Frequency,
		FromDay: o.FromDay, ToDay: o.ToDay, Message: exchange.Identification(tx.NewID()), State: Ordered, OrderedAt: tx.Now(), Version: 1}
	raw, err := message(a, o.Client, o.Comment, me, them, tx.Now())
	if err != nil {
		return Allocation{}, fmt.Errorf("order allocation: %w: %w", fault.Refuse(fault.Conflict, "The order cannot be written as a message. Check the details of the client and of the support."), err)
	}
	if err := db.Insert(ctx, tx, "allocation_order", a); err != nil {
		return Allocation{}, err
	}
	if err := s.exchange.SendTx(ctx, tx, exchange.Message{To: them, Kind: istandaard.WMO301, ID: a.Message, Raw: raw}); err != nil {
		return Allocation{}, err
	}
	return a, s.waitTx(ctx, tx, a, lineAnswer, "The provider must answer the order", "istandaard.return", law.DateOf(tx.Now()))
}

// parties are the codes of a municipality and a provider in messages.
func (s *Allocations) parties(ctx context.Context, municipality, provider db.ID) (me, them string, err error) {
	from, err := s.tenants.ByID(ctx, municipality)
	if err != nil {
		return "", "", err
	}
	to, err := s.tenants.ByID(ctx, provider)
	if err != nil {
		return "", "", err
	}
	return exchange.Code(from), exchange.Code(to), nil
}

// waitTx puts on the assignee's worklist what the provider must do, by when.
func (s *Allocations) waitTx(ctx context.Context, tx *db.Tx, a Allocation, kind, title, rule string, from law.Date) error {
	term, err := law.Begin(rule, from)
	if err != nil {
		return err
	}
	return s.list.AddTx(ctx, tx, worklist.Line{AccountID: a.AssigneeID, Kind: kind, Title: title, Link: "/team/huishoudens/" + a.HouseholdID.String(),
		ObjectID: a.ID, Rule: rule, Due: term.Due})
}

// ByDecisionTx lists what a decision ordered. The use case that shows it has asked the gate.
func (s *Allocations) ByDecisionTx(ctx context.Context, tx *db.Tx, decision db.ID) ([]Allocation, error) {
	return db.All[Allocation](ctx, tx, qByDecision, tx.Tenant(), decision)
}

// ByHouseholdTx lists what was ordered for a household, newest first. The use case that shows it has asked the
// gate.
func (s *Allocations) ByHouseholdTx(ctx context.Context, tx *db.Tx, household db.ID) ([]Allocation, error) {
	return db.All[Allocation](ctx, tx, qByHousehold, tx.Tenant(), household)
}
