package plan

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// SupportPlan (ondersteuningsplan) is the one plan of a household. It opens with the report of the conversation.
type SupportPlan struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	State       State
	Revision    int // counts how often the plan was opened again after it was agreed
	Version     int64
	StartedBy   db.ID
	StartedAt   time.Time
	SharedAt    *time.Time
	AgreedAt    *time.Time
	ClosedAt    *time.Time
	ChangedBy   db.ID
	ChangedAt   time.Time
	Sealed      []byte
	Report      Report `db:"-"`
}

// State is where a plan stands.
type State string

// A plan is drafted, shared with the resident, agreed, and closed in the end.
const (
	Draft  State = "draft"
	Shared State = "shared"
	Agreed State = "agreed"
	Closed State = "closed"
)

// Name is the state in words.
func (s State) Name() string {
	switch s {
	case Draft:
		return "We are writing it"
	case Shared:
		return "You can read it"
	case Agreed:
		return "Agreed"
	case Closed:
		return "Closed"
	}
	return ""
}

// Report (onderzoeksverslag) is what was said in the conversation. It begins with the resident.
type Report struct {
	Wish           string   // what the resident wants, in the resident's own words
	BehindQuestion string   // the question behind the question
	Strengths      string   // what goes well and what the resident can do
	Circle         string   // who is around
	Carers         string   // what the informal carers need
	HeldOn         law.Date // the day of the conversation
	Present        string   // who was there
	Closing        string   // how the plan ended, when it is closed
}

// The sentences for what a plan does not allow.
const (
	sayWishFirst   = "Write down first what the resident wants, in the resident's own words. The rest comes after that."
	sayNotDraft    = "The plan lies with the resident. Take it back before you change it."
	sayAgreed      = "The plan is agreed. Open it again before you change it."
	sayClosed      = "This plan is closed. Start a new plan to go on."
	sayNotShared   = "The plan is being changed at the moment. You will get a message when you can read it."
	sayNothingYet  = "Add at least one goal before you share the plan."
	sayReadAgain   = "The plan has changed since you opened this page. Read it again first."
	sayOnePlan     = "This household has a running plan already. Go on with that plan, or close it first."
	sayChanged     = "Somebody else changed this while you were writing. See below what it says now. Then save again."
	sayReportFirst = "Write the report of the conversation before you share the plan."
)

// Editable reports whether the content of the plan may be changed.
func (p SupportPlan) Editable() error {
	switch p.State {
	case Shared:
		return fault.Refuse(fault.Conflict, sayNotDraft)
	case Agreed:
		return fault.Refuse(fault.Conflict, sayAgreed)
	case Closed:
		return fault.Refuse(fault.Conflict, sayClosed)
	}
	return nil
}

// Opened reports whether the rest of the conversation may be written: the wish comes before anything else.
func (p SupportPlan) Opened() error {
	if err := p.Editable(); err != nil {
		return err
	}
	if strings.TrimSpace(p.Report.Wish) == "" {
		return fault.Refuse(fault.Conflict, sayWishFirst)
	}
	return nil
}

// Share hands a draft to the resident to read.
func (p SupportPlan) Share(goals int, at time.Time) (SupportPlan, error) {
	if err := p.Opened(); err != nil {
		return p, err
	}
	// Wmo 2015 art. 2.3.2 lid 8
	if p.Report.HeldOn.IsZero() || strings.TrimSpace(p.Report.BehindQuestion) == "" {
		return p, fault.Refuse(fault.Conflict, sayReportFirst)
	}
	if goals == 0 {
		return p, fault.Refuse(fault.Conflict, sayNothingYet)
	}
	p.State, p.SharedAt = Shared, &at
	return p, nil
}

// Agree makes a shared plan agreed.
func (p SupportPlan) Agree(at time.Time) (SupportPlan, error) {
	if err := p.Answerable(); err != nil {
		return p, err
	}
	p.State, p.AgreedAt = Agreed, &at
	return p, nil
}

// Answerable reports whether the resident can say now what to think of the plan.
func (p SupportPlan) Answerable() error {
	switch p.State {
	case Shared:
		return nil
	case Draft:
		return fault.Refuse(fault.Conflict, sayNotShared)
	case Agreed:
		return fault.Refuse(fault.Conflict, "You have agreed with this plan already.")
	}
	return fault.Refuse(fault.Conflict, sayClosed)
}

