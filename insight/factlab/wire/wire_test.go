package wire

import (
	"context"
	"crypto/ed25519"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
)

// serve starts a server on the loopback and returns where it is.
func serve(t *testing.T, id *Identity, known func(Key) bool, handler http.HandlerFunc) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, listener, Server(id, known, handler))
}

func serveOn(t *testing.T, listener net.Listener, server *http.Server) string {
	t.Helper()
	server.ErrorLog = log.New(io.Discard, "", 0)
	go func() { _ = server.ServeTLS(listener, "", "") }()
	t.Cleanup(func() { _ = server.Close() })
	return "https://" + listener.Addr().String()
}

func knownAre(keys ...Key) func(Key) bool {
	return func(k Key) bool {
		for _, known := range keys {
			if k == known {
				return true
			}
		}
		return false
	}
}

// quick is the patience of tests.
func quick(t *testing.T, tries int) context.Context {
	return WithPatience(t.Context(), Patience{tries, time.Millisecond, 4 * time.Millisecond})
}

func TestKnowEachOther(t *testing.T) {
	server, client := MakeIdentity(), MakeIdentity()
	url := serve(t, server, knownAre(client.Key()), func(w http.ResponseWriter, r *http.Request) {
		var in struct{ N int }
		if err := ReadJSON(w, r, 100, &in); err != nil {
			Refuse(w, err)
			return
		}
		Reply(w, map[string]any{"from": From(r), "n": in.N, "version": r.TLS.Version})
	})
	var out struct {
		From    Key
		N       int
		Version uint16
	}
	if err := Ask(quick(t, 1), Client(client, server.Key()), "POST", url, map[string]int{"n": 7}, &out); err != nil {
		t.Fatal(err)
	}
	if out.From != client.Key() || out.N != 7 || out.Version != tls.VersionTLS13 {
		t.Errorf("the server saw %+v", out)
	}
}

func TestRefusesKeys(t *testing.T) {
	server, client, stranger := MakeIdentity(), MakeIdentity(), MakeIdentity()
	var asked atomic.Int32
	url := serve(t, server, knownAre(client.Key()), func(w http.ResponseWriter, r *http.Request) { asked.Add(1); Reply(w, 1) })
	for _, c := range []struct {
		name   string
		client *http.Client
		want   error
	}{
		{"unknown client", Client(stranger, server.Key()), ErrUnknown},
		{"wrong server", Client(client, stranger.Key()), ErrKey},
		{"no server agreed", Client(client, Key{}), ErrKey},
	} {
		if err := Ask(quick(t, 3), c.client, "GET", url, nil, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for name, change := range map[string]func(*tls.Config){
		"TLS 1.2":        func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS12, tls.VersionTLS12 },
		"no certificate": func(c *tls.Config) { c.Certificates = nil },
		// Somebody who shows the certificate of another and signs with a key of his own.
		"stolen certificate": func(c *tls.Config) {
			c.Certificates = []tls.Certificate{{Certificate: client.certificate().Certificate, PrivateKey: stranger.private}}
		},
	} {
		config := clientTLS(client, server.Key())
		change(config)
		with := &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
		if err := Ask(quick(t, 1), with, "GET", url, nil, nil); err == nil {
			t.Errorf("%s: answered", name)
		}
	}
	if asked.Load() != 0 {
		t.Errorf("%d requests came through", asked.Load())
	}
}

func TestFromWithoutWire(t *testing.T) {
	if r, err := http.NewRequest("GET", "http://example.nl", nil); err != nil || !From(r).IsZero() {
		t.Errorf("a request without TLS is from %s, %v", From(r), err)
	}
}

// cutting is a listener whose first connections break off after some bytes.
type cutting struct {
	net.Listener
	left atomic.Int32
}

type cut struct {
	net.Conn
	bytes int
}

func (c *cutting) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err == nil && c.left.Add(-1) >= 0 {
		return &cut{conn, 1500}, nil
	}
	return conn, err
}

func (c *cut) Write(b []byte) (int, error) {
	if c.bytes -= len(b); c.bytes < 0 {
		_ = c.Close()
		return 0, io.ErrClosedPipe
	}
	return c.Conn.Write(b)
}

func TestAsksAgain(t *testing.T) {
	server, client := MakeIdentity(), MakeIdentity()
	long := strings.Repeat("x", 5000)
	for _, c := range []struct {
		cuts  int32
		tries int
		works bool
	}{{0, 1, true}, {3, 4, true}, {3, 3, false}} {
		inner, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listener := &cutting{Listener: inner}
		listener.left.Store(c.cuts)
		url := serveOn(t, listener, Server(server, knownAre(client.Key()), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { Reply(w, long) })))
		var out string
		err = Ask(quick(t, c.tries), Client(client, server.Key()), "GET", url, nil, &out)
		if c.works && (err != nil || out != long) {
			t.Errorf("%d cuts, %d tries: %v", c.cuts, c.tries, err)
		}
		if !c.works && !Unreachable(err) {
			t.Errorf("%d cuts, %d tries: %v", c.cuts, c.tries, err)
		}
	}
}

