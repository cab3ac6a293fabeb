package content

import (
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Tale is the story of one household, as far as it has come. Days are counted back from today, so 3 is three days
// ago and -3 is three days ahead. A part that is not there has not happened.
type Tale struct {
	Key           string
	Town          string // slug
	Neighbourhood int
	Worker        int       // which generalist of the team
	Personas      []Persona // who can sign in; the first one asks
	Question      Question
	Taken         int // days ago; zero: nobody has yet
	Household     Household
	Inquiry       Inquiry
	Plan          *Plan
	Decision      *Decision
	Order         Order
	Printed       bool // its letter is printed too
	Marks         []Mark
}

// Persona is somebody made up who can be chosen at sign-in.
type Persona struct {
	Name  string
	About string // in one line
	Carer bool   // an informal carer
	Quiet bool   // cannot be chosen at sign-in
}

// Mark is what the asker thinks of the steps that were taken, on a day.
type Mark struct {
	On, Score int
	Sentence  string
}

// Question is what was asked, and how it came in.
type Question struct {
	Asked     int
	Words     string
	ForWhom   intake.ForWhom
	ForName   string
	Written   bool // by a worker of the team, for somebody on the phone
	Name      string
	Withdrawn int
}

// Household is who live together, who is around them and what they agreed to.
type Household struct {
	Street, House string
	Secret        bool
	Settled       int      // when it went on without the municipality
	People        []Person // the first one needs the help
	Around        []Outsider
	Consents      []Consent
	Talks         []Talk
}

// Person is somebody of the household.
type Person struct {
	First, Prefix, Last string
	Age                 int
	Gender              household.Gender
	Is                  household.RelationKind // to the first person
	Persona             string                 // with whose account the person signs in
	Phone               string
	Left                int
	Why                 household.Leaving
}

// FullName is the name as people say it.
func (p Person) FullName() string {
	if p.Prefix != "" {
		return p.First + " " + p.Prefix + " " + p.Last
	}
	return p.First + " " + p.Last
}

// Known is what a worker writes down of the person, with the nth citizen service number that was never given out.
func (p Person) Known(nth int, born law.Date) household.Person {
	out := household.Person{FirstName: p.First, Prefix: p.Prefix, LastName: p.Last, Gender: p.Gender, BSN: Must(ident.ParseBSN(BSN(nth))), BirthDate: born}
	if p.Persona != "" {
		out.Email = Must(ident.ParseEmail(Mailbox(p.Persona)))
	}
	if p.Phone != "" {
		out.Phone = Must(ident.ParsePhone(p.Phone))
	} else if p.Age >= 16 {
		out.Phone = Phone(nth)
	}
	return out
}

// Outsider is somebody around the household.
type Outsider struct {
	Whose        int // place in the list of people
	Kind         household.RelationKind
	Name         string
	Organisation string
	Phone        string
	Does         string
}

// Consent is a share of data, with from and to in days.
type Consent struct {
	Whose     int
	Purpose   household.Purpose
	Ground    household.Ground
	Fields    household.Fields
	Recipient string
	Persona   string // who is let in
	GivenBy   []int
	Without   household.Exception
	From, To  int
	Withdrawn int
}

// Talk is a contact moment, with the next step that was agreed.
type Talk struct {
	On      int
	Channel household.Channel
	About   string
	Next    string
	NextOn  int
}

// Inquiry is how far the inquiry came.
type Inquiry struct {
	Support inquiry.SupportAnswer
	Answers int // when the resident answered, days ago
	OwnPlan bool
	Checked int
	Closed  int
	Outcome inquiry.Outcome
	Report  string
}

// Plan is the plan with the report of the conversation.
type Plan struct {
	Started  int
	Report   plan.Report // the day of the conversation is that of the start
	Scores   []Score
	Goals    []Goal
	Shared   int
	Remark   string
	Disagree string // why the resident does not agree
	Agreed   int
	AtTable  string // who said so at the table; empty: on screen
	Closed   int
	Closing  string
}

// Score is how somebody does in a part of life.
type Score struct {
	Whose      int
	Domain     plan.LifeDomain
	Level, Own plan.Level
	Reason     string
}

// Goal is a goal with its ladder.
type Goal struct {
	Whose  int // minus one: everybody's
	Domain plan.LifeDomain
	Words  plan.Wording
	plan.GoalText
	State plan.GoalState
	Steps []Step
}

// Step is what was found on a rung.
type Step struct {
	Rung    ladder.Rung
	Outcome ladder.Outcome
	Doer    ladder.Doer
	Who     string
	Tried   string
	Reason  string
	Ask     *Ask   // put on the market
	Entry   string // the name of a place on the social map
}

// Ask is an ask on the market that belongs to a step.
type Ask struct {
	Category market.Category
	Ad
}

// Decision is an application and what came of it. Every part holds for the goal with this place in the plan.
type Decision struct {
	Goal      int
	Applied   int
	Asked     string
	Suspended int // the clock was stopped
	Resumed   int
	Proposed  int
	Verdict   decision.Verdict
	Provision Provision
	Exempt    provision.Contribution
	Facts     string
	Reasons   string
	Less      string
	Provider  string // slug
	Why       string
	Offered   int
	SentBack  string // what the signer wants to be changed
	Signed    int
}

// Provision is what is granted, from and to in days.
type Provision struct {
	Category, Code, Unit, Frequency string
	Volume                          int64
	From, To                        int
}

// Order is what the provider did.
type Order struct {
	Sent    bool
	Refused string // the return code
	Answer  int    // when the provider answered
	Started int
	Stopped int
	Reason  string // of the stop
}
