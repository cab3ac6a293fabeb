package places

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// ActivityKind is what sort of thing people do together.
type ActivityKind string

// The kinds of activities.
const (
	WalkIn   ActivityKind = "walk_in"
	Meal     ActivityKind = "meal"
	Moving   ActivityKind = "moving"
	Creating ActivityKind = "creating"
	Learning ActivityKind = "learning"
	SelfHelp ActivityKind = "self_help"
	Advice   ActivityKind = "advice"
	Respite  ActivityKind = "respite"
	Young    ActivityKind = "young"
)

// ActivityKinds lists them in the order in which people see them.
var ActivityKinds = []ActivityKind{WalkIn, Meal, Moving, Creating, Learning, Young, SelfHelp, Respite, Advice}

var activityKinds = map[ActivityKind]struct{ slug, name, icon string }{
	WalkIn:   {"inloop", "Walk in", "coffee"},
	Meal:     {"samen-eten", "Eat together", "cooking"},
	Moving:   {"bewegen", "Exercise", "sport"},
	Creating: {"maken", "Make and play", "music"},
	Learning: {"leren", "Learn", "book"},
	SelfHelp: {"lotgenoten", "With people in the same situation", "people"},
	Advice:   {"advies", "Ask for advice", "info"},
	Respite:  {"mantelzorg", "For who cares for somebody", "hand"},
	Young:    {"jong", "For young people", "child"},
}

// Valid reports whether it is one of the kinds.
func (k ActivityKind) Valid() bool { _, ok := activityKinds[k]; return ok }

// Slug is the kind as it stands in an address.
func (k ActivityKind) Slug() string { return activityKinds[k].slug }

// Name is the kind for people, an English sentence.
func (k ActivityKind) Name() string { return activityKinds[k].name }

// Icon is the name of its drawing.
func (k ActivityKind) Icon() string { return activityKinds[k].icon }

// ParseActivityKind reads a kind from an address or a form. What is none is empty.
func ParseActivityKind(s string) ActivityKind {
	for k, about := range activityKinds {
		if s == about.slug {
			return k
		}
	}
	return ""
}

// Clock is a time of day in minutes after midnight.
type Clock int

// At is the time of day at an hour and a minute.
func At(hour, minute int) Clock { return Clock(hour*60 + minute) }

// String is the time as people write it, "9.30 uur" without the word.
func (c Clock) String() string { return fmt.Sprintf("%d.%02d", int(c)/60, int(c)%60) }

// Activity (activiteit) is what people do together in a house, every week on one day, or once.
type Activity struct {
	TenantID db.ID
	ID       db.ID
	HouseID  db.ID
	Kind     ActivityKind
	Name     string
	About    string
	ForWhom  string   // "iedereen", "ouderen", in words
	RunBy    string   // residents, as a rule; a professional only supports
	Weekday  int      // 1 Monday to 7 Sunday; 0 when it is once
	OnDay    law.Date // when it is once
	Every    int      // every how many weeks; 1 is every week
	Starts   Clock
	Ends     Clock
	Price    int64 // cents; 0 is free
	FromDay  law.Date
	ToDay    law.Date // last day; zero when no end is known
	Version  int64
}

const (
	maxName  = 120
	maxAbout = 2000
)

// Validate returns what is wrong with an activity, by field.
func (a Activity) Validate() error {
	wrong := fault.Invalid{}
	if !a.Kind.Valid() {
		wrong.Say("kind", "Choose what it is")
	}
	if name := strings.TrimSpace(a.Name); name == "" {
		wrong.Say("name", "Fill in a name")
	} else if len([]rune(name)) > maxName {
		wrong.Say("name", "Use at most 120 characters for the name")
	}
	if (a.Weekday == 0) == a.OnDay.IsZero() || a.Weekday < 0 || a.Weekday > 7 {
		wrong.Say("day", "Choose a day of the week, or one date")
	}
	if a.Ends <= a.Starts || a.Starts < 0 || a.Ends > At(24, 0) {
		wrong.Say("ends", "The end must be after the start")
	}
	if a.Price < 0 {
		wrong.Say("price", "Fill in what it costs, or 0 when it is free")
	}
	return wrong.Err()
}

// Next is the first day on which the activity is there, today included when it is not over at the moment now.
// It reports false when there is none any more.
func (a Activity) Next(now time.Time) (law.Date, bool) {
	today := law.DateOf(now)
	minutes := now.In(law.Amsterdam)
	if over := At(minutes.Hour(), minutes.Minute()) >= a.Ends; over {
		today = today.Add(1)
	}
	if !a.OnDay.IsZero() {
		return a.OnDay, !a.OnDay.Before(today)
	}
	day := a.FromDay.Add(daysTo(a.FromDay, a.Weekday))
	step := 7 * max(a.Every, 1)
	if behind := today.Sub(day); behind > 0 {
		day = day.Add((behind + step - 1) / step * step)
	}
	return day, a.ToDay.IsZero() || !day.After(a.ToDay)
}

// daysTo counts the days from a day to the next one with a weekday (1 Monday to 7 Sunday).
func daysTo(from law.Date, weekday int) int {
	return (weekday%7 - int(from.Weekday()) + 7) % 7
}

// Coming is an activity as somebody sees it in an agenda: on a day, in a house, at a distance.
type Coming struct {
	Activity
	House    string
	Place    string
	Lat, Lon float64
	Day      law.Date `db:"-"`
	Km       float64  `db:"-"` // negative when that is not known
}

// Point is where it is.
func (c Coming) Point() near.Point { return near.Point{Lat: c.Lat, Lon: c.Lon} }

// Agenda puts what is still coming in order of time, and leaves out what is too far.
func Agenda(all []Coming, from near.Point, within near.Radius, now time.Time) []Coming {
	var out []Coming
	for _, c := range all {
		day, ok := c.Next(now)
		if !ok {
			continue
		}
		c.Day, c.Km = day, -1
		if from.Known() {
			c.Km = near.Km(from, c.Point())
		}
		if c.Km < 0 || within.Holds(c.Km) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Coming) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Starts, b.Starts), cmp.Compare(a.Km, b.Km))
	})
	return out
}
