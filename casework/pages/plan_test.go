package pages_test

import (
	"context"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// home is a household in Almelo with Sanne as its contact person and a resident who can sign in.
type home struct {
	t      testing.TB
	region *apptest.Region
	town   tenant.Tenant
	id     db.ID
	who    string // the resident
}

func newHome(t testing.TB, region *apptest.Region, who, bsn string) *home {
	t.Helper()
	h := &home{t: t, region: region, who: who}
	ctx, first := t.Context(), strings.Fields(who)
	var err error
	if h.town, err = region.Tenants.BySlug(ctx, "almelo"); err != nil {
		t.Fatal(err)
	}
	system := access.System(h.town.ID, "test")
	resident, err := region.Accounts.Add(ctx, system, account.NewAccount{Account: account.Account{Name: who, Email: "resident@example.nl", Demo: true},
		Grants: []account.Grant{{Role: access.RoleResident}}})
	if err != nil {
		t.Fatal(err)
	}
	sanne := h.worker("Sanne Visser", access.RoleGeneralist)
	number, err := ident.ParseBSN(bsn)
	if err != nil {
		t.Fatal(err)
	}
	postcode, err := ident.ParsePostcode("7601 SA")
	if err != nil {
		t.Fatal(err)
	}
	h.id = region.DB.NewID()
	err = region.DB.InTx(ctx, h.town.ID, func(tx *db.Tx) error {
		person := household.Resident{ID: tx.NewID(), Person: household.Person{FirstName: first[0], LastName: first[1], BirthDate: law.Day(1951, 4, 2), BSN: number, Gender: household.Female}}
		_, err := region.Households.OpenTx(ctx, tx, sanne, household.NewHousehold{ID: h.id, TeamID: sanne.Team, ContactID: sanne.Account,
			Address:   household.Address{Street: "Lindelaan", House: "12", Postcode: postcode, City: "Almelo"},
			Residents: []household.Resident{person}})
		if err == nil {
			err = region.Households.LinkAccountTx(ctx, tx, sanne, person.ID, resident.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// worker is somebody who works in the town, in the first role with that name.
func (h *home) worker(name string, role access.Role) access.Actor {
	h.t.Helper()
	choices, err := h.region.Accounts.Personas(h.t.Context(), h.town.ID)
	for _, c := range choices {
		if c.Name == name && c.Grant.Role == role {
			return access.Actor{Account: c.ID, Tenant: h.town.ID, Role: role, Team: c.Grant.TeamID, Mandate: c.Grant.Mandate}
		}
	}
	h.t.Fatalf("%s does not work here: %v", name, err)
	return access.Actor{}
}

// as opens a browser as somebody.
func (h *home) as(name string, how ...testkit.Options) *testkit.Tab {
	h.t.Helper()
	return testkit.Browser(h.t, h.region.URL, how...).Visit("/almelo/inloggen").Press(name)
}

func (h *home) plan() string { return "/almelo/team/huishoudens/" + h.id.String() + "/plan" }

// nl is a sentence as it stands on a Dutch page.
func nl(sentence string, args ...any) string {
	return text.T(text.WithLang(context.Background(), text.Nl), sentence, args...)
}

// step writes one rung of the ladder.
func step(b *testkit.Tab, rung, outcome string) {
	b.Press(rung).Fill("What was discussed or tried?", "Samen besproken aan de keukentafel").Choose(outcome)
	b.Fill("Why does it go one step further down?", "Dat is te zwaar voor haar rug").Press("Save").See("The step is saved.")
}

func TestFromWishToLetter(t *testing.T) {
	h := newHome(t, apptest.Start(t), "Geertje Oosterhof", "999995935")
	sanne := h.as("Sanne Visser")
	h.writePlan(sanne)
	h.agree(testkit.Options{Phone: true})
	number := h.prepare(sanne)
	h.sign(number)
	h.read(testkit.Options{Phone: true}, number)
}

func TestTheResidentReadsAndAnswers(t *testing.T) {
	region := apptest.Start(t)
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		who, bsn := "Hendrikje Oosterhof", "999995947"
		if o.NoScript {
			who, bsn = "Janna Oosterhof", "999995959"
		}
		h := newHome(t, region, who, bsn)
		h.planned()
		b := h.as(who, o)
		b.Visit("/almelo/mijn/plan").Press("No, something should be different").Press("Send").See("This is not right yet")
		b.Fill("Tell it in your own words", "Ik wil liever zelf koken.").PressTwice("Send").See("Thank you. Your contact person talks with you about it.")
		h.agree(o)
		b.Visit("/almelo/mijn/brieven").See("There are no letters for you.")
	})
}

// Who comes second sees what the other wrote, and what was typed is still there.
func TestTwoWorkersOnOnePlan(t *testing.T) {
	h := newHome(t, apptest.Start(t), "Wubbina Oosterhof", "999995960")
	ctx, sanne, id := t.Context(), h.worker("Sanne Visser", access.RoleGeneralist), h.region.DB.NewID()
	if _, err := h.region.Plans.Start(ctx, sanne, id, h.id); err != nil {
		t.Fatal(err)
	}
	b := h.as("Sanne Visser").Visit(h.plan() + "/wens")
	if err := h.region.Plans.WriteWish(ctx, h.worker("Karim Aydin", access.RoleGeneralist), id, 1, "Karim schreef dit."); err != nil {
		t.Fatal(err)
	}
	b.Fill("In the resident's own words", "Sanne schreef dat.").Press("Save").See("It says now").See("Karim schreef dit.")
	if got := b.Value("In the resident's own words"); got != "Sanne schreef dat." {
		t.Errorf("typed was %q", got)
	}
	b.Press("Save").See("What the resident wants is written down.").See("Sanne schreef dat.")
}

// planned writes the plan and shares it, without the browser.
func (h *home) planned() {
	h.t.Helper()
	ctx, plans, sanne := h.t.Context(), h.region.Plans, h.worker("Sanne Visser", access.RoleGeneralist)
	id, goal := h.region.DB.NewID(), h.region.DB.NewID()
	must := func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	_, err := plans.Start(ctx, sanne, id, h.id)
	must(err)
	must(plans.WriteWish(ctx, sanne, id, 1, "Ik wil in mijn eigen huis blijven wonen, met de kat."))
	must(plans.WriteReport(ctx, sanne, id, 2, plan.Report{BehindQuestion: "Bang om te vallen", Strengths: "Kookt zelf", HeldOn: law.DateOf(h.region.DB.Now()), Present: "Wij twee"}))
	must(plans.AddGoal(ctx, sanne, plan.Goal{ID: goal, PlanID: id, Domain: plan.Arranging, WordedBy: plan.OwnWords,
		GoalText: plan.GoalText{Wish: "Een schoon huis waar mensen kunnen komen.", Need: "Hulp", Result: "Schoon"}}))
	for _, r := range ladder.Rungs {
		must(plans.WriteStep(ctx, sanne, ladder.Step{ID: h.region.DB.NewID(), PlanID: id, GoalID: goal, Rung: r.Rung, Outcome: ladder.Helps, Doer: ladder.ByResident,
			StepText: ladder.StepText{Tried: "Besproken", Reason: "Te zwaar"}}))
	}
	must(plans.Share(ctx, sanne, id, 3))
}

// writePlan: the wish first, then the conversation, a life domain, a goal and its ladder.
func (h *home) writePlan(b *testkit.Tab) {
	b.Visit(h.plan()).See("This household has no running plan.").PressTwice("Start a plan")
	b.See("What does the resident want?").Press("Save").See("This is not right yet")
	b.Fill("In the resident's own words", "Ik wil in mijn eigen huis blijven wonen, met de kat.").Press("Save")
	b.See("What the resident wants is written down.").See("Questions to ask yourself")

	b.Press("Write the report of the conversation").See("Guide for the conversation")
	b.Fill("Day of the conversation", "morgen").Press("Save").See("This is not right yet")
	b.Fill("Day of the conversation", "3-2-2026").Fill("Who were there", "Geertje en Sanne").Fill("What lies behind the question", "Zij is bang om te vallen.")
	b.Fill("What goes well", "Zij kookt elke dag zelf.").Press("Save").See("The report of the conversation is saved.")

	b.Press("Arranging things").See("Which sentence does the resident choose?")
	b.Within("Which sentence does the resident choose?").Choose("It gets done; a form or something new is hard.")
	b.Within("Which sentence do you choose?").Choose("Much is left undone: post, dishes, appointments.")
	b.Fill("What is this based on?", "De post ligt ongeopend op tafel.").Press("Save").See("The score is saved.")

	b.Press("Add a goal").Fill("The goal, in the words of the resident", "Een schoon huis waar mensen kunnen komen.")
	b.Choose("We did it together").Choose("Everybody together").Pick("Part of life", "Arranging things").PressTwice("Add the goal")
	b.See("The goal is added. Walk the ladder now.").Press("Een schoon huis waar mensen kunnen komen.")
	h.walk(b)
}

// walk goes down the ladder; help made to measure is not there before need and result are written.
func (h *home) walk(b *testkit.Tab) {
	goal := b.URL()
	for _, r := range ladder.Rungs[:len(ladder.Rungs)-1] {
		step(b, nl("Write down: %s", nl(r.Name)), "Tried, and it does not help enough")
		b.Visit(goal)
	}
	b.DontSee(nl("Write down: %s", nl("Help made to measure")))
	b.Visit(goal+"/treden/maatwerk").Fill("What support is needed?", "Twee uur per week hulp bij het zware werk").Press("Save")
	b.See("First write what is needed and what should come of it. Then look at the help made to measure.")
	if got := b.Value("What support is needed?"); got != "Twee uur per week hulp bij het zware werk" {
		h.t.Errorf("typed was %q", got)
	}
	b.Visit(goal).Press("Change the goal").Fill("What is needed", "Iemand die het zware werk doet").Fill("You see it when", "Het huis is elke week schoon").Press("Save").See("The goal is saved.")
	b.Visit(goal).Press(nl("Write down: %s", nl("Help made to measure"))).Fill("What support is needed?", "Twee uur per week hulp bij het zware werk").Press("Save").See("The step is saved.")
	b.Visit(h.plan()).Press("Let the resident read the plan").See("What we talked about").Press("Share the plan").See("The resident can read the plan now.")
	b.Press("Plan on paper").See("I agree with this plan. Name, date and signature:")
}

// agree: the resident adds something, and agrees with the report as an application.
func (h *home) agree(o testkit.Options) {
	b := h.as(h.who, o)
	b.Visit("/almelo/mijn/plan").See("Ik wil in mijn eigen huis blijven wonen, met de kat.").See("Who does what")
	b.Press("Add to the plan").See("This is not right yet")
	b.Fill("What do you want to add?", "Mijn zus komt op zondag.").PressTwice("Add to the plan").See("Your words are added. Your contact person reads them.")
	b.Press("Yes, I agree").Choose("Een schoon huis waar mensen kunnen komen.").PressTwice("Yes, I agree")
	b.See("Agreed").See("Mijn zus komt op zondag.")
	b.Back().Visit("/almelo/mijn/plan/akkoord").Press("Yes, I agree").See("You have agreed with this plan already.")
}

// prepare: proposal, reasons, and the provider that the resident chose.
func (h *home) prepare(b *testkit.Tab) (number string) {
	b.Visit("/almelo/team/werkvoorraad").See("Decide on the application within the legal term")
	b.Visit("/almelo/team/huishoudens/" + h.id.String()).Press("Aanvraag B-")
	number = strings.Fields(b.Title())[1]
	b.See("What is missing").Press("Write the proposal").Press("Save the proposal").See("This is not right yet")
	b.Choose("Granted").Choose("Hulp bij het huishouden (01A03)").Fill("How much", "120").Fill("First day", "1-3-2027").Fill("Last day", "28-2-2029")
	b.Choose("Personal budget (pgb): the resident arranges the help").Press("Save the proposal").See("We cannot arrange a personal budget here yet. Does the resident want one? Talk to the legal officer.")
	b.Choose("Support in kind: the municipality pays the provider").Choose("I looked up whether the Wlz goes first").Press("Save the proposal").See("The proposal is saved.").See("2 uur per week")
	b.Press("Write facts and reasons").Fill("What did we find?", "U kunt niet bukken.").Fill("Why do we decide this?", "Niemand anders kan dit doen.").Press("Save").See("Facts and reasons are saved.")
	b.Press("Choose a provider with the resident").See("Providers with a contract").Press("Save the choice").See("This is not right yet")
	b.Choose("De Schone Stee").Fill("Why this one?", "Zij kennen mijn straat.").Press("Save the choice").See("The choice of the resident is saved.")
	b.Press("Offer for signature").See("Ons besluit: u krijgt hulp").Press("Offer for signature").See("The decision waits for a signature.")
	return number
}

// sign: somebody else reads the letter, with the mandate for it.
func (h *home) sign(number string) {
	b := h.as("Berend Wolters")
	b.Visit("/almelo/team/besluiten").Press(number).Press("Read the letter and sign").See("U kunt niet bukken.").PressTwice("Sign the decision")
	b.Visit("/almelo/team/besluiten").DontSee(number)
}

// read: the resident reads the letter.
func (h *home) read(o testkit.Options, number string) {
	b := h.as(h.who, o)
	b.Visit("/almelo/mijn/brieven").See("New").Press("Our decision: you get help").See(number).See("Bent u het niet eens met dit besluit?").See("De Schone Stee")
	h.paper(b)
	b.Visit("/almelo/en/mijn/brieven").Press("Our decision: you get help").See("This is a translation. The letter in Dutch is the decision.")
}

// paper: the letter can be had as a PDF as soon as it is printed.
func (h *home) paper(b *testkit.Tab) {
	h.t.Helper()
	address := b.URL()
	for !strings.Contains(b.Reload().Text(), nl("This letter as PDF")) { // until the job is done; the test's own time limit ends this
		if err := h.t.Context().Err(); err != nil {
			h.t.Fatal(err)
		}
	}
	file := b.Fetch(address + ".pdf")
	if file.Status != 200 || file.Kind != "application/pdf" || !strings.HasPrefix(string(file.Body), "%PDF-") {
		h.t.Errorf("the letter on paper: %d %s", file.Status, file.Kind)
	}
}
