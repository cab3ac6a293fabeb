package istandaard

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// standaard finds the published material of the standard, which stands beside the repository and not in it.
// Without it a developer's run leaves these checks out; CI fails.
func standaard(t testing.TB, deel ...string) string {
	t.Helper()
	map_, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared", "istandaarden"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(map_); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the material of the standard is missing: %v", err)
		}
		t.Skipf("left out: the material of the standard is not beside the repository: %v", err)
	}
	return filepath.Join(append([]string{map_}, deel...)...)
}

func voorbeeld(t testing.TB, soort Soort) []byte {
	t.Helper()
	map_ := "examples"
	if s, _ := zoekSoort(func(s berichtsoort) bool { return s.soort == soort }); s.isRetour() {
		map_ = "examples-derived"
	}
	data, err := os.ReadFile(standaard(t, "iwmo-3.2", map_, string(soort)+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// valideer holds bytes against the schema of their type with xmllint.
func valideer(t *testing.T, soort Soort, data []byte) {
	t.Helper()
	schema := "schema"
	if s, _ := zoekSoort(func(s berichtsoort) bool { return s.soort == soort }); s.isRetour() {
		schema = "schema-derived"
	}
	pad := standaard(t, "iwmo-3.2", schema, string(soort)+".xsd")
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("xmllint is missing: apt-get install libxml2-utils")
		}
		t.Skip("left out: xmllint is not on this machine") // a developer without libxml2-utils can still run the rest
	}
	cmd := exec.Command(xmllint, "--noout", "--nonet", "--schema", pad, "-")
	cmd.Stdin = bytes.NewReader(data)
	if uit, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s is not valid: %v\n%s\n%s", soort, err, uit, data)
	}
}

// oefening is one practice message: an example with one thing changed, and the verdict of the published checks.
type oefening struct {
	naam   string
	geldig bool     // by the schema
	regels []string // broken at level 2
}

func oefeningen(t testing.TB) ([]oefening, map[string][]byte) {
	t.Helper()
	f, err := os.Open(standaard(t, "practice.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	inhoud := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		kop, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, naam, _ := strings.Cut(kop.Name, "practice/")
		inhoud[naam] = data
	}
	return leesOordelen(t, inhoud["verdicts.tsv"]), inhoud
}

// leesOordelen takes the rows for our message types that count.
func leesOordelen(t testing.TB, tsv []byte) []oefening {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(tsv))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rijen, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var uit []oefening
	for _, rij := range rijen[1:] {
		if _, ok := zoekSoort(func(s berichtsoort) bool { return string(s.soort) == rij[1] }); !ok || rij[7] != "yes" {
			continue
		}
		o := oefening{naam: rij[0], geldig: rij[9] == "valid"}
		if o.geldig && rij[12] != "none" && rij[12] != "" {
			o.regels = strings.Split(rij[12], ",")
			slices.Sort(o.regels)
		}
		uit = append(uit, o)
	}
	return uit
}

func TestPractice(t *testing.T) {
	lijst, inhoud := oefeningen(t)
	if len(lijst) < 100 {
		t.Fatalf("only %d practice messages", len(lijst))
	}
	for _, o := range lijst {
		b, err := Lees(inhoud[o.naam])
		if (err == nil) != o.geldig {
			t.Errorf("%s: valid is %v, error %v", o.naam, o.geldig, err)
			continue
		}
		if err == nil && !slices.Equal(gebroken(Toets(b)), o.regels) {
			t.Errorf("%s: broken rules %v, want %v", o.naam, gebroken(Toets(b)), o.regels)
		}
	}
}

// gebroken lists the rules in an error, each once, in order of name.
func gebroken(err error) []string {
	fouten, _ := errors.AsType[Fouten](err)
	var regels []string
	for _, f := range fouten {
		regels = append(regels, f.Regel)
	}
	slices.Sort(regels)
	return slices.Compact(regels)
}
