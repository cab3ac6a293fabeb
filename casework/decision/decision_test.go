package decision_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care"
	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/casework"
	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/letter"
	"codeberg.org/samenkracht/samenkracht/casework/decision/paper"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// town is a town with providers, and one household of which the plan needs help made to measure.
type town struct {
	*caseworktest.Town
	t         *testing.T
	queue     *jobs.Queue
	plans     *plan.Plans
	decisions *decision.Decisions
	post      *letter.Letters
	orders    *allocation.Allocations

	home              household.Household
	rosa, tim         db.ID // the residents
	plan, goal        db.ID
	near, far, closed db.ID // providers; the last one takes no new clients
	stranger          db.ID // a provider without a contract
	Lena              access.Actor
}

// The town has no municipality code of its own, without which no order can leave.
var qCBS = db.SharedSQL("reference data", `INSERT INTO tenant_code (tenant_id, scheme, code, from_day) VALUES ($1, 'cbs', '0141', '2020-01-01')`)

const category, code = "01", "01A03"

func newTown(t *testing.T, d *db.DB) *town {
	t.Helper()
	w := &town{Town: caseworktest.New(t, d), t: t, queue: jobs.New(d)}
	gate := access.New(d, casework.Rules, community.Rules, care.Rules, worklist.Rules, mail.Rules, tenant.Rules)
	w.plans = plan.New(plan.Parts{DB: d, Gate: gate, Vault: w.Vault, Households: w.Households, Teams: w.Teams, Accounts: w.Accounts, List: w.List, Post: w.Post,
		SocialMap: socialmap.New(d, gate),
		Market:    market.New(d, gate, w.queue, market.Platform{Tenants: w.Tenants, Accounts: w.Accounts, Worklist: w.List, Post: w.Post, Vault: w.Vault})})
	contracts := contract.New(d, gate, w.Tenants)
	w.orders = allocation.New(allocation.Needs{DB: d, Gate: gate, Exchange: exchange.New(d, gate, w.queue, w.Vault, w.Tenants, contracts.StandardTx), Contracts: contracts,
		Tenants: w.Tenants, Vault: w.Vault, List: w.List})
	printer, err := paper.Find("")
	w.must(err)
	w.decisions = decision.New(decision.Parts{DB: d, Gate: gate, Vault: w.Vault, Tenants: w.Tenants, Households: w.Households, Teams: w.Teams,
		Plans: w.plans, Contracts: contracts, Allocations: w.orders, Accounts: w.Accounts, List: w.List, Post: w.Post})
	w.post = letter.New(letter.Parts{DB: d, Gate: gate, Jobs: w.queue, Vault: w.Vault, Tenants: w.Tenants, Households: w.Households, Decisions: w.decisions,
		List: w.List, Printer: printer})
	w.must(d.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), qCBS, w.ID)
		return err
	}))
	err = w.Tenants.Reload(t.Context())
	w.must(err)
	w.providers(gate, contracts)
	w.Leo.Mandate = 10_000_00
	w.Lena = w.Person(t, "Lena Kuiper", access.RoleLegalOfficer, 0)
	w.Lena.Mandate = 50_000_00
	w.household()
	return w
}

// providers sets up four providers, three of which have a contract.
func (w *town) providers(gate *access.Gate, contracts *contract.Contracts) {
	w.t.Helper()
	catalogue := provider.New(w.DB, gate, w.Tenants)
	for i, p := range []struct {
		id       *db.ID
		name     string
		cents    int64
		stop     bool
		contract bool
	}{{&w.near, "De Schone Stee", 34_20, false, true}, {&w.far, "Thuis in de Streek", 35_10, false, true},
		{&w.closed, "Ouders van de Es", 31_00, true, true}, {&w.stranger, "Zonder Contract", 20_00, false, false}} {
		*p.id = w.DB.NewID()
		as := access.System(*p.id, "test")
		w.must(w.Tenants.Add(w.t.Context(), as, tenant.Tenant{ID: *p.id, Kind: tenant.Provider, Slug: "aanbieder-" + string(rune('a'+i)), Name: p.name,
			Codes: map[string]string{tenant.AGB: "9900010" + string(rune('1'+i))}}))
		w.must(catalogue.Introduce(w.t.Context(), as, provider.Profile{About: "Hulp", Lat: 52.3 + float64(i), Lon: 6.6}))
		w.must(catalogue.Publish(w.t.Context(), as, provider.Product{Category: category, Code: code, Name: "Hulp bij het huishouden", WaitDays: 12, IntakeStop: p.stop}))
		if p.contract {
			w.must(contracts.Add(w.t.Context(), w.System, contract.FrameworkContract{ID: w.DB.NewID(), Number: "C" + p.name, ProviderID: *p.id,
				FromDay: law.Day(2026, 1, 1), ToDay: law.Day(2028, 12, 31)}, []contract.Rate{{Category: category, Code: code, Unit: "04", Cents: p.cents, Variant: contract.Effort}}))
		}
	}
}

