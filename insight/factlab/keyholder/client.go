package keyholder

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// Client asks the key holders of a round. It may be used by many at the same time.
type Client struct {
	agreed *agreement.Agreement
	keys   *pseudonym.KeySet
	https  []*http.Client // of each holder, in the order of the agreement

	mu    sync.Mutex
	avoid map[int]time.Time // the places of holders that were out of reach, until when they are asked last
}

const (
	sessionLabel = "Samenkracht-Factlab-v1-session"
	avoidTime    = time.Minute
)

// spare is the patience with one holder while there are others who can take its place.
var spare = wire.Patience{Tries: 3, First: 200 * time.Millisecond, Most: time.Second}

// NewClient prepares to ask the key holders of an agreement. It refuses an agreement whose keys do not fit.
func NewClient(a *agreement.Agreement, id *wire.Identity) (*Client, error) {
	keys, err := a.KeyHolders.Keys()
	if err != nil {
		return nil, err
	}
	c := &Client{agreed: a, keys: keys, avoid: map[int]time.Time{}}
	for _, h := range a.KeyHolders.Holders {
		c.https = append(c.https, wire.Client(id, h.Key))
	}
	return c, nil
}

// Check asks as many key holders as are needed for what they keep, and says what is not as agreed: another round,
// purpose or key. The rounds come in no special order.
func (c *Client) Check(ctx context.Context) ([]Round, error) {
	var mu sync.Mutex
	var rounds []Round
	err := c.enough(ctx, func(ctx context.Context, place int) error {
		var r Round
		if err := c.ask(ctx, place, http.MethodGet, roundPath, nil, &r); err != nil {
			return err
		}
		if err := c.fits(c.agreed.KeyHolders.Holders[place], r); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		rounds = append(rounds, r)
		return nil
	})
	return rounds, err
}

func (c *Client) fits(h agreement.Holder, r Round) error {
	switch {
	case r.Round != c.agreed.Round || r.Purpose != c.agreed.Purpose:
		return fmt.Errorf("key holder %s keeps the key of round %q for %q, not of the round in the agreement", h.Body, r.Round, r.Purpose)
	case r.Index != h.Index || r.Threshold != c.agreed.KeyHolders.Threshold:
		return fmt.Errorf("key holder %s says that it is number %d and that %d are needed, which is not as agreed", h.Body, r.Index, r.Threshold)
	case !bytes.Equal(r.PublicKey, c.agreed.KeyHolders.PublicKey) || !bytes.Equal(r.Share, h.PublicKey):
		return fmt.Errorf("key holder %s keeps another key than the one in the agreement", h.Body)
	}
	return nil
}

// Session is a number of batches of one sender. With the same secret it goes on where it was: what was asked before
// is answered again and costs nothing of the quota.
type Session struct {
	client *Client
	blind  *pseudonym.Session
	id     string
}

// Session starts a session, or resumes it, with a secret of pseudonym.MakeSecret.
func (c *Client) Session(secret [32]byte) *Session {
	id := sha256.Sum256(append([]byte(sessionLabel), secret[:]...))
	return &Session{c, pseudonym.NewSession(secret, c.keys), hex.EncodeToString(id[:16])}
}

// Pseudonyms makes the pseudonyms of inputs, at most pseudonym.MaxBatch and best pseudonym.BatchSize, in their order.
// number is that of the batch in the session: who asks the same again uses the same number. The proof of every answer
// is checked; an answer that is not of the published key is an error that says of which key holder.
func (s *Session) Pseudonyms(ctx context.Context, number int, inputs [][]byte) ([]delivery.Pseudonym, error) {
	batch, err := s.blind.Blind(inputs)
	if err != nil {
		return nil, err
	}
	q := Question{Session: s.id, Batch: number, Elements: batch.Blinded().Bytes()}
	var mu sync.Mutex
	answers := map[int]*pseudonym.Evaluation{}
	err = s.client.enough(ctx, func(ctx context.Context, place int) error {
		e, err := s.client.evaluation(ctx, place, q)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		answers[s.client.agreed.KeyHolders.Holders[place].Index] = e
		return nil
	})
	if err != nil {
		return nil, err
	}
	outputs, err := batch.Finalize(answers)
	if err != nil {
		return nil, s.client.name(err)
	}
	out := make([]delivery.Pseudonym, len(outputs))
	for i, o := range outputs {
		out[i] = o.Pseudonym()
	}
	return out, nil
}

func (c *Client) evaluation(ctx context.Context, place int, q Question) (*pseudonym.Evaluation, error) {
	var a Answer
	if err := c.ask(ctx, place, http.MethodPost, evaluationsPath, q, &a); err != nil {
		return nil, err
	}
	e, err := pseudonym.ParseEvaluation(a.Elements, a.Proof)
	if err != nil {
		return nil, fmt.Errorf("key holder %s: %w", c.agreed.KeyHolders.Holders[place].Body, err)
	}
	return e, nil
}

// name says in an error whose answer was wrong.
func (c *Client) name(err error) error {
	w, is := errors.AsType[*pseudonym.WrongAnswer](err)
	if !is {
		return err
	}
	i := slices.IndexFunc(c.agreed.KeyHolders.Holders, func(h agreement.Holder) bool { return h.Index == w.Holder })
	return fmt.Errorf("key holder %s gave an answer that was not made with the key in the agreement: %w", c.agreed.KeyHolders.Holders[i].Body, w.Err)
}

// ask asks one holder, by its place in the agreement.
func (c *Client) ask(ctx context.Context, place int, method, path string, in, out any) error {
	h := c.agreed.KeyHolders.Holders[place]
	if err := wire.Ask(ctx, c.https[place], method, "https://"+h.Address+path, in, out); err != nil {
		return fmt.Errorf("key holder %s: %w", h.Body, err)
	}
	return nil
}
