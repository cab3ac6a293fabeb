// Package intake is the front door of a team: a resident asks a question in own words, a generalist takes it
// and becomes the contact person, and the support notice with its inquiry begins to run.
package intake

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// What begins with a question, whose rules have a package of their own.
type (
	SupportNotice = inquiry.SupportNotice
	NeedsInquiry  = inquiry.NeedsInquiry
	SupportAnswer = inquiry.SupportAnswer
	Outcome       = inquiry.Outcome
)

// What a resident says about a plan of one's own, for who writes it down.
const (
	PlanCame = inquiry.PlanCame
	PlanNone = inquiry.PlanNone
)

// callDays is within how many working days somebody of the team gets in touch: our own promise, not the law's.
const callDays = 5

// HelpQuestion (hulpvraag) is what somebody asks of a team, in own words.
type HelpQuestion struct {
	TenantID        db.ID
	ID              db.ID
	Number          string // that people say to each other, "V-2026-00041"
	OwnerID         db.ID  // the account of the resident who asked; none for a visitor
	MakerID         db.ID  // the account of the worker who wrote it down for somebody
	ForWhom         ForWhom
	State           State
	NeighbourhoodID db.ID
	TeamID          db.ID
	HouseholdID     db.ID // since it was taken
	TakenBy         db.ID
	AskedAt         time.Time
	TakenAt         *time.Time
	EndedAt         *time.Time
	CallBy          law.Date // by when somebody of the team gets in touch; our own promise
	InquiryDue      law.Date // by when the law wants the inquiry to be ready
	Lang            string   // in which the asker reads our mail
	Sealed          []byte
	Version         int64
	Words           `db:"-"`
}

// Words is what the asker wrote. It is sealed, under a key of its own until the question is taken and under
// that of the household from then on.
type Words struct {
	Question  string
	Name      string // of the asker
	ForName   string // of who needs the help, when that is somebody else
	Postcode  ident.Postcode
	Email     ident.Email
	Phone     ident.Phone
	Preferred Preferred
}

// String hides what was asked from logs and errors.
func (w Words) String() string { return "(question)" }

// State is where a question stands.
type State string

// A question is asked, taken by a generalist and answered in the end, or withdrawn on the way.
const (
	Asked     State = "asked"
	Taken     State = "taken"
	Answered  State = "answered"
	Withdrawn State = "withdrawn"
	Stopped   State = "stopped" // the household is no longer served here
)

// Name is the state in words, an English sentence.
func (s State) Name() string {
	return map[State]string{Asked: "Waits for somebody of the team", Taken: "Is being looked into", Answered: "Answered", Withdrawn: "Withdrawn", Stopped: "Stopped"}[s]
}

// ForWhom is for whom help is asked.
type ForWhom string

// The choices.
const (
	ForMyself   ForWhom = "myself"
	ForMyHome   ForWhom = "home" // somebody the asker lives with
	ForSomebody ForWhom = "somebody"
)

// ForWhoms lists the choices in the order in which a person is shown them.
var ForWhoms = []ForWhom{ForMyself, ForMyHome, ForSomebody}

// Name is the choice in words, an English sentence.
func (f ForWhom) Name() string {
	return map[ForWhom]string{ForMyself: "For myself", ForMyHome: "For somebody I live with", ForSomebody: "For somebody else"}[f]
}

// Preferred is how the asker wants to be reached.
type Preferred string

// The ways.
const (
	ByPhone Preferred = "phone"
	ByMail  Preferred = "mail"
)

// Name is the way in words, an English sentence.
func (p Preferred) Name() string {
	return map[Preferred]string{ByPhone: "By phone", ByMail: "By e-mail"}[p]
}

const maxQuestion, maxName = 3000, 100

// ValidateQuestion says what is wrong with the question itself.
func (w Words) ValidateQuestion() fault.Invalid {
	wrong := fault.Invalid{}
	switch n := len([]rune(strings.TrimSpace(w.Question))); {
	case n == 0:
		wrong.Say("question", "Write what your question is. A few words are enough")
	case n > maxQuestion:
		wrong.Say("question", "Use at most 3000 characters")
	}
	return wrong
}

