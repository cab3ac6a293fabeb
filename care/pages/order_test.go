package pages_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const orders = "/schone-stee/zorg/opdrachten"

func TestAProviderAnswersAnOrder(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w := newWorld(t, o)
		b := w.at(o, w.firm, "Xandra Kok")
		b.Visit(orders).See("No order waits for you. A new order comes here by itself.")

		w.order()
		b.Visit(orders).See("2 uur en 30 minuten per week").See("over 3 dagen, uiterlijk 5 maart 2026").Press("Ans van der Veen")
		b.See("Help with cleaning and running the house").See("20 mei 1948").See("Lindelaan 12, 7601SA Almelo").See("Liever in de ochtend.").See("Gemeente Almelo")
		b.Press("Accept the order").See("You accepted the order. The municipality hears it.")
		w.post()

		w.clock.SetDay("2026-03-10")
		signIn(b, w.firm, "Xandra Kok").Visit(orders).Press("Ans van der Veen")
		b.Fill("On which day did the support begin?", "gisteren").Press("Report the start")
		b.See("Write a date as day, month and year, such as 5-5-2026")
		if b.Status() != 400 || b.Value("On which day did the support begin?") != "gisteren" {
			t.Errorf("status %d, and the field holds %q", b.Status(), b.Value("On which day did the support begin?"))
		}
		b.Fill("On which day did the support begin?", "6-3-2026").Press("Report the start").See("Fill in a day within the days of the order")
		b.Fill("On which day did the support begin?", "9-3-2026").Press("Report the start").See("Your report is on its way. The municipality has not answered it yet.")
		w.post()
		b.Reload().DontSee("Your report is on its way. The municipality has not answered it yet.")

		b.Visit(orders).See("No order waits for you. A new order comes here by itself.").Press("Running").See("Sinds 9 maart 2026").Press("Ans van der Veen")
		b.Press("Report the stop").See("Fill in the last day of the support").See("Choose why the support ended")
		b.Fill("What was the last day of the support?", "10-3-2026").Pick("Why did the support end?", "The support ended as planned").Press("Report the stop")
		b.See("You reported the stop. The municipality hears it.").See("The support ended as planned")
		w.post()
		b.Visit(orders + "?toon=voorbij").See("10 maart 2026")
	})
}

func TestAProviderSendsAnOrderBack(t *testing.T) {
	o := testkit.Options{NoScript: true}
	w := newWorld(t, o)
	w.order()
	w.clock.SetDay("2026-03-06")
	b := w.at(o, w.firm, "Xandra Kok")
	b.Visit(orders).See("Too late").Press("Ans van der Veen")
	b.Press("Send the order back").See("Choose what is wrong with the order")
	b.Choose("Product code and category do not go together. Look up both in the list of product codes.").Press("Send the order back")
	b.See("You sent the order back. The municipality hears why.").See("Product code and category do not go together. Look up both in the list of product codes.")
	b.DontSee("Accept the order")
}

func TestPagesOfAnOrderInEnglish(t *testing.T) {
	w := newWorld(t, testkit.Options{})
	w.order()
	b := w.at(testkit.Options{Lang: "en"}, w.firm, "Xandra Kok")
	b.Visit("/schone-stee/en/zorg/opdrachten").See("2 hours and 30 minutes a week").Press("Ans van der Veen").See("Can you deliver this support?").See("Thursday 5 March 2026")
}
