package pages

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// The question to the team is asked in steps, a page each. What was typed travels along in the form itself, so
// that nothing is kept of somebody who stops half way, and nothing is lost when a session ends.
const (
	stepQuestion = "vraag"
	stepFor      = "voor"
	stepPlace    = "plaats"
	stepReach    = "bereik"
	stepCheck    = "controle"
)

var askSteps = []string{stepQuestion, stepFor, stepPlace, stepReach, stepCheck}

// askFields are the names of all fields, by the step on which they are asked.
var askFields = map[string][]string{
	stepQuestion: {"question"},
	stepFor:      {"for", "for_name"},
	stepPlace:    {"postcode"},
	stepReach:    {"name", "phone", "email", "preferred"},
}

// askPage is one step of the question.
type askPage struct {
	Step   string
	ID     db.ID
	Head   ui.Head
	Fields []ui.Field
	Hidden [][2]string // what was typed on the other steps
	Facts  []answer    // on the check page
	There  *tenant.Tenant
	Edit   bool // the check page was seen: after this step it comes back
}

// answer is one answer on the check page, with the step that changes it.
type answer struct{ Name, Value, Step string }

// backWorks lets the browser keep the steps of the question for its own back button, also for who is signed in.
// Without that a step that was sent could not be shown again. The receipt and everything after it is not kept.
func backWorks(w http.ResponseWriter) { w.Header().Set("Cache-Control", "private, no-cache") }

func (p *Pages) ask(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	backWorks(w)
	first, err := p.known(r.Context(), actor)
	if err != nil {
		return err
	}
	if actor.SignedIn() && !worker(actor.Role) {
		first.Set("own", "ja") // if the session ends on the way, it is asked for before the question is sent
	}
	f := read(r, first)
	return web.Page(w, r, http.StatusOK, askStepPage(askAt(r.Context(), f, stepQuestion, p.web.NewID())))
}

// known fills in what we know of a signed-in resident already.
func (p *Pages) known(ctx context.Context, actor access.Actor) (url.Values, error) {
	v := url.Values{}
	if worker(actor.Role) {
		return v, nil
	}
	own, err := p.Households.Mine(ctx, actor)
	for _, o := range own {
		if o.Reader || v.Has("name") {
			continue
		}
		v.Set("name", o.Resident.FullName())
		v.Set("phone", o.Resident.Phone.Reveal())
		v.Set("email", o.Resident.Email.Reveal())
		v.Set("postcode", o.Address.Postcode.Reveal())
	}
	return v, err
}

func (p *Pages) askStep(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	backWorks(w)
	f := read(r, nil)
	step, id := f.text("stap"), p.web.FormID(r)
	if !slices.Contains(askSteps, step) {
		step = stepQuestion
	}
	if to := f.text("naar"); slices.Contains(askSteps, to) { // back, or to an answer that must change
		return web.Page(w, r, http.StatusOK, askStepPage(askAt(r.Context(), f, to, id)))
	}
	n := f.newQuestion(id)
	if step == stepCheck {
		return p.sendQuestion(w, r, actor, f, n)
	}
	f.keep(step, n)
	if step == stepPlace && !f.bad() {
		if err := p.place(r.Context(), actor, n); err != nil {
			return p.askAgain(w, r, f, step, id, err)
		}
	}
	if f.bad() {
		return web.Page(w, r, http.StatusBadRequest, askStepPage(askAt(r.Context(), f, step, id)))
	}
	return web.Page(w, r, http.StatusOK, askStepPage(askAt(r.Context(), f, f.nextStep(step), id)))
}

func (f *form) newQuestion(id db.ID) intake.NewQuestion {
	return intake.NewQuestion{ID: id, ForWhom: intake.ForWhom(f.text("for")), Words: intake.Words{Question: f.text("question"), Name: f.text("name"),
		ForName: f.text("for_name"), Postcode: f.postcode("postcode"), Email: f.email("email"), Phone: f.phone("phone"), Preferred: intake.Preferred(f.text("preferred"))}}
}