// ValidateForWhom says what is wrong with for whom the help is.
func (w Words) ValidateForWhom(f ForWhom) fault.Invalid {
	wrong := fault.Invalid{}
	if f.Name() == "" {
		wrong.Say("for", "Choose for whom the help is")
	}
	if f != ForMyself && f.Name() != "" && strings.TrimSpace(w.ForName) == "" {
		wrong.Say("for_name", "Fill in the name of the person who needs help")
	}
	if len([]rune(w.ForName)) > maxName {
		wrong.Say("for_name", "Use at most 100 characters")
	}
	return wrong
}

// ValidatePostcode says what is wrong with where the help is needed. Who works there is asked in the use case.
func (w Words) ValidatePostcode() fault.Invalid {
	wrong := fault.Invalid{}
	if w.Postcode.IsZero() {
		wrong.Say("postcode", "Write a postcode as 4 digits and 2 letters, such as 7511 SS")
	}
	return wrong
}

// ValidateContact says what is wrong with how to reach the asker.
func (w Words) ValidateContact() fault.Invalid {
	wrong := fault.Invalid{}
	switch n := len([]rune(strings.TrimSpace(w.Name))); {
	case n == 0:
		wrong.Say("name", "Fill in your name")
	case n > maxName:
		wrong.Say("name", "Use at most 100 characters")
	}
	if w.Email.IsZero() && w.Phone.IsZero() {
		wrong.Say("phone", "Fill in a phone number or an e-mail address. Otherwise we cannot reach you")
		return wrong
	}
	switch {
	case w.Preferred.Name() == "":
		wrong.Say("preferred", "Choose how we may reach you")
	case w.Preferred == ByPhone && w.Phone.IsZero():
		wrong.Say("phone", "Fill in the phone number on which we may call you")
	case w.Preferred == ByMail && w.Email.IsZero():
		wrong.Say("email", "Fill in the address to which we may mail you")
	}
	return wrong
}

// Validate says what is wrong with a whole question, by field.
func (w Words) Validate(f ForWhom) error {
	all := fault.Invalid{}
	for _, wrong := range []fault.Invalid{w.ValidateQuestion(), w.ValidateForWhom(f), w.ValidatePostcode(), w.ValidateContact()} {
		for field, sentence := range wrong {
			all.Say(field, sentence)
		}
	}
	return all.Err()
}

// TakenError is the error of somebody who wants to take a question that another has.
type TakenError struct{ By db.ID }

// Error says so.
func (e *TakenError) Error() string { return "the question is taken by somebody else" }

// Unwrap makes it a conflict.
func (e *TakenError) Unwrap() error { return fault.Conflict }

var errWithdrawn = fault.Refuse(fault.Conflict, "This question was withdrawn. You do not have to do anything any more.")

// Take gives the question to a generalist. One wins; who was first keeps it.
func (q HelpQuestion) Take(by db.ID, at time.Time) (HelpQuestion, error) {
	switch q.State {
	case Withdrawn:
		return q, errWithdrawn
	case Taken, Answered, Stopped:
		return q, &TakenError{q.TakenBy}
	}
	q.State, q.TakenBy, q.TakenAt = Taken, by, &at
	return q, nil
}

// Withdraw ends the question because the asker does not want it any more.
func (q HelpQuestion) Withdraw(at time.Time) (HelpQuestion, error) {
	switch q.State {
	case Withdrawn:
		return q, errWithdrawn
	case Answered, Stopped:
		return q, fault.Refuse(fault.Conflict, "This question was answered already. Do you not want the help any more? Call your contact person.")
	}
	q.State, q.EndedAt = Withdrawn, &at
	return q, nil
}

// Stop ends a question that somebody was looking into, because the household is no longer served here.
func (q HelpQuestion) Stop(at time.Time) HelpQuestion {
	if q.State == Taken {
		q.State, q.EndedAt = Stopped, &at
	}
	return q
}

// Answer ends the question because the inquiry is ready.
func (q HelpQuestion) Answer(at time.Time) (HelpQuestion, error) {
	if q.State != Taken {
		return q, fault.Refuse(fault.Conflict, "This question is not being looked into.")
	}
	q.State, q.EndedAt = Answered, &at
	return q, nil
}
