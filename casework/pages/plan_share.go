package pages

import (
	"net/http"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

func (p *Pages) sharePlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.planEdit(w, r, actor, "The resident can read the plan now.", func(d planDesk) editPage {
		return editPage{
			Head: ui.Head{Title: text.T(ctx, "Let the resident read the plan"),
				Intro: text.T(ctx, "The residents get a message. They read the plan, add to it and say whether they agree. Until then nobody changes it.")},
			Version: version(d.Whole.Plan.Version), Button: text.T(ctx, "Share the plan"), Before: planPreview(d),
		}
	}, func(d planDesk, f *form) error {
		return p.Plans.Share(ctx, actor, d.Whole.Plan.ID, f.number("version"))
	})
}

func (p *Pages) reopenPlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.planEdit(w, r, actor, "The plan is open for changes. Share it again when it is ready.", func(d planDesk) editPage {
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Change the plan"), Intro: text.T(ctx, "The plan becomes a draft again. After that the resident reads it anew.")},
			Version: version(d.Whole.Plan.Version), Button: text.T(ctx, "Open the plan for changes"),
		}
	}, func(d planDesk, f *form) error {
		return p.Plans.Reopen(ctx, actor, d.Whole.Plan.ID, f.number("version"))
	})
}

func (p *Pages) closePlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.planEdit(w, r, actor, "The plan is closed.", func(d planDesk) editPage {
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Close the plan"), Intro: text.T(ctx, "A closed plan stays readable. It does not open again.")},
			Version: version(d.Whole.Plan.Version), Button: text.T(ctx, "Close the plan"),
			Inputs: []input{{Field: ui.Field{Name: "closing", Label: text.T(ctx, "How did it end?"), Rows: 4}}},
		}
	}, func(d planDesk, f *form) error {
		return p.Plans.Close(ctx, actor, d.Whole.Plan.ID, f.number("version"), f.text("closing"))
	})
}

func (p *Pages) answerAtTable(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id := r.Context(), p.web.FormID(r)
	return p.planEdit(w, r, actor, "The answer is saved.", func(d planDesk) editPage {
		return editPage{
			Head:  ui.Head{Title: text.T(ctx, "Write down the answer of the resident"), Intro: text.T(ctx, "For who said it in the conversation, or signed on paper.")},
			NewID: id.String(), Version: version(d.Whole.Plan.Version), Button: text.T(ctx, "Save the answer"),
			Inputs: []input{
				{Field: ui.Field{Name: "who", Label: text.T(ctx, "Who gave this answer, and how?"), Hint: text.T(ctx, "For example: signed on paper by the resident.")}},
				{Field: ui.Field{Name: "agrees", Label: text.T(ctx, "Does the resident agree?"), Options: []ui.Option{{Value: "ja", Label: text.T(ctx, "Yes")}, {Value: "nee", Label: text.T(ctx, "No")}}}},
				{Field: ui.Field{Name: "reason", Label: text.T(ctx, "What should be different?"), Rows: 3, Optional: true}},
			},
		}
	}, func(d planDesk, f *form) error {
		if f.text("agrees") == "" {
			f.wrong.Say("agrees", "Choose yes or no")
		}
		if f.bad() {
			return nil
		}
		return p.Plans.Answer(ctx, actor, f.number("version"), plan.Answer{ID: id, PlanID: d.Whole.Plan.ID, Agrees: f.yes("agrees"), How: plan.AtTheTable,
			AnswerText: plan.AnswerText{Who: f.text("who"), Reason: f.text("reason")}})
	})
}