// keep leaves only what is wrong on one step: later ones were not asked yet.
func (f *form) keep(step string, n intake.NewQuestion) {
	all := f.wrong
	f.wrong = fault.Invalid{}
	rules := map[string]fault.Invalid{stepQuestion: n.ValidateQuestion(), stepFor: n.ValidateForWhom(n.ForWhom), stepPlace: n.ValidatePostcode(), stepReach: n.ValidateContact()}
	for _, name := range askFields[step] {
		for _, said := range []fault.Invalid{all, rules[step]} {
			if said[name] != "" {
				f.wrong.Say(name, said[name])
			}
		}
	}
}

func (f *form) nextStep(step string) string {
	if f.yes("gezien") {
		return stepCheck
	}
	return askSteps[slices.Index(askSteps, step)+1]
}

// place checks that a team works where the help is needed, before more is asked.
func (p *Pages) place(ctx context.Context, actor access.Actor, n intake.NewQuestion) error {
	return p.view(ctx, actor, func(tx *db.Tx) error {
		_, err := team.RouteTx(ctx, tx, n.Postcode)
		return err
	})
}

func (p *Pages) sendQuestion(w http.ResponseWriter, r *http.Request, actor access.Actor, f *form, n intake.NewQuestion) error {
	err := f.wrong.Err()
	if err == nil && f.yes("own") && !actor.SignedIn() {
		err = fmt.Errorf("the session of who asks has ended: %w", fault.Denied)
	}
	if err == nil {
		_, err = p.Intake.Ask(r.Context(), actor, n)
	}
	if err == nil {
		return web.Redirect(w, r, "/hulpvraag/%s", n.ID)
	}
	wrong, ok := errors.AsType[fault.Invalid](err)
	if !ok {
		return err
	}
	if errors.Is(err, intake.ErrAnother) {
		n.ID = p.web.NewID()
	}
	for _, step := range askSteps { // to the first answer that must change
		if slices.ContainsFunc(askFields[step], func(name string) bool { return wrong[name] != "" }) {
			return p.askAgain(w, r, f, step, n.ID, err)
		}
	}
	return err
}

// askAgain shows a step again with what is wrong, and points to the municipality where the postcode lies.
func (p *Pages) askAgain(w http.ResponseWriter, r *http.Request, f *form, step string, id db.ID, err error) error {
	if !f.refused(err) {
		return err
	}
	page := askAt(r.Context(), f, step, id)
	if there, ok := errors.AsType[*team.Elsewhere](err); ok {
		t, err := p.Tenants.ByID(r.Context(), there.Tenant)
		if err != nil {
			return err
		}
		page.There = &t
	}
	return web.Page(w, r, http.StatusBadRequest, askStepPage(page))
}

// askAt is the page of one step.
func askAt(ctx context.Context, f *form, step string, id db.ID) askPage {
	page := askPage{Step: step, ID: id, Fields: askQuestions(ctx, f, step), Edit: f.yes("gezien") || step == stepCheck}
	page.Head = ui.Head{Title: text.T(ctx, askTitles[step]), Fields: page.Fields,
		Label: text.T(ctx, "Question to the team, step %d of %d", slices.Index(askSteps, step)+1, len(askSteps))}
	if f.yes("own") {
		page.Hidden = append(page.Hidden, [2]string{"own", "ja"})
	}
	for _, other := range askSteps {
		if other == step {
			continue
		}
		for _, name := range askFields[other] {
			page.Hidden = append(page.Hidden, [2]string{name, f.values.Get(name)})
		}
	}
	if step == stepCheck {
		page.Facts = answers(ctx, f.newQuestion(id))
	}
	return page
}

var askTitles = map[string]string{stepQuestion: "What is your question?", stepFor: "For whom is the help?", stepPlace: "Where is the help needed?",
	stepReach: "How can we reach you?", stepCheck: "Check your question and send it"}

