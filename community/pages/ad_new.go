package pages

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// placing is how asks and offers differ on the screen.
type placing struct {
	Kind    board.Kind
	Form    string // address of the form
	Action  string // address that it is sent to
	Title   string
	What    string
	Details string
	Button  string
	Placed  string
	Silent  string // what is said when it is placed by somebody who cannot be mailed
}

var (
	placingAsk = placing{Kind: board.KindAsk, Form: "/buurt/vragen/nieuw", Action: "/buurt/vragen", Title: "Ask a neighbour", What: "What do you need?",
		Details: "Tell a little more", Button: "Place my question", Placed: "Your question is on the market. You get an e-mail when somebody answers.",
		Silent: "Your question is on the market. Look here now and then whether somebody answers."}
	placingOffer = placing{Kind: board.KindOffer, Form: "/buurt/aanbod/nieuw", Action: "/buurt/aanbod", Title: "Offer help", What: "What would you like to do?",
		Details: "Tell a little more", Button: "Place my offer", Placed: "Your offer is on the market. You get an e-mail when somebody answers.",
		Silent: "Your offer is on the market. Look here now and then whether somebody answers."}
)

// newAdView is the form of an ad, in two steps: what it is about, and the rest.
type newAdView struct {
	placing
	Category board.Category
	For      bool // a broker places it for somebody
	NewID    string
	MailBack string // the page to come back to after giving an e-mail address; empty when there is one
	Fields   adFields
}

type adFields struct {
	Title, Details, Postcode, Weeks, Urgent, Anonymous ui.Field
	Name, Phone, Note                                  ui.Field // of who it is for
}

func (f adFields) all() []ui.Field {
	return []ui.Field{f.Name, f.Phone, f.Note, f.Title, f.Details, f.Postcode, f.Weeks, f.Urgent, f.Anonymous}
}

func (p *Pages) newAsk(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.newAd(w, r, actor, placingAsk)
}

func (p *Pages) newOffer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.newAd(w, r, actor, placingOffer)
}

// mayPlace reports whether somebody may place an ask or an offer; a visitor after signing in.
func (p *Pages) mayPlace(actor access.Actor) bool {
	return actor.Account == 0 || p.Market.May(actor, "market.place") || p.Market.May(actor, "market.place_for")
}

func (p *Pages) newAd(w http.ResponseWriter, r *http.Request, actor access.Actor, how placing) error {
	if actor.Account == 0 || !p.mayPlace(actor) {
		return fault.Denied // who is not signed in is asked to, and comes back here
	}
	v, err := p.newAdView(r, actor, how, board.ParseCategory(r.URL.Query().Get("hulp")), nil)
	if err != nil {
		return err
	}
	v.NewID = p.mux.NewID().String()
	if v.Category == "" {
		return web.Page(w, r, http.StatusOK, adCategoryPage(v))
	}
	return web.Page(w, r, http.StatusOK, newAdPage(v))
}

func (p *Pages) newAdView(r *http.Request, actor access.Actor, how placing, c board.Category, wrong fault.Invalid) (v newAdView, err error) {
	v = newAdView{placing: how, Category: c, For: !p.Market.May(actor, "market.place")}
	v.Fields = adForm(r.Context(), how, r.PostForm, wrong)
	v.MailBack, err = p.mailBack(r.Context(), actor, how.Form+"?hulp="+c.Slug())
	return v, err
}

// mailBack is the page to come back to for somebody who must give an e-mail address first to be mailed; else empty.
func (p *Pages) mailBack(ctx context.Context, actor access.Actor, page string) (string, error) {
	if reached, err := p.Market.Reached(ctx, actor); reached || err != nil {
		return "", err
	}
	return page, nil
}

