package market_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

const (
	almelo db.ID = 141
	borne  db.ID = 147
)

// town is two municipalities with their market, and some people.
type town struct {
	t      testing.TB
	d      *db.DB
	market *market.Market
	queue  *jobs.Queue
	list   *worklist.List
	post   *mail.Post

	truus, ali, broker, other access.Actor // of Almelo
	piet                      access.Actor // of Borne
}

func newTown(t testing.TB, d *db.DB) *town {
	t.Helper()
	ctx := t.Context()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	w := &town{t: t, d: d, queue: jobs.New(d)}
	gate := access.New(d, slices.Concat(community.Rules, tenant.Rules, account.Rules, worklist.Rules, mail.Rules))
	vault := seal.New(master)
	tenants, accounts := tenant.New(d, gate), account.New(d, gate, vault)
	w.list, w.post = worklist.New(d, gate), mail.New(d, gate, w.queue, vault, mail.Server{})
	w.market = market.New(d, gate, w.queue, market.Platform{Tenants: tenants, Accounts: accounts, Worklist: w.list, Post: w.post, Vault: vault})

	for _, m := range []struct {
		id       db.ID
		slug     string
		lat, lon float64
		code     string
	}{{almelo, "almelo", 52.357, 6.662, "7601"}, {borne, "borne", 52.300, 6.753, "7621"}} {
		system := access.System(m.id, "test")
		w.must(tenants.Add(ctx, system, tenant.Tenant{ID: m.id, Kind: tenant.Municipality, Slug: m.slug, Name: "Gemeente " + strings.ToUpper(m.slug[:1]) + m.slug[1:]}))
		n := tenant.Neighbourhood{ID: m.id * 10, Code: m.slug, Name: "Wijk " + m.slug, Residents: 1000, Lat: m.lat, Lon: m.lon}
		w.must(tenants.AddNeighbourhood(ctx, system, n, m.code, m.code+"SA"))
	}
	person := func(municipality db.ID, name string, role access.Role) access.Actor {
		a, err := accounts.Add(ctx, access.System(municipality, "test"), account.NewAccount{
			Account: account.Account{Name: name, Email: strings.ToLower(name) + "@example.nl"}, Grants: []account.Grant{{Role: role}}})
		w.must(err)
		return access.Actor{Account: a.ID, Tenant: municipality, Role: role}
	}
	w.truus, w.ali = person(almelo, "Truus", access.RoleResident), person(almelo, "Ali", access.RoleResident)
	w.broker, w.other = person(almelo, "Bea", access.RoleBroker), person(almelo, "Bas", access.RoleBroker)
	w.piet = person(borne, "Piet", access.RoleResident)
	return w
}

