package sender

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// contains reports every text that is not in what was said.
func contains(t *testing.T, said string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(said, w) {
			t.Errorf("%q is not in:\n%s", w, said)
		}
	}
}

func TestSend(t *testing.T) {
	for _, size := range []struct{ threshold, holders int }{{1, 1}, {2, 3}} {
		r := newRound(t, size.threshold, size.holders, 10, 10)
		r.list(40)
		in := r.file("clienten.csv", "Cliënt;PC;Huisnr;Product;Begindatum;Einddatum\nC1;1506sd;1;wmo_vervoer;13-02-2025;\nC2;1506 SD;02;Vervoer;1-2-2025;31-12-2025\n"+
			"C2;1506 SD;2;Vervoer;2-2-2025;1-12-2025\nC3;1506SD;99;Vervoer;1-2-2025;\nC4;Zaandam;2;Vervoer;1-2-2025;\n")
		exit, said := r.send(0, "", "-yes", in)
		if exit != 0 {
			t.Fatal(exit, said)
		}
		contains(t, said, "5 rijen gelezen: 3 worden geleverd, over 2 adressen", "1 dubbel", "2 rijen kunnen niet", "het adres staat niet op de lijst", "regel 5:", "Verstuurd. De hub heeft alle 2 regels",
			"Er staat niet in: namen", "clienten-niet-geleverd.csv")
		lines, err := r.hub.lines("1")
		must(t, err)
		if len(lines) != 2 {
			t.Fatal(lines)
		}
		for _, l := range lines {
			if !strings.HasSuffix(l, "BU04790101,wmo_vervoer,2025-02,,") && !strings.HasSuffix(l, "BU04790102,wmo_vervoer,2025-02,2025-12,") {
				t.Error(l)
			}
		}
		// what was shown is what was sent
		shown, err := filepath.Glob(filepath.Join(r.state(0), "rounds", "*", "uitgaand.csv"))
		if err != nil || len(shown) != 1 {
			t.Fatal(shown, err)
		}
		text, err := os.ReadFile(shown[0])
		must(t, err)
		if got := strings.Split(strings.TrimSpace(string(text)), "\n"); !slices.Equal(got[1:], lines) || got[0] != "pseudonym,neighbourhood,provision,from,until,household_type" {
			t.Error(got)
		}
		refused, err := os.ReadFile(filepath.Join(r.dir, "clienten-niet-geleverd.csv"))
		must(t, err)
		if want := "\uFEFFregel;reden;Cliënt;PC;Huisnr;Product;Begindatum;Einddatum\r\n5;het adres staat niet op de lijst;C3;1506SD;99;Vervoer;1-2-2025;\r\n" +
			"6;de postcode is niet vier cijfers en twee letters;C4;Zaandam;2;Vervoer;1-2-2025;\r\n"; string(refused) != want {
			t.Errorf("%q", refused)
		}
		// another organisation has the same pseudonyms
		if exit, said := r.send(1, "", "-yes", r.file("anders.csv", "adres,voorziening,start\n\"Plein 1944 1, 1506 SD\",wmo_hulp,2024-03-09\n")); exit != 0 {
			t.Fatal(said)
		}
		other, err := r.hub.lines("2")
		must(t, err)
		if i := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "BU04790101") }); len(other) != 1 || other[0][:32] != lines[i][:32] {
			t.Error("two organisations have other pseudonyms for one address", other, lines)
		}
		// again: the same delivery, nothing more is asked of the quota
		used := r.used(0, 0) + size.holders // some holder
		if exit, said := r.send(0, "", "-yes", in); exit != 0 || r.used(0, 0)+size.holders != used {
			t.Error(said)
		}
		if _, err := r.hub.lines("1"); err != nil {
			t.Error(err)
		}
	}
}

