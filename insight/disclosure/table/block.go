package table

import (
	"slices"
	"strconv"
	"strings"
)

// Block is a part of the table that can move by itself while everything else stays as it is: what lies below one node
// in each dimension. Under -1 stands the whole dimension, its total included.
//
// A thin block leaves most of that out: around one cell it keeps the neighbours of the cell and of what the cell
// belongs to, and of the parts of each neighbour only the largest.
type Block struct {
	table *Table
	under []int
	thin  bool
	at    []int // the lowest nodes that a thin block lies around
}

// few is how many parts of a neighbour are in a thin block.
const few = 2

// Key names a block.
func (b Block) Key() string {
	var key strings.Builder
	for _, node := range b.under {
		key.WriteString(strconv.Itoa(node) + ",")
	}
	if b.thin {
		for _, node := range b.at {
			key.WriteString("," + strconv.Itoa(node))
		}
	}
	return key.String()
}

// Cells are the cells of the block.
func (b Block) Cells() []int32 {
	cells := []int32{0}
	for d := range b.under {
		h := b.table.Dimensions[d].Hierarchy
		var next []int32
		for _, cell := range cells {
			for _, n := range b.nodes(d) {
				next = append(next, cell+int32(b.table.stride[d]*h.dense[n]))
			}
		}
		cells = next
	}
	slices.Sort(cells)
	return cells
}

// nodes are the nodes of the block in a dimension.
func (b Block) nodes(d int) []int {
	h := b.table.Dimensions[d].Hierarchy
	if !b.thin {
		return h.within(b.under[d])
	}
	if b.under[d] < 0 {
		top := h.kept[0]
		return append([]int{top}, b.around(d, top)...)
	}
	return b.around(d, b.under[d])
}

// around are the nodes of a thin block under a node that the cell lies in, or is.
func (b Block) around(d, node int) []int {
	h := b.table.Dimensions[d].Hierarchy
	if node == b.at[d] {
		return b.largest(d, node)
	}
	var out []int
	for _, part := range h.parts(node) {
		out = append(out, part)
		if h.Below(b.at[d], part) {
			out = append(out, b.around(d, part)...)
		} else {
			out = append(out, b.largest(d, part)...)
		}
	}
	return out
}

// largest are the largest parts of a node and theirs.
func (b Block) largest(d, node int) []int {
	h := b.table.Dimensions[d].Hierarchy
	parts := h.parts(node)
	slices.SortStableFunc(parts, func(x, y int) int { return int(b.table.total(d, y) - b.table.total(d, x)) })
	var out []int
	for _, part := range parts[:min(few, len(parts))] {
		out = append(append(out, part), b.largest(d, part)...)
	}
	return out
}

// total is the count of a node of a dimension over all others.
func (t *Table) total(d, node int) int64 {
	return t.Values[t.stride[d]*t.Dimensions[d].dense[node]]
}

// deepest goes down from a cell to a lowest one in it, each time to the largest part.
func (t *Table) deepest(nodes []int) []int {
	for d := range nodes {
		for {
			best, most := -1, int64(-1)
			for _, part := range t.Dimensions[d].parts(nodes[d]) {
				nodes[d] = part
				if v := t.Values[t.Cell(nodes...)]; v > most {
					best, most = part, v
				}
			}
			if best < 0 {
				break
			}
			nodes[d] = best
		}
	}
	return nodes
}

// size is how many cells the block has.
func (b Block) size() int {
	size := 1
	for d := range b.under {
		size *= len(b.nodes(d))
	}
	return size
}

// large is the number of cells from which a block is made thin.
const large = 900

// Blocks are the blocks around a cell, from the smallest (one parent with its children in every dimension) over
// those that are one step larger in one dimension to those that reach the totals. The whole table is not among
// them, unless thin.
func (t *Table) Blocks(cell int) []Block {
	at := t.Nodes(cell)
	deep := t.deepest(slices.Clone(at))
	first := Block{table: t, under: slices.Clone(at), at: deep}
	for d, node := range at {
		first.under[d] = t.Dimensions[d].above(node)
	}
	all := []Block{first}
	if len(t.Dimensions) > 1 {
		for d := range at {
			all = append(all, first.raised(d))
		}
	}
	top := first
	for d := range at {
		top = top.raised(d)
	}
	all = append(all, top, Block{table: t, under: slices.Repeat([]int{-1}, len(at)), at: deep})
	known := map[string]bool{}
	return slices.DeleteFunc(all, func(b Block) bool {
		drop := known[b.Key()]
		known[b.Key()] = true
		return drop
	})
}

// Thin reports whether the block is thin, so that hardly another cell asks for it.
func (b Block) Thin() bool { return b.thin }

// Slim is the block, made thin when it is large.
func (b Block) Slim() Block {
	if b.size() > large {
		b.thin = true
	}
	return b
}

// raised is the block that is one step larger in a dimension.
func (b Block) raised(d int) Block {
	under := slices.Clone(b.under)
	if under[d] >= 0 {
		under[d] = b.table.Dimensions[d].above(under[d])
	}
	return Block{table: b.table, under: under, at: b.at}
}
