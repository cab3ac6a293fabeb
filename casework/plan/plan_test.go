package plan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework"
	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// town is a town with a market and a social map, and one household with a plan.
type town struct {
	*caseworktest.Town
	t      *testing.T
	plans  *plan.Plans
	market *market.Market
	places *socialmap.SocialMap
	home   household.Household
	rosa   db.ID // the resident who signs in as Rosa
	plan   db.ID
}

// story runs f in a new town, on both engines.
func story(t *testing.T, f func(t *testing.T, w *town)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := &town{Town: caseworktest.New(t, d), t: t}
		gate := access.New(d, casework.Rules, community.Rules, worklist.Rules, mail.Rules)
		w.market = market.New(d, gate, jobs.New(d), market.Platform{Tenants: w.Tenants, Accounts: w.Accounts, Worklist: w.List, Post: w.Post, Vault: w.Vault})
		w.places = socialmap.New(d, gate)
		w.plans = plan.New(plan.Parts{DB: d, Gate: gate, Vault: w.Vault, Households: w.Households, Teams: w.Teams, Market: w.market, SocialMap: w.places,
			Accounts: w.Accounts, List: w.List, Post: w.Post})
		w.home = w.Household(t)
		file, err := w.Households.Read(t.Context(), w.Anna, w.home.ID)
		w.must(err)
		w.rosa, w.plan = file.Residents[0].ID, d.NewID()
		_, err = w.plans.Start(t.Context(), w.Anna, w.plan, w.home.ID)
		w.must(err)
		f(t, w)
	})
}

func (w *town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// refused holds that err is a refusal that says something.
func (w *town) refused(err error, says string) {
	w.t.Helper()
	if sentence, ok := fault.Sentence(err); !ok || !errors.Is(err, fault.Conflict) || !strings.Contains(sentence, says) {
		w.t.Errorf("%v; want a refusal with %q", err, says)
	}
}

func (w *town) read() plan.Whole {
	w.t.Helper()
	whole, err := w.plans.Running(w.t.Context(), w.Anna, w.home.ID)
	w.must(err)
	return whole
}

// open writes the report and a goal, and returns the goal.
func (w *town) open() db.ID {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.plans.WriteWish(ctx, w.Anna, w.plan, w.read().Plan.Version, "I want to go on living here"))
	w.must(w.plans.WriteReport(ctx, w.Anna, w.plan, w.read().Plan.Version, plan.Report{BehindQuestion: "She is afraid to fall", Strengths: "She cooks",
		HeldOn: law.Day(2026, 3, 2), Present: "Rosa and Anna"}))
	goal := w.DB.NewID()
	w.must(w.plans.AddGoal(ctx, w.Anna, plan.Goal{ID: goal, PlanID: w.plan, ResidentID: w.rosa, Domain: plan.Arranging, WordedBy: plan.OwnWords,
		GoalText: plan.GoalText{Wish: "A clean house", Need: "Help with the heavy work", Result: "The house is clean every week"}}))
	return goal
}

func (w *town) step(goal db.ID, r ladder.Rung, o ladder.Outcome) error {
	return w.plans.WriteStep(w.t.Context(), w.Anna, ladder.Step{ID: w.DB.NewID(), PlanID: w.plan, GoalID: goal, Rung: r, Outcome: o, Doer: ladder.ByResident,
		StepText: ladder.StepText{Tried: "We talked about it", Reason: "It is too heavy"}})
}

// down walks the ladder to the help made to measure.
func (w *town) down(goal db.ID) {
	w.t.Helper()
	for _, r := range ladder.Rungs {
		w.must(w.step(goal, r.Rung, ladder.NotEnough))
	}
}

func TestOneHouseholdOnePlan(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		again, err := w.plans.Start(t.Context(), w.Anna, w.plan, w.home.ID)
		if err != nil || again.ID != w.plan {
			t.Errorf("the same form twice: %v %v", again.ID, err)
		}
		_, err = w.plans.Start(t.Context(), w.Bram, w.DB.NewID(), w.home.ID)
		w.refused(err, "running plan already")
		w.must(w.plans.Close(t.Context(), w.Anna, w.plan, w.read().Plan.Version, "They manage alone"))
		_, err = w.plans.Running(t.Context(), w.Anna, w.home.ID)
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("after the end: %v", err)
		}
		_, err = w.plans.Start(t.Context(), w.Bram, w.DB.NewID(), w.home.ID)
		w.must(err)
		earlier, err := w.plans.Earlier(t.Context(), w.Anna, w.home.ID)
		if err != nil || len(earlier) != 1 || earlier[0].Report.Closing != "They manage alone" {
			t.Errorf("earlier plans: %+v %v", earlier, err)
		}
	})
}

