package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Citizen service numbers of the crowd come after those of the stories.
const (
	crowdFrom    = 400
	crowdNumbers = 6 // for each household
)

// breath is how long the filler waits between two households, so that others can write too.
const breath = 25 * time.Millisecond

// crowd fills the households that are no story: over the towns by their residents, each as far as chance brought it.
func (f *Filler) crowd(ctx context.Context) error {
	total, _ := f.size.many()
	for n := range total {
		name := fmt.Sprintf("household %d", n)
		fresh := !f.Done(name)
		err := f.Once(ctx, name, func(ctx context.Context) error {
			t := f.somewhere(f.Rand)
			_, err := f.play(ctx, content.Chance(f.Rand, t.slug, f.Rand.IntN(len(t.digits)), n), crowdFrom+crowdNumbers*n)
			return err
		})
		if err != nil {
			return err
		}
		f.tell(ui.Filling{Done: n + 1, Total: total})
		if !fresh {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(breath):
		}
	}
	return nil
}

// somewhere draws a town by its residents.
func (f *Filler) somewhere(r *rand.Rand) town {
	total := 0
	for _, t := range f.size.towns() {
		total += t.residents
	}
	draw := r.IntN(total)
	for _, t := range f.size.towns() {
		if draw -= t.residents; draw < 0 {
			return t
		}
	}
	return towns[0]
}
