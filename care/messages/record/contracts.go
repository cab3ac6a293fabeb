package record

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
)

// Contracts are the rates and the products that parties agreed on. The zero Contracts knows none.
type Contracts struct {
	rates    map[agreed][]rate
	products map[istandaard.Wet]map[istandaard.Product][]term
}

// agreed is what a rate is for. An empty municipality or provider is any.
type agreed struct {
	law                    istandaard.Wet
	municipality, provider string
	product                istandaard.Product
}

type rate struct {
	cents int64
	unit  string
	term
}

// term is from when and until when something holds; an empty end is open.
type term struct{ from, to istandaard.Datum }

func (t term) holds(day istandaard.Datum) bool {
	return !t.from.Na(day) && (t.to == "" || !day.Na(t.to))
}

// On are the contracts as a register of the outside world on a day.
func (c *Contracts) On(day istandaard.Datum) keten.Register {
	return register{keten.Openbaar{Dag: day}, c}
}

type register struct {
	keten.Openbaar
	contracts *Contracts
}

// Product reports whether a product code belongs to a category, when there is a list for the law.
func (r register) Product(law istandaard.Wet, p istandaard.Product, day istandaard.Datum) (fits, known bool) {
	list, known := r.contracts.products[law]
	return slices.ContainsFunc(list[p], func(t term) bool { return t.holds(day) }), known
}

// Tarief is the rate for a product.
func (r register) Tarief(law istandaard.Wet, municipality, provider string, p istandaard.Product, day istandaard.Datum) (int64, string, bool) {
	for _, m := range []string{municipality, ""} {
		for _, v := range []string{provider, ""} {
			for _, x := range r.contracts.rates[agreed{law, m, v, p}] {
				if x.holds(day) {
					return x.cents, x.unit, true
				}
			}
		}
	}
	return 0, "", false
}

// Code finds a product code that has a rate, in a category that was allocated without a code.
func (c *Contracts) Code(law istandaard.Wet, municipality, provider, category string, day istandaard.Datum) (string, bool) {
	var codes []string
	for a, rates := range c.rates {
		fits := a.law == law && a.product.Categorie == category && (a.municipality == "" || a.municipality == municipality) &&
			(a.provider == "" || a.provider == provider)
		if fits && slices.ContainsFunc(rates, func(r rate) bool { return r.holds(day) }) {
			codes = append(codes, a.product.Code)
		}
	}
	if len(codes) == 0 {
		return "", false
	}
	return slices.Min(codes), true
}

// The columns of the two tables, in their order when a table has no head.
var (
	rateColumns    = []string{"law", "municipality", "provider", "category", "code", "unit", "cents", "from", "to"}
	productColumns = []string{"law", "category", "code", "from", "to"}
)

// ReadRates adds the rates of a table: law, municipality, provider, category, code, unit, cents, from, to.
func (c *Contracts) ReadRates(ctx context.Context, file string) error {
	if c.rates == nil {
		c.rates = map[agreed][]rate{}
	}
	return table(ctx, file, rateColumns, func(row map[string]string) error {
		law, t, err := lawAndTerm(row)
		if err != nil {
			return err
		}
		cents, err := strconv.ParseInt(row["cents"], 10, 64)
		if err != nil || cents < 0 {
			return fmt.Errorf("cents: %q", row["cents"])
		}
		a := agreed{law, row["municipality"], row["provider"], istandaard.Product{Categorie: row["category"], Code: row["code"]}}
		c.rates[a] = append(c.rates[a], rate{cents, row["unit"], t})
		return nil
	})
}

// ReadProducts adds the products of a table: law, category, code, from, to.
func (c *Contracts) ReadProducts(ctx context.Context, file string) error {
	if c.products == nil {
		c.products = map[istandaard.Wet]map[istandaard.Product][]term{}
	}
	return table(ctx, file, productColumns, func(row map[string]string) error {
		law, t, err := lawAndTerm(row)
		if err != nil {
			return err
		}
		if c.products[law] == nil {
			c.products[law] = map[istandaard.Product][]term{}
		}
		p := istandaard.Product{Categorie: row["category"], Code: row["code"]}
		c.products[law][p] = append(c.products[law][p], t)
		return nil
	})
}

func lawAndTerm(row map[string]string) (law istandaard.Wet, t term, err error) {
	switch strings.ToLower(row["law"]) {
	case "iwmo", "wmo":
		law = istandaard.IWmo
	case "ijw", "jw":
		law = istandaard.IJw
	default:
		return "", t, fmt.Errorf("law: %q", row["law"])
	}
	for _, name := range []string{"from", "to"} {
		if _, ok := istandaard.Datum(row[name]).Dag(); !ok && row[name] != "" {
			return "", t, fmt.Errorf("%s: %q", name, row[name])
		}
	}
	return law, term{istandaard.Datum(row["from"]), istandaard.Datum(row["to"])}, nil
}

// table reads a CSV file with commas or semicolons. Its first row may name the columns, in any order.
func table(ctx context.Context, file string, columns []string, use func(map[string]string) error) error {
	text, err := Read(ctx, file)
	if err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\xEF\xBB\xBF")))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comment = -1, true, '#'
	if first, _, _ := strings.Cut(text, "\n"); strings.Count(first, ";") > strings.Count(first, ",") {
		r.Comma = ';'
	}
	for first := true; ; first = false {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case first && slices.Contains(lower(cells), "law"):
			columns = lower(cells)
			continue
		}
		line, _ := r.FieldPos(0)
		if len(cells) != len(columns) {
			return &LineError{line, errors.New(strings.Join(columns, ",") + "?")}
		}
		row := map[string]string{}
		for k, name := range columns {
			row[name] = strings.TrimSpace(cells[k])
		}
		if err := use(row); err != nil {
			return &LineError{line, err}
		}
	}
}

// LineError is what is wrong with a line of a table.
type LineError struct {
	Line int
	Err  error
}

// Error tells the line and what is wrong with it.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap is what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

func lower(cells []string) (out []string) {
	for _, c := range cells {
		out = append(out, strings.ToLower(strings.TrimSpace(c)))
	}
	return out
}