func TestBusyAndProblems(t *testing.T) {
	server, client := MakeIdentity(), MakeIdentity()
	var asked atomic.Int32
	url := serve(t, server, knownAre(client.Key()), func(w http.ResponseWriter, r *http.Request) {
		n := asked.Add(1)
		switch r.URL.Path {
		case "/busy":
			if n < 3 {
				Refuse(w, &delivery.Problem{Status: 503, Code: delivery.Busy, Detail: "try again"})
				return
			}
			Reply(w, n)
		case "/quota":
			Refuse(w, &delivery.Problem{Status: 429, Code: delivery.OverQuota, Detail: "500 of 500 were asked"})
		case "/moved":
			http.Redirect(w, r, "/busy", http.StatusFound)
		default:
			Refuse(w, errors.New("the disk is full of secrets"))
		}
	})
	c := Client(client, server.Key())
	var n int
	if err := Ask(quick(t, 5), c, "GET", url+"/busy", nil, &n); err != nil || n != 3 {
		t.Errorf("busy: %d, %v", n, err)
	}
	asked.Store(0)
	var p *delivery.Problem
	if err := Ask(quick(t, 5), c, "GET", url+"/quota", nil, nil); !errors.As(err, &p) || p.Code != delivery.OverQuota || p.Status != 429 || asked.Load() != 1 {
		t.Errorf("quota: %v after %d questions", err, asked.Load())
	}
	if err := Ask(quick(t, 1), c, "GET", url+"/broken", nil, nil); !errors.As(err, &p) || p.Status != 500 || strings.Contains(err.Error(), "disk") {
		t.Errorf("broken: %v", err)
	}
	if err := Ask(quick(t, 1), c, "GET", url+"/moved", nil, nil); !errors.As(err, &p) || p.Status != 302 {
		t.Errorf("moved: %v", err)
	}
	if err := Ask(quick(t, 1), c, "GET", url+"/busy", nil, &struct{ A int }{}); err == nil {
		t.Error("an answer of another form was read")
	}
}

func TestTooLarge(t *testing.T) {
	server, client := MakeIdentity(), MakeIdentity()
	url := serve(t, server, knownAre(client.Key()), func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/answer" {
			_, _ = io.CopyN(w, zeros{}, MaxBody+2)
			return
		}
		if _, err := Read(w, r, 1000); err != nil {
			Refuse(w, err)
		}
	})
	c := Client(client, server.Key())
	var p *delivery.Problem
	if err := Ask(quick(t, 1), c, "PUT", url, make([]byte, 1001), nil); !errors.As(err, &p) || p.Status != 413 {
		t.Errorf("a large question: %v", err)
	}
	if err := Ask(quick(t, 1), c, "PUT", url, make([]byte, 1000), nil); err != nil {
		t.Errorf("a question that just fits: %v", err)
	}
	if err := Ask(quick(t, 1), c, "PUT", url, make([]byte, MaxBody+1), nil); err == nil {
		t.Error("a question that is too large was sent")
	}
	if err := Ask(quick(t, 1), c, "GET", url+"/answer", nil, nil); err == nil {
		t.Error("an answer that is too large was read")
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestAskStops(t *testing.T) {
	ctx, cancel := context.WithTimeout(WithPatience(t.Context(), Patience{1000, time.Hour, time.Hour}), 20*time.Millisecond)
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close() // nobody listens there any more
	if err := Ask(ctx, Client(MakeIdentity(), MakeIdentity().Key()), "GET", "https://"+listener.Addr().String(), nil, nil); !Unreachable(err) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestPause(t *testing.T) {
	p := Patience{9, 100, 1000}
	for try, want := range []time.Duration{100, 200, 400, 800, 1000, 1000} {
		for range 50 {
			if got := p.pause(try + 1); got > want || got <= want/2 {
				t.Errorf("pause %d is %d, not up to half below %d", try+1, got, want)
			}
		}
	}
}

func TestIdentityFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "identity.pem")
	first, err := LoadOrMakeIdentity(path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := LoadOrMakeIdentity(path)
	if err != nil || again.Key() != first.Key() {
		t.Errorf("read again it is %v, %v", again, err)
	}
	message := []byte("to be or not to be")
	if !first.Key().Verify(message, again.Sign(message)) || first.Key().Verify(message[1:], again.Sign(message)) {
		t.Error("a signature is not what it should be")
	}
	if runtime.GOOS != "windows" {
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadOrMakeIdentity(path); err == nil {
			t.Error("a file that others can read was accepted")
		}
	}
	if err := os.WriteFile(path, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Chmod(path, 0o600)
	if _, err := LoadOrMakeIdentity(path); err == nil {
		t.Error("a file without a key was accepted")
	}
	if _, err := LoadOrMakeIdentity(filepath.Join(path, "below")); err == nil {
		t.Error("a folder that is not there was accepted")
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add(MakeIdentity().Key().String())
	f.Fuzz(func(t *testing.T, s string) {
		if k, err := ParseKey(s); err == nil && k.String() != strings.TrimSpace(s) {
			t.Errorf("%q was read as %s", s, k)
		}
	})
}

func FuzzParseIdentity(f *testing.F) {
	path := filepath.Join(f.TempDir(), "identity.pem")
	if _, err := LoadOrMakeIdentity(path); err != nil {
		f.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		if id, err := ParseIdentity(text); err == nil && len(id.private) != ed25519.PrivateKeySize {
			t.Errorf("%q was read as a key of %d bytes", text, len(id.private))
		}
	})
}
