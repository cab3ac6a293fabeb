package pages

import (
	"context"
	"net/http"
	"net/url"

	"codeberg.org/samenkracht/samenkracht/casework/decision/clock"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// termStep tells one step in the counting of a term.
func termStep(ctx context.Context, s law.Step) string {
	day := text.Date(ctx, s.Day)
	switch s.What {
	case law.Counted:
		return text.T(ctx, "The term ends on %s (%s).", day, s.Article)
	case law.Suspended:
		return text.N(ctx, s.Days, "%d day did not count, so it ends on %s.", "%d days did not count, so it ends on %s.", day)
	case law.Standing:
		return text.T(ctx, "The clock stands still from %s.", day)
	case law.Announced:
		return text.T(ctx, "The decision was announced for %s. That does not change the term.", day)
	case law.Moved, law.TwoDays:
		return text.T(ctx, "That is no working day, so it ends on %s.", day)
	}
	return text.T(ctx, "It was put off to %s.", day)
}

func (p *Pages) suspend(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The clock stands still. The resident gets a message.", func(d decisionDesk) (editPage, error) {
		var reasons []ui.Option
		for _, x := range clock.Reasons {
			reasons = append(reasons, ui.Option{Value: string(x), Label: text.T(ctx, clock.ReasonName(x))})
		}
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Stop the clock"), Intro: text.T(ctx, "The law allows this only for these reasons. Tell the resident what you need and by when.")},
			Version: version(d.Application.Version), Button: text.T(ctx, "Stop the clock"), Now: url.Values{"from": {typed(d.Today)}},
			Inputs: []input{{Field: ui.Field{Name: "reason", Label: text.T(ctx, "Why does the clock stand still?"), Options: reasons}},
				{Field: ui.Field{Name: "from", Label: text.T(ctx, "From which day?")}, As: asDate}},
		}, nil
	}, func(d decisionDesk, f *form) error {
		from := f.date("from")
		if f.bad() {
			return nil
		}
		return p.Decisions.Suspend(ctx, actor, d.Decision.ID, f.number("version"), law.Reason(f.text("reason")), from)
	})
}

func (p *Pages) resume(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The clock runs again.", func(d decisionDesk) (editPage, error) {
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Let the clock run again")},
			Version: version(d.Application.Version), Button: text.T(ctx, "Let the clock run again"), Now: url.Values{"on": {typed(d.Today)}},
			Inputs: []input{{Field: ui.Field{Name: "on", Label: text.T(ctx, "Which is the first day that counts?")}, As: asDate}},
		}, nil
	}, func(d decisionDesk, f *form) error {
		on := f.date("on")
		if f.bad() {
			return nil
		}
		return p.Decisions.Resume(ctx, actor, d.Decision.ID, f.number("version"), on)
	})
}

func (p *Pages) extend(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The later day is announced. The resident gets a message.", func(d decisionDesk) (editPage, error) {
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Announce a later day"), Intro: text.T(ctx, "The legal term stays as it is. The resident may hold us to it.")},
			Version: version(d.Application.Version), Button: text.T(ctx, "Announce this day"),
			Inputs: []input{{Field: ui.Field{Name: "to", Label: text.T(ctx, "On which day do we decide?")}, As: asDate},
				{Field: ui.Field{Name: "reason", Label: text.T(ctx, "Why can we not decide in time?"), Rows: 3}}},
		}, nil
	}, func(d decisionDesk, f *form) error {
		to := f.date("to")
		if f.bad() {
			return nil
		}
		return p.Decisions.Extend(ctx, actor, d.Decision.ID, f.number("version"), to, f.text("reason"))
	})
}

func (p *Pages) withdrawApplication(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The application is withdrawn.", func(decisionDesk) (editPage, error) {
		return editPage{
			Head:   ui.Head{Title: text.T(ctx, "The resident withdraws the application"), Intro: text.T(ctx, "There will be no decision. The resident may always ask again.")},
			Button: text.T(ctx, "Withdraw the application"), Inputs: []input{{Field: ui.Field{Name: "why", Label: text.T(ctx, "Why is it withdrawn?"), Rows: 3}}},
		}, nil
	}, func(d decisionDesk, f *form) error {
		return p.Decisions.WithdrawApplication(ctx, actor, d.Decision.ID, f.text("why"))
	})
}
