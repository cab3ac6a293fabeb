// Package stories plays whole journeys through the product, in a browser, over all wings.
package stories

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// TestTheWholeWay walks from a resident's question to delivered help: on a phone, in Dutch, with and without
// scripts; once on each database.
func TestTheWholeWay(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		s := &story{t: t, how: o, who: "Geertje Oosterhof", bsn: "999995935", goal: "Een schoon huis waar mensen kunnen komen."}
		s.how.Phone = true
		if o.NoScript {
			s.region = apptest.StartOnPostgres(t)
		} else {
			s.region = apptest.Start(t)
		}
		s.resident()
		s.byHand()
		s.compass()
		s.market()
		s.question()
		s.household()
		s.plan()
		s.decision()
		s.order()
		s.ownPage()
		s.council()
	})
}

// story is one walk, with the people in it.
type story struct {
	t      *testing.T
	region *apptest.Region
	how    testkit.Options
	who    string // the resident
	bsn    string
	goal   string
	town   tenant.Tenant
	home   string // address of the household
	number string // of the decision
}

// as opens a browser of their own for somebody of Almelo.
func (s *story) as(name string) *testkit.Tab {
	return testkit.Browser(s.t, s.region.URL, s.how).Visit("/almelo/inloggen").Press(name)
}

// resident adds somebody who can sign in and has no file.
func (s *story) resident() {
	var err error
	if s.town, err = s.region.Tenants.BySlug(s.t.Context(), "almelo"); err != nil {
		s.t.Fatal(err)
	}
	_, err = s.region.Accounts.Add(s.t.Context(), access.System(s.town.ID, "test"), account.NewAccount{
		Account: account.Account{Name: s.who, Email: "geertje@example.nl", Demo: true}, Grants: []account.Grant{{Role: access.RoleResident}}})
	if err != nil {
		s.t.Fatal(err)
	}
}

