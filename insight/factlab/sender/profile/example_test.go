package profile_test

import (
	"fmt"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/profile"
)

func ExampleGuess() {
	p, doubts := profile.Guess("", []string{"Cliëntnr", "PC", "Hnr", "Toev", "Product", "Ingangsdatum", "Einddatum"},
		[][]string{{"100231", "1506 SD", "12", "hs", "Vervoer", "13-02-2025", ""}}, false)
	for _, role := range profile.Roles(false) {
		if c, ok := p.Columns[role]; ok {
			fmt.Println(role, c.Number, c.Name)
		}
	}
	fmt.Println(len(doubts), "doubts")
	// Output:
	// postcode 2 PC
	// number 3 Hnr
	// addition 4 Toev
	// provision 5 Product
	// from 6 Ingangsdatum
	// until 7 Einddatum
	// 0 doubts
}

func ExampleParseDate() {
	for _, text := range []string{"2025-12-31", "31-12-2025 0:00", "46022", "31 dec 2025", "31-12-9999"} {
		m, none, _ := profile.ParseDate(text, false)
		day, _ := m.In(profile.DayFirst)
		fmt.Println(text, none, day.Format(time.DateOnly))
	}
	// Output:
	// 2025-12-31 false 2025-12-31
	// 31-12-2025 0:00 false 2025-12-31
	// 46022 false 2025-12-31
	// 31 dec 2025 false 2025-12-31
	// 31-12-9999 true 0001-01-01
}

func ExampleReadings() {
	for _, p := range profile.Readings("", "Plein 1944 12-2, 1506 SD Zaandam") {
		fmt.Println(p.Postcode, p.Number)
	}
	// Output:
	// 1506SD 1944 12-2
	// 1506SD 12-2
}
