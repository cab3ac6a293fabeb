package lab_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo/lab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// A round is played from its agreements to its destruction, and nothing of it can be read afterwards.
func TestPlay(t *testing.T) {
	folder := t.TempDir()
	now := time.Now()
	a, err := app.New(t.Context(), app.Config{Database: "sqlite:" + filepath.Join(folder, "s.db"), Data: folder, Demo: true, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close(t.Context()) })
	town := a.DB.NewID()
	if err := a.Tenants.Add(t.Context(), access.System(town, "test"), tenant.Tenant{ID: town, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo"}); err != nil {
		t.Fatal(err)
	}
	today := law.DateOf(now)
	l := &lab.Lab{App: a, Lead: access.Actor{Account: a.DB.NewID(), Tenant: town, Role: access.RoleAnalyst},
		Privacy: access.Actor{Account: a.DB.NewID(), Tenant: town, Role: access.RolePrivacyOfficer}, LeadName: "Niels", PrivacyName: "Hetty",
		Folder: filepath.Join(folder, "factlab"), Today: today, Drain: func(ctx context.Context) error { return a.Queue.Drain(ctx) },
		At:   func(daysAgo int) { now = today.Add(-daysAgo).Start().Add(10 * time.Hour) },
		Town: &lab.Town{Code: "0141", Digits: []string{"7601", "7602"}, Districts: []string{"Weverskwartier", "De Lindenhof"}}}
	l.Town.Fill(rand.New(rand.NewPCG(1, 2)), 2400, today.Start())
	if err := l.Play(t.Context(), lab.Round{Name: "Eerste ronde", Organisations: lab.First, DaysAgo: 60, Declined: true, Destroyed: true}); err != nil {
		t.Fatal(err)
	}
	rounds, err := a.Factlab.Rounds(t.Context(), l.Lead)
	if err != nil || len(rounds) != 1 || rounds[0].State != factlab.Destroyed {
		t.Fatal(rounds, err)
	}
	view, err := a.Factlab.Read(t.Context(), l.Lead, rounds[0].ID)
	if err != nil || !view.KeyGone() || view.Joining() != lab.First || len(view.Participants) != lab.First+1 || len(view.Documents) != 3 {
		t.Errorf("%+v %v", view, err)
	}
	shown, err := a.Releases.Published(t.Context(), town)
	if err != nil || len(shown) != 1 || !shown[0].Verify(a.Factlab.Identity.Key()) {
		t.Fatal(len(shown), err)
	}
	leftovers(t, filepath.Join(l.Folder, "ronde-"+rounds[0].ID.String(), "sleutel"))
}

// leftovers fails when the key holder kept anything that may be a key.
func leftovers(t *testing.T, folder string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), "key") {
			t.Error("the key holder still has", f.Name())
		}
	}
}