func (w *town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func ask(title string) market.NewAsk {
	return market.NewAsk{Category: market.Garden, Title: title, Details: "De heg is te hoog voor mij.", Postcode: "7601 SA"}
}

func (w *town) place(actor access.Actor, n market.NewAsk) market.Ask {
	w.t.Helper()
	a, err := w.market.PlaceAsk(w.t.Context(), actor, n)
	w.must(err)
	return a
}

// titles are the titles of what is on the market for a search.
func (w *town) titles(s board.Search) string {
	w.t.Helper()
	page, err := w.market.Browse(w.t.Context(), borne, s)
	w.must(err)
	var out []string
	for _, p := range page.Ads {
		out = append(out, p.Title)
	}
	return strings.Join(out, ", ")
}

// mails are the subjects of the mail to a municipality's people, the newest first.
func (w *town) mails(actor access.Actor) string {
	w.t.Helper()
	sent, err := w.post.Outbox(w.t.Context(), actor, 0)
	w.must(err)
	var out []string
	for _, m := range sent {
		name, _, _ := strings.Cut(m.To, "@")
		out = append(out, name+": "+m.Subject)
		for _, private := range []string{"heg", "Truus", "Piet", "nummer", "7601"} {
			if strings.Contains(m.Subject+m.Body, private) {
				w.t.Errorf("the mail tells %q", private)
			}
		}
	}
	return strings.Join(out, ", ")
}

func (w *town) lines() int {
	w.t.Helper()
	lines, err := w.list.Open(w.t.Context(), w.broker, worklist.Search{})
	w.must(err)
	return len(lines)
}

func (w *town) read(actor access.Actor, answer db.ID) market.Conversation {
	w.t.Helper()
	c, err := w.market.Conversation(w.t.Context(), actor, answer)
	w.must(err)
	return c
}

func words(c market.Conversation) string {
	var out []string
	for _, m := range c.Messages {
		who := "placer"
		if m.Side() == market.Answerer {
			who = "answerer"
		}
		if m.ByBroker {
			who += " (broker)"
		}
		out = append(out, strings.TrimSpace(who+": "+m.Words+" "+string(m.Turns)))
	}
	return strings.Join(out, "; ")
}

func TestNeighboursFindEachOther(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		n := ask("Wie snoeit mijn heg?")
		n.ID = d.NewID()
		a := w.place(w.truus, n)
		if again := w.place(w.truus, n); again.ID != a.ID || again.Title != a.Title {
			t.Errorf("a double click: %+v", again)
		}
		if got := w.titles(board.Search{}); got != "Wie snoeit mijn heg?" {
			t.Errorf("on the market: %q", got)
		}
		p, err := w.market.Published(ctx, borne, a.ID)
		if err != nil || p.Place != "Wijk almelo" || p.MunicipalityName != "Almelo" || p.Municipality != "almelo" || p.ViaBroker {
			t.Errorf("%+v %v", p, err)
		}

		first := market.NewAnswer{ID: d.NewID(), AdID: a.ID, Words: "Ik heb een heggenschaar."}
		answer, err := w.market.Answer(ctx, w.ali, first)
		w.must(err)
		if again, err := w.market.Answer(ctx, w.ali, first); err != nil || again.ID != answer.ID {
			t.Errorf("a double click: %v", err)
		}
		if more, err := w.market.Answer(ctx, w.ali, market.NewAnswer{ID: d.NewID(), AdID: a.ID, Words: "Zaterdag kan ik."}); err != nil || more.ID != answer.ID {
			t.Errorf("who answers again goes on: %+v %v", more, err)
		}
		if got := w.mails(w.truus); got != "truus: U hebt een antwoord" {
			t.Errorf("one notice for two messages: %q", got)
		}
		reply := market.NewMessage{ID: d.NewID(), AnswerID: answer.ID, Words: "Fijn, zaterdag is goed."}
		w.must(w.market.Reply(ctx, w.truus, reply))
		w.must(w.market.Reply(ctx, w.truus, reply))
		if got := words(w.read(w.ali, answer.ID)); got != "answerer: Ik heb een heggenschaar.; answerer: Zaterdag kan ik.; placer: Fijn, zaterdag is goed." {
			t.Errorf("%q", got)
		}
		if err := w.market.Agree(ctx, w.ali, market.NewAgreement{AnswerID: answer.ID}); !errors.Is(err, fault.Denied) {
			t.Errorf("who answers says that they agree: %v", err)
		}
		agree := market.NewAgreement{ID: d.NewID(), AnswerID: answer.ID, Words: "Mijn nummer is 0546 123456."}
		w.must(w.market.Agree(ctx, w.truus, agree))
		w.must(w.market.Agree(ctx, w.truus, agree))
		c := w.read(w.ali, answer.ID)
		if c.State != market.Matched || len(c.Messages) != 4 || c.Messages[3].Words != agree.Words {
			t.Errorf("%+v", c)
		}
		if err := w.market.Reply(ctx, w.ali, market.NewMessage{AnswerID: answer.ID, Words: "Tot dan!"}); !errors.Is(err, fault.Conflict) {
			t.Errorf("what follows is not kept: %v", err)
		}
		if got := w.titles(board.Search{}); got != "" {
			t.Errorf("still on the market: %q", got)
		}
		if _, err := w.market.Answer(ctx, w.piet, market.NewAnswer{AdID: a.ID, Words: "Ik ook"}); !errors.Is(err, fault.NotFound) {
			t.Errorf("answered after the end: %v", err)
		}
	})
}

