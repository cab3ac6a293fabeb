package market

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// What the market shares with the board on which its ads hang.
type (
	Kind      = board.Kind
	Category  = board.Category
	Published = board.Published
	State     = board.State
)

// The words of the board.
const (
	Open      = board.Open
	Matched   = board.Matched
	Withdrawn = board.Withdrawn
	Expired   = board.Expired
	Closed    = board.Closed

	KindAsk   = board.KindAsk
	KindOffer = board.KindOffer

	Cooking     = board.Cooking
	Company     = board.Company
	DogWalking  = board.DogWalking
	Lift        = board.Lift
	OddJob      = board.OddJob
	Garden      = board.Garden
	Babysitting = board.Babysitting
	Knowledge   = board.Knowledge
)

// What the market shares with the relay in which its conversations are kept.
type (
	Answer     = relay.Answer
	Message    = relay.Message
	Side       = relay.Side
	NewAnswer  = relay.NewAnswer
	NewMessage = relay.NewMessage
)

// The sides of a conversation.
const (
	Placer   = relay.Placer
	Answerer = relay.Answerer
)

// Categories lists the categories in the order in which people see them.
var Categories = board.Categories

// ParseCategory reads a category from an address or a form. What is none is empty.
func ParseCategory(s string) Category { return board.ParseCategory(s) }

// Ad (advertentie) is what an ask and an offer have in common. An ad shows a neighbourhood and no person.
type Ad struct {
	TenantID  db.ID
	ID        db.ID
	Kind      Kind
	Category  Category
	Title     string
	Details   string
	Place     string // name of the neighbourhood
	Lat, Lon  float64
	OwnerID   db.ID // whose it is; none when it was placed for somebody without an account
	PlacedBy  db.ID // who typed it
	Anonymous bool  // the owner wants to stay unknown
	ViaBroker bool  // only the broker hears of answers
	Urgent    bool
	Contact   []byte // sealed: who it was placed for
	State     State
	EndedWhy  string // a Reason, when a broker closed it
	TakenBy   db.ID  // the broker who looks after an urgent ad
	Answers   int64
	Until     law.Date // last day
	Reminded  bool
	PlacedAt  time.Time
	EndedAt   *time.Time
	Version   int64
}

// Ask (vraag) is a request for help.
type Ask struct{ Ad }

// Offer (aanbod) is help that somebody has to give, now and then, when it suits.
type Offer struct{ Ad }

// NewAd is what somebody fills in to place an ad.
type NewAd struct {
	ID        db.ID
	Category  Category
	Title     string
	Details   string
	Postcode  string // finds the neighbourhood and is not kept
	Anonymous bool
	Urgent    bool
	Weeks     int     // how long it stays; zero is DefaultWeeks
	For       *Behalf // somebody on the phone, in whose name a broker or generalist places it
}

// NewAsk and NewOffer are filled in alike.
type (
	NewAsk   = NewAd
	NewOffer = NewAd
)

// Behalf (namens) is the person for whom an ad is placed, and how the broker reaches them. It is sealed.
type Behalf struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
	Note  string `json:"note"`
}

// How long an ad stays, in weeks.
const (
	DefaultWeeks = 8
	MaxWeeks     = 12
)

// Weeks are the terms that people choose from.
var Weeks = []int{2, 4, DefaultWeeks, MaxWeeks}

// How long texts may be, in characters.
const (
	MaxTitle   = 80
	MaxDetails = 1000
)

// Validate returns what is wrong with a new ad, by field.
func (n NewAd) Validate() error {
	wrong := fault.Invalid{}
	if !n.Category.Valid() {
		wrong.Say("category", "Choose what it is about")
	}
	title := strings.TrimSpace(n.Title)
	switch {
	case title == "":
		wrong.Say("title", "Write in a few words what it is about")
	case len([]rune(title)) > MaxTitle:
		wrong.Say("title", "Use at most 80 characters for the title")
	}
	if len([]rune(n.Details)) > MaxDetails {
		wrong.Say("details", "Use at most 1000 characters")
	}
	board.RefuseContact(wrong, "title", n.Title)
	board.RefuseContact(wrong, "details", n.Details)
	if n.Weeks < 0 || n.Weeks > MaxWeeks {
		wrong.Say("weeks", "Choose how long it stays")
	}
	if n.For != nil {
		n.For.validate(wrong)
	}
	return wrong.Err()
}

