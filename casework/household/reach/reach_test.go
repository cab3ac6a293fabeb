package reach_test

import (
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/household/reach"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestWhereSomebodyIsMailed(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx, w := t.Context(), caseworktest.New(t, d)
		home := w.Household(t)
		file, err := w.Households.Read(ctx, w.Anna, home.ID)
		if err != nil {
			t.Fatal(err)
		}
		son := file.Residents[1]
		silent, err := w.Accounts.Add(ctx, w.System, account.NewAccount{Account: account.Account{Name: "Tim Visser"}, Grants: []account.Grant{{Role: access.RoleResident}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.InTx(ctx, w.ID, func(tx *db.Tx) error {
			return w.Households.LinkAccountTx(ctx, tx, w.Anna, son.ID, silent.ID)
		}); err != nil {
			t.Fatal(err)
		}
		tell := func(accounts ...db.ID) (reached bool, to []string) {
			t.Helper()
			before, err := w.Post.Outbox(ctx, w.Anna, 0)
			if err == nil {
				err = d.InTx(ctx, w.ID, func(tx *db.Tx) (err error) {
					reached, err = reach.Needs{Accounts: w.Accounts, Households: w.Households, Post: w.Post}.TellTx(ctx, tx, home.ID, accounts,
						reach.Words{Subject: "There is a letter for you", Body: "Sign in to read it."})
					return err
				})
			}
			if err != nil {
				t.Fatal(err)
			}
			after, err := w.Post.Outbox(ctx, w.Anna, 0)
			for _, m := range after[:len(after)-len(before)] {
				to = append(to, m.To)
			}
			if err != nil {
				t.Fatal(err)
			}
			return reached, to
		}
		if reached, to := tell(silent.ID); reached || len(to) != 0 {
			t.Errorf("nobody knows an address, and there is mail to %q", to)
		}
		known := son.Person
		known.Email = caseworktest.Email(t, "tim@example.nl")
		if _, err := w.Households.ChangeResident(ctx, w.Anna, son.ID, son.Version+1, known); err != nil {
			t.Fatal(err)
		}
		if reached, to := tell(silent.ID); !reached || !slices.Equal(to, []string{"tim@example.nl"}) {
			t.Errorf("the household knows an address, and there is mail to %q", to)
		}
		if reached, to := tell(w.Rosa.Account, w.Rosa.Account); !reached || !slices.Equal(to, []string{"post@example.nl"}) {
			t.Errorf("the account has an address, and there is mail to %q", to)
		}
	})
}
