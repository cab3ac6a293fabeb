package tool

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/file"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

func TestEverySentenceHasDutch(t *testing.T) {
	commandtest.Sentences(t, dutch, ".")
}

func run(args ...string) (exit int, out, said string) {
	var o, e bytes.Buffer
	exit = Run(context.Background(), args, strings.NewReader(""), &o, &e)
	return exit, o.String(), e.String()
}

// aRelease writes a signed release of one table.
func aRelease(t *testing.T, id *wire.Identity, rows [][]string) string {
	t.Helper()
	spec, err := json.Marshal(file.Spec{Name: "domains", Value: "n", Minimum: 5, Sensitive: file.Sensitive{Minimum: 10}, Fewest: 1,
		Dimensions: []file.Dimension{{Column: "domains", Total: release.Total, Groups: map[string][]string{"jeugd": {}, "wmo": {}, "werkinkomen": {}}}}})
	if err != nil {
		t.Fatal(err)
	}
	content, err := json.Marshal(release.Content{Hub: id.Key(), Round: release.About{Name: "Eerste ronde", Month: "2025-12"},
		Tables: []release.Table{{Name: "domains", Columns: []string{"domains", "n"}, Rows: rows, Spec: spec}}})
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := (release.Release{Content: content, Signature: id.Sign(content)}).WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "uitgave.json")
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAuditARelease(t *testing.T) {
	id := wire.MakeIdentity()
	safe := aRelease(t, id, [][]string{{"jeugd", ""}, {"total", "100"}, {"werkinkomen", ""}, {"wmo", "60"}})
	told := aRelease(t, id, [][]string{{"jeugd", ""}, {"total", "100"}, {"werkinkomen", "37"}, {"wmo", "60"}})
	text, err := os.ReadFile(safe)
	if err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(t.TempDir(), "changed.json")
	if err := os.WriteFile(changed, bytes.Replace(text, []byte(`"60"`), []byte(`"61"`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	odd := filepath.Join(t.TempDir(), "odd.csv")
	if err := os.WriteFile(odd, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"audit", safe}, 0, "niets af te leiden"},
		{[]string{"audit", safe, "-lang", "en", "-hub-key", id.Key().String()}, 0, "nothing can be inferred"},
		{[]string{"audit", told}, 1, "het aantal 3 volgt"},
		{[]string{"audit", "-format", "json", told}, 1, `"exact": 1`},
		{[]string{"audit", changed}, 1, "veranderd nadat"},
		{[]string{"audit", safe, "-hub-key", wire.MakeIdentity().Key().String()}, 1, "door een andere hub"},
		{[]string{"audit", safe, "-hub-key", "x"}, 2, "geen sleutel van een hub"},
		{[]string{"audit", safe, "-insider", odd}, 2, "past bij geen tabel"},
		{[]string{"audit", safe, "-spec", odd}, 2, "kan alleen"},
		{[]string{"audit", odd}, 2, "-spec"},
		{[]string{"audit"}, 2, "Er ontbreekt iets"},
		{[]string{"adit"}, 2, "Bedoelde u audit?"},
	} {
		exit, out, said := run(c.args...)
		if exit != c.exit || !strings.Contains(out+said, c.says) {
			t.Errorf("%q: %d\n%s%s", c.args, exit, out, said)
		}
	}
}
