package table

import "slices"

// Dimension is a column of codes with its hierarchy.
type Dimension struct {
	Column string
	*Hierarchy
}

// Table is counts by every combination of codes, margins included. Codes that must have the same counts (a district
// with one neighbourhood) share a cell.
type Table struct {
	Name       string
	Dimensions []Dimension
	Values     []int64 // by cell
	stride     []int
}

// MaxCells is the largest table that is taken.
const MaxCells = 2_000_000

// New makes an empty table.
func New(name string, dimensions ...Dimension) (*Table, error) {
	if len(dimensions) < 1 || len(dimensions) > 3 {
		return nil, Problemf("A table has one to three dimensions, not %d.", len(dimensions))
	}
	t := &Table{Name: name, Dimensions: dimensions, stride: make([]int, len(dimensions))}
	size := 1
	for d := len(dimensions) - 1; d >= 0; d-- {
		t.stride[d] = size
		if size *= len(dimensions[d].kept); size > MaxCells {
			return nil, Problemf("The table has more than %d cells.", MaxCells)
		}
	}
	t.Values = make([]int64, size)
	return t, nil
}

// Cell is the number of the cell at a node of each dimension.
func (t *Table) Cell(nodes ...int) int {
	cell := 0
	for d, node := range nodes {
		h := t.Dimensions[d].Hierarchy
		cell += t.stride[d] * h.dense[h.merged[node]]
	}
	return cell
}

// Nodes are the nodes of a cell, the lowest of those that share it.
func (t *Table) Nodes(cell int) []int {
	nodes := make([]int, len(t.Dimensions))
	for d := range nodes {
		nodes[d] = t.Dimensions[d].kept[cell/t.stride[d]]
		cell %= t.stride[d]
	}
	return nodes
}

// Codes are the codes of a cell.
func (t *Table) Codes(cell int) []string {
	codes := make([]string, len(t.Dimensions))
	for d, node := range t.Nodes(cell) {
		codes[d] = t.Dimensions[d].Codes[node]
	}
	return codes
}

// Leaf reports whether a cell is of lowest codes only.
func (t *Table) Leaf(cell int) bool {
	for d, node := range t.Nodes(cell) {
		if !t.Dimensions[d].Leaf(node) {
			return false
		}
	}
	return true
}

// Sum computes the margins from the counts of the lowest codes, which are the values that stand in them.
func (t *Table) Sum() { t.SumOf(t.Values) }

// SumOf does the same for other numbers by cell, such as the counts of one organisation.
func (t *Table) SumOf(values []int64) {
	for d := range t.Dimensions {
		h := t.Dimensions[d].Hierarchy
		size := t.stride[d]
		for k := len(h.kept) - 1; k >= 0; k-- { // children stand behind their parents
			parts := h.parts(h.kept[k])
			if len(parts) == 0 {
				continue
			}
			t.along(d, func(base int) {
				sum := int64(0)
				for _, part := range parts {
					sum += values[base+size*h.dense[part]]
				}
				values[base+size*k] = sum
			})
		}
	}
}

// along visits the first cell of every line in a dimension.
func (t *Table) along(d int, visit func(base int)) {
	size := t.stride[d]
	block := size * len(t.Dimensions[d].kept)
	for base := 0; base < len(t.Values); base += block {
		for inner := range size {
			visit(base + inner)
		}
	}
}

// Relations visits every margin of the table: the cell and its parts.
func (t *Table) Relations(visit func(margin int, parts []int)) {
	for d := range t.Dimensions {
		h := t.Dimensions[d].Hierarchy
		for k, node := range h.kept {
			nodes := h.parts(node)
			if len(nodes) == 0 {
				continue
			}
			t.along(d, func(base int) {
				parts := make([]int, len(nodes))
				for i, part := range nodes {
					parts[i] = base + t.stride[d]*h.dense[part]
				}
				visit(base+t.stride[d]*k, parts)
			})
		}
	}
}

// Level is how deep a cell lies: the steps below the totals, over all dimensions.
func (t *Table) Level(cell int) (level int) {
	for d, node := range t.Nodes(cell) {
		level += t.Dimensions[d].Depth(node)
	}
	return level
}

// Blank is the table without the counts of some cells.
func (t *Table) Blank(cells []bool) *Table {
	out := *t
	out.Values = make([]int64, len(t.Values))
	for cell, v := range t.Values {
		if !cells[cell] {
			out.Values[cell] = v
		}
	}
	return &out
}

// Along finds the cells of this table that belong to a cell of one with fewer columns: their sum, and the lowest ones
// in the columns that the other does not have. It is false when this one lacks a column or a code of the other.
func (t *Table) Along(other *Table, cell int) (sum int, lowest []int, ok bool) {
	codes := other.Codes(cell)
	nodes, found := make([]int, len(t.Dimensions)), 0
	lines := [][]int{nodes}
	for d, dim := range t.Dimensions {
		k := slices.IndexFunc(other.Dimensions, func(o Dimension) bool { return o.Column == dim.Column })
		if k >= 0 {
			node, known := dim.Node(codes[k])
			if !known {
				return 0, nil, false
			}
			found++
			for _, line := range lines {
				line[d] = node
			}
			continue
		}
		var next [][]int
		for _, line := range lines {
			for _, leaf := range dim.leaves[0] {
				with := slices.Clone(line)
				with[d] = int(leaf)
				next = append(next, with)
			}
		}
		lines = next
	}
	for _, line := range lines {
		lowest = append(lowest, t.Cell(line...))
	}
	for d, dim := range t.Dimensions {
		nodes[d] = 0
		if k := slices.IndexFunc(other.Dimensions, func(o Dimension) bool { return o.Column == dim.Column }); k >= 0 {
			nodes[d], _ = dim.Node(codes[k])
		}
	}
	return t.Cell(nodes...), lowest, found == len(other.Dimensions) && found < len(t.Dimensions)
}
