package near

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var (
	almelo = Point{52.3570, 6.6625}
	borne  = Point{52.3000, 6.7530}
)

func TestKm(t *testing.T) {
	// The great circle between these two middles is 8.85 km.
	if got := Km(almelo, borne); math.Abs(got-8.85) > 0.15 {
		t.Errorf("%.2f km", got)
	}
	if Km(almelo, almelo) != 0 {
		t.Error("far from itself")
	}
}

// Whatever lies within the radius lies in one of the covering squares.
func TestCoverMissesNothing(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		around := Point{50.7 + 2.9*rnd.Float64(), 3.3 + 3.9*rnd.Float64()}
		other := Point{around.Lat + 0.6*(rnd.Float64()-0.5), around.Lon + 0.9*(rnd.Float64()-0.5)}
		for _, r := range Radii {
			cells := Cover(around, r)
			if r.Holds(Km(around, other)) && !slices.Contains(cells[:], CellOf(other, r)) {
				t.Fatalf("%v is within %d km of %v but in no square", other, r, around)
			}
		}
	}
}

func TestCellsOfDifferentRadiiDiffer(t *testing.T) {
	cells := CellsOf(almelo)
	slices.Sort(cells)
	if len(slices.Compact(cells)) != len(Radii) || cells[0] != 0 {
		t.Errorf("%v", cells)
	}
}

func TestParseRadius(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Radius
	}{{"5", Close}, {"0", Everywhere}, {"25", Region}, {"", Town}, {"7", Town}, {"5km", Town}} {
		if got := ParseRadius(tt.in, Town); got != tt.want {
			t.Errorf("%q: %d", tt.in, got)
		}
	}
}

func TestWithoutAPointEverywhere(t *testing.T) {
	if cells := Cover(Point{}, Close); cells[0] != 0 || cells[1] != Nowhere {
		t.Errorf("%v", cells)
	}
}
