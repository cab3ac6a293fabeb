package addresses_test

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

func ExampleRead() {
	list, _, err := addresses.Read(strings.NewReader("key,neighbourhood,district,municipality,bag_id\n1506SD|12|A2,BU04790101,WK047901,GM0479,\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	entry, reason := list.Find(address.Parts{Postcode: "1506 sd", Number: "12a-2"})
	fmt.Println(entry.Key, entry.Neighbourhood, reason.Found())
	// Output: 1506SD|12|A2 BU04790101 true
}
