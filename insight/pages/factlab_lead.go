package pages

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// rounds is where the rounds of the Factlab stand.
const rounds = "/inzicht/factlab/rondes"

// factlabLead adds the pages of the Factlab lead to mux. The privacy officer sees them too.
func (p *Pages) factlabLead(mux *web.Mux) {
	mux.Handle("GET "+rounds, p.rounds)
	mux.Handle("POST "+rounds, p.prepare)
	mux.Handle("GET "+rounds+"/nieuw", p.newRound)
	const one = rounds + "/{id}"
	mux.Handle("GET "+one, p.round)
	mux.Handle("GET "+one+"/afspraken", p.terms)
	mux.Handle("GET "+one+"/afspraken/wijziging", p.askTerms)
	mux.Handle("POST "+one+"/afspraken/wijziging", p.changeTerms)
	mux.Handle("GET "+one+"/documenten", p.papers)
	mux.Handle("POST "+one+"/documenten", p.filePaper)
	mux.Handle("GET "+one+"/documenten/{document}", p.paper)
	mux.Handle("GET "+one+"/sleutelhouders", p.keyHolders)
	mux.Handle("POST "+one+"/sleutelhouders", p.holdKeys)
	mux.Handle("GET "+one+"/adressen", p.counts)
	mux.Handle("POST "+one+"/adressen", p.takeCounts)
	mux.Handle("GET "+one+"/deelnemers", p.participants)
	mux.Handle("POST "+one+"/deelnemers", p.invite)
	mux.Handle("GET "+one+"/deelnemers/nieuw", p.newParticipant)
	mux.Handle("GET "+one+"/deelnemers/{deelnemer}", p.participant)
	mux.Handle("POST "+one+"/deelnemers/{deelnemer}", p.noteAnswer)
	mux.Handle("GET "+one+"/overeenkomst", p.agreement)
	mux.Handle("GET "+one+"/overeenkomst/bestand", p.agreementFile)
	mux.Handle("GET "+one+"/opening", p.askStart)
	mux.Handle("POST "+one+"/opening", p.start)
	mux.Handle("GET "+one+"/sluiting", p.askClose)
	mux.Handle("POST "+one+"/sluiting", p.close)
	mux.Handle("GET "+one+"/regels", p.askLines)
	mux.Handle("POST "+one+"/regels", p.takeLines)
	mux.Handle("GET "+one+"/vernietiging", p.askDestroy)
	mux.Handle("POST "+one+"/vernietiging", p.destroy)
	mux.Handle("GET "+one+"/verklaringen", p.destructions)
	mux.Handle("POST "+one+"/verklaringen", p.fileDestruction)
	mux.Handle("GET "+one+"/verklaringen/{verklaring}", p.destruction)
	mux.Handle("GET "+one+"/uitgaven", p.releases)
	mux.Handle("POST "+one+"/uitgaven", p.propose)
	mux.Handle("GET "+one+"/uitgaven/{uitgave}", p.releaseOf)
	mux.Handle("POST "+one+"/uitgaven/{uitgave}", p.decide)
}

// roundView is a round as somebody with a role sees it.
type roundView struct {
	factlab.View
	Deliveries []reception.Delivery
	Done       int // parts that are joined
	Releases   []release.Release
	Actor      access.Actor
	MayLead    bool
	MayFile    bool
	Today      law.Date
}

// roundOf reads the round in the address.
func (p *Pages) roundOf(r *http.Request, actor access.Actor) (v roundView, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return v, err
	}
	if v.View, err = p.Factlab.Read(r.Context(), actor, id); err != nil {
		return v, err
	}
	o := factlab.Object(id)
	v.Actor, v.Today = actor, law.DateOf(p.Factlab.DB.Now())
	v.MayLead, v.MayFile = p.Factlab.Gate.May(actor, "factlab.lead", o), p.Factlab.Gate.May(actor, "factlab.file", o)
	return v, nil
}

// ledRound is the round in the address, for the lead.
func (p *Pages) ledRound(r *http.Request, actor access.Actor) (roundView, error) {
	v, err := p.roundOf(r, actor)
	if err == nil && !v.MayLead {
		err = fault.Denied
	}
	return v, err
}

// path is an address below the round.
func (v roundView) path(ctx context.Context, below string) templ.SafeURL {
	return ui.Path(ctx, rounds+"/%s", v.ID) + templ.SafeURL(below)
}

// back sends the reader to an address below the round.
func (p *Pages) back(w http.ResponseWriter, r *http.Request, v roundView, below string) error {
	return web.Redirect(w, r, rounds+"/%s"+below, v.ID)
}

func (v roundView) preparing() bool { return v.State == factlab.Preparing }

// crumbs is the way to a page of the round.
func (v roundView) crumbs(ctx context.Context) []ui.Crumb {
	return append(roundsCrumb(ctx), ui.Crumb{Label: v.Name, Link: v.path(ctx, "")})
}

func roundsCrumb(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: text.T(ctx, "Rounds of the Factlab"), Link: ui.Path(ctx, rounds)}}
}

// label names the round above a page of it.
func (v roundView) label(ctx context.Context) string {
	return text.T(ctx, "Round %s: %s", strconv.Itoa(v.Number), v.Name)
}

func (p *Pages) rounds(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	all, err := p.Factlab.Rounds(r.Context(), actor)
	if err != nil {
		return err
	}
	v := roundsView{MayLead: p.Factlab.Gate.May(actor, "factlab.lead", factlab.Object(0))}
	for _, one := range all {
		view, err := p.Factlab.Read(r.Context(), actor, one.ID)
		if err != nil {
			return err
		}
		v.Rounds = append(v.Rounds, view)
	}
	return web.Page(w, r, http.StatusOK, roundsPage(v))
}