func askQuestions(ctx context.Context, f *form, step string) []ui.Field {
	switch step {
	case stepQuestion:
		return []ui.Field{f.field(ui.Field{Name: "question", Label: text.T(ctx, "Your question, in your own words"), Rows: 7, MaxLength: 3000,
			Hint: text.T(ctx, "A few words are enough. You need not know which help there is.")})}
	case stepFor:
		return []ui.Field{f.field(ui.Field{Name: "for", Label: text.T(ctx, "I ask for help"), Options: options(ctx, intake.ForWhoms)}),
			f.field(ui.Field{Name: "for_name", Label: text.T(ctx, "Name of the person who needs help"), Hint: text.T(ctx, "Only when that is not you."), Autocomplete: "off"})}
	case stepPlace:
		return []ui.Field{f.field(ui.Field{Name: "postcode", Label: text.T(ctx, "Postcode"), Width: 8, Autocomplete: "postal-code",
			Hint: text.T(ctx, "With this we find the team that works there. For example 7601 SS.")})}
	case stepReach:
		return []ui.Field{
			f.field(ui.Field{Name: "name", Label: text.T(ctx, "Your name"), Autocomplete: "name"}),
			f.field(ui.Field{Name: "phone", Label: text.T(ctx, "Phone number"), Type: "tel", Autocomplete: "tel", Width: 20, Hint: text.T(ctx, "A phone number or an e-mail address is enough.")}),
			f.field(ui.Field{Name: "email", Label: text.T(ctx, "E-mail address"), Type: "email", Autocomplete: "email", Hint: text.T(ctx, "Then we mail you a confirmation.")}),
			f.field(ui.Field{Name: "preferred", Label: text.T(ctx, "How may we reach you?"), Options: options(ctx, []intake.Preferred{intake.ByPhone, intake.ByMail})})}
	}
	return nil
}

// options are choices with their words.
func options[T interface {
	~string
	Name() string
}](ctx context.Context, all []T) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, x := range all {
		out[i] = ui.Option{Value: string(x), Label: text.T(ctx, x.Name())}
	}
	return out
}

func answers(ctx context.Context, n intake.NewQuestion) []answer {
	out := []answer{{text.T(ctx, "Your question"), n.Question, stepQuestion}, {text.T(ctx, "For whom"), text.T(ctx, n.ForWhom.Name()), stepFor}}
	if n.ForWhom != intake.ForMyself {
		out = append(out, answer{text.T(ctx, "Who needs help"), n.ForName, ""})
	}
	out = append(out, answer{text.T(ctx, "Postcode"), n.Postcode.Reveal(), stepPlace}, answer{text.T(ctx, "Your name"), n.Name, stepReach})
	if !n.Phone.IsZero() {
		out = append(out, answer{text.T(ctx, "Phone number"), n.Phone.Reveal(), ""})
	}
	if !n.Email.IsZero() {
		out = append(out, answer{text.T(ctx, "E-mail address"), n.Email.Reveal(), ""})
	}
	return append(out, answer{text.T(ctx, "How we reach you"), text.T(ctx, n.Preferred.Name()), ""})
}

// receiptPage says that a question came in.
type receiptPage struct {
	Receipt  intake.Receipt
	SignedIn bool
}

func (p *Pages) receipt(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	receipt, err := p.Intake.Receipt(r.Context(), actor, id)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, receiptShown(receiptPage{receipt, actor.SignedIn() && !worker(actor.Role)}))
}

func askFacts(all []answer) []ui.Fact {
	out := make([]ui.Fact, len(all))
	for i, a := range all {
		out[i] = ui.Fact{Name: a.Name, Body: askAnswer(a)}
	}
	return out
}

// back is the step before this one.
func (p askPage) back() string {
	if i := slices.Index(askSteps, p.Step); i > 0 {
		return askSteps[i-1]
	}
	return ""
}

// elsewhere is the address of the question page of another municipality of this installation.
func elsewhere(ctx context.Context, t tenant.Tenant) templ.SafeURL {
	base := "/" + t.Slug
	if t.Host != "" {
		base = "//" + t.Host
	}
	if text.Lang(ctx) == text.En {
		base += "/en"
	}
	return templ.SafeURL(base + "/hulpvraag")
}
