package pages

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// filter is what a reader of the market looks for, as it stands in the address.
type filter struct {
	Kind     board.Kind
	Category board.Category
	Within   near.Radius
	Postcode string // four digits
	Words    string
	After    db.ID
}

// kindSlugs are asks and offers as they stand in addresses.
var kindSlugs = map[board.Kind]string{board.KindAsk: "vraag", board.KindOffer: "aanbod"}

func readFilter(q url.Values) filter {
	f := filter{Category: board.ParseCategory(q.Get("hulp")), Within: near.ParseRadius(q.Get("straal"), near.Town), Postcode: area(q.Get("postcode")),
		Words: short(strings.TrimSpace(q.Get("zoek")), maxSearch)}
	for k, slug := range kindSlugs {
		if q.Get("soort") == slug {
			f.Kind = k
		}
	}
	f.After, _ = db.ParseID(q.Get("na")) // an address that was changed by hand begins at the start
	return f
}

// address is the market with this filter.
func (f filter) address(ctx context.Context) templ.SafeURL {
	q := url.Values{}
	for name, value := range map[string]string{"soort": kindSlugs[f.Kind], "hulp": f.Category.Slug(), "postcode": f.Postcode, "zoek": f.Words} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if f.Within != near.Town {
		q.Set("straal", f.Within.String())
	}
	if f.After != 0 {
		q.Set("na", f.After.String())
	}
	if len(q) == 0 {
		return ui.Path(ctx, "/buurt")
	}
	return ui.Path(ctx, "/buurt") + templ.SafeURL("?"+q.Encode())
}

// summary says the filter in words.
func (f filter) summary(ctx context.Context, place string) string {
	parts := []string{radiusName(ctx, f.Within)}
	if place != "" {
		parts[0] += " " + text.T(ctx, "of %s", place)
	}
	if f.Kind != "" {
		parts = append(parts, kindName(ctx, f.Kind))
	}
	if f.Category != "" {
		parts = append(parts, say(ctx, f.Category.Name()))
	}
	if f.Words != "" {
		parts = append(parts, "“"+f.Words+"”")
	}
	return text.T(ctx, "Choose distance and sort of help. Now: %s", strings.Join(parts, ", "))
}

// fields are the questions of the filter.
func (f filter) fields(ctx context.Context) []ui.Field {
	kinds := []ui.Option{{Value: "", Label: text.T(ctx, "Both")}, {Value: "vraag", Label: text.T(ctx, "What neighbours ask")}, {Value: "aanbod", Label: text.T(ctx, "What neighbours offer")}}
	radii := make([]ui.Option, len(near.Radii))
	for i, r := range near.Radii {
		radii[i] = ui.Option{Value: r.String(), Label: radiusName(ctx, r)}
	}
	return []ui.Field{
		{Name: "zoek", Label: text.T(ctx, "Words"), Value: f.Words, Optional: true},
		{Name: "soort", Label: text.T(ctx, "Asked or offered?"), Value: kindSlugs[f.Kind], Options: kinds},
		{Name: "hulp", Label: text.T(ctx, "Sort of help"), Value: f.Category.Slug(), Options: categoryOptions(ctx), Optional: true},
		{Name: "straal", Label: text.T(ctx, "How far?"), Value: f.Within.String(), Options: radii},
		{Name: "postcode", Label: text.T(ctx, "From which postcode?"), Hint: text.T(ctx, "Only the 4 digits, such as 7601. We do not keep it."), Value: f.Postcode, Width: 4,
			Inputmode: "numeric", Autocomplete: "off", Optional: true},
	}
}

func categoryOptions(ctx context.Context) []ui.Option {
	options := make([]ui.Option, len(board.Categories))
	for i, c := range board.Categories {
		options[i] = ui.Option{Value: c.Slug(), Label: say(ctx, c.Name()), Hint: say(ctx, c.Example())}
	}
	return options
}

// marketView is the list of ads.
type marketView struct {
	Today  law.Date
	Filter filter
	Place  string
	Fields []ui.Field
	Ads    []board.Published
	Pages  ui.Pages
	Join   bool          // the reader may place one
	Own    bool          // the reader may have ads here
	Wider  templ.SafeURL // the same without a limit to the distance
}

func (p *Pages) market(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.showMarket(w, r, actor, readFilter(r.URL.Query()), "")
}

// showMarket shows the list for a filter. Typed is what somebody wrote for a postcode when it was none.
func (p *Pages) showMarket(w http.ResponseWriter, r *http.Request, actor access.Actor, f filter, typed string) error {
	ctx := r.Context()
	from, place, err := p.Market.PointOf(ctx, actor.Tenant, f.Postcode)
	if err != nil {
		return err
	}
	page, err := p.Market.Browse(ctx, actor.Tenant, board.Search{Kind: f.Kind, Category: f.Category, Around: from, Within: f.Within, Words: f.Words, After: f.After})
	if err != nil {
		return err
	}
	v := marketView{Today: p.Market.Today(), Filter: f, Place: place, Fields: f.fields(ctx), Ads: page.Ads, Join: p.mayPlace(actor), Own: p.Market.May(actor, "market.place")}
	wrong := fault.Invalid{}
	if typed != "" || f.Postcode != "" && place == "" {
		wrong.Say("postcode", "We do not know this postcode. Fill in 4 digits, such as 7601.")
		v.Fields[4].Value = typed + f.Postcode
		v.Fields[4] = v.Fields[4].Wrong(wrong)
	}
	v.link(ctx, page.Next)
	return web.Form(w, r, wrong, marketPage(v))
}

// link adds the addresses of the pages around this one.
func (v *marketView) link(ctx context.Context, after db.ID) {
	first, wider, next := v.Filter, v.Filter, v.Filter
	first.After, wider.After, wider.Within, next.After = 0, 0, near.Everywhere, after
	if v.Filter.After != 0 {
		v.Pages.Previous = first.address(ctx)
	}
	if after != 0 {
		v.Pages.Next = next.address(ctx)
	}
	if v.Filter.Within != near.Everywhere {
		v.Wider = wider.address(ctx)
	}
}

// filterMarket turns the filter form into an address. It is sent with POST so that letters of a postcode never come
// into one.
func (p *Pages) filterMarket(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("read filter: %w", err)
	}
	f := readFilter(r.PostForm)
	if typed := strings.TrimSpace(r.PostForm.Get("postcode")); typed != "" && f.Postcode == "" {
		return p.showMarket(w, r, actor, f, typed)
	}
	http.Redirect(w, r, string(f.address(r.Context())), http.StatusSeeOther)
	return nil
}