// household opens a household of which the plan, shared with Rosa, needs help made to measure for one goal.
func (w *town) household() {
	w.t.Helper()
	ctx := w.t.Context()
	w.home = w.Household(w.t)
	file, err := w.Households.Read(ctx, w.Anna, w.home.ID)
	w.must(err)
	w.rosa, w.tim, w.plan, w.goal = file.Residents[0].ID, file.Residents[1].ID, w.DB.NewID(), w.DB.NewID()
	_, err = w.plans.Start(ctx, w.Anna, w.plan, w.home.ID)
	w.must(err)
	w.must(w.plans.WriteWish(ctx, w.Anna, w.plan, 1, "Ik wil hier blijven wonen"))
	w.must(w.plans.WriteReport(ctx, w.Anna, w.plan, 2, plan.Report{BehindQuestion: "Bang om te vallen", Strengths: "Zij kookt", HeldOn: law.Day(2026, 3, 2), Present: "Rosa"}))
	w.must(w.plans.AddGoal(ctx, w.Anna, plan.Goal{ID: w.goal, PlanID: w.plan, ResidentID: w.rosa, Domain: plan.Arranging, WordedBy: plan.OwnWords,
		GoalText: plan.GoalText{Wish: "Een schoon huis", Need: "Hulp bij zwaar werk", Result: "Het huis is elke week schoon"}}))
}

// ready walks the ladder and shares the plan.
func (w *town) ready() {
	w.t.Helper()
	for _, r := range ladder.Rungs {
		w.must(w.plans.WriteStep(w.t.Context(), w.Anna, ladder.Step{ID: w.DB.NewID(), PlanID: w.plan, GoalID: w.goal, Rung: r.Rung, Outcome: ladder.NotEnough, Doer: ladder.ByResident,
			StepText: ladder.StepText{Tried: "Besproken bij " + r.Slug, Reason: "Te zwaar"}}))
	}
	w.must(w.plans.Share(w.t.Context(), w.Anna, w.plan, w.planVersion()))
}

func (w *town) planVersion() int64 {
	w.t.Helper()
	p, err := w.plans.Running(w.t.Context(), w.Anna, w.home.ID)
	w.must(err)
	return p.Plan.Version
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

// wrong holds that err says what is wrong with a field.
func (w *town) wrong(err error, field string) {
	w.t.Helper()
	if wrong, ok := errors.AsType[fault.Invalid](err); !ok || wrong[field] == "" {
		w.t.Errorf("%v; want something wrong with %s", err, field)
	}
}

func (w *town) denied(err error) {
	w.t.Helper()
	if !errors.Is(err, fault.Denied) {
		w.t.Errorf("%v; want a denial", err)
	}
}

func (w *town) application() decision.Application {
	return decision.Application{ID: w.DB.NewID(), HouseholdID: w.home.ID, ResidentID: w.rosa, PlanID: w.plan, GoalID: w.goal, Law: decision.Wmo,
		Source: decision.ByLetter, ReceivedOn: law.DateOf(w.DB.Now()), ApplicationText: decision.ApplicationText{Asked: "Hulp bij het schoonmaken"}}
}

// apply makes the plan ready and takes an application in, and returns the decision about it.
func (w *town) apply() db.ID {
	w.t.Helper()
	w.ready()
	f, err := w.decisions.Apply(w.t.Context(), w.Anna, w.application())
	w.must(err)
	return f.Decision.ID
}

func (w *town) read(id db.ID) decision.Reading {
	w.t.Helper()
	r, err := w.decisions.Read(w.t.Context(), w.Anna, id)
	w.must(err)
	return r
}

func (w *town) version(id db.ID) int64 { return w.read(id).Decision.Version }

func granted() decision.Proposal {
	return decision.Proposal{Verdict: decision.Granted, Delivery: decision.InKind, Contribution: provision.UsualContribution, WlzChecked: true,
		Provision: provision.Provision{Category: category, Code: code, Volume: 150, Unit: "01", Frequency: "2", FromDay: law.Day(2026, 3, 16), ToDay: law.Day(2028, 3, 15)}}
}

// prepare makes a decision complete and offers it for signature.
func (w *town) prepare(id db.ID) {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), granted()))
	w.must(w.decisions.Reason(ctx, w.Anna, id, w.version(id), decision.DecisionText{Facts: "U kunt niet bukken.", Reasons: "Niemand anders kan dit doen."}))
	w.must(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.near, "Zij komen uit de buurt."))
	w.must(w.decisions.Offer(ctx, w.Anna, id, w.version(id)))
}

