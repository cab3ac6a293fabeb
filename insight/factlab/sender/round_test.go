package sender

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// asked is one request as it came, above the encryption: everything that left the house.
type asked struct {
	where, what string // "holder" or "hub"; method and path
	body        []byte
}

// round is a round with real key holders and a receiving hub on the loopback.
type round struct {
	t       *testing.T
	dir     string
	agreed  *agreement.Agreement
	vaults  []*vault.Vault
	folders []string
	hub     *hub
	asked   []asked
	tries   int // of a question, when the connection fails
	mu      sync.Mutex
	meddle  func(n int, a asked, w http.ResponseWriter, r *http.Request, next http.Handler) // in place of answering, when not nil
}

// newRound starts a round of t of n key holders, for senders with so many declared addresses.
func newRound(t *testing.T, threshold, n int, declared ...int) *round {
	t.Helper()
	r := &round{t: t, dir: t.TempDir()}
	plan := vault.Plan{Round: "12/345", Purpose: "stapeling tellen", Threshold: threshold}
	var listeners []net.Listener
	for i := range n + 1 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		listeners = append(listeners, l)
		if i < n {
			plan.Holders = append(plan.Holders, vault.Holder{Body: fmt.Sprintf("Notaris %d", i+1), Address: l.Addr().String()})
		}
	}
	keys := filepath.Join(r.dir, "keys")
	card, err := vault.Make(keys, plan)
	must(t, err)
	hubID := wire.MakeIdentity()
	r.agreed = &agreement.Agreement{Version: agreement.Version, Round: plan.Round, Name: "Stapeling", Purpose: plan.Purpose, Ground: "AVG", On: "2025-12",
		Deadline: time.Now().Add(time.Hour), Hub: agreement.Hub{Body: "Het Factlab", Address: listeners[n].Addr().String(), Key: hubID.Key()}, KeyHolders: card,
		Domains: []agreement.Domain{{Code: "wmo", Name: "Wmo"}}, Types: []string{"alleen", "gezin"},
		Provisions: []agreement.Provision{{Code: "wmo_vervoer", Name: "Vervoer", Domain: "wmo"}, {Code: "wmo_hulp", Name: "Hulp bij het huishouden", Domain: "wmo"}}}
	for i, d := range declared {
		id, err := wire.LoadOrMakeIdentity(filepath.Join(r.state(i), "identity.pem"))
		must(t, err)
		r.agreed.Participants = append(r.agreed.Participants, agreement.Participant{ID: strconv.Itoa(i + 1), Name: fmt.Sprintf("Organisatie %d", i+1), Key: id.Key(), Declared: d})
	}
	r.write()
	for i := range n {
		folder := keys
		if n > 1 {
			folder = filepath.Join(keys, "holder-"+strconv.Itoa(i+1))
		}
		r.folders = append(r.folders, folder)
		r.admit(i)
		v, err := vault.Open(folder)
		must(t, err)
		t.Cleanup(func() { _ = v.Close() })
		r.vaults = append(r.vaults, v)
		r.serve(listeners[i], "holder", keyholder.Server(v, func(err error) {
			if !errors.Is(err, context.Canceled) { // a sender that is gone
				t.Error(err)
			}
		}))
	}
	r.hub = &hub{agreed: func() *agreement.Agreement { return r.agreed }, coming: map[string]*coming{}}
	r.serve(listeners[n], "hub", wire.Server(hubID, func(wire.Key) bool { return true }, r.hub.handler()))
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// state is the folder of a sender.
func (r *round) state(sender int) string {
	dir := filepath.Join(r.dir, "sender-"+strconv.Itoa(sender))
	must(r.t, os.MkdirAll(dir, 0o700))
	return dir
}

// write writes the agreement for the senders.
func (r *round) write() {
	text, err := json.Marshal(r.agreed)
	must(r.t, err)
	must(r.t, os.WriteFile(filepath.Join(r.dir, "afspraken.json"), text, 0o600))
}

func (r *round) admit(i int) {
	ad, err := vault.Consider(r.folders[i], r.agreed)
	must(r.t, err)
	must(r.t, ad.Commit())
}

