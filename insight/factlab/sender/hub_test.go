package sender

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// hub receives deliveries by the protocol of package delivery, in memory.
type hub struct {
	agreed func() *agreement.Agreement
	closed bool

	mu     sync.Mutex
	coming map[string]*coming // by participant and check sum
}

type coming struct {
	id       string
	manifest delivery.Manifest
	batches  map[int][]byte
	receipt  *delivery.Receipt
}

func problem(status int, code delivery.Code, detail string) error {
	return &delivery.Problem{Status: status, Code: code, Detail: detail}
}

func (h *hub) handler() http.Handler {
	mux := http.NewServeMux()
	const root = "/factlab/v1/rounds/{round}"
	mux.HandleFunc("GET "+root+"/agreement", h.serve(func(_ *http.Request, _ agreement.Participant) (any, error) { return h.agreed(), nil }))
	mux.HandleFunc("POST "+root+"/deliveries", h.serve(h.begin))
	mux.HandleFunc("PUT "+root+"/deliveries/{delivery}/batches/{number}", h.serve(h.put))
	mux.HandleFunc("POST "+root+"/deliveries/{delivery}/completion", h.serve(h.complete))
	return mux
}

func (h *hub) serve(do func(*http.Request, agreement.Participant) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		defer h.mu.Unlock()
		p, ok := h.agreed().Participant(wire.From(r))
		switch {
		case !ok || r.PathValue("round") != h.agreed().Round:
			wire.Refuse(w, problem(404, delivery.Unknown, "no such round or key"))
			return
		case h.closed:
			wire.Refuse(w, problem(409, delivery.Closed, "the round is closed"))
			return
		}
		out, err := do(r, p)
		if err != nil {
			wire.Refuse(w, err)
			return
		}
		wire.Reply(w, out)
	}
}

func (h *hub) begin(r *http.Request, p agreement.Participant) (any, error) {
	var m delivery.Manifest
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil || m.Validate() != nil {
		return nil, problem(400, delivery.Wrong, "no manifest")
	}
	key := p.ID + "-" + m.SHA256[:8]
	c := h.coming[key]
	if c == nil {
		c = &coming{id: key, manifest: m, batches: map[int][]byte{}}
		h.coming[key] = c
	}
	s := delivery.Standing{Delivery: c.id, Complete: c.receipt != nil}
	for n := range m.Batches {
		if c.batches[n] == nil {
			s.Missing = append(s.Missing, n)
		}
	}
	return s, nil
}

func (h *hub) put(r *http.Request, _ agreement.Participant) (any, error) {
	c := h.coming[r.PathValue("delivery")]
	n, err := strconv.Atoi(r.PathValue("number"))
	if c == nil || err != nil || n < 0 || n >= c.manifest.Batches {
		return nil, problem(400, delivery.Wrong, "no such batch")
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, problem(400, delivery.Wrong, "cut off")
	}
	if _, err := delivery.ReadBatch(text); err != nil {
		return nil, problem(400, delivery.Wrong, err.Error())
	}
	if old := c.batches[n]; old != nil && !bytes.Equal(old, text) {
		return nil, problem(409, delivery.Wrong, "another batch under the same number")
	}
	c.batches[n] = text
	return struct{}{}, nil
}

func (h *hub) complete(r *http.Request, _ agreement.Participant) (any, error) {
	c := h.coming[r.PathValue("delivery")]
	if c == nil || len(c.batches) != c.manifest.Batches {
		return nil, problem(409, delivery.Wrong, "not all batches are here")
	}
	lines, sums := 0, make([][sha256.Size]byte, len(c.batches))
	for n, text := range c.batches {
		read, err := delivery.ReadBatch(text)
		if err != nil {
			return nil, err
		}
		lines += len(read)
		sums[n] = sha256.Sum256(text)
	}
	if lines != c.manifest.Lines || delivery.Sum(sums) != c.manifest.SHA256 {
		return nil, problem(400, delivery.Wrong, "not what the manifest says")
	}
	if c.receipt == nil {
		c.receipt = &delivery.Receipt{Delivery: c.id, Lines: lines, SHA256: c.manifest.SHA256, At: time.Now()}
	}
	return c.receipt, nil
}

// lines are those of the one complete delivery of a participant, as text.
func (h *hub) lines(participant string) ([]string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []string
	for _, c := range h.coming {
		if c.receipt == nil || c.id != participant+"-"+c.manifest.SHA256[:8] {
			continue
		}
		if out != nil {
			return nil, fmt.Errorf("more than one delivery of %s is complete", participant)
		}
		for n := range c.manifest.Batches {
			for _, l := range bytes.Split(bytes.TrimSpace(c.batches[n]), []byte("\n"))[1:] {
				out = append(out, string(l))
			}
		}
	}
	if !slices.IsSorted(out) {
		return nil, fmt.Errorf("the lines of %s are not sorted", participant)
	}
	return out, nil
}