// refuse prepares a refusal and has it signed, after what happens in between.
func (w *town) refuse(id db.ID, between func()) {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), decision.Proposal{Verdict: decision.Refused, Less: "l", Heard: true}))
	w.must(w.decisions.Reason(ctx, w.Anna, id, w.version(id), decision.DecisionText{Facts: "f", Reasons: "r"}))
	w.must(w.decisions.Offer(ctx, w.Anna, id, w.version(id)))
	between()
	w.must(w.decisions.Sign(ctx, w.Leo, id, w.version(id)))
}

// story runs f in a new town, on both engines.
func story(t *testing.T, f func(t *testing.T, w *town)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) { f(t, newTown(t, d)) })
}

func TestTheWayToADecision(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx := t.Context()
		id := w.apply()
		if a := w.read(id).Application; a.Due != law.Day(2026, 3, 16) {
			t.Errorf("due on %s", a.Due)
		}
		w.prepare(id)
		if d := w.read(id).Decision; d.YearCents != 150*52*34_20/60 || d.MonthCents != 21_80 || !strings.Contains(d.Alternatives, "Thuis in de Streek") {
			t.Errorf("%d cents a year, %d a month, chosen from %q", d.YearCents, d.MonthCents, d.Alternatives)
		}
		w.must(w.decisions.Sign(ctx, w.Leo, id, w.version(id)))
		r := w.read(id)
		d := r.Decision
		if d.State != decision.Signed || d.AnnouncedOn != law.Day(2026, 3, 2) || d.ObjectionUntil != law.Day(2026, 4, 13) || d.SignerID != w.Leo.Account {
			t.Errorf("signed: %s on %s, objection until %s", d.State, d.AnnouncedOn, d.ObjectionUntil)
		}
		if len(r.Orders) != 1 || r.Orders[0].ProviderID != w.near || r.Orders[0].State != allocation.Ordered || r.Orders[0].AssigneeID != w.Anna.Account || r.Orders[0].Volume != 150 {
			t.Errorf("orders: %+v", r.Orders)
		}
		w.refused(w.decisions.Sign(ctx, w.Lena, id, d.Version), "was signed")
		w.refused(w.decisions.Propose(ctx, w.Anna, id, d.Version, granted()), "was signed")
		for _, kind := range []string{"decision.decide", "decision.sign", "decision.back"} {
			w.noLine(kind, d.ApplicationID)
		}
		outbox, err := w.Post.Outbox(ctx, w.Rosa, 0)
		if err != nil || outbox[0].Subject != text.T(ctx, "There is a letter for you") || strings.Contains(outbox[0].Body, "huishouden") {
			t.Errorf("mail: %+v %v", outbox, err)
		}
		w.letters(id)
	})
}

