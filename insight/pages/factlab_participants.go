package pages

import (
	"context"
	"fmt"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// answerNames are what an organisation answered, in words.
var answerNames = map[factlab.Answer]string{
	factlab.Invited:  "No answer yet",
	factlab.Joins:    "Takes part",
	factlab.Declines: "Does not take part",
}

var answerTones = map[factlab.Answer]ui.Tone{factlab.Invited: ui.Info, factlab.Joins: ui.OK, factlab.Declines: ui.Warning}

func (p *Pages) participants(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.wholeRound(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, participantsPage(v))
}

func (v roundView) participantsTable(ctx context.Context) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Organisations"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Organisation")},
		{Label: text.T(ctx, "Answer")}, {Label: text.T(ctx, "Declared addresses"), Numeric: true}}}
	if !v.preparing() {
		t.Columns = append(t.Columns, ui.Column{Label: text.T(ctx, "Delivered lines"), Numeric: true}, ui.Column{Label: text.T(ctx, "Delivered on")},
			ui.Column{Label: text.T(ctx, "Reminder")})
	}
	for _, one := range v.Participants {
		cells := []ui.Cell{{Text: one.Name, Link: v.path(ctx, "/deelnemers/"+one.ID.String()), Note: registryNote(ctx, one)},
			{Tag: ui.Tag{Tone: answerTones[one.State], Text: text.T(ctx, answerNames[one.State])}, Note: one.Reason}, {}}
		if one.State == factlab.Joins {
			cells[2].Text = text.Number(ctx, one.Declared)
		}
		if !v.preparing() {
			cells = append(cells, v.deliveryCells(ctx, one)...)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	return t
}

func registryNote(ctx context.Context, one factlab.Participant) string {
	if !one.Registry {
		return ""
	}
	return text.T(ctx, "delivers household types")
}

// deliveryCells are what came of a participant and when it was reminded.
func (v roundView) deliveryCells(ctx context.Context, one factlab.Participant) []ui.Cell {
	cells := []ui.Cell{{}, {}, {}}
	if one.State != factlab.Joins {
		return cells
	}
	cells[0].Text = text.T(ctx, "not yet")
	if d, ok := v.delivered(one.ID); ok {
		cells[0].Text, cells[1].Text = v.lines(ctx, d), text.DateTime(ctx, *d.CompletedAt)
	}
	if one.RemindedAt != nil {
		cells[2].Text = text.T(ctx, "sent on %s", text.Date(ctx, *one.RemindedAt))
	}
	return cells
}

// inviteForm asks for an organisation.
type inviteForm struct {
	roundView
	NewID   db.ID
	Fields  []ui.Field
	Problem string
}

func inviteFields(ctx context.Context, v roundView) []ui.Field {
	fields := []ui.Field{{Name: "name", Label: text.T(ctx, "Name of the organisation")},
		{Name: "email", Label: text.T(ctx, "E-mail address of the person there"), Type: "email", Autocomplete: "off", Optional: true,
			Hint: text.T(ctx, "We send one reminder there, seven days before the last day. We send nothing else.")}}
	if v.Terms.Registry != "" {
		fields = append(fields, ui.Field{Name: "registry", Label: text.T(ctx, "This organisation delivers household types"),
			Hint: text.T(ctx, "It delivers no provisions. It is: %s.", v.Terms.Registry)})
	}
	return fields
}

// invites reads the round for who may still invite.
func (p *Pages) invites(r *http.Request, actor access.Actor) (inviteForm, error) {
	v, err := p.ledRound(r, actor)
	if err == nil && !v.preparing() {
		err = fault.Refuse(fault.Conflict, "The round is open. Who takes part does not change any more.")
	}
	return inviteForm{roundView: v, Fields: inviteFields(r.Context(), v)}, err
}

func (p *Pages) newParticipant(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.invites(r, actor)
	if err != nil {
		return err
	}
	f.NewID = p.mux.NewID()
	return web.Page(w, r, http.StatusOK, invitePage(f))
}

func (p *Pages) invite(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.invites(r, actor)
	if err != nil {
		return err
	}
	q := ask(r)
	f.NewID = p.mux.FormID(r)
	_, err = p.Factlab.Invite(r.Context(), actor, factlab.Participant{ID: f.NewID, RoundID: f.ID, Name: q.text("name"), Email: q.text("email"), Registry: q.ticked("registry")})
	if err == nil {
		p.mux.Say(r.Context(), "The organisation is on the list. Note its answer when you have it.")
		return p.back(w, r, f.roundView, "/deelnemers")
	}
	if f.Problem, err = q.refused(err); err != nil {
		return err
	}
	f.Fields = q.filled(f.Fields)
	return web.Page(w, r, q.status(f.Problem), invitePage(f))
}

// answerForm asks what an organisation answered.
type answerForm struct {
	roundView
	One     factlab.Participant
	Answer  ui.Field
	Key     ui.Field
	Number  ui.Field
	Reason  ui.Field
	Problem string
}

func (f answerForm) fields() []ui.Field { return []ui.Field{f.Answer, f.Key, f.Number, f.Reason} }

// participantOf reads the organisation in the address, with its round.
func (p *Pages) participantOf(r *http.Request, actor access.Actor) (f answerForm, err error) {
	if f.roundView, err = p.wholeRound(r, actor); err != nil {
		return f, err
	}
	id, err := web.ID(r, "deelnemer")
	if err != nil {
		return f, err
	}
	for _, one := range f.Participants {
		if one.ID == id {
			f.One = one
			f.ask(r.Context())
			return f, nil
		}
	}
	return f, fmt.Errorf("participant: %w", fault.NotFound)
}

// ask fills in what is known.
func (f *answerForm) ask(ctx context.Context) {
	f.Answer = ui.Field{Name: "answer", Label: text.T(ctx, "What did the organisation answer?"), Options: []ui.Option{
		{Value: string(factlab.Joins), Label: text.T(ctx, "It takes part")}, {Value: string(factlab.Declines), Label: text.T(ctx, "It does not take part")}}}
	f.Key = ui.Field{Name: "key", Label: text.T(ctx, "Key of the organisation"), Hint: text.T(ctx, "Only when it takes part. The organisation sees its key with: samenkracht factlab send -identity")}
	f.Number = ui.Field{Name: "declared", Label: text.T(ctx, "To how many addresses does it deliver something?"), Inputmode: "numeric", Width: 12,
		Hint: text.T(ctx, "Only when it takes part. It can deliver this number and a tenth more.")}
	f.Reason = ui.Field{Name: "reason", Label: text.T(ctx, "Why does it not take part?"), Rows: 3, Hint: text.T(ctx, "Only when it does not take part. Write no names of people.")}
	switch f.One.State {
	case factlab.Joins:
		f.Answer.Value, f.Key.Value, f.Number.Value = string(factlab.Joins), f.One.PublicKey.String(), number(f.One.Declared)
	case factlab.Declines:
		f.Answer.Value, f.Reason.Value = string(factlab.Declines), f.One.Reason
	}
}

func (p *Pages) participant(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.participantOf(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, participantPage(f))
}

func (p *Pages) noteAnswer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.participantOf(r, actor)
	if err == nil && !f.MayLead {
		err = fault.Denied
	}
	if err != nil {
		return err
	}
	q := ask(r)
	if err = p.answered(q, actor, f.One.ID); err == nil {
		p.mux.Say(r.Context(), "The answer is noted.")
		return p.back(w, r, f.roundView, "/deelnemers")
	}
	if f.Problem, err = q.refused(err); err != nil {
		return err
	}
	for _, field := range []*ui.Field{&f.Answer, &f.Key, &f.Number, &f.Reason} {
		*field = q.filled([]ui.Field{*field})[0]
	}
	return web.Page(w, r, q.status(f.Problem), participantPage(f))
}

