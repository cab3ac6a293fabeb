package profile

import (
	"regexp"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// SampleRows is how many rows a guess looks at.
const SampleRows = 200

var (
	postcode = regexp.MustCompile(`^[1-9][0-9]{3}[ \-]?[A-Za-z]{2}$`)
	inside   = regexp.MustCompile(`(?:^|[^0-9A-Za-z])([1-9][0-9]{3}) ?-? ?([A-Za-z]{2})(?:$|[^A-Za-z])`)
	house    = regexp.MustCompile(`^0*[1-9][0-9]{0,4}([^0-9].{0,20})?$`)
	bag      = regexp.MustCompile(`([0-9]{15,16})$`)
)

// Guess is a first profile of a file, of its header and some rows. Doubts are why a person should look; without
// them it is certain. It leaves dates and words open.
func Guess(sheet string, header []string, sample [][]string, registry bool) (p *Profile, doubts []error) {
	p = &Profile{Version: Version, Sheet: sheet, Header: slices.Clone(header), Columns: map[Role]Column{}}
	if i := slices.IndexFunc(header, looksLikeValue); i >= 0 {
		return p, []error{command.Problemf("The first row holds values and no names of columns. Put a row with names above it")}
	}
	for _, role := range Roles(registry) {
		best, tie := p.candidate(role, sample)
		if best == 0 {
			continue
		}
		if tie > 0 {
			doubts = append(doubts, command.Problemf("Both %q and %q can be the column %s", header[best-1], header[tie-1], role.Name()))
		}
		p.Columns[role] = Column{best, header[best-1]}
	}
	p.drop(sample)
	doubts = append(doubts, p.byValues(sample)...)
	return p, append(doubts, p.unlikely(sample)...)
}

func looksLikeValue(name string) bool {
	_, none, ok := ParseDate(name, false)
	return postcode.MatchString(name) || ok && !none
}

// candidate is the column that its name, or else a piece of its name, gives to a role; tie is another that is as good.
func (p *Profile) candidate(role Role, sample [][]string) (best, tie int) {
	score := 0
	for i, name := range p.Header {
		r, certain := roleOf(name)
		if r != role {
			continue
		}
		s := 10
		switch {
		case certain && vague[fold(name)]:
			s = 18
		case certain:
			s = 20
		}
		if share := fits(role, column(sample, i)); share >= 0.5 {
			s += 5
		} else if share < 0 && role != Letter && role != Addition && role != Until {
			s -= 8 // empty
		} else if share >= 0 && role == BAG {
			continue // an id of something else
		}
		switch {
		case s > score:
			best, tie, score = i+1, 0, s
		case s == score:
			tie = i + 1
		}
	}
	return best, tie
}

// drop takes away what other columns say better.
func (p *Profile) drop(sample [][]string) {
	switch {
	case !p.has(Address) || !p.has(Number):
	case p.has(Postcode) || p.whole(sample) < 0.5:
		delete(p.Columns, Address)
	default:
		delete(p.Columns, Number)
	}
}

// whole is which part of the whole addresses has a postcode; below 0 when there are none.
func (p *Profile) whole(sample [][]string) float64 {
	all, good := 0, 0
	at := p.Columns[Address].Number - 1
	for _, v := range column(sample, at) {
		if v == "" {
			continue
		}
		all++
		if inside.MatchString(v) {
			good++
		}
	}
	if all == 0 {
		return -1
	}
	return float64(good) / float64(all)
}

// byValues finds a postcode and a number that no name tells. That is always a matter of doubt.
func (p *Profile) byValues(sample [][]string) (doubts []error) {
	if len(sample) == 0 || p.has(Address) || p.has(BAG) {
		return nil
	}
	for _, role := range []Role{Postcode, Number} {
		if p.has(role) {
			continue
		}
		for i, name := range p.Header {
			if r, _ := roleOf(name); r != "" || p.used(i+1) || fits(role, column(sample, i)) < 0.8 {
				continue
			}
			p.Columns[role] = Column{i + 1, name}
			doubts = append(doubts, command.Problemf("The column %q looks like the column %s, but its name does not say so", name, role.Name()))
			break
		}
	}
	return doubts
}

func (p *Profile) has(role Role) bool { _, ok := p.Columns[role]; return ok }

func (p *Profile) used(number int) bool {
	for _, c := range p.Columns {
		if c.Number == number {
			return true
		}
	}
	return false
}

// unlikely are doubts about columns whose values do not look like what their name says.
func (p *Profile) unlikely(sample [][]string) (doubts []error) {
	for _, role := range []Role{Postcode, Number, Address, BAG, From, Until} {
		c, ok := p.Columns[role]
		if !ok {
			continue
		}
		if share := fits(role, column(sample, c.Number-1)); share >= 0 && share < 0.5 {
			doubts = append(doubts, command.Problemf("The values of the column %q do not look like the column %s", c.Name, role.Name()))
		}
	}
	if share := p.whole(sample); p.has(Address) && !p.has(Postcode) && share >= 0 && share < 0.5 {
		doubts = append(doubts, command.Problemf("The column %q holds no postcodes, and no other column does", p.Columns[Address].Name))
	}
	return doubts
}

// fits is which part of the values that are not empty can stand in a role; below 0 when all are empty.
func fits(role Role, values []string) float64 {
	all, good := 0, 0
	for _, v := range values {
		if v == "" {
			continue
		}
		all++
		if can(role, v) {
			good++
		}
	}
	if all == 0 {
		return -1
	}
	return float64(good) / float64(all)
}

func can(role Role, value string) bool {
	switch role {
	case Postcode:
		return postcode.MatchString(value)
	case Number:
		return house.MatchString(value)
	case Address:
		return strings.ContainsAny(value, "0123456789")
	case BAG:
		return bag.MatchString(value)
	case From, Until:
		_, _, ok := ParseDate(value, false)
		return ok
	}
	return true
}

func column(sample [][]string, i int) []string {
	out := make([]string, 0, len(sample))
	for _, row := range sample {
		if i >= 0 && i < len(row) {
			out = append(out, row[i])
		}
	}
	return out
}
