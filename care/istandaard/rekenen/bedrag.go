package rekenen

import "fmt"

// UrenUitMinuten is the volume in hours of minutes delivered: rounded on the sum of the product period, with one
// hour as the least (IV079). Nothing delivered stays nothing.
func UrenUitMinuten(minuten int64) int64 {
	if minuten <= 0 {
		return 0
	}
	return max(1, rond(minuten, 60))
}

// Bedrag is the submitted amount in cents: volume times rate (TR346). A volume in euros is the amount itself (CS339).
func Bedrag(volume, tarief int64) int64 { return keer(volume, tarief) }

// BedragUurtariefInMinuten is the submitted amount for minutes at a rate per hour: only the product is rounded,
// not the rate per minute (TR346, IV081).
func BedragUurtariefInMinuten(uurtarief, minuten int64) int64 {
	return rond(keer(uurtarief, minuten), 60)
}

// TariefPerMinuut is the ProductTarief to show for minutes at a rate per hour; amounts are not computed with it
// (IV081).
func TariefPerMinuut(uurtarief int64) int64 { return rond(uurtarief, 60) }

// RondAf rounds a rate in thousandths of a euro to cents; a half goes up (IV081).
func RondAf(duizendsten int64) int64 { return rond(duizendsten, 10) }

// SchrijfBedrag writes an amount in cents as euros: 10000 is EUR 100.00 (IV024).
func SchrijfBedrag(centen int64) string {
	teken, heel, rest := "", centen/100, centen%100
	if centen < 0 {
		teken, heel, rest = "-", -heel, -rest
	}
	return fmt.Sprintf("EUR %s%d.%02d", teken, heel, rest)
}
