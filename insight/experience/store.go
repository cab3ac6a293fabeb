package experience

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/binary"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const answerColumns = `tenant_id, id, step, team_id, provider_id, on_day, score, sentence`

var (
	// Two windows may ask at the same moment: one invitation is made.
	qInvite = db.SQL(`INSERT INTO experience_invitation (tenant_id, id, account_id, step, object_id, team_id, provider_id, asked_at, closed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant_id, account_id, step, object_id) DO NOTHING`)

	qInvitation = db.SQL(`SELECT tenant_id, id, account_id, step, object_id, team_id, provider_id, asked_at, closed FROM experience_invitation
		WHERE tenant_id = $1 AND id = $2 AND account_id = $3`)

	qInvitations = db.SQL(`SELECT tenant_id, id, account_id, step, object_id, team_id, provider_id, asked_at, closed FROM experience_invitation
		WHERE tenant_id = $1 AND account_id = $2`)

	qClose = db.SQL(`UPDATE experience_invitation SET closed = true WHERE tenant_id = $1 AND id = $2 AND closed = false`)

	qForgetAsked = db.SQL(`DELETE FROM experience_invitation WHERE tenant_id = $1 AND asked_at < $2`)

	qAnswersOn = db.SQL(`SELECT id FROM experience_answer WHERE tenant_id = $1 AND on_day = $2 ORDER BY id`)

	qAgain = db.SQL(`UPDATE experience_answer SET score = score WHERE tenant_id = $1 AND id = $2`)

	qAnswersAbout = db.SQL(`SELECT ` + answerColumns + ` FROM experience_answer
		WHERE tenant_id = $1 AND (team_id = $2 OR provider_id = $2) AND on_day BETWEEN $3 AND $4 ORDER BY id`)

	qDays = db.SQL(`SELECT on_day, count(*) AS answers FROM experience_answer
		WHERE tenant_id = $1 AND (CAST($2 AS BIGINT) = 0 OR team_id = $2 OR provider_id = $2) AND on_day < $3 GROUP BY on_day ORDER BY on_day`)

	qScores = db.SQL(`SELECT step, team_id, provider_id, count(*) AS answers, CAST(sum(score) AS BIGINT) AS total FROM experience_answer
		WHERE tenant_id = $1 AND on_day BETWEEN $2 AND $3 GROUP BY step, team_id, provider_id ORDER BY step, team_id, provider_id`)

	qOldSentences = db.SQL(`SELECT DISTINCT on_day FROM experience_answer WHERE tenant_id = $1 AND on_day < $2 AND sentence IS NOT NULL`)

	qForgetSentences = db.SQL(`UPDATE experience_answer SET sentence = NULL WHERE tenant_id = $1 AND on_day < $2 AND sentence IS NOT NULL`)
)

// invitation (uitnodiging) notes that somebody was asked about a step, so that it happens once. Closed is with
// an answer or without: which of the two is not kept.
type invitation struct {
	TenantID   db.ID
	ID         db.ID
	AccountID  db.ID
	Step       Step
	ObjectID   db.ID
	TeamID     db.ID
	ProviderID db.ID
	AskedAt    time.Time
	Closed     bool
}

// answer is what somebody said.
type answer struct {
	TenantID   db.ID
	ID         db.ID // random: it tells nothing of when it was made
	Step       Step
	TeamID     db.ID
	ProviderID db.ID
	OnDay      law.Date
	Score      int
	Sentence   []byte // sealed
}

func invite(ctx context.Context, tx *db.Tx, account db.ID, h had) error {
	_, err := tx.Exec(ctx, qInvite, tx.Tenant(), tx.NewID(), account, string(h.step), h.object, h.teamID, h.providerID, tx.Now(), false)
	return err
}

// questions are the invitations that are open, in the order of steps.
func questions(ctx context.Context, tx *db.Tx, account db.ID, steps []had) ([]Question, error) {
	all, err := db.All[invitation](ctx, tx, qInvitations, tx.Tenant(), account)
	if err != nil {
		return nil, err
	}
	type key struct {
		step   Step
		object db.ID
	}
	open := map[key]db.ID{}
	for _, i := range all {
		if !i.Closed {
			open[key{i.Step, i.ObjectID}] = i.ID
		}
	}
	var out []Question
	for _, h := range steps {
		if id := open[key{h.step, h.object}]; id != 0 {
			out = append(out, Question{ID: id, Step: h.step, On: h.on})
		}
	}
	return out, nil
}

