package web

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/a-h/templ"
	"github.com/klauspost/compress/gzhttp"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Page writes a page. It is made whole first, so that an error half way becomes an error page.
func Page(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var b bytes.Buffer
	if err := page.Render(r.Context(), &b); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	if err != nil {
		return nil // the reader went away
	}
	return nil
}

// Form writes the page of a form: again, with status 400, when the input was wrong.
func Form(w http.ResponseWriter, r *http.Request, wrong fault.Invalid, page templ.Component) error {
	if len(wrong) > 0 {
		return Page(w, r, http.StatusBadRequest, page)
	}
	return Page(w, r, http.StatusOK, page)
}

// Redirect sends the reader to another page of the municipality, after a form was handled.
func Redirect(w http.ResponseWriter, r *http.Request, format string, args ...any) error {
	http.Redirect(w, r, string(ui.Path(r.Context(), format, args...)), http.StatusSeeOther)
	return nil
}

// ID reads an id from the path of the request. What is no id is not found.
func ID(r *http.Request, name string) (db.ID, error) { return db.ParseID(r.PathValue(name)) }

// FormID reads the id of the new thing that a form carries, so that sending it twice makes one thing. A form
// without one gets a new one.
func (m *Mux) FormID(r *http.Request) db.ID {
	if id, err := db.ParseID(r.PostFormValue("id")); err == nil {
		return id
	}
	return m.db.NewID()
}

// NewID is a fresh id for the hidden field of a form.
func (m *Mux) NewID() db.ID { return m.db.NewID() }

func compress(h http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(512), gzhttp.CompressionLevel(8), gzhttp.EnableZstd(false)) // smaller than its zstd
	if err != nil {
		panic(err) // the options are constants
	}
	return wrap(h)
}
