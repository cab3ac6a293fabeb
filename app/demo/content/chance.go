package content

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
)

// stage is how far a household came.
type stage int

const (
	waits stage = iota
	withdrew
	inInquiry
	solved
	planned
	applied
	toSign
	decided
)

// stages says how often each stage is, in percent. Without help made to measure the last three cannot be.
var stages = []struct {
	stage   stage
	percent int
}{{waits, 4}, {withdrew, 2}, {inInquiry, 10}, {solved, 34}, {planned, 12}, {applied, 4}, {toSign, 3}, {decided, 31}}

func drawStage(r *rand.Rand, custom bool) stage {
	draw := r.IntN(100)
	for _, s := range stages {
		if draw -= s.percent; draw < 0 {
			if s.stage > planned && !custom {
				return solved
			}
			return s.stage
		}
	}
	return decided
}

// draft is a tale while chance makes it: on which days things happened.
type draft struct {
	Tale
	Situation
	r     *rand.Rand
	stage stage
	talk  int // day of the conversation
}

// Chance makes up a household in a neighbourhood of a town; its front door has a number near n.
func Chance(r *rand.Rand, town string, neighbourhood, n int) Tale {
	d := draft{r: r, Situation: weighed(r)}
	d.stage = drawStage(r, d.Custom != "")
	d.Town, d.Neighbourhood, d.Worker = town, neighbourhood, r.IntN(2)
	d.Question = Question{Words: Pick(d.r, d.Situation.Words), Asked: d.asked()}
	d.family(n)
	if r.IntN(3) == 0 {
		d.signsIn()
	}
	switch d.stage {
	case waits:
		return d.Tale
	case withdrew:
		d.Question.Withdrawn = max(1, d.Question.Asked-1-d.r.IntN(4))
		return d.Tale
	}
	d.inquire()
	if d.stage >= planned {
		d.plan()
	}
	if d.stage >= applied {
		d.apply()
	}
	d.judge()
	if over := max(1, d.Inquiry.Closed-6-d.r.IntN(9)); d.stage == solved && d.Inquiry.Closed > over {
		d.Household.Settled = over
	}
	return d.Tale
}

// signsIn gives the asker an account.
func (d *draft) signsIn() {
	d.Personas = []Persona{{Name: d.Question.Name, Quiet: true}}
	for i, p := range d.Household.People {
		if p.FullName() == d.Question.Name {
			d.Household.People[i].Persona = p.FullName()
		}
	}
}

// judge makes up what the asker thinks of it. Most are content.
func (d *draft) judge() {
	on := max(d.Inquiry.Closed, d.Order.Started)
	if len(d.Personas) == 0 || on < 3 || d.r.IntN(4) == 0 {
		return
	}
	draw := Pick(d.r, []int{2, 4, 5, 6, 7, 7, 8, 8, 8, 8, 9, 9, 9, 10})
	m := Mark{On: on - 2, Score: draw}
	if d.r.IntN(2) == 0 {
		m.Sentence = Pick(d.r, sayings(draw))
	}
	d.Marks = append(d.Marks, m)
	if d.Order.Started > 0 && d.Order.Started < on {
		d.Marks = append(d.Marks, Mark{On: max(1, d.Order.Started-3), Score: min(10, draw+d.r.IntN(2))})
	}
}

// sayings is what people say with a mark.
func sayings(score int) []string {
	switch {
	case score < 6:
		return Complaints
	case score < 8:
		return Remarks
	}
	return Praise
}

// weighed draws a situation by weight.
func weighed(r *rand.Rand) Situation {
	total := 0
	for _, s := range Situations {
		total += s.Weight
	}
	draw := r.IntN(total)
	for _, s := range Situations {
		if draw -= s.Weight; draw < 0 {
			return s
		}
	}
	return Situations[0]
}

// recent is how many days ago a question came at most of which the inquiry may still run.
const recent = 44

