package pages

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// offersView is what the provider tells residents.
type offersView struct {
	About string
	Table ui.TableData
}

func (p *Pages) offers(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	about, products, err := p.Providers.Own(ctx, actor)
	if err != nil {
		return err
	}
	v := offersView{About: about.About, Table: ui.TableData{Caption: text.T(ctx, "What you deliver"), HideCaption: true, Columns: []ui.Column{
		{Label: text.T(ctx, "Support")}, {Label: text.T(ctx, "Wait")}, {Label: text.T(ctx, "New clients")}, {Label: text.T(ctx, "Checked on")}}}}
	for _, one := range products {
		open := ui.Cell{Text: text.T(ctx, "Welcome")}
		if one.IntakeStop {
			open = ui.Cell{Tag: ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "Not now")}}
		}
		v.Table.Rows = append(v.Table.Rows, ui.Row{Cells: []ui.Cell{
			{Text: one.Name, Link: ui.Path(ctx, "/zorg/aanbod/%s", one.ID), Note: text.T(ctx, contract.CategoryName(one.Category)) + ", " + one.Code},
			{Text: text.N(ctx, one.WaitDays, "%d day", "%d days")}, open, {Text: text.Date(ctx, one.AssuredOn)}}})
	}
	return web.Page(w, r, http.StatusOK, offersPage(v))
}

// offerView is the form for one product. A product that is there keeps its category and code.
type offerView struct {
	provider.Product
	Category, Code, Name, Wait, Stop ui.Field
}

func (v offerView) fields() []ui.Field {
	out := []ui.Field{v.Name, v.Wait, v.Stop}
	if v.ID == 0 {
		out = append([]ui.Field{v.Category, v.Code}, out...)
	}
	return out
}

func newOfferView(ctx context.Context, n provider.Product, wait string, wrong fault.Invalid) offerView {
	v := offerView{Product: n,
		Category: ui.Field{Name: "category", Label: text.T(ctx, "What kind of support is it?"), Value: n.Category}.Wrong(wrong),
		Code:     ui.Field{Name: "code", Label: text.T(ctx, "Product code"), Hint: text.T(ctx, "As in your contract, for example 01A03"), Width: 8, Value: n.Code}.Wrong(wrong),
		Name:     ui.Field{Name: "name", Label: text.T(ctx, "What do you deliver?"), Hint: text.T(ctx, "Residents read this when they choose."), Value: n.Name}.Wrong(wrong),
		Wait: ui.Field{Name: "wait", Label: text.T(ctx, "How long do people wait now?"), Hint: text.T(ctx, "From the order to the start."), Width: 4, Inputmode: "numeric",
			Suffix: text.T(ctx, "days"), Value: wait}.Wrong(wrong),
		Stop: ui.Field{Name: "stop", Label: text.T(ctx, "We take no new clients now")},
	}
	if n.IntakeStop {
		v.Stop.Value = "ja"
	}
	for _, code := range contract.Categories() {
		v.Category.Options = append(v.Category.Options, ui.Option{Value: code, Label: text.T(ctx, contract.CategoryName(code))})
	}
	return v
}

func (p *Pages) newOffer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if _, _, err := p.Providers.Own(r.Context(), actor); err != nil { // who may publish
		return err
	}
	return web.Page(w, r, http.StatusOK, offerPage(newOfferView(r.Context(), provider.Product{}, "", nil)))
}

func (p *Pages) addOffer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.publish(w, r, actor, provider.Product{Category: r.PostFormValue("category"), Code: strings.ToUpper(strings.TrimSpace(r.PostFormValue("code")))})
}

// ownOffer is the product in the address.
func (p *Pages) ownOffer(r *http.Request, actor access.Actor) (provider.Product, error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return provider.Product{}, err
	}
	_, products, err := p.Providers.Own(r.Context(), actor)
	if err != nil {
		return provider.Product{}, err
	}
	for _, one := range products {
		if one.ID == id {
			return one, nil
		}
	}
	return provider.Product{}, fmt.Errorf("product: %w", fault.NotFound)
}

func (p *Pages) offer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	one, err := p.ownOffer(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, offerPage(newOfferView(r.Context(), one, strconv.Itoa(one.WaitDays), nil)))
}

func (p *Pages) changeOffer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	one, err := p.ownOffer(r, actor)
	if err != nil {
		return err
	}
	return p.publish(w, r, actor, one)
}

// publish reads the rest of the form and publishes the product.
func (p *Pages) publish(w http.ResponseWriter, r *http.Request, actor access.Actor, n provider.Product) error {
	wait := strings.TrimSpace(r.PostFormValue("wait"))
	n.Name, n.IntakeStop = strings.TrimSpace(r.PostFormValue("name")), r.PostFormValue("stop") != ""
	var err error
	if n.WaitDays, err = strconv.Atoi(wait); err != nil {
		n.WaitDays = -1 // the rules say what to fill in
	}
	err = p.Providers.Publish(r.Context(), actor, n)
	if wrong, ok := invalid(err); ok {
		return web.Form(w, r, wrong, offerPage(newOfferView(r.Context(), n, wait, wrong)))
	}
	if err != nil {
		return err
	}
	p.mux.Say(r.Context(), "Residents and teams see this from now on.")
	return web.Redirect(w, r, "/zorg/aanbod")
}

func aboutField(ctx context.Context, value string, wrong fault.Invalid) ui.Field {
	return ui.Field{Name: "about", Label: text.T(ctx, "What must residents know of you?"), Hint: text.T(ctx, "At most 400 characters."), Rows: 4, MaxLength: 400, Value: value}.Wrong(wrong)
}

func (p *Pages) about(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	about, _, err := p.Providers.Own(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, aboutPage(aboutField(r.Context(), about.About, nil)))
}

func (p *Pages) introduce(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	about, _, err := p.Providers.Own(r.Context(), actor)
	if err != nil {
		return err
	}
	about.About = strings.TrimSpace(r.PostFormValue("about"))
	err = p.Providers.Introduce(r.Context(), actor, about)
	if wrong, ok := invalid(err); ok {
		return web.Form(w, r, wrong, aboutPage(aboutField(r.Context(), about.About, wrong)))
	}
	if err != nil {
		return err
	}
	p.mux.Say(r.Context(), "Residents and teams see this from now on.")
	return web.Redirect(w, r, "/zorg/aanbod")
}
