package istandaard

import "testing"

// TestLeesAlsLibxml2 holds our verdict against that of libxml2 on every practice message where engines may
// not differ.
func TestLeesAlsLibxml2(t *testing.T) {
	for _, o := range oefeningen(t) {
		b, err := Lees(o.data)
		switch {
		case !o.telt:
		case (err == nil) != o.geldig:
			t.Errorf("%s (%s): valid %v, want %v: %v", o.naam, o.wijziging, err == nil, o.geldig, err)
		case err == nil && b.Soort() != o.soort:
			t.Errorf("%s: read as %s", o.naam, b.Soort())
		}
	}
}
