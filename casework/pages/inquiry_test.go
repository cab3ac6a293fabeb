package pages_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// The inquiry asks first what the law wants to be asked first, and ends in a report that the resident reads.
func TestInquiryAndReport(t *testing.T) {
	region := apptest.Start(t)
	resident(t, region, "Aaltje Hofman")
	own := as(t, region, "Aaltje Hofman", testkit.Options{Phone: true})
	number := askTeam(own, "Aaltje Hofman")
	b := as(t, region, "Sanne Visser")
	b.Visit("/almelo/team/werkvoorraad").Within(number).Press("Take a question and get in touch")
	b.Press("Take this question").Press("Inquiry for question %s", number).Press("Finish the inquiry")
	b.Press("Finish and send the report").See("Choose how the inquiry ended").See("Write the report. The resident gets it")
	b.Choose("Help near by is enough").Fill("Report to the resident", "De buurvrouw doet de boodschappen.").Press("Finish and send the report")
	b.See("Ask first whether the resident wants free client support, and write down the answer")

	b.Press("Inquiry").Press("Save the answer").See("Choose what the resident said")
	b.Choose("Wants a client supporter").Press("Save the answer").Choose("The resident makes no plan").Press("Save whether there is a plan")
	b.Fill("Identity document seen on", "31-12-2090").Press("Save the days").See("Fill in a day that is not in the future")
	b.Fill("Identity document seen on", "1-3-2026").Press("Save the days")
	b.Press("Agree on more time").Fill("New last day", "1-1-2020").Press("Save the new day").See("Fill in a day after the present end")
	b.Fill("New last day", "31-1-2099").Press("Save the new day").See("2 februari 2099") // the last of January is a Saturday

	b.Press("Finish the inquiry").Choose("Help near by is enough").Fill("Report to the resident", "De buurvrouw doet de boodschappen.\n\nU kunt altijd bellen.")
	b.PressTwice("Finish and send the report").See("De buurvrouw doet de boodschappen.")
	own.Visit("/almelo/mijn").Press("Inquiry for question %s", number).See("What we found out together").See("U kunt altijd bellen.")
}

// A resident withdraws a question after reading once more what that means; the contact person hears of it.
func TestWithdrawingAQuestion(t *testing.T) {
	region := apptest.Start(t)
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		name := "Berendina Hofman"
		if o.NoScript {
			name = "Hermina Hofman"
		}
		resident(t, region, name)
		own := as(t, region, name, o)
		number := askTeam(own, name)
		b := as(t, region, "Karim Aydin", o)
		b.Visit("/almelo/team/werkvoorraad").Within(number).Press("Take a question and get in touch")
		address := b.Press("Take this question").URL()

		own.Visit("/almelo/mijn").Press("Question %s: %s", number, "Is being looked into").Press("Withdraw this question").See("Do you want to withdraw your question?")
		own.Press("No, go back").Press("Question %s: %s", number, "Is being looked into").Press("Withdraw this question").PressTwice("Yes, withdraw my question")
		own.See("Your question is withdrawn.").Back().Back().DontSee("Something went wrong here")

		b.Visit("/almelo/team/werkvoorraad").Within(number).Press("The resident withdrew the question")
		b.Press("I have seen this").DontSee(number).Visit(address).See("The resident withdrew the question")
	})
}
