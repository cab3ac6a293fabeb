package app_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// One process migrates as the owner of the tables; the others serve without knowing that address.
func TestServingWithoutTheOwner(t *testing.T) {
	owner, serving := testkit.PostgresAddresses(t)
	if err := app.Migrate(t.Context(), app.Config{Database: serving, Owner: owner}); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), app.Config{Database: serving, Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
