package peer

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

const (
	townCode     = "0141"
	providerCode = "12345678"
	person       = "999900006"
)

// couple are a municipality and a provider that write to each other over two folders, on days that the test sets.
type couple struct {
	t              *testing.T
	folder         string
	day            istandaard.Datum
	town, provider *Peer
	scripts        map[keten.Rol]string
	rates          map[keten.Rol]string
	log            bytes.Buffer
}

// meet makes a couple. The scripts are those of the municipality and of the provider.
func meet(t *testing.T, town, provider string) *couple {
	t.Helper()
	c := &couple{t: t, folder: t.TempDir(), day: "2026-01-05", scripts: map[keten.Rol]string{keten.Gemeente: town, keten.Aanbieder: provider}, rates: map[keten.Rol]string{}}
	c.write("clock", string(c.day))
	c.write("301.xml", string(order(t)))
	c.write("315.xml", string(wish(t)))
	return c
}

func (c *couple) write(name, text string) string {
	c.t.Helper()
	path := filepath.Join(c.folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// open starts one side, with what it remembers.
func (c *couple) open(role keten.Rol) *Peer {
	c.t.Helper()
	clock, err := script.NewClock("", 0, filepath.Join(c.folder, "clock"))
	if err != nil {
		c.t.Fatal(err)
	}
	script, err := script.Read(c.t.Context(), c.write(string(role)+".txt", c.scripts[role]), role)
	if err != nil {
		c.t.Fatal(err)
	}
	p := &Peer{Role: role, Code: townCode, Inbox: filepath.Join(c.folder, "to-town"), Outbox: filepath.Join(c.folder, "to-provider"),
		State: filepath.Join(c.folder, string(role)), Clock: clock, Script: script, Contracts: &record.Contracts{}, Rate: 4000, Lang: words.EN, Log: &c.log}
	if role == keten.Aanbieder {
		p.Code, p.Inbox, p.Outbox = providerCode, p.Outbox, p.Inbox
	}
	if rates := c.rates[role]; rates != "" {
		if err := p.Contracts.ReadRates(c.t.Context(), c.write(string(role)+".csv", rates)); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := p.Open(); err != nil {
		c.t.Fatal(err)
	}
	return p
}

// live lets both sides live until a day.
func (c *couple) live(until istandaard.Datum) {
	c.t.Helper()
	if c.town == nil {
		c.town, c.provider = c.open(keten.Gemeente), c.open(keten.Aanbieder)
	}
	for ; !c.day.Na(until); c.day = script.Plus(c.day, 1) {
		c.write("clock", string(c.day))
		for round := 0; ; round++ {
			a, err1 := c.town.Step(c.t.Context())
			b, err2 := c.provider.Step(c.t.Context())
			if err1 != nil || err2 != nil {
				c.t.Fatal(err1, err2, c.log.String())
			}
			if !a && !b {
				break
			}
			if round > 50 {
				c.t.Fatalf("%s: they never stop\n%s", c.day, c.log.String())
			}
		}
	}
}

// restart stops both sides and starts them again.
func (c *couple) restart() {
	c.t.Helper()
	if err := c.town.Close(); err != nil {
		c.t.Fatal(err)
	}
	if err := c.provider.Close(); err != nil {
		c.t.Fatal(err)
	}
	c.town, c.provider = c.open(keten.Gemeente), c.open(keten.Aanbieder)
}

// flow is what was exchanged, as the numbers of the messages in order, with the codes that refuse.
func (c *couple) flow() string {
	c.t.Helper()
	var out []string
	for _, e := range c.provider.journal.Entries {
		text, err := c.provider.journal.Text(memory.Entry{Number: e.Number, Day: e.Day, Kind: e.Kind, Soort: e.Soort})
		if err != nil {
			c.t.Fatal(err)
		}
		step := e.Soort.Nummer()
		if e.Kind == memory.Garbled || e.Kind == memory.Withheld {
			out = append(out, step+" "+string(e.Kind))
			continue
		}
		b, err := istandaard.Lees(text)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, f := range toets.Toets(b) {
			if f.Niveau == 2 {
				c.t.Errorf("%s breaks %s at %s\n%s", b.Soort(), f.Regel, f.Pad, text)
			}
		}
		if codes := keten.Retourcodes(b); len(codes) > 0 {
			step += " " + strings.Join(codes, " ")
		}
		out = append(out, step)
	}
	return strings.Join(out, ", ")
}

// stands tells how the allocation stands at both sides; they must agree.
func (c *couple) stands(number int64) keten.Stand {
	c.t.Helper()
	var out []keten.Stand
	for _, p := range []*Peer{c.town, c.provider} {
		s, err := keten.StandVan(p.facts, istandaard.IWmo, townCode, number)
		if err != nil {
			c.t.Fatal(err)
		}
		s.Toewijzing = nil
		out = append(out, s)
	}
	if out[0] != out[1] {
		c.t.Errorf("the municipality sees %+v, the provider %+v\n%s", out[0], out[1], c.log.String())
	}
	return out[1]
}

func (c *couple) expect(want string) {
	c.t.Helper()
	if got := c.flow(); got != want {
		c.t.Errorf("they exchanged\n  %s\nand not\n  %s\n%s", got, want, c.log.String())
	}
}

// order is a 301: three hours a week from 5 January to 15 March 2026.
func order(t *testing.T) []byte {
	t.Helper()
	b := istandaard.Nieuw(istandaard.WMO301, istandaard.Kop{Afzender: townCode, Ontvanger: providerCode, Identificatie: "X", Dagtekening: "2026-01-05"})
	return built(t, b, istandaard.Client{Bsn: person, Geboortedatum: istandaard.Geboortedatum{Datum: "1950-01-01"}, Geslacht: "1",
		Naam:            istandaard.VolledigeNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}, NaamGebruik: "1"},
		Contactgegevens: []istandaard.Contact{{Soort: "01", Adres: &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: 1}, Postcode: "7601SA", LandCode: "NL"}}},
		ToegewezenProducten: []istandaard.ToegewezenProduct{{ToewijzingNummer: 7, Product: &istandaard.Product{Categorie: "02", Code: "02A05"},
			Toewijzingsdatum: "2026-01-05", Toewijzingstijd: "10:00:00", Ingangsdatum: "2026-01-05", Einddatum: "2026-03-15",
			Omvang: &istandaard.Omvang{Volume: 3, Eenheid: "04", Frequentie: "2"}}}})
}

