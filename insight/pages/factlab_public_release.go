package pages

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"html"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/decision/paper"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// release is the address of the release itself, and file of something that can be saved of it.
func (v lab) release(ctx context.Context) templ.SafeURL {
	return ui.Path(ctx, "/inzicht/factlab/uitgaven/%s", v.Of.ID)
}

func (v lab) file(ctx context.Context, name string) templ.SafeURL {
	return ui.Path(ctx, "/inzicht/factlab/uitgaven/%s/%s", v.Of.ID, name)
}

// The files of a release, beside a CSV for each table.
const (
	fileXLSX = "uitgave.xlsx"
	fileJSON = "uitgave.json"
	filePDF  = "uitgave.pdf"
)

// facts are what a release says of itself.
func (v lab) facts(ctx context.Context) []ui.Fact {
	r := v.Round
	out := []ui.Fact{{Name: text.T(ctx, "Round"), Value: text.T(ctx, "%d. %s", r.Number, r.Name)}, {Name: text.T(ctx, "Reference"), Value: r.Reference},
		{Name: text.T(ctx, "Month that is counted"), Value: monthWords(ctx, r.Month)}, {Name: text.T(ctx, "Purpose"), Value: r.Purpose},
		{Name: text.T(ctx, "Legal ground"), Value: r.Ground}, {Name: text.T(ctx, "Who joined the lists"), Value: r.Body},
		{Name: text.T(ctx, "Who took part"), Value: text.N(ctx, len(r.Participants), "%d organisation", "%d organisations")},
		{Name: text.T(ctx, "Who declined"), Value: text.N(ctx, r.Declined, "%d organisation", "%d organisations")},
		{Name: text.T(ctx, "Lines that were delivered"), Value: text.Number(ctx, int64(v.Quality.Lines))},
		{Name: text.T(ctx, "Lines of the month that is counted"), Value: text.Number(ctx, int64(v.Quality.Active))}}
	if !r.Closed.IsZero() {
		out = append(out, ui.Fact{Name: text.T(ctx, "Deliveries ended"), Value: text.Date(ctx, r.Closed)})
	}
	if v.Of.DecidedAt != nil {
		out = append(out, ui.Fact{Name: text.T(ctx, "Approved"), Value: text.T(ctx, "%s, by two people", text.Date(ctx, *v.Of.DecidedAt))})
	}
	return out
}

// method is how the release was protected.
func (v lab) method(ctx context.Context) []ui.Fact {
	return []ui.Fact{{Name: text.T(ctx, "Smallest number that is shown"), Value: text.Number(ctx, v.Minimum)},
		{Name: text.T(ctx, "Smallest number in sensitive domains"), Value: text.Number(ctx, max(v.Sensitive, v.Minimum))},
		{Name: text.T(ctx, "Organisations behind each number"), Value: text.T(ctx, "at least %d", v.Organisations)},
		{Name: text.T(ctx, "What is hidden"), Value: whyHidden(ctx, v.folder)}}
}

// files is the table of the tables, with what is hidden in each and a link to save it.
func (v lab) files(ctx context.Context) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "The tables of this release"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Table")},
		{Label: text.T(ctx, "Numbers"), Numeric: true}, {Label: text.T(ctx, "not shown"), Numeric: true}, {Label: text.T(ctx, "File")}}}
	for _, table := range v.Tables {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: tableName(ctx, table.Name)}, {Text: text.Number(ctx, len(table.Rows))}, {Text: text.Number(ctx, table.Hidden())},
			{Text: table.Name + ".csv", Link: v.file(ctx, table.Name+".csv")}}})
	}
	return t
}

func (v lab) signature() string { return base64.StdEncoding.EncodeToString(v.Of.Signature) }

// download serves a file of a release. A release that is not published yet is there for who follows the round.
func (p *Pages) download(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, name := r.Context(), r.PathValue("bestand")
	v, err := p.lab(r, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if name == filePDF {
		return p.labPaper(w, r, v)
	}
	var b bytes.Buffer
	kind := "text/csv; charset=utf-8"
	switch table, is := strings.CutSuffix(name, ".csv"); {
	case is:
		t, there := v.Table(table)
		if !there {
			return fault.NotFound
		}
		err = t.WriteCSV(&b)
	case name == fileXLSX:
		kind, err = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", v.Of.WriteXLSX(ctx, &b)
	case name == fileJSON:
		kind, err = "application/json", v.Of.WriteJSON(&b)
	default:
		return fault.NotFound
	}
	if err != nil {
		return err
	}
	return v.save(w, kind, name, b.Bytes())
}

// save sends a file under a name that says of which round it is.
func (v lab) save(w http.ResponseWriter, kind, name string, content []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "factlab-" + v.Round.Month + "-" + name}))
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // a reader who went away is no error
	return nil
}

//go:embed factlab_public_paper.css
var paperStyle string

// printer is the Chromium of this machine, if there is one.
var printer = sync.OnceValues(func() (*paper.Printer, error) { return paper.Find("") })

// printed keeps the last papers: a release never changes, and printing is dear.
type printed struct {
	sync.Mutex
	papers map[printedKey][]byte
}

type printedKey struct {
	release db.ID
	lang    string
}

// labPaper serves the release as a PDF; without Chromium it says so, and how to print instead.
func (p *Pages) labPaper(w http.ResponseWriter, r *http.Request, v lab) error {
	pr, err := printer()
	if errors.Is(err, paper.ErrNone) {
		return web.Page(w, r, http.StatusNotFound, noPaper(v))
	}
	if err != nil {
		return err
	}
	ctx := r.Context()
	p.printed.Lock() // one at a time: who asks next finds it ready
	defer p.printed.Unlock()
	key := printedKey{v.Of.ID, text.Lang(ctx)}
	pdf := p.printed.papers[key]
	if pdf == nil {
		var body bytes.Buffer
		if err := paperBody(v).Render(ctx, &body); err != nil {
			return err
		}
		title := text.T(ctx, "Factlab: %s", v.Round.Name)
		if pdf, err = pr.Print(ctx, paper.Page{Title: title, Lang: key.lang, CSS: paperStyle, HTML: `<!DOCTYPE html><html lang="` + key.lang +
			`"><head><meta charset="utf-8"><title>` + html.EscapeString(title) + `</title></head><body><main>` + body.String() + `</main></body></html>`}); err != nil {
			return err
		}
		if p.printed.papers == nil || len(p.printed.papers) >= shelfRoom {
			p.printed.papers = map[printedKey][]byte{}
		}
		p.printed.papers[key] = pdf
	}
	return v.save(w, "application/pdf", filePDF, pdf)
}

// holds says whether the signature is that of the hub that the release names.
func (v lab) holds(ctx context.Context) string {
	if v.Of.Verify(v.Hub) {
		return text.T(ctx, "Yes. The release is as the hub made it.")
	}
	return text.T(ctx, "No. Do not trust these figures.")
}

// paperPlaces is the table of places for paper, where nothing scrolls.
func paperPlaces(ctx context.Context, v lab) ui.TableData {
	t := placeTable(ctx, v)
	t.Wide = false
	return t
}
