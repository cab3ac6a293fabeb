// Package places is the neighbourhood houses (huizen van de wijk) and what people do there together: when they are
// open, what there is to do, on which day, and what it costs. Activities belong to residents; a professional can
// only support them.
package places

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Places is the houses of every municipality.
type Places struct {
	db   *db.DB
	gate *access.Gate
}

// New returns the houses of d.
func New(d *db.DB, gate *access.Gate) *Places { return &Places{d, gate} }

// KeepHouse adds a house, or changes the one with its id when its version is still the same.
func (p *Places) KeepHouse(ctx context.Context, actor access.Actor, h House) (House, error) {
	if err := h.Validate(); err != nil {
		return House{}, err
	}
	err := p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if h.ID == 0 {
			h.ID = tx.NewID()
		}
		if err := p.gate.Allow(ctx, tx, actor, "places.keep", access.Object{Kind: "house", ID: h.ID}); err != nil {
			return err
		}
		there, err := db.One[House](ctx, tx, qHouse, tx.Tenant(), h.ID)
		switch {
		case err == nil && h.Version == 0: // the same form arrived twice
			h = there
			return nil
		case err == nil:
			return p.changeHouse(ctx, tx, &h)
		case !errors.Is(err, fault.NotFound):
			return err
		}
		h.TenantID, h.Version = tx.Tenant(), 1
		if err := db.Insert(ctx, tx, "places_house", h); err != nil {
			return err
		}
		return publishHouse(ctx, tx, h)
	})
	return h, err
}

func (p *Places) changeHouse(ctx context.Context, tx *db.Tx, h *House) error {
	h.TenantID = tx.Tenant()
	err := tx.ExecOne(ctx, qChangeHouse, tx.Tenant(), h.ID, h.Version, h.Name, h.About, h.Address, h.Place, h.Lat, h.Lon, h.Phone, h.Hours)
	if err != nil {
		return err
	}
	h.Version++
	if err := publishHouse(ctx, tx, *h); err != nil {
		return err
	}
	activities, err := db.All[Activity](ctx, tx, qActivitiesOf, tx.Tenant(), h.ID)
	for _, a := range activities {
		if err := publishActivity(ctx, tx, a, *h); err != nil {
			return err
		}
	}
	return err
}

// KeepActivity adds an activity to a house, or replaces the one with its id when its version is still the same.
func (p *Places) KeepActivity(ctx context.Context, actor access.Actor, a Activity) (Activity, error) {
	if err := a.Validate(); err != nil {
		return Activity{}, err
	}
	err := p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if a.ID == 0 {
			a.ID = tx.NewID()
		}
		if err := p.gate.Allow(ctx, tx, actor, "places.keep", access.Object{Kind: "activity", ID: a.ID}); err != nil {
			return err
		}
		there, err := db.One[Activity](ctx, tx, qActivity, tx.Tenant(), a.ID)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if err == nil && a.Version == 0 {
			a = there
			return nil
		}
		if a.Version != there.Version {
			return fault.Conflict
		}
		return keepActivity(ctx, tx, &a)
	})
	return a, err
}

func keepActivity(ctx context.Context, tx *db.Tx, a *Activity) error {
	h, err := db.One[House](ctx, tx, qHouse, tx.Tenant(), a.HouseID)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, qRemoveActivity, tx.Tenant(), a.ID); err != nil {
		return err
	}
	a.TenantID, a.Every, a.Version = tx.Tenant(), max(a.Every, 1), a.Version+1
	if a.FromDay.IsZero() {
		a.FromDay = law.DateOf(tx.Now())
	}
	if err := db.Insert(ctx, tx, "places_activity", *a); err != nil {
		return err
	}
	return publishActivity(ctx, tx, *a, h)
}

// RemoveActivity takes an activity out of the agenda.
func (p *Places) RemoveActivity(ctx context.Context, actor access.Actor, id db.ID) error {
	return p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := p.gate.Allow(ctx, tx, actor, "places.keep", access.Object{Kind: "activity", ID: id}); err != nil {
			return err
		}
		if err := tx.ExecOne(ctx, qRemoveActivity, tx.Tenant(), id); err != nil {
			return err
		}
		return unlist(ctx, tx, id)
	})
}

// House returns a house of any municipality, with what there is to do, the first thing first.
func (p *Places) House(ctx context.Context, tenant, id db.ID) (h House, agenda []Coming, err error) {
	err = p.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		if h, err = db.One[House](ctx, tx, qPublished, id); err != nil {
			return err
		}
		h.Km = -1
		all, err := db.All[Coming](ctx, tx, qAgendaOf, id)
		agenda = Agenda(all, near.Point{}, near.Everywhere, tx.Now())
		return err
	})
	return h, agenda, err
}

// Activity returns one activity of any municipality as everybody reads it.
func (p *Places) Activity(ctx context.Context, tenant, id db.ID) (c Coming, err error) {
	err = p.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		if c, err = db.One[Coming](ctx, tx, qListed, id); err != nil {
			return err
		}
		c.Km = -1
		c.Day, _ = c.Next(tx.Now())
		return nil
	})
	return c, err
}

// Search is what somebody looks for.
type Search struct {
	Around near.Point
	Within near.Radius  // the largest distance; zero is everywhere
	Kind   ActivityKind // empty: all
	Limit  int          // zero is 12
}

func (s Search) limit() int {
	if s.Limit == 0 {
		return 12
	}
	return s.Limit
}

// Near lists the houses nearest first, of all municipalities.
func (p *Places) Near(ctx context.Context, tenant db.ID, s Search) (found []House, err error) {
	err = p.widen(ctx, tenant, s, func(tx *db.Tx, r near.Radius) (int, error) {
		all, err := db.All[House](ctx, tx, qHousesNear, near.Args(near.Cover(s.Around, r))...)
		found = nearest(all, s.Around, r)
		return len(found), err
	})
	return found[:min(len(found), s.limit())], err
}

// Next lists the activities that come first, around a place, of all municipalities.
func (p *Places) Next(ctx context.Context, tenant db.ID, s Search) (found []Coming, err error) {
	err = p.widen(ctx, tenant, s, func(tx *db.Tx, r near.Radius) (int, error) {
		all, err := db.All[Coming](ctx, tx, qAgendaNear, near.Args(near.Cover(s.Around, r), string(s.Kind))...)
		found = Agenda(all, s.Around, r, tx.Now())
		return len(found), err
	})
	return found[:min(len(found), s.limit())], err
}

// widen looks in wider and wider circles until there is enough.
func (p *Places) widen(ctx context.Context, tenant db.ID, s Search, look func(tx *db.Tx, r near.Radius) (int, error)) error {
	return p.db.View(ctx, tenant, func(tx *db.Tx) error {
		for _, r := range near.Radii {
			n, err := look(tx, r)
			if err != nil || n >= s.limit() || r == s.Within && r != near.Everywhere {
				return err
			}
		}
		return nil
	})
}

func nearest(all []House, from near.Point, within near.Radius) []House {
	var out []House
	for _, h := range all {
		h.Km = -1
		if from.Known() {
			h.Km = near.Km(from, h.Point())
		}
		if h.Km < 0 || within.Holds(h.Km) {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b House) int { return cmp.Compare(a.Km, b.Km) })
	return out
}
