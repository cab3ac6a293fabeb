package worklist_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

func TestWorklist(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		list := worklist.New(d, access.New(d, worklist.Rules))
		me := access.Actor{Account: 1, Tenant: 7, Role: access.RoleGeneralist, Team: 2}
		today := law.DateOf(d.Now())
		lines := []worklist.Line{
			{AccountID: 1, Kind: "a", ObjectID: 1, Title: "mine, later", Due: today.Add(3)},
			{TeamID: 2, Kind: "a", ObjectID: 2, Title: "the team's, late", Due: today.Add(-1)},
			{AccountID: 1, Kind: "a", ObjectID: 3, Title: "mine, no date"},
			{AccountID: 9, Kind: "a", ObjectID: 4, Title: "somebody else's"},
			{Role: access.RoleGeneralist, Kind: "a", ObjectID: 5, Title: "for all generalists", Due: today},
			{AccountID: 1, Kind: "a", ObjectID: 1, Title: "mine, replaced", Due: today.Add(3)},
		}
		err := d.InTx(ctx, 7, func(tx *db.Tx) error {
			for _, l := range lines {
				if err := list.AddTx(ctx, tx, l); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		titles := func() (out []string) {
			open, err := list.Open(ctx, me, worklist.Search{})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range open {
				out = append(out, l.Title)
			}
			return out
		}
		got := titles()
		want := []string{"the team's, late", "for all generalists", "mine, replaced", "mine, no date"}
		if len(got) != len(want) {
			t.Fatalf("got %q", got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("line %d is %q, want %q", i, got[i], want[i])
			}
		}
		if late, err := list.Late(ctx, me, worklist.All); err != nil || late != 1 {
			t.Errorf("%d are late, %v", late, err)
		}
		open, _ := list.Open(ctx, me, worklist.Search{})
		if rest, err := list.Open(ctx, me, worklist.Search{AfterDue: open[1].Due, AfterID: open[1].ID}); err != nil || len(rest) != 2 || rest[0].Title != want[2] {
			t.Errorf("the next page: %+v %v", rest, err)
		}
		for whose, want := range map[worklist.Whose][]string{
			worklist.Mine: {"mine, replaced", "mine, no date"}, worklist.Team: {"the team's, late", "for all generalists"}} {
			part, err := list.Open(ctx, me, worklist.Search{Whose: whose})
			if err != nil || len(part) != 2 || part[0].Title != want[0] || part[1].Title != want[1] {
				t.Errorf("%s: %+v %v", whose, part, err)
			}
			if late, err := list.Late(ctx, me, whose); err != nil || (late == 1) != (whose == worklist.Team) {
				t.Errorf("%s: %d are late, %v", whose, late, err)
			}
		}
		if err := d.InTx(ctx, 7, func(tx *db.Tx) error { return list.DoneTx(ctx, tx, "a", 2) }); err != nil {
			t.Fatal(err)
		}
		if got := titles(); len(got) != 3 {
			t.Errorf("after one is done: %q", got)
		}
		err = d.InTx(ctx, 7, func(tx *db.Tx) error {
			for _, l := range []worklist.Line{{Role: access.RoleTeamLead, Kind: "sign", ObjectID: 1, Title: "for who leads"}, {TeamID: 2, Kind: "take", ObjectID: 1, Title: "for the team"}} {
				if err := list.AddTx(ctx, tx, l); err != nil {
					return err
				}
			}
			return list.ReassignTx(ctx, tx, 1, 9)
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range []struct {
			actor access.Actor
			lines int
		}{{access.Actor{Account: 9, Tenant: 7, Role: access.RoleBroker}, 2}, {access.Actor{Account: 3, Tenant: 7, Role: access.RoleTeamLead}, 1}, {me, 3}} {
			if open, err := list.Open(ctx, who.actor, worklist.Search{}); err != nil || len(open) != who.lines {
				t.Errorf("after the handover %s %s has %+v, %v", who.actor.Role, who.actor.Account, open, err)
			}
		}
		if _, err := list.Open(ctx, access.Visitor(7), worklist.Search{}); err == nil {
			t.Error("a visitor reads the worklist")
		}
	})
}
