package pages

import (
	"context"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// turn is a step in the life of a round that the lead takes after reading what it does: a page that asks, and what is
// done when the answer is yes.
type turn struct {
	roundView
	Title, Below, Text, Button string
	Happens, Undone            []string // what happens, and what cannot be undone
	Missing                    []string // why it cannot be done now
	Warnings                   []string
	Danger                     bool
	Fields                     []ui.Field
	Problem                    string
}

func startTurn(ctx context.Context, v roundView) turn {
	t := turn{roundView: v, Title: text.T(ctx, "Open this round"), Below: "/opening", Button: text.T(ctx, "Open the round"),
		Text: text.T(ctx, "After this organisations can deliver, until %s.", text.Date(ctx, v.Deadline)),
		Happens: []string{text.T(ctx, "Organisations that take part can deliver. %s", v.joiningWords(ctx)),
			text.T(ctx, "Seven days before the last day we remind who did not deliver yet.")},
		Undone: []string{text.T(ctx, "What is agreed does not change any more, and who takes part does not either.")}}
	t.Missing = missing(ctx, v)
	if v.preparing() && !(v.filed(factlab.ImpactAssessment) && v.filed(factlab.LegalGround)) {
		t.Warnings = append(t.Warnings, text.T(ctx, "The DPIA or the legal ground is not filed yet. Ask the privacy officer whether you can begin."))
	}
	return t
}

// missing says what a round still needs before it can be opened.
func missing(ctx context.Context, v roundView) (out []string) {
	if !v.preparing() {
		return []string{text.T(ctx, "This round was opened already.")}
	}
	if len(v.Terms.KeyHolders.Holders) == 0 {
		out = append(out, text.T(ctx, "There is no key holder yet. Add the card of the key holder first."))
	}
	if len(v.Places) == 0 {
		out = append(out, text.T(ctx, "There are no public counts yet. Add the number of addresses for each neighbourhood first."))
	}
	if v.Joining() < v.enough() {
		out = append(out, text.T(ctx, "Too few organisations take part. At least %s are needed.", text.Number(ctx, v.enough())))
	}
	if v.Deadline.Before(v.Today) {
		out = append(out, text.T(ctx, "The last day lies in the past. Choose a later one."))
	}
	return out
}

func closeTurn(ctx context.Context, v roundView) turn {
	t := turn{roundView: v, Title: text.T(ctx, "Close this round"), Below: "/sluiting", Button: text.T(ctx, "Close the round"),
		Text: text.T(ctx, "%s of %s organisations delivered.", text.Number(ctx, v.deliverers()), text.Number(ctx, v.Joining())),
		Happens: []string{text.T(ctx, "Nobody can deliver any more."),
			text.T(ctx, "The program joins all lines, in %s parts. You see how far it is.", text.Number(ctx, v.Terms.Buckets))},
		Undone: []string{text.T(ctx, "The round cannot be opened again.")}}
	switch {
	case v.State != factlab.Open:
		t.Missing = []string{text.T(ctx, "This round is not open.")}
	case v.deliverers() < v.Terms.Organisations:
		t.Warnings = append(t.Warnings, text.T(ctx, "Fewer than %s organisations delivered. Then almost nothing can be shown.", text.Number(ctx, v.Terms.Organisations)))
	case !v.Deadline.Before(v.Today) && v.deliverers() < v.Joining():
		t.Warnings = append(t.Warnings, text.T(ctx, "The last day is still to come, and not everybody delivered."))
	}
	return t
}

func destroyTurn(ctx context.Context, v roundView) turn {
	t := turn{roundView: v, Title: text.T(ctx, "Destroy everything of this round"), Below: "/vernietiging", Button: text.T(ctx, "Destroy everything"), Danger: true,
		Text: text.T(ctx, "This is the end of the round. Only releases and documents stay."),
		Happens: []string{text.T(ctx, "We remove every line that was delivered and every count."),
			text.T(ctx, "We forget the key of the round, and sign a record of that."),
			text.T(ctx, "The key holders destroy the key themselves. You add their records afterwards.")},
		Undone: []string{text.T(ctx, "Nobody can bring the lines back, and no new release can be made.")},
		Fields: []ui.Field{{Name: "name", Label: text.T(ctx, "Type the name of the round"), Hint: text.T(ctx, "The name is: %s", v.Name), Autocomplete: "off"}}}
	switch {
	case v.preparing():
		t.Missing = []string{text.T(ctx, "This round was never opened. There is nothing to destroy.")}
	case v.State == factlab.Destroyed:
		t.Missing = []string{text.T(ctx, "Everything of this round was destroyed already.")}
	case v.JoinedAt == nil:
		t.Warnings = append(t.Warnings, text.T(ctx, "The lines are not joined yet. After this there will be no figures of this round."))
	case !v.releaseStep(ctx).Done:
		t.Warnings = append(t.Warnings, text.T(ctx, "No release was approved yet. After this there will be no figures of this round."))
	}
	return t
}

// askTurn shows the page that asks.
func (p *Pages) askTurn(w http.ResponseWriter, r *http.Request, actor access.Actor, of func(context.Context, roundView) turn) error {
	v, err := p.wholeRound(r, actor)
	if err == nil && !v.MayLead {
		err = fault.Denied
	}
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, turnPage(of(r.Context(), v)))
}

