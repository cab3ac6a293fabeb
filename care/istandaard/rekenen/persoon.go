package rekenen

// The values of DatumGebruik, list COD170 (IV009). It is empty when the whole date is known.
const (
	DagOnbekend         = "1" // use month and year
	DagMaandOnbekend    = "2" // use the year
	DatumGeheelOnbekend = "3"
)

// Geboortedatum fills a date of birth of which zero parts are unknown, and says how much of it to use (IV009).
// No code says that only the year or only the month is unknown: what is known behind an unknown part is dropped.
// A date that the calendar does not have gives no day.
func Geboortedatum(jaar, maand, dag int) (datum Dag, gebruik string) {
	switch {
	case jaar == 0:
		jaar, maand, dag, gebruik = 1900, 1, 1, DatumGeheelOnbekend
	case maand == 0:
		maand, dag, gebruik = 1, 1, DagMaandOnbekend
	case dag == 0:
		dag, gebruik = 1, DagOnbekend
	}
	datum, ok := DagVan(jaar, maand, dag)
	if !ok {
		return 0, ""
	}
	return datum, gebruik
}

// Elfproef reports whether a BSN has nine digits and passes the eleven test (CS002). Nine zeros pass it.
func Elfproef(bsn string) bool {
	if len(bsn) != 9 {
		return false
	}
	som := 0
	for i, c := range []byte(bsn) {
		if c < '0' || c > '9' {
			return false
		}
		gewicht := 9 - i
		if gewicht == 1 {
			gewicht = -1
		}
		som += gewicht * int(c-'0')
	}
	return som%11 == 0
}