// wish is a 315 for the same.
func wish(t *testing.T) []byte {
	t.Helper()
	b := istandaard.Nieuw(istandaard.WMO315, istandaard.Kop{Afzender: providerCode, Ontvanger: townCode, Identificatie: "X", Dagtekening: "2026-01-05"})
	return built(t, b, istandaard.VerzoekClient{Bsn: person, Geboortedatum: istandaard.Geboortedatum{Datum: "1950-01-01"}, Geslacht: "1",
		Naam: istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}},
		AangevraagdeProducten: []istandaard.AangevraagdProduct{{ReferentieAanbieder: "REF1", Product: &istandaard.Product{Categorie: "02", Code: "02A05"},
			ToewijzingIngangsdatum: "2026-01-12", Omvang: &istandaard.Omvang{Volume: 4, Eenheid: "04", Frequentie: "2"}, ToewijzingEinddatum: "2026-02-28",
			Verwijzer: istandaard.Verwijzer{Type: "01"}, Raamcontract: "1"}}})
}

func built(t *testing.T, b *istandaard.Bericht, from any) []byte {
	t.Helper()
	if err := fill(b, "Client", from); err != nil {
		t.Fatal(err)
	}
	data, err := b.Schrijf()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const whole = "301, 302, 305, 306, 323, 325, 323, 325, 307, 308, 323, 325"

// An allocation is started, claimed each month, granted and stopped.
func TestFromAllocationToStop(t *testing.T) {
	c := meet(t, "2026-01-05 send 301.xml\n", "")
	c.live("2026-04-05")
	c.expect(whole)
	// 3 hours in each of the 10 weeks, at 40 euros.
	want := keten.Stand{Gestart: "2026-01-05", Gestopt: "2026-03-15", Ingediend: 30 * 4000, Toegekend: 30 * 4000}
	if got := c.stands(7); got != want {
		t.Errorf("%+v\n%s", got, c.log.String())
	}
	for _, folder := range []string{"to-town", "to-provider"} {
		left, err := filepath.Glob(filepath.Join(c.folder, folder, "*"))
		if err != nil || len(left) != 2 {
			t.Errorf("%s holds %v %v", folder, left, err)
		}
	}
}

// A provider asks, and gets what it asks.
func TestFromRequest(t *testing.T) {
	c := meet(t, "", "2026-01-05 send 315.xml\n")
	c.live("2026-03-05")
	c.expect("315, 316, 301, 302, 305, 306, 323, 325, 307, 323, 308, 325")
	if got := c.stands(1); got.Gestart != "2026-01-12" || got.Gestopt != "2026-02-28" || got.Toegekend != 28*4000 {
		t.Errorf("%+v\n%s", got, c.log.String())
	}
}

// Whoever stops on any day and starts again goes on as if nothing had happened.
func TestRestart(t *testing.T) {
	c := meet(t, "2026-01-05 send 301.xml\n", "305 late 3d\n323 too-much for 2026-01\n")
	c.live("2026-01-05")
	for day := istandaard.Datum("2026-01-05"); !day.Na("2026-04-05"); day = script.Plus(day, 3) {
		c.live(day)
		c.restart()
	}
	c.expect("301, 302, 305, 306, 323, 325 9321, 323, 325, 307, 308, 323, 325")
	if got := c.stands(7); got.Toegekend != 30*4000 || got.Ingediend != 30*4000 {
		t.Errorf("%+v\n%s", got, c.log.String())
	}
}

// Each case of a script, and how the other side takes it.
func TestScript(t *testing.T) {
	rates := "iwmo,,,02,02A05,04,4000,2025-01-01,\n"
	tests := []struct {
		name, town, provider string
		want                 string
		granted              int64
	}{
		{"late answer", "306 late 4d", "", whole, 120000},
		{"refuse allocation", "", "302 refuse 9332", "301, 302 9332", 0},
		{"refuse start", "306 refuse 9019", "", "301, 302, 305, 306 9019", 0},
		{"refuse claim", "325 refuse 9321 for 2026-01", "", "301, 302, 305, 306, 323, 325 9321, 323, 325, 307, 308, 323, 325", 120000},
		{"silent provider", "", "302 silent\n305 silent", "301, 302 silent, 305 silent", 0},
		{"silent about claims", "325 silent", "", "301, 302, 305, 306, 323, 323, 307, 308, 323", 0},
		{"nonsense", "", "305 nonsense", "301, 302, 305 nonsense", 0},
		{"late start", "", "305 late 10d", whole, 120000},
		{"late claim", "", "323 late 3d", whole, 120000},
		{"too much", "", "323 too-much", "301, 302, 305, 306, 323, 325 9321, 323, 325 9321 9322, 307, 308, 323, 325 9322", 27 * 4000},
		{"wrong rate", "", "323 wrong-rate for 2026-02", "301, 302, 305, 306, 323, 325, 323, 325 0611, 307, 308, 323, 325", 120000},
		{"wrong period", "", "323 wrong-period for 2026-01", "301, 302, 305, 306, 323, 325 9387, 323, 325, 307, 308, 323, 325", 120000},
		{"unknown allocation", "", "323 unknown-allocation for 2026-01", "301, 302, 305, 306, 323, 325 9338, 323, 325, 307, 308, 323, 325", 120000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := meet(t, "2026-01-05 send 301.xml\n"+tt.town, tt.provider)
			c.rates[keten.Gemeente], c.rates[keten.Aanbieder] = rates, rates
			c.live("2026-04-10")
			c.expect(tt.want)
			s, err := keten.StandVan(c.town.facts, istandaard.IWmo, townCode, 7)
			if err != nil || s.Ingediend != tt.granted && tt.granted != 0 {
				t.Errorf("%+v %v\n%s", s, err, c.log.String())
			}
		})
	}
}

