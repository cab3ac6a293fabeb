package web

import (
	"errors"
	"mime"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// How large what somebody sends may be: a form, and a form with files.
const (
	maxForm = 1 << 20
	maxBody = 12 << 20
)

// readForm reads what was sent before the handler does, so that what is too large or broken is said, and not taken
// for a form that was left empty. Files stay in memory: on disk they would not be sealed.
func readForm(w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil && r.Header.Get("Content-Type") != "" {
		return errForm
	}
	switch kind {
	case "multipart/form-data":
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		err = r.ParseMultipartForm(maxBody)
	default:
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		err = r.ParseForm()
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return err
	}
	if err != nil {
		return errForm
	}
	for _, values := range r.PostForm {
		for _, v := range values {
			if strings.ContainsRune(v, 0) {
				return errForm // no database keeps it
			}
		}
	}
	return nil
}

// errForm is a form that no browser makes.
var errForm = fault.Invalid{"form": "The form did not arrive well. Go back and send it again."}
