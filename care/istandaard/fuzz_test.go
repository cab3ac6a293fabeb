package istandaard

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// FuzzLees looks for bytes that make the reader panic or slow, and for messages that change when they are
// written, in XML or in JSON.
func FuzzLees(f *testing.F) {
	for _, data := range voorbeelden(f) {
		if len(data) < 4000 {
			f.Add(data)
		}
	}
	for _, s := range snippers {
		f.Add([]byte(`<a:Bericht xmlns:a="http://www.istandaarden.nl/iwmo/3_2/wmo302/schema"><a:Header><a:BerichtCode>4` + s + "15"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		b, err := Lees(data)
		if duur := time.Since(begin); duur > 5*time.Second {
			t.Errorf("took %v for %d bytes", duur, len(data))
		}
		if err != nil {
			zinnenVan(t, data, err)
			return
		}
		rond(t, b)
	})
}

// zinnenVan holds that every fault has a sentence in both languages.
func zinnenVan(t *testing.T, data []byte, err error) {
	fouten, ok := err.(Fouten)
	if !ok || len(fouten) == 0 || len(fouten) > maxFouten {
		t.Fatalf("not the faults of a message: %v", err)
	}
	for _, f := range fouten {
		for _, zin := range []string{f.Zin(NL), f.Zin(EN)} {
			if zin == "" || strings.Contains(zin, "%!") && !bytes.Contains(data, []byte("%!")) {
				t.Errorf("no good sentence: %q", zin)
			}
		}
	}
}

// rond holds that a message stays the same when it is written and read.
func rond(t *testing.T, b *Bericht) {
	geschreven, err := b.Schrijf()
	if err != nil {
		t.Fatalf("what was read cannot be written: %v", err)
	}
	terug, err := Lees(geschreven)
	if err != nil || !gelijk(b.Wortel, terug.Wortel) {
		t.Fatalf("changed when it was written: %v\n%s", err, geschreven)
	}
	j, err := b.JSON()
	if err != nil {
		t.Fatalf("what was read cannot become JSON: %v", err)
	}
	if terug, err = LeesJSON(j); err != nil || !gelijk(b.Wortel, terug.Wortel) {
		t.Fatalf("changed in JSON: %v\n%s", err, j)
	}
}

// gelijk reports whether two parts of messages have the same elements and values.
func gelijk(a, b *Deel) bool {
	if a.el.Naam != b.el.Naam || a.waarde != b.waarde {
		return false
	}
	x, y := a.eerste, b.eerste
	for x != nil && y != nil {
		if !gelijk(x, y) {
			return false
		}
		x, y = x.volgende, y.volgende
	}
	return x == nil && y == nil
}

// FuzzLeesJSON looks for JSON that makes the reader panic or slow, and for messages in it that change.
func FuzzLeesJSON(f *testing.F) {
	for _, data := range voorbeelden(f) {
		b, err := Lees(data)
		if err != nil || len(data) > 4000 {
			continue
		}
		j, err := b.JSON()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(j)
	}
	for _, s := range []string{``, `{}`, `[]`, `null`, `{"Soort":1}`, `{"Soort":"WMO301"}`, `{"Soort":"WMO301","Client":null}`, `{"Soort":"WMO302","Header":{"RetourCodes":[1,"2",[]]}}`,
		`{"Soort":"WMO301"} {}`, `{"Soort":"JW323","Declaratie":{"Clienten":[{"Bsn":1e9}]}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		b, err := LeesJSON(data)
		if duur := time.Since(begin); duur > 5*time.Second {
			t.Errorf("took %v for %d bytes", duur, len(data))
		}
		if err != nil {
			zinnenVan(t, data, err)
			return
		}
		j, err := b.JSON()
		if err != nil {
			t.Fatalf("what was read cannot become JSON: %v", err)
		}
		if terug, err := LeesJSON(j); err != nil || !gelijk(b.Wortel, terug.Wortel) {
			t.Fatalf("changed in JSON: %v\n%s", err, j)
		}
		if geschreven, err := b.Schrijf(); err == nil {
			if terug, err := Lees(geschreven); err != nil {
				t.Fatalf("what was written cannot be read: %v", err)
			} else {
				rond(t, terug)
			}
		}
	})
}
