package plan

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

// Domain is one life domain as people read it: English sentences, of which the Dutch stands in nl.json.
type Domain struct {
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
func DomainOf(key LifeDomain) (Domain, bool) {
	for _, d := range Domains {
		if d.Key == key {
			return d, true
		}
	}
	return Domain{}, false
}

// DomainBySlug finds a life domain by its name in addresses.
func DomainBySlug(slug string) (Domain, bool) {
	for _, d := range Domains {
		if d.Slug == slug {
			return d, true
		}
	}
	return Domain{}, false
}

// Says is what a level looks like in this domain.
func (d Domain) Says(l Level) string {
	if !l.Valid() {
		return noLevelYet.Name()
	}
	return d.Levels[l-1]
}