func (b Behalf) validate(wrong fault.Invalid) {
	if len([]rune(b.Name)) > MaxTitle {
		wrong.Say("name", "Use at most 80 characters for the name")
	}
	if len([]rune(b.Note)) > MaxDetails {
		wrong.Say("note", "Use at most 1000 characters")
	}
}

func (n NewAd) ad(kind Kind, today law.Date) Ad {
	weeks := n.Weeks
	if weeks == 0 {
		weeks = DefaultWeeks
	}
	return Ad{Kind: kind, Category: n.Category, Title: strings.TrimSpace(n.Title), Details: strings.TrimSpace(n.Details),
		Anonymous: n.Anonymous, ViaBroker: n.Anonymous || n.For != nil, Urgent: n.Urgent, State: Open, Until: today.Add(7 * weeks), Version: 1}
}

// published is the ad as everybody may read it: without owner.
func (a Ad) published(from tenant.Tenant) Published {
	return Published{ID: a.ID, MunicipalityID: a.TenantID, Municipality: from.Slug, MunicipalityName: strings.TrimPrefix(from.Name, "Gemeente "),
		Kind: a.Kind, Category: a.Category, Title: a.Title, Details: a.Details, Place: a.Place, Lat: a.Lat, Lon: a.Lon,
		ViaBroker: a.ViaBroker, Urgent: a.Urgent, Until: a.Until, PlacedAt: a.PlacedAt}
}

// Withdraw ends an open ad.
func (a Ad) Withdraw(now time.Time) (Ad, error) { return a.end(Withdrawn, now) }

// Expire ends an ad whose last day has passed.
func (a Ad) Expire(now time.Time) (Ad, error) {
	if !law.DateOf(now).After(a.Until) {
		return a, fault.Conflict
	}
	return a.end(Expired, now)
}

// Match ends an ad because two people found each other.
func (a Ad) Match(now time.Time) (Ad, error) { return a.end(Matched, now) }

// Close ends an ad for a reason that the broker gives.
func (a Ad) Close(why Reason, now time.Time) (Ad, error) {
	if reasons[why] == "" {
		return a, fault.Invalid{"reason": "Choose a reason"}
	}
	a, err := a.end(Closed, now)
	a.EndedWhy = string(why)
	return a, err
}

func (a Ad) end(s State, now time.Time) (Ad, error) {
	if a.State != Open {
		return a, fault.Refuse(fault.Conflict, "This has ended already.")
	}
	a.State, a.EndedAt = s, &now
	return a, nil
}

// renewable is how many days after its end an expired ad can still be renewed.
const renewable = 30

// Renew gives an open ad new weeks, and opens one again that expired less than a month ago.
func (a Ad) Renew(today law.Date) (Ad, error) {
	if a.State != Open && (a.State != Expired || today.Sub(a.Until) > renewable) {
		return a, fault.Refuse(fault.Conflict, "This cannot be renewed any more. Place it again.")
	}
	a.State, a.EndedAt, a.Reminded = Open, nil, false
	a.Until = today.Add(7 * DefaultWeeks)
	return a, nil
}

// Reason says why a broker closed an ad.
type Reason string

// The reasons.
const (
	SolvedElsewhere Reason = "solved"
	PassedOn        Reason = "passed_on" // to the neighbourhood team, with consent
	NotFitting      Reason = "not_fitting"
	NoLongerNeeded  Reason = "not_needed"
)

// Reasons lists them as a broker sees them.
var Reasons = []Reason{SolvedElsewhere, PassedOn, NotFitting, NoLongerNeeded}

var reasons = map[Reason]string{
	SolvedElsewhere: "It was solved in another way",
	PassedOn:        "It is too heavy for a neighbour: passed on to the team, with consent",
	NotFitting:      "It does not belong on the market",
	NoLongerNeeded:  "It is no longer needed",
}

// Name is the reason for people, an English sentence.
func (r Reason) Name() string { return reasons[r] }