// letters holds what the resident reads, on screen and on paper.
func (w *town) letters(id db.ID) {
	w.t.Helper()
	ctx := w.t.Context()
	mine, err := w.post.Mine(ctx, w.Rosa)
	if err != nil || len(mine) != 1 || mine[0].Lang != text.Nl || mine[0].DecisionID != id {
		w.t.Fatalf("letters of Rosa: %+v %v", mine, err)
	}
	english, err := w.post.Mine(text.WithLang(ctx, text.En), w.Rosa)
	if err != nil || len(english) != 1 || !strings.Contains(english[0].HTML, "This is a translation.") || !strings.Contains(english[0].HTML, `lang="nl"`) {
		w.t.Errorf("letters of Rosa in English: %+v %v", english, err)
	}
	l, printed, err := w.post.Read(ctx, w.Rosa, mine[0].ID)
	if err != nil || printed || !l.Whole() || strings.Contains(l.HTML, "translation") {
		w.t.Errorf("the letter: %v", err)
	}
	for _, part := range []string{"Een schoon huis", "U kunt niet bukken.", "2 uur en 30 minuten per week", "13 april 2026", "€ 21,80", "De Schone Stee", "Besproken bij buurt",
		"Zij komen uit de buurt.", "Anna de Wit", "Leo Prins", "B-2026-00001", "Rosa Visser", "7601 SS"} {
		if !strings.Contains(l.HTML, part) {
			w.t.Errorf("the letter does not say %q", part)
		}
	}
	if again, err := w.post.OfDecision(ctx, w.Anna, id, text.Nl); err != nil || again.ID != l.ID || again.FirstReadAt == nil {
		w.t.Errorf("it was not kept that the letter was read: %v", err)
	}
	for _, who := range []access.Actor{w.Sem, w.Carla, access.Visitor(w.ID)} {
		_, _, err := w.post.Read(ctx, who, l.ID)
		w.denied(err)
		_, _, err = w.post.PDF(ctx, who, l.ID)
		w.denied(err)
	}
	if _, _, err := w.post.PDF(ctx, w.Rosa, l.ID); !errors.Is(err, fault.NotFound) {
		w.t.Errorf("not printed yet: %v", err)
	}
	w.must(w.queue.Drain(ctx))
	w.must(w.queue.Drain(ctx))
	pdf, _, err := w.post.PDF(ctx, w.Rosa, l.ID)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf, []byte("<pdfuaid:part>1</pdfuaid:part>")) {
		w.t.Errorf("the letter on paper: %d bytes, %v", len(pdf), err)
	}
}

// noLine holds that nobody has a line of a kind about something.
func (w *town) noLine(kind string, object db.ID) {
	w.t.Helper()
	err := w.DB.View(w.t.Context(), w.ID, func(tx *db.Tx) error {
		_, err := worklist.OpenTx(w.t.Context(), tx, kind, object)
		return err
	})
	if !errors.Is(err, fault.NotFound) {
		w.t.Errorf("%s is still on a worklist: %v", kind, err)
	}
}

// line is the open line of a kind about something.
func (w *town) line(kind string, object db.ID) (l worklist.Line) {
	w.t.Helper()
	w.must(w.DB.View(w.t.Context(), w.ID, func(tx *db.Tx) (err error) {
		l, err = worklist.OpenTx(w.t.Context(), tx, kind, object)
		return err
	}))
	return l
}

func TestNoApplicationBeforeTheInquiry(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx := t.Context()
		_, err := w.decisions.Apply(ctx, w.Anna, w.application())
		w.refused(err, "First the inquiry")
		w.must(w.plans.Share(ctx, w.Anna, w.plan, w.planVersion()))
		_, err = w.decisions.Apply(ctx, w.Anna, w.application())
		w.refused(err, "the ladder is not walked")
		w.must(w.plans.Reopen(ctx, w.Anna, w.plan, w.planVersion()))
		w.ready()
		a := w.application()
		first, err := w.decisions.Apply(ctx, w.Anna, a)
		w.must(err)
		again, err := w.decisions.Apply(ctx, w.Anna, a)
		if err != nil || again.Decision.ID != first.Decision.ID {
			t.Errorf("the form was sent twice: %v", err)
		}
		_, err = w.decisions.Apply(ctx, w.Anna, w.application())
		w.refused(err, "an application for this goal already")
		stranger := w.application()
		stranger.ResidentID = w.DB.NewID()
		_, err = w.decisions.Apply(ctx, w.Anna, stranger)
		w.wrong(err, "resident")
		_, err = w.decisions.Apply(ctx, w.Carla, w.application())
		w.denied(err)
		w.must(w.decisions.WithdrawApplication(ctx, w.Rosa, first.Decision.ID, "Mijn zus helpt nu"))
		w.refused(w.decisions.WithdrawApplication(ctx, w.Rosa, first.Decision.ID, "x"), "withdrawn")
		w.refused(w.decisions.Propose(ctx, w.Anna, first.Decision.ID, 2, granted()), "withdrawn")
		w.noLine("decision.decide", a.ID)
		_, err = w.decisions.Apply(ctx, w.Anna, w.application())
		w.must(err)
	})
}

