package istandaard

import (
	"archive/tar"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// standaard finds the published material of the standard, which stands beside the repository and not in it.
// Without it a developer's run leaves these checks out; CI fails.
func standaard(t testing.TB, deel ...string) string {
	t.Helper()
	folder, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "istandaarden"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the material of the standard is missing: %v", err)
		}
		t.Skipf("left out: the material of the standard is not beside the repository: %v", err)
	}
	return filepath.Join(append([]string{folder}, deel...)...)
}

// voorbeelden are the example messages by path below the material of the standard.
func voorbeelden(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	root := standaard(t)
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
	naam      string
	soort     Soort
	telt      bool     // an engine may not differ
	geldig    bool     // by the schema
	regels    []string // broken at level 2
	data      []byte
	wijziging string
}

func oefeningen(t testing.TB) []oefening {
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
	for lijst := tar.NewReader(z); ; {
		h, err := lijst.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(lijst)
		if err != nil {
			t.Fatal(err)
		}
		inhoud[strings.TrimPrefix(h.Name, "practice/")] = data
	}
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(inhoud["verdicts.tsv"]), `"`, "'")))
	r.Comma = '\t'
	rijen, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	kolom := func(rij []string, naam string) string { return rij[slices.Index(rijen[0], naam)] }
	var out []oefening
	for _, rij := range rijen[1:] {
		o := oefening{naam: kolom(rij, "mutant"), soort: Soort(kolom(rij, "message")), telt: kolom(rij, "score") == "yes",
			geldig: kolom(rij, "xmllint") == "valid", wijziging: kolom(rij, "operator") + ": " + kolom(rij, "detail")}
		if w := kolom(rij, "xslt_rules"); w != "" && w != "none" {
			o.regels = strings.Split(w, ",")
		}
		o.data = inhoud[o.naam]
		if o.data == nil {
			t.Fatalf("no content for %s", o.naam)
		}
		out = append(out, o)
	}
	if len(out) != 849 {
		t.Fatalf("%d practice messages", len(out))
	}
	return out
}
