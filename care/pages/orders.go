package pages

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// part is a part of the orders: its word in the address, its name, and what is said when it is empty.
type part struct {
	word  string
	view  assignment.View
	name  string
	empty string
}

var parts = []part{
	{word: "", view: assignment.ToDo, name: "To do", empty: "No order waits for you. A new order comes here by itself."},
	{word: "lopend", view: assignment.Running, name: "Running", empty: "No support is running now."},
	{word: "voorbij", view: assignment.Over, name: "Ended", empty: "No support has ended yet."},
}

// ordersView is one part of the orders.
type ordersView struct {
	Part  part
	Table ui.TableData
	More  templ.SafeURL
}

func (p *Pages) orders(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	v := ordersView{Part: parts[0]}
	for _, one := range parts {
		if one.word == r.URL.Query().Get("toon") {
			v.Part = one
		}
	}
	all, err := p.Assignments.List(ctx, actor, v.Part.view, from(r))
	if err != nil {
		return err
	}
	v.Table = ui.TableData{Caption: text.T(ctx, v.Part.name), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Client")},
		{Label: text.T(ctx, "Support")}, {Label: text.T(ctx, "From")}, {Label: text.T(ctx, "Municipality")}, {Label: text.T(ctx, "Where it stands")}}}
	for _, a := range all {
		stands, err := standing(ctx, a, p.Assignments.Today())
		if err != nil {
			return err
		}
		v.Table.Rows = append(v.Table.Rows, ui.Row{Cells: []ui.Cell{
			{Text: clientName(ctx, a), Link: ui.Path(ctx, "/zorg/opdrachten/%s", a.ID)},
			{Text: text.T(ctx, contract.ProductName(a.Category, a.Code)), Note: volume(ctx, a)},
			{Text: text.Date(ctx, a.FromDay)}, {Text: municipality(a)}, stands}})
	}
	if len(all) == assignment.Page {
		v.More = ui.Path(ctx, "/zorg/opdrachten?toon=%s&na=%s", v.Part.word, all[len(all)-1].ID)
	}
	return web.Page(w, r, http.StatusOK, ordersPage(v))
}

// clientName is the client of an assignment for people.
func clientName(ctx context.Context, a assignment.Assignment) string {
	if name := a.Client.FullName(); name != "" {
		return name
	}
	return text.T(ctx, "The details were destroyed")
}

func municipality(a assignment.Assignment) string {
	if a.MunicipalityName != "" {
		return a.MunicipalityName
	}
	return a.Municipality
}

// volume says how much was ordered.
func volume(ctx context.Context, a assignment.Assignment) string {
	switch {
	case a.Budget > 0:
		return text.T(ctx, "For at most %s", text.Money(ctx, a.Budget))
	case a.Unit == "":
		return ""
	}
	return contract.VolumeWords(ctx, a.Volume, a.Unit, a.Frequency)
}

// standing says where an assignment stands, and by when somebody must do what.
func standing(ctx context.Context, a assignment.Assignment, today law.Date) (ui.Cell, error) {
	due, err := a.Due()
	if err != nil {
		return ui.Cell{}, err
	}
	switch {
	case a.Outcome == assignment.SentBack:
		return ui.Cell{Text: text.T(ctx, "Correct your report"), Tag: ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "Came back")}}, nil
	case a.State == assignment.Received:
		return waiting(ctx, text.T(ctx, "Answer the order"), due, today), nil
	case a.State == assignment.Accepted && today.Before(a.FromDay):
		return ui.Cell{Text: text.T(ctx, "Accepted"), Note: text.T(ctx, "Begins on %s", text.Date(ctx, a.FromDay))}, nil
	case a.State == assignment.Accepted:
		return waiting(ctx, text.T(ctx, "Report the start"), due, today), nil
	case a.State == assignment.Refused:
		return ui.Cell{Text: text.T(ctx, "You sent it back")}, nil
	case a.Paused():
		return ui.Cell{Text: text.T(ctx, "Stopped for a time"), Note: text.T(ctx, "Since %s", text.Date(ctx, a.StoppedOn))}, nil
	case a.State == assignment.Stopped:
		return ui.Cell{Text: text.T(ctx, "Ended"), Note: text.Date(ctx, a.StoppedOn)}, nil
	}
	return ui.Cell{Text: text.T(ctx, "Running"), Note: text.T(ctx, "Since %s", text.Date(ctx, a.StartedOn))}, nil
}

// waiting says what must be done by when.
func waiting(ctx context.Context, what string, due, today law.Date) ui.Cell {
	c := ui.Cell{Text: what, Note: text.T(ctx, "%s, by %s", text.Until(ctx, today, due), text.Date(ctx, due))}
	if due.Before(today) {
		c.Tag = ui.Tag{Tone: ui.Danger, Text: text.T(ctx, "Too late")}
	}
	return c
}