func TestApplyWhenTheInquiryIsLate(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, clock := t.Context(), testkit.ClockOf(w.DB)
		asked, err := w.Intake.Ask(ctx, w.Rosa, intake.NewQuestion{ID: w.DB.NewID(), ForWhom: intake.ForMyself, Words: intake.Words{Question: "Ik kan niet meer bukken.", Name: "Rosa Visser",
			Postcode: caseworktest.Postcode(t, "7601 SS"), Phone: caseworktest.Phone(t, "0612345678"), Preferred: intake.ByPhone}})
		w.must(err)
		_, err = w.Intake.Take(ctx, w.Anna, intake.Taking{QuestionID: asked.ID, Household: w.home.Number})
		w.must(err)
		files, err := w.Intake.Inquiries(ctx, w.Anna, w.home.ID)
		w.must(err)
		clock.SetDay("2026-04-13")
		_, err = w.Intake.MoreTime(ctx, w.Anna, files[0].Inquiry.ID, 1, law.Day(2026, 4, 29))
		w.must(err)
		clock.SetDay("2026-04-29") // after the six weeks of the law, within the time that the resident gave
		_, err = w.decisions.Apply(ctx, w.Anna, w.application())
		w.refused(err, "First the inquiry")
		clock.SetDay("2026-04-30")
		_, err = w.decisions.Apply(ctx, w.Anna, w.application())
		w.must(err)
	})
}

func TestTheSignedReportIsTheApplication(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx := t.Context()
		w.ready()
		yes := plan.Answer{ID: w.DB.NewID(), PlanID: w.plan, Agrees: true, How: plan.OnScreen}
		ids := map[db.ID]db.ID{w.goal: w.DB.NewID()}
		w.must(w.decisions.AgreeAndApply(ctx, w.Rosa, w.planVersion(), yes, ids))
		for _, who := range []access.Actor{w.Anna, w.Rosa} {
			all, err := w.decisions.Standings(ctx, who, w.home.ID)
			if err != nil || len(all) != 1 || all[0].Application.Source != decision.SignedReport || all[0].Application.ReceivedBy != w.Rosa.Account {
				t.Errorf("%s sees %+v: %v", who.Role, all, err)
			}
		}
		if all, err := w.decisions.Standings(ctx, w.Sem, w.home.ID); err != nil || len(all) != 0 {
			t.Errorf("a stranger sees %+v: %v", all, err)
		}
	})
}

func TestFourEyesAndMandate(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		w.prepare(id)
		v := w.version(id)
		cheap, maker := w.Leo, w.Anna
		cheap.Mandate = 4_445_99
		maker.Role, maker.Mandate = access.RoleTeamLead, 10_000_00
		w.denied(w.decisions.Sign(ctx, cheap, id, v))  // the mandate is a cent too small
		w.denied(w.decisions.Sign(ctx, maker, id, v))  // prepared it
		w.denied(w.decisions.Sign(ctx, w.Anna, id, v)) // may not sign at all
		w.denied(w.decisions.Sign(ctx, w.Rosa, id, v))
		cheap.Mandate++
		for _, who := range []struct {
			actor access.Actor
			signs int
		}{{cheap, 1}, {maker, 0}, {w.Lena, 1}, {w.Bram, 0}} {
			toSign, _, err := w.decisions.Waiting(ctx, who.actor)
			if err != nil || len(toSign) != who.signs {
				t.Errorf("%s may sign %d: %v", who.actor.Role, len(toSign), err)
			}
		}
		if r, err := w.decisions.Read(ctx, cheap, id); err != nil || !r.MaySign {
			t.Errorf("the button is not there: %v", err)
		}
		w.wrong(w.decisions.SendBack(ctx, w.Lena, id, v, " "), "why")
		w.must(w.decisions.SendBack(ctx, w.Lena, id, v, "Noem de uren"))
		w.refused(w.decisions.Sign(ctx, cheap, id, w.version(id)), "does not wait")
		if d := w.read(id).Decision; d.State != decision.Preparing || d.SentBack != "Noem de uren" {
			t.Errorf("sent back: %+v", d)
		}
		w.must(w.decisions.Offer(ctx, w.Anna, id, w.version(id)))
		w.noLine("decision.back", w.read(id).Application.ID)
		w.refused(w.decisions.Reason(ctx, w.Anna, id, w.version(id), decision.DecisionText{Facts: "f", Reasons: "r"}), "waits for a signature")
		w.must(w.decisions.Sign(ctx, cheap, id, w.version(id)))
	})
}

