package plan

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	planColumns = `tenant_id, id, household_id, state, revision, version, started_by, started_at, shared_at, agreed_at, closed_at,
		changed_by, changed_at, sealed`
	goalColumns   = `tenant_id, id, plan_id, resident_id, domain, worded_by, state, reach_by, version, made_at, changed_by, changed_at, sealed`
	stepColumns   = `tenant_id, id, plan_id, goal_id, rung, outcome, doer, ask_id, entry_id, version, changed_by, changed_at, sealed`
	scoreColumns  = `tenant_id, id, plan_id, resident_id, domain, level, own_level, scored_on, scorer_id, scored_at, sealed`
	remarkColumns = `tenant_id, id, plan_id, account_id, made_at, sealed`
	answerColumns = `tenant_id, id, plan_id, revision, agrees, how, account_id, answered_at, sealed`
)

var (
	qPlan = db.SQL(`SELECT ` + planColumns + ` FROM plan WHERE tenant_id = $1 AND id = $2`)

	qRunning = db.SQL(`SELECT ` + planColumns + ` FROM plan WHERE tenant_id = $1 AND household_id = $2 AND state <> 'closed'`)

	qClosed = db.SQL(`SELECT ` + planColumns + ` FROM plan WHERE tenant_id = $1 AND household_id = $2 AND state = 'closed' ORDER BY id DESC LIMIT 20`)

	qSavePlan = db.SQL(`UPDATE plan SET state = $4, revision = $5, shared_at = $6, agreed_at = $7, closed_at = $8, changed_by = $9,
		changed_at = $10, sealed = $11, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qGoal = db.SQL(`SELECT ` + goalColumns + ` FROM plan_goal WHERE tenant_id = $1 AND id = $2`)

	qGoals = db.SQL(`SELECT ` + goalColumns + ` FROM plan_goal WHERE tenant_id = $1 AND plan_id = $2 ORDER BY id`)

	qSaveGoal = db.SQL(`UPDATE plan_goal SET resident_id = $4, domain = $5, worded_by = $6, state = $7, reach_by = $8, changed_by = $9,
		changed_at = $10, sealed = $11, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qSteps = db.SQL(`SELECT ` + stepColumns + ` FROM plan_step WHERE tenant_id = $1 AND plan_id = $2 ORDER BY id`)

	qSaveStep = db.SQL(`UPDATE plan_step SET outcome = $4, doer = $5, ask_id = $6, entry_id = $7, changed_by = $8, changed_at = $9,
		sealed = $10, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qScores = db.SQL(`SELECT ` + scoreColumns + ` FROM plan_score WHERE tenant_id = $1 AND plan_id = $2 ORDER BY id`)

	qScore = db.SQL(`SELECT ` + scoreColumns + ` FROM plan_score WHERE tenant_id = $1 AND id = $2`)

	qRemarks = db.SQL(`SELECT ` + remarkColumns + ` FROM plan_remark WHERE tenant_id = $1 AND plan_id = $2 ORDER BY id`)

	qRemark = db.SQL(`SELECT ` + remarkColumns + ` FROM plan_remark WHERE tenant_id = $1 AND id = $2`)

	qAnswers = db.SQL(`SELECT ` + answerColumns + ` FROM plan_answer WHERE tenant_id = $1 AND plan_id = $2 ORDER BY id`)

	qAnswer = db.SQL(`SELECT ` + answerColumns + ` FROM plan_answer WHERE tenant_id = $1 AND id = $2`)
)

// The columns that are sealed. The id of the row is part of the name, so that no value fits in another row.
const (
	sealReport = "plan.sealed"
	sealGoal   = "plan_goal.sealed"
	sealStep   = "plan_step.sealed"
	sealScore  = "plan_score.sealed"
	sealRemark = "plan_remark.sealed"
	sealAnswer = "plan_answer.sealed"
)

func (p *Plans) seal(ctx context.Context, tx *db.Tx, household, row db.ID, column string, plain any) ([]byte, error) {
	raw, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	return p.Vault.SealTx(ctx, tx, household, column+":"+row.String(), raw)
}

// unseal opens what seal sealed, with the key of the household.
func unseal(k *seal.Key, row db.ID, column string, sealed []byte, into any) error {
	raw, err := k.Open(column+":"+row.String(), sealed)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", column, err)
	}
	return nil
}

// rows reads the rows of a plan and opens the sealed part of each with the key of the household.
func rows[T any](ctx context.Context, tx *db.Tx, q *db.Query, of db.ID, open func(*T) error) ([]T, error) {
	all, err := db.All[T](ctx, tx, q, tx.Tenant(), of)
	for i := range all {
		if err == nil {
			err = open(&all[i])
		}
	}
	return all, err
}

// load reads a plan without what hangs on it, and the key with which the rest opens.
func (p *Plans) load(ctx context.Context, tx *db.Tx, q *db.Query, id db.ID) (SupportPlan, *seal.Key, error) {
	one, err := db.One[SupportPlan](ctx, tx, q, tx.Tenant(), id)
	if err != nil {
		return SupportPlan{}, nil, fmt.Errorf("plan: %w", err)
	}
	k, err := p.Vault.KeyTx(ctx, tx, one.HouseholdID)
	if err == nil {
		err = unseal(k, one.ID, sealReport, one.Sealed, &one.Report)
	}
	return one, k, err
}

func (p *Plans) save(ctx context.Context, tx *db.Tx, one SupportPlan, by db.ID) (err error) {
	if one.Sealed, err = p.seal(ctx, tx, one.HouseholdID, one.ID, sealReport, one.Report); err != nil {
		return err
	}
	return changed(tx.ExecOne(ctx, qSavePlan, tx.Tenant(), one.ID, one.Version, string(one.State), one.Revision,
		one.SharedAt, one.AgreedAt, one.ClosedAt, by, tx.Now(), one.Sealed))
}

// whole reads everything of a plan. The use case has asked the gate.
func (p *Plans) whole(ctx context.Context, tx *db.Tx, one SupportPlan, k *seal.Key) (w Whole, err error) {
	w.Plan = one
	if w.Goals, err = rows(ctx, tx, qGoals, one.ID, func(g *Goal) error {
		return unseal(k, g.ID, sealGoal, g.Sealed, &g.GoalText)
	}); err != nil {
		return w, err
	}
	if w.Steps, err = rows(ctx, tx, qSteps, one.ID, func(s *ladder.Step) error {
		return unseal(k, s.ID, sealStep, s.Sealed, &s.StepText)
	}); err != nil {
		return w, err
	}
	if w.Scores, err = rows(ctx, tx, qScores, one.ID, func(s *LifeDomainScore) error {
		return unseal(k, s.ID, sealScore, s.Sealed, &s.Reason)
	}); err != nil {
		return w, err
	}
	if w.Remarks, err = rows(ctx, tx, qRemarks, one.ID, func(r *Remark) error {
		return unseal(k, r.ID, sealRemark, r.Sealed, &r.Words)
	}); err != nil {
		return w, err
	}
	w.Answers, err = rows(ctx, tx, qAnswers, one.ID, func(a *Answer) error {
		return unseal(k, a.ID, sealAnswer, a.Sealed, &a.AnswerText)
	})
	return w, err
}

// changed puts the sentence for people on a version that moved on.
func changed(err error) error {
	if errors.Is(err, fault.Conflict) {
		return fault.Refuse(fault.Conflict, sayChanged)
	}
	return err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// twice reports that the row of a form is there already: the form was sent twice by the same account.
func twice[T any](ctx context.Context, tx *db.Tx, q *db.Query, id db.ID, mine func(T) bool) (bool, error) {
	row, err := db.One[T](ctx, tx, q, tx.Tenant(), id)
	switch {
	case errors.Is(err, fault.NotFound):
		return false, nil
	case err != nil:
		return false, err
	case !mine(row):
		return false, fault.Conflict
	}
	return true, nil
}
