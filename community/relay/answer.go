package relay

import (
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Answer (reactie) is the conversation between who answers an ad and who placed it. Neither sees the other's
// address. When the two live in different municipalities each of these keeps a copy, with the same id.
type Answer struct {
	TenantID       db.ID
	ID             db.ID
	AdID           db.ID
	AdTenant       db.ID
	AdKind         board.Kind
	AdCategory     board.Category
	AdTitle        string
	AnswererTenant db.ID
	PlacerID       db.ID // account on the ad's side; none in the copy elsewhere and when a broker handles it
	AnswererID     db.ID // account that answers; none in the copy elsewhere
	ViaBroker      bool
	State          board.State // Open, Matched, or Closed
	PlacerNew      bool        // there is a message that the ad's side has not read
	AnswererNew    bool
	StartedAt      time.Time
	LastAt         time.Time
	EndedAt        *time.Time
	Version        int64
}

// Side is one of the two ends of a conversation.
type Side bool

// The sides.
const (
	Placer   Side = false
	Answerer Side = true
)

// Elsewhere reports whether the other side lives in another municipality, so that there are two copies.
func (a Answer) Elsewhere() bool { return a.AdTenant != a.AnswererTenant }

// Message (bericht) is what one side wrote to the other, sealed under the conversation.
type Message struct {
	TenantID     db.ID
	ID           db.ID
	AnswerID     db.ID
	FromAnswerer bool
	ByBroker     bool
	AuthorID     db.ID
	Body         []byte
	Turns        board.State // what the conversation became with this message; empty when it goes on
	SentAt       time.Time
	Words        string `db:"-"` // the body, opened
}

// Side is who wrote it.
func (m Message) Side() Side { return Side(m.FromAnswerer) }

// NewAnswer is what somebody writes to answer an ad.
type NewAnswer struct {
	ID    db.ID
	AdID  db.ID
	Words string
}

// Validate returns what is wrong with an answer.
func (n NewAnswer) Validate() error { return ValidateWords(n.Words) }

// NewMessage is what somebody writes in a conversation that runs.
type NewMessage struct {
	ID       db.ID
	AnswerID db.ID
	Words    string
}

// Validate returns what is wrong with a message.
func (n NewMessage) Validate() error { return ValidateWords(n.Words) }

// MaxWords is how many characters a message has at most.
const MaxWords = 2000

// ValidateWords returns what is wrong with what somebody wrote.
func ValidateWords(words string) error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(words) == "" {
		wrong.Say("words", "Write a message first")
	} else if len([]rune(words)) > MaxWords {
		wrong.Say("words", "Use at most 2000 characters")
	}
	return wrong.Err()
}

// take puts a message into the conversation: the other side has something new, and the state follows.
func (a Answer) take(m Message) Answer {
	a.LastAt = m.SentAt
	if m.FromAnswerer {
		a.PlacerNew = true
	} else {
		a.AnswererNew = true
	}
	if m.Turns != "" {
		a.State, a.EndedAt = m.Turns, &m.SentAt
	}
	return a
}
