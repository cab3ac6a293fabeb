package steering

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/insighttest"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// town is a made-up town of 1,000 residents.
type town struct {
	*caseworktest.Town
	*testing.T
	figures *Steering
	council access.Actor
	today   law.Date
}

// story runs f in a new town, on both engines.
func story(t *testing.T, f func(w *town)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := &town{Town: caseworktest.New(t, d), T: t, today: law.DateOf(d.Now())}
		w.figures = New(d, access.New(d, insight.Rules), w.Tenants)
		w.council = w.Person(t, "Ria Raad", access.RoleCouncilMember, 0)
		w.must(w.Tenants.AddNeighbourhood(t.Context(), w.System, tenant.Neighbourhood{ID: d.NewID(), Code: "BU01419009", Name: "Kom", Residents: 1000}, "7609"))
		f(w)
	})
}

func (w *town) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *town) count() counts {
	w.Helper()
	var c counts
	w.must(w.DB.View(w.Context(), w.ID, func(tx *db.Tx) (err error) {
		c, err = countTx(w.Context(), tx, w.today.AddYears(-1).Add(1), w.today)
		return err
	}))
	return c
}

func (w *town) report() CouncilReport {
	w.Helper()
	r, err := w.figures.Council(w.Context(), w.council)
	w.must(err)
	return r
}

// insert writes rows that another wing would have written.
func (w *town) insert(table string, rows ...any) {
	w.Helper()
	w.must(w.DB.InTx(w.Context(), w.ID, func(tx *db.Tx) error {
		for _, row := range rows {
			if err := db.Insert(w.Context(), tx, table, row); err != nil {
				return err
			}
		}
		return nil
	}))
}

// answers writes marks about the northern team, or about a provider.
func (w *town) answers(step experience.Step, provider db.ID, on law.Date, scores ...int) {
	w.Helper()
	for _, score := range scores {
		a := struct {
			TenantID, ID       db.ID
			Step               experience.Step
			TeamID, ProviderID db.ID
			OnDay              law.Date
			Score              int
		}{w.ID, w.DB.NewID(), step, w.North.ID, provider, on, score}
		if provider != 0 {
			a.TeamID = 0
		}
		w.insert("experience_answer", a)
	}
}

func TestCounting(t *testing.T) {
	story(t, func(w *town) {
		provider := w.DB.NewID()
		near, _ := insighttest.Household(t, w.Town, 3)
		home, people := insighttest.Household(t, w.Town, 2)
		// The first household got an answer without help made to measure; the second one a decision and help.
		insighttest.Reported(t, w.Town, near, w.today.Add(-50), w.today.Add(-20))
		insighttest.Reported(t, w.Town, near, w.today.Add(-900), w.today.Add(-800))
		insighttest.Reported(t, w.Town, home, w.today.Add(-90), w.today.Add(-60))
		insighttest.Granted(t, w.Town, home, people[0], w.today.Add(-58), w.today.Add(-44), w.today.Add(-45))
		insighttest.Granted(t, w.Town, home, people[1], w.today.Add(-58), w.today.Add(-44), w.today.Add(-40))
		insighttest.Granted(t, w.Town, home, people[1], w.today.Add(-400), law.Date{}, w.today.Add(-366))
		insighttest.Started(t, w.Town, home, people[0], provider, w.today.Add(-30))
		insighttest.Started(t, w.Town, home, people[0], provider, w.today.Add(-20))
		insighttest.Started(t, w.Town, home, people[1], provider, w.today.Add(-800)) // over by now
		w.community()
		w.answers(experience.Decided, 0, w.today.Add(-30), 7, 8, 7, 8, 7, 8, 7, 8, 7, 8)
		w.answers(experience.Begun, provider, w.today.Add(-400), 1)
		c := w.count()
		if c.residents != 1000 || c.first != 4 || c.second != 1 {
			t.Errorf("people: %+v", c)
		}
		if c.solved != (Shares{2, 1, 2}) {
			t.Errorf("solved: %v", c.solved)
		}
		if c.decided != 2 || c.inTime != 1 || !slices.Equal(c.days, []int{45, 50}) {
			t.Errorf("decisions: %+v", c)
		}
		if len(c.scores) != 1 || c.scores[0].Answers != 10 || c.scores[0].Total != 75 {
			t.Errorf("scores: %+v", c.scores)
		}
	})
}