func TestWhoReadsADecision(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		other := w.Person(t, "Kim Smit", access.RoleTeamLead, w.South.ID)
		small := other
		other.Mandate, small.Mandate = 10_000_00, 4_445_99
		reads := func(when string, who access.Actor, may bool) {
			t.Helper()
			_, err := w.decisions.Read(ctx, who, id)
			_, preview := w.post.Preview(ctx, who, id)
			if may && (err != nil || preview != nil) || !may && (!errors.Is(err, fault.Denied) || !errors.Is(preview, fault.Denied)) {
				t.Errorf("%s: %s of team %s: %v, %v", when, who.Role, who.Team, err, preview)
			}
		}
		for who, may := range map[access.Actor]bool{other: false, w.Lena: false, w.Leo: true} {
			reads("while it is prepared", who, may)
		}
		w.prepare(id)
		for who, may := range map[access.Actor]bool{other: true, small: false, w.Lena: true, w.Leo: true} {
			reads("while it waits for a signature", who, may)
		}
		w.must(w.decisions.SendBack(ctx, w.Lena, id, w.version(id), "Noem de uren"))
		for who, may := range map[access.Actor]bool{other: false, w.Lena: false, w.Leo: true} {
			reads("after it was sent back", who, may)
		}
		w.must(w.decisions.Offer(ctx, w.Anna, id, w.version(id)))
		w.must(w.decisions.Sign(ctx, w.Lena, id, w.version(id)))
		for who, may := range map[access.Actor]bool{other: false, w.Lena: true, w.Leo: true} {
			reads("after the signature", who, may)
		}
	})
}

func TestTheResidentChooses(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		w.refused(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.near, "x"), "First write what is granted")
		w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), granted()))
		offers, err := w.decisions.Offers(ctx, w.Anna, id)
		if err != nil || len(offers) != 3 || offers[0].Name != "De Schone Stee" {
			t.Errorf("offers: %+v %v", offers, err)
		}
		w.wrong(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.near, " "), "choice")
		w.wrong(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.closed, "x"), "provider")
		w.wrong(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.stranger, "x"), "provider")
		w.wrong(w.decisions.Choose(ctx, w.Anna, id, w.version(id), 0, "x"), "provider")
		w.must(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.far, "De vaste hulp van mijn buurvrouw"))
		w.refused(w.decisions.Offer(ctx, w.Anna, id, w.version(id)), "not complete")
		more := granted()
		more.Volume = 180
		w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), more))
		if d := w.read(id).Decision; d.ProviderID != 0 || d.YearCents != 0 {
			t.Error("another amount keeps the provider")
		}
	})
}

func TestRefusal(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		no := decision.Proposal{Verdict: decision.Refused, Less: "Uw dochter helpt u al."}
		w.wrong(w.decisions.Propose(ctx, w.Anna, id, w.version(id), no), "heard")
		no.Heard = true
		w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), no))
		w.must(w.decisions.Reason(ctx, w.Anna, id, w.version(id), decision.DecisionText{Facts: "Uw dochter komt elke dag.", Reasons: "Dat is genoeg."}))
		w.must(w.decisions.Offer(ctx, w.Anna, id, w.version(id)))
		w.must(w.decisions.Sign(ctx, w.Lena, id, w.version(id)))
		r := w.read(id)
		mine, err := w.post.Mine(ctx, w.Rosa)
		if err != nil || len(r.Orders) != 0 || !strings.Contains(mine[0].HTML, "Uw dochter helpt u al.") || strings.Contains(mine[0].HTML, "De Schone Stee") {
			t.Errorf("%d orders: %v", len(r.Orders), err)
		}
	})
}

