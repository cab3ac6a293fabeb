package steering

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Figure (cijfer) is one number about the municipality, with everything that is needed to judge it.
type Figure struct {
	Definition
	Value    float64
	Bound    Bound
	State    State
	Of       int      // on how many decisions or answers it rests, rounded; 0 when it is a number itself
	From, To law.Date // the period, first and last day included; From is zero when it is about one day
	At       time.Time
	Minimum  int // groups below it are not shown
	Rounding int // numbers are rounded to multiples of it
}

// State is whether a figure is shown.
type State string

// A figure is shown, or hidden to protect a group that is too small, or it cannot be known.
const (
	Shown   State = "shown"
	Small   State = "small"
	Unknown State = "unknown"
)

// Kind is what sort of number a figure is.
type Kind string

// The kinds of figures.
const (
	Residents Kind = "residents"
	Questions Kind = "questions"
	Percent   Kind = "percent"
	Days      Kind = "days"
	Mark      Kind = "mark"
)

// Definition says what a figure means and where it comes from. Title, Means and How are English sentences.
type Definition struct {
	Name    string // in its address
	Title   string
	Kind    Kind
	Means   string
	How     string
	Sources []Source
}

// Source is where the numbers of a figure stand, and which query reads them. What is an English sentence.
type Source struct{ What, Table, Query string }

// The names of the figures, as they stand in addresses.
const (
	PeopleZeroth = "inwoners-nuldelijn"
	PeopleFirst  = "inwoners-eerstelijn"
	PeopleSecond = "inwoners-tweedelijn"
	SolvedZeroth = "opgelost-nuldelijn"
	SolvedFirst  = "opgelost-eerstelijn"
	SolvedSecond = "opgelost-tweedelijn"
	InTime       = "besluiten-op-tijd"
	DaysToDecide = "dagen-tot-besluit"
	Judged       = "ervaring"
)

var (
	neighbourhoods = Source{"Residents of each neighbourhood", "tenant_neighbourhood", "tenant.Neighbourhoods"}
	present        = Source{"Residents of open households", "household, household_resident", "household.PresentTx"}
	running        = Source{"Help of a provider that runs", "allocation_order", "allocation.RunningTx"}
	matches        = Source{"Neighbours who found each other on the market", "market_match", "market.MatchesTx"}
	answered       = Source{"Questions that the team answered", "intake_question", "intake.AnsweredTx"}
	announced      = Source{"Decisions that were announced", "decision, decision_application", "decision.AnnouncedTx"}
	notices        = Source{"Notices that were registered", "intake_notice", "intake.NoticesTx"}
	marks          = Source{"Marks that residents gave", "experience_answer", "experience.ScoresTx"}
)

// definitions are all figures that the council sees.
var definitions = []Definition{
	{PeopleZeroth, "Residents who manage alone or together", Residents,
		"Everybody who lives in the municipality and gets no help from the team or from a provider. Family, neighbours and activities may well help them.",
		"We take the residents of all neighbourhoods. We take off the residents in the first line and in the second line.",
		[]Source{neighbourhoods, present, running}},
	{PeopleFirst, "Residents with help of the team", Residents,
		"Residents of households that a neighbourhood team helps, without help of a provider.",
		"We count the residents of open households. Who has help of a provider that runs today is not counted here.",
		[]Source{present, running}},
	{PeopleSecond, "Residents with help of a provider", Residents,
		"Residents with help made to measure after a decision, of a provider that has started.",
		"We count each resident with help that has started and runs today. Somebody with two kinds of help counts once.",
		[]Source{running}},
	{SolvedZeroth, "Solved in the zeroth line", Questions,
		"Questions for which residents found each other on the neighbourhood market.",
		"We count the matches on the market. What people do after a match we do not know. Who went to an activity, or found help along the compass, is written down nowhere and so not counted.",
		[]Source{matches}},
	{SolvedFirst, "Solved in the first line", Questions,
		"Questions to a neighbourhood team that were answered without help made to measure.",
		"We count the questions that the team answered. Did the household get help made to measure in the same twelve months? Then the question is not counted here.",
		[]Source{answered, announced}},
	{SolvedSecond, "Solved in the second line", Questions,
		"Decisions by which a resident got help made to measure, in full or in part.",
		"We count the decisions that were announced and that gave help.",
		[]Source{announced}},
	{InTime, "Decisions in time", Percent,
		"The part of the decisions that came within the term of the law.",
		"We compare the day on which a decision was announced with the last day of its term. Days on which the clock stood still, or that were added by a letter, are in that term.",
		[]Source{announced}},
	{DaysToDecide, "Days from notice to decision", Days,
		"How long a resident waits from the first notice to the decision. Half of the residents wait shorter and half wait longer.",
		"For each decision we look up the last notice of the household before the application. We put the numbers of days in order and take the middle one.",
		[]Source{notices, announced}},
	{Judged, "What residents say of a step", Mark,
		"The mean of the marks that residents gave right after a conversation, a decision or the start of help. A mark goes from 1 to 10.",
		"We ask one question after each step. Answers are anonymous. We add up the marks and divide them by the number of answers.",
		[]Source{marks}},
}
