package pages_test

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestAskANeighbour(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w := newTown(t, testkit.SQLite(t))

		truus := w.visitor(o, "almelo", "truus")
		truus.Press("Ask a neighbour").See("What is it about?").Press("Garden")
		truus.Fill("Tell a little more", "Bel mij op 06 12345678").Fill("In which postcode is it?", "9999 ZZ").Press("Place my question")
		if truus.Status() != 400 || !strings.HasPrefix(truus.Title(), "Fout:") {
			t.Errorf("status %d, title %q", truus.Status(), truus.Title())
		}
		truus.See("Write in a few words what it is about").See("Leave out the phone number. People answer you through this website.")
		if got := truus.Value("Tell a little more"); got != "Bel mij op 06 12345678" {
			t.Errorf("what was typed is gone: %q", got)
		}
		truus.Fill("What do you need?", "Wie snoeit mijn heg?").Fill("Tell a little more", "De heg is te hoog voor mij.").Press("Place my question")
		truus.See("We do not know this postcode. Fill in 4 digits and 2 letters, such as 7601 SA.")
		truus.Fill("In which postcode is it?", "7601 sa").PressTwice("Place my question")
		truus.See("Wie snoeit mijn heg?").See("This is your own.").DontSee("7601")

		visitor := w.visitor(o, "borne", "")
		visitor.Visit("/borne/buurt").See("Wie snoeit mijn heg?").Press("Wie snoeit mijn heg?")
		visitor.See("Sign in first. Others never see your name or address.").See("De Haven, Almelo").DontSee("truus")

		piet := w.visitor(o, "borne", "piet")
		piet.Visit("/borne/buurt").Press("Wie snoeit mijn heg?").Press("Send message").See("Write a message first")
		piet.Fill("Your message", "Ik heb een heggenschaar.").PressTwice("Send message").See("Ik heb een heggenschaar.")
		w.must(w.queue.Drain(t.Context()))

		truus.Visit("/almelo/buurt/mijn").See("New message").Within("Wie snoeit mijn heg?").Press("Gesprek van")
		truus.See("Ik heb een heggenschaar.").See("The other").DontSee("piet")
		truus.Fill("Your message", "Zaterdag?").Press("Send message").See("Zaterdag?")
		truus.Press("We found each other").Fill("Last message", "Mijn nummer is 0546 123456.").Press("Yes, we found each other")
		truus.See("This conversation has ended. It is wiped after a month.")
		w.must(w.queue.Drain(t.Context()))
		piet.Visit("/borne/buurt/mijn").Press("Wie snoeit mijn heg?").See("Mijn nummer is 0546 123456.").See("You found each other. From here you arrange it together.")
		visitor.Visit("/borne/buurt").See("There is nothing here yet.")
	})
}

// Who cannot be mailed is asked for an address before it is too late, and no mail is promised.
func TestNoAddressToMail(t *testing.T) {
	w := newTown(t, testkit.SQLite(t))
	const asks = "We do not have your e-mail address"
	stil := w.visitor(testkit.Options{}, "almelo", "stil")
	stil.Visit("/almelo/buurt/vragen/nieuw?hulp=tuin").See(asks)
	if !slices.Contains(stil.Links(), "/almelo/mijn/e-mailadres?naar=%2Fbuurt%2Fvragen%2Fnieuw%3Fhulp%3Dtuin") {
		t.Errorf("the links are %q", stil.Links())
	}
	stil.Fill("What do you need?", "Wie snoeit mijn heg?").Fill("In which postcode is it?", "7601 SA").Press("Place my question")
	stil.See("Your question is on the market. Look here now and then whether somebody answers.")

	truus := w.visitor(testkit.Options{}, "almelo", "truus")
	truus.Visit("/almelo/buurt/vragen/nieuw?hulp=tuin").DontSee(asks).Fill("What do you need?", "Wie veegt mijn stoep?").Fill("In which postcode is it?", "7601 SA").Press("Place my question")
	truus.See("Your question is on the market. You get an e-mail when somebody answers.")
	stil.Visit("/almelo/buurt").Press("Wie veegt mijn stoep?").See(asks).Fill("Your message", "Ik heb een bezem.").Press("Send message")
	stil.See("Your message is sent. Look here now and then whether there is an answer.")
}

