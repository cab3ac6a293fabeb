package pages_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// offline takes the account of the resident away, and takes an application in.
func (h *home) offline() (number string) {
	h.t.Helper()
	ctx, sanne := h.t.Context(), h.worker("Sanne Visser", access.RoleGeneralist)
	must := func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	file, err := h.region.Households.Read(ctx, sanne, h.id)
	must(err)
	_, err = h.region.Households.WithdrawConsent(ctx, sanne, file.Consents[0].ID)
	must(err)
	p, err := h.region.Plans.Running(ctx, sanne, h.id)
	must(err)
	f, err := h.region.Decisions.Apply(ctx, sanne, decision.Application{ID: h.region.DB.NewID(), HouseholdID: h.id, ResidentID: file.Residents[0].ID, PlanID: p.Plan.ID,
		GoalID: p.Goals[0].ID, Law: decision.Wmo, Source: decision.ByLetter, ReceivedOn: law.DateOf(h.region.DB.Now()), ApplicationText: decision.ApplicationText{Asked: "Hulp bij het schoonmaken"}})
	must(err)
	must(h.region.Decisions.Propose(ctx, sanne, f.Decision.ID, 1, decision.Proposal{Verdict: decision.Refused, Heard: true, Less: "Uw zus helpt u al."}))
	must(h.region.Decisions.Reason(ctx, sanne, f.Decision.ID, 2, decision.DecisionText{Facts: "Uw zus komt elke dag.", Reasons: "Dat is genoeg."}))
	return f.Decision.Number
}

// Who is not mailed hears of the term and of the decision on paper, with the day of posting in the letter.
func TestALetterByPost(t *testing.T) {
	h := newHome(t, apptest.Start(t), "Fenna Oosterhof", "999997609")
	h.planned()
	number, today := h.offline(), text.LongDate(text.WithLang(t.Context(), text.Nl), law.DateOf(h.region.DB.Now()))
	b := h.as("Sanne Visser")
	b.Visit("/almelo/team/besluiten").Press(number).Press("Stop the clock").Choose("We asked the resident for something that is missing").Press("Stop the clock")
	b.Visit("/almelo/team/werkvoorraad").Press("Print a message about the term and send it by post").See("Something is missing. Your contact person asked you for it.")
	b.Press("The message went by post").See("It is written down that the message went by post.")
	b.Visit("/almelo/team/besluiten").Press(number).Press("The message about the term").DontSee("The message went by post")
	b.Visit("/almelo/team/besluiten").Press(number).Press("Offer for signature").Press("Offer for signature")

	h.as("Berend Wolters").Visit("/almelo/team/besluiten").Press(number).Press("Read the letter and sign").PressTwice("Sign the decision")

	b.Visit("/almelo/team/werkvoorraad").Press("Print a letter and send it by post").See("On which day does the letter go by post?")
	b.Choose(today).PressTwice("Make the letter").See("Print this and send it by post. Then press below that it went.").See("Uw zus helpt u al.")
	b.Press("It goes on another day").Choose(today).Press("Make the letter")
	b.Press("The letter went by post on %s", text.Date(text.WithLang(t.Context(), text.Nl), law.DateOf(h.region.DB.Now()))).See("It is written down that the letter went by post.")
	b.See("Sent to the resident on").Press("The letter").DontSee("It goes on another day")
}
