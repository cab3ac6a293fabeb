package profile

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

// ReadBAG reads an id of the national register (BAG) out of a field: sixteen digits, also behind a prefix, or fifteen
// when a spreadsheet took the zero in front away. It is empty when there is none.
func ReadBAG(field string) string {
	id := bag.FindString(field)
	if len(id) == 15 {
		if before := strings.TrimSuffix(field, id); before != "" {
			return ""
		}
		return "0" + id
	}
	if before, found := strings.CutSuffix(field, id); found && before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' {
		return "" // more than sixteen digits
	}
	return id
}

const maxReadings = 6

// Readings are the ways to read a field with a whole address: "Plein 1944 12-2, 1506 SD Zaandam" can have house number
// 12-2 and 1944. A postcode of its own column goes before one in the field.
func Readings(postcode, field string) []address.Parts {
	field = strings.TrimSpace(field)
	before, after := field, ""
	if found := inside.FindAllStringSubmatchIndex(field, -1); len(found) > 0 {
		at := found[len(found)-1]
		if postcode == "" || strings.EqualFold(strings.ReplaceAll(postcode, " ", ""), field[at[2]:at[3]]+field[at[4]:at[5]]) {
			postcode = field[at[2]:at[3]] + field[at[4]:at[5]]
			before, after = field[:at[2]], strings.TrimLeft(field[at[5]:], " ,;-/")
		}
	}
	before = strings.TrimRight(before, " ,;-/")
	if len(after) > 0 && after[0] >= '0' && after[0] <= '9' {
		return []address.Parts{{Postcode: postcode, Number: after}}
	}
	var out []address.Parts
	for i := 0; i < len(before); i++ {
		digit := before[i] >= '0' && before[i] <= '9'
		if digit && (i == 0 || strings.IndexByte(" ,\t", before[i-1]) >= 0) {
			out = append(out, address.Parts{Postcode: postcode, Number: before[i:]})
		}
	}
	if len(out) == 0 {
		return []address.Parts{{Postcode: postcode, Number: before}}
	}
	return out[max(0, len(out)-maxReadings):]
}
