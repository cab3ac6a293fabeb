package demo_test

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// shown is what two databases with the same content have in common, by table: no ids, nothing sealed, and no time
// of the day.
var shown = map[string]string{
	"team":                     "name, place",
	"account":                  "name, about, demo, phone",
	"account_role":             "role, mandate, from_day",
	"market_ad":                "kind, category, title, details, place, anonymous, urgent, state, answers, until",
	"market_answer":            "ad_title, state, placer_new, answerer_new, via_broker",
	"market_match":             "category, by_broker",
	"places_house":             "name, place, hours",
	"places_activity":          "kind, name, weekday, starts, price",
	"socialmap_entry":          "theme, name, about, phone, place, assured",
	"provider_product":         "code, name, wait_days",
	"intake_question":          "number, state, for_whom, call_by, inquiry_due",
	"intake_inquiry":           "state, outcome, due, identity_on",
	"household":                "number, state, ending, secret, closed_on",
	"household_resident":       "joined_on, left_on, leaving",
	"household_relation":       "kind, from_day",
	"household_consent":        "purpose, ground, from_day, to_day",
	"household_contact_moment": "held_on, channel, next_on",
	"plan":                     "state, revision",
	"plan_goal":                "domain, worded_by, state",
	"plan_step":                "rung, outcome, doer",
	"plan_score":               "domain, level, own_level",
	"decision_application":     "received_on, due",
	"decision":                 "number, state, verdict, code, volume, from_day, to_day, year_cents, announced_on",
	"allocation_order":         "number, code, volume, state, refusal, from_day, started_on, stopped_on, stop_reason",
	"assignment_order":         "number, code, state, started_on, stopped_on",
	"exchange_outbox":          "kind, state, note",
	"exchange_inbox":           "kind, state, note",
	"worklist_line":            "kind, title, note, due, role",
}

// dump writes down the content of a database, a line for each row, sorted, and what the households are called.
func dump(t *testing.T, a *app.App) []string {
	t.Helper()
	var out []string
	for table, columns := range shown {
		var parts []string
		for column := range strings.SplitSeq(columns, ", ") {
			parts = append(parts, `COALESCE(CAST(`+column+` AS TEXT), '')`)
		}
		statement := `SELECT '` + table + `: ' || (SELECT slug FROM tenant WHERE tenant.id = x.tenant_id) || ' ' || ` + strings.Join(parts, ` || '; ' || `) + ` FROM ` + table + ` x`
		rows := query[string](t, a, statement)
		if len(rows) == 0 {
			t.Errorf("%s is empty", table)
		}
		out = append(out, rows...)
	}
	for _, town := range towns(t, a) {
		for _, h := range households(t, a, town.ID) {
			line := "household: " + h.Number
			for _, r := range residents(t, a, town.ID, h.ID) {
				line += "; " + r.FullName() + " " + r.BirthDate.String()
			}
			out = append(out, line+"; "+strings.Join(h.Address.Lines(), " "))
		}
		out = append(out, plans(t, a, town.ID)...)
	}
	slices.Sort(out)
	return out
}

// plans writes down the goals of the plans of a town.
func plans(t *testing.T, a *app.App, town db.ID) (out []string) {
	t.Helper()
	type key struct{ TenantID, ID db.ID }
	for _, k := range query[key](t, a, `SELECT tenant_id, id FROM plan`) {
		if k.TenantID != town {
			continue
		}
		view(t, a, town, func(tx *db.Tx) error {
			var w plan.Whole
			w, err := a.Plans.ByIDTx(t.Context(), tx, k.ID)
			line := "plan: " + w.Plan.Report.Wish
			for _, g := range w.Goals {
				line += "; " + g.Wish
			}
			out = append(out, line)
			return err
		})
	}
	return out
}