func TestOverTheBorder(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		a := w.place(w.truus, ask("Wie snoeit mijn heg?"))
		answer, err := w.market.Answer(ctx, w.piet, market.NewAnswer{AdID: a.ID, Words: "Ik kom uit Borne."})
		w.must(err)
		w.must(w.queue.Drain(ctx))
		if got := w.mails(w.truus); got != "truus: U hebt een antwoord" {
			t.Errorf("Truus hears: %q", got)
		}
		if got := words(w.read(w.truus, answer.ID)); got != "answerer: Ik kom uit Borne." {
			t.Errorf("Truus reads: %q", got)
		}
		w.must(w.market.Reply(ctx, w.truus, market.NewMessage{AnswerID: answer.ID, Words: "Welkom."}))
		w.must(w.queue.Drain(ctx))
		if got := words(w.read(w.piet, answer.ID)); got != "answerer: Ik kom uit Borne.; placer: Welkom." {
			t.Errorf("Piet reads: %q", got)
		}
		w.must(w.market.Withdraw(ctx, w.truus, a.ID))
		w.must(w.market.Withdraw(ctx, w.truus, a.ID))
		w.must(w.queue.Drain(ctx))
		if c := w.read(w.piet, answer.ID); c.State != market.Closed || !strings.Contains(w.mails(w.piet), "piet: Een gesprek is gestopt") {
			t.Errorf("after the end: %s, mail %q", c.State, w.mails(w.piet))
		}

		// The ad ends while the answer is on its way.
		b := w.place(w.truus, ask("Wie helpt mij planten?"))
		late, err := w.market.Answer(ctx, w.piet, market.NewAnswer{AdID: b.ID, Words: "Ik!"})
		w.must(err)
		w.must(w.market.Withdraw(ctx, w.truus, b.ID))
		w.must(w.queue.Drain(ctx))
		if c := w.read(w.piet, late.ID); c.State != market.Closed {
			t.Errorf("too late, and still %s", c.State)
		}
		if own, err := w.market.Own(ctx, w.truus); err != nil || len(own.Answers) != 1 || len(own.Ads) != 2 {
			t.Errorf("%+v %v", own, err)
		}
	})
}

func TestAnonymousGoesThroughTheBroker(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		n := ask("Iemand om mee te praten")
		n.Category, n.Anonymous, n.Urgent = market.Company, true, true
		a := w.place(w.truus, n)
		if w.lines() != 1 {
			t.Errorf("%d lines for something urgent", w.lines())
		}
		answer, err := w.market.Answer(ctx, w.ali, market.NewAnswer{AdID: a.ID, Words: "Ik drink graag koffie."})
		w.must(err)
		if w.lines() != 2 || w.mails(w.truus) != "" {
			t.Errorf("the broker hears it, not who is anonymous: %d lines, mail %q", w.lines(), w.mails(w.truus))
		}
		if _, err := w.market.Conversation(ctx, w.truus, answer.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("the owner reads it: %v", err)
		}
		if _, err := w.market.Conversation(ctx, w.piet, answer.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("somebody of elsewhere reads it: %v", err)
		}
		desk, err := w.market.Desk(ctx, w.broker)
		w.must(err)
		if len(desk.Urgent) != 1 || len(desk.Answers) != 1 || len(desk.ViaBroker) != 1 || len(desk.Unanswered) != 0 {
			t.Errorf("%+v", desk)
		}
		if _, err := w.market.Desk(ctx, w.ali); !errors.Is(err, fault.Denied) {
			t.Errorf("a resident at the desk: %v", err)
		}
		open, err := w.market.Open(ctx, w.broker, a.ID)
		if err != nil || open.Owner != "Truus" || open.Contact != nil {
			t.Errorf("%+v %v", open, err)
		}
		w.must(w.market.Take(ctx, w.broker, a.ID))
		if err := w.market.Take(ctx, w.other, a.ID); !errors.Is(err, fault.Conflict) {
			t.Errorf("two brokers take it: %v", err)
		}
		w.must(w.market.Reply(ctx, w.broker, market.NewMessage{AnswerID: answer.ID, Words: "Zij vindt het leuk."}))
		if w.lines() != 0 {
			t.Errorf("%d lines left", w.lines())
		}
		if got := words(w.read(w.ali, answer.ID)); got != "answerer: Ik drink graag koffie.; placer (broker): Zij vindt het leuk." {
			t.Errorf("%q", got)
		}
		w.must(w.market.Agree(ctx, w.broker, market.NewAgreement{AnswerID: answer.ID, Words: "Dinsdag om tien uur in De Haven."}))
		if got := w.mails(w.truus); !strings.HasPrefix(got, "truus: De makelaar heeft iemand gevonden") {
			t.Errorf("mail %q", got)
		}
	})
}

