package law

import "fmt"

// Step is one step in the counting of a term, so that a screen or a letter can say why it is due when it is.
type Step struct {
	What    What   `json:"what"`
	Day     Date   `json:"day"` // the end of the term after this step
	Days    int    `json:"days,omitempty"`
	Closed  string `json:"closed,omitempty"` // why the day before was not ordinary
	Article string `json:"article,omitempty"`
}

// What is the kind of a step.
type What string

// The steps in which a due day comes about.
const (
	Counted   What = "counted"   // by the length of the term
	Suspended What = "suspended" // so many days did not count
	Standing  What = "standing"  // the clock stands still
	Extended  What = "extended"  // put off to another day
	Announced What = "announced" // another day was announced, the due day stayed
	Moved     What = "moved"     // the end was no ordinary day
	TwoDays   What = "two_days"  // the term held too few ordinary days
)

// String tells the step in English.
func (s Step) String() string {
	switch s.What {
	case Counted:
		return fmt.Sprintf("The term ends on %s (%s).", s.Day, s.Article)
	case Suspended:
		return fmt.Sprintf("%d days did not count, so it ends on %s (%s).", s.Days, s.Day, s.Article)
	case Standing:
		return fmt.Sprintf("The clock stands still from %s (%s).", s.Day, s.Article)
	case Extended:
		return fmt.Sprintf("It was extended to %s.", s.Day)
	case Announced:
		return fmt.Sprintf("The decision was announced for %s, which does not change when it is due (%s).", s.Day, s.Article)
	case Moved:
		return fmt.Sprintf("The end was on %s, so it ends on %s (%s).", s.Closed, s.Day, s.Article)
	case TwoDays:
		return fmt.Sprintf("The term must have two ordinary days, so it ends on %s (%s).", s.Day, s.Article)
	}
	return string(s.What)
}

// counting is the work on one term.
type counting struct {
	rule    Rule
	end     Date
	steps   []Step
	stopped bool
	named   bool // the end is a day that the agency named
	counted Date // days before this one are no part of a suspension any more
}

func (c *counting) say(s Step) { c.steps = append(c.steps, s) }

// walk goes through what happened, in order: suspensions, the extension, suspensions after it, and at the end
// the calendar.
func (c *counting) walk(t Term) {
	extended := t.Extension.To.IsZero()
	for _, s := range t.Suspensions {
		if !extended && s.From.After(t.Extension.On) {
			c.extend(t.Extension)
			extended = true
		}
		c.suspend(s)
	}
	if !extended {
		c.extend(t.Extension)
	}
	if !c.stopped && !c.named {
		c.calendar(t.Start)
	}
}

// suspend adds the days that did not count. Days that two suspensions share count once.
func (c *counting) suspend(s Suspension) {
	if s.Until.IsZero() {
		c.stopped = true
		c.say(Step{What: Standing, Day: s.From, Article: "Awb art. 4:15"})
		return
	}
	from := s.From
	if from.Before(c.counted) {
		from = c.counted
	}
	n := s.Until.Sub(from)
	if n <= 0 {
		return
	}
	c.counted, c.end = s.Until, c.end.Add(n)
	c.say(Step{What: Suspended, Day: c.end, Days: n, Article: "Awb art. 4:15"})
}

func (c *counting) extend(e Extension) {
	// Awb art. 4:14 lid 1
	if c.rule.Extend == "announce" {
		c.say(Step{What: Announced, Day: e.To, Article: "Awb art. 4:14"})
		return
	}
	// Awb art. 4:14 lid 3
	c.end, c.named = e.To, true
	c.say(Step{What: Extended, Day: e.To})
}

func (c *counting) calendar(start Date) {
	if !c.rule.MovesOff() {
		return
	}
	ends, ordinary := "Atw art. 1 lid 1", "Atw art. 2"
	if c.rule.Basis == "eu" {
		ends, ordinary = "Verordening 1182/71 art. 3 lid 4", "Verordening 1182/71 art. 3 lid 5"
	}
	if moved := Legal.OnOrAfter(c.end); moved != c.end {
		c.say(Step{What: Moved, Day: moved, Closed: Legal.Closed(c.end), Article: ends})
		c.end = moved
	}
	if longer := c.rule.legalEnd(c.end, start); longer != c.end {
		c.say(Step{What: TwoDays, Day: longer, Article: ordinary})
		c.end = longer
	}
}