// community writes two matches in the period, and one before it.
func (w *town) community() {
	w.Helper()
	ad := market.Ad{TenantID: w.ID, ID: w.DB.NewID(), Kind: market.KindAsk, PlacedBy: w.Anna.Account, State: market.Matched, Until: w.today, PlacedAt: w.DB.Now(), Version: 1}
	w.insert("market_ad", ad)
	for _, days := range []int{0, -364, -366} {
		w.insert("market_match", market.Match{TenantID: w.ID, ID: w.DB.NewID(), AdID: ad.ID, MatchedAt: w.today.Add(days).Start()})
	}
}

func TestSmallGroupsAreHidden(t *testing.T) {
	story(t, func(w *town) {
		for _, f := range w.report().Figures() {
			want := f.State == Small
			if f.Name == PeopleZeroth {
				want = f.State == Unknown || f.State == Small
			}
			if !want || f.Value != 0 {
				t.Errorf("%s of an empty town: %s %v", f.Name, f.State, f.Value)
			}
		}
		for range 7 {
			insighttest.Household(t, w.Town, 3)
		}
		r := w.report()
		if r.People[1].State != Small || r.People[2].State != Small || r.People[0].Value != 980 {
			t.Errorf("21 in the first line and nobody in the second: %+v", r.People)
		}
		home, people := insighttest.Household(t, w.Town, 12)
		for _, id := range people {
			insighttest.Started(t, w.Town, home, id, w.DB.NewID(), w.today.Add(-1))
		}
		r = w.report()
		if r.People[0].Value != 965 || r.People[1].Value != 20 || r.People[2].Value != 10 || r.Residents != 1000 {
			t.Errorf("21 in the first line and 12 in the second: %+v", r.People)
		}
		if r.Solved[0].State != Small || r.Norm.People[0] != 85 {
			t.Errorf("%+v", r)
		}
	})
}

func TestOthers(t *testing.T) {
	story(t, func(w *town) {
		home, people := insighttest.Household(t, w.Town, 24)
		insighttest.Reported(t, w.Town, home, w.today.Add(-30), w.today.Add(-20))
		for i, id := range people {
			late := 0
			if i < 10 {
				late = 3
			}
			insighttest.Granted(t, w.Town, home, id, w.today.Add(-19), w.today.Add(-6), w.today.Add(-6+late))
		}
		w.answers(experience.Conversation, 0, w.today.Add(-30), 6, 7, 8, 9, 6, 7, 8, 9, 7, 8)
		r := w.report()
		inTime, days, judged := r.Others[0], r.Others[1], r.Others[2]
		if inTime.Value != 58 || inTime.Bound != Exact || inTime.Of != 25 || inTime.From != w.today.AddYears(-1).Add(1) || inTime.To != w.today {
			t.Errorf("in time: %+v", inTime)
		}
		if days.Value != 24 || days.Of != 25 {
			t.Errorf("days: %+v", days)
		}
		if judged.Value != 7.5 || judged.Of != 10 {
			t.Errorf("judged: %+v", judged)
		}
		one, err := w.figures.Figure(t.Context(), w.council, InTime)
		if err != nil || one.Value != 58 || one.Name != InTime {
			t.Errorf("one: %+v %v", one, err)
		}
		if _, err := w.figures.Figure(t.Context(), w.council, "onzin"); !errors.Is(err, fault.NotFound) {
			t.Error(err)
		}
	})
}

