package pages

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// yes is the value of what was pressed or ticked.
const yes = "ja"

// questionForm is the question about one step.
type questionForm struct {
	Question        experience.Question
	More            bool // there are other questions after this one
	Score, Sentence ui.Field
}

func newQuestionForm(ctx context.Context, q experience.Question, more bool, r *http.Request, wrong fault.Invalid) questionForm {
	return questionForm{Question: q, More: more,
		Score: ui.Field{Name: "score", Label: text.T(ctx, "Which mark do you give?"), Options: scale(ctx), Value: r.PostFormValue("score")}.Wrong(wrong),
		Sentence: ui.Field{Name: "sentence", Label: text.T(ctx, "Why do you give this mark?"), Hint: text.T(ctx, "One sentence is enough. Do not write down names or addresses."),
			Rows: 3, MaxLength: 300, Optional: true, Value: r.PostFormValue("sentence")}.Wrong(wrong)}
}

func (p *Pages) question(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !actor.SignedIn() {
		return fault.Denied
	}
	open, err := p.Experience.Open(r.Context(), actor)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		return web.Page(w, r, http.StatusOK, noQuestionPage())
	}
	return web.Page(w, r, http.StatusOK, questionPage(newQuestionForm(r.Context(), open[0], len(open) > 1, r, nil)))
}

func (p *Pages) answer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !actor.SignedIn() {
		return fault.Denied
	}
	n := experience.NewAnswer{Skip: r.PostFormValue("overslaan") == yes, Sentence: r.PostFormValue("sentence")}
	n.Score, _ = strconv.Atoi(r.PostFormValue("score")) // what is no number is no mark
	var err error
	if n.QuestionID, err = db.ParseID(r.PostFormValue("vraag")); err != nil {
		return err
	}
	err = p.Experience.Answer(r.Context(), actor, n)
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		return p.again(w, r, actor, n.QuestionID, wrong)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, "/mijn/ervaring/bedankt?overgeslagen=%s&meer=%s", said(n.Skip), r.PostFormValue("meer"))
}

// said is yes, or nothing.
func said(what bool) string {
	if what {
		return yes
	}
	return ""
}

// again shows the question again with what is wrong with the answer.
func (p *Pages) again(w http.ResponseWriter, r *http.Request, actor access.Actor, id db.ID, wrong fault.Invalid) error {
	open, err := p.Experience.Open(r.Context(), actor)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(open, func(q experience.Question) bool { return q.ID == id })
	if at < 0 {
		return fault.NotFound
	}
	return web.Form(w, r, wrong, questionPage(newQuestionForm(r.Context(), open[at], len(open) > 1, r, wrong)))
}

// thanks looks nothing up, so that nothing is noted of the moment at which somebody answered.
func (p *Pages) thanks(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	q := r.URL.Query()
	return web.Page(w, r, http.StatusOK, thanksPage(q.Get("overgeslagen") == yes, q.Get("meer") == yes))
}

func thanksTitle(ctx context.Context, skipped bool) string {
	if skipped {
		return text.T(ctx, "You skipped the question")
	}
	return text.T(ctx, "Thank you for your answer")
}

func thanksIntro(ctx context.Context, skipped bool) string {
	if skipped {
		return text.T(ctx, "That is fine. We do not ask it again.")
	}
	return text.T(ctx, "With it we see what goes well and what must be better.")
}
