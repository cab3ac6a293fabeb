package content

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

// Worker is somebody who works at a town and can be chosen at sign-in.
type Worker struct {
	Role    access.Role
	Name    string
	Mandate int64 // cents a year
	PerTeam bool  // one for each team
	About   string
}

// Workers are the made-up people at every town.
var Workers = []Worker{
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

// RegionalWorkers are those who work for the region.
var RegionalWorkers = []Worker{
	{access.RoleRegionalCoordinator, "Annelies Molenaar", 0, false, "Laat de veertien gemeenten van elkaar leren."},
	{access.RoleContractManager, "Vincent Blom", 0, false, "Sluit contracten voor de hele regio."},
}

// Visitors are what residents who can be chosen at sign-in tell of themselves; no town has more.
var Visitors = []string{
	"Met pensioen. Helpt graag in de buurt en heeft daar tijd voor.",
	"Woont alleen en kan af en toe een handje gebruiken.",
	"Nieuw in de stad en zoekt mensen om iets mee te doen.",
}

// Postcode is one that was never given out, in a neighbourhood with these digits.
func Postcode(digits string, nth int) ident.Postcode {
	return Must(ident.ParsePostcode(digits + letters[nth%len(letters)]))
}

// letters are the ends of postcodes that are never given out.
var letters = []string{"SA", "SD", "SS"}

// Phone is a number that nobody has.
func Phone(nth int) ident.Phone { return Must(ident.ParsePhone(fmt.Sprintf("06 0000 %04d", nth))) }

// Must is for what stands in our own tables.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Mailbox is a made-up mail address.
func Mailbox(name string) string {
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
