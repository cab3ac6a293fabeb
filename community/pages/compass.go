package pages

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/compass"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// compass shows the next question of a path, or its answers. The path stands in the address as codes of choices.
func (p *Pages) compass(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	door, ok := compass.DoorByCode(r.PathValue("deur"))
	if !ok {
		return fault.NotFound
	}
	step := compass.Walk(door, compass.ParsePath(r.URL.Query().Get("keuzes")))
	if !step.Done() {
		return web.Page(w, r, http.StatusOK, questionPage(step))
	}
	v, err := p.answers(r, actor, step)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, answersPage(v))
}

// pathLink is the address of a path. Without choices it is the door.
func pathLink(ctx context.Context, door string, codes ...string) templ.SafeURL {
	if len(codes) == 0 {
		return ui.Path(ctx, "/kompas/%s", door)
	}
	return ui.Path(ctx, "/kompas/%s?keuzes=%s", door, compass.PathOf(codes...))
}

// back is the address of the question before, or of the doors.
func back(ctx context.Context, s compass.Step) templ.SafeURL {
	if len(s.Codes) == 0 {
		return ui.Path(ctx, "/kompas")
	}
	return pathLink(ctx, s.Door.Code, s.Codes[:len(s.Codes)-1]...)
}

// next is the address after a choice.
func next(ctx context.Context, s compass.Step, choice string) templ.SafeURL {
	return pathLink(ctx, s.Door.Code, append(slices.Clone(s.Codes), choice)...)
}

// answersView is the end of a path: the rungs with what there is on each of them nearby.
type answersView struct {
	Step  compass.Step
	Today law.Date
	Rungs []rungView
}

type rungView struct {
	compass.Rung
	Answers []answerView
}

// answerView is an answer with what is near of it.
type answerView struct {
	compass.Outcome
	Soon    []places.Coming
	Entries []socialmap.Entry
	Offers  []board.Published
}

// happens says what happens next, with the terms of the law as they are on a day.
func (a answerView) happens(ctx context.Context, on law.Date) string {
	terms := make([]any, len(a.Terms))
	for i, name := range a.Terms {
		terms[i] = ui.Term(ctx, name, on)
	}
	return text.T(ctx, a.Then, terms...)
}

// nearAnswers is how many things nearby stand with an answer.
const nearAnswers = 2

func (p *Pages) answers(r *http.Request, actor access.Actor, step compass.Step) (answersView, error) {
	v := answersView{Step: step, Today: p.Market.Today()}
	from, err := p.start(r, actor.Tenant)
	if err != nil {
		return v, err
	}
	for _, rung := range compass.Rungs {
		rv := rungView{Rung: rung}
		for _, o := range step.Outcomes {
			if o.Rung != rung {
				continue
			}
			a, err := p.nearby(r.Context(), actor, from.Point, o)
			if err != nil {
				return v, err
			}
			rv.Answers = append(rv.Answers, a)
		}
		if len(rv.Answers) > 0 {
			v.Rungs = append(v.Rungs, rv)
		}
	}
	return v, nil
}

// nearby looks up what is near of an answer.
func (p *Pages) nearby(ctx context.Context, actor access.Actor, from near.Point, o compass.Outcome) (a answerView, err error) {
	a.Outcome = o
	for _, slug := range o.Activities {
		some, err := p.Places.Next(ctx, actor.Tenant, places.Search{Around: from, Within: near.Region, Kind: places.ParseActivityKind(slug), Limit: nearAnswers})
		if err != nil {
			return a, err
		}
		a.Soon = append(a.Soon, some...)
	}
	if len(o.Themes) > 0 {
		a.Entries, err = p.SocialMap.Near(ctx, actor.Tenant, socialmap.Search{Around: from, Themes: o.Themes, Limit: nearAnswers})
		if err != nil {
			return a, err
		}
	}
	if o.Category != "" {
		page, err := p.Market.Browse(ctx, actor.Tenant, board.Search{Kind: board.KindOffer, Category: board.Category(o.Category), Around: from, Within: near.Town, Limit: nearAnswers})
		if err != nil {
			return a, err
		}
		a.Offers = page.Ads
	}
	return a, nil
}

// facts are who, where, when and what it costs.
func (a answerView) facts(ctx context.Context) []ui.Fact {
	facts := []ui.Fact{
		{Name: text.T(ctx, "Who"), Value: say(ctx, a.Who)},
		{Name: text.T(ctx, "Where"), Value: say(ctx, a.Where)},
		{Name: text.T(ctx, "When"), Value: say(ctx, a.When)},
		{Name: text.T(ctx, "Cost"), Value: say(ctx, a.Cost)},
	}
	if a.Route != nil {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Which law"), Value: say(ctx, a.Route.Law)})
	}
	return facts
}

// number is whom to call: the answer's own number, or the municipality's for the broker and the team.
func (a answerView) number(ctx context.Context) string {
	if a.Phone == "" && a.Rung == compass.Team {
		return ui.SiteOf(ctx).Phone
	}
	return a.Phone
}

// address is where the link of the answer leads. A question for the team tells behind which door it began.
func (a answerView) address(ctx context.Context, door string) templ.SafeURL {
	switch {
	case a.Category != "":
		return ui.Path(ctx, "/buurt/vragen/nieuw?hulp=%s", board.Category(a.Category).Slug())
	case a.Link == compass.TeamQuestion:
		return ui.Path(ctx, compass.TeamQuestion+"?deur=%s", door)
	case strings.HasPrefix(a.Link, "/"):
		return ui.Path(ctx, a.Link)
	}
	return templ.URL(a.Link)
}
