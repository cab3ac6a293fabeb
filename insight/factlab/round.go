package factlab

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// State is how far a round is.
type State string

// The states, in their order.
const (
	Preparing State = "preparing" // the terms are written, organisations are asked
	Open      State = "open"      // organisations deliver
	Closed    State = "closed"    // nothing more comes in; what came is being joined
	Joined    State = "joined"    // the tables are there, and releases are made of them
	Destroyed State = "destroyed" // the keys are gone, and with them every line; the releases stay
)

// Round (ronde) is one time that organisations lay their lists together.
type Round struct {
	TenantID    db.ID
	ID          db.ID
	Number      int // the first round of a municipality is 1
	Name        string
	Month       string   // the month that is counted, as 2025-12
	Deadline    law.Date // the last day on which organisations deliver
	State       State
	Terms       Terms
	MakerID     db.ID
	MadeAt      time.Time
	OpenedAt    *time.Time
	ClosedAt    *time.Time
	JoinedAt    *time.Time
	DestroyedAt *time.Time
	Version     int
}

// Terms (afspraken) are what is agreed for a round, besides who takes part.
type Terms struct {
	Purpose       string                `json:"purpose"`            // AVG art. 5 lid 1 b
	Ground        string                `json:"ground"`             // AVG art. 6
	Body          string                `json:"body"`               // the legal body that joins
	Registry      string                `json:"registry,omitempty"` // the legal body that delivers household types; empty: nobody does
	KeyHolders    agreement.KeyHolders  `json:"key_holders"`
	Domains       []agreement.Domain    `json:"domains"`
	Provisions    []agreement.Provision `json:"provisions"`
	Types         []string              `json:"household_types,omitempty"`
	Addresses     agreement.AddressList `json:"addresses"`
	Minimum       int                   `json:"minimum"`          // the smallest group that is shown
	Sensitive     int                   `json:"sensitive"`        // the smallest group of a sensitive domain that is shown
	Organisations int                   `json:"organisations"`    // so many organisations stand behind a number, or it is not shown
	Buckets       int                   `json:"buckets"`          // in so many parts the lines are joined
	Export        bool                  `json:"export,omitempty"` // the purpose allows lines to go to a protected environment of the municipality
}

// Value stores the terms.
func (t Terms) Value() (driver.Value, error) {
	text, err := json.Marshal(t)
	return string(text), err
}

// Scan reads what Value stored.
func (t *Terms) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), t)
	case []byte:
		return json.Unmarshal(v, t)
	}
	return fmt.Errorf("terms are stored as %T", src)
}

// What is agreed when nothing else is.
const (
	minimum       = 5
	sensitive     = 10
	organisations = 3
	buckets       = 16
	maxBuckets    = 256
)

const (
	maxTypes = 20
	maxType  = 40 // letters
)

// Usual are the terms when nothing else is agreed.
func Usual() Terms { return Terms{}.tidy() }

// tidy fills in what was left open.
func (t Terms) tidy() Terms {
	for value, otherwise := range map[*int]int{&t.Minimum: minimum, &t.Sensitive: sensitive, &t.Organisations: organisations, &t.Buckets: buckets} {
		if *value == 0 {
			*value = otherwise
		}
	}
	if len(t.Provisions) == 0 && len(t.Domains) == 0 {
		t.Domains, t.Provisions = Domains(), Provisions()
	}
	t.Purpose, t.Ground, t.Body, t.Registry = strings.Join(strings.Fields(t.Purpose), " "), strings.TrimSpace(t.Ground), strings.TrimSpace(t.Body), strings.TrimSpace(t.Registry)
	return t
}

// Validate says what is wrong with what somebody filled in.
func (r Round) Validate() error {
	v := fault.Invalid{}
	if strings.TrimSpace(r.Name) == "" {
		v.Say("name", "Give the round a name.")
	}
	if _, err := time.Parse("2006-01", r.Month); err != nil {
		v.Say("month", "Fill in a month and a year, such as 12-2025.")
	}
	if r.Deadline.IsZero() {
		v.Say("deadline", "Fill in the last day on which organisations can deliver.")
	}
	t := r.Terms
	if t.Purpose == "" {
		v.Say("purpose", "Say for what the figures are used, and for nothing else.")
	}
	if t.Ground == "" {
		v.Say("ground", "Name the legal ground.")
	}
	if t.Body == "" {
		v.Say("body", "Say which organisation joins the lists.")
	}
	t.validateParties(v)
	if len(t.Provisions) == 0 {
		v.Say("provisions", "Name at least one provision.")
	}
	if t.Minimum < 3 || t.Minimum > 100 {
		v.Say("minimum", "The smallest group has 3 to 100 households.")
	}
	if t.Sensitive < t.Minimum || t.Sensitive > 100 {
		v.Say("sensitive", "The smallest group of a sensitive domain is not smaller than another one.")
	}
	if t.Organisations < 1 || t.Organisations > 10 {
		v.Say("organisations", "Choose 1 to 10 organisations.")
	}
	if t.Buckets < 1 || t.Buckets > maxBuckets {
		v.Say("buckets", "Choose 1 to 256 parts.")
	}
	return v.Err()
}