func TestBrokerPlacesAndMatches(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		offer, err := w.market.PlaceOffer(ctx, w.piet, market.NewOffer{Category: market.Garden, Title: "Ik snoei graag", Postcode: "7621SA"})
		w.must(err)
		n := ask("Heg snoeien voor een mevrouw van 84")
		n.For = &market.Behalf{Name: "Mevrouw Jansen", Phone: "0546 123456", Note: "Belt niet graag terug"}
		if _, err := w.market.PlaceAsk(ctx, w.ali, n); !errors.Is(err, fault.Denied) {
			t.Errorf("a resident places for somebody: %v", err)
		}
		a := w.place(w.broker, n)
		open, err := w.market.Open(ctx, w.other, a.ID)
		if err != nil || open.For.Phone != "0546 123456" || open.Owner != "Bea" || len(open.Fitting) != 1 {
			t.Fatalf("%+v %v", open, err)
		}
		match := market.NewMatch{ID: d.NewID(), AskID: a.ID, OfferID: open.Fitting[0].ID, Words: "Kunt u deze mevrouw helpen?"}
		if _, err := w.market.Match(ctx, w.broker, match); err == nil || err.(fault.Invalid)["within"] == "" {
			t.Errorf("matched without looking at the bounds: %v", err)
		}
		match.Within = true
		made, err := w.market.Match(ctx, w.broker, match)
		w.must(err)
		if again, err := w.market.Match(ctx, w.broker, match); err != nil || again.AnswerID != made.AnswerID {
			t.Errorf("a double click: %+v %v", again, err)
		}
		w.must(w.queue.Drain(ctx))
		own, err := w.market.Own(ctx, w.piet)
		w.must(err)
		if len(own.Answers) != 1 || own.Answers[0].AdID != offer.ID {
			t.Fatalf("%+v", own)
		}
		if got := words(w.read(w.piet, made.AnswerID)); got != "answerer (broker): Kunt u deze mevrouw helpen?" {
			t.Errorf("%q", got)
		}
		if got := w.titles(board.Search{}); got != "Ik snoei graag" {
			t.Errorf("the ask ends, the offer stays: %q", got)
		}
		wrong := w.place(w.broker, market.NewAsk{Category: market.Lift, Title: "Naar de tandarts", Postcode: "7601", For: &market.Behalf{Name: "De heer Smit"}})
		if _, err := w.market.Match(ctx, w.broker, market.NewMatch{AskID: wrong.ID, OfferID: offer.ID, Words: "x", Within: true}); err == nil {
			t.Error("matched a lift with gardening")
		}
		w.must(w.market.Close(ctx, w.broker, wrong.ID, market.PassedOn))
		if err := w.market.Close(ctx, w.broker, wrong.ID, "because"); err != nil {
			t.Errorf("closed twice: %v", err)
		}
	})
}

func TestWhatIsOverEndsAndIsForgotten(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		clock := testkit.ClockOf(d)
		a := w.place(w.truus, ask("Wie snoeit mijn heg?"))
		n := ask("Voor een mevrouw")
		n.For, n.Weeks = &market.Behalf{Name: "Mevrouw Jansen"}, 2
		behalf := w.place(w.broker, n)
		answer, err := w.market.Answer(ctx, w.ali, market.NewAnswer{AdID: a.ID, Words: "Ik help"})
		w.must(err)

		clock.SetDay("2026-04-21") // a week before the end
		w.must(w.market.Sweep(ctx))
		w.must(w.market.Sweep(ctx))
		if got := w.mails(w.truus); strings.Count(got, "Uw advertentie stopt over een week") != 1 {
			t.Errorf("reminded: %q", got)
		}
		w.must(w.market.Renew(ctx, w.truus, a.ID))
		clock.SetDay("2026-05-01")
		w.must(w.market.Sweep(ctx))
		if got := w.titles(board.Search{}); got != "Wie snoeit mijn heg?" {
			t.Errorf("renewed: %q", got)
		}
		clock.SetDay("2026-07-01")
		if got := w.titles(board.Search{}); got != "" {
			t.Errorf("over, before the sweep: %q", got)
		}
		w.must(w.market.Sweep(ctx))
		if own, _ := w.market.Own(ctx, w.truus); own.Ads[0].State != market.Expired {
			t.Errorf("%+v", own.Ads[0])
		}
		if c := w.read(w.ali, answer.ID); c.State != market.Closed || c.Messages[0].Words != "Ik help" {
			t.Errorf("%+v", c)
		}
		if open, err := w.market.Open(ctx, w.broker, behalf.ID); err != nil || open.For.Name != "" {
			t.Errorf("forgotten after a month: %+v %v", open.For, err)
		}
		w.must(w.market.Renew(ctx, w.truus, a.ID))
		if got := w.titles(board.Search{}); got != "Wie snoeit mijn heg?" {
			t.Errorf("renewed after the end: %q", got)
		}
		w.must(w.market.Withdraw(ctx, w.truus, a.ID))
		clock.SetDay("2026-09-01")
		w.must(w.market.Sweep(ctx))
		if c := w.read(w.ali, answer.ID); c.Messages[0].Words != "" {
			t.Errorf("not forgotten: %+v", c.Messages[0])
		}
		if err := w.market.Renew(ctx, w.truus, a.ID); !errors.Is(err, fault.Conflict) {
			t.Errorf("renewed after a withdrawal: %v", err)
		}
	})
}

