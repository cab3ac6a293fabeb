package pages

import (
	"context"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func (p *Pages) contracts(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	all, err := p.Contracts.Register(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, contractsPage(rateTable(r.Context(), all, actor.Tenant)))
}

// rateTable is the register of rates, in words.
func rateTable(ctx context.Context, all []contract.Entry, own db.ID) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Contracts"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Provider")}, {Label: text.T(ctx, "Support")},
		{Label: text.T(ctx, "Rate")}, {Label: text.T(ctx, "From")}, {Label: text.T(ctx, "Up to and including")}, {Label: text.T(ctx, "Contract")}}}
	for _, e := range all {
		who := text.T(ctx, "Of the region")
		if e.OwnerID == own {
			who = text.T(ctx, "Our own")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: e.Name}, {Text: text.T(ctx, contract.ProductName(e.Category, e.Code)), Note: e.Code},
			{Text: contract.RateWords(ctx, e.Cents, e.Unit)}, {Text: text.Date(ctx, e.FromDay)}, {Text: text.Date(ctx, e.ToDay)}, {Text: e.Number, Note: who}}})
	}
	return t
}
