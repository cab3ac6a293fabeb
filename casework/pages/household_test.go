package pages_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// number is what people call the household.
func (h *home) number() string {
	h.t.Helper()
	var one household.Household
	err := h.region.DB.View(h.t.Context(), h.town.ID, func(tx *db.Tx) (err error) {
		one, err = h.region.Households.ByIDTx(h.t.Context(), tx, h.id)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return one.Number
}

func (h *home) address() string { return "/almelo/team/huishoudens/" + h.id.String() }

// stranger is a generalist of another team of the town.
func (h *home) stranger() string {
	h.t.Helper()
	sanne := h.worker("Sanne Visser", access.RoleGeneralist)
	choices, err := h.region.Accounts.Personas(h.t.Context(), h.town.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, c := range choices {
		if c.Grant.Role == access.RoleGeneralist && c.Grant.TeamID != sanne.Team {
			return c.Name
		}
	}
	h.t.Fatal("the town has one team")
	return ""
}

// Everything about a household is on one screen, and every change has a small page of its own.
func TestTheHouseholdOnOneScreen(t *testing.T) {
	region := apptest.Start(t)
	h := newHome(t, region, "Truus Oosterhof", "999995959")
	b := h.as("Sanne Visser")
	b.Visit("/almelo/team/huishoudens").Fill("Household number or citizen service number", "999995960").Press("Search").See("This is not right yet")
	b.Fill("Household number or citizen service number", "9999.95.959").Press("Search").See("Household %s", h.number())
	b.See("Truus Oosterhof").See("Lindelaan 12").See("No contact written down yet").See("ends in %s", "959")
	h.family(b)
	h.consents(b)
	h.contact(b)
	h.secret(b)
}

func (h *home) family(b *testkit.Tab) {
	b.Press("Add somebody").Press("Add").See("Fill in a name")
	b.Fill("First name", "Wim").Fill("Last name", "Oosterhof").Fill("Citizen service number", "999995959").Choose("Partner").Press("Add")
	b.See("Somebody with this number already belongs to a household. Search for that household by the number")
	b.Fill("Citizen service number", "").Choose("Partner").PressTwice("Add").See("Wim Oosterhof").See("%s: %s", "Truus", "Partner")
	b.Press("Wim Oosterhof").Fill("Date of birth", "3-4-1949").Press("Save").See("3 april 1949")

	b.Press("Add family, network or a helper").Press("Add").See("Choose what this person is to the resident")
	b.Choose("Truus Oosterhof").Pick("What is this person of the resident?", "Neighbour").Fill("Name", "Piet Smit").Fill("What this person does", "Doet boodschappen").Press("Add")
	b.See("Piet Smit").See("Doet boodschappen").Press("Piet Smit").Fill("What this person does", "Doet boodschappen en de tuin").Press("Save").See("Doet boodschappen en de tuin")
}

func (h *home) consents(b *testkit.Tab) {
	b.Press("Write down a consent").Press("Save the consent").See("Choose whose data this is about")
	b.Within("Whose data?").Choose("Truus Oosterhof")
	b.Within("What for?").Choose("Ask somebody for information")
	b.Fill("Who gets to see it?", "Huisarts De Linde").Choose("Health").Press("Save the consent").See("The resident must say yes")
	b.Within("Who said yes?").Choose("Truus Oosterhof")
	b.PressTwice("Save the consent").See("Huisarts De Linde")
	own := h.as(h.who).Visit("/almelo/mijn/toestemmingen").See("Huisarts De Linde")
	own.Press("Withdraw: %s", "Ask somebody for information").PressTwice("Yes, withdraw it").See("Your consent is withdrawn. From now on we do not share this any more.")
	b.Visit(h.address()).Within("Huisarts De Linde").See("Is over")
}

func (h *home) contact(b *testkit.Tab) {
	b.Visit(h.address()).Press("Write down a contact").Press("Save").See("Choose how you spoke with each other")
	b.Choose("At home").Fill("What did you talk about?", "Koffie gedronken. Het gaat beter.").Fill("What is the next step?", "Bellen").Press("Save").See("Fill in by when the next step is done")
	b.Fill("By when?", "gauw").Press("Save").See("Write a date as day, month and year, such as 5-5-2026")
	b.Fill("By when?", "31-12-2030").PressTwice("Save").See("Koffie gedronken. Het gaat beter.").See("Next step")
	b.Visit("/almelo/team/werkvoorraad?voor=mij").Within(h.number()).Press("Do the next step with a household").See("Household %s", h.number())
}

// secret: an address that is secret is shown to nobody who does not ask for it.
func (h *home) secret(b *testkit.Tab) {
	b.Press("Keep the address secret").See("Secret").DontSee("Lindelaan 12")
	b.Press("Show the secret address").See("Lindelaan 12")
	b.Visit(h.address()).Press("The address is no longer secret").See("Lindelaan 12")
}

// A resident lets somebody read along, who is looked up by address or name and then sees what the consent says and no more. Who
// leaves the household sees nothing of it any more.
func TestLettingSomebodyReadAlong(t *testing.T) {
	region := apptest.Start(t)
	h := newHome(t, region, "Aaltje Oosterhof", "999995996")
	h.planned()
	son, err := region.Accounts.Add(t.Context(), access.System(h.town.ID, "test"), account.NewAccount{
		Account: account.Account{Name: "Kees Oosterhof", Email: "kees@example.nl", Demo: true}, Grants: []account.Grant{{Role: access.RoleInformalCarer}}})
	if err != nil {
		t.Fatal(err)
	}
	const asked = "E-mail address or name of who reads along"
	b := h.as("Sanne Visser").Visit(h.address() + "/toestemmingen/nieuw")
	b.Within("Whose data?").Choose(h.who)
	b.Within("What for?").Choose("Let somebody read along")
	b.Fill("Who gets to see it?", "Kees, haar zoon").Choose("The plan").Within("Who said yes?").Choose(h.who)
	b.Press("Save the consent").See("Fill in the e-mail address or the name of who reads along")
	b.Fill(asked, "Kees Niemand").Press("Save the consent").See("Nobody signs in here with this e-mail address or name. Check it, or ask this person to sign in here first")
	b.Fill(asked, "kees oosterhof").Press("Save the consent").See("Choose which of these people reads along").See("k…@example.nl")
	b.Fill(asked, "kees@example.nl").Press("Save the consent").See("Choose which of these people reads along")
	b.Within("Which of these people reads along?").Choose(son.Name)
	b.PressTwice("Save the consent").See("Kees, haar zoon")

	kees := h.as(son.Name).Visit("/almelo/mijn").See("You read along with %s", h.who).See("The plan").DontSee("Your contact person")
	kees.Visit("/almelo/mijn/plan").See("Een schoon huis waar mensen kunnen komen.").DontSee("Your contact person")
	kees.Visit("/almelo/mijn/brieven").See("There are no letters for you.")

	sanne := h.worker("Sanne Visser", access.RoleGeneralist)
	d, err := region.Households.Read(t.Context(), sanne, h.id)
	if err == nil {
		_, err = region.Households.Leave(t.Context(), sanne, d.Residents[0].ID, d.Residents[0].Version, d.Residents[0].JoinedOn, household.LeftHome)
	}
	if err != nil {
		t.Fatal(err)
	}
	own := h.as(h.who).Visit("/almelo/mijn").See("The household where you lived, number %s", h.number())
	own.See("You do not live in this household any more. You can still read what is about you.").DontSee("Your contact person").DontSee("Sanne Visser")
	own.Visit("/almelo/mijn/plan").See("You have no plan now.")
	own.Visit("/almelo/mijn/inzage").See("Sanne Visser")
	kees.Visit("/almelo/mijn").See("%s does not live in this household any more. You can still read what you were let in to.", h.who)
}

// Somebody of another team sees the file only in an emergency, and the resident reads who it was and why.
func TestBreakingTheGlass(t *testing.T) {
	region := apptest.Start(t)
	h := newHome(t, region, "Riet Oosterhof", "999995972")
	name := h.stranger()
	b := h.as(name)
	b.Visit(h.address()).See("This household belongs to another team").DontSee("Riet Oosterhof")
	b.Press("Open the file in an emergency").See("Write why this cannot wait, in at least a few words")
	b.Fill("Why can this not wait?", "Mevrouw ligt op straat en is in de war").Press("Open the file in an emergency").See("Riet Oosterhof")
	b.DontSee("Write down a contact")
	h.as(h.who).Visit("/almelo/mijn/inzage").See(name).See("Mevrouw ligt op straat en is in de war").See("Was refused")
}

// The contact person changes, and then the household moves: first to another team, then out of the municipality.
func TestHandedOverAndMoved(t *testing.T) {
	region := apptest.Start(t)
	h := newHome(t, region, "Stien Oosterhof", "999995984")
	own, sanne := h.as(h.who, testkit.Options{Phone: true}), h.as("Sanne Visser")
	sanne.Visit(h.address()).Press("Change the contact person").Press("Change the contact person").See("Choose why somebody else becomes the contact person")
	sanne.Choose("Karim Aydin").Choose("The resident asked for somebody else").PressTwice("Change the contact person").See("Karim Aydin")
	own.Visit("/almelo/mijn").Within("Your contact person").See("Karim Aydin")

	karim, stranger := h.as("Karim Aydin"), h.as(h.stranger())
	karim.Visit(h.address()).Press("The household moves").Press("Next").See("Write a postcode as 4 digits and 2 letters, such as 7511 SS")
	karim.Fill("New postcode", "1011 SS").Press("Next").See("We do not know this postcode. Check it, or call us")
	karim.Fill("Street", "Zuidweg").Fill("House number", "2").Fill("New postcode", h.elsewhere()).Press("Next").See("Is this right?").PressTwice("Yes, write down the move").See("Zuidweg 2")
	stranger.Visit("/almelo/team/werkvoorraad").See("Agree on a contact person for a household that moved to your area").Visit(h.address()).Press("Become the contact person")
	stranger.See("You are the contact person from now on.")
	own.Visit("/almelo/mijn").See(h.stranger()).Press("Who was your contact person before").See("You moved to the area of another team")

	stranger.Visit(h.address()).Press("The household moves").Fill("New postcode", "7621 SS").Press("Next").See("Is this right?").See("Gemeente Borne")
	stranger.Press("Yes, write down the move").See("Moved to another municipality")
	own.Visit("/almelo/mijn").See("Moved to another municipality").See("What I agreed to")
}

// elsewhere is a postcode of Almelo where another team works.
func (h *home) elsewhere() string {
	h.t.Helper()
	sanne := h.worker("Sanne Visser", access.RoleGeneralist)
	for _, digits := range []string{"7602", "7603", "7604", "7605", "7606", "7607", "7608", "7609"} {
		if at := h.serves(digits + " SS"); at != 0 && at != sanne.Team {
			return digits + " SS"
		}
	}
	h.t.Fatal("the whole town has one team")
	return ""
}

// serves is the team that works at a postcode, or none.
func (h *home) serves(postcode string) db.ID {
	h.t.Helper()
	p, err := ident.ParsePostcode(postcode)
	if err != nil {
		h.t.Fatal(err)
	}
	var found team.Team
	_ = h.region.DB.View(h.t.Context(), h.town.ID, func(tx *db.Tx) (err error) { // without a team there is none
		found, err = team.RouteTx(h.t.Context(), tx, p)
		return err
	})
	return found.ID
}