func TestWithdrawAndRenew(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newTown(t, testkit.SQLite(t))
		truus := w.visitor(o, "almelo", "truus")
		truus.Visit("/almelo/buurt/aanbod/nieuw?hulp=koken").Fill("What would you like to do?", "Ik kook graag voor twee").Fill("In which postcode is it?", "7601SA").
			Choose("2 weken").Press("Place my offer").See("Ik kook graag voor twee")
		truus.Press("To my ads").Press("Keep it 8 more weeks").See("It stays on the market for 8 more weeks.")
		truus.Press("Take it off the market").See("Take this off the market?").Press("Yes, take it off").See("Withdrawn")
		truus.Visit("/almelo/buurt").See("There is nothing here yet.")
	})
}

func TestFilterTheMarket(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newTown(t, testkit.SQLite(t))
		truus := w.visitor(o, "almelo", "truus")
		truus.Visit("/almelo/buurt/vragen/nieuw?hulp=lift").Fill("What do you need?", "Naar de tandarts").Fill("In which postcode is it?", "7601SA").Press("Place my question")

		b := w.visitor(o, "borne", "")
		b.Visit("/borne/buurt").Press("Kies afstand en soort hulp").Fill("From which postcode?", "7621 SA").Choose("Binnen 5 km").Press("Show")
		b.See("There is nothing here yet.")
		if got := b.URL(); strings.Contains(strings.ToUpper(got), "SA") || !strings.Contains(got, "postcode=7621") {
			t.Errorf("the address tells more than four digits: %s", got)
		}
		b.Press("Look further away").See("Naar de tandarts")
		b.Press("Kies afstand en soort hulp").Fill("Words", "tandarts").Choose("What neighbours offer").Press("Show").See("There is nothing here yet.")
		b.Press("Kies afstand en soort hulp").Choose("Both").Pick("Sort of help", "A lift").Fill("From which postcode?", "abc").Press("Show")
		b.See("We do not know this postcode. Fill in 4 digits, such as 7601.")
		b.Fill("From which postcode?", "").Press("Show").See("Naar de tandarts")
	})
}

func TestTheBrokersDesk(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newTown(t, testkit.SQLite(t))
		piet := w.visitor(o, "borne", "piet")
		piet.Visit("/borne/buurt/aanbod/nieuw?hulp=tuin").Fill("What would you like to do?", "Ik snoei graag").Fill("In which postcode is it?", "7621SA").Press("Place my offer")
		truus := w.visitor(o, "almelo", "truus")
		truus.Visit("/almelo/buurt/vragen/nieuw?hulp=gezelschap").Fill("What do you need?", "Iemand om mee te praten").Fill("In which postcode is it?", "7601SA").
			Choose("I want to stay unknown. Answers go through the broker.").Choose("It is urgent. The broker looks along at once.").Press("Place my question")

		bea := w.visitor(o, "almelo", "bea")
		bea.Visit("/almelo/buurt/makelaar").See("Urgent").Within("Anonymous, or placed for somebody").Press("Iemand om mee te praten")
		bea.See("truus").Press("I look after this").See("You look after this now.")

		bea.Visit("/almelo/buurt/makelaar").Press("Place a question for somebody").Press("Garden").Fill("For whom is it?", "Mevrouw Jansen").
			Fill("How do you reach this person?", "0546 123456").Fill("What do you need?", "Heg snoeien voor een mevrouw van 84").Fill("In which postcode is it?", "7601SA").Press("Place my question")
		bea.DontSee("Jansen")
		bea.Visit("/almelo/buurt/makelaar").Press("Heg snoeien voor een mevrouw van 84").See("Mevrouw Jansen").See("0546 123456")
		bea.Press("Match").See("Check first whether a volunteer may do this").See("Choose an offer")
		bea.Choose("Ik snoei graag").Fill("What do you ask?", "Kunt u deze mevrouw helpen?").Choose("I looked: a neighbour may do this").Press("Match")
		bea.See("You matched them. Who offers has your message.")
		w.must(w.queue.Drain(t.Context()))
		piet.Visit("/borne/buurt/mijn").Press("Gesprek van").See("Kunt u deze mevrouw helpen?").See("The social broker").DontSee("Jansen")

		bea.Visit("/almelo/buurt/makelaar").Within("Anonymous, or placed for somebody").Press("Iemand om mee te praten").Press("End this ad").Press("End it").See("Choose a reason")
		bea.Choose("It was solved in another way").Press("End it").See("It has ended. Who placed it hears of it.")
		truus.Visit("/almelo/buurt/makelaar")
		if truus.Status() != 403 {
			t.Errorf("a resident at the desk: %d", truus.Status())
		}
	})
}