// asked is how many days ago the question came, so long that the stage can be reached.
func (d *draft) asked() int {
	between := func(from, to int) int { return from + d.r.IntN(to-from+1) }
	switch d.stage {
	case waits:
		return between(1, 4)
	case withdrew:
		return between(5, 200)
	case inInquiry:
		return between(5, 45)
	case solved:
		return between(45, 330)
	case planned:
		if d.r.IntN(2) == 0 {
			return between(18, recent)
		}
		return between(recent+1, 200)
	case applied, toSign:
		return between(36, 48)
	}
	return between(80, 330)
}

// family makes up who lives together: alone, as a couple, or with children.
func (d *draft) family(n int) {
	last, h := Pick(d.r, LastNames), &d.Household
	age := d.Youngest + d.r.IntN(d.Oldest-d.Youngest+1)
	h.Street, h.House, h.People = Pick(d.r, Streets), fmt.Sprint(1+n%140), []Person{d.person(last, age)}
	d.Question.ForWhom = intake.ForMyself
	switch {
	case age < 17:
		h.People = append(h.People, d.other(last, age+28, relation.Parent))
		h.People = append(h.People, d.other(last, max(1, age-3), relation.Sibling))
		d.Question.ForWhom, d.Question.ForName = intake.ForMyHome, h.People[0].FullName()
	case age < 50 && d.r.IntN(2) == 0:
		h.People = append(h.People, d.other(last, max(1, age-27), relation.Child))
	case d.r.IntN(5) < 2:
		h.People = append(h.People, d.other(last, age+d.r.IntN(5)-2, relation.Partner))
	case d.r.IntN(3) > 0:
		h.Around = []Outsider{{Kind: Pick(d.r, []relation.Kind{relation.Child, relation.InformalCarer, relation.Neighbour}),
			Name: FullName(d.r), Does: "Helpt elke week een paar uur."}}
	}
	d.Question.Name = h.People[0].FullName()
	if age < 17 {
		d.Question.Name = h.People[1].FullName()
	}
}

func (d *draft) person(last string, age int) Person {
	p := Person{First: Pick(d.r, Women), Last: last, Age: age, Gender: household.Female}
	if d.r.IntN(2) == 0 {
		p.First, p.Gender = Pick(d.r, Men), household.Male
	}
	return p
}

// other is somebody else of the household, with another first name.
func (d *draft) other(last string, age int, is household.RelationKind) Person {
	p := d.person(last, age)
	for slices.ContainsFunc(d.Household.People, func(there Person) bool { return there.First == p.First }) {
		p = d.person(last, age)
	}
	p.Is = is
	return p
}

// inquire makes up the inquiry: three in four are ready within the six weeks, and most of those well before.
func (d *draft) inquire() {
	asked := d.Question.Asked
	d.Taken = max(1, asked-1-d.r.IntN(4))
	d.talk = max(1, d.Taken-6-d.r.IntN(9))
	d.Household.Talks = []Talk{{On: d.talk, Channel: Pick(d.r, []household.Channel{"visit", "visit", "phone", "desk"}), About: d.Wish + " " + d.Behind}}
	d.Inquiry = Inquiry{Support: Pick(d.r, []inquiry.SupportAnswer{inquiry.DeclinesIt, inquiry.DeclinesIt, inquiry.HasSomebody, inquiry.WantsIt}), Answers: d.talk, Checked: d.talk}
	if d.stage != solved {
		return
	}
	length := 20 + d.r.IntN(20)
	if d.r.IntN(8) == 0 {
		length = 44 + d.r.IntN(14)
	}
	d.Inquiry.Closed = max(1, min(d.talk, asked-length))
	switch draw := d.r.IntN(10); {
	case draw < 3:
		d.Inquiry.Outcome, d.Inquiry.Report = inquiry.OwnSolution, d.Own
	case draw < 7:
		d.Inquiry.Outcome, d.Inquiry.Report = inquiry.NearBy, d.Near
	default:
		d.Inquiry.Outcome, d.Inquiry.Report = inquiry.OtherLaw, d.Other
	}
}

