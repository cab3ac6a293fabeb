package access

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Relation is what an actor must be to a thing.
type Relation string

// The relations. Which fields of the Object they look at stands beside them.
const (
	Anyone    Relation = "anyone"    // nothing more than the role
	Own       Relation = "own"       // Owner
	OwnTeam   Relation = "own_team"  // Team
	IsContact Relation = "contact"   // Contact
	Member    Relation = "member"    // Members
	Consented Relation = "consented" // Parties
	Mandated  Relation = "mandated"  // Amount within the mandate, and Maker is somebody else: four eyes
)

// Rule lets roles do an action on things that they stand in a relation to. Purpose and ground belong to the
// rule and are written into every log line.
type Rule struct {
	Action  string // "market.place_ask"
	Name    string // the action for people, an English sentence
	Roles   []Role
	When    Relation
	Purpose string // why, an English sentence
	Ground  string // the article that allows it, as in "Wmo 2015 art. 2.3.2"
	Break   bool   // only with a reason, in an emergency; the privacy officer reads it back
}

// Object is the thing that an action is about, as the use case loaded it.
type Object struct {
	Kind     string // "plan"
	ID       db.ID
	Subjects []db.ID // the people whose data is shown or changed: one log line each
	Owner    db.ID   // the account that it belongs to
	Team     db.ID   // the team that serves it
	Contact  db.ID   // the account of the contact person
	Maker    db.ID   // the account that prepared it
	Members  []db.ID // accounts of the people of the household
	Former   []db.ID // accounts of people who left the household: they do not serve it, and nothing more
	Barred   []db.ID // accounts that keep away from it: their own matter, or that of family
	Parties  []db.ID // accounts that a consent lets in
	Amount   int64   // cents a year
}

// holds reports whether actor stands in relation r to o.
func (r Relation) holds(a Actor, o Object) bool {
	switch r {
	case Anyone:
		return true
	case Own:
		return o.Owner != 0 && o.Owner == a.Account
	case OwnTeam:
		return o.Team != 0 && o.Team == a.Team
	case IsContact:
		return o.Contact != 0 && o.Contact == a.Account
	case Member:
		return a.Account != 0 && slices.Contains(o.Members, a.Account)
	case Consented:
		return a.Account != 0 && slices.Contains(o.Parties, a.Account)
	case Mandated:
		return o.Amount <= a.Mandate && o.Maker != 0 && a.Account != 0 && o.Maker != a.Account
	}
	return false
}

// keepsAway reports whether a must not deal with o whatever the rules allow: it is somebody's own matter or that
// of family. Nobody serves the household that they belong to or left; at home they are its resident and nothing more.
//
// Awb art. 2:4
func (o Object) keepsAway(a Actor) bool {
	if a.Account == 0 {
		return false
	}
	atHome := a.Role == RoleResident || a.Role == RoleInformalCarer
	return slices.Contains(o.Barred, a.Account) || !atHome && (slices.Contains(o.Members, a.Account) || slices.Contains(o.Former, a.Account))
}

// Decide returns the first rule that lets actor do action on o. Without one the answer is no.
func Decide(rules []Rule, a Actor, action string, o Object) (Rule, bool) {
	if o.keepsAway(a) {
		return Rule{}, false
	}
	for _, r := range rules {
		if r.Action == action && slices.Contains(r.Roles, a.Role) && r.When.holds(a, o) && (!r.Break || a.breaksGlass()) {
			return r, true
		}
	}
	return Rule{}, false
}

// Scope is what part of a list an actor may see, made from the same rules as the gate's decisions. A query
// says: AND ($2 OR owner_id = $3 OR team_id = $4 OR contact_id = $5).
type Scope struct {
	All                  bool
	Owner, Team, Contact db.ID
}

// ScopeOf gathers the rules for action into a scope. The zero scope shows nothing.
func ScopeOf(rules []Rule, a Actor, action string) Scope {
	var s Scope
	for _, r := range rules {
		if r.Action != action || !slices.Contains(r.Roles, a.Role) || r.Break {
			continue
		}
		switch r.When {
		case Anyone:
			s.All = true
		case Own:
			s.Owner = a.Account
		case OwnTeam:
			s.Team = a.Team
		case IsContact:
			s.Contact = a.Account
		}
	}
	return s
}

// Shows reports whether the scope lets o through; lists are tested against it row by row.
func (s Scope) Shows(o Object) bool {
	return s.All || s.Owner != 0 && s.Owner == o.Owner || s.Team != 0 && s.Team == o.Team || s.Contact != 0 && s.Contact == o.Contact
}
