package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/community/compass"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestFromTheHomeToAnAnswer(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w := newTown(t, testkit.SQLite(t))
		b := w.visitor(o, "almelo", "")
		b.Visit("/almelo").See("What is your question?").See("Koffie in De Haven").See("0800 2000")
		b.Press("I could use a hand now and then").Press("The garden").Press("Every week, and for a long time")
		b.See("This is where you can go").See("You write what you need. A neighbour answers through this website. Your address stays hidden.").See("Send your question to the neighbourhood team").See("Wmo 2015")
		if got := b.URL(); !strings.HasSuffix(got, "keuzes=tuin.vaak") {
			t.Errorf("the path stands in the address: %s", got)
		}
		b.Press("Back").See("How often do you need this?").Press("Now and then").DontSee("Wmo 2015")
		b.Press("Place what you ask")

		b.Visit("/almelo/kompas").Press("There is violence, threat or danger").Press("Yes").See("Call 112")
		text := b.Text()
		if strings.Index(text, "Bel 112") > strings.Index(text, "wijkteam") {
			t.Error("danger does not come first")
		}
		b.Visit("/almelo/en/kompas/kind").See("Is somebody in danger right now?").Press("No").Press("At school").Press("4 to 12").See("Passend onderwijs")
	})
}

func TestSearch(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newTown(t, testkit.SQLite(t))
		b := w.visitor(o, "almelo", "")
		b.Visit("/almelo").Fill("What is your question?", "mijn brieven en schulden").Press("Search")
		b.See("Formulierenhulp").See("I have one big question, or many at once")
		b.Fill("What is your question?", "mijn man slaat mij").Press("Search").See("Is somebody in danger?").See("0800 2000")
		b.Fill("What is your question?", "xyzzy").Press("Search").See("We found nothing with these words. Try another word, choose below what it is about, or call us.")
	})
}

func TestHousesAndSocialMap(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newTown(t, testkit.SQLite(t))
		b := w.visitor(o, "almelo", "")
		b.Visit("/almelo/huizen").See("Koffie in De Haven").Pick("What do you like?", "Eat together").Press("Show").See("Samen aan tafel").DontSee("Koffie in De Haven")
		b.Press("Huis De Haven").See("Havenplein 1").See("€ 5,00").See("Every week on %s", "woensdag")
		b.Visit("/almelo/wijzer").Pick("What is it about?", "Money").Press("Search").See("Formulierenhulp").DontSee("Steunpunt voor mantelzorg")
		b.Press("Formulierenhulp").See("Everybody: you need no decision or referral").See("0546 000001")
	})
}

// The first view of the pages that residents open most is light enough for a slow phone.
func TestLight(t *testing.T) {
	w := newTown(t, testkit.SQLite(t))
	for _, path := range []string{"/almelo", "/almelo/kompas", "/almelo/kompas/handje", "/almelo/kompas/handje?keuzes=tuin.vaak", "/almelo/buurt"} {
		if n := firstView(t, w.url, path); n > 70_000 {
			t.Errorf("%s: %d bytes", path, n)
		} else {
			t.Logf("%s: %d bytes", path, n)
		}
	}
	for _, d := range compass.Doors() {
		if status := fetch(t, w.url+"/almelo/kompas/"+d.Code+"?keuzes=on.zin").status; status != http.StatusOK {
			t.Errorf("%s: %d", d.Code, status)
		}
	}
}
