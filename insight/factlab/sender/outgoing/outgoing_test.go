package outgoing

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

func some(n int) (lines []delivery.Line) {
	for i := range n {
		lines = append(lines, delivery.Line{Pseudonym: delivery.Pseudonym{byte(i * 7), byte(i >> 8)}, Neighbourhood: "BU1", Provision: fmt.Sprint("p", i%3), From: 24300})
	}
	return lines
}

// The order of lines does not depend on where they came from, and the batches hold exactly what is shown.
func TestLines(t *testing.T) {
	a, b := some(4001), some(4001)
	slices.Reverse(b)
	var one, other bytes.Buffer
	for lines, out := range map[*[]delivery.Line]*bytes.Buffer{&a: &one, &b: &other} {
		if err := Sort(*lines).Write(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), other.Bytes()) {
		t.Error("the same lines are other bytes")
	}
	l := Lines(a)
	var sent strings.Builder
	for n := range l.batches() {
		text, err := l.batch(n)
		if err != nil {
			t.Fatal(err)
		}
		head, rest, _ := strings.Cut(string(text), "\n")
		if head != strings.Join(delivery.Header, ",") {
			t.Error(head)
		}
		if n == 0 {
			sent.WriteString(head + "\n")
		}
		sent.WriteString(rest)
	}
	if sent.String() != one.String() {
		t.Error("what is sent is not what is shown")
	}
	m, err := l.manifest()
	if err != nil || m.Validate() != nil || m.Lines != 4001 || m.Batches != 3 {
		t.Errorf("%+v %v", m, err)
	}
}

// serve is a hub that answers as the test says.
func serve(t *testing.T, handler http.HandlerFunc) (*agreement.Agreement, *wire.Identity) {
	t.Helper()
	hub, sender := wire.MakeIdentity(), wire.MakeIdentity()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := wire.Server(hub, func(k wire.Key) bool { return k == sender.Key() }, handler)
	go func() { _ = s.ServeTLS(l, "", "") }()
	t.Cleanup(func() { _ = s.Close() })
	return &agreement.Agreement{Round: "a/b", Hub: agreement.Hub{Address: l.Addr().String(), Key: hub.Key()}}, sender
}

// A hub that misbehaves does no harm.
func TestStrangeHubs(t *testing.T) {
	ctx := wire.WithPatience(context.Background(), wire.Patience{Tries: 1, First: time.Millisecond, Most: time.Millisecond})
	for name, c := range map[string]struct {
		standing any
		want     string
	}{
		"a batch that is not there":     {delivery.Standing{Delivery: "1", Missing: []int{9}}, "asks for batch 9 of 1"},
		"a batch below 0":               {delivery.Standing{Delivery: "1", Missing: []int{-1}}, "asks for batch -1 of 1"},
		"an answer of another kind":     {[]int{1}, "cannot be read"},
		"a receipt of another delivery": {delivery.Standing{Delivery: "../../x", Missing: nil, Complete: true}, "of something else"},
	} {
		a, id := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.URL.EscapedPath(), "/factlab/v1/rounds/a%2Fb/deliveries") || strings.Contains(r.URL.EscapedPath(), "/../") {
				t.Error(r.URL.EscapedPath())
			}
			if strings.HasSuffix(r.URL.Path, "/completion") {
				wire.Reply(w, delivery.Receipt{Lines: 1, SHA256: "x"})
				return
			}
			wire.Reply(w, c.standing)
		})
		if _, err := NewHub(a, id).Send(ctx, some(5), func(int, int) {}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFetchRefusesAnotherAgreement(t *testing.T) {
	ctx := wire.WithPatience(context.Background(), wire.Patience{Tries: 1, First: time.Millisecond, Most: time.Millisecond})
	a, id := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		wire.Reply(w, agreement.Agreement{Version: 1, Round: "c"})
	})
	if got, err := Fetch(ctx, id, a.Hub.Address, a.Hub.Key, "a/b"); err == nil || got != nil {
		t.Error(got, err)
	}
}

func ExampleLines_Write() {
	lines := Sort([]delivery.Line{
		{Pseudonym: delivery.Pseudonym{0xb2}, Neighbourhood: "BU04790101", Provision: "wmo_vervoer", From: 24301},
		{Pseudonym: delivery.Pseudonym{0x0a}, Neighbourhood: "BU04790102", Provision: "wmo_hulp", From: 24301, Until: 24311},
	})
	if err := lines.Write(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// pseudonym,neighbourhood,provision,from,until,household_type
	// 0a000000000000000000000000000000,BU04790102,wmo_hulp,2025-02,2025-12,
	// b2000000000000000000000000000000,BU04790101,wmo_vervoer,2025-02,,
}
