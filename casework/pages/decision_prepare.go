package pages

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// units are the units to choose from, in the codes of the standard.
var units = []string{istandaard.EenheidMinuut, istandaard.EenheidUur, istandaard.EenheidDagdeel, istandaard.EenheidEtmaal, istandaard.EenheidStuks}

// products lists what is contracted, as choices of category and code.
func (p *Pages) products(ctx context.Context, actor access.Actor) ([]ui.Option, error) {
	register, err := p.Decisions.Contracts.Register(ctx, actor)
	if err != nil {
		return nil, err
	}
	var out []ui.Option
	for _, e := range register {
		value := e.Category + "-" + e.Code
		c, known := provision.CategoryOf(e.Category)
		if known && !slices.ContainsFunc(out, func(o ui.Option) bool { return o.Value == value }) {
			out = append(out, ui.Option{Value: value, Label: words(ctx, c.Name) + " (" + e.Code + ")", Hint: text.T(ctx, "Contracts count in: %s", text.T(ctx, provision.UnitName(e.Unit)))})
		}
	}
	slices.SortFunc(out, func(a, b ui.Option) int { return strings.Compare(a.Value, b.Value) })
	return out, nil
}

func (p *Pages) propose(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The proposal is saved.", func(d decisionDesk) (editPage, error) {
		products, err := p.products(ctx, actor)
		if err != nil {
			return editPage{}, err
		}
		return editPage{
			Head: ui.Head{Title: text.T(ctx, "What do you propose?")}, Button: text.T(ctx, "Save the proposal"),
			Before: decisionAsked(d), Now: proposalValues(d.Decision), Inputs: proposalInputs(ctx, products),
		}, nil
	}, func(d decisionDesk, f *form) error {
		proposal := f.proposal()
		if f.bad() {
			return nil
		}
		return p.Decisions.Propose(ctx, actor, d.Decision.ID, f.number("version"), proposal)
	})
}

// tick is a tick as a form carries it.
func tick(on bool) string {
	if on {
		return "ja"
	}
	return ""
}

func proposalValues(x decision.FormalDecision) url.Values {
	now := url.Values{"verdict": {string(x.Verdict)}, "unit": {istandaard.EenheidMinuut}, "frequency": {istandaard.FrequentieWeek}, "delivery": {string(decision.InKind)},
		"contribution": {string(provision.UsualContribution)}, "less": {x.Less}, "heard": {tick(x.Heard)}, "wlz": {tick(x.WlzChecked)}}
	if x.Category != "" {
		now["product"], now["volume"] = []string{x.Category + "-" + x.Code}, []string{strconv.FormatInt(x.Volume, 10)}
		now["unit"], now["frequency"], now["delivery"] = []string{x.Unit}, []string{x.Frequency}, []string{string(x.Delivery)}
		now["from"], now["to"] = []string{typed(x.FromDay)}, []string{typed(x.ToDay)}
		if slices.Contains(provision.Exemptions, x.Contribution) {
			now["contribution"] = []string{string(x.Contribution)}
		}
	}
	return now
}

// proposal reads a proposal from a form.
func (f *form) proposal() decision.Proposal {
	category, code, _ := strings.Cut(f.text("product"), "-")
	return decision.Proposal{Verdict: decision.Verdict(f.text("verdict")), Delivery: decision.Delivery(f.text("delivery")), Contribution: provision.Contribution(f.text("contribution")),
		WlzChecked: f.yes("wlz"), Heard: f.yes("heard"), Less: f.text("less"),
		Provision: provision.Provision{Category: category, Code: code, Volume: f.number("volume"), Unit: f.text("unit"), Frequency: f.text("frequency"), FromDay: f.date("from"), ToDay: f.date("to")}}
}

func proposalInputs(ctx context.Context, products []ui.Option) []input {
	var counts, often []ui.Option
	for _, u := range units {
		counts = append(counts, ui.Option{Value: u, Label: text.T(ctx, provision.UnitName(u))})
	}
	for _, x := range provision.Frequencies {
		often = append(often, ui.Option{Value: x, Label: text.T(ctx, provision.FrequencyName(x))})
	}
	return []input{
		{Field: ui.Field{Name: "verdict", Label: text.T(ctx, "What do you propose to decide?"), Options: options(ctx, decision.Verdicts)}},
		{Field: ui.Field{Name: "product", Label: text.T(ctx, "Support"), Options: products, Hint: text.T(ctx, "Not needed for a refusal. The same holds for the questions below.")}},
		{Field: ui.Field{Name: "volume", Label: text.T(ctx, "How much"), Width: 8, Inputmode: "numeric"}},
		{Field: ui.Field{Name: "unit", Label: text.T(ctx, "Counted in"), Options: counts}},
		{Field: ui.Field{Name: "frequency", Label: text.T(ctx, "How often"), Options: often}},
		{Field: ui.Field{Name: "from", Label: text.T(ctx, "First day")}, As: asDate},
		{Field: ui.Field{Name: "to", Label: text.T(ctx, "Last day")}, As: asDate},
		{Field: ui.Field{Name: "delivery", Label: text.T(ctx, "How is it delivered?"), Options: options(ctx, decision.Deliveries)}},
		{Field: ui.Field{Name: "contribution", Label: text.T(ctx, "What does the resident pay?"), Options: options(ctx, provision.Exemptions)}},
		{Field: ui.Field{Name: "wlz", Label: text.T(ctx, "I looked up whether the Wlz goes first")}, As: asBox},
		{Field: ui.Field{Name: "less", Label: text.T(ctx, "Why does the resident not get all that was asked?"), Rows: 4, Optional: true, Hint: text.T(ctx, "Only for a refusal, or when you grant a part.")}},
		{Field: ui.Field{Name: "heard", Label: text.T(ctx, "I talked with the resident about getting less or nothing")}, As: asBox},
	}
}