func TestNobodyToMail(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx := t.Context()
		w.ready()
		a := w.application()
		a.ResidentID = w.tim // fourteen: his mother reads along, and he has no number yet
		f, err := w.decisions.Apply(ctx, w.Anna, a)
		w.must(err)
		id := f.Decision.ID
		w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), granted()))
		w.must(w.decisions.Reason(ctx, w.Anna, id, w.version(id), decision.DecisionText{Facts: "f", Reasons: "r"}))
		w.must(w.decisions.Choose(ctx, w.Anna, id, w.version(id), w.near, "c"))
		w.refused(w.decisions.Offer(ctx, w.Anna, id, w.version(id)), "citizen service number")
		w.must(w.decisions.Propose(ctx, w.Anna, id, w.version(id), decision.Proposal{Verdict: decision.Refused, Less: "l", Heard: true}))
		w.must(w.decisions.Offer(ctx, w.Anna, id, w.version(id)))
		w.must(w.decisions.Sign(ctx, w.Leo, id, w.version(id)))
		mine, err := w.post.Mine(ctx, w.Rosa)
		if err != nil || len(mine) != 1 || !strings.Contains(mine[0].HTML, "ouders of verzorgers van Tim Visser") {
			t.Errorf("his mother reads %d letters: %v", len(mine), err)
		}
	})
}

// The letters and applications of a resident are for that resident, also after leaving, and for whom the same resident
// lets in to the help; those of a child are for who lives there.
func TestWhoseDecisionItIs(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, sem := t.Context(), w.Partner(t, w.home)
		ofHer, ofHim, toPlan := w.Person(t, "Kees Mulder", access.RoleInformalCarer, 0), w.Person(t, "Loes Mulder", access.RoleInformalCarer, 0), w.Person(t, "Mina Mulder", access.RoleInformalCarer, 0)
		w.LetIn(t, w.home, w.rosa, ofHer, consent.Help)
		w.LetIn(t, w.home, sem.ID, toPlan, consent.Plan, consent.Situation)
		w.LetIn(t, w.home, sem.ID, ofHim, consent.Help)
		w.ready()
		for _, of := range []db.ID{w.tim, sem.ID} {
			a := w.application()
			a.ResidentID = of
			f, err := w.decisions.Apply(ctx, w.Anna, a)
			w.must(err)
			w.refuse(f.Decision.ID, func() {})
		}
		reads := func(name string, who access.Actor, want ...db.ID) {
			t.Helper()
			letters, err := w.post.Mine(ctx, who)
			w.must(err)
			standings, err := w.decisions.Standings(ctx, who, w.home.ID)
			w.must(err)
			if len(letters) != len(want) || len(standings) != len(want) {
				t.Errorf("%s reads %d letters and %d applications, want %d", name, len(letters), len(standings), len(want))
			}
			for _, of := range want {
				if !slices.ContainsFunc(letters, func(l letter.Letter) bool { return l.ResidentID == of }) {
					t.Errorf("%s does not read the letter to %s", name, of)
				}
			}
		}
		reads("she", w.Rosa, w.tim)
		reads("he", w.Sem, w.tim, sem.ID)
		reads("who reads along with her", ofHer)
		reads("who reads along with him", ofHim, sem.ID)
		reads("who was let in to the plan", toPlan)
		w.Leave(t, sem)
		reads("he who left", w.Sem, sem.ID)
		reads("who reads along with him who left", ofHim, sem.ID)
		reads("who was let in to the plan", toPlan)
		reads("she who stayed", w.Rosa, w.tim)
		_, err := w.decisions.Apply(ctx, w.Sem, w.application())
		w.denied(err)
		_, err = w.decisions.Standings(ctx, access.Actor{Account: w.Sem.Account, Tenant: w.ID, Role: access.RoleGeneralist, Team: w.North.ID}, w.home.ID)
		w.denied(err)
	})
}

// A letter to somebody who left does not tell where the household lives.
func TestTheLetterToWhoLeft(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, sem := t.Context(), w.Partner(t, w.home)
		w.ready()
		a := w.application()
		a.ResidentID = sem.ID
		f, err := w.decisions.Apply(ctx, w.Anna, a)
		w.must(err)
		w.refuse(f.Decision.ID, func() { w.Leave(t, sem) })
		mine, err := w.post.Mine(ctx, w.Sem)
		if err != nil || len(mine) != 1 || strings.Contains(mine[0].HTML, "7601 SS") || !strings.Contains(mine[0].HTML, "Sem Mulder") {
			t.Errorf("%d letters: %v", len(mine), err)
		}
	})
}

