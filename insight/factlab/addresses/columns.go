package addresses

import (
	"regexp"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/words"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
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

var strange = regexp.MustCompile(`[^a-z0-9]`)

func columnsOf(header []string) (columns, error) {
	at := map[string]int{}
	for i, name := range header {
		name = strange.ReplaceAllString(strings.ToLower(name), "")
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
			return c, words.Say("The column %s is missing. Without it no address list can be made", column)
		}
	}
	return c, nil
}

// entry is one address on its way to the list.
type entry struct {
	key  string
	id   string
	area area
	line int
}

// area is a neighbourhood and what it lies in.
type area struct{ neighbourhood, district, municipality string }

var cbs = regexp.MustCompile(`^BU([0-9]{4})([0-9]{2})[0-9]{2}$`)

const maxCode = 40 // letters of a code

// read reads a row of an extract.
func (c columns) read(row table.Row) (entry, error) {
	field := func(i int) string {
		if i < 0 || i >= len(row.Fields) {
			return ""
		}
		return row.Fields[i]
	}
	key, err := address.Key(address.Parts{Postcode: field(c.postcode), Number: field(c.number), Letter: field(c.letter), Addition: field(c.addition)})
	if err != nil {
		return entry{}, err
	}
	e := entry{key: key, id: bagID(field(c.id)), line: row.Number, area: area{field(c.neighbourhood), field(c.district), field(c.municipality)}}
	if e.area.neighbourhood == "" || max(len(e.area.neighbourhood), len(e.area.district), len(e.area.municipality)) > maxCode {
		return entry{}, words.Say("the neighbourhood code is missing or too long")
	}
	if parts := cbs.FindStringSubmatch(e.area.neighbourhood); parts != nil { // Statistics Netherlands (CBS): BU, municipality, district, neighbourhood
		if e.area.district == "" {
			e.area.district = "WK" + parts[1] + parts[2]
		}
		if e.area.municipality == "" {
			e.area.municipality = "GM" + parts[1]
		}
	}
	return e, nil
}

// bagID is an id of sixteen digits; empty for an id of another kind, which says nothing to senders.
func bagID(text string) string {
	if len(text) == 15 {
		text = "0" + text // a spreadsheet took the zero in front away
	}
	if len(text) != 16 || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	return text
}
