package seal

import (
	"bytes"
	"path/filepath"
	"testing"
)

// BenchmarkDossierKeys is what sealing adds to opening a dossier: unwrap its key, open three numbers and three
// notes.
func BenchmarkDossierKeys(b *testing.B) {
	m, err := LoadOrMakeMaster(filepath.Join(b.TempDir(), "master.json"))
	if err != nil {
		b.Fatal(err)
	}
	raw := newDataKey()
	wrapped, err := m.wrap(1, 10, raw)
	if err != nil {
		b.Fatal(err)
	}
	k, err := newKey(1, 10, raw)
	if err != nil {
		b.Fatal(err)
	}
	var fields [6][]byte
	for i := range fields {
		fields[i] = k.Seal("a.b", bytes.Repeat([]byte("x"), 9+(i%2)*391))
	}
	for b.Loop() {
		raw, err := m.unwrap(1, 10, wrapped)
		if err != nil {
			b.Fatal(err)
		}
		k, err := newKey(1, 10, raw)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range fields {
			if _, err := k.Open("a.b", f); err != nil {
				b.Fatal(err)
			}
		}
	}
}
