package pages_test

import (
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// resident adds somebody in Almelo who can sign in and has no file yet.
func resident(t testing.TB, region *apptest.Region, name string) {
	t.Helper()
	town, err := region.Tenants.BySlug(t.Context(), "almelo")
	if err == nil {
		_, err = region.Accounts.Add(t.Context(), access.System(town.ID, "test"), account.NewAccount{
			Account: account.Account{Name: name, Demo: true}, Grants: []account.Grant{{Role: access.RoleResident}}})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func as(t testing.TB, region *apptest.Region, name string, how ...testkit.Options) *testkit.Tab {
	t.Helper()
	return testkit.Browser(t, region.URL, how...).Visit("/almelo/inloggen").Press(name)
}

// askTeam asks the question about the stairs, with every mistake that somebody makes on the way.
func askTeam(b *testkit.Tab, name string) (number string) {
	b.Visit("/almelo/hulpvraag").Press("Next").See("Write what your question is. A few words are enough")
	b.Fill("Your question, in your own words", "Ik kom de trap niet meer op.").Press("Next").See("For whom is the help?")
	b.Press("Next").See("Choose for whom the help is")
	b.Choose("For somebody else").Press("Next").See("Fill in the name of the person who needs help")
	b.Choose("For myself").Press("Next").See("Where is the help needed?")
	b.Fill("Postcode", "7621 SS").Press("Next").See("This postcode lies in another municipality. Ask your question there").See("Ask your question to %s", "Gemeente Borne")
	b.Fill("Postcode", "1011 SS").Press("Next").See("We do not know this postcode. Check it, or call us")
	b.Fill("Postcode", "76").Press("Next").See("Write a postcode as 4 digits and 2 letters, such as 7511 SS")
	b.Fill("Postcode", "7601sa").Press("Next").See("How can we reach you?")
	b.Press("Previous question").See("Where is the help needed?").Press("Next").See("How can we reach you?")
	b.Fill("Your name", name).Fill("E-mail address", "geen adres").Choose("By phone").Press("Next").See("Write a mail address such as name@example.nl")
	b.Fill("E-mail address", "iemand@example.nl").Fill("Phone number", "06 1234 5678").Press("Next").See("Check your question and send it")
	b.See("Ik kom de trap niet meer op.").Press("Your question").Fill("Your question, in your own words", "Ik kom de trap niet meer af.").Press("Next")
	b.See("Check your question and send it").See("Ik kom de trap niet meer af.").PressTwice("Send my question").See("We received your question")
	for _, word := range strings.Fields(b.Text()) {
		if strings.HasPrefix(word, "V-") {
			return strings.TrimRight(word, ".,")
		}
	}
	return ""
}

// A resident asks a question and a generalist takes it: from then on there is one contact person, and the resident
// sees who.
func TestAQuestionFindsItsContactPerson(t *testing.T) {
	region := apptest.Start(t)
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		name := "Jannie Hofman"
		if o.NoScript {
			name = "Gerda Hofman"
		}
		resident(t, region, name)
		phone := o
		phone.Phone = true
		own := as(t, region, name, phone)
		number := askTeam(own, name)
		if number == "" {
			t.Fatal("the receipt has no number")
		}
		own.Press("To my own page").See("Your question %s", number).See("You asked your question")

		sanne, karim := as(t, region, "Sanne Visser", o), as(t, region, "Karim Aydin", o)
		sanne.Visit("/almelo/team/werkvoorraad").Within(number).Press("Take a question and get in touch")
		sanne.See("Ik kom de trap niet meer af.").See("Legal end of the inquiry")
		karim.Visit(sanne.URL()).See("Take this question")
		sanne.PressTwice("Take this question").See("You took the question. The household is open, and the inquiry has begun.").See(name)
		karim.Press("Take this question").See("%s was first and took this question.", "Sanne Visser")

		own.Visit("/almelo/mijn").See("Your contact person").See("Sanne Visser").See("Inquiry for question %s", number)
		own.Press("Who looked at my file").See("Karim Aydin").See("Take a question")
		own.Visit("/almelo/mijn").Press("What I agreed to").See("See the own file")

		own.Visit("/almelo/mijn").Press("Question %s: %s", number, "Is being looked into")
	})
}

// Whose session ends on the way is asked to sign in again, with everything that was typed still there; a visitor
// needs no session at all.
func TestSignedOutBeforeSending(t *testing.T) {
	region := apptest.Start(t)
	resident(t, region, "Gesina Hofman")
	for _, b := range []*testkit.Tab{as(t, region, "Gesina Hofman"), testkit.Browser(t, region.URL)} {
		b.Visit("/almelo/hulpvraag").Fill("Your question, in your own words", "Ik ben steeds zo moe van het zorgen.").Press("Next")
		b.Choose("For myself").Press("Next").Fill("Postcode", "7601 SS").Press("Next")
		b.Fill("Your name", "Gesina Hofman").Fill("Phone number", "0612345678").Choose("By phone").Press("Next").See("Check your question and send it")
		b.Back().See("How can we reach you?").Forward().See("Check your question and send it").Forget()
		b.Press("Send my question")
		if b.Status() == 401 {
			if kept := b.See("You are signed out").See("Send again").Value("Uw tekst, deel 3"); kept != "Ik ben steeds zo moe van het zorgen." {
				t.Errorf("what was typed: %q", kept)
			}
		} else {
			b.See("We received your question").DontSee("To my own page")
		}
	}
}
