// Package demo fills "Regio Noabers": fourteen municipalities with made-up people, through the same use cases
// that people use, so that whatever the demonstration shows is what the product does. The same seed and start
// day give the same content.
package demo

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo/past"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Size is how much is filled.
type Size string

// The sizes. Tiny is for tests: three towns and forty households.
const (
	Tiny Size = "tiny"
	Full Size = "demo"
)

// ParseSize reads a size as it is typed.
func ParseSize(s string) (Size, error) {
	if size := Size(s); size == Tiny || size == Full {
		return size, nil
	}
	return "", fmt.Errorf("there is no size %q: use tiny or demo", s)
}

func (s Size) towns() []town {
	if s == Tiny {
		return []town{towns[0], towns[1], towns[3]} // Almelo, Borne and Enschede: the stories need these
	}
	return towns
}

// many is how many households and ads there are.
func (s Size) many() (households, ads int) {
	if s == Tiny {
		return 40, 30
	}
	return 1200, 300
}

// Filler fills the demonstration.
type Filler struct {
	*past.Past
	size  Size
	data  string // the folder of the installation
	towns map[string]*place
	firms map[string]db.ID // by slug
	tell  func(ui.Filling)
}

// Open prepares to fill the database of c. Whoever is told hears how far it is.
func Open(ctx context.Context, c app.Config, size Size, tell func(ui.Filling)) (*Filler, error) {
	p, err := past.Open(ctx, c)
	if err != nil {
		return nil, err
	}
	p.App.Letters.Printer = nil // printing takes long; the program that serves does it
	return &Filler{Past: p, size: size, data: c.Data, towns: map[string]*place{}, firms: map[string]db.ID{}, tell: tell}, nil
}

// Close ends the filler's own connection.
func (f *Filler) Close(ctx context.Context) error { return f.App.Close(ctx) }
