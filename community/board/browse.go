package board

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/words"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Search is what somebody looks for. The zero search is every ad.
type Search struct {
	Kind     Kind     // empty: asks and offers
	Category Category // empty: all
	Around   near.Point
	Within   near.Radius
	Words    string
	After    db.ID // only ads placed before this one: the next page
	Limit    int   // zero is PageSize
}

// PageSize is how many ads a page shows.
const PageSize = 20

// Page is a part of the list, the newest first. Next is zero on the last page.
type Page struct {
	Ads  []Published
	Next db.ID
}

// batch is how many ads are looked at in one go, before those outside the circle are left out.
const batch = 128

// rounds is how often Browse looks on before it shows a page that is not full. The reader goes on from there.
const rounds = 8

// found is what is known of an ad before it is read whole.
type found struct {
	ID       db.ID
	Lat, Lon float64
}

var (
	qShelf = db.SharedSQL(published, shelfQuery())

	// Ads that hold one word, two or three.
	qWords = [maxWords]*db.Query{db.SharedSQL(published, wordsQuery(1)), db.SharedSQL(published, wordsQuery(2)), db.SharedSQL(published, wordsQuery(3))}

	qWhole = db.SharedSQL(published, `SELECT `+publishedColumns+` FROM market_published p
		WHERE p.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ORDER BY p.id DESC`)
)

// wholes is how many ads are read whole by one statement.
const wholes = 10

// shelfQuery finds the newest ads of nine squares: the first of each by a walk along the index, then the newest
// of all.
func shelfQuery() string {
	return `SELECT id, lat, lon FROM (` +
		near.Squares(`SELECT id, lat, lon FROM market_shelf WHERE cell = {cell} AND kind = $10 AND category = $11 AND id < $12 ORDER BY id DESC LIMIT 128`) +
		`) u ORDER BY id DESC LIMIT 128`
}

// maxWords is how many words of a question are looked for.
const maxWords = 3

// wordsQuery finds the newest ads that hold n words. The first word leads: it walks along the index.
func wordsQuery(n int) string {
	var also string
	for i := 1; i < n; i++ {
		also += fmt.Sprintf(` AND EXISTS (SELECT 1 FROM market_term w%d WHERE w%d.term = $%d AND w%d.id = t.id)`, i, i, i+4, i)
	}
	return `SELECT t.id, t.lat, t.lon FROM market_term t WHERE t.term = $4 AND t.id < $1
		AND ($2 = '' OR t.kind = $2) AND ($3 = '' OR t.category = $3)` + also + ` ORDER BY t.id DESC LIMIT 128`
}

// BrowseTx lists open ads of all municipalities, the newest first. It shows published things, so it needs no gate.
func BrowseTx(ctx context.Context, tx *db.Tx, s Search) (Page, error) {
	if s.Limit == 0 {
		s.Limit = PageSize
	}
	if s.After == 0 {
		s.After = 1<<63 - 1
	}
	ids, more, err := s.collect(ctx, tx)
	if err != nil {
		return Page{}, err
	}
	var page Page
	if len(ids) > s.Limit {
		ids, more = ids[:s.Limit], ids[s.Limit-1]
	}
	page.Next = more
	for chunk := range slices.Chunk(ids, wholes) {
		some, err := s.read(ctx, tx, chunk)
		if err != nil {
			return Page{}, err
		}
		page.Ads = append(page.Ads, some...)
	}
	return page, nil
}

// collect finds one ad more than the page holds. When it stopped looking before that, more is where to go on.
func (s Search) collect(ctx context.Context, tx *db.Tx) (ids []db.ID, more db.ID, err error) {
	for range rounds {
		some, err := s.look(ctx, tx)
		if err != nil {
			return nil, 0, err
		}
		for _, f := range some {
			s.After = f.ID
			if !s.Around.Known() || s.Within.Holds(near.Km(s.Around, near.Point{Lat: f.Lat, Lon: f.Lon})) {
				ids = append(ids, f.ID)
			}
			if len(ids) > s.Limit {
				return ids, 0, nil
			}
		}
		if len(some) < batch {
			return ids, 0, nil
		}
	}
	return ids, s.After, nil
}

// look returns the next batch, newest first. It may hold ads outside the circle.
func (s Search) look(ctx context.Context, tx *db.Tx) ([]found, error) {
	if terms := words.Terms(s.Words); len(terms) > 0 {
		// The longest word is the rarest, as a rule.
		slices.SortStableFunc(terms, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		terms = terms[:min(len(terms), maxWords)]
		args := []any{s.After, string(s.Kind), string(s.Category)}
		for _, t := range terms {
			args = append(args, t)
		}
		return db.All[found](ctx, tx, qWords[len(terms)-1], args...)
	}
	kinds := []Kind{s.Kind}
	if s.Kind == "" {
		kinds = []Kind{KindAsk, KindOffer}
	}
	var all []found
	for _, k := range kinds {
		some, err := db.All[found](ctx, tx, qShelf, near.Args(near.Cover(s.Around, s.Within), string(k), string(s.Category), s.After)...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Compare(b.ID, a.ID) })
	return all[:min(len(all), batch)], nil
}

// read reads ads whole, measures how far they are, and leaves out those that ended today.
func (s Search) read(ctx context.Context, tx *db.Tx, ids []db.ID) ([]Published, error) {
	args := make([]any, wholes)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	all, err := db.All[Published](ctx, tx, qWhole, args...)
	today := law.DateOf(tx.Now())
	var out []Published
	for _, p := range all {
		p.Km = -1
		if s.Around.Known() {
			p.Km = near.Km(s.Around, p.Point())
		}
		if !p.Until.Before(today) {
			out = append(out, p)
		}
	}
	return out, err
}
