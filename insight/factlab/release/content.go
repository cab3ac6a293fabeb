package release

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// Content is all that a release says.
type Content struct {
	Round         About                 `json:"round"`
	Quality       Quality               `json:"quality"`
	Domains       []agreement.Domain    `json:"domains"`
	Provisions    []agreement.Provision `json:"provisions"`
	Types         []string              `json:"household_types,omitempty"`
	Districts     map[string]string     `json:"districts"` // neighbourhood -> district
	Names         map[string]string     `json:"names"`     // of neighbourhoods and districts, by code, as far as they are known
	Addresses     map[string]int        `json:"addresses"` // neighbourhood -> public count
	Tables        []Table               `json:"tables"`
	Organisations int                   `json:"organisations"` // so many stand behind a number at least
	Minimum       int                   `json:"minimum"`
	Sensitive     int                   `json:"sensitive"`
	Report        json.RawMessage       `json:"report"` // of the protection and of the attack
	Hub           wire.Key              `json:"hub"`    // who signs
}

// About says of which round a release is.
type About struct {
	Reference    string    `json:"reference"`
	Number       int       `json:"number"`
	Name         string    `json:"name"`
	Month        string    `json:"month"`
	Purpose      string    `json:"purpose"`
	Ground       string    `json:"ground"`
	Body         string    `json:"body"`
	Participants []string  `json:"participants"` // who delivered, by name
	Declined     int       `json:"declined"`
	Closed       time.Time `json:"closed"`
}

// Quality is how well the lines could be used.
type Quality struct {
	Lines  uint64 `json:"lines"`
	Active uint64 `json:"active"` // in the month that is counted
}

// Table is one table of a release, as it is published: a row for each cell, the columns of its codes and then the count,
// which is empty where it is hidden.
type Table struct {
	Name    string          `json:"name"`
	Columns []string        `json:"columns"`
	Rows    [][]string      `json:"rows"`
	Spec    json.RawMessage `json:"spec"` // by which anybody can attack the table with the tool
}

// The tables of a release. Each has its totals in it, under the code Total.
const (
	ByProvisions    = "provisions"             // provisions: households by their number of provisions
	ByOrganisations = "organisations"          // organisations: households by their number of organisations
	ByDomains       = "domains"                // domains: households by the set of domains
	ByPair          = "pairs"                  // p, q: households that have both
	ByPlace         = "places"                 // neighbourhood, provision
	ByPlaceClass    = "neighbourhoods"         // neighbourhood, provisions: the number of provisions
	ByPlaceDomains  = "neighbourhoods_domains" // neighbourhood, domains: the number of domains
	ByClassDomains  = "classes"                // provisions, domains: both numbers
	ByType          = "types"                  // type, provisions, domains
)

// Stacking names the three tables that count households by their numbers of provisions and domains, in neighbourhoods
// and in all: pages look at them as at one.
const Stacking = "stacking"

// Total is the code of a total.
const Total = "total"

// Table finds a table by its name.
func (c Content) Table(name string) (Table, bool) {
	for _, t := range c.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// Cell is a count of a table by its codes. It is not shown when it is hidden; a combination of codes that has no row is
// a count of nothing.
func (t Table) Cell(codes ...string) (n int, shown bool) {
rows:
	for _, row := range t.Rows {
		for i, code := range codes {
			if row[i] != code {
				continue rows
			}
		}
		n, err := strconv.Atoi(row[len(row)-1])
		return n, err == nil
	}
	return 0, true
}

// WriteCSV writes a table as CSV with a header.
func (t Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Columns); err != nil {
		return err
	}
	if err := out.WriteAll(t.Rows); err != nil {
		return err
	}
	return out.Error()
}

// Hidden counts the cells of a table that are hidden.
func (t Table) Hidden() (n int) {
	for _, row := range t.Rows {
		if row[len(row)-1] == "" {
			n++
		}
	}
	return n
}
