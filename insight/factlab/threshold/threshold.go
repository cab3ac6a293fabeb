package threshold

import (
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
)

// Unbounded is the most that a count can be when nothing shown says more.
const Unbounded = -1

// Count is a number of households: exact, or between two numbers.
type Count struct {
	Least, Most int
	Exact       bool
}

// Bounded reports whether the count is exact, or between two numbers that say something of many households and lie
// apart as far as the smallest number that is shown. Closer bounds would tell of what is hidden.
func (c Count) Bounded(smallest int) bool {
	return c.Exact || c.Least > 0 && c.Most-c.Least >= max(smallest, 1)
}

// Threshold (drempel) is from when a household is called vulnerable. A household with p provisions in d domains
// counts as p + Weight*(d-1), and is vulnerable from From on; or from Domains domains on, when that is not 0.
type Threshold struct {
	From    int // 1 to 5; 0: the number of provisions does not matter
	Weight  int // 0 to 2
	Domains int // 2 or 3; 0: the number of domains alone does not matter
}

// Holds reports whether a household with p provisions (5 stands for 5 and more) in d domains is vulnerable.
func (t Threshold) Holds(p, d int) bool {
	return t.From > 0 && p+t.Weight*(d-1) >= t.From || t.Domains > 0 && d >= t.Domains
}

// class is a code of a column with the leaves that lie below it, from low to high.
type class struct {
	code      string
	low, high int
}

// The classes of the number of provisions in the tables Stacking and ByType.
var provisionClasses = []class{{release.Total, 1, 5}, {"1-2", 1, 2}, {"3+", 3, 5}, {"3-4", 3, 4}, {"1", 1, 1}, {"2", 2, 2}, {"3", 3, 3}, {"4", 4, 4}, {"5+", 5, 5}}

// mostDomains is how many domains the reckoning can tell apart.
const mostDomains = 4

// domainClasses are the classes of the number of domains in a sheet: each number, and all together.
func domainClasses(s Sheet) []class {
	n := 3
	for s.Has(2, strconv.Itoa(n+1)) {
		n++
	}
	all := []class{{release.Total, 1, n}}
	for d := 1; d <= n; d++ {
		all = append(all, class{strconv.Itoa(d), d, d})
	}
	return all
}

// leaves are the finest classes: five of provisions, by the number of domains, a bit for each.
type leaves uint32

func leaf(p, d int) leaves { return 1 << ((p-1)*mostDomains + d - 1) }

// wanted are the leaves whose households are vulnerable.
func (t Threshold) wanted(domains int) (set leaves) {
	for p := 1; p <= 5; p++ {
		for d := 1; d <= domains; d++ {
			if t.Holds(p, d) {
				set |= leaf(p, d)
			}
		}
	}
	return set
}

// block is a published cell with the leaves that it counts together.
type block struct {
	set leaves
	n   int
}

// blocks are the cells that are shown of a place or household type.
func blocks(s Sheet, first string, domains []class) (out []block) {
	for _, p := range provisionClasses {
		for _, d := range domains {
			n, shown := s.Cell(first, p.code, d.code)
			if !shown {
				continue
			}
			b := block{n: n}
			for i := p.low; i <= p.high; i++ {
				for j := d.low; j <= d.high; j++ {
					b.set |= leaf(i, j)
				}
			}
			out = append(out, b)
		}
	}
	return out
}

// Count is how many households of a place or household type are vulnerable: exact when published cells add up to just
// these; else at least what the published cells within add up to, and at most what the published cells around do.
func (t Threshold) Count(s Sheet, first string) Count {
	domains := domainClasses(s)
	if s.Empty() || len(domains)-1 > mostDomains {
		return Count{Most: Unbounded}
	}
	want, shown := t.wanted(len(domains)-1), blocks(s, first, domains)
	out := Count{Least: within(shown, want), Most: around(shown, want)}
	out.Exact = tiled(shown, want) || out.Least == out.Most
	if out.Exact {
		out.Most = out.Least
	}
	return out
}

// lowest is the lowest leaf of a set.
func (set leaves) lowest() leaves { return set & -set }

// within is the most that published cells inside the set can add up to without counting anybody twice.
func within(shown []block, want leaves) int {
	known := map[leaves]int{}
	var best func(left leaves) int
	best = func(left leaves) int {
		if left == 0 {
			return 0
		}
		if n, done := known[left]; done {
			return n
		}
		first := left.lowest()
		out := best(left &^ first)
		for _, b := range shown {
			if b.set&first != 0 && b.set&^left == 0 {
				out = max(out, b.n+best(left&^b.set))
			}
		}
		known[left] = out
		return out
	}
	return best(want)
}

// around is the least that published cells which count everybody in the set can add up to.
func around(shown []block, want leaves) int {
	known := map[leaves]int{}
	var least func(left leaves) int
	least = func(left leaves) int {
		if left == 0 {
			return 0
		}
		if n, done := known[left]; done {
			return n
		}
		out := Unbounded
		for _, b := range shown {
			if b.set&left.lowest() == 0 {
				continue
			}
			if rest := least(left &^ b.set); rest != Unbounded && (out == Unbounded || b.n+rest < out) {
				out = b.n + rest
			}
		}
		known[left] = out
		return out
	}
	return least(want)
}

// tiled reports whether published cells cover the set exactly once.
func tiled(shown []block, want leaves) bool {
	failed := map[leaves]bool{}
	var fits func(left leaves) bool
	fits = func(left leaves) bool {
		if left == 0 {
			return true
		}
		if failed[left] {
			return false
		}
		for _, b := range shown {
			if b.set&left.lowest() != 0 && b.set&^left == 0 && fits(left&^b.set) {
				return true
			}
		}
		failed[left] = true
		return false
	}
	return fits(want)
}

// Teams is how many teams are needed when each can help so many households: a first estimate, rounded up.
func (c Count) Teams(households int) (least, most int) {
	if households < 1 {
		return 0, 0
	}
	up := func(n int) int { return (n + households - 1) / households }
	if c.Most == Unbounded {
		return up(c.Least), Unbounded
	}
	return up(c.Least), up(c.Most)
}