// Two start at the same moment, past the check that looks first: the index lets one through.
func TestTwoPlansAtOnce(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		w.must(w.plans.Close(t.Context(), w.Anna, w.plan, w.read().Plan.Version, "done"))
		errs := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := w.plans.Start(t.Context(), w.Bram, w.DB.NewID(), w.home.ID)
				errs <- err
			}()
		}
		first, second := <-errs, <-errs
		if first != nil {
			first, second = second, first
		}
		w.must(first)
		w.refused(second, "running plan already")
	})
}

func TestTheWishComesFirst(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx := t.Context()
		report := plan.Report{BehindQuestion: "q", Strengths: "s", HeldOn: law.Day(2026, 3, 2), Present: "p"}
		goal := plan.Goal{ID: w.DB.NewID(), PlanID: w.plan, Domain: plan.Home, WordedBy: plan.OwnWords, GoalText: plan.GoalText{Wish: "w"}}
		score := plan.LifeDomainScore{ID: w.DB.NewID(), PlanID: w.plan, ResidentID: w.rosa, Domain: plan.Home, Level: plan.WithHelp, ScoredOn: law.Day(2026, 3, 2), Reason: "r"}
		w.refused(w.plans.WriteReport(ctx, w.Anna, w.plan, 1, report), "own words")
		w.refused(w.plans.AddGoal(ctx, w.Anna, goal), "own words")
		w.refused(w.plans.Score(ctx, w.Anna, score), "own words")
		w.refused(w.plans.Share(ctx, w.Anna, w.plan, 1), "own words")
		w.must(w.plans.WriteWish(ctx, w.Anna, w.plan, 1, "I want to go on living here"))
		w.must(w.plans.AddGoal(ctx, w.Anna, goal))
		w.must(w.plans.AddGoal(ctx, w.Anna, goal)) // the form was sent twice
		w.must(w.plans.Score(ctx, w.Anna, score))
		w.must(w.plans.Score(ctx, w.Anna, score))
		if all := w.read(); len(all.Goals) != 1 || len(all.Scores) != 1 || all.Scores[0].Reason != "r" {
			t.Errorf("%d goals, %d scores", len(all.Goals), len(all.Scores))
		}
		score.ID, score.ResidentID = w.DB.NewID(), w.DB.NewID()
		if wrong, _ := errors.AsType[fault.Invalid](w.plans.Score(ctx, w.Anna, score)); wrong["resident"] == "" {
			t.Error("a score of somebody from another household")
		}
	})
}

func TestTwoWorkersOnOnePlan(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, seen := t.Context(), w.read().Plan.Version
		w.must(w.plans.WriteWish(ctx, w.Bram, w.plan, seen, "Bram was first"))
		w.refused(w.plans.WriteWish(ctx, w.Anna, w.plan, seen, "Anna was second"), "Somebody else changed this")
		now := w.read().Plan
		if now.Report.Wish != "Bram was first" || now.ChangedBy != w.Bram.Account {
			t.Errorf("it says %q by %v", now.Report.Wish, now.ChangedBy)
		}
		w.must(w.plans.WriteWish(ctx, w.Anna, w.plan, now.Version, "Anna and Bram"))

		goal := w.open()
		g, _ := w.read().Goal(goal)
		w.must(w.plans.ChangeGoal(ctx, w.Bram, g))
		w.refused(w.plans.ChangeGoal(ctx, w.Anna, g), "Somebody else changed this")

		w.must(w.step(goal, ladder.OwnStrength, ladder.Trying))
		s, _ := w.read().Ladder(goal).On(ladder.OwnStrength)
		w.must(w.plans.WriteStep(ctx, w.Bram, s))
		w.refused(w.plans.WriteStep(ctx, w.Anna, s), "Somebody else changed this")
		w.refused(w.step(goal, ladder.OwnStrength, ladder.Helps), "Somebody else changed this") // Anna did not see that it was written
	})
}

