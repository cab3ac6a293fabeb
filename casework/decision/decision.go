package decision

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// FormalDecision (beschikking) is the answer to an application. Somebody prepares it and somebody else, who has the
// mandate, signs it.
type FormalDecision struct {
	TenantID       db.ID
	ID             db.ID
	ApplicationID  db.ID
	HouseholdID    db.ID
	ResidentID     db.ID
	Number         string // "B-2026-00041"
	State          State
	Verdict        Verdict
	Category       string // what is granted, see Provision
	Code           string
	Volume         int64
	Unit           string
	Frequency      string
	FromDay        law.Date
	ToDay          law.Date
	Delivery       Delivery
	ProviderID     db.ID
	ContractID     db.ID
	RateCents      int64
	RateUnit       string
	YearCents      int64 // what it costs the municipality in a year; what the mandate is held against
	Contribution   provision.Contribution
	MonthCents     int64 // own contribution a month
	WlzChecked     bool  // it was looked up whether the Wlz goes first
	Heard          bool  // the resident was heard before a refusal
	MakerID        db.ID
	SignerID       db.ID
	OfferedAt      *time.Time
	SignedAt       *time.Time
	AnnouncedOn    law.Date // none while the letter still has to go by post
	ObjectionUntil law.Date
	ChangedBy      db.ID
	ChangedAt      time.Time
	Version        int64
	Sealed         []byte
	DecisionText   `db:"-"`
}

// DecisionText is what a decision says in words.
type DecisionText struct {
	Facts        string // what was found
	Reasons      string // why it was decided so
	Less         string // why it is refused, or less than was asked
	Duties       string // what the resident must do or tell, besides what always holds
	ProviderName string
	ProductName  string
	Choice       string // why this provider
	Alternatives string // the providers that could be chosen, with rate, wait and distance
	SentBack     string // why the signer sent it back
}

// State is where a decision stands.
type State string

// A decision is prepared, offered for signature, and signed; or the application is withdrawn.
const (
	Preparing State = "preparing"
	ToSign    State = "to_sign"
	Signed    State = "signed"
	Withdrawn State = "withdrawn"
)

// Name is the state in words.
func (s State) Name() string {
	return map[State]string{Preparing: "Being prepared", ToSign: "Waits for a signature", Signed: "Decided", Withdrawn: "Withdrawn"}[s]
}

// Verdict is what is decided.
type Verdict string

// What was asked is granted, granted in part, or refused.
const (
	Granted Verdict = "granted"
	Partly  Verdict = "partly"
	Refused Verdict = "refused"
)

// Verdicts lists the verdicts as the form shows them.
var Verdicts = []Verdict{Granted, Partly, Refused}

// Name is the verdict in words.
func (v Verdict) Name() string {
	return map[Verdict]string{Granted: "Granted", Partly: "Granted in part", Refused: "Refused"}[v]
}

// Delivery is how help is delivered.
type Delivery string

// The municipality pays the provider, or the resident gets a budget.
const (
	InKind         Delivery = "in_kind"
	PersonalBudget Delivery = "personal_budget"
)

// Deliveries lists the ways as the form shows them.
var Deliveries = []Delivery{InKind, PersonalBudget}

// Name is the way in words.
func (d Delivery) Name() string {
	return map[Delivery]string{InKind: "Support in kind: the municipality pays the provider",
		PersonalBudget: "Personal budget (pgb): the resident arranges the help"}[d]
}

const (
	sayNotPreparing = "This decision waits for a signature. Take it back before you change it."
	saySigned       = "This decision was signed. It cannot be changed any more."
	sayNotToSign    = "This decision does not wait for a signature."
	sayNotSigned    = "This decision was not signed yet."
	sayNoBudget     = "We cannot arrange a personal budget here yet. Does the resident want one? Talk to the legal officer."
	sayChanged      = "Somebody else changed this while you were writing. See below what it says now. Then save again."
	sayNotComplete  = "The decision is not complete yet. See what is missing."
	sayFourEyes     = "You prepared this decision. Somebody else must sign it."
)

// Open reports whether the decision may be changed.
func (d FormalDecision) Open() error {
	switch d.State {
	case Preparing:
		return nil
	case ToSign:
		return fault.Refuse(fault.Conflict, sayNotPreparing)
	case Signed:
		return fault.Refuse(fault.Conflict, saySigned)
	}
	return errWithdrawn
}

// Provision is what is granted; empty when it is refused.
func (d FormalDecision) Provision() provision.Provision {
	return provision.Provision{Category: d.Category, Code: d.Code, Volume: d.Volume, Unit: d.Unit, Frequency: d.Frequency, FromDay: d.FromDay, ToDay: d.ToDay}
}

func (d FormalDecision) with(p provision.Provision) FormalDecision {
	d.Category, d.Code, d.Volume, d.Unit, d.Frequency, d.FromDay, d.ToDay = p.Category, p.Code, p.Volume, p.Unit, p.Frequency, p.FromDay, p.ToDay
	return d
}