// A municipality can refuse a request or look into it first.
func TestScriptOfRequests(t *testing.T) {
	for script, want := range map[string]string{
		"319 refuse 4":               "315, 316, 319, 320",
		"319 inquiry 5d":             "315, 316, 319, 320, 301, 302, 305, 306",
		"316 refuse 9374":            "315, 316 9374",
		"301 late 3d":                "315, 316, 301, 302, 305, 306",
		"301 silent for REF1":        "315, 316",
		"301 nonsense for 999900006": "315, 316",
	} {
		c := meet(t, script, "2026-01-05 send 315.xml\n")
		c.live("2026-01-20")
		c.expect(want)
	}
}

// A request for change is granted as the standard computes it.
func TestChange(t *testing.T) {
	b := istandaard.Nieuw(istandaard.WMO317, istandaard.Kop{Afzender: providerCode, Ontvanger: townCode, Identificatie: "X", Dagtekening: "2026-01-20"})
	data := built(t, b, struct {
		Bsn     string
		Verzoek istandaard.Verzoek
	}{person, istandaard.Verzoek{ReferentieAanbieder: "REF9", RedenVerzoek: "1", TeWijzigenProducten: []istandaard.TeWijzigenProduct{
		{ToewijzingNummer: 7, GewensteIngangsdatum: "2026-02-01", Einddatum: "2026-03-15", Omvang: &istandaard.Omvang{Volume: 5, Eenheid: "04", Frequentie: "2"}}}}})
	c := meet(t, "2026-01-05 send 301.xml\n", "")
	c.write("317.xml", string(data))
	c.scripts[keten.Aanbieder] = "2026-01-20 send 317.xml\n"
	c.live("2026-04-05")
	c.expect("301, 302, 305, 306, 317, 318, 301, 302, 307, 305, 323, 308, 306, 325, 323, 325, 307, 308, 323, 325")
	if a, b := c.stands(7), c.stands(8); a.Gestopt != "2026-01-31" || b.Gestart != "2026-02-01" || b.Gestopt != "2026-03-15" {
		t.Errorf("%+v %+v\n%s", a, b, c.log.String())
	}
}

