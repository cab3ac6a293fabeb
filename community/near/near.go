// Package near says how far things are from each other, and gives them squares on the map by which an index
// finds what is near. It knows points that stand for a neighbourhood, never an address.
package near

import (
	"fmt"
	"math"
	"strings"
)

// Point is a place on the map: the middle of a neighbourhood, in degrees.
type Point struct{ Lat, Lon float64 }

// Known reports whether the point is a place at all.
func (p Point) Known() bool { return p != Point{} }

// The Netherlands is small enough to measure on a flat map that is stretched right at its middle.
const (
	kmPerLat = 111.26
	kmPerLon = 68.2 // at 52.2 degrees north
)

func (p Point) plane() (x, y float64) { return p.Lon * kmPerLon, p.Lat * kmPerLat }

// Km is the distance between two points in kilometres, as the crow flies.
func Km(a, b Point) float64 {
	ax, ay := a.plane()
	bx, by := b.plane()
	return math.Hypot(ax-bx, ay-by)
}

// Radius is how far somebody wants to look, in kilometres.
type Radius int

// Radii are the distances that people choose from. Everywhere has no limit.
const (
	Everywhere Radius = 0
	Around     Radius = 2
	Close      Radius = 5
	Town       Radius = 10
	Region     Radius = 25
)

// Radii lists the distances from near to far.
var Radii = []Radius{Around, Close, Town, Region, Everywhere}

// ParseRadius reads a distance in kilometres from an address; what is no radius is the fallback.
func ParseRadius(s string, fallback Radius) Radius {
	for _, r := range Radii {
		if s == r.String() {
			return r
		}
	}
	return fallback
}

// String is the radius as it stands in an address.
func (r Radius) String() string {
	switch r {
	case Around:
		return "2"
	case Close:
		return "5"
	case Town:
		return "10"
	case Region:
		return "25"
	}
	return "0"
}

// Holds reports whether a point at km kilometres is within the radius.
func (r Radius) Holds(km float64) bool { return r == Everywhere || km <= float64(r) }

// Cell is a square on the map whose sides are as long as a radius. The whole map is one cell for Everywhere.
type Cell int64

// Nowhere is a cell in which nothing lies.
const Nowhere Cell = -1

// cellAt packs the side and the place of a square into one number. Places in the Netherlands are positive.
func cellAt(r Radius, x, y int64) Cell { return Cell(int64(r)<<40 | x<<20 | y) }

// CellOf is the square of a radius in which a point lies.
func CellOf(p Point, r Radius) Cell {
	if r == Everywhere {
		return 0
	}
	x, y := p.plane()
	side := float64(r)
	return cellAt(r, int64(math.Floor(x/side)), int64(math.Floor(y/side)))
}

// CellsOf are the squares in which a point lies, one for every radius: the shelves on which it must be found.
func CellsOf(p Point) []Cell {
	cells := make([]Cell, len(Radii))
	for i, r := range Radii {
		cells[i] = CellOf(p, r)
	}
	return cells
}

// MaxCells is how many squares a circle touches at most, since their sides are as long as its radius.
const MaxCells = 9

// Cover lists the squares that the circle around a point touches. Unused places hold Nowhere, so that a
// statement can have a fixed number of them.
func Cover(around Point, r Radius) [MaxCells]Cell {
	var cells [MaxCells]Cell
	for i := range cells {
		cells[i] = Nowhere
	}
	if r == Everywhere || !around.Known() {
		cells[0] = 0
		return cells
	}
	x, y := around.plane()
	side := float64(r)
	n := 0
	for i := math.Floor((x - side) / side); i <= math.Floor((x+side)/side); i++ {
		for j := math.Floor((y - side) / side); j <= math.Floor((y+side)/side); j++ {
			dx := x - clamp(x, i*side, (i+1)*side)
			dy := y - clamp(y, j*side, (j+1)*side)
			if math.Hypot(dx, dy) <= side && n < MaxCells {
				cells[n] = cellAt(r, int64(i), int64(j))
				n++
			}
		}
	}
	return cells
}

func clamp(v, low, high float64) float64 { return math.Min(math.Max(v, low), high) }

// Squares writes a statement part for each square of a Cover, joined by UNION ALL. In part the word {cell} stands
// for the argument of the square: $1 to $9.
func Squares(part string) string {
	var all []string
	for i := range MaxCells {
		all = append(all, fmt.Sprintf("SELECT * FROM (%s) s%d", strings.ReplaceAll(part, "{cell}", fmt.Sprintf("$%d", i+1)), i+1))
	}
	return strings.Join(all, " UNION ALL ")
}

// Args are the squares of a Cover as the first arguments of a statement that Squares wrote, and then more.
func Args(cells [MaxCells]Cell, more ...any) []any {
	args := make([]any, 0, MaxCells+len(more))
	for _, c := range cells {
		args = append(args, int64(c))
	}
	return append(args, more...)
}