// plan makes up the plan. One that needs no help made to measure ends nearer by.
func (d *draft) plan() {
	who := d.Household.People[0]
	said := d.Household.People[0].FullName()
	if who.Age < 17 {
		said = d.Household.People[1].FullName()
	}
	p := &Plan{Started: d.talk,
		Report: plan.Report{Wish: d.Wish, BehindQuestion: d.Behind, Strengths: d.Strengths, Circle: d.Circle, Present: said + " en het wijkteam"},
		Scores: []Score{{Domain: d.Domain, Level: plan.Level(2 + d.r.IntN(2)), Own: plan.Level(2 + d.r.IntN(3)), Reason: d.Behind}}}
	steps := Walked(d.Custom)
	if d.stage == planned {
		steps = steps[:1+d.r.IntN(5)]
		last := &steps[len(steps)-1]
		last.Outcome, last.Reason, last.Tried = ladder.Enough, "", d.Near
	}
	p.Goals = []Goal{{Domain: d.Domain, Words: Pick(d.r, plan.Wordings), GoalText: d.Goal, Steps: steps}}
	d.Plan = p
	if len(d.Personas) == 0 {
		p.AtTable = said
	}
	young := d.stage == planned && d.Question.Asked <= recent
	if young && d.r.IntN(3) == 0 {
		return // still a draft
	}
	p.Shared = max(1, d.talk-3-d.r.IntN(4))
	if young && d.r.IntN(2) == 0 {
		return // the resident has it
	}
	p.Agreed = max(1, p.Shared-2-d.r.IntN(4))
	d.Inquiry.Closed, d.Inquiry.Outcome = p.Agreed, inquiry.WithPlan
}

// apply makes up the application, the decision and the order: 85 in 100 are decided in time.
func (d *draft) apply() {
	v := &Decision{Applied: d.Plan.Agreed, Asked: d.Custom, Facts: d.Facts, Reasons: d.Reasons}
	d.Decision = v
	if d.stage == applied {
		v.Applied = min(v.Applied, 1+d.r.IntN(12))
		return
	}
	length := 4 + d.r.IntN(9)
	if d.r.IntN(100) >= 85 {
		length = 16 + d.r.IntN(15)
	}
	v.Proposed = max(1, v.Applied-length+2)
	v.Verdict, v.Provider, v.Why = decision.Granted, Pick(d.r, d.Firms), "Goed te bereiken, en een klik bij de kennismaking."
	v.Provision = d.Product
	v.Provision.Volume = Pick(d.r, d.Volumes)
	if d.Household.People[0].Age < 67 && len(d.Household.People) > 1 {
		v.Exempt = provision.NoneYounger
	}
	v.Offered = max(1, v.Proposed-1)
	if d.stage == decided {
		v.Signed = max(1, v.Applied-length)
	}
	v.Provision.From, v.Provision.To = v.Signed-7-d.r.IntN(10), v.Signed-7-365
	if d.stage == decided && d.r.IntN(100) < 8 {
		v.Verdict, v.Provider, v.Why, v.Provision = decision.Refused, "", "", Provision{}
		v.Less = "Hulp van dichtbij en een andere regeling zijn genoeg. Dat hebben wij met u besproken."
		return
	}
	if d.stage == decided {
		d.order(v)
	}
}

// stops are the reasons for which support ends, as often as they come: as planned, by agreement, by the client, by
// the provider, by a move or a death.
var stops = []string{"19", "19", "19", "19", "19", "19", "19", "19", "19", "19", "19", "19", "19", "19", "23", "23", "21", "22", "31", "02"}

func (d *draft) order(v *Decision) {
	d.Order = Order{Sent: true, Answer: max(1, v.Signed-1)}
	if v.Provision.From < 1 {
		return // it has still to begin
	}
	d.Order.Started = v.Provision.From
	if d.r.IntN(5) == 0 && d.Order.Started > 40 {
		d.Order.Stopped, d.Order.Reason = max(1, d.Order.Started-30-d.r.IntN(120)), Pick(d.r, stops)
	}
}
