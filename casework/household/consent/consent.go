// Package consent is what a resident agrees to: which data, for what, on which ground, with whom, until when,
// and who must say yes. It knows the rules; package household keeps the consents.
package consent

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Consent (toestemming) is one share of a resident's data: for which purpose, on which ground, which fields,
// with whom, from when until when. Without one nothing is shared.
type Consent struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	ResidentID  db.ID // whose data
	Purpose     Purpose
	Ground      Ground
	Fields      Fields
	RecipientID db.ID // the account that is let in; none for a recipient outside
	Sealed      []byte
	GivenBy     IDs // the residents and parents who said yes
	Without     Exception
	FromDay     law.Date
	ToDay       law.Date
	WithdrawnAt *time.Time
	WithdrawnBy db.ID
	RecordedBy  db.ID
	RecordedAt  time.Time
	Version     int64
	Recipient   string `db:"-"` // in words: a person or an organisation
}

// Purpose (doel) is what data is shared for.
type Purpose string

// The purposes.
const (
	OwnPage    Purpose = "own_page"   // the resident signs in and sees the own file
	LetIn      Purpose = "let_in"     // somebody whom the resident chooses reads along
	AskFor     Purpose = "ask_for"    // the team asks somebody for information
	SharePlan  Purpose = "share_plan" // the plan goes to a helper or a provider
	Conference Purpose = "conference" // several professionals talk about the case
)

// Purposes lists the purposes that a worker records, in the order in which a person is shown them.
var Purposes = []Purpose{AskFor, SharePlan, Conference, LetIn}

// Name is the purpose in words, an English sentence.
func (p Purpose) Name() string {
	switch p {
	case OwnPage:
		return "See the own file"
	case LetIn:
		return "Let somebody read along"
	case AskFor:
		return "Ask somebody for information"
	case SharePlan:
		return "Show the plan to somebody who helps"
	case Conference:
		return "Talk about the situation with other helpers"
	}
	return ""
}

// Ground (grondslag) is what allows the share.
type Ground string

// The grounds.
const (
	ByConsent Ground = "consent"
	ByLaw     Ground = "law"
	ByDanger  Ground = "danger"
	ByWams    Ground = "wams"
)

type groundRow struct {
	ground  Ground
	name    string
	article string
	from    law.Date // zero when it does not hold yet
}

var grounds = []groundRow{
	{ByConsent, "The resident says yes", "AVG art. 6 lid 1 a", law.Day(2018, 5, 25)},
	{ByLaw, "The law says so", "Wmo 2015 art. 5.1.1", law.Day(2015, 1, 1)},
	{ByDanger, "Somebody is in danger", "AVG art. 6 lid 1 d", law.Day(2018, 5, 25)},
	{ByWams, "Several problems at once", "Wams", law.Date{}},
}

// Grounds lists the grounds that hold on a day. The Wams is known and holds from no day yet.
func Grounds(on law.Date) []Ground {
	var out []Ground
	for _, g := range grounds {
		if !g.from.IsZero() && !g.from.After(on) {
			out = append(out, g.ground)
		}
	}
	return out
}

func (g Ground) row() groundRow {
	i := slices.IndexFunc(grounds, func(r groundRow) bool { return r.ground == g })
	if i < 0 {
		return groundRow{}
	}
	return grounds[i]
}

// Name is the ground in words, an English sentence.
func (g Ground) Name() string { return g.row().name }

// Article is where the ground stands in the law.
func (g Ground) Article() string { return g.row().article }

// Field is a kind of data that a consent is about.
type Field string

// The kinds that open something here: questions and inquiries, the plan, and applications, decisions and letters with
// who helps. The others name what is told to people outside.
const (
	Situation Field = "situation"
	Plan      Field = "plan"
	Help      Field = "help"
)

// AllFields lists the kinds of data, in the order in which a person is shown them.
var AllFields = []Field{"contact", "family", Situation, Plan, Help, "health", "money"}

