package pages

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// termsForm asks what is agreed in a round.
type termsForm struct {
	Title   string
	Action  templ.SafeURL
	Crumbs  []ui.Crumb
	NewID   string
	Version int
	Problem string
	Button  string

	Name, Month, Deadline, Purpose, Ground, Body ui.Field
	Provisions, Domains                          ui.Field
	Minimum, Sensitive, Organisations, Buckets   ui.Field
	Registry, Types, Export                      ui.Field
}

func (f termsForm) fields() []ui.Field {
	return []ui.Field{f.Name, f.Month, f.Deadline, f.Purpose, f.Ground, f.Body, f.Provisions, f.Domains, f.Minimum, f.Sensitive, f.Organisations, f.Registry,
		f.Types, f.Export, f.Buckets}
}

// more reports whether something is wrong in the part that is folded away.
func (f termsForm) more() bool { return f.Buckets.Error != "" }

// each applies change to every field.
func (f *termsForm) each(change func(ui.Field) ui.Field) {
	for _, field := range []*ui.Field{&f.Name, &f.Month, &f.Deadline, &f.Purpose, &f.Ground, &f.Body, &f.Provisions, &f.Domains, &f.Minimum, &f.Sensitive,
		&f.Organisations, &f.Buckets, &f.Registry, &f.Types, &f.Export} {
		*field = change(*field)
	}
}

// newTermsForm asks for the terms, with those of r filled in.
func newTermsForm(ctx context.Context, r factlab.Round) termsForm {
	t := r.Terms
	f := termsForm{Version: r.Version,
		Name:     ui.Field{Name: "name", Label: text.T(ctx, "Name of the round"), Hint: text.T(ctx, "For example: Factlab autumn 2026."), Value: r.Name},
		Month:    ui.Field{Name: "month", Label: text.T(ctx, "Which month is counted?"), Hint: text.T(ctx, "For example 12-2025 or december 2025."), Width: 20, Value: typedMonth(r.Month)},
		Deadline: ui.Field{Name: "deadline", Label: text.T(ctx, "Until which day can organisations deliver?"), Value: typedDay(r.Deadline)},
		Purpose: ui.Field{Name: "purpose", Label: text.T(ctx, "For what are the figures used?"), Rows: 3, Value: t.Purpose,
			Hint: text.T(ctx, "The figures are used for this and for nothing else. Organisations and key holders agree to these words.")},
		Ground: ui.Field{Name: "ground", Label: text.T(ctx, "What is the legal ground?"), Rows: 2, Value: t.Ground,
			Hint: text.T(ctx, "A pseudonym is still personal data, so a ground is needed. Ask the privacy officer.")},
		Body: ui.Field{Name: "body", Label: text.T(ctx, "Which legal body joins the lists?"), Value: t.Body, Hint: text.T(ctx, "This body may not keep the key.")},
		Provisions: ui.Field{Name: "provisions", Label: text.T(ctx, "Which provisions are counted?"), Rows: 14, Value: writeProvisions(t.Provisions),
			Hint: text.T(ctx, "One line for each: code;name;domain;sensitive. The last is yes or no. Domains: %s.", strings.Join(domainCodes(t), ", "))},
		Domains: ui.Field{Name: "domains", Label: text.T(ctx, "Which domains are sensitive as a whole?"), Optional: true,
			Hint: text.T(ctx, "In a sensitive domain we show only larger groups.")},
		Minimum: ui.Field{Name: "minimum", Label: text.T(ctx, "Smallest group that is shown"), Width: 4, Inputmode: "numeric", Suffix: text.T(ctx, "households"), Value: number(t.Minimum)},
		Sensitive: ui.Field{Name: "sensitive", Label: text.T(ctx, "Smallest group of a sensitive provision or domain"), Width: 4, Inputmode: "numeric",
			Suffix: text.T(ctx, "households"), Value: number(t.Sensitive)},
		Organisations: ui.Field{Name: "organisations", Label: text.T(ctx, "Smallest number of organisations behind a figure"), Width: 4, Inputmode: "numeric",
			Hint: text.T(ctx, "With fewer, a figure could tell what one organisation does."), Value: number(t.Organisations)},
		Buckets: ui.Field{Name: "buckets", Label: text.T(ctx, "In how many parts are the lines joined?"), Width: 4, Inputmode: "numeric", Value: number(t.Buckets),
			Hint: text.T(ctx, "More parts need less memory. The figures are the same.")},
		Registry: ui.Field{Name: "registry", Label: text.T(ctx, "Which legal body delivers household types?"), Optional: true, Value: t.Registry,
			Hint: text.T(ctx, "Leave it empty when nobody does. It must be another body than the one that joins.")},
		Types: ui.Field{Name: "types", Label: text.T(ctx, "Household types"), Optional: true, Rows: 4, Value: strings.Join(t.Types, "\n"), Hint: text.T(ctx, "One on each line, at most 20.")},
		Export: ui.Field{Name: "export", Label: text.T(ctx, "The lines may go to a protected environment of the municipality"), Value: said(t.Export),
			Hint: text.T(ctx, "Only when the purpose above says so. Otherwise only tables leave the Factlab.")},
	}
	for _, d := range t.Domains {
		f.Domains.Options = append(f.Domains.Options, ui.Option{Value: d.Code, Label: d.Name})
		if d.Sensitive {
			f.Domains.Values = append(f.Domains.Values, d.Code)
		}
	}
	return f
}