// What is no message, or not for this side, is put aside with the reason.
func TestRefused(t *testing.T) {
	c := meet(t, "", "")
	c.town, c.provider = c.open(keten.Gemeente), c.open(keten.Aanbieder)
	old := time.Now().Add(-time.Hour)
	for name, text := range map[string]string{"a.xml": "no message", "b.XML": string(order(t)), "c.xml": "<!DOCTYPE x>", "d.xml": string(wish(t))[:900],
		"e.xml": strings.Repeat("x", istandaard.MaxGrootte+1), "f.txt": "left alone"} {
		path := filepath.Join(c.folder, "to-town", name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	c.live(c.day)
	for name, want := range map[string]string{"a.xml": "not well-formed", "b.XML": "is for 12345678", "c.xml": "DOCTYPE", "d.xml": "stops before its end", "e.xml": "25 MB"} {
		reason, err := os.ReadFile(filepath.Join(c.folder, "to-town", refusedFolder, name+".txt"))
		if err != nil || !strings.Contains(string(reason), want) {
			t.Errorf("%s: %v %s", name, err, reason)
		}
	}
	if _, err := os.Stat(filepath.Join(c.folder, "to-town", "f.txt")); err != nil {
		t.Error(err)
	}
}

// A message that arrives twice is a second message, and is refused by the rules.
func TestTwice(t *testing.T) {
	c := meet(t, "", "2026-01-05 send 315.xml\n")
	c.live(c.day)
	done, err := filepath.Glob(filepath.Join(c.folder, "to-town", doneFolder, "*315*"))
	if err != nil || len(done) != 1 {
		t.Fatal(done, err)
	}
	data, err := os.ReadFile(done[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(c.folder, "to-town", filepath.Base(done[0])), data, 0o600); err != nil {
		t.Fatal(err)
	}
	c.live(script.Plus(c.day, 1))
	if !strings.Contains(c.flow(), "316 9056") && !strings.Contains(c.flow(), "9056") {
		t.Errorf("%s\n%s", c.flow(), c.log.String())
	}
	if again, _ := filepath.Glob(filepath.Join(c.folder, "to-town", doneFolder, "*315*")); len(again) != 2 {
		t.Error(again)
	}
}

// A peer that was killed between two steps of its work goes on without doing anything twice.
func TestKilled(t *testing.T) {
	c := meet(t, "2026-01-05 send 301.xml\n", "")
	c.live("2026-01-05")
	// The start was written and not yet delivered; the answer to it is not there.
	j := c.provider.journal
	i := slices.IndexFunc(j.Entries, func(e memory.Entry) bool { return e.Soort.Nummer() == "305" })
	e := j.Entries[i]
	for _, later := range j.Entries[i+1:] {
		if err := os.Remove(filepath.Join(c.provider.State, later.Name())); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(filepath.Join(c.provider.State, e.Name()), filepath.Join(c.provider.State, e.Name()+".pending")); err != nil {
		t.Fatal(err)
	}
	name := c.provider.fileName(e.Number, e.Soort)
	if err := os.Remove(filepath.Join(c.provider.Outbox, doneFolder, name)); err != nil {
		t.Fatal(err)
	}
	c.restart()
	if _, err := os.Stat(filepath.Join(c.provider.Outbox, name)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(c.provider.State, e.Name())); err != nil {
		t.Error(err)
	}
	// A message that was received, without its answer: it is read again.
	entries := c.provider.journal.Entries
	last := memory.Entry{Number: c.provider.journal.Next(), Day: c.day, Kind: memory.Received, Soort: istandaard.WMO301}
	if err := os.WriteFile(filepath.Join(c.provider.State, last.Name()), order(t), 0o600); err != nil {
		t.Fatal(err)
	}
	c.restart()
	if len(c.provider.journal.Entries) != len(entries) {
		t.Error(c.provider.journal.Entries)
	}
}

func TestOneFolderOnePeer(t *testing.T) {
	c := meet(t, "", "")
	c.town = c.open(keten.Gemeente)
	lock := filepath.Join(c.town.State, "lock")
	if err := os.WriteFile(lock, []byte("1\n"), 0o600); err != nil { // the first process lives as long as the machine
		t.Fatal(err)
	}
	other := *c.town
	if err := other.Open(); err != memory.ErrInUse {
		t.Error(err)
	}
	if err := os.WriteFile(lock, []byte(fmt.Sprint(1<<30)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := other.Open(); err != nil {
		t.Error(err)
	}
}
