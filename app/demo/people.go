package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

var (
	women = []string{"Anna", "Carla", "Els", "Fatma", "Hanna", "Joke", "Lies", "Nora", "Petra", "Riet", "Sanne", "Vera", "Xandra", "Zoë", "Annelies", "Chantal", "Derya",
		"Femke", "Hetty", "Ilse", "Kaja", "Marloes", "Ans", "Roos", "Truus", "Ursula", "Willemien", "Ymke", "Zita"}
	men = []string{"Bram", "Dirk", "Gerrit", "Ibrahim", "Karim", "Mehmet", "Olaf", "Quinten", "Theo", "Ufuk", "Wim", "Yusuf", "Berend", "Evert", "Gijs", "Jan", "Leo",
		"Niels", "Peter", "Sef", "Vincent", "Henk", "Bart", "Hassan", "Luuk"}
	lastNames = []string{"Bakker", "Visser", "Smit", "Meijer", "Mulder", "Yilmaz", "Bos", "Vos", "Peters", "Hendriks", "Dekker", "Brouwer", "Dijkstra", "Kaya",
		"Koster", "Prins", "Huisman", "Postma", "Kuipers", "Veenstra", "Kramer", "Schouten", "Willems", "Hoekstra", "Koning", "Aydin", "Blom", "Maas", "Verhoeven",
		"Kok", "Jacobs", "Vermeer", "Molenaar", "Demir", "Evers", "Groen", "Haan", "Nijhof", "Wolters", "Scholten", "Lammers", "Oude Veldhuis", "Ter Horst", "Tijhuis"}
	streets = []string{"Lindelaan", "Weverstraat", "Molenweg", "Kerkpad", "Beukenlaan", "Spoorstraat", "Parallelweg", "Esweg", "Brinkstraat", "Hoge Dijk", "Veldweg",
		"Tulpstraat", "Merelstraat", "Haverkamp", "Bleekstraat", "Stationsplein", "Oude Markt", "Kanaalkade"}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func fullName(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return pick(r, women) + " " + pick(r, lastNames)
	}
	return pick(r, men) + " " + pick(r, lastNames)
}

// bsn returns the nth citizen service number that was never given out.
func bsn(n int) string { return bsns()[n] }

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

// worker is somebody who works at a town and can be chosen at sign-in.
type worker struct {
	role    access.Role
	name    string
	mandate int64 // cents a year
	perTeam bool  // one for each team
	about   string
}

func (w worker) account(name, phone string, team db.ID) account.NewAccount {
	return account.NewAccount{Account: account.Account{Name: name, Phone: phone, Demo: true, About: w.about},
		Grants: []account.Grant{{Role: w.role, TeamID: team, Mandate: w.mandate}}}
}

// workers are the made-up people at every town.
var workers = []worker{
	{access.RoleBroker, "Marloes Nijhof", 0, false, "Brengt buren bij elkaar en helpt wie niet zelf een vraag plaatst."},
	{access.RoleGeneralist, "Sanne Visser", 0, true, "%s. Neemt vragen aan en is contactpersoon van huishoudens."},
	{access.RoleGeneralist, "Karim Aydin", 0, true, "%s. Neemt vragen aan en is contactpersoon van huishoudens."},
	{access.RoleTeamLead, "Berend Wolters", 15_000_00, true, "%s. Tekent besluiten tot € 15.000 per jaar."},
	{access.RoleLegalOfficer, "Joke Lammers", 100_000_00, false, "Tekent besluiten tot € 100.000 per jaar."},
	{access.RoleContractManager, "Peter Scholten", 0, false, "Houdt bij wat met aanbieders is afgesproken."},
	{access.RoleController, "Derya Kaya", 0, false, "Let op het geld van de gemeente."},
	{access.RoleAnalyst, "Niels Postma", 0, false, "Kijkt wat de cijfers zeggen."},
	{access.RolePrivacyOfficer, "Hetty Groen", 0, false, "Let op wie in welk dossier kijkt, en waarom."},
	{access.RoleAlderman, "Willemien Prins", 0, false, "Is verantwoordelijk voor zorg en welzijn."},
	{access.RoleCouncilMember, "Ibrahim Demir", 0, false, "Wil weten of het werkt."},
	{access.RoleAdministrator, "Gijs Tijhuis", 0, false, "Beheert accounts en rollen."},
}

// regional are those who work for the region.
var regional = []worker{
	{access.RoleRegionalCoordinator, "Annelies Molenaar", 0, false, "Laat de veertien gemeenten van elkaar leren."},
	{access.RoleContractManager, "Vincent Blom", 0, false, "Sluit contracten voor de hele regio."},
}

// visitors are what residents who can be chosen at sign-in tell of themselves; no town has more.
var visitors = []string{
	"Met pensioen. Helpt graag in de buurt en heeft daar tijd voor.",
	"Woont alleen en kan af en toe een handje gebruiken.",
	"Nieuw in de stad en zoekt mensen om iets mee te doen.",
}

// residents are people of a town without a case: some can be chosen at sign-in, the others fill the market.
func (f *Filler) residents(t town) []account.NewAccount {
	var out []account.NewAccount
	taken := map[string]bool{}
	for _, w := range workers {
		taken[w.name] = true
	}
	for n := 0; n < len(visitors)+4+t.residents/10_000; {
		name := fullName(f.rand)
		if taken[name] || inTales(name) {
			continue
		}
		taken[name] = true
		one := account.NewAccount{Account: account.Account{Name: name}, Grants: []account.Grant{{Role: access.RoleResident}}}
		if n < len(visitors) {
			one.Demo, one.About = true, visitors[n]
		}
		out = append(out, one)
		n++
	}
	return out
}

// postcode is one that was never given out, in a neighbourhood of a town.
func postcode(t town, neighbourhood, nth int) ident.Postcode {
	return must(ident.ParsePostcode(t.digits[neighbourhood] + letters[nth%len(letters)]))
}

// phone is a number that nobody has.
func phone(nth int) ident.Phone { return must(ident.ParsePhone(fmt.Sprintf("06 0000 %04d", nth))) }

// must is for what stands in our own tables.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
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
