package household

import (
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/household/moment"
	"codeberg.org/samenkracht/samenkracht/casework/household/person"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
)

// The things that a household is made of, whose rules have packages of their own.
type (
	Person        = person.Person
	Gender        = person.Gender
	Address       = person.Address
	Leaving       = person.Leaving
	Relation      = relation.Relation
	RelationKind  = relation.Kind
	Outsider      = relation.Outsider
	Consent       = consent.Consent
	Purpose       = consent.Purpose
	Ground        = consent.Ground
	Fields        = consent.Fields
	Exception     = consent.Exception
	ContactMoment = moment.ContactMoment
	Talk          = moment.Talk
	Channel       = moment.Channel
)

// The genders, for who looks at a resident.
const (
	Male   = person.Male
	Female = person.Female
)

// The reasons why somebody is no longer of the household.
const (
	Here      = person.Here
	LeftHome  = person.LeftHome
	WentAway  = person.WentAway
	InCare    = person.InCare
	HasDied   = person.HasDied
	WasClosed = person.WasClosed
)

// Leavings lists the reasons for which one resident leaves a household.
var Leavings = person.Leavings

// Channels lists the ways in which a team and a household speak with each other.
var Channels = moment.Channels