// byHand lets the provider be played by somebody: otherwise it answers by itself after a while.
func (s *story) byHand() {
	firm, err := s.region.Tenants.BySlug(s.t.Context(), "de-schone-stee")
	if err == nil {
		err = s.region.Tenants.Set(s.t.Context(), access.System(firm.ID, "test"), app.Answers, app.ByHand, law.DateOf(s.region.DB.Now()))
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// compass: from the home page, along a few questions, to answers with the nearest help first.
func (s *story) compass() {
	b := testkit.Browser(s.t, s.region.URL, s.how).Visit("/almelo").See("Help nearby in %s", "Almelo")
	b.Fill("What is your question?", "tuin").Press("Search").See("Search")
	b.Back().Press("I could use a hand now and then").See("What would help you?").Press("The garden")
	b.Press("Every week, and for a long time").See("This is where you can go").See("A neighbour who helps").See("The broker or the neighbourhood team")
	b.Visit("/almelo").Press("There is violence, threat or danger").See("Is somebody in danger right now?").Press("Yes")
	b.See("First: is there danger?").See("112")
}

// market: an ask that is answered through the relay, and a broker who places one for somebody on the phone.
func (s *story) market() {
	own := s.as(s.who).Visit("/almelo/buurt").Press("Ask a neighbour").Press("Garden")
	own.Fill("What do you need?", "Wie snoeit mijn heg?").Fill("In which postcode is it?", "7601 sa").PressTwice("Place my question").See("This is your own.")
	broker := s.as("Marloes Nijhof").Visit("/almelo/buurt/makelaar").Press("Place a question for somebody").Press("Company")
	broker.Fill("For whom is it?", "Mevrouw Jansen").Fill("How do you reach this person?", "0546 123456").Fill("What do you need?", "Samen koffie drinken")
	broker.Fill("In which postcode is it?", "7601SA").Press("Place my question").DontSee("Jansen")
	broker.Visit("/almelo/buurt/makelaar").See("Samen koffie drinken")
}

// question: the team gets a question and confirms it; a generalist takes it and is the contact person.
func (s *story) question() {
	own := s.as(s.who).Visit("/almelo/hulpvraag")
	own.Fill("Your question, in your own words", "Ik kan mijn huis niet meer schoonhouden en ik ben bang om te vallen.").Press("Next")
	own.Choose("For myself").Press("Next").Fill("Postcode", "7601sa").Press("Next")
	own.Fill("Your name", s.who).Fill("E-mail address", "geertje@example.nl").Fill("Phone number", "06 1234 5678").Choose("By phone").Press("Next")
	own.PressTwice("Send my question").See("We received your question").See("What happens now")
	var question string
	for _, word := range strings.Fields(own.Text()) {
		if strings.HasPrefix(word, "V-") {
			question = strings.TrimRight(word, ".,")
		}
	}
	own.Visit("/almelo/beheer/post").See(question)
	sanne := s.as("Sanne Visser").Visit("/almelo/team/werkvoorraad")
	sanne.Within(question).Press("Take a question and get in touch").See("Legal end of the inquiry").PressTwice("Take this question")
	sanne.See("You took the question. The household is open, and the inquiry has begun.")
	s.home = sanne.URL()
	own.Visit("/almelo/mijn").See("Your contact person").See("Sanne Visser")
}

// household: who belongs to it, who is around, and what may be shared.
func (s *story) household() {
	b := s.as("Sanne Visser").Visit(s.home).Press(s.who)
	b.Fill("Date of birth", "2-4-1951").Fill("Citizen service number", s.bsn).Choose("Woman").Press("Save").See("2 april 1951")
	b.Visit(s.home).Press("Add family, network or a helper").Choose(s.who).Pick("What is this person of the resident?", "Neighbour")
	b.Fill("Name", "Piet Smit").Fill("What this person does", "Doet boodschappen").Press("Add").See("Doet boodschappen")
	b.Visit(s.home).Press("Write down a consent")
	b.Within("Whose data?").Choose(s.who)
	b.Within("What for?").Choose("Ask somebody for information")
	b.Fill("Who gets to see it?", "Huisarts De Linde").Choose("Health")
	b.Within("Who said yes?").Choose(s.who)
	b.Press("Save the consent").See("Huisarts De Linde")
}

var rungs = []string{"Own strength", "Usual help at home", "People near you", "The neighbourhood", "Another law or scheme", "Help that is open to everybody", "Help shared with others"}

// plan: the wish first, then the conversation, a goal and its ladder; the resident agrees.
func (s *story) plan() {
	b := s.as("Sanne Visser").Visit(s.home + "/plan").Press("Start a plan")
	b.Fill("In the resident's own words", "Ik wil in mijn eigen huis blijven wonen, met de kat.").Press("Save")
	b.Press("Write the report of the conversation").Fill("Day of the conversation", s.day(0)).Fill("Who were there", "Geertje en Sanne")
	b.Fill("What lies behind the question", "Zij is bang om te vallen.").Fill("What goes well", "Zij kookt elke dag zelf.").Press("Save")
	b.Press("Add a goal").Fill("The goal, in the words of the resident", s.goal).Choose("We did it together").Choose("Everybody together")
	b.Pick("Part of life", "Arranging things").Press("Add the goal").Press(s.goal)
	goal := b.URL()
	for _, rung := range rungs {
		b.Press("Write down: %s", rung).Fill("What was discussed or tried?", "Samen besproken aan de keukentafel").Choose("Tried, and it does not help enough")
		b.Fill("Why does it go one step further down?", "Dat is te zwaar voor haar rug").Press("Save").See("The step is saved.").Visit(goal)
	}
	b.DontSee("Write down: %s", "Help made to measure").Press("Change the goal").Fill("What is needed", "Iemand die het zware werk doet")
	b.Fill("You see it when", "Het huis is elke week schoon").Press("Save").Visit(goal).Press("Write down: %s", "Help made to measure")
	b.Fill("What support is needed?", "Twee uur per week hulp bij het zware werk").Press("Save").See("The step is saved.")
	b.Visit(s.home + "/plan").Press("Let the resident read the plan").Press("Share the plan").See("The resident can read the plan now.")

	own := s.as(s.who).Visit("/almelo/mijn/plan").See("Ik wil in mijn eigen huis blijven wonen, met de kat.")
	own.Fill("What do you want to add?", "Mijn zus komt op zondag.").PressTwice("Add to the plan").See("Mijn zus komt op zondag.")
	own.Press("Yes, I agree").Choose(s.goal).PressTwice("Yes, I agree").See("Agreed").See("Mijn zus komt op zondag.")
}

// day is a number of days from today as people write it.
func (s *story) day(from int) string {
	d := law.DateOf(s.region.DB.Now()).Add(from)
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format("2-1-2006")
}

// decision: prepared by one, signed by another; the letter stands with the resident.
func (s *story) decision() {
	b := s.as("Sanne Visser").Visit(s.home).Press("Aanvraag B-")
	s.number = strings.Fields(b.Title())[1]
	b.Press("Write the proposal").Choose("Granted").Choose("Hulp bij het huishouden (01A03)").Fill("How much", "120").Fill("First day", s.day(0)).Fill("Last day", s.day(364))
	b.Choose("Support in kind: the municipality pays the provider").Choose("I looked up whether the Wlz goes first").Press("Save the proposal").See("2 uur per week")
	b.Press("Write facts and reasons").Fill("What did we find?", "U kunt niet bukken.").Fill("Why do we decide this?", "Niemand anders kan dit doen.").Press("Save")
	b.Press("Choose a provider with the resident").See("Providers with a contract").Choose("De Schone Stee").Fill("Why this one?", "Zij kennen mijn straat.").Press("Save the choice")
	b.Press("Offer for signature").See("Ons besluit: u krijgt hulp").Press("Offer for signature").See("The decision waits for a signature.")
	s.as("Berend Wolters").Visit("/almelo/team/besluiten").Press(s.number).Press("Read the letter and sign").See("U kunt niet bukken.").PressTwice("Sign the decision")
	own := s.as(s.who).Visit("/almelo/mijn/brieven").Press("Our decision: you get help").See(s.number).See("Bent u het niet eens met dit besluit?").See("De Schone Stee")
	if letter := own.Fetch(own.URL() + ".pdf"); letter.Status != 200 && letter.Status != 404 {
		s.t.Errorf("the letter on paper: %d", letter.Status)
	}
}

// order: the message is valid, the provider accepts and starts, and what it sends is valid too.
func (s *story) order() {
	firm, err := s.region.Tenants.BySlug(s.t.Context(), "de-schone-stee")
	if err != nil {
		s.t.Fatal(err)
	}
	people, err := s.region.Accounts.Personas(s.t.Context(), firm.ID)
	if err != nil || len(people) == 0 {
		s.t.Fatalf("nobody works at the provider: %v", err)
	}
	b := testkit.Browser(s.t, s.region.URL, s.how).Visit("/de-schone-stee/inloggen").Press(people[0].Name)
	s.until(b, "/de-schone-stee/zorg/opdrachten", s.who)
	b.Press(s.who)
	b.Press("Accept the order").See("You accepted the order. The municipality hears it.")
	b.Fill("On which day did the support begin?", s.day(0)).Press("Report the start")
	s.valid(s.town.ID, istandaard.WMO301)
	s.valid(firm.ID, istandaard.WMO305)
}

// until visits a page until some words stand on it: what goes by message takes a moment.
func (s *story) until(b *testkit.Tab, address, words string) {
	for range 60 {
		if b.Visit(address); strings.Contains(b.Text(), words) {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	s.t.Fatalf("%q does not come on %s:\n%s", words, address, b.Text())
}

// valid holds the newest message of a kind that an organisation sent against the published schema.
func (s *story) valid(sender db.ID, kind istandaard.Soort) {
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "istandaarden", "iwmo-3.2", "schema"))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := os.Stat(root); err != nil {
		if os.Getenv("CI") != "" {
			s.t.Fatal(err)
		}
		s.t.Logf("not held against the schema, which is not beside the repository: %v", err)
		return
	}
	raw := s.sent(sender, kind)
	check := exec.Command("xmllint", "--noout", "--nonet", "--schema", filepath.Join(root, string(kind)+".xsd"), "-")
	check.Stdin = bytes.NewReader(raw)
	if out, err := check.CombinedOutput(); err != nil {
		s.t.Errorf("%s is not valid: %v\n%s", kind, err, out)
	}
}

// ownPage: the resident sees that help has started, who looked and why, takes back a consent and says how it went.
func (s *story) ownPage() {
	own := s.as(s.who)
	s.until(own, "/almelo/mijn", "Begonnen")
	own.Press("Who looked at my file").See("Sanne Visser").See("Berend Wolters")
	own.Visit("/almelo/mijn/toestemmingen").Within("Huisarts De Linde").Press("Withdraw: %s", "Ask somebody for information")
	own.PressTwice("Yes, withdraw it").See("Your consent is withdrawn. From now on we do not share this any more.")
	own.Visit("/almelo/mijn/ervaring").Choose("8").Press("Send my answer").See("Thank you for your answer")
}

// council: the figures, without anybody in them.
func (s *story) council() {
	b := s.as("Ibrahim Demir").Visit("/almelo/inzicht/raad").See("Figures for the council").DontSee(s.who)
	b.Press("Decisions in time").DontSee(s.who)
	b.Visit(s.home)
	if b.Status() != 403 {
		s.t.Errorf("a council member opens a household: %d", b.Status())
	}
}

// sent is the newest message of a kind that an organisation sent.
func (s *story) sent(sender db.ID, kind istandaard.Soort) (raw []byte) {
	err := s.region.DB.View(s.t.Context(), sender, func(tx *db.Tx) error {
		var id string
		err := tx.SQL().QueryRow(`SELECT identification FROM exchange_outbox WHERE tenant_id = $1 AND kind = $2 ORDER BY id DESC LIMIT 1`,
			int64(sender), string(kind)).Scan(&id)
		if err == nil {
			raw, err = s.region.Exchange.RawTx(s.t.Context(), tx, kind, id)
		}
		return err
	})
	if err != nil {
		s.t.Fatalf("%s was not sent: %v", kind, err)
	}
	return raw
}