// take does what was asked, and shows the page again when that is refused.
func (p *Pages) take(w http.ResponseWriter, r *http.Request, actor access.Actor, of func(context.Context, roundView) turn, do func(q sent, v roundView) error) error {
	v, err := p.wholeRound(r, actor)
	if err == nil && !v.MayLead {
		err = fault.Denied
	}
	if err != nil {
		return err
	}
	q := ask(r)
	if err = do(q, v); err == nil {
		return p.back(w, r, v, "")
	}
	t := of(r.Context(), v)
	if t.Problem, err = q.refused(err); err != nil {
		return err
	}
	t.Fields = q.filled(t.Fields)
	return web.Page(w, r, q.status(t.Problem), turnPage(t))
}

func (p *Pages) askStart(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.askTurn(w, r, actor, startTurn)
}

func (p *Pages) start(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.take(w, r, actor, startTurn, func(_ sent, v roundView) error {
		if v.State == factlab.Open {
			return nil // the button was pressed twice
		}
		err := p.Factlab.Start(r.Context(), actor, v.ID)
		if err == nil {
			p.mux.Say(r.Context(), "The round is open. Send the agreement to the key holders and the organisations.")
		}
		return err
	})
}

func (p *Pages) askClose(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.askTurn(w, r, actor, closeTurn)
}

func (p *Pages) close(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.take(w, r, actor, closeTurn, func(_ sent, v roundView) error {
		if v.ClosedAt != nil && v.State != factlab.Destroyed {
			return nil // the button was pressed twice
		}
		err := p.Join.Close(r.Context(), actor, v.ID)
		if err == nil {
			p.mux.Say(r.Context(), "The round is closed. The lines are being joined.")
		}
		return err
	})
}

func (p *Pages) askDestroy(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.askTurn(w, r, actor, destroyTurn)
}

func (p *Pages) destroy(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.take(w, r, actor, destroyTurn, func(q sent, v roundView) error {
		if !strings.EqualFold(q.text("name"), v.Name) {
			return fault.Invalid{"name": "This is not the name of the round. Copy it from above the box."}
		}
		if v.State == factlab.Destroyed {
			return nil // the button was pressed twice
		}
		err := p.Factlab.Destroy(r.Context(), actor, v.ID, ui.SiteOf(r.Context()).User)
		if err == nil {
			p.mux.Say(r.Context(), "Everything of the round is destroyed. Add the records of the key holders now.")
		}
		return err
	})
}
