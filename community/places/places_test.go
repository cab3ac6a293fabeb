package places_test

import (
	"errors"
	"testing"

	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const (
	here  db.ID = 141
	there db.ID = 147
)

var almelo = near.Point{Lat: 52.357, Lon: 6.662}

func TestHousesAndTheirAgenda(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		p := places.New(d, access.New(d, community.Rules))
		keeper := access.System(here, "test")
		house, err := p.KeepHouse(ctx, keeper, places.House{ID: d.NewID(), Name: "De Haven", Address: "Havenplein 1", Place: "Havenbuurt", Lat: 52.35, Lon: 6.66,
			Hours: places.Hours{{Weekday: 1, Starts: places.At(9, 0), Ends: places.At(17, 0)}}})
		if err != nil {
			t.Fatal(err)
		}
		again := house
		again.Version = 0
		if twice, err := p.KeepHouse(ctx, keeper, again); err != nil || twice.Version != 1 {
			t.Errorf("the same form twice: %+v %v", twice, err)
		}
		if _, err := p.KeepHouse(ctx, access.System(there, "test"), places.House{Name: "Borne", Address: "Plein 2", Lat: 52.30, Lon: 6.75}); err != nil {
			t.Fatal(err)
		}
		meal := places.Activity{HouseID: house.ID, Kind: places.Meal, Name: "Samen eten", Weekday: 3, Starts: places.At(17, 30), Ends: places.At(19, 0), Price: 500}
		if meal, err = p.KeepActivity(ctx, keeper, meal); err != nil {
			t.Fatal(err)
		}
		coffee := places.Activity{HouseID: house.ID, Kind: places.WalkIn, Name: "Koffie", Weekday: 1, Starts: places.At(10, 0), Ends: places.At(12, 0)}
		if _, err = p.KeepActivity(ctx, keeper, coffee); err != nil {
			t.Fatal(err)
		}

		if found, err := p.Near(ctx, there, places.Search{Around: almelo}); err != nil || len(found) != 2 || found[0].Name != "De Haven" || len(found[0].Hours) != 1 {
			t.Errorf("%+v %v", found, err)
		}
		next, err := p.Next(ctx, there, places.Search{Around: almelo})
		if err != nil || len(next) != 2 || next[0].Name != "Koffie" || next[0].Day.String() != "2026-03-02" || next[1].House != "De Haven" {
			t.Errorf("%+v %v", next, err)
		}
		if next, _ := p.Next(ctx, there, places.Search{Around: almelo, Kind: places.Meal}); len(next) != 1 || next[0].Price != 500 {
			t.Errorf("meals: %+v", next)
		}

		// The house gets another name: its agenda shows it.
		house.Name = "De Nieuwe Haven"
		if house, err = p.KeepHouse(ctx, keeper, house); err != nil || house.Version != 2 {
			t.Fatalf("%+v %v", house, err)
		}
		house.Version = 1
		if _, err := p.KeepHouse(ctx, keeper, house); !errors.Is(err, fault.Conflict) {
			t.Errorf("an older version: %v", err)
		}
		if got, err := p.Activity(ctx, there, meal.ID); err != nil || got.House != "De Nieuwe Haven" || got.Day.String() != "2026-03-04" {
			t.Errorf("%+v %v", got, err)
		}
		if err := p.RemoveActivity(ctx, keeper, meal.ID); err != nil {
			t.Fatal(err)
		}
		if _, agenda, err := p.House(ctx, there, house.ID); err != nil || len(agenda) != 1 {
			t.Errorf("%+v %v", agenda, err)
		}
		if _, err := p.KeepActivity(ctx, access.System(there, "test"), coffee); !errors.Is(err, fault.NotFound) {
			t.Errorf("in the house of another municipality: %v", err)
		}
	})
}
