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

// count adds one household; there are fewer than 2^32 of them.
func (s *square) count(a, b uint32) {
	if s.rest != nil {
		s.rest[[2]uint32{a, b}]++
		return
	}
	s.dense[a*s.width+b]++
}

// add adds what another square of the same size counted.
func (s *square) add(other *square) {
	for at, n := range other.dense {
		s.dense[at] += n
	}
	for k, n := range other.rest {
		s.rest[k] += n
	}
}

// len is how many pairs of numbers were counted.
func (s *square) len() int {
	n := len(s.rest)
	for _, have := range s.dense {
		if have > 0 {
			n++
		}
	}
	return n
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

// add adds households to a cell.
func (c *classes) add(cell Cell, more Sum) {
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
		sum.Households += more.Households
		sum.Key += more.Key
		return
	}
	at := uint64(class)<<32 | uint64(place)
	sum := c.rest[at]
	c.rest[at] = Sum{sum.Households + more.Households, sum.Key + more.Key}
}

// len is how many cells have households.
func (c *classes) len() int {
	n := 0
	c.each(func(Cell, Sum) { n++ })
	return n
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
