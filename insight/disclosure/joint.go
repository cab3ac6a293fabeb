package disclosure

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// joint is the system of several tables, in which a cell that they share is one cell.
type joint struct {
	tables []*table.Table
	system *attack.System
	at     [][]int // by table and cell: the cell of the system
	home   []place // by cell of the system: where it stands first
	names  []string
}

type place struct{ table, cell int }

// join makes one system of tables. Tables that count the same share cells with the same codes.
func join(tables []*table.Table, links []link) (*joint, error) {
	j := &joint{tables: tables}
	shared := map[string]int{}
	var values []int64
	for k, t := range tables {
		at := make([]int, len(t.Values))
		for cell, v := range t.Values {
			key := ""
			if links[k].counted != "" && len(tables) > 1 {
				key = links[k].counted + "\x00" + name(t, cell)
			}
			if known, is := shared[key]; is && key != "" {
				if values[known] != v {
					return nil, table.Problemf("The tables %q and %q contradict each other at %s: %d and %d.",
						tables[j.home[known].table].Name, t.Name, strings.Join(t.Codes(cell), ", "), values[known], v)
				}
				at[cell] = known
				continue
			}
			at[cell] = len(values)
			shared[key] = len(values)
			values = append(values, v)
			j.home = append(j.home, place{k, cell})
		}
		j.at = append(j.at, at)
	}
	j.system = attack.NewSystem(values)
	for k, t := range tables {
		t.Relations(func(margin int, parts []int) {
			r := attack.Relation{Cells: []int32{int32(j.at[k][margin])}, Signs: []int8{-1}}
			for _, part := range parts {
				r.Cells, r.Signs = append(r.Cells, int32(j.at[k][part])), append(r.Signs, 1)
			}
			j.system.Relate(r)
		})
	}
	j.system.Blocks = j.blocks
	if len(tables) == 1 && len(values) > large {
		j.system.Box = tables[0].Cube
	}
	for k, l := range links {
		if l.anyOf != "" {
			if err := j.bound(k, l.anyOf); err != nil {
				return nil, err
			}
		}
	}
	return j, nil
}

// large is the number of cells from which boxes are tried before larger blocks.
const large = 10000

// name names a cell by its codes that are no totals, in the order of the columns' names.
func name(t *table.Table, cell int) string {
	var parts []string
	for d, node := range t.Nodes(cell) {
		if dim := t.Dimensions[d]; !dim.Top(node) {
			parts = append(parts, dim.Column+"="+dim.Codes[node])
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "\x00")
}

// blocks are the blocks of the table in which a cell stands first, then everything.
func (j *joint) blocks(cell int) []attack.Block {
	if j.system.Slack[cell] {
		return []attack.Block{j.system.Whole()}
	}
	home := j.home[cell]
	var out []attack.Block
	for _, b := range j.tables[home.table].Blocks(home.cell) {
		b = b.Slim()
		out = append(out, attack.Block{Key: strconv.Itoa(home.table) + ":" + b.Key(), Once: b.Thin(), Cells: func() []int32 {
			cells := b.Cells()
			for i, c := range cells {
				cells[i] = int32(j.at[home.table][c])
			}
			return cells
		}})
	}
	return append(out, j.system.Whole())
}

// own lists what each organisation counted itself, by cell of the system; organisations of several drafts are one
// when they have the same name.
func (j *joint) own(drafts []Draft) [][]int32 {
	var all [][]int32
	number := map[string]int{}
	for k, d := range drafts {
		for _, own := range d.Own {
			n, known := number[own.Name]
			if !known {
				n = len(all)
				number[own.Name] = n
				all = append(all, make([]int32, len(j.system.Value)))
				j.names = append(j.names, own.Name)
			}
			for cell, count := range own.Counts {
				at := j.at[k][cell]
				all[n][at] = max(all[n][at], int32(count))
			}
		}
	}
	return all
}

func tablesOf(drafts []Draft) (out []*table.Table) {
	for _, d := range drafts {
		out = append(out, d.Table)
	}
	return out
}

// link is how a table hangs together with others.
type link struct{ counted, anyOf string }

func linksOf(drafts []Draft) (out []link) {
	for _, d := range drafts {
		out = append(out, link{d.Counted, d.AnyOf})
	}
	return out
}

// bound relates the cells of a table to those of which it counts who has any: at least each of them, at most all.
func (j *joint) bound(k int, of string) error {
	other := slices.IndexFunc(j.tables, func(t *table.Table) bool { return t.Name == of })
	if other < 0 || other == k {
		return table.Problemf("There is no table %q of which %q could count who has any.", of, j.tables[k].Name)
	}
	t, parts := j.tables[k], j.tables[other]
	for cell := range t.Values {
		at := int32(j.at[k][cell])
		sum, lowest, ok := parts.Along(t, cell)
		if !ok {
			return table.Problemf("The table %q does not have the columns and codes of %q.", of, t.Name)
		}
		all := int32(j.at[other][sum])
		j.system.Above([]int32{all, at}, []int8{1, -1})
		for _, one := range lowest {
			j.system.Above([]int32{at, int32(j.at[other][one])}, []int8{1, -1})
		}
	}
	return nil
}