func TestDryRunAndNobody(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	in := r.rows("in.csv", 1, 5, 2)
	exit, said := r.send(0, "", "-dry-run", in)
	if exit != 0 || len(r.hub.coming) > 0 {
		t.Error(exit, said)
	}
	contains(t, said, "Dit zou de deur uit gaan, naar Het Factlab", "uitgaand.csv (10 regels")
	if exit, said := r.send(0, "", in); exit != 1 || len(r.hub.coming) > 0 || !strings.Contains(said, "gebruik dan -yes") {
		t.Error(exit, said)
	}
	if exit, said := r.send(0, "nee\n", in); exit != 1 || len(r.hub.coming) > 0 || !strings.Contains(said, "Er is niets verstuurd.") {
		t.Error(exit, said)
	}
	if exit, said := r.send(0, "misschien\n", in); exit != 2 || len(r.hub.coming) > 0 || !strings.Contains(said, "Typ ja of nee.") || !strings.Contains(said, "Een vraag is niet beantwoord") {
		t.Error(exit, said)
	}
	if exit, said := r.send(0, "ja\n", in); exit != 0 || r.used(0, 0) != 5 {
		t.Error(exit, said)
	}
}

// A person corrects the guess, says what words mean and how dates are written; the next time nothing is asked.
func TestDialogue(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	in := r.file("in.csv", "kolom1;kolom2;wat;begindatum\n1506SD;1;HH;01/02/2025\n1506SD;2;taxi;03/04/2025\n1506SD;3;oud;01/02/2025\n1506SD;4;Vervoer;05/06/2025\n")
	if exit, said := r.send(0, "", "-yes", in); exit != 2 || !strings.Contains(said, "Het is niet zeker hoe het bestand gelezen moet worden") {
		t.Fatal(exit, said)
	}
	keys := strings.Join([]string{"z=1", "a=9", "nee?", "g=3", "ja", "ja", "2", "-komt niet in de afspraken", "1", "ja"}, "\n") + "\n"
	exit, said := r.send(0, keys, in)
	if exit != 0 {
		t.Fatal(exit, said)
	}
	contains(t, said, "Twijfel: De kolom \"kolom1\" lijkt de kolom postcode", "Dat is geen antwoord", "Is 03/04 de derde van april?", "\"HH\" (rijen: 1)", "Verstuurd")
	lines, err := r.hub.lines("1")
	must(t, err)
	var rest []string
	for _, l := range lines {
		rest = append(rest, l[33:])
	}
	slices.Sort(rest)
	if want := []string{"BU04790101,wmo_hulp,2025-02,,", "BU04790101,wmo_vervoer,2025-06,,", "BU04790102,wmo_vervoer,2025-04,,"}; !slices.Equal(rest, want) {
		t.Error(rest)
	}
}

// A file about one provision has no column that says so.
func TestOneProvision(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	in := r.file("in.csv", "pc;hnr;start\n1506SD;1;2025-02-01\n")
	exit, said := r.send(0, "ja\nniets\nja\n2\nja\n", in)
	if exit != 0 {
		t.Fatal(exit, said)
	}
	contains(t, said, "Van welke voorziening is het hele bestand?", "Geen kolom bevat de voorziening.")
	if lines, err := r.hub.lines("1"); err != nil || len(lines) != 1 || !strings.HasSuffix(lines[0], "wmo_hulp,2025-02,,") {
		t.Error(lines, err)
	}
	// the next file with the same columns needs no answers
	if exit, said := r.send(0, "", "-yes", r.file("later.csv", "pc;hnr;start\n1506SD;3;2025-02-01\n")); exit != 0 || !strings.Contains(said, "zoals de vorige keer") {
		t.Error(exit, said)
	}
	// unless it is to be asked anew
	if exit, said := r.send(0, "nee\n", "-anew", in); exit != 2 || !strings.Contains(said, "Zeg met letters en nummers") {
		t.Error(exit, said)
	}
	// other columns are looked at anew
	if exit, said := r.send(0, "", "-yes", r.file("anders.csv", "hnr;pc;start\n3;1506SD;2025-02-01\n")); exit != 2 || !strings.Contains(said, "Geen kolom bevat de voorziening") {
		t.Error(exit, said)
	}
}

