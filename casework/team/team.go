// Package team keeps the teams of a municipality: which part of town a team works for, who the one contact
// person of a household is, and when that changed.
//
// Who works in a team stands with the account: a role names its team and has a begin and an end.
package team

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Team (team) is people who together help the households of an area.
type Team struct {
	TenantID db.ID
	ID       db.ID
	Name     string
	Kind     Kind
	Phone    string
	Email    string
	Place    string // where residents find it
	FromDay  law.Date
	ToDay    law.Date
}

// Kind is what sort of team it is.
type Kind string

// The kinds.
const (
	Neighbourhood Kind = "neighbourhood" // sociaal wijkteam
	City          Kind = "city"          // for individual questions of the whole town
	Frontline     Kind = "frontline"     // frontlijnteam
	YouthFamily   Kind = "youth_family"  // jeugd- en gezinsteam
	Intervention  Kind = "intervention"  // interventieteam
)

// Name is the kind in words, an English sentence.
func (k Kind) Name() string {
	return map[Kind]string{Neighbourhood: "Neighbourhood team", City: "City team", Frontline: "Frontline team",
		YouthFamily: "Youth and family team", Intervention: "Intervention team"}[k]
}

// Validate says what is wrong with the team, by field.
func (t Team) Validate() error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(t.Name) == "" {
		wrong.Say("name", "Fill in the name of the team")
	}
	if t.Kind.Name() == "" {
		wrong.Say("kind", "Choose what kind of team it is")
	}
	if t.Phone == "" {
		wrong.Say("phone", "Fill in the phone number on which residents reach the team")
	}
	return wrong.Err()
}

// Catchment (werkgebied) is a part of town that a team works for: a postcode (1234AB or its four digits), a
// neighbourhood, or without either everything that no other team works for.
type Catchment struct {
	TenantID        db.ID
	ID              db.ID
	TeamID          db.ID
	NeighbourhoodID db.ID
	Postcode        string
	FromDay         law.Date
	ToDay           law.Date
}

// fits says how closely the catchment describes a place: 0 not at all, 4 by the whole postcode.
func (c Catchment) fits(postcode string, neighbourhood db.ID) int {
	switch {
	case c.Postcode != "" && c.Postcode == postcode:
		return 4
	case c.Postcode != "" && len(postcode) >= 4 && c.Postcode == postcode[:4]:
		return 3
	case c.Postcode != "":
		return 0
	case c.NeighbourhoodID != 0 && c.NeighbourhoodID == neighbourhood:
		return 2
	case c.NeighbourhoodID == 0:
		return 1
	}
	return 0
}

// Route finds the team that works for a place: the one with the closest description wins. Of two that are
// equally close the older one wins, so the answer is always the same.
func Route(catchments []Catchment, postcode string, neighbourhood db.ID) (db.ID, bool) {
	var best Catchment
	fit := 0
	for _, c := range catchments {
		if f := c.fits(postcode, neighbourhood); f > fit || f == fit && f > 0 && c.ID < best.ID {
			best, fit = c, f
		}
	}
	return best.TeamID, fit > 0
}
