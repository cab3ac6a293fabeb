package messages

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
)

// verdicts reads JSON lines.
func verdicts(t *testing.T, out string) (list []verdict) {
	t.Helper()
	for line := range strings.Lines(out) {
		var v verdict
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		list = append(list, v)
	}
	return list
}

func rules(v verdict) (out []string) {
	for _, f := range v.Faults {
		if !slices.Contains(out, f.Rule) {
			out = append(out, f.Rule)
		}
	}
	slices.Sort(out)
	return out
}

// The examples of the standard are judged as the published checks judge them.
func TestCheckExamples(t *testing.T) {
	t.Chdir(standaardtest.Map(t))
	exit, out, said := run(t, "", "check", "-format", "json", "ijw-3.2", "iwmo-3.2")
	if exit != 1 || said != "" {
		t.Fatal(exit, said)
	}
	found := map[string]verdict{}
	var order []string
	for _, v := range verdicts(t, out) {
		found[v.File] = v
		order = append(order, v.File)
	}
	if !slices.IsSortedFunc(order, func(a, b string) int { return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/")) }) {
		t.Error(order)
	}
	for _, row := range standaardtest.Tabel(t, "examples-validation.tsv") {
		v, ok := found[row["file"]]
		valid := row["xsd_verdict"] == "valid"
		broken := strings.FieldsFunc(row["xslt_rules_broken"], func(r rune) bool { return r == ',' || r == ' ' })
		switch {
		case !ok:
			t.Errorf("%s was not checked", row["file"])
		case v.Valid != (valid && len(broken) == 0), (v.Level > 0) != valid, valid && !slices.Equal(rules(v), broken), v.Message == "":
			t.Errorf("%+v\n%v", v, row)
		}
	}
}

// The lines of JSON are exactly these.
func TestCheckJSON(t *testing.T) {
	t.Chdir(standaardtest.Map(t))
	_, out, _ := run(t, "", "check", "-format", "json", "-lang", "en", "iwmo-3.2/examples/WMO319.xml", "ijw-3.2/examples/JW315.xml", "ijw-3.2/examples/JW317.xml")
	sentence := func(file string) string { // the words are those of the engine
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := istandaard.Lees(data)
		var faults istandaard.Fouten
		if !errors.As(err, &faults) {
			faults = toets.Toets(b)
		}
		return faults[0].Zin(istandaard.EN)
	}
	want := `{"file":"iwmo-3.2/examples/WMO319.xml","message":"WMO319","level":2,"valid":true,"faults":[]}
{"file":"ijw-3.2/examples/JW315.xml","message":"JW315","level":0,"valid":false,"faults":[{"rule":"RS032","code":"","path":"Client/AangevraagdeProducten/AangevraagdProduct[1]/ToewijzingEinddatum","line":44,"value":"2027-06-31","text":"DATE"},{"rule":"RS032","code":"","path":"Client/AangevraagdeProducten/AangevraagdProduct[2]/ToewijzingEinddatum","line":66,"value":"2027-06-31","text":"DATE"}]}
{"file":"ijw-3.2/examples/JW317.xml","message":"JW317","level":1,"valid":false,"faults":[{"rule":"CS003","code":"0001","path":"Client/Verzoek/NieuweProducten/NieuwProduct[1]/Einddatum","line":35,"value":"2024-02-28","text":"PERIOD"}]}
`
	want = strings.NewReplacer("DATE", sentence("ijw-3.2/examples/JW315.xml"), "PERIOD", sentence("ijw-3.2/examples/JW317.xml")).Replace(want)
	if out != want {
		t.Errorf("%s\nand not\n%s", out, want)
	}
	if _, out, _ := run(t, "", "check", "-level", "1", "-format", "json", "ijw-3.2/examples/JW317.xml"); out != `{"file":"ijw-3.2/examples/JW317.xml","message":"JW317","level":1,"valid":true,"faults":[]}`+"\n" {
		t.Error(out)
	}
}

// Many files are printed in order, however many workers check them.
func TestCheckOrder(t *testing.T) {
	good := stop(t)
	files := map[string]string{}
	for i := range 300 {
		text := good
		if i%3 == 0 {
			text = strings.Replace(good, "999900006", "999900007", 1)
		}
		files[fmt.Sprintf("in/%03d.xml", i)] = text + strings.Repeat("\n", i*50)
	}
	folder(t, files)
	exit, out, _ := run(t, "", "check", "in", "-format", "json")
	list := verdicts(t, out)
	if exit != 1 || len(list) != 300 {
		t.Fatal(exit, len(list))
	}
	for i, v := range list {
		if v.File != fmt.Sprintf("in/%03d.xml", i) || v.Valid != (i%3 != 0) {
			t.Errorf("%d: %+v", i, v)
		}
	}
	if _, out, _ := run(t, "", "check", "in"); !strings.HasSuffix(out, "300 bestanden, 100 fout\n") {
		t.Error(out[max(0, len(out)-100):])
	}
}

// talked lets two peers play a conversation through the command, and gives the folder of what the provider kept.
func talked(t *testing.T, town, provider string) string {
	t.Helper()
	root := folder(t, map[string]string{"town.txt": town, "provider.txt": provider, "315.xml": asked(t)})
	for _, day := range []string{"2026-01-05", "2026-02-01", "2026-03-01", "2026-04-01"} {
		if err := os.WriteFile("clock", []byte(day), 0o600); err != nil {
			t.Fatal(err)
		}
		for range 6 {
			for _, who := range []string{"-role municipality -code 0141 -inbox a -outbox b -state town -script town.txt", "-role aanbieder -code 12345678 -inbox b -outbox a -state provider -script provider.txt"} {
				args := append([]string{"peer", "-once", "-clock", "clock", "-lang", "en"}, strings.Fields(who)...)
				if exit, out, said := run(t, "", args...); exit != 0 || said != "" {
					t.Fatal(exit, out, said)
				}
			}
		}
	}
	return filepath.Join(root, "provider")
}

// asked is a request for three hours a week from 5 January to 15 March 2026.
func asked(t *testing.T) string {
	t.Helper()
	b := istandaard.Nieuw(istandaard.WMO315, istandaard.Kop{Afzender: "12345678", Ontvanger: "0141", Identificatie: "V1", Dagtekening: "2026-01-05"})
	d, err := b.Wortel.Voeg("Client")
	if err == nil {
		err = d.Van(istandaard.VerzoekClient{Bsn: "999900006", Geboortedatum: istandaard.Geboortedatum{Datum: "1950-01-01"}, Geslacht: "1",
			Naam: istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}},
			AangevraagdeProducten: []istandaard.AangevraagdProduct{{ReferentieAanbieder: "REF1", Product: &istandaard.Product{Categorie: "02", Code: "02A05"},
				ToewijzingIngangsdatum: "2026-01-05", ToewijzingEinddatum: "2026-03-15", Omvang: &istandaard.Omvang{Volume: 3, Eenheid: "04", Frequentie: "2"},
				Verwijzer: istandaard.Verwijzer{Type: "01"}, Raamcontract: "1"}}})
	}
	var data []byte
	if err == nil {
		data, err = b.Schrijf()
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A conversation of two peers is in order on every level, in whatever order its files are given.
func TestCheckConversation(t *testing.T) {
	kept := talked(t, "", "2026-01-05 send 315.xml\n")
	files, err := filepath.Glob(filepath.Join(kept, "*.xml"))
	if err != nil || len(files) != 14 {
		t.Fatal(len(files), err)
	}
	if exit, out, said := run(t, "", "check", "-level", "4", "-today", "2026-04-02", "provider"); exit != 0 || said != "" || !strings.Contains(out, "14 bestanden, alles goed") {
		t.Errorf("%d %s %s", exit, out, said)
	}
	slices.Reverse(files)
	if exit, out, said := run(t, "", append([]string{"check", "-level", "3"}, files...)...); exit != 0 || said != "" {
		t.Errorf("%d %s %s", exit, out, said)
	}
	// On a day before it, the messages come from the future (TR135).
	if exit, out, _ := run(t, "", "check", "-level", "4", "-today", "2026-01-06", "provider", "-format", "json"); exit != 1 || !strings.Contains(out, `"rule":"TR135"`) {
		t.Error(exit, out)
	}
	// Without the allocation nothing else is right.
	broken := map[string][]string{}
	_, out, _ := run(t, "", append([]string{"check", "-level", "3", "-format", "json"}, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return strings.Contains(f, "WMO301") })...)...)
	for _, v := range verdicts(t, out) {
		if !v.Valid {
			broken[v.Message] = rules(v)
		}
		if v.Valid != (v.Level == 3) {
			t.Errorf("%+v", v)
		}
	}
	if want := map[string][]string{"WMO305": {"TR019"}, "WMO307": {"TR019"}, "WMO323": {"TR304"}}; !maps.EqualFunc(broken, want, slices.Equal) {
		t.Error(broken)
	}
}

