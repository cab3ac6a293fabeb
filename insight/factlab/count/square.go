package count

// square counts by two numbers, fast: in a table when that is small, otherwise in a map.
type square struct {
	width uint32
	dense []uint32
	rest  map[[2]uint32]uint64
}

// mostDense is the size of a table that is small.
const mostDense = 4 << 20

func newSquare(height, width uint32) square {
	if uint64(height)*uint64(width) > mostDense {
		return square{rest: map[[2]uint32]uint64{}}
	}
	return square{width: width, dense: make([]uint32, height*width)}
}

// count adds one household; a share never has 2^32 of them.
func (s *square) count(a, b uint32) {
	if s.rest != nil {
		s.rest[[2]uint32{a, b}]++
		return
	}
	s.dense[a*s.width+b]++
}

func (s *square) each(yield func(a, b uint32, n uint64)) {
	for k, n := range s.rest {
		yield(k[0], k[1], n)
	}
	for at, n := range s.dense {
		if n > 0 {
			yield(uint32(at)/s.width, uint32(at)%s.width, uint64(n))
		}
	}
}

// classes counts by cell. What a cell has besides its place is a class; there are few of them, so each has a row of
// all places, as long as that is not too much.
type classes struct {
	places  uint32
	numbers map[Cell]uint32 // of cells without a place
	known   []Cell
	dense   [][]Sum        // by class and place
	rest    map[uint64]Sum // by class and place, of the other classes
}

func newClasses(places uint32) classes {
	return classes{places: places, numbers: map[Cell]uint32{}, rest: map[uint64]Sum{}}
}

func (c *classes) count(cell Cell, key uint64) {
	place := cell.Place
	cell.Place = 0
	class, ok := c.numbers[cell]
	if !ok {
		class = uint32(len(c.known))
		c.numbers[cell] = class
		c.known = append(c.known, cell)
		if uint64(class+1)*uint64(c.places) <= mostDense {
			c.dense = append(c.dense, make([]Sum, c.places))
		}
	}
	if int(class) < len(c.dense) {
		sum := &c.dense[class][place]
		sum.Households++
		sum.Key += key
		return
	}
	at := uint64(class)<<32 | uint64(place)
	sum := c.rest[at]
	c.rest[at] = Sum{sum.Households + 1, sum.Key + key}
}

func (c *classes) each(yield func(Cell, Sum)) {
	give := func(class int, place uint32, sum Sum) {
		cell := c.known[class]
		cell.Place = place
		yield(cell, sum)
	}
	for class, row := range c.dense {
		for place, sum := range row {
			if sum.Households > 0 {
				give(class, uint32(place), sum)
			}
		}
	}
	for at, sum := range c.rest {
		give(int(at>>32), uint32(at), sum)
	}
}
