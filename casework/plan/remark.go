package plan

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

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
	How        How
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

// How is the way in which the answer came.
type How string

// An answer is given on the resident's own page, or said or signed at the table.
const (
	OnScreen   How = "screen"
	AtTheTable How = "table"
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
