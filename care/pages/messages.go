package pages

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// messagesView is what went out and came in.
type messagesView struct {
	Table ui.TableData
	More  templ.SafeURL
}

func (p *Pages) messages(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	all, err := p.Exchange.Traffic(ctx, actor, from(r))
	if err != nil {
		return err
	}
	v := messagesView{Table: trafficTable(ctx, all)}
	if len(all) == exchange.Page {
		v.More = ui.Path(ctx, "/zorg/berichten?na=%s", all[len(all)-1].ID)
	}
	return web.Page(w, r, http.StatusOK, messagesPage(v))
}

// kindNames are the kinds of message in words, by their number in either law; what nobody can read has none.
var kindNames = map[string]string{
	"":    "Message that cannot be read",
	"301": "Order",
	"302": "Answer to an order",
	"305": "Report of a start",
	"306": "Answer to a start",
	"307": "Report of a stop",
	"308": "Answer to a stop",
	"315": "Request for an order",
	"316": "Receipt of a request",
	"317": "Request for a change",
	"318": "Receipt of a request for a change",
	"319": "Answer to a request",
	"320": "Receipt of an answer",
	"323": "Claim",
	"325": "Answer to a claim",
}

// stateNames are where a message stands, in words.
var stateNames = map[exchange.State]string{
	exchange.Waiting:   "On its way",
	exchange.Delivered: "Delivered",
	exchange.Failed:    "Not delivered",
	exchange.Handled:   "Taken in",
	exchange.Rejected:  "Not taken in",
}

var stateTones = map[exchange.State]ui.Tone{
	exchange.Waiting:   ui.Info,
	exchange.Delivered: ui.OK,
	exchange.Failed:    ui.Danger,
	exchange.Handled:   ui.OK,
	exchange.Rejected:  ui.Warning,
}

func trafficTable(ctx context.Context, all []exchange.Traffic) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Message traffic"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Message")}, {Label: text.T(ctx, "With")},
		{Label: text.T(ctx, "When")}, {Label: text.T(ctx, "Where it stands")}}}
	for _, m := range all {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{
			{Text: text.T(ctx, kindNames[m.Kind.Nummer()]), Note: string(m.Kind)},
			{Text: other(ctx, m), Note: way(ctx, m.Direction)},
			{Text: text.DateTime(ctx, m.At)},
			{Tag: ui.Tag{Tone: stateTones[m.State], Text: text.T(ctx, stateNames[m.State])}, Note: note(ctx, m)}}})
	}
	return t
}

// other is the organisation at the other side.
func other(ctx context.Context, m exchange.Traffic) string {
	switch {
	case m.Name != "":
		return m.Name
	case m.Code != "":
		return text.T(ctx, "Unknown here: %s", m.Code)
	}
	return text.T(ctx, "Not known")
}

func way(ctx context.Context, d exchange.Direction) string {
	if d == exchange.Out {
		return text.T(ctx, "Sent")
	}
	return text.T(ctx, "Received")
}

func note(ctx context.Context, m exchange.Traffic) string {
	if m.Note == "" {
		return ""
	}
	return text.T(ctx, m.Note)
}
