package content

import (
	"math/rand/v2"
	"strconv"
	"sync"
)

var (
	// Women, Men and LastNames are what made-up people are called.
	Women = []string{"Anna", "Carla", "Els", "Fatma", "Hanna", "Joke", "Lies", "Nora", "Petra", "Riet", "Sanne", "Vera", "Xandra", "Zoë", "Annelies", "Chantal", "Derya",
		"Femke", "Hetty", "Ilse", "Kaja", "Marloes", "Ans", "Roos", "Truus", "Ursula", "Willemien", "Ymke", "Zita"}
	Men = []string{"Bram", "Dirk", "Gerrit", "Ibrahim", "Karim", "Mehmet", "Olaf", "Quinten", "Theo", "Ufuk", "Wim", "Yusuf", "Berend", "Evert", "Gijs", "Jan", "Leo",
		"Niels", "Peter", "Sef", "Vincent", "Henk", "Bart", "Hassan", "Luuk"}
	LastNames = []string{"Bakker", "Visser", "Smit", "Meijer", "Mulder", "Yilmaz", "Bos", "Vos", "Peters", "Hendriks", "Dekker", "Brouwer", "Dijkstra", "Kaya",
		"Koster", "Prins", "Huisman", "Postma", "Kuipers", "Veenstra", "Kramer", "Schouten", "Willems", "Hoekstra", "Koning", "Aydin", "Blom", "Maas", "Verhoeven",
		"Kok", "Jacobs", "Vermeer", "Molenaar", "Demir", "Evers", "Groen", "Haan", "Nijhof", "Wolters", "Scholten", "Lammers", "Oude Veldhuis", "Ter Horst", "Tijhuis"}
	// Streets are where they live.
	Streets = []string{"Lindelaan", "Weverstraat", "Molenweg", "Kerkpad", "Beukenlaan", "Spoorstraat", "Parallelweg", "Esweg", "Brinkstraat", "Hoge Dijk", "Veldweg",
		"Tulpstraat", "Merelstraat", "Haverkamp", "Bleekstraat", "Stationsplein", "Oude Markt", "Kanaalkade"}
)

// Pick draws one.
func Pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// FullName makes up a name.
func FullName(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return Pick(r, Women) + " " + Pick(r, LastNames)
	}
	return Pick(r, Men) + " " + Pick(r, LastNames)
}

// BSN returns the nth citizen service number that was never given out.
func BSN(n int) string { return bsns()[n] }

// bsns are the numbers that pass the test of eleven and are no real person's.
var bsns = sync.OnceValue(func() []string {
	var out []string
	for candidate := 999900006; candidate <= 999999990; candidate++ {
		if elevenTest(candidate) {
			out = append(out, strconv.Itoa(candidate))
		}
	}
	return out
})

func elevenTest(n int) bool {
	sum := -(n % 10)
	for weight := 2; weight <= 9; weight++ {
		n /= 10
		sum += n % 10 * weight
	}
	return sum%11 == 0
}
