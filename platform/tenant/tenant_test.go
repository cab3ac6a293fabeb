package tenant_test

import (
	"errors"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestTenants(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		tenants := tenant.New(d, access.New(d, tenant.Rules))
		add := func(n tenant.Tenant) {
			t.Helper()
			if err := tenants.Add(ctx, access.System(n.ID, "test"), n); err != nil {
				t.Fatal(err)
			}
		}
		add(tenant.Tenant{ID: 1, Kind: tenant.Region, Slug: "noabers", Name: "Regio Noabers"})
		add(tenant.Tenant{ID: 2, Kind: tenant.Municipality, Slug: "almelo", Host: "almelo.example.nl", Name: "Gemeente Almelo", Regions: []db.ID{1},
			Codes: map[string]string{tenant.CBS: "0141"}, Settings: map[string]string{tenant.Brand: "#004488"}})
		if err := tenants.Add(ctx, access.System(3, "test"), tenant.Tenant{ID: 3, Kind: tenant.Municipality, Slug: "almelo", Name: "Twice"}); !errors.Is(err, fault.Conflict) {
			t.Errorf("a second almelo: %v", err)
		}
		for _, wrong := range []tenant.Tenant{{Slug: "en"}, {Slug: "static"}, {Slug: "Almelo"}, {Slug: "a/b"}, {Slug: ""}, {Slug: "borne", Host: "a b"},
			{Slug: "borne", Host: "localhost/x"}, {Slug: "borne", Host: "ALMELO.example.nl"}} {
			wrong.ID, wrong.Name, wrong.Kind = 4, "Wrong", tenant.Municipality
			if err := tenants.Add(ctx, access.System(4, "test"), wrong); !errors.Is(err, fault.Conflict) {
				t.Errorf("%+v: %v", wrong, err)
			}
		}
		one, err := tenants.ByCode(ctx, tenant.CBS, "0141")
		if err != nil || one.Slug != "almelo" || len(one.Regions) != 1 || one.Settings[tenant.Brand] != "#004488" {
			t.Errorf("%+v %v", one, err)
		}
		if one, err = tenants.ByHost(ctx, "ALMELO.example.nl"); err != nil || one.ID != 2 {
			t.Errorf("%+v %v", one, err)
		}
		today := law.DateOf(d.Now())
		if err := tenants.Set(ctx, access.System(2, "test"), tenant.Brand, "#aa0000", today); err != nil {
			t.Fatal(err)
		}
		if one, _ = tenants.ByID(ctx, 2); one.Settings[tenant.Brand] != "#aa0000" {
			t.Errorf("the new colour: %v", one.Settings)
		}
		if _, err := tenants.BySlug(ctx, "nergens"); !errors.Is(err, fault.NotFound) {
			t.Error(err)
		}
		neighbourhoods(t, d, tenants)
	})
}

func neighbourhoods(t *testing.T, d *db.DB, tenants *tenant.Tenants) {
	ctx := t.Context()
	for i, postcode := range []string{"7601", "7601SA"} {
		n := tenant.Neighbourhood{ID: db.ID(i + 10), Code: "BU01419001", Name: postcode, Residents: 10}
		if err := tenants.AddNeighbourhood(ctx, access.System(2, "test"), n, postcode); err != nil {
			t.Fatal(err)
		}
	}
	err := d.View(ctx, 2, func(tx *db.Tx) error {
		for postcode, want := range map[string]string{"7601 SA": "7601SA", "7601sd": "7601", "7601": "7601"} {
			if n, err := tenant.NeighbourhoodByPostcode(ctx, tx, postcode); err != nil || n.Name != want {
				t.Errorf("%s: %+v %v", postcode, n, err)
			}
		}
		if _, err := tenant.NeighbourhoodByPostcode(ctx, tx, "1000SA"); !errors.Is(err, fault.NotFound) {
			t.Error(err)
		}
		if all, err := tenant.Neighbourhoods(ctx, tx, 2); err != nil || len(all) != 2 {
			t.Errorf("%v %v", all, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// While the database is away everybody finds their municipality with what was known.
func TestDirectoryOutlivesTheDatabase(t *testing.T) {
	d := testkit.SQLite(t)
	tenants := tenant.New(d, access.New(d, tenant.Rules))
	if err := tenants.Add(t.Context(), access.System(2, "test"), tenant.Tenant{ID: 2, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo"}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	tenants.Age(2 * time.Minute)
	if one, err := tenants.BySlug(t.Context(), "almelo"); err != nil || one.ID != 2 {
		t.Errorf("%+v %v", one, err)
	}
}
