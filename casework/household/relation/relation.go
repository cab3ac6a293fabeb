// Package relation is who is around a resident: family, network, representatives and other helpers. It knows
// the words and the rules; package household keeps the relations.
package relation

import (
	"encoding/json"
	"errors"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Relation (relatie) is what somebody is to a resident: another resident of the household, somebody of the
// family or the social network (sociaal netwerk), a representative, or another helper.
type Relation struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	ResidentID  db.ID
	OtherID     db.ID // the resident of the same household that it is; none when it is somebody from outside
	Kind        Kind
	Sealed      []byte
	FromDay     law.Date
	ToDay       law.Date
	Version     int64
	Outsider    `db:"-"`
}

// Outsider is somebody around the household: who it is, how to reach them and what they do.
type Outsider struct {
	Name         string
	Organisation string
	Phone        ident.Phone
	Email        ident.Email
	Does         string // "shops on Friday", "guidance, two hours a week"
}

// Kind is what the other is to the resident: the resident's partner, parent, neighbour.
type Kind string

// The kinds of relation.
const (
	Partner            Kind = "partner"
	Parent             Kind = "parent"
	Child              Kind = "child"
	Sibling            Kind = "sibling"
	OtherFamily        Kind = "other_family"
	InformalCarer      Kind = "informal_carer"
	Friend             Kind = "friend"
	Neighbour          Kind = "neighbour"
	Volunteer          Kind = "volunteer"
	AskedForThem       Kind = "asked_for_them"
	Guardian           Kind = "guardian"
	Curator            Kind = "curator"
	Mentor             Kind = "mentor"
	MoneyAdministrator Kind = "administrator"
	AuthorisedAgent    Kind = "authorised_agent"
	ClientSupporter    Kind = "client_supporter"
	GeneralPractice    Kind = "general_practitioner"
	School             Kind = "school"
	Helper             Kind = "helper"
)

// Circle is how near somebody stands to the household.
type Circle string

// The circles, from near to far.
const (
	Family          Circle = "family"
	Network         Circle = "network"
	Representatives Circle = "representative"
	Professionals   Circle = "professional"
)

// Circles lists the circles from near to far.
var Circles = []Circle{Family, Network, Representatives, Professionals}

// Name is the circle in words, an English sentence.
func (c Circle) Name() string {
	switch c {
	case Family:
		return "Family"
	case Network:
		return "People around the household"
	case Representatives:
		return "Who speaks for the resident"
	}
	return "Other helpers"
}

type words struct {
	kind   Kind
	circle Circle
	name   string
}

// kinds are the relations in the order in which a person is shown them.
var kinds = []words{
	{Partner, Family, "Partner"},
	{Parent, Family, "Father or mother"},
	{Child, Family, "Child"},
	{Sibling, Family, "Brother or sister"},
	{OtherFamily, Family, "Other family"},
	{InformalCarer, Network, "Informal carer"},
	{Friend, Network, "Friend"},
	{Neighbour, Network, "Neighbour"},
	{Volunteer, Network, "Volunteer"},
	{AskedForThem, Network, "Asked for help on behalf of the resident"},
	{Guardian, Representatives, "Guardian of a child"},
	{Curator, Representatives, "Curator"},
	{Mentor, Representatives, "Mentor, for care"},
	{MoneyAdministrator, Representatives, "Administrator, for money"},
	{AuthorisedAgent, Representatives, "Has a written authorisation"},
	{ClientSupporter, Representatives, "Independent client supporter"},
	{GeneralPractice, Professionals, "General practitioner"},
	{School, Professionals, "School"},
	{Helper, Professionals, "Helper of another organisation"},
}

func wordsOf(k Kind) (words, bool) {
	i := slices.IndexFunc(kinds, func(r words) bool { return r.kind == k })
	if i < 0 {
		return words{}, false
	}
	return kinds[i], true
}

// Kinds lists every kind, family first.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, r := range kinds {
		out[i] = r.kind
	}
	return out
}

// Name is the kind in words, an English sentence.
func (k Kind) Name() string { r, _ := wordsOf(k); return r.name }

// Circle is how near the kind stands.
func (k Kind) Circle() Circle { r, _ := wordsOf(k); return r.circle }

// reverse is what the resident is to the other, where that has a word; it holds both ways in a household.
func (k Kind) reverse() Kind {
	switch k {
	case Parent:
		return Child
	case Child:
		return Parent
	}
	return k
}

// Seen is the relation from the side of another resident of the household.
func (r Relation) Seen(from db.ID) Relation {
	if r.OtherID == from {
		r.ResidentID, r.OtherID, r.Kind = r.OtherID, r.ResidentID, r.Kind.reverse()
	}
	return r
}

// Holds reports whether the relation is there on a day.
func (r Relation) Holds(on law.Date) bool {
	return !r.FromDay.After(on) && (r.ToDay.IsZero() || !r.ToDay.Before(on))
}

// Validate says what is wrong with the relation, by field.
func (r Relation) Validate() error {
	wrong := fault.Invalid{}
	kind, known := wordsOf(r.Kind)
	if !known {
		wrong.Say("kind", "Choose what this person is to the resident")
	}
	switch {
	case r.ResidentID == 0:
		wrong.Say("resident", "Choose whose relation this is")
	case r.ResidentID == r.OtherID:
		wrong.Say("other", "Choose somebody else")
	case r.OtherID != 0 && kind.circle != Family:
		wrong.Say("kind", "Choose a kind of family for somebody of the same household")
	case r.OtherID == 0 && r.Name == "" && r.Organisation == "":
		wrong.Say("name", "Fill in the name of the person or of the organisation")
	}
	if len([]rune(r.Does)) > 1000 {
		wrong.Say("does", "Use at most 1000 characters")
	}
	if !r.ToDay.IsZero() && r.ToDay.Before(r.FromDay) {
		wrong.Say("to", "Fill in an end that is not before the begin")
	}
	return wrong.Err()
}

// manyHelpers is from how many other helpers on the page says so: more people are then busy with a household
// than can know of each other.
const manyHelpers = 4

// ManyHelpers reports whether so many professional helpers are around the household on a day that somebody
// should bring them together.
func ManyHelpers(relations []Relation, on law.Date) (int, bool) {
	n := 0
	for _, r := range relations {
		if r.Kind.Circle() == Professionals && r.Holds(on) {
			n++
		}
	}
	return n, n >= manyHelpers
}

// row is an outsider as it stands under the seal.
type row struct{ Name, Organisation, Phone, Email, Does string }

// Plain writes the outsider out, to be sealed.
func (o Outsider) Plain() ([]byte, error) {
	return json.Marshal(row{o.Name, o.Organisation, o.Phone.Reveal(), o.Email.Reveal(), o.Does})
}

// Read reads what Plain wrote.
func Read(plain []byte) (Outsider, error) {
	var r row
	if err := json.Unmarshal(plain, &r); err != nil {
		return Outsider{}, err
	}
	o := Outsider{Name: r.Name, Organisation: r.Organisation, Does: r.Does}
	return o, errors.Join(o.Phone.UnmarshalText([]byte(r.Phone)), o.Email.UnmarshalText([]byte(r.Email)))
}
