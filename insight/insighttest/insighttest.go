// Package insighttest lets the households of a made-up town go through steps, for the tests of the wing: it
// writes the rows that the first and second line would have written by then.
package insighttest

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// nothing stands where a sealed text would be.
var nothing = []byte{0}

// Household opens a household in the north with people whom the tests need to know nothing of.
func Household(t *testing.T, w *caseworktest.Town, people int) (household.Household, []db.ID) {
	t.Helper()
	n := household.NewHousehold{ID: w.DB.NewID(), TeamID: w.North.ID, ContactID: w.Anna.Account,
		Address: household.Address{Street: "Dorpsstraat", House: "2", Postcode: caseworktest.Postcode(t, "7601 SS"), City: "Almelo"}}
	ids := make([]db.ID, people)
	for i := range ids {
		ids[i] = w.DB.NewID()
		n.Residents = append(n.Residents, household.Resident{ID: ids[i], Person: household.Person{FirstName: "Kees", LastName: "Smit", BirthDate: law.Day(1950, 1, 1)}})
	}
	var h household.Household
	do(t, w, func(tx *db.Tx) (err error) {
		h, err = w.Households.OpenTx(t.Context(), tx, w.Anna, n)
		return err
	})
	return h, ids
}

// Reported has a question of a household asked on one day, and its inquiry reported on another.
func Reported(t *testing.T, w *caseworktest.Town, h household.Household, asked, reported law.Date) {
	t.Helper()
	at := reported.Start()
	do(t, w, func(tx *db.Tx) error {
		q := intake.HelpQuestion{TenantID: w.ID, ID: tx.NewID(), ForWhom: intake.ForMyself, State: intake.Answered, TeamID: h.TeamID, HouseholdID: h.ID,
			AskedAt: asked.Start(), TakenAt: &at, EndedAt: &at, CallBy: asked, InquiryDue: asked, Sealed: nothing, Version: 1}
		q.Number = q.ID.String()
		n := intake.SupportNotice{TenantID: w.ID, ID: tx.NewID(), QuestionID: q.ID, HouseholdID: h.ID, NoticedOn: asked, ReceiptOn: asked, PlanUntil: asked,
			SupportOn: asked, RegisteredAt: at, Version: 1}
		i := intake.NeedsInquiry{TenantID: w.ID, ID: tx.NewID(), NoticeID: n.ID, HouseholdID: h.ID, State: inquiry.Done, Outcome: inquiry.NearBy, ClosedAt: &at, Version: 1}
		return insert(t, tx, row{"intake_question", q}, row{"intake_notice", n}, row{"intake_inquiry", i})
	})
}

// Granted has a decision announced to a resident: asked for, due and announced on these days.
func Granted(t *testing.T, w *caseworktest.Town, h household.Household, resident db.ID, received, due, announced law.Date) db.ID {
	t.Helper()
	var id db.ID
	do(t, w, func(tx *db.Tx) error {
		now, by := tx.Now(), w.Anna.Account
		p := plan.SupportPlan{TenantID: w.ID, ID: tx.NewID(), HouseholdID: h.ID, State: plan.Closed, StartedBy: by, StartedAt: now, ChangedBy: by, ChangedAt: now, Sealed: nothing, Version: 1}
		g := plan.Goal{TenantID: w.ID, ID: tx.NewID(), PlanID: p.ID, ResidentID: resident, MadeAt: now, ChangedBy: by, ChangedAt: now, Sealed: nothing, Version: 1}
		a := decision.Application{TenantID: w.ID, ID: tx.NewID(), HouseholdID: h.ID, ResidentID: resident, PlanID: p.ID, GoalID: g.ID, Law: decision.Wmo,
			ReceivedOn: received, ReceivedBy: by, MadeAt: now, Due: due, Sealed: nothing, Version: 1}
		d := decision.FormalDecision{TenantID: w.ID, ID: tx.NewID(), ApplicationID: a.ID, HouseholdID: h.ID, ResidentID: resident, State: decision.Signed,
			Verdict: decision.Granted, AnnouncedOn: announced, ChangedBy: by, ChangedAt: now, Sealed: nothing, Version: 1}
		d.Number, id = d.ID.String(), d.ID
		return insert(t, tx, row{"plan", p}, row{"plan_goal", g}, row{"decision_application", a}, row{"decision", d})
	})
	return id
}

// Started has support of a provider start for a resident on a day, until a year later.
func Started(t *testing.T, w *caseworktest.Town, h household.Household, resident, provider db.ID, on law.Date) {
	t.Helper()
	do(t, w, func(tx *db.Tx) error {
		a := allocation.Allocation{TenantID: w.ID, ID: tx.NewID(), DecisionID: tx.NewID(), HouseholdID: h.ID, ResidentID: resident, ClientIndex: nothing,
			ProviderID: provider, ContractID: tx.NewID(), AssigneeID: w.Anna.Account, FromDay: on, ToDay: on.AddYears(1), State: allocation.Started,
			OrderedAt: tx.Now(), StartedOn: on, Version: 1}
		a.Number, a.Message = int64(a.ID), a.ID.String()
		return insert(t, tx, row{"allocation_order", a})
	})
}

type row struct {
	table string
	of    any
}

func insert(t *testing.T, tx *db.Tx, rows ...row) error {
	t.Helper()
	for _, r := range rows {
		if err := db.Insert(t.Context(), tx, r.table, r.of); err != nil {
			return err
		}
	}
	return nil
}

func do(t *testing.T, w *caseworktest.Town, f func(tx *db.Tx) error) {
	t.Helper()
	if err := w.DB.InTx(t.Context(), w.ID, f); err != nil {
		t.Fatal(err)
	}
}
