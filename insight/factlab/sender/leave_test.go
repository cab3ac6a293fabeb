package sender

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"

	"github.com/xuri/excelize/v2"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// Of everything that leaves the house, the place and the form of every byte is known, and no part of it is of an
// address, a name or a day of the file.
func TestNothingOfAnAddressLeaves(t *testing.T) {
	r := newRound(t, 1, 1, 700)
	r.list(1000)
	var text strings.Builder
	text.WriteString("naam;bsn;postcode;huisnummer;product;begindatum;einddatum\n")
	for i := 1; i <= 620; i++ {
		fmt.Fprintf(&text, "Jansen%d;999900006;1506 SD;%d;taxivergoeding;13-02-2025;27-11-2025\n", i, i)
	}
	in := r.file("in.csv", text.String())
	if exit, said := r.send(0, "ja\n1\nja\n", in); exit != 0 {
		t.Fatal(said)
	}
	forbidden := regexp.MustCompile(`(?i)1506|SD\||jansen|999900006|taxi|-02-13|13-02|27-11|-11-27|in\.csv`)
	line := regexp.MustCompile(`^[0-9a-f]{32},BU0479010[0-2],wmo_vervoer,2025-02,2025-11,$`)
	elements, lines := 0, 0
	for _, a := range r.asked {
		switch {
		case a.what == "GET /keyholder/v1/round" && len(a.body) == 0:
		case a.what == "POST /keyholder/v1/evaluations":
			var q keyholder.Question
			in := json.NewDecoder(bytes.NewReader(a.body))
			in.DisallowUnknownFields()
			must(t, in.Decode(&q))
			if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(q.Session) || len(q.Elements)%32 != 0 {
				t.Error("a question of another form")
			}
			elements += len(q.Elements) / 32
			if forbidden.Match(q.Elements) || bytes.Contains(q.Elements, []byte(base64.StdEncoding.EncodeToString([]byte("1506SD|")))) {
				t.Error("an element holds something of the file")
			}
		case strings.HasPrefix(a.what, "PUT "):
			text := strings.TrimSpace(string(a.body))
			for i, l := range strings.Split(text, "\n") {
				if i == 0 && l == strings.Join(delivery.Header, ",") {
					continue
				}
				if lines++; !line.MatchString(l) {
					t.Errorf("another line: %s", l)
				}
			}
		case strings.HasPrefix(a.what, "POST /factlab/v1/rounds/12%2F345/deliveries"):
			if len(a.body) > 0 && !regexp.MustCompile(`^\{"lines":620,"batches":1,"sha256":"[0-9a-f]{64}"\}$`).Match(a.body) {
				t.Errorf("another manifest: %s", a.body)
			}
		default:
			t.Errorf("something else was asked: %s", a.what)
		}
		if !strings.HasPrefix(a.what, "POST /keyholder") && (forbidden.MatchString(strings.ReplaceAll(a.what, "12%2F345", "")) || forbidden.Match(hexless(a.body))) {
			t.Errorf("%s holds something of the file", a.what)
		}
	}
	if elements != 620 || lines != 620 {
		t.Error(elements, lines)
	}
	// the addresses of the file are not in the order of the file, nor is the order of the lines that of the elements
	var first keyholder.Question
	for _, a := range r.asked {
		if strings.HasPrefix(a.what, "POST /keyholder") {
			must(t, json.Unmarshal(a.body, &first))
			break
		}
	}
	if len(first.Elements) == 0 {
		t.Error("no elements")
	}
}

// hexless takes pseudonyms and check sums away, in which digits stand by chance.
func hexless(b []byte) []byte { return regexp.MustCompile(`[0-9a-f]{32,}`).ReplaceAll(b, nil) }

