package release

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
)

// draft is a table before it is protected: the counts, and to how much of each the organisations deliver something.
type draft struct {
	*table.Table
	counted   string    // what is counted; tables of the same share the cells that mean the same
	parts     [][]int64 // by organisation, by cell: where it delivers something
	sensitive func(codes []string) bool
	// knows tells in which cells an organisation knows which households are its own. It knows where they live and what
	// it delivers itself; it does not know what others deliver to them, so not how many provisions they have.
	knows func(nodes []int) bool
}

// What tables count.
const (
	households = "households"
	provisions = "provisions" // of households: one with two provisions counts twice
)

// drafter makes drafts of a tally.
type drafter struct {
	join.Tally
	drafts []*draft
}

// Numbers of provisions and of organisations from which they are shown as one, such as "5+".
const (
	manyInPlace = 5
	most        = 10
)

// class is the class in which a number falls when many and more are one.
func class(n, many int) string {
	if n >= many {
		return strconv.Itoa(many) + "+"
	}
	return strconv.Itoa(n)
}

// drafts are the tables of a round: with household types only when somebody delivered them.
func drafts(t join.Tally) ([]*draft, error) {
	d := &drafter{Tally: t}
	// A cell of more tables is looked at in the first one, so those with most dimensions come first.
	both := d.byClassDomains
	if len(t.Words.Types) > 0 {
		both = d.byType // has these in its totals
	}
	steps := []func() error{both, d.byPlaceClass, d.byPlaceDomains, d.byDomains, d.byProvisions, d.byOrganisations, d.byPlace}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return d.drafts, nil
}

// begin begins a draft over dimensions.
func (d *drafter) begin(name string, sensitive func(codes []string) bool, dimensions ...dimension) (*draft, error) {
	var all []table.Dimension
	for _, dim := range dimensions {
		h, err := table.NewHierarchy(Total, dim.parents)
		if err != nil {
			return nil, err
		}
		all = append(all, table.Dimension{Column: dim.column, Hierarchy: h})
	}
	t, err := table.New(name, all...)
	if err != nil {
		return nil, err
	}
	out := &draft{Table: t, counted: households, parts: make([][]int64, len(d.Words.Organisations)), sensitive: sensitive, knows: nothingBut(0)}
	for o := range out.parts {
		out.parts[o] = make([]int64, len(t.Values))
	}
	d.drafts = append(d.drafts, out)
	return out, nil
}

// nothingBut are the cells that are totals in every dimension behind the first n.
func nothingBut(n int) func(nodes []int) bool {
	return func(nodes []int) bool {
		return !slices.ContainsFunc(nodes[n:], func(node int) bool { return node != 0 })
	}
}

// own is what an organisation knows to be its own, by cell.
func (d *draft) own(organisation int) []int64 {
	out := make([]int64, len(d.Values))
	for cell, n := range d.parts[organisation] {
		if n > 0 && d.knows(d.Nodes(cell)) {
			out[cell] = n
		}
	}
	return out
}

// dimension is a column with the parents of its codes.
type dimension struct {
	column  string
	parents map[string]string
}

// cell is the cell of codes.
func (d *draft) cell(codes ...string) int {
	nodes := make([]int, len(codes))
	for i, code := range codes {
		nodes[i], _ = d.Dimensions[i].Node(code) // drafts are filled with the codes of their hierarchies
	}
	return d.Cell(nodes...)
}

// add adds n households to a cell; org is who counted them itself, -1 for the whole.
func (d *draft) add(org int, n uint64, codes ...string) {
	values := d.Values
	if org >= 0 {
		values = d.parts[org]
	}
	values[d.cell(codes...)] += int64(n)
}

// sum computes the margins.
func (d *draft) sum() {
	d.Sum()
	for _, part := range d.parts {
		d.SumOf(part)
	}
}

// numbers is a hierarchy of 1 to many, of which the highest are together as they are where counts are small.
func numbers(column string, many int) dimension {
	parents := map[string]string{class(manyInPlace, manyInPlace): ""}
	for n := 1; n <= many; n++ {
		parents[class(n, many)] = ""
		if n >= manyInPlace {
			parents[class(n, many)] = class(manyInPlace, manyInPlace)
		}
	}
	return dimension{column, parents}
}

// classes are the classes of a number of provisions where counts are small.
func classes() dimension {
	return dimension{"provisions", map[string]string{"1-2": "", "3+": "", "1": "1-2", "2": "1-2", "3-4": "3+", "5+": "3+", "3": "3-4", "4": "3-4"}}
}

// domainNumbers are the numbers of domains.
func (d *drafter) domainNumbers() dimension {
	parents := map[string]string{}
	for n := range d.Words.Domains {
		parents[strconv.Itoa(n+1)] = ""
	}
	return dimension{"domains", parents}
}

func (d *drafter) places() dimension {
	parents := map[string]string{}
	for _, p := range d.Words.Places {
		parents[p.Neighbourhood], parents[p.District] = p.District, ""
	}
	delete(parents, "") // a neighbourhood in no district hangs under the total
	return dimension{"neighbourhood", parents}
}

func (d *drafter) byProvisions() error {
	t, err := d.begin(ByProvisions, nil, numbers("provisions", most))
	if err != nil {
		return err
	}
	for cell, sum := range d.Counts.Cells {
		t.add(-1, sum.Households, class(int(cell.Provisions), most))
	}
	for own, n := range d.Counts.Own.Cells {
		t.add(int(own.Organisation), n, class(int(own.Provisions), most))
	}
	t.sum()
	return nil
}

