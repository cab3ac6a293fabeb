package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

var (
	firstNames = []string{"Anna", "Bram", "Carla", "Dirk", "Els", "Fatma", "Gerrit", "Hanna", "Ibrahim", "Joke", "Karim", "Lies", "Mehmet", "Nora", "Olaf",
		"Petra", "Quinten", "Riet", "Sanne", "Theo", "Ufuk", "Vera", "Wim", "Xandra", "Yusuf", "Zoë", "Annelies", "Berend", "Chantal", "Derya", "Evert", "Femke",
		"Gijs", "Hetty", "Ilse", "Jan", "Kaja", "Leo", "Marloes", "Niels", "Ans", "Peter", "Roos", "Sef", "Truus", "Ursula", "Vincent", "Willemien", "Ymke", "Zita"}
	lastNames = []string{"Bakker", "Visser", "Smit", "Meijer", "Mulder", "Yilmaz", "Bos", "Vos", "Peters", "Hendriks", "Dekker", "Brouwer", "Dijkstra", "Kaya",
		"Koster", "Prins", "Huisman", "Postma", "Kuipers", "Veenstra", "Kramer", "Schouten", "Willems", "Hoekstra", "Koning", "Aydin", "Blom", "Maas", "Verhoeven",
		"Kok", "Jacobs", "Vermeer", "Molenaar", "Demir", "Evers", "Groen", "Haan", "Nijhof", "Wolters", "Scholten", "Lammers", "Oude Veldhuis", "Ter Horst", "Tijhuis"}
	streets = []string{"Lindelaan", "Weverstraat", "Molenweg", "Kerkpad", "Beukenlaan", "Spoorstraat", "Parallelweg", "Esweg", "Brinkstraat", "Hoge Dijk", "Veldweg",
		"Tulpstraat", "Merelstraat", "Haverkamp", "Bleekstraat", "Stationsplein", "Oude Markt", "Kanaalkade"}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func fullName(r *rand.Rand) string { return pick(r, firstNames) + " " + pick(r, lastNames) }

// bsn returns the nth citizen service number that was never given out: they start at 999900006, pass the test
// of eleven and are no real person's.
func bsn(n int) string {
	for candidate := 999900006; ; candidate++ {
		if elevenTest(candidate) {
			if n == 0 {
				return fmt.Sprint(candidate)
			}
			n--
		}
	}
}

func elevenTest(n int) bool {
	sum := -(n % 10)
	for weight := 2; weight <= 9; weight++ {
		n /= 10
		sum += n % 10 * weight
	}
	return sum%11 == 0
}

// worker is somebody who works at a town and can be chosen at sign-in.
type worker struct {
	role    access.Role
	name    string
	mandate int64 // cents a year
	perTeam bool  // one for each team
}

// workers are the made-up people at every town.
var workers = []worker{
	{access.RoleBroker, "Marloes Nijhof", 0, false},
	{access.RoleGeneralist, "Sanne Visser", 0, true},
	{access.RoleGeneralist, "Karim Aydin", 0, true},
	{access.RoleTeamLead, "Berend Wolters", 15_000_00, false},
	{access.RoleLegalOfficer, "Joke Lammers", 100_000_00, false},
	{access.RoleContractManager, "Peter Scholten", 0, false},
	{access.RoleController, "Derya Kaya", 0, false},
	{access.RoleAnalyst, "Niels Postma", 0, false},
	{access.RolePrivacyOfficer, "Hetty Groen", 0, false},
	{access.RoleAlderman, "Willemien Prins", 0, false},
	{access.RoleCouncilMember, "Ibrahim Demir", 0, false},
	{access.RoleAdministrator, "Gijs Tijhuis", 0, false},
}

// mailbox is a made-up mail address.
func mailbox(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('.')
		}
	}
	return b.String() + "@example.nl"
}
