package keyholder

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// run runs the tool; typed is what a person types.
func run(ctx context.Context, typed string, args ...string) (exit int, out, err string) {
	var o, e bytes.Buffer
	exit = command.Tool{Program: "samenkracht factlab", Commands: Commands()}.Run(ctx, append([]string{"keyholder"}, args...), strings.NewReader(typed), &o, &e)
	return exit, o.String(), e.String()
}

// expect runs the tool and says when the exit code or what is said is another.
func expect(t *testing.T, exit int, said, typed string, args ...string) string {
	t.Helper()
	got, out, err := run(t.Context(), typed, args...)
	if got != exit || !strings.Contains(out+err, said) {
		t.Errorf("%v: exit %d, not %d with %q:\n%s%s", args, got, exit, said, out, err)
	}
	return out
}

func TestTool(t *testing.T) {
	dir := t.TempDir()
	state, file := filepath.Join(dir, "state"), filepath.Join(dir, "agreement.json")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	expect(t, 0, "Er staat niets geheims in.", "", "new", "-state", state, "-round", "12-345", "-purpose", "tellen", "Notaris De Wit="+address)
	expect(t, 2, "Er staat al iets in", "", "new", "-state", state, "-round", "12-345", "-purpose", "tellen", "Notaris De Wit="+address)
	var card agreement.KeyHolders
	text, err := os.ReadFile(filepath.Join(state, "holder.json"))
	if err == nil {
		err = json.Unmarshal(text, &card)
	}
	if err != nil {
		t.Fatal(err)
	}
	sender := wire.MakeIdentity()
	a := agreed(vault.Plan{Round: "12-345", Purpose: "tellen"}, card, wire.MakeIdentity().Key())
	a.Participants = []agreement.Participant{{ID: "7", Name: "Zorg\x1b[31m BV", Key: sender.Key(), Declared: 20}}
	writeAgreement(t, file, a)

	expect(t, 2, "Er is niets veranderd.", "nee\n", "admit", "-state", state, file)
	expect(t, 2, "Er is niets veranderd.", "", "admit", "-state", state, file)
	expect(t, 0, "1 deelnemer mag nu vragen stellen.", "ja\n", "admit", "-state", state, file)
	if out := expect(t, 0, "7               22", "", "admit", "-yes", "-state", state, file); strings.Contains(out, "\x1b") || strings.Contains(out, "nieuw") {
		t.Errorf("%q", out)
	}
	a.Purpose = "opsporen"
	writeAgreement(t, filepath.Join(dir, "other.json"), a)
	expect(t, 2, `Deze sleutel is van ronde "12-345", voor "tellen".`, "", "admit", "-yes", "-state", state, filepath.Join(dir, "other.json"))
	a.Purpose = "tellen"

	served(t, state, address, func() {
		c, err := NewClient(a, sender)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Session(pseudonym.MakeSecret()).Pseudonyms(t.Context(), 0, addresses(1, 12)); err != nil {
			t.Error(err)
		}
		expect(t, 2, "Een ander programma gebruikt", "", "destroy", "-yes", "-by", "J.", "-state", state)
		expect(t, 0, "12 van 22", "", "log", "-state", state)
	})
	if out := expect(t, 0, "12 of 22", "", "log", "-all", "-lang", "en", "-state", state); strings.Count(out, "\n") != 2 {
		t.Error(out)
	}
	endTool(t, state, file, address, card)
}

// endTool destroys the key and verifies the record.
func endTool(t *testing.T, state, file, address string, card agreement.KeyHolders) {
	t.Helper()
	expect(t, 2, "Zeg wie de sleutel vernietigt", "", "destroy", "-state", state)
	expect(t, 2, "Er is niets veranderd.", "12-346\n", "destroy", "-by", "J. de Wit", "-state", state)
	expect(t, 0, "De sleutel van ronde 12-345 is vernietigd.", "12-345\n", "destroy", "-by", "J. de Wit", "-state", state)
	expect(t, 0, "is vernietigd.", "", "destroy", "-by", "J. de Wit", "-state", state) // again does no harm
	served(t, state, address, func() {})
	record := filepath.Join(state, "record.json")
	expect(t, 0, "De verklaring klopt. Notaris De Wit", "", "verify", "-agreement", file, record)
	expect(t, 0, "12 van 22", "", "verify", "-key", card.Holders[0].Key.String(), record)
	expect(t, 1, "De verklaring is van", "", "verify", "-key", wire.MakeIdentity().Key().String(), record)
	expect(t, 2, "is geen sleutel", "", "verify", "-key", "x", record)
	expect(t, 2, "Geef de afspraken", "", "verify", record)
	expect(t, 2, "Dit is geen verklaring van vernietiging", "", "verify", "-agreement", file, file)
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	forged := filepath.Join(t.TempDir(), "forged.json")
	if err := os.WriteFile(forged, bytes.Replace(text, []byte("J. de Wit"), []byte("K. de Wit"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	expect(t, 1, "De handtekening hoort niet bij deze tekst", "", "verify", "-agreement", file, forged)
}

func writeAgreement(t *testing.T, path string, a *agreement.Agreement) {
	t.Helper()
	text, err := json.Marshal(a)
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// served does something while the command serve runs.
func served(t *testing.T, state, address string, do func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if exit, out, err := run(ctx, "", "serve", "-state", state, "-address", address); exit != 0 || !strings.Contains(out, "Ronde 12-345 is bereikbaar op "+address) {
			t.Errorf("serve: exit %d\n%s%s", exit, out, err)
		}
	})
	for range 200 {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	do()
	stop()
	wg.Wait()
}

func TestToolSplits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	common := []string{"new", "-lang", "en", "-state", dir, "-round", "1-2", "-purpose", "count"}
	for said, more := range map[string][]string{
		"Say how many of the key holders are needed": {"-holders", "3"},
		"5 of 3 key holders cannot be":               {"-holders", "3", "-threshold", "5"},
		"101 key holders cannot be":                  {"-holders", "101", "-threshold", "5"},
		"There are 1 names for 2 key holders":        {"-holders", "2", "-threshold", "1", "A=a:1"},
		"is no key holder":                           {"A"},
	} {
		expect(t, 2, said, "", append(common[:len(common):len(common)], more...)...)
		if _, err := os.Stat(dir); err == nil {
			t.Fatalf("%s: something was made", said)
		}
	}
	expect(t, 0, "150% of its quota", "", append(common, "-holders", "3", "-threshold", "2")...)
	for _, name := range []string{"holder.json", "holder-1/key.json", "holder-3/identity.pem"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	expect(t, 2, "Geef de ronde en het doel", "", "new")
	expect(t, 2, "does not exist", "", "serve", "-lang", "en", "-state", filepath.Join(dir, "none"))
	expect(t, 0, "-threshold N", "", "new", "-h")
}
