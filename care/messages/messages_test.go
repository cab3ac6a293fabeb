package messages

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
	"codeberg.org/samenkracht/samenkracht/care/messages/tell"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

// run uses the tool as somebody types it.
func run(t *testing.T, in string, args ...string) (exit int, out, said string) {
	t.Helper()
	var o, e bytes.Buffer
	exit = Run(t.Context(), args, strings.NewReader(in), &o, &e)
	return exit, o.String(), e.String()
}

// folder makes a folder with files and goes there.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
	return root
}

// stop is a small message: the provider has ended the support of somebody.
func stop(t *testing.T) string {
	t.Helper()
	b := istandaard.Nieuw(istandaard.WMO307, istandaard.Kop{Afzender: "12345678", Ontvanger: "0141", Identificatie: "S1", Dagtekening: "2026-02-02"})
	d, err := b.Wortel.Voeg("Client")
	nr := int64(7)
	if err == nil {
		err = d.Van(istandaard.StopClient{Bsn: "999900006", Geboortedatum: istandaard.Geboortedatum{Datum: "1950-01-01"}, Geslacht: "1",
			Naam: istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}},
			StopProducten: []istandaard.StopProduct{{ToewijzingNummer: &nr, ToewijzingIngangsdatum: "2026-01-05", Begindatum: "2026-01-05",
				RedenBeeindiging: "19", Einddatum: "2026-02-01", StatusAanlevering: "1"}}})
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := b.Schrijf()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Everything that the tool says by way of a table has its Dutch too.
func TestTablesAreInDutch(t *testing.T) {
	for _, c := range commands() {
		for _, sentence := range []string{c.About, c.Operands} {
			if sentence != "" && words.NL.Say(sentence) == sentence {
				t.Errorf("no Dutch for %q", sentence)
			}
		}
		if len(c.Examples) == 0 {
			t.Errorf("%s has no example", c.Name)
		}
	}
	for _, soort := range istandaard.Soorten() {
		if en := tell.Kind(soort, words.EN); en == "" || tell.Kind(soort, words.NL) == en {
			t.Errorf("%s: no Dutch for %q", soort, en)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, c := range commands() {
		for _, lang := range []string{"nl", "en"} {
			exit, out, said := run(t, "", c.Name, "-h", "-lang", lang)
			if exit != 0 || said != "" || !strings.Contains(out, "samenkracht messages "+c.Name+" ") || strings.Contains(out, "%!") {
				t.Errorf("%s -lang %s: %d %s %s", c.Name, lang, exit, out, said)
			}
		}
	}
	if exit, out, _ := run(t, "", "-h"); exit != 0 || !strings.Contains(out, "Controleert berichten") {
		t.Error(exit, out)
	}
	if exit, _, said := run(t, "", "-lang", "en"); exit != 2 || !strings.Contains(said, "Checks messages") {
		t.Error(exit, said)
	}
}

// What is typed wrong is answered in words, in Dutch and in English.
func TestWrongInput(t *testing.T) {
	folder(t, map[string]string{"stop.xml": stop(t), "empty/readme.txt": "", "rates.csv": "iwmo,,,02,02A05,04,a,,", "other.xml": "<a/>"})
	tests := []struct {
		args   string
		exit   int
		nl, en string
	}{
		{"", 2, "Gebruik een van deze opdrachten", "Use one of these"},
		{"dance", 2, `"dance" bestaat niet`, `no command "dance"`},
		{"chek", 2, "Bedoelde u check?", "Did you mean check?"},
		{"check", 2, "ontbreekt iets: BESTAND|MAP|-.", "missing: FILE|FOLDER|-."},
		{"check -level", 2, "heeft een waarde nodig", "needs a value"},
		{"check -level 5 stop.xml", 2, `"5" is geen goede waarde voor -level`, `"5" is no good value`},
		{"check -bsn=maybe stop.xml", 2, `"maybe" is geen goede waarde voor -bsn`, `"maybe" is no good value`},
		{"check -speed 3 stop.xml", 2, "instelling -speed bestaat niet", "no setting -speed"},
		{"check -format xml stop.xml", 2, "geen goede waarde voor -format", "no good value for -format"},
		{"check -today tomorrow stop.xml", 2, "geen dag", "is no day"},
		{"check -lang fr stop.xml", 2, `niet "fr"`, ""},
		{"check none.xml", 2, "none.xml kan niet worden gelezen: het bestaat niet", "does not exist"},
		{"check empty", 2, "geen .xml-bestanden", "no .xml files"},
		{"check -history none stop.xml", 2, "map none kan niet", "folder none cannot"},
		{"check -history stop.xml stop.xml", 2, "map stop.xml kan niet", "folder stop.xml cannot"},
		{"check -rates rates.csv stop.xml", 2, `rates.csv is niet te gebruiken: regel 1: cents: "a"`, "line 1"},
		{"check -products none.csv stop.xml", 2, "none.csv is niet te gebruiken: het bestaat niet", "does not exist"},
		{"show empty", 2, "empty kan niet worden gelezen: het is een map", "it is a folder"},
		{"show stop.xml more.xml", 2, `"more.xml" is een woord te veel`, "one word too many"},
		{"show other.xml", 1, "geen bericht van iWmo of iJw 3.2", "not a message of iWmo or iJw 3.2"},
		{"convert other.xml", 1, "geen bericht van iWmo of iJw 3.2", "not a message of iWmo or iJw 3.2"},
		{"convert stop.xml -o none/x", 2, "none/x: het bestaat niet", "does not exist"},
		{"convert stop.xml -o empty", 2, "empty: het is een map", "it is a folder"},
		{"answer other.xml", 1, "geen retourbericht (IV028)", "gets no answer"},
		{"answer -level 1 stop.xml", 2, `"1" is geen goede waarde`, "no good value"},
		{"answer -id 1234567890123 stop.xml", 2, "hoogstens 12 tekens", "at most 12 characters"},
		{"answer -date x stop.xml", 2, "geen dag", "no day"},
		{"explain", 2, "ontbreekt iets: WOORD", "missing: WORD"},
		{"explain TR999x", 1, `"TR999x" is geen regel`, "is no rule"},
		{"peer", 2, "Zeg met -role", "Say with -role"},
		{"peer -role boss", 2, "Zeg met -role", "Say with -role"},
		{"peer -role provider -code 12", 2, "Zeg met -code", "Say with -code"},
		{"peer -role provider -code 12345678 -inbox a -outbox a", 2, "Geef twee mappen", "Give two folders"},
		{"peer -role provider -code 12345678 -inbox a -outbox b -every soon", 2, "-every en -day", "-every and -day"},
		{"peer -role provider -code 12345678 -inbox a -outbox b -script rates.csv", 2, "regel 1", "line 1"},
		{"peer -role provider -code 12345678 -inbox a -outbox b -clock rates.csv", 2, "klok rates.csv", "clock rates.csv"},
		{"peer -role provider -code 12345678 -inbox stop.xml -outbox b", 2, "kan niet beginnen", "cannot start"},
		{"peer more", 2, "woord te veel", "one word too many"},
	}
	for _, tt := range tests {
		for lang, want := range map[string]string{"nl": tt.nl, "en": tt.en} {
			args := strings.Fields(tt.args)
			if lang == "en" {
				args = append([]string{"-lang", "en"}, args...)
				if len(args) > 2 {
					args = slices.Insert(args, 3, "-lang", "en")
				}
			}
			exit, out, said := run(t, "", args...)
			if want == "" {
				continue
			}
			if exit != tt.exit || !strings.Contains(said, want) || out != "" {
				t.Errorf("%q: %d %s%s; want %d %s", args, exit, out, said, tt.exit, want)
			}
		}
	}
}

// Every file that is no good message is told in a sentence, and nothing runs on or breaks.
func TestWrongFiles(t *testing.T) {
	good := stop(t)
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(strings.Replace(good, "UTF-8", "UTF-16", 1))) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	root := folder(t, map[string]string{"empty.xml": "", "text.xml": "hello", "cut.xml": good[:len(good)/2], "old.xml": strings.ReplaceAll(good, "3_2", "3_1"),
		"bomb.xml": `<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>`, "wide.xml": string(wide), "zip.xml": "PK\x03\x04\x00\x00", "other.xml": "<html/>",
		"bsn.xml": strings.ReplaceAll(good, "999900006", "999900007"), "two.xml": good + good, "latin.xml": strings.Replace(good, "UTF-8", "ISO-8859-1", 1)})
	huge := filepath.Join(root, "huge.xml")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 2<<30); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"empty.xml": "leeg", "text.xml": "geen goede XML", "cut.xml": "breekt af", "old.xml": "iwmo 3.1", "bomb.xml": "DOCTYPE",
		"zip.xml": "geen goede XML", "other.xml": "geen bericht", "huge.xml": "groter dan 25 MB", "bsn.xml": "[******007]", "two.xml": "één bericht"} {
		exit, out, said := run(t, "", "check", name)
		if exit != 1 || !strings.Contains(out, want) || said != "" {
			t.Errorf("%s: %d %s %s", name, exit, out, said)
		}
	}
	for name, want := range map[string]string{"wide.xml": "UTF-16", "latin.xml": "ISO-8859-1"} {
		exit, out, _ := run(t, "", "check", name)
		if exit != 0 || !strings.Contains(out, "goed (WMO307)") || !strings.Contains(out, want) {
			t.Errorf("%s: %d %s", name, exit, out)
		}
	}
	if exit, out, _ := run(t, "", "check", "bsn.xml", "-bsn"); exit != 1 || !strings.Contains(out, "[999900007]") {
		t.Error(exit, out)
	}
	if exit, out, _ := run(t, good, "check", "-", "none.xml", "wide.xml"); exit != 2 || !strings.Contains(out, "2 bestanden, alles goed") {
		t.Error(exit, out)
	}
	if exit, out, _ := run(t, strings.Repeat("x", istandaard.MaxGrootte+1), "check", "-"); exit != 1 || !strings.Contains(out, "25 MB") {
		t.Error(exit, out)
	}
	if exit, out, _ := run(t, "", "check", "none.xml", "-format", "json"); exit != 2 || out != `{"file":"none.xml","message":"","level":0,"valid":false,"faults":[{"rule":"","code":"","path":"","line":0,"value":"","text":"none.xml kan niet worden gelezen: het bestaat niet."}]}`+"\n" {
		t.Error(exit, out)
	}
}