// shuffle writes the answers of a day again in the order of their ids. PostgreSQL puts rows where there is room
// and numbers them by transaction; after this neither tells which of the day's answers came when.
func shuffle(ctx context.Context, tx *db.Tx, on law.Date) error {
	if !tx.Postgres() {
		return nil // the table is kept in the order of its key
	}
	ids, err := db.All[db.ID](ctx, tx, qAnswersOn, tx.Tenant(), on)
	for _, id := range ids {
		if _, err := tx.Exec(ctx, qAgain, tx.Tenant(), id); err != nil {
			return err
		}
	}
	return err
}

// randomID is an id without time or order.
func randomID() db.ID {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return db.ID(binary.BigEndian.Uint64(b[:])>>1 | 1)
}

// drawer is the owner of the key under which the sentences of a month are sealed. A key for each sentence would
// carry the time at which it was made; and by destroying one key a whole month is forgotten.
func drawer(on law.Date) db.ID {
	return seal.Drawer("experience_answer", db.ID(on.Year*100+int(on.Month)))
}

// column binds a sealed sentence to its answer.
func column(id db.ID) string { return "experience_answer.sentence." + id.String() }

// keysAhead makes the keys of this month and the next one when somebody is asked, so that none is made at the
// moment at which somebody answers.
func (x *Experience) keysAhead(ctx context.Context, tx *db.Tx) error {
	month := firstOf(law.DateOf(tx.Now()))
	for _, day := range []law.Date{month, month.AddMonths(1)} {
		if _, err := x.Vault.SealTx(ctx, tx, drawer(day), column(0), []byte("key")); err != nil {
			return err
		}
	}
	return nil
}

func firstOf(day law.Date) law.Date { return law.Day(day.Year, day.Month, 1) }

// open reads the sentences of answers, as far as their keys are still there.
func (x *Experience) open(ctx context.Context, tx *db.Tx, all []answer) ([]string, error) {
	var out []string
	keys := map[db.ID]*seal.Key{}
	for _, a := range all {
		if len(a.Sentence) == 0 {
			continue
		}
		owner := drawer(a.OnDay)
		if keys[owner] == nil {
			k, err := x.Vault.KeyTx(ctx, tx, owner)
			if errors.Is(err, fault.NotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			keys[owner] = k
		}
		plain, err := keys[owner].Open(column(a.ID), a.Sentence)
		if err != nil {
			return nil, err
		}
		out = append(out, string(plain))
	}
	return out, nil
}

// Score is how one thing was marked: by how many answers, and their marks added up.
type Score struct {
	Step       Step
	TeamID     db.ID
	ProviderID db.ID
	Answers    int
	Total      int
}

// PublishedTx is the year of which answers about a team or provider (none: about all) may be shown. It ends with a
// month that is over, and with one by which at least ten answers had come since it ended the last time: who looks every
// day and subtracts finds no single answer. Without such a month it is no period.
func PublishedTx(ctx context.Context, tx *db.Tx, about db.ID) (from, to law.Date, err error) {
	month := firstOf(law.DateOf(tx.Now()))
	days, err := db.All[struct {
		OnDay   law.Date
		Answers int
	}](ctx, tx, qDays, tx.Tenant(), int64(about), month)
	waiting := 0
	for i, d := range days {
		waiting += d.Answers
		if over := i+1 == len(days) || firstOf(days[i+1].OnDay) != firstOf(d.OnDay); over && waiting >= Minimum {
			to, waiting = firstOf(d.OnDay).AddMonths(1).Add(-1), 0
		}
	}
	if err != nil || to.IsZero() {
		return law.Date{}, law.Date{}, err
	}
	return to.AddYears(-1).Add(1), to, nil
}

// ScoresTx lists the marks of a period, its first and last day included, by step and team or provider. The use
// case that calls it asks the gate and hides what is too small.
func ScoresTx(ctx context.Context, tx *db.Tx, from, to law.Date) ([]Score, error) {
	return db.All[Score](ctx, tx, qScores, tx.Tenant(), from, to)
}