func (d *drafter) byOrganisations() error {
	t, err := d.begin(ByOrganisations, nil, numbers("organisations", most))
	if err != nil {
		return err
	}
	for orgs, n := range d.Counts.Organisations {
		t.add(-1, n, class(int(orgs), most))
	}
	for own, n := range d.Counts.Own.Organisations {
		t.add(int(own.Organisation), n, class(int(own.Number), most))
	}
	t.sum()
	return nil
}

func (d *drafter) byDomains() error {
	parents := d.domainNumbers().parents
	for set := uint64(1); set < 1<<len(d.Words.Domains); set++ {
		parents[d.set(set)] = strconv.Itoa(bits.OnesCount64(set))
	}
	t, err := d.begin(ByDomains, d.anySensitive, dimension{"domains", parents})
	if err != nil {
		return err
	}
	for cell, sum := range d.Counts.Cells {
		t.add(-1, sum.Households, d.set(cell.Domains))
	}
	for own, n := range d.Counts.Own.Cells {
		t.add(int(own.Organisation), n, d.set(own.Domains))
	}
	t.sum()
	return nil
}

// set names a set of domains: "jeugd+wmo".
func (d *drafter) set(domains uint64) string {
	var codes []string
	for i, one := range d.Words.Domains {
		if domains&(1<<i) != 0 {
			codes = append(codes, one.Code)
		}
	}
	return strings.Join(codes, "+")
}

func (d *drafter) byPlace() error {
	parents := map[string]string{}
	for _, one := range d.Words.Domains {
		parents[one.Code] = ""
	}
	for _, p := range d.Words.Provisions {
		parents[p.Code] = p.Domain
	}
	for _, one := range d.Words.Domains { // a domain without provisions is no code of this table
		if !hasProvision(d.Words.Provisions, one.Code) {
			delete(parents, one.Code)
		}
	}
	t, err := d.begin(ByPlace, d.anySensitive, d.places(), dimension{"provision", parents})
	if err != nil {
		return err
	}
	t.counted, t.knows = provisions, func([]int) bool { return true }
	for at, n := range d.Counts.Provisions {
		t.add(-1, n, d.Words.Places[at.Place].Neighbourhood, d.Words.Provisions[at.Provision].Code)
	}
	for own, n := range d.Counts.Own.Provisions {
		t.add(int(own.Organisation), n, d.Words.Places[own.Place].Neighbourhood, d.Words.Provisions[own.Provision].Code)
	}
	t.sum()
	return nil
}

func hasProvision(all []agreement.Provision, domain string) bool {
	for _, p := range all {
		if p.Domain == domain {
			return true
		}
	}
	return false
}

// anySensitive reports whether a code is of a sensitive domain or provision.
func (d *drafter) anySensitive(codes []string) bool {
	for _, code := range codes {
		for one := range strings.SplitSeq(code, "+") {
			for _, domain := range d.Words.Domains {
				if domain.Sensitive && domain.Code == one {
					return true
				}
			}
			for _, p := range d.Words.Provisions {
				if p.Code == one && (p.Sensitive || d.anySensitive([]string{p.Domain})) {
					return true
				}
			}
		}
	}
	return false
}

// place is the neighbourhood of a cell.
func (d *drafter) place(c count.Cell) string { return d.Words.Places[c.Place].Neighbourhood }

func numberOfProvisions(c count.Cell) string { return class(int(c.Provisions), manyInPlace) }

func numberOfDomains(c count.Cell) string { return strconv.Itoa(bits.OnesCount64(c.Domains)) }

// byPlaceClass and byPlaceDomains stand apart: households in a neighbourhood by both at once are too few to show, and
// to keep them hidden much else would have to be.
func (d *drafter) byPlaceClass() error {
	return d.stacked(ByPlaceClass, nothingBut(1), by{d.places(), d.place}, by{classes(), numberOfProvisions})
}

func (d *drafter) byPlaceDomains() error {
	return d.stacked(ByPlaceDomains, nothingBut(1), by{d.places(), d.place}, by{d.domainNumbers(), numberOfDomains})
}

func (d *drafter) byClassDomains() error {
	return d.stacked(ByClassDomains, nothingBut(0), by{classes(), numberOfProvisions}, by{d.domainNumbers(), numberOfDomains})
}

func (d *drafter) byType() error {
	parents := map[string]string{"unknown": ""}
	for _, name := range d.Words.Types {
		parents[name] = ""
	}
	kind := func(c count.Cell) string {
		if c.Type == 0 {
			return "unknown"
		}
		return d.Words.Types[c.Type-1]
	}
	return d.stacked(ByType, nothingBut(0), by{dimension{"type", parents}, kind}, by{classes(), numberOfProvisions}, by{d.domainNumbers(), numberOfDomains})
}

// by is a dimension with the code that a household has in it.
type by struct {
	dimension
	code func(count.Cell) string
}

// stacked counts households by what can be told of their cell.
func (d *drafter) stacked(name string, knows func(nodes []int) bool, all ...by) error {
	var dimensions []dimension
	for _, one := range all {
		dimensions = append(dimensions, one.dimension)
	}
	t, err := d.begin(name, nil, dimensions...)
	if err != nil {
		return err
	}
	t.knows = knows
	codes := func(c count.Cell) (out []string) {
		for _, one := range all {
			out = append(out, one.code(c))
		}
		return out
	}
	for cell, sum := range d.Counts.Cells {
		t.add(-1, sum.Households, codes(cell)...)
	}
	for own, n := range d.Counts.Own.Cells {
		t.add(int(own.Organisation), n, codes(own.Cell)...)
	}
	t.sum()
	return nil
}
