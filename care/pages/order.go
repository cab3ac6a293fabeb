package pages

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// orderView is one order with what the provider can do now.
type orderView struct {
	assignment.Assignment
	Today    law.Date
	DueDay   law.Date
	Refusal  ui.Field // what is wrong with the order
	StartDay ui.Field
	StopDay  ui.Field
	StopWhy  ui.Field
}

// fields are the questions of the forms that are on the page now.
func (v orderView) fields() []ui.Field {
	var out []ui.Field
	if v.State == assignment.Received {
		out = append(out, v.Refusal)
	}
	if v.MayStart() {
		out = append(out, v.StartDay)
	}
	if v.MayStop() {
		out = append(out, v.StopDay, v.StopWhy)
	}
	return out
}

// The forms of the page: each gets back its own mistakes.
const (
	noForm    = ""
	refuseIt  = "refuse"
	startForm = "start"
	stopForm  = "stop"
)

func (p *Pages) order(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	return p.showOrder(w, r, actor, id, noForm, nil)
}

// showOrder shows an order; form is the one that was sent with something wrong in it.
func (p *Pages) showOrder(w http.ResponseWriter, r *http.Request, actor access.Actor, id db.ID, form string, wrong fault.Invalid) error {
	a, err := p.Assignments.ByID(r.Context(), actor, id)
	if err != nil {
		return err
	}
	v := newOrderView(r.Context(), a, p.Assignments.Today())
	if v.DueDay, err = a.Due(); err != nil {
		return err
	}
	again := func(f *ui.Field) {
		f.Value = r.PostFormValue(f.Name)
		*f = f.Wrong(wrong)
	}
	switch form {
	case refuseIt:
		again(&v.Refusal)
	case startForm:
		again(&v.StartDay)
	case stopForm:
		again(&v.StopDay)
		again(&v.StopWhy)
	}
	return web.Form(w, r, wrong, orderPage(v))
}

func newOrderView(ctx context.Context, a assignment.Assignment, today law.Date) orderView {
	v := orderView{Assignment: a, Today: today,
		Refusal: ui.Field{Name: "reason", ID: "refusal", Label: text.T(ctx, "What is wrong with the order?")},
		StartDay: ui.Field{Name: "day", ID: "start-day", Label: text.T(ctx, "On which day did the support begin?"), Width: 12,
			Hint: text.T(ctx, "For example 9-3-2026")},
		StopDay: ui.Field{Name: "day", ID: "stop-day", Label: text.T(ctx, "What was the last day of the support?"), Width: 12,
			Hint: text.T(ctx, "For example 9-3-2026")},
		StopWhy: ui.Field{Name: "reason", ID: "stop-reason", Label: text.T(ctx, "Why did the support end?")},
	}
	for _, why := range assignment.Refusals {
		_, words := regel.Uitleg(why.Code)
		v.Refusal.Options = append(v.Refusal.Options, ui.Option{Value: why.Code, Label: text.T(ctx, words)})
	}
	for _, why := range assignment.StopReasons {
		v.StopWhy.Options = append(v.StopWhy.Options, ui.Option{Value: why.Code, Label: text.T(ctx, assignment.StopReasonName(why.Code))})
	}
	return v
}

func (p *Pages) accept(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.answer(w, r, actor, noForm, "You accepted the order. The municipality hears it.", func(id db.ID) error {
		return p.Assignments.Accept(r.Context(), actor, id)
	})
}

func (p *Pages) refuse(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.answer(w, r, actor, refuseIt, "You sent the order back. The municipality hears why.", func(id db.ID) error {
		return p.Assignments.Refuse(r.Context(), actor, id, r.PostFormValue("reason"))
	})
}

func (p *Pages) start(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.answer(w, r, actor, startForm, "You reported the start. The municipality hears it.", func(id db.ID) error {
		on, err := day(r, "day")
		if err != nil {
			return err
		}
		return p.Assignments.Start(r.Context(), actor, id, on)
	})
}

func (p *Pages) stop(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.answer(w, r, actor, stopForm, "You reported the stop. The municipality hears it.", func(id db.ID) error {
		on, err := day(r, "day")
		if err != nil {
			return err
		}
		return p.Assignments.Stop(r.Context(), actor, id, on, r.PostFormValue("reason"))
	})
}