func TestBrowse(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		clock := testkit.ClockOf(d)
		for i := range 50 {
			clock.Advance(time.Second)
			n := ask(fmt.Sprintf("Vraag %d", i))
			if i%10 == 0 {
				n.Category, n.Details = market.DogWalking, "Twee honden uitlaten"
			}
			if i%5 == 0 {
				n.Postcode = "7621"
			}
			w.place(w.truus, n)
		}
		here, there := near.Point{Lat: 52.357, Lon: 6.662}, near.Point{Lat: 52.300, Lon: 6.753}
		for _, tt := range []struct {
			name string
			s    board.Search
			want int
		}{
			{"all", board.Search{Limit: 100}, 50},
			{"asks", board.Search{Kind: board.KindAsk, Limit: 100}, 50},
			{"offers", board.Search{Kind: board.KindOffer}, 0},
			{"around Almelo", board.Search{Around: here, Within: near.Close, Limit: 100}, 40},
			{"around Borne", board.Search{Around: there, Within: near.Around, Limit: 100}, 10},
			{"ten kilometres", board.Search{Around: there, Within: near.Town, Limit: 100}, 50},
			{"dogs", board.Search{Category: market.DogWalking, Limit: 100}, 5},
			{"dogs around Borne", board.Search{Category: market.DogWalking, Around: there, Within: near.Close, Limit: 100}, 5},
			{"a word", board.Search{Words: "hond", Limit: 100}, 5},
			{"two words", board.Search{Words: "hond uitlaten", Limit: 100}, 5},
			{"words, not near", board.Search{Words: "hond", Around: here, Within: near.Close}, 0},
			{"a word that is not there", board.Search{Words: "vliegtuig"}, 0},
			{"only words that every text has", board.Search{Words: "de het", Limit: 100}, 50},
		} {
			page, err := w.market.Browse(ctx, borne, tt.s)
			w.must(err)
			if len(page.Ads) != tt.want || page.Next != 0 {
				t.Errorf("%s: %d, next %d, want %d", tt.name, len(page.Ads), page.Next, tt.want)
			}
		}

		var seen []string
		s := board.Search{Around: here, Within: near.Close, Limit: 7}
		for pages := 0; ; pages++ {
			page, err := w.market.Browse(ctx, almelo, s)
			w.must(err)
			for _, p := range page.Ads {
				seen = append(seen, p.Title)
			}
			if page.Next == 0 {
				break
			}
			if s.After = page.Next; pages > 10 {
				t.Fatal("no end to the pages")
			}
		}
		if len(seen) != 40 || seen[0] != "Vraag 49" || seen[39] != "Vraag 1" {
			t.Errorf("page by page: %q", seen)
		}
		if p, place, err := w.market.PointOf(ctx, almelo, "7621"); err != nil || p != there || place != "Wijk borne" {
			t.Errorf("%v %s %v", p, place, err)
		}
		if p, place, err := w.market.PointOf(ctx, almelo, "9999"); err != nil || near.Km(p, here) > 0.01 || place != "" {
			t.Errorf("%v %s %v", p, place, err)
		}
	})
}