// The sender is killed at every request that it makes, before it is answered and after; each time it is started anew.
// In the end everything has come once, and nothing was counted twice.
func TestKills(t *testing.T) {
	if testing.Short() {
		t.Skip("starts some twenty processes")
	}
	r := newRound(t, 1, 1, 700, 700)
	r.list(2000)
	in := r.rows("in.csv", 1, 600, 8)
	if exit, said := r.send(1, "", "-yes", in); exit != 0 {
		t.Fatal(said)
	}
	want, err := r.hub.lines("2")
	must(t, err)
	undisturbed := len(r.asked)
	kills := 0
	for n := 1; ; n++ {
		cmd := r.program(0, "-yes", in)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		var seen atomic.Int32
		r.meddle = func(_ int, _ asked, w http.ResponseWriter, req *http.Request, next http.Handler) {
			mine := int(seen.Add(1))
			if mine == (n+1)/2 && n%2 == 1 {
				_ = cmd.Process.Kill()
				return
			}
			h := &held{http.Header{}, 200, nil}
			next.ServeHTTP(h, req)
			if mine == (n+1)/2 {
				_ = cmd.Process.Kill()
				return
			}
			for k, v := range h.header {
				w.Header()[k] = v
			}
			w.WriteHeader(h.status)
			_, _ = w.Write(h.body)
		}
		err := cmd.Run()
		if err == nil {
			break
		}
		if kills++; cmd.ProcessState.ExitCode() > 0 || kills > 60 {
			t.Fatal(err, out.String())
		}
	}
	t.Logf("killed %d times; %d requests undisturbed", kills, undisturbed)
	if kills < 2*5 {
		t.Error("too few kills")
	}
	got, err := r.hub.lines("1")
	must(t, err)
	if !slices.Equal(got, want) {
		t.Errorf("%d lines came, and %d without kills", len(got), len(want))
	}
	if r.used(0, 0) != 600 || r.used(0, 1) != 600 {
		t.Error("counted:", r.used(0, 0), r.used(0, 1))
	}
}

// The same at any moment, also between requests.
func TestKillsAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("starts some ten processes")
	}
	r := newRound(t, 1, 1, 700)
	r.list(2000)
	in := r.rows("in.csv", 1, 600, 8)
	for after := 20 * time.Millisecond; ; after += 90 * time.Millisecond {
		cmd := r.program(0, "-yes", in)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		must(t, cmd.Start())
		killer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		killer.Stop()
		if err == nil {
			break
		}
		if cmd.ProcessState.ExitCode() > 0 || after > time.Minute {
			t.Fatal(err, out.String())
		}
	}
	if lines, err := r.hub.lines("1"); err != nil || len(lines) != 4800 || r.used(0, 0) != 600 {
		t.Error(err, len(lines), r.used(0, 0))
	}
}

// Connections that are cut are made again, by the same process.
func TestCuts(t *testing.T) {
	r := newRound(t, 2, 3, 1150)
	r.list(2000)
	in := r.rows("in.csv", 1, 1100, 4)
	r.meddle = func(n int, _ asked, w http.ResponseWriter, req *http.Request, next http.Handler) {
		switch n % 5 {
		case 0:
			panic(http.ErrAbortHandler)
		case 2:
			next.ServeHTTP(&held{http.Header{}, 200, nil}, req)
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, req)
	}
	r.tries = 20
	exit, said := r.send(0, "", "-yes", in)
	lines, err := r.hub.lines("1")
	if exit != 0 || err != nil || len(lines) != 4400 {
		t.Error(exit, err, len(lines), said)
	}
	for holder := range 3 {
		if used := r.used(holder, 0); used > 1100 {
			t.Errorf("holder %d counted %d", holder, used)
		}
	}
}

// A changed file asks for its new addresses only.
func TestChangedFile(t *testing.T) {
	r := newRound(t, 1, 1, 1150)
	r.list(2000)
	for _, c := range []struct{ from, to, used int }{{1, 700, 700}, {1, 700, 700}, {101, 800, 800}, {50, 60, 800}, {1, 1100, 1100}} {
		in := r.rows("in.csv", c.from, c.to, 1)
		if exit, said := r.send(0, "", "-dry-run", in); exit != 0 || r.used(0, 0) != c.used {
			t.Fatal(c, exit, said, r.used(0, 0))
		}
	}
	if exit, said := r.send(0, "", "-dry-run", r.rows("in.csv", 1101, 1300, 1)); exit != 1 || r.used(0, 0) != 1100 || !strings.Contains(said, "zijn dit 1300 adressen") {
		t.Error(exit, said)
	}
}

// A registry sender delivers the household type of all addresses, and keeps nothing.
func TestRegistrySender(t *testing.T) {
	r := newRound(t, 1, 1, 600, 10)
	r.list(600)
	r.agreed.Participants[0].Registry = true
	r.write()
	r.admit(0)
	var text strings.Builder
	text.WriteString("postcode,number,letter,addition,hhtype\n")
	for i := 1; i <= 600; i++ {
		fmt.Fprintf(&text, "1506SD,%d,,,%s\n", i, []string{"alleen", "gezin"}[i%2])
	}
	in := r.file("in.csv", text.String())
	if exit, said := r.send(0, "", "-dry-run", in); exit != 0 {
		t.Fatal(said)
	}
	if exit, said := r.send(0, "", "-yes", r.file("minder.csv", strings.Replace(text.String(), "1506SD,7,,,gezin\n", "", 1))); exit != 2 || !strings.Contains(said, "andere adressen dan bij de eerste poging") {
		t.Error(exit, said)
	}
	if exit, said := r.send(0, "", "-yes", in); exit != 0 || r.used(0, 0) != 600 {
		t.Fatal(said)
	}
	lines, err := r.hub.lines("1")
	must(t, err)
	if len(lines) != 600 || !regexp.MustCompile(`^[0-9a-f]{32},BU0479010\d,,,,(alleen|gezin)$`).MatchString(lines[0]) {
		t.Error(len(lines), lines[0])
	}
	must(t, filepath.WalkDir(filepath.Join(r.state(0), "rounds"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, "ontvangstbewijs.json") {
			t.Errorf("%s is left", path)
		}
		return err
	}))
}

