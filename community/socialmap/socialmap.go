// Package socialmap is the social map (sociale kaart): the organisations, services and places that help people, who
// they are for, when they are open, and whether somebody may walk in without a decision or a referral. Every entry
// has an owner who assures from time to time that it is still right.
package socialmap

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/words"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Kind is what sort of thing an entry is.
type Kind string

// The kinds.
const (
	Organisation Kind = "organisation"
	Service      Kind = "service"
	Place        Kind = "place"
)

var kinds = map[Kind]string{Organisation: "Organisation", Service: "Service", Place: "Place to go to"}

// Name is the kind for people, an English sentence.
func (k Kind) Name() string { return kinds[k] }

// Entry is an organisation, a service or a place on the social map.
type Entry struct {
	TenantID   db.ID // the municipality that keeps it
	ID         db.ID
	Kind       Kind
	Theme      Theme
	Name       string
	About      string // what somebody finds there
	More       string // other words by which people look for it
	Free       bool   // costs nothing
	FreeAccess bool   // no decision or referral is needed
	Phone      string
	Website    string
	Hours      string // when, in words
	Address    string // of the organisation; empty when it is in no one place
	Place      string // name of the neighbourhood
	Lat, Lon   float64
	Owner      string   // who keeps it right
	Assured    law.Date // when the owner last said so
	Version    int64
	Km         float64 `db:"-"` // from where somebody looks; negative when that is not known
}

// Point is where the entry is; unknown when it is in no one place.
func (e Entry) Point() near.Point { return near.Point{Lat: e.Lat, Lon: e.Lon} }

// stale is after how many days an entry must be looked at again.
const stale = 365

// Stale reports whether nobody assured the entry for a year.
func (e Entry) Stale(today law.Date) bool { return today.Sub(e.Assured) > stale }

// How long texts may be, in characters.
const (
	maxName  = 120
	maxAbout = 2000
)

// Validate returns what is wrong with an entry, by field.
func (e Entry) Validate() error {
	wrong := fault.Invalid{}
	if kinds[e.Kind] == "" {
		wrong.Say("kind", "Choose what it is")
	}
	if !e.Theme.Valid() {
		wrong.Say("theme", "Choose what it helps with")
	}
	if name := strings.TrimSpace(e.Name); name == "" {
		wrong.Say("name", "Fill in a name")
	} else if len([]rune(name)) > maxName {
		wrong.Say("name", "Use at most 120 characters for the name")
	}
	if len([]rune(e.About)) > maxAbout {
		wrong.Say("about", "Use at most 2000 characters")
	}
	if e.Website != "" && !strings.HasPrefix(e.Website, "https://") {
		wrong.Say("website", "Write the website in full, such as https://www.example.nl")
	}
	return wrong.Err()
}

// SocialMap is the social map of every municipality.
type SocialMap struct {
	db   *db.DB
	gate *access.Gate
}

// New returns the social map of d.
func New(d *db.DB, gate *access.Gate) *SocialMap { return &SocialMap{d, gate} }

// Keep adds an entry, or changes the one with its id when its version is still the same. Keeping an entry assures
// it for today.
func (s *SocialMap) Keep(ctx context.Context, actor access.Actor, e Entry) (Entry, error) {
	if err := e.Validate(); err != nil {
		return Entry{}, err
	}
	err := s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if e.ID == 0 {
			e.ID = tx.NewID()
		}
		if err := s.gate.Allow(ctx, tx, actor, "socialmap.keep", access.Object{Kind: "socialmap_entry", ID: e.ID}); err != nil {
			return err
		}
		if e.Assured.IsZero() {
			e.Assured = law.DateOf(tx.Now())
		}
		if there, err := db.One[Entry](ctx, tx, qEntry, tx.Tenant(), e.ID); err == nil && e.Version == 0 {
			e = there // the same form arrived twice
			return nil
		} else if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		e.TenantID = tx.Tenant()
		return keep(ctx, tx, &e)
	})
	return e, err
}

// Assure notes that an entry is still right today.
func (s *SocialMap) Assure(ctx context.Context, actor access.Actor, id db.ID) error {
	return s.change(ctx, actor, id, func(tx *db.Tx, e Entry) error {
		e.Assured = law.DateOf(tx.Now())
		return keep(ctx, tx, &e)
	})
}

// Remove takes an entry off the map.
func (s *SocialMap) Remove(ctx context.Context, actor access.Actor, id db.ID) error {
	return s.change(ctx, actor, id, func(tx *db.Tx, e Entry) error {
		if err := unpublish(ctx, tx, id); err != nil {
			return err
		}
		return tx.ExecOne(ctx, qRemove, tx.Tenant(), id)
	})
}

func (s *SocialMap) change(ctx context.Context, actor access.Actor, id db.ID, do func(tx *db.Tx, e Entry) error) error {
	return s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := s.gate.Allow(ctx, tx, actor, "socialmap.keep", access.Object{Kind: "socialmap_entry", ID: id}); err != nil {
			return err
		}
		e, err := db.One[Entry](ctx, tx, qEntry, tx.Tenant(), id)
		if err != nil {
			return err
		}
		return do(tx, e)
	})
}

// EntryByIDTx returns an entry of any municipality as everybody reads it.
func (s *SocialMap) EntryByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Entry, error) {
	e, err := db.One[Entry](ctx, tx, qPublished, id)
	e.Km = -1
	return e, err
}

// EntryByID returns an entry of any municipality as everybody reads it.
func (s *SocialMap) EntryByID(ctx context.Context, tenant, id db.ID) (e Entry, err error) {
	err = s.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		e, err = s.EntryByIDTx(ctx, tx, id)
		return err
	})
	return e, err
}

// Search is what somebody looks for. The zero search is everything.
type Search struct {
	Around near.Point
	Within near.Radius // the largest distance; zero is everywhere
	Themes []Theme     // none: all
	Words  string
	Free   bool // only what needs no decision or referral
	Limit  int  // zero is 20
}

// Near lists what is nearest first, of all municipalities. It looks in wider and wider circles until it has enough.
func (s *SocialMap) Near(ctx context.Context, tenant db.ID, look Search) ([]Entry, error) {
	if look.Limit == 0 {
		look.Limit = 20
	}
	var found []Entry
	err := s.db.View(ctx, tenant, func(tx *db.Tx) error {
		if terms := words.Terms(look.Words); len(terms) > 0 {
			all, err := byWords(ctx, tx, terms)
			found = look.choose(all, look.Within)
			return err
		}
		for _, r := range near.Radii {
			all, err := byDistance(ctx, tx, look, r)
			if err != nil {
				return err
			}
			found = look.choose(all, r)
			if len(found) >= look.Limit || r == look.Within && r != near.Everywhere || !look.Around.Known() {
				return nil
			}
		}
		return nil
	})
	return found[:min(len(found), look.Limit)], err
}

// choose leaves out what is too far or not asked for, and puts the nearest first. What is in no one place comes last.
func (look Search) choose(all []Entry, within near.Radius) []Entry {
	var out []Entry
	for _, e := range all {
		e.Km = -1
		if look.Around.Known() && e.Point().Known() {
			e.Km = near.Km(look.Around, e.Point())
		}
		if e.Km >= 0 && !within.Holds(e.Km) || look.Free && !e.FreeAccess || len(look.Themes) > 0 && !slices.Contains(look.Themes, e.Theme) {
			continue
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b Entry) int {
		if (a.Km < 0) != (b.Km < 0) {
			return cmp.Compare(b.Km, a.Km)
		}
		return cmp.Compare(a.Km, b.Km)
	})
	return out
}
