package plan

import (
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Goal (doel) is something a resident wants to be different, with what is needed for it and the result by which
// everybody can see that it was reached.
type Goal struct {
	TenantID   db.ID
	ID         db.ID
	PlanID     db.ID
	ResidentID db.ID // whose goal it is; none when it is the whole household's
	Domain     LifeDomain
	WordedBy   Wording
	State      GoalState
	ReachBy    law.Date
	Version    int64
	MadeAt     time.Time
	ChangedBy  db.ID
	ChangedAt  time.Time
	Sealed     []byte
	GoalText   `db:"-"`
}

// Ready reports whether help made to measure may be looked at: what is needed and what should come of it are written.
func (g Goal) Ready() bool {
	return strings.TrimSpace(g.Need) != "" && strings.TrimSpace(g.Result) != ""
}

const maxText = 4000

func tooLong(wrong fault.Invalid, field, words string) {
	if len([]rune(words)) > maxText {
		wrong.Say(field, "Use at most 4,000 characters")
	}
}

// GoalText is what a goal says in words.
type GoalText struct {
	Wish   string // what the resident wants, as the resident says it
	Need   string // what is needed for it
	Result string // what everybody can see when it is reached
	Ended  string // how it ended
}

// Wording is who found the words of a goal.
type Wording string

// Who found the words.
const (
	OwnWords     Wording = "resident"
	SharedWords  Wording = "together"
	NetworkWords Wording = "network"
	WorkerWords  Wording = "worker"
)

// Wordings lists who may have found the words, as the form shows them.
var Wordings = []Wording{OwnWords, SharedWords, NetworkWords, WorkerWords}

// Name is who found the words, in words.
func (w Wording) Name() string {
	switch w {
	case OwnWords:
		return "The resident"
	case SharedWords:
		return "We did it together"
	case NetworkWords:
		return "Somebody near the resident"
	case WorkerWords:
		return "Somebody of the team"
	}
	return ""
}

// GoalState is where a goal stands.
type GoalState string

// A goal is open, then reached or let go.
const (
	GoalOpen    GoalState = "open"
	GoalReached GoalState = "reached"
	GoalLetGo   GoalState = "let_go"
)

// Name is the state in words.
func (s GoalState) Name() string {
	switch s {
	case GoalReached:
		return "Reached"
	case GoalLetGo:
		return "Let go"
	}
	return "Working on it"
}

// Validate says what is wrong with the goal, by field.
func (g Goal) Validate() error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(g.Wish) == "" {
		wrong.Say("wish", "Write the goal in the words of the resident")
	}
	if !slices.Contains(Wordings, g.WordedBy) {
		wrong.Say("worded_by", "Choose who found the words for this goal")
	}
	if _, ok := DomainOf(g.Domain); !ok {
		wrong.Say("domain", "Choose the part of life that this is about")
	}
	if !slices.Contains([]GoalState{GoalOpen, GoalReached, GoalLetGo}, g.State) {
		wrong.Say("state", "Choose how the goal stands")
	} else if g.State != GoalOpen && strings.TrimSpace(g.Ended) == "" {
		wrong.Say("ended", "Write how it ended")
	}
	for field, words := range map[string]string{"wish": g.Wish, "need": g.Need, "result": g.Result, "ended": g.Ended} {
		tooLong(wrong, field, words)
	}
	return wrong.Err()
}

// LifeDomainScore is how one resident does in one life domain on a day: by the scorer, and by the resident.
type LifeDomainScore struct {
	TenantID   db.ID
	ID         db.ID
	PlanID     db.ID
	ResidentID db.ID
	Domain     LifeDomain
	Level      Level
	OwnLevel   Level // the resident's own; zero when the resident gave none
	ScoredOn   law.Date
	ScorerID   db.ID
	ScoredAt   time.Time
	Sealed     []byte
	Reason     string `db:"-"`
}

// Validate says what is wrong with the score, by field. A score lies in the past and has a reason.
func (s LifeDomainScore) Validate(today law.Date) error {
	wrong := fault.Invalid{}
	if s.ResidentID == 0 {
		wrong.Say("resident", "Choose who this is about")
	}
	if _, ok := DomainOf(s.Domain); !ok {
		wrong.Say("domain", "Choose the part of life that this is about")
	}
	if !s.Level.Valid() {
		wrong.Say("level", "Choose the sentence that fits best")
	}
	if s.OwnLevel != noLevelYet && !s.OwnLevel.Valid() {
		wrong.Say("own_level", "Choose the sentence that the resident chose")
	}
	if s.ScoredOn.IsZero() || s.ScoredOn.After(today) {
		wrong.Say("scored_on", "Give the day of the conversation, today or earlier")
	}
	if strings.TrimSpace(s.Reason) == "" {
		wrong.Say("reason", "Write what this is based on")
	}
	tooLong(wrong, "reason", s.Reason)
	return wrong.Err()
}
