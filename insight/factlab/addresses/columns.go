package addresses

import (
	"regexp"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// columns are where an extract has what, from 0; -1 for nowhere.
type columns struct {
	postcode, number, letter, addition, id, neighbourhood, district, municipality int
}

// names are the names that columns have in extracts, in small letters and digits only; the first that is there counts.
var names = struct {
	postcode, number, letter, addition, id, neighbourhood, district, municipality string
}{
	"postcode pc pc6", "huisnummer number housenumber huisnr hnr", "huisletter letter hltr", "huisnummertoevoeging toevoeging addition hnrtoevoeging huisnrtoevoeging toev",
	"nummeraanduidingid nummeraanduidingidentificatie identificatienummeraanduiding nummeraanduiding numid bagid identificatie verblijfsobjectid vboid " +
		"adresseerbaarobjectid adresseerbaarobjectidentificatie id",
	"buurtcode buurt neighbourhood bucode buurtcodecbs cbsbuurtcode buurtid", "wijkcode wijk district wkcode wijkcodecbs wijkid", "gemeentecode gemeente municipality gmcode gemcode gemeenteid",
}

var (
	strange = regexp.MustCompile(`[^a-z0-9]`)
	year    = regexp.MustCompile(`20[0-9]{2}$`) // as in Buurt2025
)

func columnsOf(header []string) (columns, error) {
	at := map[string]int{}
	for i, name := range header {
		name = year.ReplaceAllString(strange.ReplaceAllString(strings.ToLower(name), ""), "")
		if _, twice := at[name]; !twice {
			at[name] = i
		}
	}
	find := func(list string) int {
		for _, name := range strings.Fields(list) {
			if i, ok := at[name]; ok {
				return i
			}
		}
		return -1
	}
	c := columns{find(names.postcode), find(names.number), find(names.letter), find(names.addition), find(names.id),
		find(names.neighbourhood), find(names.district), find(names.municipality)}
	for column, name := range map[string]int{"postcode": c.postcode, "huisnummer": c.number, "buurtcode": c.neighbourhood} {
		if name < 0 {
			return c, command.Problemf("The column %s is missing. Without it no address list can be made", column)
		}
	}
	return c, nil
}

// entry is one address on its way to the list. There may be millions.
type entry struct {
	key  string
	id   uint64 // 0 for none
	area int32  // its place in extract.areas
	line int32
}

// area is a neighbourhood and what it lies in.
type area struct{ neighbourhood, district, municipality string }

var cbs = regexp.MustCompile(`^BU([0-9]{4})([0-9]{2})[0-9]{2}$`)

const maxCode = 40 // letters of a code

// read reads a row of an extract.
func (c columns) read(row table.Row) (e entry, a area, err error) {
	field := func(i int) string {
		if i < 0 || i >= len(row.Fields) {
			return ""
		}
		return row.Fields[i]
	}
	key, err := address.Key(address.Parts{Postcode: field(c.postcode), Number: field(c.number), Letter: field(c.letter), Addition: field(c.addition)})
	if err != nil {
		return e, a, err
	}
	a = area{field(c.neighbourhood), field(c.district), field(c.municipality)}
	if a.neighbourhood == "" || max(len(a.neighbourhood), len(a.district), len(a.municipality)) > maxCode {
		return e, a, command.Problemf("the neighbourhood code is missing or too long")
	}
	if a.district != "" && a.municipality != "" {
		return entry{key: key, id: bagID(field(c.id)), line: int32(row.Number)}, a, nil
	}
	if parts := cbs.FindStringSubmatch(a.neighbourhood); parts != nil { // Statistics Netherlands (CBS): BU, municipality, district, neighbourhood
		if a.district == "" {
			a.district = "WK" + parts[1] + parts[2]
		}
		if a.municipality == "" {
			a.municipality = "GM" + parts[1]
		}
	}
	return entry{key: key, id: bagID(field(c.id)), line: int32(row.Number)}, a, nil
}

// bagID is an id of sixteen digits; 0 for an id of another kind, which says nothing to senders.
func bagID(text string) uint64 {
	if len(text) != 15 && len(text) != 16 { // a spreadsheet takes the zero in front away
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
