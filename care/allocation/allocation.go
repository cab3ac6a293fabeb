// Package allocation keeps what a municipality ordered (toewijzing): from which provider, how much, from when
// to when, and where that order stands. An order is made in the transaction of the decision that grants it; its
// message leaves with it.
package allocation

import (
	"embed"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
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
	StopReason  string // of the standard's list; 20 is for a time
	Version     int64
}

// State is where an allocation stands.
type State string

// An allocation is ordered, then accepted or refused by the provider, then started and stopped. Messages may
// come in any order: a start that overtakes the acceptance is a start. A stop may be for a time; then the
// support can start again.
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

var errAnswered = fault.Refuse(fault.Conflict, "The provider answered this order before.")

// Why lists the reasons for which the provider sent the order back, as English sentences.
func (a Allocation) Why() []string {
	if a.Refusal == "" {
		return nil
	}
	var out []string
	for code := range strings.SplitSeq(a.Refusal, ",") {
		_, en := regel.Uitleg(code)
		out = append(out, en)
	}
	return out
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
	if o.Client.Postcode.IsZero() && digits(o.Client.Phone) == "" {
		wrong.Say("address", "Fill in the address or the telephone number of the client first")
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
