// Package outgoing is what leaves the house of an organisation: the lines in the very CSV that the hub gets, first
// shown to the sender in a file, then sent by the protocol of package delivery. What was cut off goes on where it was.
package outgoing

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Lines are what leaves the house, sorted by pseudonym.
type Lines []delivery.Line

// Sort puts lines in their order, so that the same lines always are the same bytes and their order tells nothing.
func Sort(lines []delivery.Line) Lines {
	slices.SortFunc(lines, func(a, b delivery.Line) int {
		return cmp.Or(bytes.Compare(a.Pseudonym[:], b.Pseudonym[:]), cmp.Compare(a.Provision, b.Provision), cmp.Compare(a.From, b.From),
			cmp.Compare(a.Until, b.Until), cmp.Compare(a.HouseholdType, b.HouseholdType))
	})
	return lines
}

// Write writes all lines as one CSV.
func (l Lines) Write(w io.Writer) error { return delivery.WriteBatch(w, l) }

// batches is how many batches there are.
func (l Lines) batches() int { return (len(l) + delivery.BatchSize - 1) / delivery.BatchSize }

// batch is the CSV of a batch, with a header of its own.
func (l Lines) batch(n int) ([]byte, error) {
	var out bytes.Buffer
	err := delivery.WriteBatch(&out, l[n*delivery.BatchSize:min(len(l), (n+1)*delivery.BatchSize)])
	return out.Bytes(), err
}

// manifest says what the whole is.
func (l Lines) manifest() (delivery.Manifest, error) {
	sums := make([][sha256.Size]byte, l.batches())
	for n := range sums {
		text, err := l.batch(n)
		if err != nil {
			return delivery.Manifest{}, err
		}
		sums[n] = sha256.Sum256(text)
	}
	return delivery.Manifest{Lines: len(l), Batches: len(sums), SHA256: delivery.Sum(sums)}, nil
}

// Hub is where lines go.
type Hub struct {
	client *http.Client
	root   string
}

// NewHub prepares to talk to the hub of an agreement.
func NewHub(a *agreement.Agreement, id *wire.Identity) *Hub {
	return &Hub{wire.Client(id, a.Hub.Key), root(a.Hub.Address, a.Round)}
}

func root(address, round string) string {
	return "https://" + address + "/factlab/v1/rounds/" + url.PathEscape(round)
}

// Fetch asks a hub for the agreement of a round, in which this sender takes part.
func Fetch(ctx context.Context, id *wire.Identity, address string, key wire.Key, round string) (*agreement.Agreement, error) {
	var a agreement.Agreement
	if err := wire.Ask(ctx, wire.Client(id, key), http.MethodGet, root(address, round)+"/agreement", nil, &a); err != nil {
		return nil, err
	}
	if err := a.Validate(); err != nil {
		return nil, err
	}
	if a.Hub.Key != key || a.Round != round {
		return nil, command.Problemf("The hub gave the agreement of another hub or another round")
	}
	return &a, nil
}

// Send sends the lines, as far as the hub does not have them, and gets the receipt. sent hears how many batches of how
// many the hub has. Sending the same again changes nothing.
func (h *Hub) Send(ctx context.Context, l Lines, sent func(batches, all int)) (delivery.Receipt, error) {
	m, err := l.manifest()
	if err != nil {
		return delivery.Receipt{}, err
	}
	var s delivery.Standing
	if err := wire.Ask(ctx, h.client, http.MethodPost, h.root+"/deliveries", m, &s); err != nil {
		return delivery.Receipt{}, err
	}
	here := h.root + "/deliveries/" + url.PathEscape(s.Delivery)
	for i, n := range s.Missing {
		sent(m.Batches-len(s.Missing)+i, m.Batches)
		if n < 0 || n >= m.Batches {
			return delivery.Receipt{}, fmt.Errorf("the hub asks for batch %d of %d", n, m.Batches)
		}
		text, err := l.batch(n)
		if err != nil {
			return delivery.Receipt{}, err
		}
		if err := wire.Ask(ctx, h.client, http.MethodPut, here+"/batches/"+strconv.Itoa(n), text, nil); err != nil {
			return delivery.Receipt{}, err
		}
	}
	sent(m.Batches, m.Batches)
	var r delivery.Receipt
	if err := wire.Ask(ctx, h.client, http.MethodPost, here+"/completion", nil, &r); err != nil {
		return r, err
	}
	if r.SHA256 != m.SHA256 || r.Lines != m.Lines {
		return r, command.Problemf("The receipt of the hub is of something else than was sent. Warn the Factlab lead")
	}
	return r, nil
}
