package factlab

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

// Answer is what an organisation said to the invitation.
type Answer string

// The answers.
const (
	Invited  Answer = "invited"
	Joins    Answer = "joins"
	Declines Answer = "declines"
)

// Participant (deelnemer) is an organisation that was asked to take part in a round.
type Participant struct {
	TenantID   db.ID
	ID         db.ID
	RoundID    db.ID
	Name       string
	Email      string // of the person there who is reminded; empty: nobody is
	State      Answer
	Reason     string   // why it declines
	PublicKey  wire.Key // by which it is known when it delivers
	Declared   int      // to how many addresses it delivers something
	Registry   bool     // delivers the household type of every address instead of provisions
	InvitedAt  *time.Time
	AnsweredAt *time.Time
	RemindedAt *time.Time
	Version    int
}

// maxDeclared is more addresses than any municipality has.
const maxDeclared = 2_000_000

// Validate says what is wrong with who is asked.
func (p Participant) Validate() error {
	v := fault.Invalid{}
	if strings.TrimSpace(p.Name) == "" {
		v.Say("name", "Fill in the name of the organisation.")
	}
	if p.Email != "" {
		if _, err := ident.ParseEmail(p.Email); err != nil {
			v.Say("email", "Fill in an e-mail address, such as naam@example.nl.")
		}
	}
	return v.Err()
}

// Join takes the organisation in, with its key and the number of addresses that it declares. It may be done again
// with another number.
func (p Participant) Join(key wire.Key, declared int, at time.Time) (Participant, error) {
	v := fault.Invalid{}
	if key.IsZero() {
		v.Say("key", "Fill in the key that the tool of the organisation shows.")
	}
	if declared < 1 || declared > maxDeclared {
		v.Say("declared", "Fill in to how many addresses the organisation delivers something.")
	}
	if err := v.Err(); err != nil {
		return p, err
	}
	p.State, p.Reason, p.PublicKey, p.Declared, p.AnsweredAt = Joins, "", key, declared, &at
	return p, nil
}

// Decline notes that the organisation does not take part, and why.
func (p Participant) Decline(reason string, at time.Time) (Participant, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return p, fault.Invalid{"reason": "Write down why the organisation does not take part."}
	}
	p.State, p.Reason, p.PublicKey, p.Declared, p.AnsweredAt = Declines, reason, wire.Key{}, 0, &at
	return p, nil
}
