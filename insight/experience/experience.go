// Package experience asks residents one question right after a step (directe check beleving): how was it, from
// 1 to 10, and why in one sentence. After the conversation was reported, a decision was made or support started.
//
// Answers are anonymous. An answer holds no account, household or resident, only what the step was, which team
// or provider it was about, the day, the score and the sentence. That somebody was asked stands in another
// table, the invitation, so that nobody is asked twice. Nothing joins the two: an answer has a random id and no
// time, the invitation does not keep when it was closed nor whether that was with an answer, the log has a line
// when somebody is asked and none when somebody answers, and neither engine keeps the order of the answers.
// Who is the only one to answer on a day can still be guessed by whoever reads the tables themselves; no page
// shows anything about fewer than ten answers.
package experience

import (
	"context"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Experience (beleving) is what residents of every municipality say of the steps they went through.
type Experience struct{ Parts }

// Parts are what the check is made with.
type Parts struct {
	DB          *db.DB
	Gate        *access.Gate
	Queue       *jobs.Queue
	Vault       *seal.Vault
	Tenants     *tenant.Tenants
	Households  *household.Households
	Allocations *allocation.Allocations
}

// New returns the check, which forgets every day what was kept long enough.
func New(parts Parts) *Experience {
	x := &Experience{parts}
	jobs.Every(x.Queue, 24*time.Hour, "experience.sweep", x.Sweep)
	return x
}

// Open lists the questions for the signed-in resident, the newest step first. Asking is what makes them: a step
// that the resident went through lately and was not asked about gets its question here.
func (x *Experience) Open(ctx context.Context, actor access.Actor) ([]Question, error) {
	if !asked(actor) {
		return nil, nil
	}
	var out []Question
	err := x.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		mine, err := x.Households.MineTx(ctx, tx, actor)
		if err == nil {
			out, err = x.OpenTx(ctx, tx, actor, mine)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("questions about steps: %w", err)
	}
	return out, nil
}

// asked reports whether somebody is asked questions at all.
func asked(actor access.Actor) bool {
	return actor.SignedIn() && (actor.Role == access.RoleResident || actor.Role == access.RoleInformalCarer)
}

// OpenTx is Open within the transaction of another use case that has read the own households already.
func (x *Experience) OpenTx(ctx context.Context, tx *db.Tx, actor access.Actor, mine []household.Own) ([]Question, error) {
	if !asked(actor) {
		return nil, nil
	}
	steps, err := x.steps(ctx, tx, mine)
	if err != nil || len(steps) == 0 {
		return nil, err
	}
	o := access.Object{Kind: "experience", Owner: actor.Account}
	if err := x.Gate.Allow(ctx, tx, actor, "experience.ask", o); err != nil {
		return nil, err
	}
	if err := x.keysAhead(ctx, tx); err != nil {
		return nil, err
	}
	for _, s := range steps {
		if err := invite(ctx, tx, actor.Account, s); err != nil {
			return nil, err
		}
	}
	return questions(ctx, tx, actor.Account, steps)
}

// Answer takes the answer to a question, or closes the question when the resident skips it. The second time it
// does nothing.
func (x *Experience) Answer(ctx context.Context, actor access.Actor, n NewAnswer) error {
	if err := n.Validate(); err != nil {
		return err
	}
	err := x.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error { return x.answerTx(ctx, tx, actor, n) })
	if err != nil {
		return fmt.Errorf("answer about a step: %w", err)
	}
	return nil
}

func (x *Experience) answerTx(ctx context.Context, tx *db.Tx, actor access.Actor, n NewAnswer) error {
	inv, err := db.One[invitation](ctx, tx, qInvitation, tx.Tenant(), n.QuestionID, actor.Account)
	if err != nil {
		return err
	}
	// Only asked of the gate, not logged: a line with name and time would say whose answer it is. What is looked
	// at is the own invitation, for which there is a line from when it was made.
	if !x.Gate.May(actor, "experience.answer", access.Object{Kind: "experience", ID: inv.ID, Owner: inv.AccountID}) {
		return fault.Denied
	}
	closed, err := tx.Exec(ctx, qClose, tx.Tenant(), inv.ID)
	if err != nil || closed == 0 || n.Skip {
		return err
	}
	a := answer{TenantID: tx.Tenant(), ID: randomID(), Step: inv.Step, TeamID: inv.TeamID, ProviderID: inv.ProviderID,
		OnDay: law.DateOf(tx.Now()), Score: n.Score}
	if a.Sentence, err = x.Vault.SealTx(ctx, tx, drawer(a.OnDay), column(a.ID), []byte(n.tidy())); err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, "experience_answer", a); err != nil {
		return err
	}
	return shuffle(ctx, tx, a.OnDay)
}

// Sentences lists what residents wrote about a team or a provider in the year that PublishedTx tells, in an order that
// means nothing. With fewer than ten answers about it there are none to read.
func (x *Experience) Sentences(ctx context.Context, actor access.Actor, about db.ID) ([]string, error) {
	var out []string
	err := x.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := x.Gate.Allow(ctx, tx, actor, "experience.read_sentences", access.Object{Kind: "experience", ID: about, Team: about}); err != nil {
			return err
		}
		from, to, err := PublishedTx(ctx, tx, about)
		if err != nil || to.IsZero() {
			return err
		}
		all, err := db.All[answer](ctx, tx, qAnswersAbout, tx.Tenant(), about, from, to)
		if err != nil || len(all) < Minimum {
			return err
		}
		out, err = x.open(ctx, tx, all)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sentences about a team or provider: %w", err)
	}
	slices.Sort(out)
	return out, nil
}

// Sweep forgets, in every municipality, who was asked about steps that are too long ago to ask about again, and
// destroys the keys of sentences that were kept long enough.
func (x *Experience) Sweep(ctx context.Context) error {
	all, err := x.Tenants.All(ctx, tenant.Municipality)
	if err != nil {
		return err
	}
	for _, t := range all {
		err := x.DB.InTx(ctx, t.ID, func(tx *db.Tx) error { return x.sweepTx(ctx, tx) })
		if err != nil {
			return fmt.Errorf("sweep experience: %w", err)
		}
	}
	return nil
}

func (x *Experience) sweepTx(ctx context.Context, tx *db.Tx) error {
	today := law.DateOf(tx.Now())
	gone, err := tx.Exec(ctx, qForgetAsked, tx.Tenant(), today.Add(-askFor).Start())
	if err != nil {
		return err
	}
	old := firstOf(today).AddMonths(-keepMonths)
	months, err := db.All[law.Date](ctx, tx, qOldSentences, tx.Tenant(), old)
	if err != nil || gone == 0 && len(months) == 0 {
		return err
	}
	actor := access.System(tx.Tenant(), "experience.sweep")
	if err := x.Gate.Allow(ctx, tx, actor, "experience.sweep", access.Object{Kind: "experience"}); err != nil {
		return err
	}
	for _, day := range months {
		if err := x.Vault.DestroyTx(ctx, tx, drawer(day)); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, qForgetSentences, tx.Tenant(), old)
	return err
}