// roundsView is all rounds of a municipality.
type roundsView struct {
	Rounds  []factlab.View
	MayLead bool
}

// stateNames are how far a round is, in words.
var stateNames = map[factlab.State]string{
	factlab.Preparing: "Being prepared",
	factlab.Open:      "Open for deliveries",
	factlab.Closed:    "Closed, being joined",
	factlab.Joined:    "Joined",
	factlab.Destroyed: "Destroyed",
}

var stateTones = map[factlab.State]ui.Tone{factlab.Open: ui.Info, factlab.Closed: ui.Warning, factlab.Joined: ui.OK}

func roundsTable(ctx context.Context, all []factlab.View) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Rounds of the Factlab"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Round")},
		{Label: text.T(ctx, "Month that is counted")}, {Label: text.T(ctx, "Where it stands")}, {Label: text.T(ctx, "Last day")},
		{Label: text.T(ctx, "Organisations that take part"), Numeric: true}}}
	for _, v := range all {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: strconv.Itoa(v.Number) + ". " + v.Name, Link: ui.Path(ctx, rounds+"/%s", v.ID)},
			{Text: monthWords(ctx, v.Month)}, {Tag: ui.Tag{Tone: stateTones[v.State], Text: text.T(ctx, stateNames[v.State])}},
			{Text: text.Date(ctx, v.Deadline)}, {Text: text.Number(ctx, v.Joining())}}})
	}
	return t
}

// monthWords is a month such as 2025-12 in words.
func monthWords(ctx context.Context, month string) string {
	d, err := law.ParseDate(month + "-01")
	if err != nil {
		return month
	}
	return text.Month(ctx, d)
}

func (p *Pages) round(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.wholeRound(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, roundPage(v))
}

// wholeRound is the round in the address with what came in and what was made of it.
func (p *Pages) wholeRound(r *http.Request, actor access.Actor) (roundView, error) {
	v, err := p.roundOf(r, actor)
	if err != nil || v.preparing() {
		return v, err
	}
	if v.Deliveries, err = p.Reception.Deliveries(r.Context(), actor, v.ID); err != nil {
		return v, err
	}
	if v.State == factlab.Closed {
		if v.Done, err = p.Join.Done(r.Context(), actor, v.ID); err != nil {
			return v, err
		}
	}
	v.Releases, err = p.Releases.Of(r.Context(), actor, v.ID)
	return v, err
}

// delivered is the delivery of a participant that counts; not ok when there is none.
func (v roundView) delivered(id db.ID) (reception.Delivery, bool) {
	i := slices.IndexFunc(v.Deliveries, func(d reception.Delivery) bool { return d.ParticipantID == id && d.State == reception.Complete })
	if i < 0 {
		return reception.Delivery{}, false
	}
	return v.Deliveries[i], true
}

// deliverers counts the participants of whom a delivery counts.
func (v roundView) deliverers() (n int) {
	for _, one := range v.Participants {
		if _, ok := v.delivered(one.ID); ok {
			n++
		}
	}
	return n
}

// lines is how many lines a delivery has, unless that is so few that it could tell of a household.
func (v roundView) lines(ctx context.Context, d reception.Delivery) string {
	if d.Lines < v.Terms.Minimum {
		return text.T(ctx, "fewer than %s", text.Number(ctx, v.Terms.Minimum))
	}
	return text.Number(ctx, d.Lines)
}

// sent is a form that was sent, and what is wrong with it.
type sent struct {
	*http.Request
	wrong fault.Invalid
}

func ask(r *http.Request) sent { return sent{r, fault.Invalid{}} }

func (q sent) text(name string) string { return strings.TrimSpace(q.PostFormValue(name)) }

func (q sent) ticked(name string) bool { return q.PostFormValue(name) == yes }

// number reads a whole number, also with a point between thousands. Nothing is 0, and what is no number is -1.
func (q sent) number(name string) int {
	typed := strings.NewReplacer(".", "", " ", "").Replace(q.text(name))
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 {
		return -1
	}
	return n
}

// day reads a day; none is no day.
func (q sent) day(name string) law.Date {
	if q.text(name) == "" {
		return law.Date{}
	}
	d, err := law.ParseDate(q.text(name))
	if err != nil {
		q.wrong.Say(name, "Write a date as day, month and year, such as 5-5-2026")
	}
	return d
}

// file reads what was chosen in a file field; nothing when nothing was.
func (q sent) file(name string) (content []byte, called string, err error) {
	f, head, err := q.FormFile(name)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = f.Close() }() // it is in memory
	content, err = io.ReadAll(f)
	return content, head.Filename, err
}

// refused sorts what a use case said: about fields, or as a whole. Anything else is for the mux.
func (q sent) refused(err error) (problem string, rest error) {
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		for field, sentence := range wrong {
			q.wrong.Say(field, sentence)
		}
		return "", nil
	}
	if sentence, ok := fault.Sentence(err); ok && errors.Is(err, fault.Conflict) {
		return sentence, nil
	}
	return "", err
}

// status is that of a page with this form: 400 when a field is wrong, 409 when it came at the wrong moment.
func (q sent) status(problem string) int {
	switch {
	case len(q.wrong) > 0:
		return http.StatusBadRequest
	case problem != "":
		return http.StatusConflict
	}
	return http.StatusOK
}

// filled is fields with what was typed and what is wrong.
func (q sent) filled(fields []ui.Field) []ui.Field {
	for i, f := range fields {
		if q.Method == http.MethodPost {
			f.Value = q.PostFormValue(f.Name)
			if len(f.Values) > 0 || len(f.Options) > 0 {
				f.Values = q.PostForm[f.Name]
			}
		}
		fields[i] = f.Wrong(q.wrong)
	}
	return fields
}