func TestExperience(t *testing.T) {
	story(t, func(w *town) {
		provider, small := w.DB.NewID(), w.DB.NewID()
		eleven := []int{8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8}
		w.answers(experience.Conversation, 0, w.today.Add(-30), eleven...)
		measure := func() ExperienceReport {
			t.Helper()
			r, err := w.figures.Experience(t.Context(), w.council)
			w.must(err)
			return r
		}
		if r := measure(); r.Steps[0].Mean != 8 || r.Steps[1].State != Unknown || r.Steps[2].State != Unknown || r.Teams[0].Mean != 8 {
			t.Errorf("only about the conversation: %+v", r)
		}
		w.answers(experience.Decided, 0, w.today.Add(-30), eleven...)
		w.answers(experience.Begun, provider, w.today.Add(-30), 6, 6, 6, 6, 6)
		if r := measure(); r.Whole.Of != 25 || r.Steps[2].State != Small || r.Teams != nil || r.Providers != nil {
			t.Errorf("with 5 answers about the start: %+v", r)
		}
		w.answers(experience.Begun, provider, w.today.Add(-30), 6, 6, 6, 6, 6, 6, 6, 6, 6, 6)
		w.answers(experience.Begun, small, w.today.Add(-30), 1, 1, 1)
		r := measure()
		if len(r.Teams) != 1 || r.Teams[0].Name != "Wijkteam Noord" || r.Teams[0].Mean != 8 || r.Teams[0].Answers != 20 || r.Steps[2].Mean != 5.2 {
			t.Errorf("%+v", r)
		}
		if len(r.Providers) != 2 || r.Providers[0].State != Small || r.Providers[1].State != Small {
			t.Errorf("the small one can be computed: %+v", r.Providers)
		}
	})
}

func TestTheReferenceOfAMunicipality(t *testing.T) {
	story(t, func(w *town) {
		w.must(w.Tenants.Set(t.Context(), w.System, SettingNorm, "80/15/5 15/35/50", w.today))
		w.must(w.Tenants.Set(t.Context(), w.System, SettingMinimum, "25", w.today))
		for range 7 {
			insighttest.Household(t, w.Town, 3)
		}
		r := w.report()
		if r.Norm.People != (Shares{80, 15, 5}) || r.People[1].State != Small || r.People[1].Minimum != 25 {
			t.Errorf("%+v", r)
		}
	})
}

var qLog = db.SharedSQL("a test", `SELECT action, subject_id, outcome FROM access_log WHERE tenant_id = $1 AND actor_id = $2 ORDER BY id`)

// A look at figures is one line in the log, about nobody; and who has no business with them gets none.
func TestWhoReadsFigures(t *testing.T) {
	story(t, func(w *town) {
		insighttest.Household(t, w.Town, 30)
		w.report()
		type line struct {
			Action    string
			SubjectID db.ID
			Outcome   access.Outcome
		}
		var log []line
		w.must(w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) {
			log, err = db.All[line](t.Context(), tx, qLog, w.ID, w.council.Account)
			return err
		}))
		if !slices.Equal(log, []line{{"figures.read", 0, access.Allowed}}) {
			t.Errorf("%+v", log)
		}
		for _, role := range access.Roles {
			actor := access.Actor{Account: 5, Tenant: w.ID, Role: role}
			_, err := w.figures.Council(t.Context(), actor)
			may := slices.Contains([]access.Role{access.RoleCouncilMember, access.RoleAlderman, access.RoleAnalyst, access.RoleController, access.RoleTeamLead}, role)
			if may != (err == nil) || !may && !errors.Is(err, fault.Denied) {
				t.Errorf("%s: %v", role, err)
			}
		}
		other := w.council
		other.Tenant = w.Neighbouring
		if r, err := w.figures.Council(t.Context(), other); err != nil || r.People[1].State != Small {
			t.Errorf("of the neighbouring municipality: %+v %v", r.People, err)
		}
	})
}

func TestEveryFigureSaysWhatItIs(t *testing.T) {
	for _, d := range definitions {
		if d.Title == "" || d.Means == "" || d.How == "" || len(d.Sources) == 0 {
			t.Errorf("%s is not explained", d.Name)
		}
		all := []string{d.Title, d.Means, d.How}
		for _, s := range d.Sources {
			all = append(all, s.What)
			if pkg, query, _ := strings.Cut(s.Query, "."); pkg == "" || query == "" || s.Table == "" {
				t.Errorf("%s: %+v", d.Name, s)
			}
		}
		for _, sentence := range all {
			if !text.Has(sentence) {
				t.Errorf("%q has no Dutch", sentence)
			}
		}
	}
	for _, n := range append(norms, Amaryllis) {
		if !text.Has(n.Origin) {
			t.Errorf("%q has no Dutch", n.Origin)
		}
	}
}
