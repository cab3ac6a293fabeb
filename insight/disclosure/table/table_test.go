package table

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func Example() {
	places, err := NewHierarchy("town", map[string]string{"north": "", "south": "", "N1": "north", "N2": "north", "S1": "south"})
	if err != nil {
		fmt.Println(err)
		return
	}
	households, err := New("households", Dimension{"place", places})
	if err != nil {
		fmt.Println(err)
		return
	}
	for code, n := range map[string]int64{"N1": 12, "N2": 30, "S1": 8} {
		node, _ := places.Node(code)
		households.Values[households.Cell(node)] = n
	}
	households.Sum()
	for _, code := range places.Codes {
		node, _ := places.Node(code)
		fmt.Println(code, households.Values[households.Cell(node)])
	}
	fmt.Println(len(households.Values), "cells: south has one part, so it is the same cell")
	// Output:
	// town 50
	// north 42
	// N1 12
	// N2 30
	// south 8
	// S1 8
	// 5 cells: south has one part, so it is the same cell
}

func TestNewHierarchyRefuses(t *testing.T) {
	for _, c := range []struct {
		parents map[string]string
		want    string
	}{
		{map[string]string{}, "has no codes below it"},
		{map[string]string{"all": ""}, "can have no parent"},
		{map[string]string{"a": "b", "b": "a", "c": ""}, "does not stand under the total"},
		{map[string]string{"a": "nothing"}, "does not stand under the total"},
	} {
		if _, err := NewHierarchy("all", c.parents); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v", c.parents, err)
		}
	}
}

// draw draws a table of up to three dimensions with groups and groups of one.
func draw(t *testing.T, r *rand.Rand) *Table {
	t.Helper()
	var dimensions []Dimension
	for d := range 1 + r.IntN(3) {
		parents := map[string]string{}
		for k := range 3 + r.IntN(4) {
			group := ""
			if g := r.IntN(4); g > 0 {
				group = fmt.Sprint("g", g)
				parents[group] = ""
			}
			parents[fmt.Sprint("c", k)] = group
		}
		h, err := NewHierarchy("all", parents)
		if err != nil {
			t.Fatal(err)
		}
		dimensions = append(dimensions, Dimension{fmt.Sprint("d", d), h})
	}
	tab, err := New("drawn", dimensions...)
	if err != nil {
		t.Fatal(err)
	}
	for cell := range tab.Values {
		if tab.Leaf(cell) {
			tab.Values[cell] = int64(r.IntN(12))
		}
	}
	tab.Sum()
	return tab
}

// Every margin is the sum of its parts, and the total of everything is that of the lowest cells.
func TestSum(t *testing.T) {
	for seed := range uint64(100) {
		tab := draw(t, rand.New(rand.NewPCG(seed, 1)))
		all := int64(0)
		for cell, v := range tab.Values {
			if tab.Leaf(cell) {
				all += v
			}
			if back := tab.Cell(tab.Nodes(cell)...); back != cell {
				t.Fatalf("cell %d is cell %d", cell, back)
			}
		}
		if top := tab.Values[tab.Cell(make([]int, len(tab.Dimensions))...)]; top != all {
			t.Errorf("seed %d: the total is %d, of the lowest %d", seed, top, all)
		}
		tab.Relations(func(margin int, parts []int) {
			sum := int64(0)
			for _, part := range parts {
				sum += tab.Values[part]
			}
			if sum != tab.Values[margin] || len(parts) < 2 {
				t.Errorf("seed %d: %v is %d, its %d parts %d", seed, tab.Codes(margin), tab.Values[margin], len(parts), sum)
			}
		})
	}
}

// The blocks of a cell hold the cell and grow, the last holds every cell unless it is thin.
func TestBlocks(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 2))
		tab := draw(t, r)
		cell := r.IntN(len(tab.Values))
		blocks := tab.Blocks(cell)
		for k, b := range blocks {
			cells := b.Cells()
			if !slices.Contains(cells, int32(cell)) || len(slices.Compact(cells)) != b.size() {
				t.Errorf("seed %d: block %d of %v: %v", seed, k, tab.Codes(cell), cells)
			}
			b.thin = true
			if thin := b.Cells(); !slices.Contains(thin, int32(cell)) || len(thin) > len(cells) {
				t.Errorf("seed %d: thin block %d of %v has %d cells of %d", seed, k, tab.Codes(cell), len(thin), len(cells))
			}
		}
		if last := blocks[len(blocks)-1].Cells(); len(last) != len(tab.Values) {
			t.Errorf("seed %d: the last block has %d of %d cells", seed, len(last), len(tab.Values))
		}
	}
}

// Cells on the corners of a box move together without any margin being off.
func TestCube(t *testing.T) {
	found := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		tab := draw(t, r)
		cell := r.IntN(len(tab.Values))
		cells, signs, least := tab.Cube(cell, func(c int, against bool) float64 {
			if tab.Values[c] == 0 || against && tab.Values[c] < 2 {
				return math.Inf(1)
			}
			return 1 + float64(c%7)
		})
		if math.IsInf(least, 1) {
			continue
		}
		found++
		change := make([]int64, len(tab.Values))
		for k, c := range cells {
			change[c] += int64(signs[k])
		}
		if change[cell] != 1 {
			t.Errorf("seed %d: the cell itself changes by %d", seed, change[cell])
		}
		tab.Relations(func(margin int, parts []int) {
			sum := int64(0)
			for _, part := range parts {
				sum += change[part]
			}
			if sum != change[margin] {
				t.Errorf("seed %d: %v is off by %d", seed, tab.Codes(margin), sum-change[margin])
			}
		})
	}
	if found < 100 {
		t.Errorf("only %d boxes were found", found)
	}
}
