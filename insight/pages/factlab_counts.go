package pages

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// What the file with public counts may hold.
const (
	maxPlaces    = 20_000    // more than the country has neighbourhoods
	maxAddresses = 1_000_000 // more than any neighbourhood has
	maxCode      = 40        // letters of a code
)

// countsForm asks for the public counts.
type countsForm struct {
	roundView
	Counts, Sum ui.Field
	Problem     string
}

func (f countsForm) fields() []ui.Field { return []ui.Field{f.Counts, f.Sum} }

func newCountsForm(ctx context.Context, v roundView) countsForm {
	return countsForm{roundView: v,
		Counts: ui.Field{Name: "counts", Label: text.T(ctx, "File with the number of addresses"), Accept: ".csv", Hint: text.T(ctx, "Columns: neighbourhood, district, municipality, addresses.")},
		Sum: ui.Field{Name: "sum", Label: text.T(ctx, "Check sum of the address list"), Optional: true, Value: v.Terms.Addresses.SHA256,
			Hint: text.T(ctx, "The tool shows it. With it, organisations can only use the same address list.")}}
}

func (p *Pages) counts(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, countsPage(newCountsForm(r.Context(), v)))
}

func (p *Pages) takeCounts(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.ledRound(r, actor)
	if err != nil {
		return err
	}
	ctx, q, f := r.Context(), ask(r), newCountsForm(r.Context(), v)
	content, name, err := q.file("counts")
	if err != nil {
		return err
	}
	if name == "" {
		q.wrong.Say("counts", "Choose a file.")
	}
	sum := strings.ToLower(q.text("sum"))
	if raw, err := hex.DecodeString(sum); sum != "" && (err != nil || len(raw) != 32) {
		q.wrong.Say("sum", "A check sum has 64 digits and letters from a to f.")
	}
	var places []factlab.Place
	if len(q.wrong) == 0 {
		var said string
		if places, said = readCounts(ctx, content); said != "" {
			q.wrong.Say("counts", said)
		}
	}
	if len(q.wrong) == 0 {
		err = p.Factlab.Count(ctx, actor, v.ID, agreement.AddressList{SHA256: sum, Addresses: total(places)}, places)
		if err == nil {
			p.mux.Say(ctx, "The number of addresses is noted.")
			return p.back(w, r, v, "/adressen")
		}
		if f.Problem, err = q.refused(err); err != nil {
			return err
		}
	}
	f.Counts, f.Sum = f.Counts.Wrong(q.wrong), q.filled([]ui.Field{f.Sum})[0]
	return web.Page(w, r, q.status(f.Problem), countsPage(f))
}

func total(places []factlab.Place) (n int) {
	for _, one := range places {
		n += one.Addresses
	}
	return n
}

// readCounts reads the file that samenkracht factlab addresses import writes. What is wrong with it comes as one sentence
// for the reader, with the line.
func readCounts(ctx context.Context, content []byte) (places []factlab.Place, wrong string) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	in.FieldsPerRecord = len(addresses.CountsHeader)
	header, err := in.Read()
	if err != nil || !slices.Equal(header, addresses.CountsHeader) {
		return nil, text.T(ctx, "This is another file. Its first line must be: %s.", strings.Join(addresses.CountsHeader, ","))
	}
	seen := map[string]bool{}
	for line := 2; ; line++ {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return places, ""
		}
		if err != nil {
			return nil, text.T(ctx, "Line %d has not four columns. Make the file again with the tool.", line)
		}
		n, err := strconv.Atoi(record[3])
		switch {
		case record[0] == "" || max(len(record[0]), len(record[1]), len(record[2])) > maxCode || strings.TrimSpace(record[0]) != record[0]:
			return nil, text.T(ctx, "Line %d has no good code of a neighbourhood. Make the file again with the tool.", line)
		case seen[record[0]]:
			return nil, text.T(ctx, "Line %d names a neighbourhood that stands higher up too. Make the file again with the tool.", line)
		case err != nil || n < 0 || n > maxAddresses:
			return nil, text.T(ctx, "Line %d has no good number of addresses. Make the file again with the tool.", line)
		case len(places) == maxPlaces:
			return nil, text.T(ctx, "The file has more than %s neighbourhoods. Make a smaller one with the tool.", text.Number(ctx, maxPlaces))
		}
		seen[record[0]] = true
		places = append(places, factlab.Place{Neighbourhood: record[0], District: record[1], Addresses: n})
	}
}

// countsFacts sum the public counts up.
func countsFacts(ctx context.Context, v roundView) []ui.Fact {
	districts := map[string]bool{}
	for _, one := range v.Places {
		districts[one.District] = true
	}
	out := []ui.Fact{{Name: text.T(ctx, "Neighbourhoods"), Value: text.Number(ctx, len(v.Places))},
		{Name: text.T(ctx, "Districts"), Value: text.Number(ctx, len(districts))},
		{Name: text.T(ctx, "Addresses"), Value: text.Number(ctx, total(v.Places))}}
	if sum := v.Terms.Addresses.SHA256; sum != "" {
		out = append(out, ui.Fact{Name: text.T(ctx, "Check sum of the address list"), Body: code(sum)})
	}
	return out
}

func placesTable(ctx context.Context, v roundView) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Addresses by neighbourhood"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Neighbourhood")},
		{Label: text.T(ctx, "District")}, {Label: text.T(ctx, "Addresses"), Numeric: true}}}
	for _, one := range v.Places {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{named(one.Neighbourhood, one.Name), named(one.District, one.DistrictName), {Text: text.Number(ctx, one.Addresses)}}})
	}
	return t
}

// named is a code, with its name when that is known.
func named(code, name string) ui.Cell {
	if name == "" {
		return ui.Cell{Text: code}
	}
	return ui.Cell{Text: name, Note: code}
}
