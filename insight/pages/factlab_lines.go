package pages

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// mayTakeLines reports whether there are lines that what was agreed allows to take along.
func (v roundView) mayTakeLines() bool {
	return v.MayLead && v.Terms.Export && (v.State == factlab.Closed || v.State == factlab.Joined)
}

func linesTurn(ctx context.Context, v roundView) turn {
	t := turn{roundView: v, Title: text.T(ctx, "Take the lines to a protected environment"), Below: "/regels", Button: text.T(ctx, "Download the lines"), Danger: true,
		Text: text.T(ctx, "The lines hold no address. They are personal data all the same: who knows a household may recognise it."),
		Happens: []string{text.T(ctx, "You get a Parquet file: a pseudonym, a neighbourhood, an organisation, a provision and two months on each line."),
			text.T(ctx, "The log keeps who took it and when.")},
		Undone: []string{text.T(ctx, "When this round is destroyed, your copy is not. Destroy it yourself on the day that was agreed.")}}
	switch {
	case !v.Terms.Export:
		t.Missing = []string{text.T(ctx, "The purpose of this round does not allow that its lines leave the Factlab.")}
	case !v.mayTakeLines():
		t.Missing = []string{text.T(ctx, "There are lines to export between the closing of a round and its destruction.")}
	}
	return t
}

func (p *Pages) askLines(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.askTurn(w, r, actor, linesTurn)
}

func (p *Pages) takeLines(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.wholeRound(r, actor)
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	if err := p.Join.Export(r.Context(), actor, v.ID, &lines); err != nil {
		t, q := linesTurn(r.Context(), v), ask(r)
		if t.Problem, err = q.refused(err); err != nil {
			return err
		}
		return web.Page(w, r, q.status(t.Problem), turnPage(t))
	}
	return attach(w, "application/vnd.apache.parquet", fmt.Sprintf(`attachment; filename="regels-ronde-%d.parquet"`, v.Number), lines.Bytes())
}
