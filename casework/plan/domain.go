package plan

import (
	"cmp"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// LifeDomain (leefdomein) is an area of life that the conversation looks at.
type LifeDomain string

// The life domains, in the order in which the conversation walks through them.
const (
	Money       LifeDomain = "money"
	WorkSchool  LifeDomain = "work_school"
	Rhythm      LifeDomain = "rhythm"
	Home        LifeDomain = "home"
	HomeLife    LifeDomain = "home_life"
	Mind        LifeDomain = "mind"
	Body        LifeDomain = "body"
	Substances  LifeDomain = "substances"
	DailyCare   LifeDomain = "daily_care"
	Arranging   LifeDomain = "arranging"
	PeopleNear  LifeDomain = "people_near"
	TakingPart  LifeDomain = "taking_part"
	RulesAndLaw LifeDomain = "rules_and_law"
)

// LifeDomainInfo is one life domain as people read it: English sentences, of which the Dutch stands in nl.json.
type LifeDomainInfo struct {
	Key    LifeDomain
	Slug   string // in addresses
	Name   string
	About  string
	Levels [5]string // what the five levels look like here, the lowest first
}

// Level (trede van de Levensladder) says how far daily life goes by itself in one domain, from 1 to 5. Zero is
// no level.
type Level int

// The levels.
const (
	Stuck      Level = 1
	Failing    Level = 2
	WithHelp   Level = 3
	Mostly     Level = 4
	GoingWell  Level = 5
	noLevelYet Level = 0
)

// Valid reports whether l is one of the five levels.
func (l Level) Valid() bool { return l >= Stuck && l <= GoingWell }

// Name is the level in a few words.
func (l Level) Name() string {
	switch l {
	case Stuck:
		return "Stuck"
	case Failing:
		return "Does not work"
	case WithHelp:
		return "Works with help"
	case Mostly:
		return "Works mostly"
	case GoingWell:
		return "Works well"
	}
	return "Not looked at yet"
}

// DomainOf finds a life domain by its key.
func DomainOf(key LifeDomain) (LifeDomainInfo, bool) {
	for _, d := range Domains {
		if d.Key == key {
			return d, true
		}
	}
	return LifeDomainInfo{}, false
}

// DomainBySlug finds a life domain by its name in addresses.
func DomainBySlug(slug string) (LifeDomainInfo, bool) {
	for _, d := range Domains {
		if d.Slug == slug {
			return d, true
		}
	}
	return LifeDomainInfo{}, false
}

// Says is what a level looks like in this domain.
func (d LifeDomainInfo) Says(l Level) string {
	if !l.Valid() {
		return noLevelYet.Name()
	}
	return d.Levels[l-1]
}

// Domains is the Levensladder: the life domains with five levels each. The idea of five levels of self-reliance
// over these areas of life is common in the field; the sentences are our own.
var Domains = []LifeDomainInfo{
	{Money, "geld", "Money", "Income, bills and debts", [5]string{
		"There is no money today for food, rent or power.",
		"Bills stay unpaid and the debts grow.",
		"Somebody helps with the money, and the debts no longer grow.",
		"The bills are paid; a setback takes some puzzling.",
		"There is enough to live on, and something is put aside.",
	}},
	{WorkSchool, "werk-en-leren", "Work and learning", "A job, school or a course", [5]string{
		"Work or school has broken off, and nobody looks for a way on.",
		"There is no work or school yet, and the way there is unclear.",
		"A first step is taken, with somebody alongside.",
		"Work or school goes; now and then it takes extra effort.",
		"Work or school fits well and gives room to grow.",
	}},
	{Rhythm, "dag-en-ritme", "Day and rhythm", "How the days are filled", [5]string{
		"Day and night run together, and nothing gets done.",
		"The days are empty, or far too full.",
		"There are a few fixed moments in the week, with help.",
		"Most days have a rhythm and something worthwhile.",
		"The days are filled in a pleasant way, with rest as well.",
	}},
	{Home, "wonen", "Housing", "The house and keeping it", [5]string{
		"There is no safe place to sleep tonight, or it ends this week.",
		"There is a roof, but the house is unfit or may be lost.",
		"The house can be kept, as long as somebody helps.",
		"The house is good; one or two things could be better.",
		"The house fits, now and in the years to come.",
	}},
	{HomeLife, "samen-thuis", "Life at home", "How people at home get along", [5]string{
		"Somebody at home is not safe now.",
		"Quarrels or silence weigh on everybody at home.",
		"With help, people at home find a way to talk.",
		"People at home support each other; a clash is made up.",
		"Home is a warm place for everybody.",
	}},
	{Mind, "hoofd-en-gevoel", "Head and feelings", "How somebody feels", [5]string{
		"Thoughts or feelings are a danger now, to oneself or to others.",
		"Gloom, fear or confusion rules most days.",
		"There are hard days, and help makes them bearable.",
		"It mostly goes well; a dip passes by itself.",
		"Feels well and knows what helps.",
	}},
	{Body, "gezondheid", "Health", "The body, illness and treatment", [5]string{
		"A doctor is needed now.",
		"Complaints are in the way each day, without good treatment.",
		"Complaints are treated, and still limit the day.",
		"Healthy enough for what the day asks.",
		"Fit, and takes good care of the body.",
	}},
	{Substances, "drank-drugs-gokken", "Drink, drugs and gambling", "Use, and games for money", [5]string{
		"Use or gambling is a danger to life now.",
		"Use or gambling comes before everything else.",
		"It has become less, with help and with relapses.",
		"It is under control and causes little trouble.",
		"No use, or use that troubles nobody.",
	}},
	{DailyCare, "dagelijkse-zorg", "Daily care", "Eating, washing, dressing and moving about", [5]string{
		"Eating, washing or getting up does not work now, and there is no help.",
		"Often some of eating, washing or getting up goes wrong.",
		"It works with somebody who helps every day.",
		"It works alone, sometimes slowly or with an aid.",
		"It goes by itself.",
	}},
	{Arranging, "regelen", "Arranging things", "Shopping, cooking, cleaning, post and appointments", [5]string{
		"Nothing gets arranged, and that is dangerous.",
		"Much is left undone: post, dishes, appointments.",
		"It gets done when somebody helps or reminds.",
		"It gets done; a form or something new is hard.",
		"Everything gets arranged without trouble.",
	}},
	{PeopleNear, "mensen-dichtbij", "People near", "Family, friends and neighbours", [5]string{
		"There is nobody, or only people who do harm.",
		"There are few people, and asking them is hard.",
		"There are one or two people to build on.",
		"For most things there is somebody to call.",
		"Gives and gets support, with different people.",
	}},
	{TakingPart, "meedoen", "Taking part", "Clubs, neighbourhood, faith and volunteering", [5]string{
		"Avoids everybody, or is shut out.",
		"Would like to take part and finds no way in.",
		"Takes part when somebody comes along.",
		"Takes part now and then, without being asked.",
		"Takes part and means something to others.",
	}},
	{RulesAndLaw, "regels-en-recht", "Rules and the law", "Police, court and fines", [5]string{
		"There is police or a court case now, or danger for others.",
		"Fines or offences keep coming.",
		"A sentence or an agreement runs, with guidance.",
		"That time is over; an old matter is being closed.",
		"No trouble with the law.",
	}},
}

// Latest keeps the newest score of every resident in every domain, in the order of the domains.
func Latest(scores []LifeDomainScore) []LifeDomainScore {
	type key struct {
		resident db.ID
		domain   LifeDomain
	}
	newest := map[key]LifeDomainScore{}
	for _, s := range scores {
		k := key{s.ResidentID, s.Domain}
		if old, ok := newest[k]; !ok || s.ID > old.ID {
			newest[k] = s
		}
	}
	var out []LifeDomainScore
	for _, d := range Domains {
		var here []LifeDomainScore
		for k, s := range newest {
			if k.domain == d.Key {
				here = append(here, s)
			}
		}
		slices.SortFunc(here, func(a, b LifeDomainScore) int { return cmp.Compare(a.ResidentID, b.ResidentID) })
		out = append(out, here...)
	}
	return out
}
