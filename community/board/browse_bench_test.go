package board

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// benchAds is how many ads lie on the market in the benchmark: as many as a region has in a good year.
const benchAds = 10_000

// fill puts ads in 140 neighbourhoods of a region of fifty kilometres.
func fill(b *testing.B, d *db.DB) {
	b.Helper()
	ctx, rnd := b.Context(), rand.New(rand.NewPCG(1, 2))
	texts := []string{"Wie snoeit mijn heg", "Hond uitlaten op dinsdag", "Samen koffie drinken", "Lift naar het ziekenhuis", "Lamp ophangen", "Koken voor twee"}
	for done := 0; done < benchAds; {
		err := d.InTx(ctx, 141, func(tx *db.Tx) error {
			for range 500 {
				hood := rnd.IntN(140)
				p := Published{MunicipalityID: 141, Municipality: "almelo", MunicipalityName: "Almelo", ID: tx.NewID() + db.ID(done)<<22, Kind: KindAsk, Category: Categories[rnd.IntN(len(Categories))],
					Title: texts[rnd.IntN(len(texts))], Details: fmt.Sprintf("Graag iemand uit de buurt, nummer %d", done), Place: "Wijk",
					Lat: 52.1 + float64(hood%12)*0.04, Lon: 6.4 + float64(hood/12)*0.05, Until: law.Day(2026, time.December, 31), PlacedAt: tx.Now()}
				if rnd.IntN(3) == 0 {
					p.Kind = KindOffer
				}
				if err := Publish(ctx, tx, p); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBrowse measures the query of the market list at ten thousand ads.
func BenchmarkBrowse(b *testing.B) {
	here := near.Point{Lat: 52.357, Lon: 6.662}
	for engine, open := range map[string]func(testing.TB, ...db.Option) *db.DB{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		b.Run(engine, func(b *testing.B) {
			d := open(b)
			fill(b, d)
			deep := func() db.ID {
				page, err := New(d).Browse(b.Context(), 141, Search{Limit: 200})
				if err != nil {
					b.Fatal(err)
				}
				return page.Next
			}()
			for _, bb := range []struct {
				name string
				s    Search
			}{
				{"first page", Search{Around: here, Within: near.Town}},
				{"2 km", Search{Around: here, Within: near.Around}},
				{"25 km, one category", Search{Around: here, Within: near.Region, Category: Lift}},
				{"asks only", Search{Around: here, Within: near.Town, Kind: KindAsk}},
				{"everywhere", Search{}},
				{"deep page", Search{Around: here, Within: near.Town, After: deep}},
				{"one word", Search{Around: here, Within: near.Town, Words: "heg"}},
				{"a word of all ads", Search{Words: "buurt"}},
			} {
				b.Run(bb.name, func(b *testing.B) {
					m := New(d)
					for b.Loop() {
						if _, err := m.Browse(b.Context(), 141, bb.s); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}