// What may go wrong between the parties stops it, with a reason, and nothing is sent.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(r *round)
		exit  int
		want  string
	}{
		"another key of the hub":          {func(r *round) { r.agreed.Hub.Key = wire.MakeIdentity().Key(); r.write() }, 1, "De andere kant toont een andere sleutel"},
		"another key of the holder":       {func(r *round) { r.agreed.KeyHolders.Holders[0].Key = wire.MakeIdentity().Key(); r.write() }, 1, "De andere kant toont een andere sleutel"},
		"another public key":              {func(r *round) { r.otherKeys(); r.write() }, 1, "bewaart iets anders dan is afgesproken"},
		"another purpose":                 {func(r *round) { r.agreed.Purpose = "iets anders"; r.write() }, 1, "bewaart iets anders dan is afgesproken"},
		"a tampered proof":                {func(r *round) { r.meddle = r.tamper("proof") }, 1, "Een sleutelbewaarder gebruikte een andere sleutel"},
		"a tampered element":              {func(r *round) { r.meddle = r.tamper("swap") }, 1, "Een sleutelbewaarder gebruikte een andere sleutel"},
		"no element":                      {func(r *round) { r.meddle = r.tamper("zero") }, 1, "gaf een antwoord dat niet deugt"},
		"a proof that is none":            {func(r *round) { r.meddle = r.tamper("short") }, 1, "gaf een antwoord dat niet deugt"},
		"more than was declared":          {func(r *round) { r.agreed.Participants[0].Declared = 4; r.write() }, 1, "en deze organisatie mag er 5 vragen"},
		"quota at the holder":             {func(r *round) { r.agreed.Participants[0].Declared = 20; r.write() }, 1, "vraagt meer adressen dan zij opgaf"},
		"a closed round":                  {func(r *round) { r.hub.closed = true }, 1, "De ronde is gesloten"},
		"after the deadline":              {func(r *round) { r.agreed.Deadline = time.Now().Add(-time.Hour); r.write() }, 1, "De uiterste datum van de ronde was"},
		"not in the agreement":            {func(r *round) { r.agreed.Participants = r.agreed.Participants[1:]; r.write() }, 1, "Deze organisatie staat niet in de afspraken. Geef haar sleutel aan de Factlab-leider: ed25519:"},
		"not admitted":                    {func(r *round) { r.admitOnly(1) }, 1, "De andere kant kent de sleutel van deze organisatie niet: ed25519:"},
		"a destroyed key":                 {func(r *round) { _, err := r.vaults[0].Destroy("de notaris"); must(r.t, err) }, 1, "de sleutel is vernietigd"},
		"a destroyed key on the way":      {func(r *round) { r.meddle = r.destroyAt("POST /keyholder") }, 1, "de sleutel is vernietigd"},
		"another address list":            {func(r *round) { r.agreed.Addresses.SHA256 = strings.Repeat("0", 64); r.write() }, 2, "Dit is een andere adreslijst dan die van de afspraken"},
		"who may ask everything":          {func(r *round) { r.agreed.Participants[0].Declared = 40; r.write() }, 1, "Niemand mag alle adressen vragen"},
		"a receipt of something else":     {func(r *round) { r.meddle = r.falseReceipt }, 2, "Het ontvangstbewijs van de hub gaat over iets anders"},
		"a hub that refuses":              {func(r *round) { r.meddle = r.refuseAt("PUT ") }, 1, "De andere kant weigert dit: zomaar"},
		"a hub that does not work":        {func(r *round) { r.meddle = r.failAt("PUT ") }, 2, "De andere kant is bezig of werkt niet"},
		"a hub that does not answer":      {func(r *round) { r.meddle = r.hangUpAt("PUT ") }, 2, "De verbinding lukte niet"},
		"a holder that cannot be reached": {func(r *round) { r.agreed.KeyHolders.Holders[0].Address = "127.0.0.1:1"; r.write() }, 2, "De verbinding lukte niet"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRound(t, 1, 1, 10, 10)
			r.list(40)
			in := r.rows("in.csv", 1, 6, 1)
			if name == "quota at the holder" {
				in = r.rows("in.csv", 1, 15, 1)
			}
			c.spoil(r)
			exit, said := r.send(0, "", "-yes", in)
			if exit != c.exit || strings.Contains(said, "Verstuurd.") {
				t.Error(exit)
			}
			contains(t, said, c.want)
			if lines, err := r.hub.lines("1"); name != "a receipt of something else" && (err != nil || len(lines) > 0) {
				t.Error("something was sent", err)
			}
		})
	}
}

