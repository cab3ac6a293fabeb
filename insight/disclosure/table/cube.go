package table

import "math"

// arm is one dimension of a cube: nodes that move along with the cell (1) or against it (-1).
type arm struct {
	offset []int
	sign   []int8
}

// arms are the ways in which a move of a lowest node can be made up for in a dimension: by any other lowest node, up to
// where the two meet, or by nobody, so that everything above moves along. What lies under the node at is no help.
func (t *Table) arms(d, at, lowest int) []arm {
	h := t.Dimensions[d].Hierarchy
	var all []arm
	path := func(a *arm, from, until int, sign int8) {
		for n := from; n >= 0 && n != until; n = h.above(n) {
			a.offset, a.sign = append(a.offset, t.stride[d]*h.dense[n]), append(a.sign, sign)
		}
	}
	for _, leaf := range h.leaves[0] {
		partner := h.merged[leaf]
		meet := lowest
		for meet >= 0 && !h.Below(partner, meet) {
			meet = h.above(meet)
		}
		if meet < 0 || h.Below(meet, at) {
			continue
		}
		var a arm
		path(&a, lowest, meet, 1)
		path(&a, partner, meet, -1)
		all = append(all, a)
	}
	var free arm
	path(&free, lowest, -1, 1)
	return append(all, free)
}

// Cube finds the cheapest cells that can move together with a cell by the same number, up or down, along the corners of
// a box: a hypercube of lowest cells with what they belong to. Price tells what it costs to let a cell move along with
// the cell or against it, infinite when it cannot. Without any the price is infinite.
func (t *Table) Cube(cell int, price func(cell int, against bool) float64) (cells []int32, signs []int8, least float64) {
	at := t.Nodes(cell)
	deep := t.deepest(t.Nodes(cell))
	arms := make([][]arm, 3)
	for d := range arms {
		if d < len(at) {
			arms[d] = t.arms(d, at[d], deep[d])
		} else {
			arms[d] = []arm{{[]int{0}, []int8{1}}}
		}
	}
	least = math.Inf(1)
	var best [3]*arm
	for i := range arms[0] {
		for j := range arms[1] {
			for k := range arms[2] {
				if cost := boxCost(&arms[0][i], &arms[1][j], &arms[2][k], least, price); cost < least {
					least, best = cost, [3]*arm{&arms[0][i], &arms[1][j], &arms[2][k]}
				}
			}
		}
	}
	if best[0] == nil {
		return nil, nil, least
	}
	each(best[0], best[1], best[2], func(c int, sign int8) bool {
		cells, signs = append(cells, int32(c)), append(signs, sign)
		return true
	})
	return cells, signs, least
}

// each visits the cells of a box until told to stop.
func each(a, b, c *arm, visit func(cell int, sign int8) bool) {
	for i, x := range a.offset {
		for j, y := range b.offset {
			for k, z := range c.offset {
				if !visit(x+y+z, a.sign[i]*b.sign[j]*c.sign[k]) {
					return
				}
			}
		}
	}
}

// boxCost is what a box costs, as far as it is less than a limit.
func boxCost(a, b, c *arm, limit float64, price func(int, bool) float64) (sum float64) {
	each(a, b, c, func(cell int, sign int8) bool {
		sum += price(cell, sign < 0)
		return sum < limit
	})
	return sum
}
