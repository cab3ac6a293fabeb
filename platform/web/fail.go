package web

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// typed is one thing that somebody had filled in.
type typed struct{ Name, Value string }

// failure is a page about something that went wrong.
type failure struct {
	Status   int
	Title    string // English sentences
	Sentence string
	Again    string  // address to send the form to again; empty when that makes no sense
	Typed    []typed // what was typed, which is sent again or shown
	SignIn   bool
	Trace    string
}

// fail answers an error with a page in the reader's language that says what to do.
func (m *Mux) fail(w http.ResponseWriter, r *http.Request, actor access.Actor, err error) {
	if r.Context().Err() == context.Canceled {
		return // the reader has gone
	}
	f := explain(err)
	f.Trace = Trace(r.Context())
	rec := recorderOf(w)
	half := rec != nil && rec.wrote()
	if f.Status == http.StatusInternalServerError || half {
		slog.ErrorContext(r.Context(), "request failed", "trace", f.Trace, "err", err)
	}
	if half {
		panic(http.ErrAbortHandler) // the reader must not take half a page for a whole one
	}
	w.Header().Set("Cache-Control", "no-store")
	for _, of := range []string{"Location", "Content-Disposition"} { // of the answer that did not come
		w.Header().Del(of)
	}
	if r.Method == http.MethodPost {
		f.Typed = whatWasTyped(w, r)
	}
	_, told := fault.Sentence(err)
	if f.Status == http.StatusForbidden && !told && !actor.SignedIn() && ui.SiteOf(r.Context()).Slug != "" {
		if r.Method != http.MethodPost {
			if err := Redirect(w, r, "/inloggen?naar=%s", ui.SiteOf(r.Context()).Path); err == nil {
				return
			}
		}
		f = failure{Status: http.StatusUnauthorized, SignIn: true, Typed: f.Typed, Trace: f.Trace, Title: "You are signed out",
			Sentence: "You did nothing for a while. That is why we signed you out. What you typed is still here."}
	}
	switch f.Status {
	case http.StatusUnauthorized, http.StatusServiceUnavailable, http.StatusTooManyRequests, http.StatusInternalServerError:
		f.Again = ui.SiteOf(r.Context()).Path
	}
	if f.Status == http.StatusServiceUnavailable || f.Status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "60")
	}
	if err := Page(w, r, f.Status, failurePage(f)); err != nil {
		http.Error(w, http.StatusText(f.Status), f.Status)
	}
}

func explain(err error) failure {
	f := failure{Status: http.StatusInternalServerError, Title: "Something went wrong here",
		Sentence: "This is our mistake, not yours. Try again in a moment. Does it keep going wrong? Call us."}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.Is(err, fault.NotFound):
		f = failure{Status: http.StatusNotFound, Title: "We cannot find this page", Sentence: "Perhaps the address is wrong, or the page is gone. Look on the home page, or call us."}
	case errors.Is(err, fault.Denied):
		f = failure{Status: http.StatusForbidden, Title: "You may not see this page", Sentence: "Your role does not give access to this. Do you need it for your work? Ask your team lead."}
	case errors.Is(err, fault.Conflict):
		f = failure{Status: http.StatusConflict, Title: "Somebody else was first", Sentence: "This has changed since you opened it. Go back, load the page again and look what is new."}
	case errors.Is(err, fault.Unavailable):
		f = failure{Status: http.StatusServiceUnavailable, Title: "We are away for a moment", Sentence: "Our system does not answer. Wait a minute and press the button. What you typed is still here."}
	case errors.Is(err, errTooOften):
		f = failure{Status: http.StatusTooManyRequests, Title: "That is very often", Sentence: "You did this many times in a short while. Wait a minute and press the button. What you typed is still here."}
	case errors.As(err, &tooLarge):
		f = failure{Status: http.StatusRequestEntityTooLarge, Title: "This is too large", Sentence: "Send a file of at most 10 MB, or a shorter text."}
	}
	if invalid, ok := errors.AsType[fault.Invalid](err); ok {
		f.Status, f.Title, f.Sentence = http.StatusBadRequest, "This is not right yet", ""
		for _, field := range slices.Sorted(maps.Keys(invalid)) {
			f.Sentence = invalid[field]
		}
	}
	if s, ok := fault.Sentence(err); ok {
		f.Sentence = s
	}
	return f
}

// whatWasTyped lists the fields of a form, hidden ones too, but no files.
func whatWasTyped(w http.ResponseWriter, r *http.Request) []typed {
	if r.PostForm == nil && readForm(w, r) != nil {
		return nil
	}
	var out []typed
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		for _, value := range r.PostForm[name] {
			out = append(out, typed{name, value})
		}
	}
	return out
}

// readable are the things that a person wrote, not the ids that a form carried along.
func readable(all []typed) []typed {
	var out []typed
	for _, t := range all {
		if strings.TrimSpace(t.Value) != "" && strings.ContainsAny(t.Value, " ") {
			out = append(out, t)
		}
	}
	return out
}
