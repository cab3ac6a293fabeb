package intake

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	questionColumns = `tenant_id, id, number, owner_id, maker_id, for_whom, state, neighbourhood_id, team_id, household_id, taken_by,
		asked_at, taken_at, ended_at, call_by, inquiry_due, lang, sealed, version`
	noticeColumns = `tenant_id, id, question_id, household_id, noticed_on, receipt_on, plan_until, plan_on, plan_answer, support_on, support_answer,
		support_by, registered_by, registered_at, version`
	inquiryColumns = `tenant_id, id, notice_id, household_id, state, term, due, identity_on, explained_on, outcome, sealed, closed_by, closed_at, version`
)

var (
	qNumber = db.SQL(`INSERT INTO intake_number (tenant_id, id, last) VALUES ($1, $2, 1)
		ON CONFLICT (tenant_id, id) DO UPDATE SET last = intake_number.last + 1 RETURNING last`)

	qQuestion = db.SQL(`SELECT ` + questionColumns + ` FROM intake_question WHERE tenant_id = $1 AND id = $2`)

	qWaiting = db.SQL(`SELECT ` + questionColumns + ` FROM intake_question
		WHERE tenant_id = $1 AND state = 'asked' AND ($2 OR team_id = $3) ORDER BY id LIMIT 200`)

	qByOwner = db.SQL(`SELECT ` + questionColumns + ` FROM intake_question WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id DESC LIMIT 50`)

	qByHousehold = db.SQL(`SELECT ` + questionColumns + ` FROM intake_question WHERE tenant_id = $1 AND household_id = $2 ORDER BY id DESC LIMIT 50`)

	qClaim = db.SQL(`UPDATE intake_question SET state = $4, taken_by = $5, taken_at = $6, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qSaveQuestion = db.SQL(`UPDATE intake_question SET state = $4, household_id = $5, taken_by = $6, taken_at = $7, ended_at = $8, sealed = $9,
		version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qNotice = db.SQL(`SELECT ` + noticeColumns + ` FROM intake_notice WHERE tenant_id = $1 AND id = $2`)

	qNoticeByQuestion = db.SQL(`SELECT ` + noticeColumns + ` FROM intake_notice WHERE tenant_id = $1 AND question_id = $2`)

	qSaveNotice = db.SQL(`UPDATE intake_notice SET plan_on = $4, plan_answer = $5, support_answer = $6, support_by = $7,
		version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qInquiry = db.SQL(`SELECT ` + inquiryColumns + ` FROM intake_inquiry WHERE tenant_id = $1 AND id = $2`)

	qInquiriesByHousehold = db.SQL(`SELECT ` + inquiryColumns + ` FROM intake_inquiry WHERE tenant_id = $1 AND household_id = $2 ORDER BY id DESC`)

	qInquiryByNotice = db.SQL(`SELECT ` + inquiryColumns + ` FROM intake_inquiry WHERE tenant_id = $1 AND notice_id = $2`)

	qSaveInquiry = db.SQL(`UPDATE intake_inquiry SET state = $4, term = $5, due = $6, identity_on = $7, explained_on = $8, outcome = $9,
		sealed = $10, closed_by = $11, closed_at = $12, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)
)

var errMoved = fault.Refuse(fault.Conflict, "Somebody else changed this in the meantime. Look at the new version and try again.")

// moved puts the sentence for people on a version that moved on.
func moved(err error) error {
	if errors.Is(err, fault.Conflict) {
		return errMoved
	}
	return err
}

// nextNumber is the next number of this year, as people say it.
func nextNumber(ctx context.Context, tx *db.Tx) (string, error) {
	year := law.DateOf(tx.Now()).Year
	last, err := db.One[int64](ctx, tx, qNumber, tx.Tenant(), int64(year))
	if err != nil {
		return "", fmt.Errorf("number question: %w", err)
	}
	return fmt.Sprintf("V-%d-%05d", year, last), nil
}

// wordsRow is what the asker wrote, as it stands under the seal.
type wordsRow struct {
	Question, Name, ForName, Postcode, Email, Phone string
	Preferred                                       Preferred
}

// key is whose key the words of a question are sealed with.
func (q HelpQuestion) key() db.ID {
	if q.HouseholdID != 0 {
		return q.HouseholdID
	}
	return seal.Drawer("question", q.ID)
}

const (
	colWords  = "intake_question.sealed"
	colReport = "intake_inquiry.sealed"
)

func (in *Intake) seal(ctx context.Context, tx *db.Tx, q HelpQuestion) (HelpQuestion, error) {
	w := q.Words
	raw, err := json.Marshal(wordsRow{w.Question, w.Name, w.ForName, w.Postcode.Reveal(), w.Email.Reveal(), w.Phone.Reveal(), w.Preferred})
	if err == nil {
		q.Sealed, err = in.Vault.SealTx(ctx, tx, q.key(), colWords+":"+q.ID.String(), raw)
	}
	return q, err
}

func (in *Intake) open(ctx context.Context, tx *db.Tx, q HelpQuestion) (HelpQuestion, error) {
	raw, err := in.Vault.OpenTx(ctx, tx, q.key(), colWords+":"+q.ID.String(), q.Sealed)
	if err != nil {
		return q, err
	}
	var row wordsRow
	if err := json.Unmarshal(raw, &row); err != nil {
		return q, fmt.Errorf("open question: %w", err)
	}
	q.Words = Words{Question: row.Question, Name: row.Name, ForName: row.ForName, Preferred: row.Preferred}
	return q, errors.Join(q.Postcode.UnmarshalText([]byte(row.Postcode)), q.Email.UnmarshalText([]byte(row.Email)), q.Phone.UnmarshalText([]byte(row.Phone)))
}

func (in *Intake) openAll(ctx context.Context, tx *db.Tx, all []HelpQuestion, err error) ([]HelpQuestion, error) {
	for i := range all {
		if err == nil {
			all[i], err = in.open(ctx, tx, all[i])
		}
	}
	return all, err
}

func question(ctx context.Context, tx *db.Tx, id db.ID) (HelpQuestion, error) {
	q, err := db.One[HelpQuestion](ctx, tx, qQuestion, tx.Tenant(), id)
	if err != nil {
		return q, fmt.Errorf("question: %w", err)
	}
	return q, nil
}

func save(ctx context.Context, tx *db.Tx, q HelpQuestion) error {
	return tx.ExecOne(ctx, qSaveQuestion, tx.Tenant(), q.ID, q.Version, string(q.State), q.HouseholdID, q.TakenBy, q.TakenAt, q.EndedAt, q.Sealed)
}

func saveNotice(ctx context.Context, tx *db.Tx, n SupportNotice, version int64) error {
	return moved(tx.ExecOne(ctx, qSaveNotice, tx.Tenant(), n.ID, version, n.PlanOn, string(n.PlanAnswer), string(n.SupportAnswer), n.SupportBy))
}

func (in *Intake) openReport(ctx context.Context, tx *db.Tx, i NeedsInquiry) (NeedsInquiry, error) {
	raw, err := in.Vault.OpenTx(ctx, tx, i.HouseholdID, colReport+":"+i.ID.String(), i.Sealed)
	i.Report = string(raw)
	return i, err
}

func (in *Intake) saveInquiry(ctx context.Context, tx *db.Tx, i NeedsInquiry, version int64) (err error) {
	if i.Sealed, err = in.Vault.SealTx(ctx, tx, i.HouseholdID, colReport+":"+i.ID.String(), []byte(i.Report)); err != nil {
		return err
	}
	return moved(tx.ExecOne(ctx, qSaveInquiry, tx.Tenant(), i.ID, version, string(i.State), i.Term, i.Due, i.IdentityOn, i.ExplainedOn,
		string(i.Outcome), i.Sealed, i.ClosedBy, i.ClosedAt))
}
