package socialmap_test

import (
	"errors"
	"testing"

	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

var (
	almelo = near.Point{Lat: 52.357, Lon: 6.662}
	borne  = near.Point{Lat: 52.300, Lon: 6.753}
)

const (
	here  db.ID = 141
	there db.ID = 147
)

func entry(name string, theme socialmap.Theme, at near.Point) socialmap.Entry {
	return socialmap.Entry{Kind: socialmap.Service, Theme: theme, Name: name, Lat: at.Lat, Lon: at.Lon, FreeAccess: true, Free: true, Owner: "Stichting Test"}
}

func names(entries []socialmap.Entry) (out []string) {
	for _, e := range entries {
		out = append(out, e.Name)
	}
	return out
}

func TestNear(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		m := socialmap.New(d, access.New(d, community.Rules))
		keep := func(tenant db.ID, e socialmap.Entry) socialmap.Entry {
			t.Helper()
			e, err := m.Keep(ctx, access.System(tenant, "test"), e)
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		debts := entry("Schuldhulpmaatje", socialmap.Money, almelo)
		debts.About, debts.More = "Samen uw post en schulden op orde", "rekeningen geldzorgen"
		debts = keep(here, debts)
		keep(there, entry("Formulierenbrigade", socialmap.Money, borne))
		keep(here, entry("Koffie-inloop", socialmap.Meeting, almelo))
		keep(here, entry("Luisterlijn", socialmap.Mind, near.Point{}))

		find := func(look socialmap.Search) []string {
			t.Helper()
			found, err := m.Near(ctx, here, look)
			if err != nil {
				t.Fatal(err)
			}
			return names(found)
		}
		for _, tt := range []struct {
			name string
			look socialmap.Search
			want []string
		}{
			{"over the border, nearest first", socialmap.Search{Around: almelo, Themes: []socialmap.Theme{socialmap.Money}}, []string{"Schuldhulpmaatje", "Formulierenbrigade"}},
			{"not too far", socialmap.Search{Around: almelo, Within: near.Close, Themes: []socialmap.Theme{socialmap.Money}}, []string{"Schuldhulpmaatje"}},
			{"what is nowhere comes last", socialmap.Search{Around: borne, Themes: []socialmap.Theme{socialmap.Mind, socialmap.Meeting}}, []string{"Koffie-inloop", "Luisterlijn"}},
			{"by another word for it", socialmap.Search{Around: almelo, Words: "rekening"}, []string{"Schuldhulpmaatje"}},
			{"one of two words", socialmap.Search{Around: almelo, Words: "geldzorg kwijt"}, []string{"Schuldhulpmaatje"}},
			{"a page", socialmap.Search{Around: almelo, Limit: 1, Themes: []socialmap.Theme{socialmap.Money}}, []string{"Schuldhulpmaatje"}},
		} {
			if got := find(tt.look); len(got) != len(tt.want) || got[0] != tt.want[0] {
				t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			}
		}

		// A change replaces what was published; who looked at an older one must look again.
		older := debts
		debts.Name = "Schuldhulp aan huis"
		debts = keep(here, debts)
		if _, err := m.Keep(ctx, access.System(here, "test"), older); !errors.Is(err, fault.Conflict) {
			t.Errorf("an older version: %v", err)
		}
		if got, err := m.EntryByID(ctx, there, debts.ID); err != nil || got.Name != "Schuldhulp aan huis" || got.TenantID != here || got.Version != 2 {
			t.Errorf("%+v %v", got, err)
		}
		testkit.ClockOf(d).SetDay("2027-06-01")
		today := law.DateOf(d.Now())
		if got, _ := m.EntryByID(ctx, here, debts.ID); !got.Stale(today) {
			t.Error("fresh after more than a year")
		}
		if err := m.Assure(ctx, access.System(here, "test"), debts.ID); err != nil {
			t.Fatal(err)
		}
		if got, _ := m.EntryByID(ctx, here, debts.ID); got.Stale(today) {
			t.Error("assured, and still stale")
		}
		if err := m.Remove(ctx, access.System(here, "test"), debts.ID); err != nil {
			t.Fatal(err)
		}
		if got := find(socialmap.Search{Around: almelo, Words: "geldzorgen"}); len(got) != 0 {
			t.Errorf("removed, and still %q", got)
		}
	})
}

func TestOnlyKeepersChangeTheMap(t *testing.T) {
	d := testkit.SQLite(t)
	m := socialmap.New(d, access.New(d, community.Rules))
	_, err := m.Keep(t.Context(), access.Actor{Account: 1, Tenant: here, Role: access.RoleResident}, entry("Eigen zaak", socialmap.Work, almelo))
	if !errors.Is(err, fault.Denied) {
		t.Errorf("a resident: %v", err)
	}
	wrong := entry("", "unknown", almelo)
	wrong.Website = "http://x"
	_, err = m.Keep(t.Context(), access.System(here, "test"), wrong)
	invalid, ok := errors.AsType[fault.Invalid](err)
	if !ok || invalid["name"] == "" || invalid["theme"] == "" || invalid["website"] == "" {
		t.Errorf("%v", err)
	}
}
