// Package standaardtest gives tests the published material of iWmo and iJw 3.2, which stands beside the
// repository and not in it. It is for tests only.
package standaardtest

import (
	"archive/tar"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Map is the path of a file or folder of the material. Without the material a developer's run leaves the test
// out; CI fails.
func Map(t testing.TB, deel ...string) string {
	t.Helper()
	folder, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for boven := ""; folder != boven; folder, boven = filepath.Dir(folder), folder {
		pad := filepath.Join(folder, "shared", "istandaarden")
		if _, err := os.Stat(pad); err == nil {
			return filepath.Join(append([]string{pad}, deel...)...)
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("the material of the standard is missing")
	}
	t.Skip("left out: the material of the standard is not beside the repository")
	return ""
}

// Tabel reads a table of the material: the rows below its head, each by the names of the columns.
func Tabel(t testing.TB, deel ...string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(Map(t, deel...))
	if err != nil {
		t.Fatal(err)
	}
	return tabel(t, data)
}

func tabel(t testing.TB, data []byte) (uit []map[string]string) {
	t.Helper()
	// A quote is a character like any other in these tables.
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(data), `"`, "'")))
	r.Comma = '\t'
	rijen, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, rij := range rijen[1:] {
		per := map[string]string{}
		for i, kolom := range rijen[0] {
			per[kolom] = rij[i]
		}
		uit = append(uit, per)
	}
	return uit
}

// Voorbeelden are the example messages by path below the material of the standard.
func Voorbeelden(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	root := Map(t)
	for _, wet := range []string{"iwmo-3.2", "ijw-3.2"} {
		for _, soort := range []string{"examples", "examples-repaired", "examples-derived"} {
			paden, err := filepath.Glob(filepath.Join(root, wet, soort, "*.xml"))
			if err != nil {
				t.Fatal(err)
			}
			for _, pad := range paden {
				data, err := os.ReadFile(pad)
				if err != nil {
					t.Fatal(err)
				}
				rel, _ := filepath.Rel(root, pad)
				out[filepath.ToSlash(rel)] = data
			}
		}
	}
	if len(out) != 33 {
		t.Fatalf("%d examples", len(out))
	}
	return out
}

// oefening is one practice message: an example with one thing changed, and the verdict of the published checks.
type oefening struct {
	Naam      string
	Soort     string   // such as WMO301
	Telt      bool     // an engine may not differ
	Geldig    bool     // by the schema
	Regels    []string // broken at level 2
	Data      []byte
	Wijziging string
}

// Oefeningen are the practice messages, of both laws.
func Oefeningen(t testing.TB) []oefening {
	t.Helper()
	inhoud := uitpakken(t, Map(t, "practice.tar.gz"))
	var out []oefening
	for _, rij := range tabel(t, inhoud["verdicts.tsv"]) {
		o := oefening{Naam: rij["mutant"], Soort: rij["message"], Telt: rij["score"] == "yes", Geldig: rij["xmllint"] == "valid",
			Wijziging: rij["operator"] + " at " + rij["path"] + ": " + rij["detail"], Data: inhoud[rij["mutant"]]}
		if w := rij["xslt_rules"]; w != "" && w != "none" {
			o.Regels = strings.Split(w, ",")
		}
		if o.Data == nil {
			t.Fatalf("no content for %s", o.Naam)
		}
		out = append(out, o)
	}
	if len(out) != 849 {
		t.Fatalf("%d practice messages", len(out))
	}
	return out
}

// uitpakken reads an archive, by path below its one folder.
func uitpakken(t testing.TB, pad string) map[string][]byte {
	t.Helper()
	f, err := os.Open(pad)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	inhoud := map[string][]byte{}
	for lijst := tar.NewReader(z); ; {
		h, err := lijst.Next()
		if errors.Is(err, io.EOF) {
			return inhoud
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(lijst)
		if err != nil {
			t.Fatal(err)
		}
		_, naam, _ := strings.Cut(h.Name, "/")
		inhoud[naam] = data
	}
}