// otherKeys puts the keys of another round in the agreement.
func (r *round) otherKeys() {
	other := newRound(r.t, 1, 1, 10)
	h := &r.agreed.KeyHolders
	h.PublicKey, h.Holders[0].PublicKey = other.agreed.KeyHolders.PublicKey, other.agreed.KeyHolders.PublicKey
}

// admitOnly admits one sender at the holders, and no other.
func (r *round) admitOnly(sender int) {
	all := r.agreed.Participants
	r.agreed.Participants = all[sender : sender+1]
	for i := range r.folders {
		ad, err := vault.Consider(r.folders[i], r.agreed)
		must(r.t, err)
		must(r.t, ad.Commit())
	}
	r.agreed.Participants = all
}

type meddler = func(n int, a asked, w http.ResponseWriter, r *http.Request, next http.Handler)

// held is an answer that is kept, so that it can be changed.
type held struct {
	header http.Header
	status int
	body   []byte
}

func (h *held) Header() http.Header    { return h.header }
func (h *held) WriteHeader(status int) { h.status = status }
func (h *held) Write(b []byte) (int, error) {
	h.body = append(h.body, b...)
	return len(b), nil
}

// tamper changes what a key holder answers.
func (r *round) tamper(how string) meddler {
	return func(_ int, a asked, w http.ResponseWriter, req *http.Request, next http.Handler) {
		if !strings.Contains(a.what, "evaluations") {
			next.ServeHTTP(w, req)
			return
		}
		h := &held{http.Header{}, 200, nil}
		next.ServeHTTP(h, req)
		var answer keyholder.Answer
		if err := json.Unmarshal(h.body, &answer); err != nil {
			r.t.Error(err)
		}
		switch how {
		case "proof":
			answer.Proof[0] ^= 1
		case "swap":
			e := answer.Elements
			copy(e, append(slices.Clone(e[32:64]), e[:32]...))
		case "zero":
			clear(answer.Elements[:32])
		case "short":
			answer.Proof = answer.Proof[:10]
		}
		wire.Reply(w, answer)
	}
}

func at(what string, do func(w http.ResponseWriter)) meddler {
	return func(_ int, a asked, w http.ResponseWriter, req *http.Request, next http.Handler) {
		if strings.HasPrefix(a.what, what) {
			do(w)
			return
		}
		next.ServeHTTP(w, req)
	}
}

func (r *round) destroyAt(what string) meddler {
	return func(_ int, a asked, w http.ResponseWriter, req *http.Request, next http.Handler) {
		if strings.HasPrefix(a.what, what) {
			if _, err := r.vaults[0].Destroy("de notaris"); err != nil {
				r.t.Error(err)
			}
		}
		next.ServeHTTP(w, req)
	}
}

func (r *round) refuseAt(what string) meddler {
	return at(what, func(w http.ResponseWriter) { wire.Refuse(w, problem(400, "wrong", "zomaar")) })
}

func (r *round) failAt(what string) meddler {
	return at(what, func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) })
}

func (r *round) hangUpAt(what string) meddler {
	return at(what, func(http.ResponseWriter) { panic(http.ErrAbortHandler) })
}

func (r *round) falseReceipt(_ int, a asked, w http.ResponseWriter, req *http.Request, next http.Handler) {
	if !strings.HasSuffix(a.what, "/completion") {
		next.ServeHTTP(w, req)
		return
	}
	h := &held{http.Header{}, 200, nil}
	next.ServeHTTP(h, req)
	wire.Reply(w, map[string]any{"delivery": "x", "lines": 1, "sha256": ""})
}

func TestEnglish(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	in := r.rows("in.csv", 1, 5, 2)
	exit, said := r.send(0, "", "-lang", "en", "-yes", in)
	if exit != 0 {
		t.Error(exit)
	}
	contains(t, said, "10 rows were read: 10 are delivered, about 5 addresses.", "Not in it: names, postcodes", "Sent. The hub has all 10 lines.", "house number")
	if exit, said := r.send(0, "yes\nno\n", "-lang", "en", r.file("other.csv", "pc;hnr;product;start\n1506SD;1;wmo_hulp;2025-02-01\n1506SD;99;wmo_hulp;2025-02-01\n")); exit != 1 {
		t.Error(exit, said)
	} else {
		contains(t, said, "Is this right?", "line 3: the address is not on the list", "other-not-delivered.csv", "Nothing was sent.")
	}
}