// Name is the kind of data in words, an English sentence.
func (f Field) Name() string {
	return map[Field]string{
		"contact": "Name and how to reach you", "family": "Family and network", Situation: "How you are doing",
		Plan: "The plan", Help: "The help you get", "health": "Health", "money": "Money and debts",
	}[f]
}

// Fields are kinds of data.
type Fields []Field

// IDs are keys of rows, kept as a list in one column.
type IDs []db.ID

// Value stores the kinds as a list.
func (f Fields) Value() (driver.Value, error) { return listValue(f) }

// Scan reads what Value stored.
func (f *Fields) Scan(src any) error { return listScan(src, f) }

// Value stores the keys as a list.
func (i IDs) Value() (driver.Value, error) { return listValue(i) }

// Scan reads what Value stored.
func (i *IDs) Scan(src any) error { return listScan(src, i) }

func listValue[T any](list []T) (driver.Value, error) {
	if list == nil {
		list = []T{}
	}
	raw, err := json.Marshal(list)
	return string(raw), err
}

func listScan(src, list any) error {
	switch v := src.(type) {
	case []byte:
		return json.Unmarshal(v, list)
	case string:
		return json.Unmarshal([]byte(v), list)
	}
	return fmt.Errorf("scan list: %T is no list", src)
}

// Holds reports whether the consent is there on a day.
func (c Consent) Holds(on law.Date) bool {
	return c.WithdrawnAt == nil && !c.FromDay.After(on) && (c.ToDay.IsZero() || !c.ToDay.Before(on))
}

// LetsIn reports whether the consent lets somebody read along in a kind of data on a day.
func (c Consent) LetsIn(to Field, on law.Date) bool {
	return c.Purpose == LetIn && c.RecipientID != 0 && c.Holds(on) && slices.Contains(c.Fields, to)
}

// Validate says what is wrong with the consent, by field. Who must say yes is in MayGive.
func (c Consent) Validate() error {
	wrong := fault.Invalid{}
	if c.ResidentID == 0 {
		wrong.Say("resident", "Choose whose data this is about")
	}
	if c.Purpose.Name() == "" {
		wrong.Say("purpose", "Choose what the data is for")
	}
	if !slices.Contains(Grounds(c.FromDay), c.Ground) {
		wrong.Say("ground", "Choose why the data may be shared")
	}
	if c.Recipient == "" && c.RecipientID == 0 {
		wrong.Say("recipient", "Fill in who gets to see the data")
	}
	if c.Purpose == LetIn && c.RecipientID == 0 {
		wrong.Say("account", "Choose the account of who reads along")
	}
	if len(c.Fields) == 0 {
		wrong.Say("fields", "Choose at least one kind of data")
	}
	for _, f := range c.Fields {
		if f.Name() == "" {
			wrong.Say("fields", "Choose at least one kind of data")
		}
	}
	if c.Purpose == LetIn && !slices.ContainsFunc(c.Fields, func(f Field) bool { return f == Situation || f == Plan || f == Help }) {
		wrong.Say("fields", "Choose what this person reads: how you are doing, the plan or the help you get")
	}
	switch {
	case c.ToDay.IsZero() && c.Purpose != OwnPage:
		wrong.Say("to", "Fill in until which day this holds")
	case !c.ToDay.IsZero() && c.ToDay.Before(c.FromDay):
		wrong.Say("to", "Fill in an end that is not before the begin")
	}
	return wrong.Err()
}

// Withdraw ends the consent at once. It can always be withdrawn, and only once.
func (c Consent) Withdraw(at time.Time, by db.ID) (Consent, error) {
	if c.WithdrawnAt != nil {
		return c, fault.Refuse(fault.Conflict, "This consent was withdrawn already.")
	}
	c.WithdrawnAt, c.WithdrawnBy = &at, by
	return c, nil
}
