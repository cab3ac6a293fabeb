package pages_test

import (
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/insighttest"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// fill lets 12 residents get help and say what they think of it, and 21 others be helped by the team.
func (w *town) fill() {
	w.Helper()
	for range 7 {
		insighttest.Household(w.T, w.Town, 3)
	}
	for i := range 12 {
		who := w.resident("buur" + string(rune('a'+i)))
		open, err := w.check.Open(w.Context(), who)
		w.must(err)
		for _, q := range open {
			w.must(w.check.Answer(w.Context(), who, experience.NewAnswer{QuestionID: q.ID, Score: 6 + i%4, Sentence: "Er werd goed geluisterd."}))
		}
	}
	testkit.ClockOf(w.DB).Advance(31 * 24 * time.Hour) // answers show when their month is over
}

func TestTheCouncilSeesFigures(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newTown(t, testkit.SQLite(t))
		w.fill()
		w.person("ria", access.RoleCouncilMember, 0)
		b := w.visitor(o, "ria").Visit("/almelo/inzicht/raad").See("Figures for the council").See("ongeveer 965 inwoners").See("ongeveer 20 inwoners")
		b.See("96,5%; referentie 85%").See("De delen van het geld zijn samen 90%.").DontSee("Kees")
		b.Press("What residents say of a step").See("ongeveer 25 antwoorden").See("7,5").See("experience_answer")
		b.Visit("/almelo/inzicht/raad").Press("Decisions in time").See("Why you do not see the exact number").See("Het getal is kleiner dan 10.")
		b.Visit("/almelo/inzicht/raad").Press("What residents say").See("nog geen antwoorden").See("The start of the help").DontSee("Read what residents wrote")
		b.Visit("/almelo/inzicht/ervaring/" + w.North.ID.String())
		if b.Status() != 403 {
			t.Errorf("the council reads sentences: %d", b.Status())
		}
		b.Visit("/almelo/en/inzicht/raad").See("about 965 residents").Visit("/almelo/en/inzicht/cijfers/ervaring").See("about 25 answers").
			Visit("/almelo/en/inzicht/ervaring").See("Wijkteam Noord").See("De Schone Stee")
		b.Visit("/almelo/inzicht/cijfers/onzin")
		if b.Status() != 404 {
			t.Errorf("a figure that is not there: %d", b.Status())
		}
	})
}

func TestATeamLeadReadsTheSentencesOfTheTeam(t *testing.T) {
	w := newTown(t, testkit.SQLite(t))
	w.person("lea", access.RoleTeamLead, w.North.ID)
	b := w.visitor(testkit.Options{}, "lea").Visit("/almelo/inzicht/ervaring").See("There are too few answers to tell teams and providers apart.")
	b.Press("Read what residents wrote").See("There is nothing to read yet. We show sentences from ten answers on, when the month is over.")
	w.fill()
	b.Visit("/almelo/ben/lea").Visit("/almelo/inzicht/ervaring").Press("Read what residents wrote").See("Er werd goed geluisterd.")
}