// Grants reports whether help is given.
func (d FormalDecision) Grants() bool { return d.Verdict == Granted || d.Verdict == Partly }

// Reason writes what was found and why it is decided so.
func (d FormalDecision) Reason(t DecisionText) (FormalDecision, error) {
	if err := d.Open(); err != nil {
		return d, err
	}
	wrong := fault.Invalid{}
	// Awb art. 3:46
	if strings.TrimSpace(t.Facts) == "" {
		wrong.Say("facts", "Write what was found in the inquiry")
	}
	if strings.TrimSpace(t.Reasons) == "" {
		wrong.Say("reasons", "Write why you decide this")
	}
	for field, words := range map[string]string{"facts": t.Facts, "reasons": t.Reasons, "duties": t.Duties} {
		tooLong(wrong, field, words)
	}
	d.Facts, d.Reasons, d.Duties = t.Facts, t.Reasons, t.Duties
	return d, wrong.Err()
}

// Choose writes which provider the resident chose, and why. Price and provider come from the offer; what it costs
// in a year follows.
func (d FormalDecision) Choose(o contract.Offer, why, alternatives string) (FormalDecision, error) {
	if err := d.Open(); err != nil {
		return d, err
	}
	if !d.Grants() {
		return d, fault.Refuse(fault.Conflict, "First write what is granted. Then choose a provider.")
	}
	if strings.TrimSpace(why) == "" {
		return d, fault.Invalid{"choice": "Write why the resident chooses this provider"}
	}
	if o.IntakeStop {
		return d, fault.Invalid{"provider": "This provider takes no new clients now. Choose another provider."}
	}
	if o.Unit != d.Unit && !(o.Unit == istandaard.EenheidUur && d.Unit == istandaard.EenheidMinuut) {
		return d, fault.Invalid{"provider": "This contract counts in another unit. Change the amount first."}
	}
	d.ProviderID, d.ContractID, d.RateCents, d.RateUnit = o.ProviderID, o.ContractID, o.Cents, o.Unit
	d.ProviderName, d.ProductName, d.Choice, d.Alternatives = o.Name, o.Product, why, alternatives
	d.YearCents = allocation.YearlyCents(d.Volume, d.Unit, d.Frequency, o.Cents, o.Unit)
	return d, nil
}

// Missing lists what a decision still needs before it can be signed, as sentences.
func (d FormalDecision) Missing() []string {
	var out []string
	need := func(there bool, sentence string) {
		if !there {
			out = append(out, sentence)
		}
	}
	need(d.Verdict != "", "Write what you propose to decide.")
	// Awb art. 3:47
	need(strings.TrimSpace(d.Facts) != "" && strings.TrimSpace(d.Reasons) != "", "Write the facts and the reasons.")
	if d.Grants() {
		need(d.ProviderID != 0, "Let the resident choose a provider.")
	}
	return out
}

// Offer hands a complete decision to whoever may sign it. By is who prepared it.
func (d FormalDecision) Offer(by db.ID, at time.Time) (FormalDecision, error) {
	if err := d.Open(); err != nil {
		return d, err
	}
	if len(d.Missing()) > 0 {
		return d, fault.Refuse(fault.Conflict, sayNotComplete)
	}
	d.State, d.MakerID, d.OfferedAt, d.SentBack = ToSign, by, &at, ""
	return d, nil
}

// TakeBack gives a decision that waits for a signature back to who prepares it. Why is what the signer says.
func (d FormalDecision) TakeBack(why string) (FormalDecision, error) {
	if d.State != ToSign {
		return d, fault.Refuse(fault.Conflict, sayNotToSign)
	}
	d.State, d.SentBack, d.OfferedAt = Preparing, why, nil
	return d, nil
}

// Sign makes the decision final. It takes effect when it is announced.
func (d FormalDecision) Sign(by db.ID, at time.Time) (FormalDecision, error) {
	switch {
	case d.State == Signed:
		return d, fault.Refuse(fault.Conflict, saySigned)
	case d.State != ToSign:
		return d, fault.Refuse(fault.Conflict, sayNotToSign)
	case d.MakerID == by:
		return d, fault.Refuse(fault.Conflict, sayFourEyes)
	}
	d.State, d.SignerID, d.SignedAt = Signed, by, &at
	return d, nil
}

// Announce (bekendmaken) writes on which day the decision is sent to who it is for. The objection term runs from the
// day after.
func (d FormalDecision) Announce(on law.Date) (FormalDecision, error) {
	if d.State != Signed {
		return d, fault.Refuse(fault.Conflict, sayNotSigned)
	}
	// Awb art. 3:41, Awb art. 6:7, Awb art. 6:8
	term, err := law.Begin("awb.objection", on)
	if err != nil {
		return d, err
	}
	d.AnnouncedOn, d.ObjectionUntil = term.Start, term.Due
	return d, nil
}

// Withdraw ends the decision because the application was withdrawn.
func (d FormalDecision) Withdraw() (FormalDecision, error) {
	if d.State == Signed {
		return d, fault.Refuse(fault.Conflict, saySigned)
	}
	d.State = Withdrawn
	return d, nil
}