// A workbook with two sheets, dates as Excel keeps them, and a title.
func TestWorkbook(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	f := excelize.NewFile()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	_, err = f.NewSheet("Cliënten")
	must(t, errors.Join(err, f.SetSheetRow("Sheet1", "A1", &[]any{"Lees", "mij"}), f.SetSheetRow("Cliënten", "A1", &[]any{"Uitdraai van vandaag"}),
		f.SetSheetRow("Cliënten", "A3", &[]any{"Postcode", "Huisnummer", "Voorziening", "Startdatum", "Einddatum"}),
		f.SetSheetRow("Cliënten", "A4", &[]any{"1506 SD", 1, "Vervoer", 45700, 46022}), f.SetCellStyle("Cliënten", "D4", "E4", style),
		f.SetSheetRow("Cliënten", "A9", &[]any{"1506SD", "2", "wmo_hulp", "13-02-2025"})))
	in := filepath.Join(r.dir, "in.xlsx")
	must(t, errors.Join(f.SaveAs(in), f.Close()))
	if exit, said := r.send(0, "", "-yes", in); exit != 2 || !strings.Contains(said, "Kies er een met -sheet") {
		t.Error(exit, said)
	}
	if exit, said := r.send(0, "2\nja\nja\n", in); exit != 0 {
		t.Fatal(exit, said)
	}
	lines, err := r.hub.lines("1")
	must(t, err)
	var rest []string
	for _, l := range lines {
		rest = append(rest, l[33:])
	}
	slices.Sort(rest)
	if !slices.Equal(rest, []string{"BU04790101,wmo_vervoer,2025-02,2025-12,", "BU04790102,wmo_hulp,2025-02,,"}) {
		t.Error(rest)
	}
	if exit, said := r.send(0, "", "-yes", "-sheet", "Cliënten", in); exit != 0 {
		t.Error(said)
	}
}

