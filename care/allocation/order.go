package allocation

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// The kinds of worklist lines about an allocation.
const (
	lineAnswer      = "allocation.answer"      // the provider must answer in 3 working days
	lineStart       = "allocation.start"       // the provider must say in 5 working days that it began
	lineRefused     = "allocation.refused"     // the assignee must choose again
	lineUndelivered = "allocation.undelivered" // the assignee must call the provider
	linePeriod      = "allocation.period"      // the same
)

// lineTitles are what the lines say.
var lineTitles = map[string]string{
	lineAnswer:      "The provider must answer the order",
	lineStart:       "The provider must report the start of the support",
	lineRefused:     "The provider sent the order back",
	lineUndelivered: "The order has not reached the provider",
	linePeriod:      "The support began outside the days of the order",
}

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
	s.exchange.Handle(istandaard.WMO305, s.delivered)
	s.exchange.Handle(istandaard.WMO307, s.delivered)
	s.exchange.Undelivered(istandaard.WMO301, s.undelivered)
	return s
}

// OrderTx orders what a decision grants: the contract is checked, the message is made and put in the outbox, and
// the worklist waits for the provider's answer. An order with the same id as an earlier one is that one.
func (s *Allocations) OrderTx(ctx context.Context, tx *db.Tx, actor access.Actor, o Order) (Allocation, error) {
	if err := o.Validate(); err != nil {
		return Allocation{}, err
	}
	object := access.Object{Kind: "allocation", ID: o.ID, Subjects: []db.ID{o.ResidentID}}
	if err := s.gate.Allow(ctx, tx, actor, "allocation.order", object); err != nil {
		return Allocation{}, err
	}
	if before, err := db.One[Allocation](ctx, tx, qByID, tx.Tenant(), o.ID); !errors.Is(err, fault.NotFound) {
		return before, err
	}
	a, err := s.placeTx(ctx, tx, o)
	if err != nil {
		return Allocation{}, fmt.Errorf("order allocation: %w", err)
	}
	return a, nil
}

// placeTx keeps an order that is allowed and sends it.
func (s *Allocations) placeTx(ctx context.Context, tx *db.Tx, o Order) (Allocation, error) {
	offer, err := s.contracts.RateTx(ctx, tx, o.ProviderID, o.Category, o.Code, o.FromDay)
	if err != nil {
		return Allocation{}, err
	}
	me, them, err := s.parties(ctx, tx.Tenant(), o.ProviderID)
	if err != nil {
		return Allocation{}, err
	}
	number, err := db.One[int64](ctx, tx, qNextNumber, tx.Tenant())
	if err != nil {
		return Allocation{}, fmt.Errorf("number: %w", err)
	}
	a := Allocation{TenantID: tx.Tenant(), ID: o.ID, Number: number, DecisionID: o.DecisionID, HouseholdID: o.HouseholdID, ResidentID: o.ResidentID,
		ClientIndex: s.vault.Blind(tx.Tenant(), o.Client.BSN.Reveal()), ProviderID: o.ProviderID, ProviderAGB: them, ContractID: offer.ContractID,
		AssigneeID: o.AssigneeID, Category: o.Category, Code: o.Code, Volume: o.Volume, Unit: o.Unit, Frequency: o.Frequency,
		FromDay: o.FromDay, ToDay: o.ToDay, Message: exchange.Identification(tx.NewID()), State: Ordered, OrderedAt: tx.Now(), Version: 1}
	b, err := message(a, o.Client, o.Comment, me, them, tx.Now())
	if err == nil {
		err = s.exchange.SendTx(ctx, tx, b)
	}
	if _, wrong := errors.AsType[istandaard.Fouten](err); wrong {
		return Allocation{}, fmt.Errorf("%w: %w", errMessage, err)
	}
	if err != nil {
		return Allocation{}, err
	}
	if err := db.Insert(ctx, tx, "allocation_order", a); err != nil {
		return Allocation{}, err
	}
	return a, errors.Join(s.replaceTx(ctx, tx, a), s.rememberTx(ctx, tx, a))
}

// replaceTx closes the lines about orders of the same decision that came back: there is a new one.
func (s *Allocations) replaceTx(ctx context.Context, tx *db.Tx, a Allocation) error {
	all, err := s.ByDecisionTx(ctx, tx, a.DecisionID)
	if err != nil {
		return err
	}
	for _, old := range all {
		if err := s.list.DoneTx(ctx, tx, lineRefused, old.ID); err != nil {
			return err
		}
	}
	return nil
}

// Why an order cannot leave.
var (
	errMessage  = fault.Refuse(fault.Conflict, "The order cannot be written as a message. Check the details of the client and of the support.")
	errNoSender = fault.Refuse(fault.Conflict, "Your organisation has no municipality code, so it cannot send orders. Ask the administrator.")
	errNoAGB    = fault.Refuse(fault.Conflict, "This provider has no provider code (AGB), so it cannot get orders. Choose another provider.")
)

// parties are the codes of a municipality and a provider in messages.
func (s *Allocations) parties(ctx context.Context, municipality, provider db.ID) (me, them string, err error) {
	from, err := s.tenants.ByID(ctx, municipality)
	if err != nil {
		return "", "", err
	}
	to, err := s.tenants.ByID(ctx, provider)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return "", "", err
	}
	switch me, them = exchange.Code(from), exchange.Code(to); {
	case me == "":
		err = errNoSender
	case them == "" || to.Kind != tenant.Provider:
		err = errNoAGB
	default:
		err = nil
	}
	return me, them, err
}

// HandTx makes somebody else the assignee of the orders of a household that are not over, and gives them the lines
// about all its orders. The use case that calls it has asked the gate.
func (s *Allocations) HandTx(ctx context.Context, tx *db.Tx, household, to db.ID) error {
	if _, err := tx.Exec(ctx, qAssign, tx.Tenant(), household, to); err != nil {
		return fmt.Errorf("hand orders over: %w", err)
	}
	all, err := s.ByHouseholdTx(ctx, tx, household)
	for _, a := range all {
		if err == nil {
			err = s.list.ReassignTx(ctx, tx, a.ID, to)
		}
	}
	return err
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
