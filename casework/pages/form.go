package pages

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// form is what somebody typed, and what is wrong with it.
type form struct {
	values  url.Values
	wrong   fault.Invalid
	problem string // not about one field
	status  int
	ctx     context.Context // of the reader, for the language
}

// sent reports whether the request carries a form.
func sent(r *http.Request) bool { return r.Method == http.MethodPost }

// read takes the form out of a request; before it was sent, the values are those that stand in it at first.
func read(r *http.Request, first url.Values) *form {
	f := &form{values: first, wrong: fault.Invalid{}, status: http.StatusOK, ctx: r.Context()}
	if sent(r) {
		_ = r.ParseForm() // what cannot be read is not there, and the rules say so
		f.values = r.PostForm
	}
	if f.values == nil {
		f.values = url.Values{}
	}
	return f
}

// first fills in what stands in fields that were not sent along.
func (f *form) first(values url.Values) {
	for name, v := range values {
		if _, there := f.values[name]; !there {
			f.values[name] = v
		}
	}
}

// typed is a day as people type it.
func typed(d law.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d-%d-%d", d.Day, d.Month, d.Year)
}

func (f *form) text(name string) string { return strings.TrimSpace(f.values.Get(name)) }

func (f *form) yes(name string) bool { return f.values.Get(name) == "ja" }

func (f *form) id(name string) db.ID {
	id, err := db.ParseID(f.text(name))
	if err != nil {
		return 0
	}
	return id
}

func (f *form) number(name string) int64 {
	n, _ := strconv.ParseInt(f.text(name), 10, 64) // a version that cannot be read is one that moved on
	return n
}

func (f *form) date(name string) law.Date {
	if f.text(name) == "" {
		return law.Date{}
	}
	d, err := law.ParseDate(f.text(name))
	if err != nil {
		f.wrong.Say(name, "Write a date as day, month and year, such as 5-5-2026")
	}
	return d
}

// parsed reads a value that may be left empty with the function that knows its form.
func parsed[T any](f *form, name string, parse func(string) (T, error)) T {
	var none T
	if f.text(name) == "" {
		return none
	}
	v, err := parse(f.text(name))
	if err != nil {
		f.wrong.Say(name, err.Error())
		return none
	}
	return v
}

func (f *form) postcode(name string) ident.Postcode { return parsed(f, name, ident.ParsePostcode) }
func (f *form) phone(name string) ident.Phone       { return parsed(f, name, ident.ParsePhone) }
func (f *form) email(name string) ident.Email       { return parsed(f, name, ident.ParseEmail) }

// bsn reads a citizen service number. The demonstration takes only made-up ones.
func (f *form) bsn(name string) ident.BSN {
	v := parsed(f, name, ident.ParseBSN)
	if ui.SiteOf(f.ctx).DemoMode && !v.IsZero() && !v.IsTest() {
		f.wrong.Say(name, "This is a demonstration. Use a made-up number that begins with 9999")
		return ident.BSN{}
	}
	return v
}

// field is a field with what was typed in it and what is wrong with it.
func (f *form) field(x ui.Field) ui.Field {
	x.Value = f.values.Get(x.Name)
	return x.Wrong(f.wrong)
}

// boxes is a field of which several things can be chosen.
func (f *form) boxes(x ui.Field) ui.Field {
	x.Values = f.values[x.Name]
	return x.Wrong(f.wrong)
}

// refused notes what a use case refused with, so that the page can show it beside what was typed. It reports
// false for an error that the page cannot help with.
func (f *form) refused(err error) bool {
	if invalid, ok := errors.AsType[fault.Invalid](err); ok {
		for name, sentence := range invalid {
			f.wrong.Say(name, sentence)
		}
		f.status = http.StatusBadRequest
		return true
	}
	if sentence, ok := fault.Sentence(err); ok && errors.Is(err, fault.Conflict) {
		f.problem, f.status = sentence, http.StatusConflict
		return true
	}
	return false
}

// bad reports whether something typed cannot be read, before a use case is asked.
func (f *form) bad() bool {
	if len(f.wrong) > 0 {
		f.status = http.StatusBadRequest
	}
	return len(f.wrong) > 0
}

// leftover is what is wrong and belongs to none of the fields of the page, in the language of the reader.
func (f *form) leftover(fields ...ui.Field) string {
	if f.problem != "" {
		return f.problem
	}
	shown := map[string]bool{}
	for _, x := range fields {
		shown[x.Name] = true
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(f.wrong)) {
		if !shown[name] {
			out = append(out, text.T(f.ctx, f.wrong[name]))
		}
	}
	return strings.Join(out, ". ")
}
