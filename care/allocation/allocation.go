// Package allocation keeps what a municipality ordered (toewijzing): from which provider, how much, from when
// to when, and where that order stands. An order is made in the transaction of the decision that grants it; its
// message leaves with it.
package allocation

import (
	"embed"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// Allocation (toewijzing) is an order for one product for one client.
type Allocation struct {
	TenantID    db.ID
	ID          db.ID
	Number      int64 // ToewijzingNummer, unique in the municipality
	DecisionID  db.ID
	HouseholdID db.ID
	ResidentID  db.ID
	ClientIndex []byte // blind index of the client's BSN
	ProviderID  db.ID
	ProviderAGB string `db:"provider_agb"`
	ContractID  db.ID
	AssigneeID  db.ID // the account that hears of it when something is wrong or late
	Category    string
	Code        string
	Volume      int64
	Unit        string
	Frequency   string
	FromDay     law.Date
	ToDay       law.Date
	Message     string // Identificatie of the 301
	State       State
	Refusal     string // return codes, by comma
	OrderedAt   time.Time
	AnsweredAt  *time.Time
	StartedOn   law.Date
	StoppedOn   law.Date
	Version     int64
}

// State is where an allocation stands.
type State string

// An allocation is ordered, then accepted or refused by the provider, then started and stopped. A start that
// comes before the acceptance is a start.
const (
	Ordered  State = "ordered"
	Accepted State = "accepted"
	Refused  State = "refused"
	Started  State = "started"
	Stopped  State = "stopped"
)

// Accept notes that the provider took the order.
func (a Allocation) Accept(at time.Time) (Allocation, error) {
	switch a.State {
	case Ordered:
		a.State = Accepted
	case Started, Stopped: // the start overtook the acceptance
	default:
		return a, errAnswered
	}
	a.AnsweredAt = &at
	return a, nil
}

// Refuse notes that the provider sent the order back, with the return codes.
func (a Allocation) Refuse(codes []string, at time.Time) (Allocation, error) {
	if a.State != Ordered {
		return a, errAnswered
	}
	a.State, a.Refusal, a.AnsweredAt = Refused, strings.Join(codes, ","), &at
	return a, nil
}

// Start notes the day on which the support began.
func (a Allocation) Start(on law.Date) (Allocation, error) {
	switch {
	case a.State == Started && a.StartedOn == on:
		return a, nil
	case a.State != Ordered && a.State != Accepted:
		return a, errStart
	case on.Before(a.FromDay) || on.After(a.ToDay):
		return a, errPeriod
	}
	a.State, a.StartedOn = Started, on
	return a, nil
}

// Stop notes the last day of the support.
func (a Allocation) Stop(on law.Date) (Allocation, error) {
	if a.State != Started || on.Before(a.StartedOn) {
		return a, errStop
	}
	a.State, a.StoppedOn = Stopped, on
	return a, nil
}

var (
	errAnswered = fault.Refuse(fault.Conflict, "The provider answered this order before.")
	errStart    = fault.Refuse(fault.Conflict, "This order cannot start: it was refused or it has ended.")
	errPeriod   = fault.Refuse(fault.Conflict, "The first day lies outside the period of the order.")
	errStop     = fault.Refuse(fault.Conflict, "This order cannot stop: it has not started.")
)

// RefusalCodes are the return codes with which the provider refused.
func (a Allocation) RefusalCodes() []string {
	if a.Refusal == "" {
		return nil
	}
	return strings.Split(a.Refusal, ",")
}

// Client is who the support is for, as the message names them.
type Client struct {
	BSN       ident.BSN
	BirthDate law.Date
	Gender    Gender
	FirstName string
	Prefix    string
	LastName  string
	Phone     string // may be empty
	Street    string // of the address; all empty when it is secret
	House     int64
	Addition  string
	Postcode  ident.Postcode
	City      string
}

// Gender (geslacht) is what the message says of it.
type Gender string

// The genders of code list COD046.
const (
	GenderUnknown Gender = "0"
	Male          Gender = "1"
	Female        Gender = "2"
)

// Order is what a decision orders.
type Order struct {
	ID          db.ID
	DecisionID  db.ID
	HouseholdID db.ID
	ResidentID  db.ID
	Client      Client
	ProviderID  db.ID
	Category    string
	Code        string
	Volume      int64
	Unit        string
	Frequency   string
	FromDay     law.Date
	ToDay       law.Date
	AssigneeID  db.ID
	Comment     string
}

// Validate returns what is wrong with an order.
func (o Order) Validate() error {
	wrong := fault.Invalid{}
	if o.ProviderID == 0 {
		wrong.Say("provider", "Choose a provider")
	}
	if o.Client.BSN.IsZero() {
		wrong.Say("bsn", "Fill in the citizen service number of the client first")
	}
	if o.Client.BirthDate.IsZero() {
		wrong.Say("birthdate", "Fill in the birth date of the client first")
	}
	if strings.TrimSpace(o.Client.LastName) == "" {
		wrong.Say("name", "Fill in the name of the client first")
	}
	if o.Volume <= 0 {
		wrong.Say("volume", "Fill in how much support is needed")
	}
	if o.FromDay.IsZero() || o.ToDay.IsZero() || o.ToDay.Before(o.FromDay) {
		wrong.Say("period", "Fill in the first and the last day")
	}
	return wrong.Err()
}

const (
	weeksAYear    = 52
	monthsAYear   = 12
	daysAYear     = 365
	minutesAnHour = 60
)

// YearlyCents is what volume units cost in a year at a rate for a unit. An hour rate holds for minutes too.
func YearlyCents(volume int64, unit, frequency string, cents int64, rateUnit string) int64 {
	times := int64(1)
	switch frequency {
	case istandaard.FrequentieDag:
		times = daysAYear
	case istandaard.FrequentieWeek:
		times = weeksAYear
	case istandaard.FrequentieMaand:
		times = monthsAYear
	}
	total := volume * times * cents
	if unit == istandaard.EenheidMinuut && rateUnit == istandaard.EenheidUur {
		total = (total + minutesAnHour/2) / minutesAnHour
	}
	return total
}