func TestDownTheLadder(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		goal := w.open()
		w.refused(w.step(goal, ladder.CustomProvision, ladder.Enough), "Start higher")
		w.down(goal)
		var custom []plan.CustomProvisionStep
		w.must(w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) {
			custom, err = w.plans.CustomStepsTx(t.Context(), tx, w.plan)
			return err
		}))
		if len(custom) != 1 || custom[0].Goal.ID != goal || len(custom[0].Ladder) != len(ladder.Rungs) || custom[0].Step.Tried != "We talked about it" {
			t.Errorf("made to measure: %+v", custom)
		}
		// A neighbour comes after all: the help made to measure is not needed any more.
		s, _ := w.read().Ladder(goal).On(ladder.Community)
		s.Outcome = ladder.Enough
		w.must(w.plans.WriteStep(t.Context(), w.Anna, s))
		if custom := w.read().CustomSteps(); len(custom) != 0 {
			t.Errorf("still made to measure: %+v", custom)
		}
	})
}

func TestAskNeighboursAndLinkAPlace(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, goal := t.Context(), w.open()
		ask := market.NewAsk{ID: w.DB.NewID(), Category: market.OddJob, Title: "Who cleans windows?"}
		_, err := w.plans.AskNeighbours(ctx, w.Anna, w.plan, goal, ask)
		w.refused(err, "Start higher")
		for _, r := range []ladder.Rung{ladder.OwnStrength, ladder.CustomaryHelp, ladder.Network} {
			w.must(w.step(goal, r, ladder.NotEnough))
		}
		for range 2 { // the form was sent twice
			placed, err := w.plans.AskNeighbours(ctx, w.Anna, w.plan, goal, ask)
			w.must(err)
			if placed.Place != "Noord" || placed.OwnerID != 0 || !placed.ViaBroker {
				t.Errorf("the ask: %+v", placed)
			}
		}
		s, _ := w.read().Ladder(goal).On(ladder.Community)
		if s.AskID != ask.ID || s.Outcome != ladder.Trying {
			t.Errorf("the step: %+v", s)
		}
		w.refused(w.step(goal, ladder.PriorProvision, ladder.NotFitting), "Start higher")

		entry, err := w.places.Keep(ctx, access.Actor{Tenant: w.ID, Role: access.RoleBroker, Account: w.DB.NewID()}, socialmap.Entry{ID: w.DB.NewID(), Kind: socialmap.Service,
			Theme: socialmap.Themes[0], Name: "Klusdienst Noord", About: "Kleine klussen"})
		w.must(err)
		w.must(w.plans.LinkPlace(ctx, w.Anna, w.plan, goal, ladder.Community, entry.ID))
		s, _ = w.read().Ladder(goal).On(ladder.Community)
		if s.AskID != ask.ID || s.EntryID != entry.ID {
			t.Errorf("the step: %+v", s)
		}
		if err := w.plans.LinkPlace(ctx, w.Anna, w.plan, goal, ladder.Community, w.DB.NewID()); !errors.Is(err, fault.NotFound) {
			t.Errorf("a place that is not there: %v", err)
		}
	})
}