// answered notes the answer in the form.
func (p *Pages) answered(q sent, actor access.Actor, id db.ID) error {
	switch factlab.Answer(q.text("answer")) {
	case factlab.Joins:
		key, err := wire.ParseKey(q.text("key"))
		if err != nil && q.text("key") != "" {
			q.wrong.Say("key", "Copy the whole key. It begins with ed25519: and has 43 signs after that.")
		}
		return p.Factlab.TakeIn(q.Context(), actor, id, key, q.number("declared")) // which refuses no key
	case factlab.Declines:
		return p.Factlab.Decline(q.Context(), actor, id, q.text("reason"))
	}
	return fault.Invalid{"answer": "Choose what the organisation answered."}
}

// participantFacts are what is known of an organisation.
func participantFacts(ctx context.Context, f answerForm) []ui.Fact {
	one := f.One
	out := []ui.Fact{{Name: text.T(ctx, "Answer"), Body: ui.Badge(answerTones[one.State], text.T(ctx, answerNames[one.State]))}}
	if one.InvitedAt != nil {
		out = append(out, ui.Fact{Name: text.T(ctx, "Invited on"), Value: text.Date(ctx, *one.InvitedAt)})
	}
	if one.AnsweredAt != nil {
		out = append(out, ui.Fact{Name: text.T(ctx, "Answered on"), Value: text.Date(ctx, *one.AnsweredAt)})
	}
	if one.Reason != "" {
		out = append(out, ui.Fact{Name: text.T(ctx, "Reason"), Value: one.Reason})
	}
	if one.Registry {
		out = append(out, ui.Fact{Name: text.T(ctx, "Delivers"), Value: text.T(ctx, "household types, and no provisions")})
	}
	if one.Email != "" {
		out = append(out, ui.Fact{Name: text.T(ctx, "E-mail address for the reminder"), Value: one.Email})
	}
	if one.State == factlab.Joins {
		out = append(out, ui.Fact{Name: text.T(ctx, "Declared addresses"), Value: text.Number(ctx, one.Declared)},
			ui.Fact{Name: text.T(ctx, "Key"), Body: code(one.PublicKey.String())})
	}
	if one.RemindedAt != nil {
		out = append(out, ui.Fact{Name: text.T(ctx, "Reminder"), Value: text.T(ctx, "sent on %s", text.Date(ctx, *one.RemindedAt))})
	}
	if d, ok := f.delivered(one.ID); ok {
		out = append(out, ui.Fact{Name: text.T(ctx, "Delivered lines"), Value: f.lines(ctx, d)}, ui.Fact{Name: text.T(ctx, "Delivered on"), Value: text.DateTime(ctx, *d.CompletedAt)})
	}
	return out
}
