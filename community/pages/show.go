package pages

import (
	"context"
	"math"
	"net/http"
	"regexp"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// start is where somebody looks from: a postcode of four digits, or else the middle of the municipality.
type start struct {
	Point    near.Point
	Postcode string
	Place    string // name of the neighbourhood of the postcode
}

var fourDigits = regexp.MustCompile(`^[1-9]\d{3}`)

// area keeps the four digits of a postcode. The letters would tell a street, so they never come into an address.
func area(postcode string) string { return fourDigits.FindString(strings.TrimSpace(postcode)) }

func (p *Pages) start(r *http.Request, tenant db.ID) (s start, err error) {
	s.Postcode = area(r.URL.Query().Get("postcode"))
	s.Point, s.Place, err = p.Market.PointOf(r.Context(), tenant, s.Postcode)
	return s, err
}

// town is the name of the municipality without "Gemeente".
func town(ctx context.Context) string {
	return strings.TrimPrefix(ui.SiteOf(ctx).Name, "Gemeente ")
}

// distance says how far something is, or nothing when that is not known.
func distance(ctx context.Context, km float64) string {
	switch {
	case km < 0:
		return ""
	case km < 1:
		return text.T(ctx, "within 1 km")
	case km < 10:
		return text.T(ctx, "%s km away", text.Number(ctx, math.Round(km*10)/10))
	default:
		return text.T(ctx, "%s km away", text.Number(ctx, math.Round(km)))
	}
}

func radiusName(ctx context.Context, r near.Radius) string {
	if r == near.Everywhere {
		return text.T(ctx, "Everywhere")
	}
	return text.T(ctx, "Within %s km", r.String())
}

func kindName(ctx context.Context, k board.Kind) string {
	if k == board.KindAsk {
		return text.T(ctx, "Asked")
	}
	return text.T(ctx, "Offered")
}

// short is the beginning of a text, up to a whole word.
func short(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	cut := string(runes[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// present leaves out what is empty.
func present(facts ...string) []string {
	var out []string
	for _, f := range facts {
		if f != "" {
			out = append(out, f)
		}
	}
	return out
}

// adCards are ads in a list.
func adCards(ctx context.Context, ads []board.Published, today law.Date) []ui.Card {
	cards := make([]ui.Card, len(ads))
	for i, a := range ads {
		c := ui.Card{Title: a.Title, Link: ui.Path(ctx, "/buurt/advertenties/%s", a.ID), Text: short(a.Details, 140),
			Kind: kindName(ctx, a.Kind) + ": " + say(ctx, a.Category.Name()), Icon: a.Category.Icon(),
			Facts: present(where(a), distance(ctx, a.Km), text.Ago(ctx, today, law.DateOf(a.PlacedAt)))}
		if a.Urgent {
			c.Badges = append(c.Badges, ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "Urgent")})
		}
		if a.ViaBroker {
			c.Badges = append(c.Badges, ui.Tag{Tone: ui.Info, Text: text.T(ctx, "Through the broker")})
		}
		cards[i] = c
	}
	return cards
}

// where is the neighbourhood and the town of an ad.
func where(a board.Published) string { return a.Place + ", " + a.MunicipalityName }

// activityCards are activities in an agenda.
func activityCards(ctx context.Context, all []places.Coming, today law.Date) []ui.Card {
	cards := make([]ui.Card, len(all))
	for i, c := range all {
		cards[i] = ui.Card{Title: c.Name, Link: ui.Path(ctx, "/huizen/%s", c.HouseID), Text: short(c.About, 120), Kind: say(ctx, c.Kind.Name()), Icon: c.Kind.Icon(),
			Facts: present(onDay(ctx, today, c.Day), hours(ctx, c.Activity), c.House, distance(ctx, c.Km), price(ctx, c.Price))}
	}
	return cards
}

// onDay is today, tomorrow, or the day with its name.
func onDay(ctx context.Context, today, day law.Date) string {
	if n := day.Sub(today); n == 0 || n == 1 {
		return text.Until(ctx, today, day)
	}
	return text.LongDate(ctx, day)
}

func hours(ctx context.Context, a places.Activity) string {
	return text.T(ctx, "%s to %s", clock(ctx, a.Starts), clock(ctx, a.Ends))
}

// clock is a time of day as people write it in the language of the reader.
func clock(ctx context.Context, c places.Clock) string {
	if text.Lang(ctx) == text.En {
		return strings.Replace(c.String(), ".", ":", 1)
	}
	return c.String()
}

func price(ctx context.Context, cents int64) string {
	if cents == 0 {
		return text.T(ctx, "Free")
	}
	return text.Money(ctx, cents)
}

// entryCards are entries of the social map.
func entryCards(ctx context.Context, all []socialmap.Entry) []ui.Card {
	cards := make([]ui.Card, len(all))
	for i, e := range all {
		c := ui.Card{Title: e.Name, Link: ui.Path(ctx, "/wijzer/%s", e.ID), Text: short(e.About, 140), Kind: say(ctx, e.Theme.Name()), Icon: e.Theme.Icon(),
			Facts: present(e.Place, distance(ctx, e.Km), e.Phone)}
		if e.FreeAccess {
			c.Badges = append(c.Badges, ui.Tag{Tone: ui.OK, Text: text.T(ctx, "No referral needed")})
		}
		cards[i] = c
	}
	return cards
}

var weekdays = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// weekday is the name of a day of the week, 1 Monday to 7 Sunday.
func weekday(ctx context.Context, day int) string {
	if day < 1 || day >= len(weekdays) {
		return ""
	}
	return say(ctx, weekdays[day])
}

// say is a sentence that another package wrote, such as the name of a category, in the language of the reader.
func say(ctx context.Context, sentence string) string { return text.T(ctx, sentence) }