func (p *Pages) reason(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "Facts and reasons are saved.", func(d decisionDesk) (editPage, error) {
		x := d.Decision
		return editPage{
			Head: ui.Head{Title: text.T(ctx, "Facts and reasons"), Intro: text.T(ctx, "This stands in the letter. Write to the resident: short sentences, and you.")}, Button: text.T(ctx, "Save"),
			Before: decisionAsked(d), Now: url.Values{"facts": {x.Facts}, "reasons": {x.Reasons}, "duties": {x.Duties}},
			Inputs: []input{
				{Field: ui.Field{Name: "facts", Label: text.T(ctx, "What did we find?"), Rows: 6, Hint: text.T(ctx, "The ladder stands in the letter by itself.")}},
				{Field: ui.Field{Name: "reasons", Label: text.T(ctx, "Why do we decide this?"), Rows: 6}},
				{Field: ui.Field{Name: "duties", Label: text.T(ctx, "What must the resident do or tell?"), Rows: 3, Optional: true, Hint: text.T(ctx, "Only what is special here. What always holds is in the letter already.")}},
			},
		}, nil
	}, func(d decisionDesk, f *form) error {
		return p.Decisions.Reason(ctx, actor, d.Decision.ID, f.number("version"), decision.DecisionText{Facts: f.text("facts"), Reasons: f.text("reasons"), Duties: f.text("duties")})
	})
}

func (p *Pages) chooseProvider(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The choice of the resident is saved.", func(d decisionDesk) (editPage, error) {
		offers, err := p.Decisions.Offers(ctx, actor, d.Decision.ID)
		if err != nil {
			return editPage{}, err
		}
		var choices []ui.Option
		for _, o := range offers {
			choices = append(choices, ui.Option{Value: o.ProviderID.String(), Label: o.Name, Hint: offerText(ctx, o)})
		}
		page := editPage{
			Head:   ui.Head{Title: text.T(ctx, "The resident chooses a provider"), Intro: text.T(ctx, "Look at it together. All have a contract, and quality that was checked.")},
			Button: text.T(ctx, "Save the choice"), Now: url.Values{"choice": {d.Decision.Choice}},
			Inputs: []input{
				{Field: ui.Field{Name: "provider", Label: text.T(ctx, "Which provider?"), Options: choices}},
				{Field: ui.Field{Name: "choice", Label: text.T(ctx, "Why this one?"), Rows: 3, Hint: text.T(ctx, "In the words of the resident. It stands in the letter.")}},
			},
		}
		if d.Decision.ProviderID != 0 {
			page.Now.Set("provider", d.Decision.ProviderID.String())
		}
		if len(choices) == 0 {
			page.Inputs = page.Inputs[1:]
			page.Before = ui.Message(ui.Warning, text.T(ctx, "Nobody has a contract for this support in this period. Look at the proposal, or ask the contract manager."))
		} else {
			page.Before = ui.Table(offerTable(ctx, offers))
		}
		return page, nil
	}, func(d decisionDesk, f *form) error {
		provider, err := db.ParseID(f.text("provider"))
		if err != nil {
			provider = 0
		}
		return p.Decisions.Choose(ctx, actor, d.Decision.ID, f.number("version"), provider, f.text("choice"))
	})
}

func offerText(ctx context.Context, o contract.Offer) string {
	if o.IntakeStop {
		return text.T(ctx, "Takes no new clients now")
	}
	return waitText(ctx, o) + ", " + distance(ctx, o)
}

func waitText(ctx context.Context, o contract.Offer) string {
	return text.N(ctx, o.WaitDays, "%d day waiting", "%d days waiting")
}

func distance(ctx context.Context, o contract.Offer) string {
	return text.T(ctx, "%s km away", text.Number(ctx, math.Round(o.Kilometres*10)/10))
}

// offerTable compares the providers.
func offerTable(ctx context.Context, offers []contract.Offer) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Providers with a contract"), Columns: []ui.Column{{Label: text.T(ctx, "Provider")}, {Label: text.T(ctx, "Rate")},
		{Label: text.T(ctx, "Waiting time")}, {Label: text.T(ctx, "Distance")}, {Label: text.T(ctx, "Confirmed on")}}}
	for _, o := range offers {
		name := ui.Cell{Text: o.Name, Note: o.About}
		if o.IntakeStop {
			name.Tag = ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "Takes no new clients now")}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{name, {Text: text.Money(ctx, o.Cents), Note: text.T(ctx, provision.PerUnit(o.Unit))},
			{Text: waitText(ctx, o)}, {Text: distance(ctx, o)}, {Text: text.Date(ctx, o.AssuredOn)}}})
	}
	return t
}