func TestTheResidentHasTheLastWord(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx := t.Context()
		answer := func(agrees bool) plan.Answer {
			return plan.Answer{ID: w.DB.NewID(), PlanID: w.plan, Agrees: agrees, How: plan.OnScreen, AnswerText: plan.AnswerText{Reason: "I want less"}}
		}
		goal := w.open()
		draft, err := w.plans.Mine(ctx, w.Rosa)
		if err != nil || len(draft) != 1 || draft[0].Plan.Report.Wish == "" || draft[0].Plan.Report.BehindQuestion != "" || len(draft[0].Goals) != 0 {
			t.Errorf("a draft: %+v %v", draft, err)
		}
		w.refused(w.plans.Answer(ctx, w.Rosa, w.read().Plan.Version, answer(true)), "being changed")
		w.must(w.plans.Share(ctx, w.Anna, w.plan, w.read().Plan.Version))
		w.refused(w.step(goal, ladder.OwnStrength, ladder.Helps), "lies with the resident")
		read := w.read().Plan.Version

		remark := plan.Remark{ID: w.DB.NewID(), PlanID: w.plan, Words: "My sister helps too"}
		w.must(w.plans.AddRemark(ctx, w.Rosa, remark))
		w.must(w.plans.AddRemark(ctx, w.Rosa, remark))
		w.must(w.plans.Answer(ctx, w.Rosa, read, answer(false)))
		w.lines(w.Anna, "plan.remark", "plan.disagreement")
		w.must(w.plans.Noted(ctx, w.Anna, w.plan))
		w.lines(w.Anna)

		w.must(w.plans.Reopen(ctx, w.Anna, w.plan, w.read().Plan.Version))
		w.must(w.plans.Share(ctx, w.Anna, w.plan, w.read().Plan.Version))
		w.refused(w.plans.Answer(ctx, w.Rosa, read, answer(true)), "Read it again")
		yes := answer(true)
		w.must(w.plans.Answer(ctx, w.Rosa, w.read().Plan.Version, yes))
		w.must(w.plans.Answer(ctx, w.Rosa, w.read().Plan.Version, yes))
		w.lines(w.Anna, "plan.agreed")
		mine, err := w.plans.Mine(ctx, w.Rosa)
		w.must(err)
		if p := mine[0]; p.Plan.State != plan.Agreed || len(p.Remarks) != 1 || len(p.Answers) != 2 || !strings.Contains(p.Answers[1].Plan, "A clean house") {
			t.Errorf("%s with %d remarks and %d answers", p.Plan.State, len(p.Remarks), len(p.Answers))
		}
		w.must(w.plans.Reopen(ctx, w.Anna, w.plan, w.read().Plan.Version))
		if got := w.read().Plan.Revision; got != 1 {
			t.Errorf("revision %d", got)
		}
		outbox, err := w.Post.Outbox(ctx, w.Rosa, 0)
		if err != nil || len(outbox) != 2 || strings.Contains(outbox[0].Body, "clean") {
			t.Errorf("mail: %+v %v", outbox, err)
		}
	})
}

// lines holds which lines about the plan are on somebody's worklist.
func (w *town) lines(of access.Actor, want ...string) {
	w.t.Helper()
	open, err := w.List.Open(w.t.Context(), of, worklist.Search{})
	w.must(err)
	var got []string
	for _, l := range open {
		if strings.HasPrefix(l.Kind, "plan.") {
			got = append(got, l.Kind)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		w.t.Errorf("on the worklist: %v, want %v", got, want)
	}
}

func TestAnswerAtTheTable(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		w.open()
		w.must(w.plans.Share(t.Context(), w.Anna, w.plan, w.read().Plan.Version))
		a := plan.Answer{ID: w.DB.NewID(), PlanID: w.plan, Agrees: true, How: plan.AtTheTable}
		if wrong, _ := errors.AsType[fault.Invalid](w.plans.Answer(t.Context(), w.Anna, w.read().Plan.Version, a)); wrong["who"] == "" {
			t.Error("nobody gave the answer")
		}
		a.Who = "Rosa Visser signed on paper"
		if err := w.plans.Answer(t.Context(), w.Rosa, w.read().Plan.Version, a); !errors.Is(err, fault.Denied) {
			t.Errorf("a resident writes it down: %v", err)
		}
		w.must(w.plans.Answer(t.Context(), w.Anna, w.read().Plan.Version, a))
	})
}

func TestWhoWorksOnThePlan(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		for _, tt := range []struct {
			name                string
			actor               access.Actor
			reads, writes, mine bool
		}{
			{"the contact person", w.Anna, true, true, false}, {"a colleague", w.Bram, true, true, false}, {"another team", w.Carla, false, false, false},
			{"the team lead", w.Leo, true, false, false}, {"the resident", w.Rosa, false, false, true}, {"another resident", w.Sem, false, false, false},
			{"a visitor", access.Visitor(w.ID), false, false, false},
		} {
			_, err := w.plans.Running(t.Context(), tt.actor, w.home.ID)
			if (err == nil) != tt.reads || err != nil && !errors.Is(err, fault.Denied) {
				t.Errorf("%s reads: %v", tt.name, err)
			}
			err = w.plans.WriteWish(t.Context(), tt.actor, w.plan, w.read().Plan.Version, "wish")
			if (err == nil) != tt.writes || err != nil && !errors.Is(err, fault.Denied) {
				t.Errorf("%s writes: %v", tt.name, err)
			}
			mine, err := w.plans.Mine(t.Context(), tt.actor)
			if err != nil || (len(mine) == 1) != tt.mine {
				t.Errorf("%s has %d plans of their own: %v", tt.name, len(mine), err)
			}
		}
		looks, err := w.Households.Looks(t.Context(), w.Rosa, w.rosa, 0)
		if err != nil || !slices.ContainsFunc(looks, func(e access.Entry) bool { return e.Action == "plan.read" && e.ActorID == w.Bram.Account }) {
			t.Errorf("Rosa does not see that Bram read the plan: %v", err)
		}
	})
}