// A folder or file that may not be read is told, and the others are checked all the same.
func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("left out: nothing is forbidden to root")
	}
	root := folder(t, map[string]string{"in/a.xml": stop(t), "in/b.xml": stop(t), "in/shut/c.xml": stop(t)})
	for name, mode := range map[string]os.FileMode{"in/b.xml": 0, "in/shut": 0} {
		if err := os.Chmod(filepath.Join(root, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(filepath.Join(root, "in/shut"), 0o700)
	exit, out, said := run(t, "", "check", "in")
	if exit != 2 || !strings.Contains(out, "in/a.xml: goed") || strings.Count(said, "dat mag u niet") != 2 {
		t.Errorf("%d %s %s", exit, out, said)
	}
}

// closed is an output that somebody closed.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestClosedOutput(t *testing.T) {
	files := map[string]string{}
	for _, n := range []string{"a", "b", "c", "d"} {
		for _, m := range strings.Split("0123456789", "") {
			files[n+m+".xml"] = stop(t)
		}
	}
	folder(t, files)
	for _, args := range [][]string{{"check", ".", "-format", "json"}, {"check", "."}, {"show", "a1.xml"}, {"convert", "a1.xml"}, {"answer", "a1.xml"}, {"explain", "TR304"}, {"-h"}} {
		var said bytes.Buffer
		if exit := Run(t.Context(), args, strings.NewReader(""), closed{}, &said); exit != 2 && args[0] != "-h" {
			t.Errorf("%q: %d %s", args, exit, said.String())
		}
	}
}

func TestStopped(t *testing.T) {
	folder(t, map[string]string{"a.xml": stop(t)})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"check", "a.xml"}, {"check", "-level", "3", "a.xml", "-"}} {
		var out, said bytes.Buffer
		in, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		if exit := Run(ctx, args, in, &out, &said); exit != 2 {
			t.Errorf("%q: %d %s", args, exit, said.String())
		}
		w.Close()
	}
}

