// Package table holds tables of counts over one to three dimensions, each dimension a hierarchy of codes: a
// neighbourhood in a district in a municipality, a provision in a domain. Counts are given for the lowest codes; all
// margins are their sums. What is absent is a zero.
package table

import "slices"

// Hierarchy is the codes of one dimension as a tree. Node 0 is the total; parents come before their children.
type Hierarchy struct {
	Codes    []string
	Parent   []int // -1 for the total
	node     map[string]int
	children [][]int
	leaves   [][]int32 // lowest nodes below each node
	merged   []int     // the node that has the same cells: of a parent with one child, the child's
	dense    []int     // number of a merged node among those that are left
	kept     []int     // the nodes that are left
}

// NewHierarchy makes a tree of codes from the parent of each code; the total is the parent of codes without one.
// Codes stand in the order of first, then in that of the alphabet.
func NewHierarchy(total string, parents map[string]string) (*Hierarchy, error) {
	below := map[string][]string{}
	for code, parent := range parents {
		if parent == "" {
			parent = total
		}
		if code == total {
			return nil, Problemf("The code %q is the total, so it can have no parent.", code)
		}
		below[parent] = append(below[parent], code)
	}
	h := &Hierarchy{node: map[string]int{}}
	var add func(code string, parent int)
	add = func(code string, parent int) {
		n := len(h.Codes)
		h.Codes, h.Parent, h.children = append(h.Codes, code), append(h.Parent, parent), append(h.children, nil)
		h.node[code] = n
		if parent >= 0 {
			h.children[parent] = append(h.children[parent], n)
		}
		slices.Sort(below[code])
		for _, child := range below[code] {
			add(child, n)
		}
	}
	add(total, -1)
	if len(h.Codes) != len(parents)+1 {
		for _, code := range slices.Sorted(keys(parents)) {
			if _, reached := h.node[code]; !reached {
				return nil, Problemf("The code %q stands under %q, which does not stand under the total %q.", code, parents[code], total)
			}
		}
	}
	if len(h.Codes) == 1 {
		return nil, Problemf("The total %q has no codes below it.", total)
	}
	h.merge()
	return h, nil
}

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// merge finds the nodes with a single child: they have the same counts as that child.
func (h *Hierarchy) merge() {
	n := len(h.Codes)
	h.merged, h.dense, h.leaves = make([]int, n), make([]int, n), make([][]int32, n)
	for i := n - 1; i >= 0; i-- {
		h.merged[i] = i
		switch len(h.children[i]) {
		case 0:
			h.leaves[i] = []int32{int32(i)}
		case 1:
			h.merged[i] = h.merged[h.children[i][0]]
		}
		for _, child := range h.children[i] {
			h.leaves[i] = append(h.leaves[i], h.leaves[child]...)
		}
	}
	for i := range n {
		if h.merged[i] == i {
			h.dense[i] = len(h.kept)
			h.kept = append(h.kept, i)
		}
	}
}

// Node is the number of a code.
func (h *Hierarchy) Node(code string) (int, bool) {
	n, known := h.node[code]
	return n, known
}

// Leaf reports whether a node has nothing below it.
func (h *Hierarchy) Leaf(node int) bool { return len(h.children[node]) == 0 }

// Below reports whether a node is another one or lies below it.
func (h *Hierarchy) Below(node, other int) bool {
	for ; node >= 0; node = h.Parent[node] {
		if node == other {
			return true
		}
	}
	return false
}

// Depth is how many steps a node lies below the total.
func (h *Hierarchy) Depth(node int) (steps int) {
	for ; h.Parent[node] >= 0; node = h.Parent[node] {
		steps++
	}
	return steps
}

// above is the kept node over a kept one, -1 over the highest.
func (h *Hierarchy) above(node int) int {
	for at := h.Parent[node]; at >= 0; at = h.Parent[at] {
		if h.merged[at] != node {
			return h.merged[at]
		}
	}
	return -1
}

// parts are the kept nodes right under a kept one.
func (h *Hierarchy) parts(node int) []int {
	var out []int
	for _, child := range h.children[node] {
		out = append(out, h.merged[child])
	}
	return out
}

// within are the kept nodes under a kept one, without itself; all of them for -1.
func (h *Hierarchy) within(node int) []int {
	if node < 0 {
		return h.kept
	}
	var out []int
	for _, part := range h.parts(node) {
		out = append(append(out, part), h.within(part)...)
	}
	return out
}

// Top reports whether a kept node is the total, or stands for it.
func (h *Hierarchy) Top(node int) bool { return h.merged[0] == node }
