package pages

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// stage is how far a household is on the way from question to help.
type stage int

// The stages, in order.
const (
	stageNone stage = iota
	stageAsked
	stageInquiry
	stageDecided
	stageOrdered
	stageStarted
)

// What the stages are called, for the resident and for who works there.
var (
	stageNames = []string{"", "You asked your question", "We find out together what you need", "There is a decision", "Help is ordered", "Help has started"}
	deskStages = []string{"", "Question asked", "Inquiry and plan", "Decision", "Order", "Help has started"}
)

// sort is what kind of thing a part is.
type sort int

// The sorts, in the order in which a page shows them.
const (
	sortInquiry sort = iota
	sortPlan
	sortLetter
	sortOrder
)

// part is one thing that runs for a household, or that was written for it: an inquiry, a plan, a letter, an
// order. The words are in the language of the reader.
type part struct {
	Sort   sort
	Title  string
	State  string
	Tone   ui.Tone
	On     law.Date      // since when
	Ends   law.Date      // the legal end, or the day by which something must happen
	Late   bool          // Ends has passed
	Next   string        // what happens next, or what the reader is asked to do
	Link   templ.SafeURL // empty when there is no page of it for this reader
	Reach  stage         // how far this brings the household
	Closed bool          // it runs no more
}

// source reads the parts of a household for one reader: a resident gets those of the own page, a worker those
// of the file. It asks the gate itself.
type source func(ctx context.Context, actor access.Actor, household db.ID) ([]part, error)

// sources are all nouns that have something to show of a household.
func (p *Pages) sources() []source {
	return []source{p.inquiryParts, p.planParts, p.decisionSource}
}

// parts gathers what every noun has of a household.
func (p *Pages) parts(ctx context.Context, actor access.Actor, household db.ID) ([]part, error) {
	var out []part
	for _, read := range p.sources() {
		some, err := read(ctx, actor, household)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	slices.SortStableFunc(out, func(a, b part) int { return int(a.Sort) - int(b.Sort) })
	return out, nil
}

// furthest is the stage that the parts bring a household to.
func furthest(parts []part) stage {
	reach := stageNone
	for _, x := range parts {
		reach = max(reach, x.Reach)
	}
	return reach
}

// steps is the status line: where a household is on its way from question to help.
func steps(ctx context.Context, names []string, reach stage) []ui.Step {
	var out []ui.Step
	for s := stageAsked; s <= stageStarted; s++ {
		state := ui.StepAhead
		switch {
		case s < reach, s == reach && (s == stageAsked || s == stageStarted):
			state = ui.StepDone
		case s == reach:
			state = ui.StepNow
		}
		out = append(out, ui.Step{Label: text.T(ctx, names[s]), State: state})
	}
	return out
}

// worker reports whether a role works on the files of others.
func worker(r access.Role) bool { return r != access.RoleResident && r != access.RoleInformalCarer }

func (p *Pages) inquiryParts(ctx context.Context, actor access.Actor, household db.ID) ([]part, error) {
	read, address := p.Intake.OwnInquiries, "/mijn/onderzoeken/%s"
	if worker(actor.Role) {
		read, address = p.Intake.Inquiries, "/team/onderzoeken/%s"
	}
	files, err := read(ctx, actor, household)
	var out []part
	for _, f := range files {
		i := f.Inquiry
		x := part{Sort: sortInquiry, Title: text.T(ctx, "Inquiry for question %s", f.Question.Number), On: f.Notice.NoticedOn, Ends: i.Due,
			Reach: stageInquiry, Link: ui.Path(ctx, address, i.ID)}
		switch i.State {
		case inquiry.Runs:
			x.State, x.Tone, x.Late = text.T(ctx, "Is going on"), ui.Info, i.Term.Late(p.today())
			if !worker(actor.Role) {
				x.Link = ""
			}
		case inquiry.Done:
			x.State, x.Tone, x.Next, x.Closed, x.Ends = text.T(ctx, "Ready"), ui.OK, text.T(ctx, i.Outcome.Name()), true, law.Date{}
		default:
			x.State, x.Next, x.Closed, x.Ends, x.Reach = text.T(ctx, "Stopped"), text.T(ctx, i.Outcome.Name()), true, law.Date{}, stageNone
			if !worker(actor.Role) {
				x.Link = ""
			}
		}
		out = append(out, x)
	}
	return out, err
}
