package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
)

const (
	// MaxBody is how many bytes a question or an answer has at most.
	MaxBody = 16 << 20

	problemType = "application/problem+json" // RFC 9457
)

// Patience is how often a question is asked when the connection fails or the other end is busy, and how long the
// pauses between are. They double, and each is made up to half shorter by chance, so that not everybody comes back at
// the same time.
type Patience struct {
	Tries       int
	First, Most time.Duration
}

// Patient is the patience of Ask when WithPatience says nothing: about half a minute.
var Patient = Patience{Tries: 9, First: 200 * time.Millisecond, Most: 10 * time.Second}

type patienceKey struct{}

// WithPatience gives questions in this context another patience.
func WithPatience(ctx context.Context, p Patience) context.Context {
	return context.WithValue(ctx, patienceKey{}, p)
}

// PatienceIn is the patience of questions in this context.
func PatienceIn(ctx context.Context) Patience {
	if p, given := ctx.Value(patienceKey{}).(Patience); given {
		return p
	}
	return Patient
}

// Ask asks a question and reads the answer. What goes in is sent as JSON, or as it is when it is []byte; what comes
// out is read as JSON, unless out is nil. A refusal is an error of type *delivery.Problem. Every question of the
// Factlab may be asked again without harm, so Ask does that when the connection fails or the other end is busy.
func Ask(ctx context.Context, client *http.Client, method, url string, in, out any) error {
	body, kind, err := write(in)
	if err != nil {
		return err
	}
	patience := PatienceIn(ctx)
	for try := 1; ; try++ {
		err := askOnce(ctx, client, question{method, url, kind, body}, out)
		if err == nil || !passing(err) || try >= patience.Tries || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(patience.pause(try)):
		}
	}
}

// pause is how long to wait after a try, counted from 1.
func (p Patience) pause(try int) time.Duration {
	d := p.First
	for i := 1; i < try && d < p.Most; i++ {
		d *= 2
	}
	d = min(d, p.Most)
	if d <= 1 {
		return d
	}
	return d - rand.N(d/2)
}

type question struct {
	method, url, kind string
	body              []byte
}

func write(in any) (body []byte, kind string, err error) {
	switch in := in.(type) {
	case nil:
		return nil, "", nil
	case []byte:
		return in, "application/octet-stream", nil
	}
	if body, err = json.Marshal(in); err != nil {
		return nil, "", fmt.Errorf("write question: %w", err)
	}
	return body, "application/json", nil
}

// unreachable is an error of the connection, after which the question can be asked again.
type unreachable struct{ error }

func (u unreachable) Unwrap() error { return u.error }

func askOnce(ctx context.Context, client *http.Client, q question, out any) error {
	if len(q.body) > MaxBody {
		return fmt.Errorf("the question has %d bytes, and at most %d fit", len(q.body), MaxBody)
	}
	r, err := http.NewRequestWithContext(ctx, q.method, q.url, bytes.NewReader(q.body))
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	if q.kind != "" {
		r.Header.Set("Content-Type", q.kind)
	}
	answer, err := client.Do(r)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, MaxBody+1))
	if err != nil {
		return explain(err)
	}
	if len(text) > MaxBody {
		return fmt.Errorf("%s answers with more than %d bytes", r.URL.Host, MaxBody)
	}
	if answer.StatusCode >= 300 {
		return problem(answer, text)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(text, out); err != nil {
		return fmt.Errorf("%s gives an answer that cannot be read: %w", r.URL.Host, err)
	}
	return nil
}

// explain says what failed. A wrong key is no passing trouble.
func explain(err error) error {
	if errors.Is(err, ErrKey) {
		return err
	}
	return unreachable{err}
}

// ErrUnknown is what is wrong when the other end does not know our key.
var ErrUnknown = errors.New("the other end does not know the key of this organisation")

// problem is the refusal that an answer holds.
func problem(answer *http.Response, text []byte) error {
	p := &delivery.Problem{}
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), problemType) || json.Unmarshal(text, p) != nil || p.Detail == "" {
		p = &delivery.Problem{Detail: fmt.Sprintf("%s answers with status %d", answer.Request.URL.Host, answer.StatusCode)}
	}
	p.Status = answer.StatusCode
	if p.Status == http.StatusUnauthorized {
		return fmt.Errorf("%w: %w", ErrUnknown, p)
	}
	return p
}

// Unreachable reports whether an error is of the connection: another party may do better.
func Unreachable(err error) bool {
	var u unreachable
	return errors.As(err, &u)
}

// passing reports whether asking again can help.
func passing(err error) bool {
	var p *delivery.Problem
	if errors.As(err, &p) {
		return p.Status == http.StatusServiceUnavailable || p.Code == delivery.Busy
	}
	return Unreachable(err) && !errors.Is(err, context.Canceled)
}