// Reopen takes a shared plan back, or opens an agreed one for a new round.
func (p SupportPlan) Reopen() (SupportPlan, error) {
	switch p.State {
	case Shared:
	case Agreed:
		p.Revision++
	case Draft:
		return p, fault.Refuse(fault.Conflict, "The plan is open for changes already.")
	default:
		return p, fault.Refuse(fault.Conflict, sayClosed)
	}
	p.State, p.SharedAt, p.AgreedAt = Draft, nil, nil
	return p, nil
}

// Close ends the plan.
func (p SupportPlan) Close(how string, at time.Time) (SupportPlan, error) {
	if p.State == Closed {
		return p, fault.Refuse(fault.Conflict, sayClosed)
	}
	if strings.TrimSpace(how) == "" {
		return p, fault.Invalid{"closing": "Write how it ended"}
	}
	p.State, p.ClosedAt, p.Report.Closing = Closed, &at, how
	return p, nil
}

// Inquired reports whether the resident has had the report, after which an application is possible.
func (p SupportPlan) Inquired() bool { return p.State == Shared || p.State == Agreed }

// ValidateWish says what is wrong with the opening of the report, by field.
func (r Report) ValidateWish() error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(r.Wish) == "" {
		wrong.Say("wish", "Write down what the resident wants, in the resident's own words")
	}
	tooLong(wrong, "wish", r.Wish)
	return wrong.Err()
}

// Validate says what is wrong with the report, by field.
func (r Report) Validate(today law.Date) error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(r.BehindQuestion) == "" {
		wrong.Say("behind_question", "Write what lies behind the question")
	}
	if strings.TrimSpace(r.Strengths) == "" {
		wrong.Say("strengths", "Write what goes well")
	}
	if r.HeldOn.IsZero() || r.HeldOn.After(today) {
		wrong.Say("held_on", "Give the day of the conversation, today or earlier")
	}
	if strings.TrimSpace(r.Present) == "" {
		wrong.Say("present", "Write who were there")
	}
	for field, words := range map[string]string{"behind_question": r.BehindQuestion, "strengths": r.Strengths, "circle": r.Circle,
		"carers": r.Carers, "present": r.Present} {
		tooLong(wrong, field, words)
	}
	return wrong.Err()
}

// Remark (aanvulling) is what a resident adds to the plan.
type Remark struct {
	TenantID  db.ID
	ID        db.ID
	PlanID    db.ID
	AccountID db.ID
	MadeAt    time.Time
	Sealed    []byte
	Words     string `db:"-"`
}

// Validate says what is wrong with the remark, by field.
func (r Remark) Validate() error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(r.Words) == "" {
		wrong.Say("words", "Write what you want to add")
	}
	tooLong(wrong, "words", r.Words)
	return wrong.Err()
}

// Answer (akkoord) is what a resident thinks of a shared plan, with the plan as it was read.
type Answer struct {
	TenantID   db.ID
	ID         db.ID
	PlanID     db.ID
	Revision   int
	Agrees     bool
	How        AnswerKind
	AccountID  db.ID // who gave the answer, or who wrote it down
	AnsweredAt time.Time
	Sealed     []byte
	AnswerText `db:"-"`
}

// AnswerText is what an answer says, and the plan that it is about.
type AnswerText struct {
	Who    string // who gave it, when it was written down by somebody else
	Reason string // why the resident does not agree
	Plan   string // the plan as it was read
}

// AnswerKind is the way in which the answer came.
type AnswerKind string

// An answer is given on the resident's own page, or said or signed at the table.
const (
	OnScreen   AnswerKind = "screen"
	AtTheTable AnswerKind = "table"
)

// Validate says what is wrong with the answer, by field.
func (a Answer) Validate() error {
	wrong := fault.Invalid{}
	if !a.Agrees && strings.TrimSpace(a.Reason) == "" {
		wrong.Say("reason", "Write what should be different")
	}
	if a.How == AtTheTable && strings.TrimSpace(a.Who) == "" {
		wrong.Say("who", "Write who gave this answer")
	}
	tooLong(wrong, "reason", a.Reason)
	tooLong(wrong, "who", a.Who)
	return wrong.Err()
}
