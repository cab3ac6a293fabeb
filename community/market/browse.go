package market

import (
	"cmp"
	"context"
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

// batch is how many ads are read at a time, before those outside the circle are left out.
const batch = 64

var (
	qShelf = db.SharedSQL(published, shelfQuery())

	// Ads that hold up to three words, the newest first. The longest word, which is the rarest as a rule, leads.
	qWords = db.SharedSQL(published, `SELECT `+publishedColumns+` FROM (
		SELECT t.id FROM market_term t WHERE t.term = $1 AND t.id < $4
			AND ($2 = '' OR EXISTS (SELECT 1 FROM market_term b WHERE b.term = $2 AND b.id = t.id))
			AND ($3 = '' OR EXISTS (SELECT 1 FROM market_term c WHERE c.term = $3 AND c.id = t.id))
		ORDER BY t.id DESC LIMIT 64) s JOIN market_published p ON p.id = s.id ORDER BY p.id DESC`)
)

// shelfQuery reads the newest ads of nine squares: the first of each by a walk along the index, then the
// newest of all.
func shelfQuery() string {
	squares := near.Squares(`SELECT id FROM market_shelf WHERE cell = {cell} AND kind = $10 AND category = $11 AND id < $12 ORDER BY id DESC LIMIT 64`)
	return `SELECT ` + publishedColumns + ` FROM (SELECT id FROM (` + squares + `) u ORDER BY id DESC LIMIT 64) s
		JOIN market_published p ON p.id = s.id ORDER BY p.id DESC`
}

// rounds is how often Browse reads on before it shows a page that is not full. The reader goes on from there.
const rounds = 6

// Browse lists open ads of all municipalities, the newest first. It shows published things, so it needs no gate.
func (m *Market) Browse(ctx context.Context, tenant db.ID, s Search) (Page, error) {
	var page Page
	err := m.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		page, err = browse(ctx, tx, s)
		return err
	})
	return page, err
}

func browse(ctx context.Context, tx *db.Tx, s Search) (Page, error) {
	if s.Limit == 0 {
		s.Limit = PageSize
	}
	if s.After == 0 {
		s.After = 1<<63 - 1
	}
	today := law.DateOf(tx.Now())
	var page Page
	for range rounds {
		found, err := s.read(ctx, tx)
		if err != nil {
			return Page{}, err
		}
		for _, p := range found {
			s.After = p.ID
			p, ok := s.holds(p, today)
			if !ok {
				continue
			}
			if len(page.Ads) == s.Limit {
				page.Next = page.Ads[s.Limit-1].ID
				return page, nil
			}
			page.Ads = append(page.Ads, p)
		}
		if len(found) < batch {
			return page, nil
		}
	}
	page.Next = s.After
	return page, nil
}

// holds measures the distance and says whether the ad is what is looked for.
func (s Search) holds(p Published, today law.Date) (Published, bool) {
	p.Km = -1
	if s.Around.Known() {
		p.Km = near.Km(s.Around, p.Point())
	}
	switch {
	case p.Until.Before(today),
		s.Kind != "" && p.Kind != s.Kind,
		s.Category != "" && p.Category != s.Category,
		p.Km >= 0 && !s.Within.Holds(p.Km):
		return p, false
	}
	return p, true
}

// read returns the next batch, newest first. It may hold ads outside the circle.
func (s Search) read(ctx context.Context, tx *db.Tx) ([]Published, error) {
	if terms := words.Terms(s.Words); len(terms) > 0 {
		slices.SortStableFunc(terms, func(a, b string) int { return len(b) - len(a) })
		terms = append(terms, "", "")
		return db.All[Published](ctx, tx, qWords, terms[0], terms[1], terms[2], s.After)
	}
	kinds := []Kind{s.Kind}
	if s.Kind == "" {
		kinds = []Kind{KindAsk, KindOffer}
	}
	var found []Published
	for _, k := range kinds {
		more, err := db.All[Published](ctx, tx, qShelf, near.Args(near.Cover(s.Around, s.Within), string(k), string(s.Category), s.After)...)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	slices.SortFunc(found, func(a, b Published) int { return cmp.Compare(b.ID, a.ID) })
	return found[:min(len(found), batch)], nil
}
