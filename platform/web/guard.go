package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

type traceKey struct{}

// Trace is the number of the request that ctx belongs to.
func Trace(ctx context.Context) string {
	t, _ := ctx.Value(traceKey{}).(string)
	return t
}

// answerWithin is how long a request may take, a slow database and a slow sign-in service included.
const answerWithin = 50 * time.Second

// guard sets the headers of every answer, gives the request its number and survives a panic.
func (m *Mux) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		var number [8]byte
		_, _ = rand.Read(number[:]) // never fails since Go 1.24
		trace := hex.EncodeToString(number[:])
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), traceKey{}, trace), answerWithin)
		defer cancel()
		r = r.WithContext(ctx)
		headers(w.Header(), m.secure)
		rec := &recorder{ResponseWriter: w}
		defer func() {
			slog.DebugContext(ctx, "request", "trace", trace, "method", r.Method, "pattern", rec.pattern, "status", rec.status, "took", time.Since(start))
			p := recover()
			switch {
			case p == nil:
				return
			case p != http.ErrAbortHandler:
				slog.ErrorContext(ctx, "panic", "trace", trace, "pattern", rec.pattern, "panic", panicWords(p), "stack", string(debug.Stack()))
			}
			if rec.wrote() {
				panic(http.ErrAbortHandler) // the reader must not take half a page for a whole one
			}
			http.Error(rec, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		}()
		next.ServeHTTP(rec, r)
	})
}

// recorder notes what was answered, for the log. Shut, it lets nothing more through.
type recorder struct {
	http.ResponseWriter
	status  int
	pattern string
	shut    bool
}

func (r *recorder) wrote() bool { return r.status != 0 }

func (r *recorder) WriteHeader(status int) {
	if r.shut {
		return
	}
	if status >= http.StatusOK {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.shut {
		return len(b), nil
	}
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// recorderOf finds the recorder below w; nil when there is none.
func recorderOf(w http.ResponseWriter) *recorder {
	for {
		if rec, ok := w.(*recorder); ok {
			return rec
		}
		under, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return nil
		}
		w = under.Unwrap()
	}
}

var errPanic = errors.New("panic")

// survive calls the handler and makes an error of a panic, so that what was typed is not lost.
func (h Handler) survive(w http.ResponseWriter, r *http.Request, actor access.Actor) (err error) {
	defer func() {
		p := recover()
		if p == http.ErrAbortHandler {
			panic(p)
		}
		if p != nil {
			err = fmt.Errorf("%w: %s\n%s", errPanic, panicWords(p), debug.Stack())
		}
	}()
	return h(w, r, actor)
}

// panicWords says what a panic was about without the values in it.
func panicWords(p any) string {
	if err, ok := p.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("a value of type %T", p)
}

// ContentPolicy is the Content-Security-Policy of every page: nothing from elsewhere, nothing inline.
const ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", ContentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store") // unless it is said otherwise further on
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}
