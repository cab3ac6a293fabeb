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

// classes counts by cell. A cell is kept as the number of what it has besides its place, since there are few of
// those.
type classes struct {
	numbers map[Cell]uint32 // of cells without a place
	known   []Cell
	sums    map[uint64]Sum // by place and number
}

func (c *classes) count(cell Cell, key uint64) {
	place := cell.Place
	cell.Place = 0
	number, ok := c.numbers[cell]
	if !ok {
		if c.numbers == nil {
			c.numbers, c.sums = map[Cell]uint32{}, map[uint64]Sum{}
		}
		number = uint32(len(c.known))
		c.numbers[cell] = number
		c.known = append(c.known, cell)
	}
	at := uint64(place)<<32 | uint64(number)
	sum := c.sums[at]
	c.sums[at] = Sum{sum.Households + 1, sum.Key + key}
}

func (c *classes) each(yield func(Cell, Sum)) {
	for at, sum := range c.sums {
		cell := c.known[uint32(at)]
		cell.Place = uint32(at >> 32)
		yield(cell, sum)
	}
}
