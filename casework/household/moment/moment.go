// Package moment is the times that the team and a household spoke with each other. It knows the rules; package
// household keeps them.
package moment

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// ContactMoment (contactmoment) is one time that the team and the household spoke, and what they agreed to do
// next.
type ContactMoment struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	HeldOn      law.Date
	Channel     Channel
	ByID        db.ID // the account of the worker
	Sealed      []byte
	NextOn      law.Date // by when the next step is done; may be empty
	RecordedAt  time.Time
	Talk        `db:"-"`
}

// Talk is what was said and what happens next, in words.
type Talk struct {
	About string `json:"about"`
	Next  string `json:"next,omitempty"`
}

// Channel is how people spoke.
type Channel string

// Channels lists the ways, in the order in which a person is shown them.
var Channels = []Channel{"visit", "phone", "mail", "desk"}

// Name is the way in words, an English sentence.
func (c Channel) Name() string {
	return map[Channel]string{"visit": "At home", "phone": "By phone", "mail": "By e-mail or letter", "desk": "At the desk"}[c]
}

// Validate says what is wrong with the contact moment, by field.
func (m ContactMoment) Validate(today law.Date) error {
	wrong := fault.Invalid{}
	if m.Channel.Name() == "" {
		wrong.Say("channel", "Choose how you spoke with each other")
	}
	if m.About == "" {
		wrong.Say("about", "Write what you talked about")
	}
	if len([]rune(m.About)) > 4000 {
		wrong.Say("about", "Use at most 4000 characters")
	}
	switch {
	case m.HeldOn.IsZero():
		wrong.Say("on", "Fill in the day, for example 5-5-2026")
	case m.HeldOn.After(today):
		wrong.Say("on", "Fill in a day that is not in the future")
	}
	switch {
	case m.Next != "" && m.NextOn.IsZero():
		wrong.Say("next_on", "Fill in by when the next step is done")
	case m.Next == "" && !m.NextOn.IsZero():
		wrong.Say("next", "Write what the next step is")
	}
	return wrong.Err()
}