func adForm(ctx context.Context, how placing, typed url.Values, wrong fault.Invalid) adFields {
	weeks := make([]ui.Option, len(market.Weeks))
	for i, n := range market.Weeks {
		weeks[i] = ui.Option{Value: strconv.Itoa(n), Label: text.N(ctx, n, "%d week", "%d weeks")}
	}
	long := typed.Get("weeks")
	if long == "" {
		long = strconv.Itoa(market.DefaultWeeks)
	}
	field := func(f ui.Field) ui.Field {
		if f.Value == "" {
			f.Value = typed.Get(f.Name)
		}
		return f.Wrong(wrong)
	}
	return adFields{
		Title:     field(ui.Field{Name: "title", Label: say(ctx, how.What), Hint: text.T(ctx, "In a few words, such as: who trims my hedge?"), MaxLength: market.MaxTitle}),
		Details:   field(ui.Field{Name: "details", Label: say(ctx, how.Details), Hint: text.T(ctx, "Everybody reads this. Leave out your name, phone number and address."), Rows: 5, MaxLength: market.MaxDetails, Optional: true}),
		Postcode:  field(ui.Field{Name: "postcode", Label: text.T(ctx, "In which postcode is it?"), Hint: text.T(ctx, "We show only the neighbourhood and do not keep the postcode."), Width: 8, Autocomplete: "postal-code"}),
		Weeks:     field(ui.Field{Name: "weeks", Label: text.T(ctx, "How long may it stay?"), Value: long, Options: weeks}),
		Urgent:    field(ui.Field{Name: "urgent", Label: text.T(ctx, "It is urgent. The broker looks along at once.")}),
		Anonymous: field(ui.Field{Name: "anonymous", Label: text.T(ctx, "I want to stay unknown. Answers go through the broker.")}),
		Name:      field(ui.Field{Name: "name", Label: text.T(ctx, "For whom is it?"), Hint: text.T(ctx, "Only brokers read this. It is wiped a month after the end."), Optional: true}),
		Phone:     field(ui.Field{Name: "phone", Label: text.T(ctx, "How do you reach this person?"), Type: "tel", Width: 20, Autocomplete: "off", Optional: true}),
		Note:      field(ui.Field{Name: "note", Label: text.T(ctx, "What must a broker know?"), Rows: 3, Optional: true}),
	}
}

func (p *Pages) placeAsk(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.placeAd(w, r, actor, placingAsk, func(n market.NewAd) (market.Ad, error) {
		a, err := p.Market.PlaceAsk(r.Context(), actor, n)
		return a.Ad, err
	})
}

func (p *Pages) placeOffer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.placeAd(w, r, actor, placingOffer, func(n market.NewAd) (market.Ad, error) {
		a, err := p.Market.PlaceOffer(r.Context(), actor, n)
		return a.Ad, err
	})
}

func (p *Pages) placeAd(w http.ResponseWriter, r *http.Request, actor access.Actor, how placing, place func(market.NewAd) (market.Ad, error)) error {
	n := p.readAd(r)
	if !p.Market.May(actor, "market.place") {
		n.For = &market.Behalf{Name: r.PostFormValue("name"), Phone: r.PostFormValue("phone"), Note: r.PostFormValue("note")}
	}
	a, err := place(n)
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		v, err := p.newAdView(r, actor, how, n.Category, wrong)
		if err != nil {
			return err
		}
		v.NewID = n.ID.String()
		if v.Category == "" {
			return web.Form(w, r, wrong, adCategoryPage(v))
		}
		return web.Form(w, r, wrong, newAdPage(v))
	}
	if err != nil {
		return err
	}
	reached, err := p.Market.Reached(r.Context(), actor)
	if err != nil {
		return err
	}
	if reached {
		p.mux.Say(r.Context(), how.Placed)
	} else {
		p.mux.Say(r.Context(), how.Silent)
	}
	return web.Redirect(w, r, "/buurt/advertenties/%s", a.ID)
}

func (p *Pages) readAd(r *http.Request) market.NewAd {
	weeks, err := strconv.Atoi(r.PostFormValue("weeks"))
	if err != nil {
		weeks = 0 // the usual term
	}
	return market.NewAd{ID: p.mux.FormID(r), Category: board.ParseCategory(r.PostFormValue("hulp")), Title: r.PostFormValue("title"), Details: r.PostFormValue("details"),
		Postcode: r.PostFormValue("postcode"), Weeks: weeks, Urgent: r.PostFormValue("urgent") != "", Anonymous: r.PostFormValue("anonymous") != ""}
}

// categoryLinks are the first step of the form.
func (v newAdView) categoryLinks(ctx context.Context) []ui.Card {
	cards := make([]ui.Card, len(board.Categories))
	for i, c := range board.Categories {
		cards[i] = ui.Card{Title: say(ctx, c.Name()), Text: say(ctx, c.Example()), Icon: c.Icon(), Link: v.formOf(ctx, c)}
	}
	return cards
}

func (v newAdView) formOf(ctx context.Context, c board.Category) templ.SafeURL {
	return ui.Path(ctx, v.Form+"?hulp=%s", c.Slug())
}
