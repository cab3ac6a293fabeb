// Package law knows the days, the terms and the amounts of the law. It holds the Dutch calendar day, the
// calendar of the Algemene termijnenwet, the terms (termijnen) in which a municipality must act with their
// suspension (opschorting), extension (verdaging) and penalty (dwangsom), and the amounts that change with
// the year.
//
// Terms and amounts are rows with a date in data files, each with its article: when the law changes a row is
// added and nothing is rewritten, so a case of last year still counts by the law of last year. The package
// imports only the standard library and has no clock: who asks says which day it is.
package law

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.tsv
var data embed.FS

// table reads a data file: a heading, then a row on each line with a tab between the columns. Lines that
// start with # are for the reader. The files are part of the program, so a mistake in them stops it at start.
func table(name string, columns int) [][]string {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			panic(fmt.Sprintf("law: %s: %d columns instead of %d in %q", name, len(row), columns, line))
		}
		rows = append(rows, row)
	}
	return rows[1:]
}

// day reads a date in a data file.
func day(s string) Date {
	d, err := parseISO(s)
	if err != nil {
		panic("law: " + err.Error())
	}
	return d
}