func TestOwnKeyAndFolder(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	state := filepath.Join(r.dir, "nieuw")
	run := func(args ...string) (int, string, string) {
		var out, said bytes.Buffer
		exit := tool().Run(t.Context(), append([]string{"send", "-state", state}, args...), strings.NewReader(""), &out, &said)
		return exit, out.String(), said.String()
	}
	exit, out, said := run("-identity")
	key, err := wire.ParseKey(out)
	if exit != 0 || err != nil || !strings.Contains(said, "Geef deze sleutel aan de Factlab-leider") {
		t.Fatal(exit, out, said)
	}
	if _, again, _ := run("-identity"); again != out {
		t.Error("the key has changed")
	}
	if exit, out, _ := run("-forget"); exit != 0 || !strings.Contains(out, "niets bewaard") && !strings.Contains(out, "geen enkele ronde") {
		t.Error(out)
	}
	if exit, _, said := run("x.csv"); exit != 2 || !strings.Contains(said, "Er ontbreekt iets: -agreement") {
		t.Error(said)
	}
	// the agreement from the hub
	r.agreed.Participants[0].Key = key
	r.admit(0)
	in := r.rows("in.csv", 1, 3, 2)
	fetch := []string{"-hub", r.agreed.Hub.Address, "-hub-key", r.agreed.Hub.Key.String(), "-round", r.agreed.Round, "-addresses", filepath.Join(r.dir, "adressen.csv"), "-yes", in}
	if exit, _, said := run(fetch...); exit != 0 {
		t.Error(said)
	}
	fetch[3] = wire.MakeIdentity().Key().String()
	if exit, _, said := run(fetch...); exit != 1 || !strings.Contains(said, "een andere sleutel") {
		t.Error(said)
	}
	if exit, _, said := run(append(fetch[:2:2], fetch[6:]...)...); exit != 2 || !strings.Contains(said, "Bij -hub horen") {
		t.Error(said)
	}
	fetch[3], fetch[5] = r.agreed.Hub.Key.String(), "99-1"
	if exit, _, said := run(fetch...); exit != 1 || !strings.Contains(said, "kent deze ronde niet") {
		t.Error(said)
	}
	if exit, out, _ := run("-forget"); exit != 0 || !strings.Contains(out, "is verwijderd") {
		t.Error(out)
	}
	if _, err := os.Stat(filepath.Join(state, "rounds")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestBadFiles(t *testing.T) {
	r := newRound(t, 1, 1, 10)
	r.list(40)
	for name, c := range map[string]struct{ text, want string }{
		"empty":       {"", "Het bestand is leeg"},
		"no address":  {"product;van\nwmo_hulp;2025-01-01\n", "Geen kolom bevat de postcode"},
		"no start":    {"pc;hnr;product\n1506SD;1;wmo_hulp\n", "Geen kolom bevat de begindatum"},
		"no names":    {"1506SD;1;wmo_hulp;2025-01-01\n1506SD;2;wmo_hulp;2025-01-01\n", "De eerste rij bevat waarden"},
		"other words": {"pc;hnr;product;van\n1506SD;1;iets;2025-01-01\n", "De afspraken kennen deze woorden niet (1): iets"},
		"two dates":   {"pc;hnr;product;van\n1506SD;1;wmo_hulp;03/04/2025\n", "zijn op twee manieren te lezen"},
		"nothing":     {"pc;hnr;product;van\n1506SD;99;wmo_hulp;2025-01-01\n", "Geen enkele rij kan worden geleverd"},
		"encoding":    {"pc;hnr;product;van\n1506SD;1;\x81\x90;2025-01-01\n", "onbekende codering"},
	} {
		if exit, said := r.send(0, "", "-yes", r.file("in.csv", c.text)); exit != 2 || !strings.Contains(said, c.want) {
			t.Errorf("%s: %d %s", name, exit, said)
		}
	}
	if exit, said := r.send(0, "", "-yes", filepath.Join(r.dir, "none.csv")); exit != 2 || !strings.Contains(said, "none.csv is niet te gebruiken: het bestaat niet") {
		t.Error(exit, said)
	}
	must(t, os.WriteFile(filepath.Join(r.dir, "afspraken.json"), []byte("{"), 0o600))
	if exit, said := r.send(0, "", "-yes", r.rows("in.csv", 1, 2, 1)); exit != 2 || !strings.Contains(said, "afspraken.json is niet te gebruiken") {
		t.Error(exit, said)
	}
	if used := r.used(0, 0); used != 0 {
		t.Error("something was asked:", used)
	}
}

// The whole generated city through real key holders. It takes half a minute of two processors.
func TestCity(t *testing.T) {
	dir := generated.City(t)
	files, err := filepath.Glob(filepath.Join(dir, "deliveries", "*.csv"))
	if err != nil || len(files) != 27 {
		t.Fatal(files, err)
	}
	declared := make([]int, len(files))
	for i := range declared {
		declared[i] = 6000
	}
	r := newRound(t, 1, 1, declared...)
	r.city(dir)
	rows := 0
	for i, in := range files {
		copied := filepath.Join(r.dir, filepath.Base(in))
		text, err := os.ReadFile(in)
		must(t, err)
		must(t, os.WriteFile(copied, text, 0o600))
		exit, said := r.send(i, "", "-yes", copied)
		if exit == 2 && strings.Contains(said, "0 rijen gelezen") {
			continue // one organisation has no rows
		}
		if exit != 0 {
			t.Fatal(in, said)
		}
		n, err := strconv.Atoi(regexp.MustCompile(`gelezen: (\d+) worden`).FindStringSubmatch(said)[1])
		must(t, err)
		rows += n
	}
	used := 0
	for i := range files {
		used += r.used(0, i)
	}
	t.Logf("%d rows delivered, %d addresses asked", rows, used)
	if rows != 120324 {
		t.Error(rows)
	}
}

// city puts the address list and the provisions of the generated city in the agreement.
func (r *round) city(dir string) {
	out := filepath.Join(r.dir, "adressen.csv")
	sum := r.importList(filepath.Join(dir, "addresses.csv"), out)
	r.agreed.Addresses.SHA256, r.agreed.Provisions = sum, nil
	seen := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(dir, "deliveries", "*.csv"))
	must(r.t, err)
	for _, path := range files {
		f, err := os.Open(path)
		must(r.t, err)
		in := csv.NewReader(f)
		for {
			record, err := in.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			must(r.t, err)
			if code := record[1]; code != "provision" && !seen[code] {
				seen[code] = true
				r.agreed.Provisions = append(r.agreed.Provisions, provision(code))
			}
		}
		must(r.t, f.Close())
	}
	r.write()
}