func TestTheClock(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		version := func() int64 { return w.read(id).Application.Version }
		day := func(d int) law.Date { return law.Day(2026, 3, d) }
		w.wrong(w.decisions.Suspend(ctx, w.Anna, id, version(), "tired", day(2)), "reason")
		w.wrong(w.decisions.Suspend(ctx, w.Anna, id, version(), law.Incomplete, day(9)), "from")
		w.must(w.decisions.Suspend(ctx, w.Anna, id, version(), law.Incomplete, day(2)))
		w.refused(w.decisions.Suspend(ctx, w.Anna, id, version(), law.Consent, day(2)), "stands still already")
		if a := w.read(id).Application; !a.Due.IsZero() || !a.Term.Stopped() {
			t.Errorf("due on %s while the clock stands still", a.Due)
		}
		testkit.ClockOf(w.DB).Advance(7 * 24 * time.Hour)
		w.must(w.decisions.Resume(ctx, w.Anna, id, version(), day(9)))
		if a := w.read(id).Application; a.Due != day(22).Add(1) { // 16 March and six days is a Sunday
			t.Errorf("due on %s", a.Due)
		}
		w.refused(w.decisions.Resume(ctx, w.Anna, id, version(), day(9)), "running already")
		w.wrong(w.decisions.Extend(ctx, w.Anna, id, version(), day(20), "x"), "to")
		w.must(w.decisions.Extend(ctx, w.Anna, id, version(), day(31), "De arts is ziek"))
		w.refused(w.decisions.Extend(ctx, w.Anna, id, version(), law.Day(2026, 4, 7), "x"), "announced once already")
		if a := w.read(id).Application; a.Due != day(23) || a.Term.Promised() != day(31) {
			t.Errorf("due on %s, promised for %s", a.Due, a.Term.Promised())
		}
		w.refused(w.decisions.Suspend(ctx, w.Anna, id, 1, law.Consent, day(9)), "Somebody else changed this")
	})
}

func TestTwoWorkersOnOneDecision(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		seen := w.version(id)
		w.must(w.decisions.Propose(ctx, w.Bram, id, seen, granted()))
		w.refused(w.decisions.Propose(ctx, w.Anna, id, seen, granted()), "Somebody else changed this")
	})
}

func TestTheContactPersonChanges(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		hand := func(from, to access.Actor) {
			t.Helper()
			_, err := w.Teams.HandOver(ctx, from, team.Handover{ID: w.DB.NewID(), HouseholdID: w.home.ID, ToID: to.Account, Reason: team.Workload})
			w.must(err)
		}
		w.prepare(id)
		hand(w.Anna, w.Bram)
		application := w.read(id).Application.ID
		if w.line("decision.sign", application).Role != access.RoleTeamLead || w.line("decision.sign", application).AccountID != 0 {
			t.Error("the line for who signs went to the contact person")
		}
		if w.line("decision.decide", application).AccountID != w.Bram.Account {
			t.Error("the line for who prepares did not go along")
		}
		w.must(w.decisions.Sign(ctx, w.Leo, id, w.version(id)))
		hand(w.Bram, w.Anna)
		order := w.read(id).Orders[0]
		if order.AssigneeID != w.Anna.Account || w.line("allocation.answer", order.ID).AccountID != w.Anna.Account {
			t.Errorf("the order did not go along: %+v", order)
		}
	})
}

func TestTheHouseholdLeaves(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		w.prepare(id)
		file, err := w.Households.Read(ctx, w.Anna, w.home.ID)
		w.must(err)
		w.must(w.Households.Close(ctx, w.Anna, w.home.ID, file.Version, household.Settled))
		all, err := w.decisions.Standings(ctx, w.Anna, w.home.ID)
		if err != nil || len(all) != 1 || all[0].Decision.State != decision.Withdrawn || all[0].Application.WithdrawnOn.IsZero() {
			t.Errorf("after the household left: %+v %v", all, err)
		}
		for _, kind := range []string{"decision.decide", "decision.sign"} {
			w.noLine(kind, all[0].Application.ID)
		}
		w.refused(w.decisions.Sign(ctx, w.Leo, id, w.version(id)), "does not wait")
	})
}