// serve serves and records what comes in.
func (r *round) serve(l net.Listener, where string, s *http.Server) {
	next := s.Handler
	s.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return // the sender was killed
		}
		req.Body = io.NopCloser(bytes.NewReader(body))
		a := asked{where, req.Method + " " + req.URL.String(), body}
		r.mu.Lock()
		r.asked = append(r.asked, a)
		n, meddle := len(r.asked), r.meddle
		r.mu.Unlock()
		if meddle != nil {
			meddle(n, a, w, req, next)
			return
		}
		next.ServeHTTP(w, req)
	})
	s.ErrorLog = log.New(io.Discard, "", 0)
	go func() { _ = s.ServeTLS(l, "", "") }()
	r.t.Cleanup(func() { _ = s.Close() })
}

// list writes a public address list of 1506SD 1 to n, and puts its check sum in the agreement.
func (r *round) list(n int) string {
	bag := filepath.Join(r.dir, "bag.csv")
	var text strings.Builder
	text.WriteString("postcode,huisnummer,huisletter,huisnummertoevoeging,buurtcode\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&text, "1506SD,%d,,,BU0479010%d\n", i, i%3)
	}
	must(r.t, os.WriteFile(bag, []byte(text.String()), 0o600))
	out := filepath.Join(r.dir, "adressen.csv")
	r.agreed.Addresses = agreement.AddressList{SHA256: r.importList(bag, out), Addresses: n}
	r.write()
	return out
}

// importList makes an address list, and gives its check sum.
func (r *round) importList(bag, out string) string {
	var said bytes.Buffer
	if exit := (command.Tool{Program: "samenkracht factlab", Commands: addresses.Commands()}).Run(context.Background(),
		[]string{"addresses", "import", "-in", bag, "-out", out}, nil, &said, &said); exit != 0 {
		r.t.Fatal(said.String())
	}
	fields := strings.Fields(said.String())
	return fields[len(fields)-1]
}

func provision(code string) agreement.Provision {
	return agreement.Provision{Code: code, Name: code, Domain: "wmo"}
}

// rows makes a file with so many provisions at each of the addresses from a to b.
func (r *round) rows(name string, from, to, each int) string {
	var text strings.Builder
	text.WriteString("Cliënt;PC;Huisnr;Product;Begindatum;Einddatum\n")
	for i := from; i <= to; i++ {
		for j := range each {
			fmt.Fprintf(&text, "C%d;1506 sd;%d;%s;13-0%d-2025;%s\n", i, i, []string{"wmo_vervoer", "Hulp bij het huishouden"}[j%2], 1+j/2%9, []string{"", "31-12-2025"}[j%2])
			if j/2 > 8 {
				r.t.Fatal("no more months")
			}
		}
	}
	return r.file(name, text.String())
}

func (r *round) file(name, text string) string {
	path := filepath.Join(r.dir, name)
	must(r.t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// typed is a person at a keyboard, who types lines.
type typed struct{ io.Reader }

func (typed) Terminal() bool { return true }

// args are the words of a use of send by a sender.
func (r *round) args(sender int, more ...string) []string {
	return append([]string{"send", "-agreement", filepath.Join(r.dir, "afspraken.json"), "-addresses", filepath.Join(r.dir, "adressen.csv"), "-state", r.state(sender)}, more...)
}

// send runs the tool in this process. keys is what a person types; empty when nobody is there.
func (r *round) send(sender int, keys string, more ...string) (exit int, said string) {
	r.t.Helper()
	var in io.Reader = strings.NewReader("")
	if keys != "" {
		in = typed{strings.NewReader(keys)}
	}
	ctx := wire.WithPatience(r.t.Context(), wire.Patience{Tries: max(r.tries, 2), First: time.Millisecond, Most: time.Millisecond})
	var out bytes.Buffer
	exit = tool().Run(ctx, r.args(sender, more...), in, &out, &out)
	return exit, out.String()
}

func tool() command.Tool { return command.Tool{Program: "samenkracht factlab", Commands: Commands()} }

// TestMain plays the tool itself when a test starts it as a program of its own.
func TestMain(m *testing.M) {
	if words := os.Getenv("FACTLAB_SENDER_TEST"); words != "" {
		os.Exit(tool().Run(context.Background(), strings.Split(words, "\n"), os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// program prepares the tool as a program of its own.
func (r *round) program(sender int, more ...string) *exec.Cmd {
	self, err := os.Executable()
	must(r.t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "FACTLAB_SENDER_TEST="+strings.Join(r.args(sender, more...), "\n"))
	return cmd
}

// used is how many addresses a key holder counted for a sender.
func (r *round) used(holder, sender int) int { return r.vaults[holder].Used(strconv.Itoa(sender + 1)) }