func domainCodes(t factlab.Terms) (out []string) {
	for _, d := range t.Domains {
		out = append(out, d.Code)
	}
	return out
}

func number(n int) string { return strconv.Itoa(n) }

// typedDay is a day as people type it.
func typedDay(d law.Date) string {
	if d.IsZero() {
		return ""
	}
	return number(d.Day) + "-" + number(int(d.Month)) + "-" + number(d.Year)
}

// readTerms reads the form over r.
func readTerms(ctx context.Context, q sent, r factlab.Round) factlab.Round {
	r.Name, r.Month, r.Deadline = q.text("name"), readMonth(q.text("month")), q.day("deadline")
	t := &r.Terms
	t.Purpose, t.Ground, t.Body, t.Registry = q.text("purpose"), q.text("ground"), q.text("body"), q.text("registry")
	t.Minimum, t.Sensitive, t.Organisations, t.Buckets = q.number("minimum"), q.number("sensitive"), q.number("organisations"), q.number("buckets")
	t.Export, t.Types = q.ticked("export"), nil
	for _, line := range strings.Split(q.PostFormValue("types"), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			t.Types = append(t.Types, line)
		}
	}
	t.Domains = slices.Clone(t.Domains)
	for i := range t.Domains {
		t.Domains[i].Sensitive = slices.Contains(q.PostForm["domains"], t.Domains[i].Code)
	}
	all, wrong := readProvisions(ctx, q.PostFormValue("provisions"), t.Domains)
	if t.Provisions = all; wrong != "" {
		q.wrong.Say("provisions", wrong)
	}
	return r
}

func (p *Pages) newRound(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !p.Factlab.Gate.May(actor, "factlab.lead", factlab.Object(0)) {
		return fault.Denied
	}
	return web.Page(w, r, http.StatusOK, termsFormPage(newRoundForm(r.Context(), p.mux.NewID())))
}

// newRoundForm asks for a new round.
func newRoundForm(ctx context.Context, id db.ID) termsForm {
	f := newTermsForm(ctx, factlab.Round{Terms: factlab.Usual()})
	f.Title, f.Action, f.Crumbs, f.NewID, f.Button = text.T(ctx, "New round"), ui.Path(ctx, rounds), roundsCrumb(ctx), id.String(), text.T(ctx, "Make the round")
	return f
}

func (p *Pages) prepare(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !p.Factlab.Gate.May(actor, "factlab.lead", factlab.Object(0)) {
		return fault.Denied
	}
	ctx, q := r.Context(), ask(r)
	n := readTerms(ctx, q, factlab.Round{ID: p.mux.FormID(r), Terms: factlab.Usual()})
	problem, err := "", n.Validate()
	if err == nil && len(q.wrong) == 0 {
		n, err = p.Factlab.Prepare(ctx, actor, n)
	}
	if err == nil && len(q.wrong) == 0 {
		p.mux.Say(ctx, "The round is there. The next step stands at the top.")
		return web.Redirect(w, r, rounds+"/%s", n.ID)
	}
	if err != nil {
		if problem, err = q.refused(err); err != nil {
			return err
		}
	}
	return p.termsAgain(w, r, q, newRoundForm(ctx, n.ID), problem)
}

