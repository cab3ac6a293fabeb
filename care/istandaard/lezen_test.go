package istandaard

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// TestLeesAlsLibxml2 holds our verdict against that of libxml2 on every practice message where engines may
// not differ.
func TestLeesAlsLibxml2(t *testing.T) {
	for _, o := range standaardtest.Oefeningen(t) {
		b, err := Lees(o.Data)
		switch {
		case !o.Telt:
		case (err == nil) != o.Geldig:
			t.Errorf("%s (%s): valid %v, want %v: %v", o.Naam, o.Wijziging, err == nil, o.Geldig, err)
		case err == nil && string(b.Soort()) != o.Soort:
			t.Errorf("%s: read as %s", o.Naam, b.Soort())
		}
	}
}