// Who left has no part in the plan any more, and a consent opens it only when it names the plan.
func TestWhosePlanItIs(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, sem := t.Context(), w.Partner(t, w.home)
		toPlan, toHelp := w.Person(t, "Kees Mulder", access.RoleInformalCarer, 0), w.Person(t, "Loes Mulder", access.RoleInformalCarer, 0)
		w.LetIn(t, w.home, w.rosa, toPlan, consent.Plan)
		w.LetIn(t, w.home, w.rosa, toHelp, consent.Help, consent.Situation)
		w.LetIn(t, w.home, sem.ID, w.Rosa, consent.Plan) // she lives there, and reads it once
		ofHim := w.Person(t, "Mina Mulder", access.RoleInformalCarer, 0)
		w.LetIn(t, w.home, sem.ID, ofHim, consent.Plan)
		w.open()
		w.must(w.plans.AddGoal(ctx, w.Anna, plan.Goal{ID: w.DB.NewID(), PlanID: w.plan, ResidentID: sem.ID, Domain: plan.Arranging, WordedBy: plan.OwnWords,
			GoalText: plan.GoalText{Wish: "A job", Need: "Somebody who looks along", Result: "He works"}}))
		w.must(w.plans.Share(ctx, w.Anna, w.plan, w.read().Plan.Version))
		reads := func(name string, who access.Actor, want int) {
			t.Helper()
			if mine, err := w.plans.Mine(ctx, who); err != nil || len(mine) != want {
				t.Errorf("%s reads %d plans, want %d: %v", name, len(mine), want, err)
			}
		}
		goals := func(name string, who access.Actor, want ...string) {
			t.Helper()
			mine, err := w.plans.Mine(ctx, who)
			if err != nil || len(mine) != 1 {
				t.Fatalf("%s: %v", name, err)
			}
			var got []string
			for _, g := range mine[0].Goals {
				got = append(got, g.Wish)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s reads %q", name, got)
			}
		}
		goals("she", w.Rosa, "A clean house", "A job")
		goals("who was let in by her", toPlan, "A clean house")
		goals("who was let in by him", ofHim, "A job")
		reads("she", w.Rosa, 1)
		reads("he", w.Sem, 1)
		reads("who was let in to the plan", toPlan, 1)
		reads("who was let in to something else", toHelp, 0)
		reads("who was let in by him", ofHim, 1)
		w.Leave(t, sem)
		reads("she who stayed", w.Rosa, 1)
		reads("he who left", w.Sem, 0)
		reads("who was let in by him who left", ofHim, 0)
		yes := plan.Answer{ID: w.DB.NewID(), PlanID: w.plan, Agrees: true, How: plan.OnScreen}
		if err := w.plans.Answer(ctx, w.Sem, w.read().Plan.Version, yes); !errors.Is(err, fault.Denied) {
			t.Errorf("he agrees: %v", err)
		}
		if err := w.plans.AddRemark(ctx, w.Sem, plan.Remark{ID: w.DB.NewID(), PlanID: w.plan, Words: "Ik ook"}); !errors.Is(err, fault.Denied) {
			t.Errorf("he adds something: %v", err)
		}
	})
}

func TestThePlanEndsWithTheHousehold(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		w.open()
		w.must(w.plans.Share(t.Context(), w.Anna, w.plan, w.read().Plan.Version))
		w.must(w.plans.AddRemark(t.Context(), w.Rosa, plan.Remark{ID: w.DB.NewID(), PlanID: w.plan, Words: "Thanks"}))
		h, err := w.Households.Read(t.Context(), w.Anna, w.home.ID)
		w.must(err)
		err = w.Households.Close(t.Context(), w.Anna, w.home.ID, h.Version, household.Settled)
		w.must(err)
		w.lines(w.Anna)
		_, err = w.plans.Start(t.Context(), w.Anna, w.DB.NewID(), w.home.ID)
		w.refused(err, "closed")
	})
}