// termsAgain shows the form again, with what was typed and what is wrong.
func (p *Pages) termsAgain(w http.ResponseWriter, r *http.Request, q sent, f termsForm, problem string) error {
	f.Problem = problem
	f.each(func(field ui.Field) ui.Field { return q.filled([]ui.Field{field})[0] })
	return web.Page(w, r, q.status(problem), termsFormPage(f))
}

func (p *Pages) terms(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, termsPage(v))
}

// changeForm asks for other terms of a round.
func changeForm(ctx context.Context, v roundView) termsForm {
	f := newTermsForm(ctx, v.Round)
	f.Title, f.Action, f.Button = text.T(ctx, "Change what is agreed"), v.path(ctx, "/afspraken/wijziging"), text.T(ctx, "Save")
	f.Crumbs = append(v.crumbs(ctx), ui.Crumb{Label: text.T(ctx, "What is agreed"), Link: v.path(ctx, "/afspraken")})
	return f
}

func (p *Pages) askTerms(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.ledRound(r, actor)
	if err != nil {
		return err
	}
	if !v.preparing() {
		return p.back(w, r, v, "/afspraken")
	}
	return web.Page(w, r, http.StatusOK, termsFormPage(changeForm(r.Context(), v)))
}

func (p *Pages) changeTerms(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.ledRound(r, actor)
	if err != nil {
		return err
	}
	ctx, q := r.Context(), ask(r)
	n := readTerms(ctx, q, v.Round)
	n.Version, _ = strconv.Atoi(q.text("version")) // without one it is nobody's
	problem := ""
	if err = n.Validate(); err == nil && len(q.wrong) == 0 {
		err = p.Factlab.Change(ctx, actor, n)
	}
	if err == nil && len(q.wrong) == 0 {
		if len(v.Terms.KeyHolders.Holders) > 0 && n.Terms.Purpose != v.Terms.Purpose {
			p.mux.Say(ctx, "The purpose changed. Ask the key holder for a new key and a new card.")
		} else {
			p.mux.Say(ctx, "What is agreed has been changed.")
		}
		return p.back(w, r, v, "/afspraken")
	}
	if err != nil {
		if problem, err = q.refused(err); err != nil {
			return err
		}
	}
	f := changeForm(ctx, v)
	f.Version = n.Version
	return p.termsAgain(w, r, q, f, problem)
}

// termFacts are the terms of a round for the reader.
func termFacts(ctx context.Context, v roundView) []ui.Fact {
	t := v.Terms
	registry, export := text.T(ctx, "nobody"), text.T(ctx, "no, only tables leave the Factlab")
	if t.Registry != "" {
		registry = text.T(ctx, "%s: %s", t.Registry, strings.Join(t.Types, ", "))
	}
	if t.Export {
		export = text.T(ctx, "yes, the purpose allows it")
	}
	households := func(n int) string { return text.N(ctx, n, "%d household", "%d households") }
	return []ui.Fact{{Name: text.T(ctx, "Month that is counted"), Value: monthWords(ctx, v.Month)},
		{Name: text.T(ctx, "Last day"), Value: text.Date(ctx, v.Deadline)},
		{Name: text.T(ctx, "Purpose"), Value: t.Purpose},
		{Name: text.T(ctx, "Legal ground"), Value: t.Ground},
		{Name: text.T(ctx, "Joined by"), Value: t.Body},
		{Name: text.T(ctx, "Smallest group that is shown"), Value: households(t.Minimum)},
		{Name: text.T(ctx, "Smallest group of a sensitive provision or domain"), Value: households(t.Sensitive)},
		{Name: text.T(ctx, "Smallest number of organisations behind a figure"), Value: text.Number(ctx, t.Organisations)},
		{Name: text.T(ctx, "Household types come from"), Value: registry},
		{Name: text.T(ctx, "Lines go to a protected environment"), Value: export},
		{Name: text.T(ctx, "Parts in which the lines are joined"), Value: text.Number(ctx, t.Buckets)}}
}

// provisionsOf are the provisions of a domain.
func provisionsOf(t factlab.Terms, domain string) (out []agreement.Provision) {
	for _, one := range t.Provisions {
		if one.Domain == domain {
			out = append(out, one)
		}
	}
	return out
}