// answer does something with an order and shows it again.
func (p *Pages) answer(w http.ResponseWriter, r *http.Request, actor access.Actor, form, done string, do func(id db.ID) error) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	err = do(id)
	if wrong, ok := invalid(err); ok {
		return p.showOrder(w, r, actor, id, form, wrong)
	}
	if err != nil {
		return err
	}
	p.mux.Say(r.Context(), done)
	return web.Redirect(w, r, "/zorg/opdrachten/%s", id)
}

// steps are where the order stands, in one line.
func (v orderView) steps(ctx context.Context) []ui.Step {
	step := func(label string, done bool, note string) ui.Step {
		if !done {
			return ui.Step{Label: label}
		}
		return ui.Step{Label: label, State: ui.StepDone, Note: note}
	}
	received := step(text.T(ctx, "Came in"), true, text.Date(ctx, v.ReceivedAt))
	if v.State == assignment.Refused {
		return []ui.Step{received, step(text.T(ctx, "Sent back"), true, text.Date(ctx, *v.AnsweredAt))}
	}
	answered := ""
	if v.AnsweredAt != nil {
		answered = text.Date(ctx, *v.AnsweredAt)
	}
	out := []ui.Step{received, step(text.T(ctx, "Accepted"), v.AnsweredAt != nil, answered),
		step(text.T(ctx, "Begun"), !v.StartedOn.IsZero(), text.Date(ctx, v.StartedOn))}
	if v.Paused() {
		return append(out, step(text.T(ctx, "Stopped for a time"), true, text.Date(ctx, v.StoppedOn)))
	}
	return append(out, step(text.T(ctx, "Ended"), v.State == assignment.Stopped, text.Date(ctx, v.StoppedOn)))
}

// clientFacts are what the order says about the client. What it leaves out is left out.
func (v orderView) clientFacts(ctx context.Context) []ui.Fact {
	c := v.Client
	facts := []ui.Fact{{Name: text.T(ctx, "Name"), Value: clientName(ctx, v.Assignment)}}
	if c.FullName() == "" {
		return facts
	}
	address := c.Address()
	if address == "" {
		address = text.T(ctx, "The municipality gave no address. Call the client.")
	}
	for _, f := range []ui.Fact{
		{Name: text.T(ctx, "Date of birth"), Value: birth(ctx, c)},
		{Name: text.T(ctx, "Citizen service number"), Value: c.Bsn},
		{Name: text.T(ctx, "Address"), Value: address},
		{Name: text.T(ctx, "Phone"), Value: strings.Join(c.Phones(), ", ")},
		{Name: text.T(ctx, "Interpreter"), Value: c.Language()},
		{Name: text.T(ctx, "About the client"), Value: c.Commentaar},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// birth is the date of birth as far as it is known.
func birth(ctx context.Context, c assignment.Client) string {
	born, err := law.ParseDate(string(c.Geboortedatum.Datum))
	if err != nil {
		return ""
	}
	switch c.Geboortedatum.DatumGebruik {
	case "":
		return text.Date(ctx, born)
	case "1":
		return text.Month(ctx, born)
	case "2":
		return born.String()[:len("2006")]
	}
	return text.T(ctx, "Not known")
}

// orderFacts are what was ordered.
func (v orderView) orderFacts(ctx context.Context) []ui.Fact {
	until := text.T(ctx, "No last day")
	if !v.ToDay.IsZero() {
		until = text.Date(ctx, v.ToDay)
	}
	facts := []ui.Fact{
		{Name: text.T(ctx, "Support"), Value: text.T(ctx, contract.ProductName(v.Category, v.Code))},
		{Name: text.T(ctx, "How much"), Value: volume(ctx, v.Assignment)},
		{Name: text.T(ctx, "First day"), Value: text.Date(ctx, v.FromDay)},
		{Name: text.T(ctx, "Last day"), Value: until},
		{Name: text.T(ctx, "Municipality"), Value: municipality(v.Assignment)},
		{Name: text.T(ctx, "Product code"), Value: cmp.Or(v.Code, v.Category)},
		{Name: text.T(ctx, "Remark"), Value: v.Client.OrderComment},
	}
	var out []ui.Fact
	for _, f := range facts {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	if v.State == assignment.Stopped {
		out = append(out, ui.Fact{Name: text.T(ctx, "Why it ended"), Value: text.T(ctx, assignment.StopReasonName(v.StopReason))})
	}
	return out
}
