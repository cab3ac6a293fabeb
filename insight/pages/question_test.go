package pages_test

import (
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestOneQuestionAfterAStep(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w := newTown(t, testkit.SQLite(t))
		w.resident("kees")
		b := w.visitor(o, "kees").Visit("/almelo/mijn/ervaring").See("How did your help start?")
		b.Fill("Why do you give this mark?", "Zij kwam op tijd.").Press("Send my answer")
		if b.Status() != 400 || !strings.HasPrefix(b.Title(), "Fout:") {
			t.Errorf("without a mark: %d, %q", b.Status(), b.Title())
		}
		if got := b.See("Choose a mark from 1 to 10").Value("Why do you give this mark?"); got != "Zij kwam op tijd." {
			t.Errorf("what was typed is gone: %q", got)
		}
		b.Choose("8").PressTwice("Send my answer").See("Thank you for your answer")
		b.Press("To the next question").See("How was the conversation about your question?")
		b.Press("Skip this question").See("You skipped the question").DontSee("To the next question")
		b.Visit("/almelo/mijn/ervaring").See("We have no question for you")
		b.Visit("/almelo/en/mijn/ervaring").See("We have no question for you")
	})
}