func TestExplain(t *testing.T) {
	tests := map[string][]string{
		"TR304": {"TR304", "niveau 3", "8187", "cliënt is hier niet bekend"}, "tr304": {"TR304"}, "8187": {"retourcode (WJ001)", "TR304"}, "0001": {"hoort bij"},
		"OP090": {"niet door een machine", "3 werkdagen"}, "OP033x1": {"OP033x1"}, "CD041": {"niveau 2"}, "WMO301": {"ToegewezenProduct ", "1..n", "WMO302", "WJ756"},
		"jw325": {"DeclaratieAntwoord", "van gemeente naar aanbieder"}, "COD046": {"Mannelijk"}, "wj756": {"Uur"}, "WJ001": {"0200", "geen opmerkingen"},
	}
	for word, want := range tests {
		exit, out, said := run(t, "", "explain", word)
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("explain %s: no %q in\n%s", word, w, out)
			}
		}
		if exit != 0 || said != "" {
			t.Errorf("explain %s: %d %s", word, exit, said)
		}
	}
	for _, s := range istandaard.Soorten() {
		if exit, out, _ := run(t, "", "explain", string(s), "-lang", "en"); exit != 0 || strings.Contains(out, "%!") {
			t.Errorf("%s: %s", s, out)
		}
	}
	for word, near := range map[string]string{"TR30": "TR304", "9018": "9019", "WMO30": "WMO301", "COD46": "COD046"} {
		if exit, _, said := run(t, "", "explain", word, "TR304"); exit != 1 || !strings.Contains(said, near) {
			t.Errorf("%s: %d %s", word, exit, said)
		}
	}
}