// A file of the history that comes again was there before.
func TestCheckHistory(t *testing.T) {
	talked(t, "", "2026-01-05 send 315.xml\n")
	again, err := filepath.Glob("provider/*WMO305.xml")
	if err != nil || len(again) != 1 {
		t.Fatal(again, err)
	}
	data, err := os.ReadFile(again[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("again.xml", data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("provider/junk.xml", []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	exit, out, said := run(t, "", "check", "-history", "provider", "-format", "json", "again.xml")
	if exit != 1 || !slices.Contains(rules(verdicts(t, out)[0]), "TR056") || !strings.Contains(said, "1 bestand van de geschiedenis is geen bericht") {
		t.Error(exit, out, said)
	}
	// The same file, checked where it stands, is not its own history; what came after it is.
	exit, out, _ = run(t, "", "check", "-history", "provider", "-format", "json", again[0])
	if exit != 0 || len(verdicts(t, out)) != 1 {
		t.Error(exit, out)
	}
}

// A refused allocation does not count, so what follows it is wrong; a refused line may be claimed again.
func TestCheckRefusals(t *testing.T) {
	talked(t, "", "2026-01-05 send 315.xml\n302 refuse 9332\n")
	for _, name := range []string{"a/done", "b/done"} {
		if err := os.CopyFS("all", os.DirFS(name)); err != nil {
			t.Fatal(err)
		}
	}
	start := strings.NewReplacer("S1", "S2").Replace(stop(t))
	if err := os.WriteFile("stop.xml", []byte(start), 0o600); err != nil {
		t.Fatal(err)
	}
	if exit, out, _ := run(t, "", "check", "-history", "all", "-format", "json", "stop.xml"); exit != 1 || !slices.Contains(rules(verdicts(t, out)[0]), "TR019") {
		t.Error(exit, out)
	}
}

func TestCheckClaimsAgain(t *testing.T) {
	talked(t, "", "2026-01-05 send 315.xml\n323 too-much for 2026-01\n")
	exit, out, _ := run(t, "", "check", "-level", "3", "-format", "json", "provider")
	broken := 0
	for _, v := range verdicts(t, out) {
		if v.Valid {
			continue
		}
		broken++
		if v.Message != "WMO323" || !slices.Equal(rules(v), []string{"TR321"}) {
			t.Errorf("%+v", v)
		}
	}
	if exit != 1 || broken != 1 {
		t.Error(exit, out)
	}
	// Without the 325 that refused the line, the check refuses it itself, so that the next claim is still right.
	refusals, err := filepath.Glob("provider/*WMO325.xml")
	if err != nil || len(refusals) != 3 {
		t.Fatal(refusals, err)
	}
	if err := os.Remove(refusals[0]); err != nil {
		t.Fatal(err)
	}
	_, without, _ := run(t, "", "check", "-level", "3", "-format", "json", "provider")
	if strings.Count(without, `"valid":false`) != 1 {
		t.Error(without)
	}
	// With rates of a contract, other rates are wrong (TR418).
	if err := os.WriteFile("rates.csv", []byte("law,municipality,provider,category,code,unit,cents,from,to\niwmo,,,02,02A05,04,5100,2025-01-01,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("products.csv", []byte("iwmo,02,02A06,2025-01-01,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, out, _ := run(t, "", "check", "-level", "3", "-rates", "rates.csv", "-format", "json", "provider"); strings.Count(out, `"rule":"TR418"`) != 4 || strings.Contains(out, `"TR135"`) {
		t.Error(out)
	}
	if _, out, _ := run(t, "", "check", "-today", "2026-04-02", "-products", "products.csv", "-format", "json", "provider"); !strings.Contains(out, `"rule":"TR381"`) {
		t.Error(out)
	}
}