// validateParties says which body may not do what it does here.
func (t Terms) validateParties(v fault.Invalid) {
	if t.Registry != "" && strings.EqualFold(t.Registry, t.Body) {
		v.Say("registry", "Who delivers household types may not join the lists too.")
	}
	if t.Registry != "" && len(t.Types) == 0 {
		v.Say("types", "Name the household types that are delivered.")
	}
	if t.Registry == "" && len(t.Types) > 0 {
		v.Say("registry", "Say who delivers the household types, or leave the types out.")
	}
	for i, kind := range t.Types {
		if len(t.Types) > maxTypes || len([]rune(kind)) > maxType || slices.Contains(t.Types[:i], kind) {
			v.Say("types", "Name at most 20 different household types of at most 40 letters.")
		}
	}
	for _, h := range t.KeyHolders.Holders {
		if strings.EqualFold(h.Body, t.Body) {
			v.Say("body", "Who joins the lists may not keep the key.")
		}
	}
}

// Change takes new terms, as long as nobody works with the old ones.
func (r Round) Change(n Round) (Round, error) {
	if r.State != Preparing {
		return r, fault.Refuse(fault.Conflict, "The round is open. What was agreed does not change any more.")
	}
	n.TenantID, n.ID, n.Number, n.State, n.MakerID, n.MadeAt, n.Version = r.TenantID, r.ID, r.Number, r.State, r.MakerID, r.MadeAt, r.Version
	n.Name, n.Terms = strings.TrimSpace(n.Name), n.Terms.tidy()
	if n.Terms.Purpose != r.Terms.Purpose && len(r.Terms.KeyHolders.Holders) > 0 {
		n.Terms.KeyHolders = agreement.KeyHolders{} // a key is for one purpose
	}
	return n, n.Validate()
}

// Start opens the round for deliveries. places is how many neighbourhoods the public counts have.
func (r Round) Start(at time.Time, joined, places int) (Round, error) {
	switch {
	case r.State != Preparing:
		return r, fault.Refuse(fault.Conflict, "This round was opened already.")
	case len(r.Terms.KeyHolders.Holders) == 0:
		return r, fault.Refuse(fault.Conflict, "There is no key holder yet. Add the card of the key holder first.")
	case places == 0:
		return r, fault.Refuse(fault.Conflict, "There are no public counts yet. Add the number of addresses for each neighbourhood first.")
	case joined < max(2, r.Terms.Organisations):
		return r, fault.Refuse(fault.Conflict, "Too few organisations take part. With so few a table could show what one of them does.")
	case r.Deadline.Before(law.DateOf(at)):
		return r, fault.Refuse(fault.Conflict, "The last day lies in the past. Choose a later one.")
	}
	r.State, r.OpenedAt = Open, &at
	return r, nil
}

// Close ends the deliveries.
func (r Round) Close(at time.Time) (Round, error) {
	if r.State != Open {
		return r, fault.Refuse(fault.Conflict, "This round is not open.")
	}
	r.State, r.ClosedAt = Closed, &at
	return r, nil
}

// Join notes that every part was joined.
func (r Round) Join(at time.Time) (Round, error) {
	if r.State != Closed {
		return r, fault.Refuse(fault.Conflict, "This round is not closed.")
	}
	r.State, r.JoinedAt = Joined, &at
	return r, nil
}

// Destroy ends the round for good. It may be done at any time but before it was opened.
func (r Round) Destroy(at time.Time) (Round, error) {
	switch r.State {
	case Preparing:
		return r, fault.Refuse(fault.Conflict, "This round was never opened. There is nothing to destroy.")
	case Destroyed:
		return r, fault.Refuse(fault.Conflict, "Everything of this round was destroyed already.")
	}
	r.State, r.DestroyedAt = Destroyed, &at
	return r, nil
}

// Takes reports whether deliveries are taken at t: until the end of the last day.
func (r Round) Takes(t time.Time) bool {
	return r.State == Open && !r.Deadline.Before(law.DateOf(t))
}

// Counted is the month that is counted.
func (r Round) Counted() (delivery.Month, error) { return delivery.ParseMonth(r.Month) }