func TestShow(t *testing.T) {
	exit, out, said := run(t, stop(t), "show", "-")
	for _, want := range []string{"van 12345678 naar 0141 (Almelo), kenmerk S1", "******006", "1     Mannelijk", "Levering volgens plan beeindigd"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if exit != 0 || said != "" || strings.Contains(out, "999900006") {
		t.Error(exit, said)
	}
	if _, out, _ := run(t, stop(t), "show", "-", "-bsn", "-lang", "en"); !strings.Contains(out, "999900006") || !strings.Contains(out, "from 12345678 to") {
		t.Error(out)
	}
	for name, data := range standaardtest.Voorbeelden(t) {
		if _, err := istandaard.Lees(data); err != nil {
			continue
		}
		exit, out, _ := run(t, string(data), "show", "-")
		if exit != 0 || strings.Contains(out, "999900006") || strings.Contains(name, "323") && !strings.Contains(out, "€ ") {
			t.Errorf("%s: %d\n%s", name, exit, out)
		}
	}
}

// Every example goes to JSON and back without loss.
func TestConvert(t *testing.T) {
	root := folder(t, nil)
	for name, data := range standaardtest.Voorbeelden(t) {
		b, err := istandaard.Lees(data)
		if err != nil {
			continue
		}
		want, err := b.Schrijf()
		if err != nil {
			t.Fatal(err)
		}
		exit, text, said := run(t, string(data), "convert", "-")
		if exit != 0 {
			t.Fatalf("%s: %s", name, said)
		}
		if exit, out, said := run(t, text, "convert", "-"); exit != 0 || out != string(want) {
			t.Errorf("%s: %d %s\n%s", name, exit, said, out)
		}
		if exit, out, _ := run(t, "\xEF\xBB\xBF"+text, "convert", "-", "-o", "x.xml"); exit != 0 || out != "" {
			t.Errorf("%s: %d %s", name, exit, out)
		}
		if got, err := os.ReadFile(filepath.Join(root, "x.xml")); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, in := range []string{`{"Soort":"WMO301"}`, `{"Soort":"WMO999"}`, `{"a":`, `{`, "{}", "[]"} {
		if exit, out, said := run(t, in, "convert", "-"); exit != 1 || out != "" || said == "" {
			t.Errorf("%s: %d %s", in, exit, said)
		}
	}
}

func TestAnswer(t *testing.T) {
	exit, out, said := run(t, stop(t), "answer", "-", "-id", "R1", "-date", "2026-02-03")
	b, err := istandaard.Lees(out)
	if exit != 0 || err != nil || b.Soort() != istandaard.WMO308 || b.Kenmerk() != "R1" || b.Header().Tekst("DagtekeningRetour") != "2026-02-03" || !strings.Contains(said, "goed") {
		t.Errorf("%d %v %s\n%s", exit, err, said, out)
	}
	folder(t, map[string]string{"stop.xml": stop(t), "old/readme": ""})
	exit, out, said = run(t, "", "answer", "stop.xml", "-history", "old", "-o", "r.xml")
	data, err := os.ReadFile("r.xml")
	if exit != 0 || out != "" || err != nil || !strings.Contains(string(data), "9019") || !strings.Contains(said, "TR019 9019") {
		t.Errorf("%d %v %s\n%s", exit, err, said, data)
	}
	exit, out, said = run(t, strings.Replace(stop(t), "999900006", "999900007", 1), "answer", "-")
	if exit != 0 || !strings.Contains(out, "<wmo308:RetourCode>0001</wmo308:RetourCode>") || !strings.Contains(said, "CS002") {
		t.Errorf("%d %s\n%s", exit, said, out)
	}
	if exit, _, said := run(t, "", "answer", "r.xml"); exit != 1 || !strings.Contains(said, "zelf een antwoord") {
		t.Error(exit, said)
	}
}
