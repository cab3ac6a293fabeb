package demo

import (
	"context"
	"path/filepath"

	"codeberg.org/samenkracht/samenkracht/app/demo/lab"
	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// factlab plays the rounds of the Factlab in the first town.
func (f *Filler) factlab(ctx context.Context) error {
	at, many := f.towns[towns[0].slug], 20_000
	if f.size == Tiny {
		many = 3000
	}
	l := lab.New(f.Past, at.actors[access.RoleAnalyst], at.actors[access.RolePrivacyOfficer], filepath.Join(f.data, "factlab"))
	l.Town = &lab.Town{Code: at.cbs, Digits: at.digits, Districts: at.places}
	return l.Rounds(ctx, many, later)
}