func TestWrongInput(t *testing.T) {
	w := newTown(t, testkit.SQLite(t))
	ctx := t.Context()
	for field, change := range map[string]func(*market.NewAsk){
		"title":    func(n *market.NewAsk) { n.Title = " " },
		"category": func(n *market.NewAsk) { n.Category = "money" },
		"details":  func(n *market.NewAsk) { n.Details = "Bel 06 12345678" },
		"postcode": func(n *market.NewAsk) { n.Postcode = "1234" },
		"weeks":    func(n *market.NewAsk) { n.Weeks = 100 },
		"name": func(n *market.NewAsk) {
			n.For = &market.Behalf{Name: strings.Repeat("x", 81)}
		},
	} {
		n := ask("Wie snoeit mijn heg?")
		change(&n)
		_, err := w.market.PlaceAsk(ctx, w.broker, n)
		if field != "name" {
			_, err = w.market.PlaceAsk(ctx, w.truus, n)
		}
		if wrong, ok := errors.AsType[fault.Invalid](err); !ok || wrong[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := w.market.PlaceAsk(ctx, access.Visitor(almelo), ask("Wie?")); !errors.Is(err, fault.Denied) {
		t.Errorf("a visitor places: %v", err)
	}
	future := ask("Altijd bovenaan")
	future.ID = w.d.NewID() + 1<<40
	if _, err := w.market.PlaceAsk(ctx, w.truus, future); !errors.Is(err, fault.Conflict) {
		t.Errorf("an id from the future: %v", err)
	}
	a := w.place(w.truus, ask("Wie snoeit mijn heg?"))
	if _, err := w.market.Answer(ctx, w.truus, market.NewAnswer{AdID: a.ID, Words: "Ik"}); !errors.Is(err, fault.Conflict) {
		t.Errorf("answers herself: %v", err)
	}
	for name, err := range map[string]error{
		"withdraws what is another's": w.market.Withdraw(ctx, w.ali, a.ID),
		"renews what is another's":    w.market.Renew(ctx, w.ali, a.ID),
		"the broker withdraws it":     w.market.Withdraw(ctx, w.broker, a.ID),
	} {
		if !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.market.Withdraw(ctx, w.piet, a.ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("from another municipality: %v", err)
	}
}

// Two who write at the same moment both keep what they wrote, and somebody who reads meanwhile takes nothing away.
func TestAtTheSameMoment(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		n := ask("Wie snoeit mijn heg?")
		n.ID = d.NewID()
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if _, err := w.market.PlaceAsk(ctx, w.truus, n); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := w.titles(board.Search{}); got != "Wie snoeit mijn heg?" {
			t.Errorf("four clicks: %q", got)
		}
		answer, err := w.market.Answer(ctx, w.ali, market.NewAnswer{AdID: n.ID, Words: "Ik"})
		w.must(err)
		for i := range 4 {
			for _, who := range []access.Actor{w.truus, w.ali} {
				all.Go(func() {
					if err := w.market.Reply(ctx, who, market.NewMessage{AnswerID: answer.ID, Words: fmt.Sprintf("Bericht %d", i)}); err != nil {
						t.Error(err)
					}
				})
				all.Go(func() {
					if _, err := w.market.Conversation(ctx, who, answer.ID); err != nil {
						t.Error(err)
					}
				})
			}
		}
		all.Wait()
		if c := w.read(w.ali, answer.ID); len(c.Messages) != 9 || c.State != market.Open || c.Version != 9 {
			t.Errorf("%d messages, %s, version %d", len(c.Messages), c.State, c.Version)
		}
	})
}

// An ask within a plan is placed in the transaction of the plan: both are there or neither is.
func TestPlacedWithinAnotherUseCase(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w, ctx := newTown(t, d), t.Context()
		generalist := access.Actor{Account: w.broker.Account, Tenant: almelo, Role: access.RoleGeneralist}
		n := ask("Iemand die meewandelt")
		n.For = &market.Behalf{}
		boom := errors.New("boom")
		var id db.ID
		place := func(after error) error {
			return d.InTx(ctx, almelo, func(tx *db.Tx) error {
				a, err := w.market.PlaceAskTx(ctx, tx, generalist, n)
				id = a.ID
				return cmpOr(err, after)
			})
		}
		if err := place(boom); !errors.Is(err, boom) {
			t.Fatal(err)
		}
		if got := w.titles(board.Search{}); got != "" {
			t.Errorf("rolled back: %q", got)
		}
		w.must(place(nil))
		w.must(d.View(ctx, almelo, func(tx *db.Tx) error {
			a, err := w.market.AskByIDTx(ctx, tx, id)
			if err == nil && (a.Title != n.Title || a.Contact != nil) {
				t.Errorf("%+v", a)
			}
			return err
		}))
	})
}

func cmpOr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
