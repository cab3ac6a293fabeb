package demo

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

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
		name := content.FullName(f.Rand)
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
