package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// TableData is a table: a caption, column heads and rows. The first cell of a row is its head.
type TableData struct {
	Caption     string
	HideCaption bool // the caption stands on the page already, as a heading
	Columns     []Column
	Rows        []Row
	Wide        bool // many columns: the table scrolls inside its own frame and does not stack on a phone
	Foot        []Cell
}

// Column is the head of a column.
type Column struct {
	Label   string
	Numeric bool // numbers stand to the right
}

// Row is one line of a table.
type Row struct {
	Cells []Cell
}

// Cell is one value. Body, when given, replaces Text and Link.
type Cell struct {
	Text string
	Link templ.SafeURL
	Note string // small line below the value
	Tag  Tag
	Body templ.Component
}

// Words makes cells of plain values.
func Words(values ...string) []Cell {
	cells := make([]Cell, len(values))
	for i, v := range values {
		cells[i].Text = v
	}
	return cells
}

func (c Cell) empty() bool { return c.Text == "" && c.Tag.Text == "" && c.Note == "" && c.Body == nil }

func (t TableData) numeric(column int) bool {
	return column < len(t.Columns) && t.Columns[column].Numeric
}

func (t TableData) label(column int) string {
	if column < len(t.Columns) {
		return t.Columns[column].Label
	}
	return ""
}

func (t TableData) cellClass(column int) string {
	if t.numeric(column) {
		return "utrecht-table__cell utrecht-table__cell--numeric-data"
	}
	return "utrecht-table__cell"
}

func (t TableData) headClass(column int) string {
	if t.numeric(column) {
		return "utrecht-table__header-cell utrecht-table__header-cell--numeric-column"
	}
	return "utrecht-table__header-cell"
}

// Bars is a bar chart that is a table: each bar stands in the row of its value.
type Bars struct {
	Caption, LabelHead, ValueHead string
	Bars                          []Bar
	Max                           float64 // length of the axis; the largest value when 0
}

// Bar is one row of Bars. Text is the value as people read it; a hidden value has no bar.
type Bar struct {
	Label  string
	Value  float64
	Text   string
	Link   templ.SafeURL
	Hidden bool // held back because the group is too small
}

// width is the length of a bar in hundredths of the axis.
func (b Bars) width(value float64) string {
	top := b.Max
	if top == 0 {
		for _, bar := range b.Bars {
			top = max(top, bar.Value)
		}
	}
	if top <= 0 {
		return "0"
	}
	return strconv.FormatFloat(100*min(max(value, 0), top)/top, 'f', 1, 64)
}

// Layer is one layer of the pyramid, the top one first.
type Layer struct {
	Label, Text string
	Link        templ.SafeURL
	Note        string
}

// layerClass makes layer i of n as wide as it must be to form a pyramid.
func layerClass(i, n int) string {
	step := []string{"sk-layer--1", "sk-layer--2", "sk-layer--3", "sk-layer--4", "sk-layer--5"}
	if n <= 1 {
		return step[4]
	}
	return step[i*4/(n-1)]
}
