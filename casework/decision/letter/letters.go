// Package letter writes the letter (brief) that announces a decision, and keeps it. The letter is a page of which the
// hash is kept: that page is the record. A PDF is printed from it when there is something to print with.
package letter

import (
	"context"

	"embed"
	"encoding/json"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/paper"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

//go:embed letter.css
var style string

// Parts are what letters are made with.
type Parts struct {
	DB         *db.DB
	Gate       *access.Gate
	Jobs       *jobs.Queue
	Vault      *seal.Vault
	Tenants    *tenant.Tenants
	Households *household.Households
	Decisions  *decision.Decisions
	List       *worklist.List
	Printer    *paper.Printer // nil when there is nothing to print with
}

// Letters are the letters of every municipality.
type Letters struct{ Parts }

// New returns the letters, which are written when a decision is signed, and registers its jobs.
func New(parts Parts) *Letters {
	s := &Letters{parts}
	s.Decisions.WhenSigned(s.announce)
	jobs.Handle(s.Jobs, s.print)
	return s
}

const letterColumns = `l.tenant_id, l.id, l.decision_id, l.household_id, l.resident_id, l.lang, l.number, l.made_on, l.template, l.sha256,
	l.first_read_at, l.sealed`

var (
	qLetter = db.SQL(`SELECT ` + letterColumns + ` FROM decision_letter l WHERE l.tenant_id = $1 AND l.id = $2`)

	qLetterOf = db.SQL(`SELECT ` + letterColumns + ` FROM decision_letter l WHERE l.tenant_id = $1 AND l.decision_id = $2 AND l.lang = $3`)

	qLettersTo = db.SQL(`SELECT ` + letterColumns + ` FROM decision_letter l WHERE l.tenant_id = $1 AND l.resident_id = $2 AND l.lang = $3 ORDER BY l.id DESC`)

	qForgetPrints = db.SQL(`DELETE FROM decision_print WHERE tenant_id = $1 AND id IN (SELECT id FROM decision_letter WHERE tenant_id = $1 AND decision_id = $2)`)

	qForget = db.SQL(`DELETE FROM decision_letter WHERE tenant_id = $1 AND decision_id = $2`)

	qFirstRead = db.SQL(`UPDATE decision_letter SET first_read_at = $3 WHERE tenant_id = $1 AND id = $2 AND first_read_at IS NULL`)

	qPrint = db.SQL(`SELECT tenant_id, id, sha256, printed_at, sealed FROM decision_print WHERE tenant_id = $1 AND id = $2`)
)

// The columns that are sealed. The id of the row is part of the name, so that no value fits in another row.
const (
	sealLetter = "decision_letter.sealed"
	sealPrint  = "decision_print.sealed"
)

// open opens the words of a letter with the key of the household.
func (l *Letter) open(k *seal.Key) error {
	raw, err := k.Open(sealLetter+":"+l.ID.String(), l.Sealed)
	if err == nil {
		err = json.Unmarshal(raw, &l.LetterText)
	}
	if err != nil {
		return fmt.Errorf("open letter: %w", err)
	}
	return nil
}

// Preview is the letter as it will be when the decision is signed and sent today, for who signs.
func (s *Letters) Preview(ctx context.Context, actor access.Actor, id db.ID) (l LetterText, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.Decisions.FileTx(ctx, tx, actor, "decision.read", id)
		if err != nil {
			return err
		}
		if f.Decision.AnnouncedOn.IsZero() {
			term, err := law.Begin("awb.objection", law.DateOf(tx.Now()))
			if err != nil {
				return err
			}
			f.Decision.AnnouncedOn, f.Decision.ObjectionUntil = term.Start, term.Due
		}
		if f.Decision.State == decision.ToSign {
			f.Decision.SignerID = actor.Account
		}
		w, err := s.writing(ctx, tx, f)
		if err != nil {
			return err
		}
		l, err = w.write(ctx, text.Lang(ctx))
		return err
	})
	return l, err
}

// writing gathers what stands in the letter of a decision.
func (s *Letters) writing(ctx context.Context, tx *db.Tx, f decision.File) (w writing, err error) {
	w.File, w.Age = f, -1
	if w.Sender, err = s.Tenants.ByID(ctx, tx.Tenant()); err != nil {
		return w, err
	}
	who, err := s.Households.ResidentTx(ctx, tx, f.Decision.ResidentID)
	if err != nil {
		return w, err
	}
	w.Addressee = who.Person
	if age, known := who.Age(law.DateOf(tx.Now())); known {
		w.Age = age
	}
	h, err := s.Households.ByIDTx(ctx, tx, f.Decision.HouseholdID)
	if err != nil {
		return w, err
	}
	if !h.Secret && (who.LivesThere() || w.toParents()) {
		w.Address = h.Address.Lines()
	}
	if w.Goal, w.Ladder, err = s.Decisions.GoalTx(ctx, tx, f.Application); err != nil {
		return w, err
	}
	if w.Contact, err = account.ByIDTx(ctx, tx, h.ContactID); err != nil {
		return w, err
	}
	if f.Decision.SignerID != 0 {
		w.Signer, err = account.ByIDTx(ctx, tx, f.Decision.SignerID)
	}
	return w, err
}

// announce makes the letter of a signed decision. When nobody could be mailed it is made on the day on which the contact
// person sends it by post: that day stands in it.
func (s *Letters) announce(ctx context.Context, tx *db.Tx, f decision.File) error {
	if f.Decision.AnnouncedOn.IsZero() {
		return s.askToPost(ctx, tx, f, law.DateOf(tx.Now()))
	}
	return s.make(ctx, tx, f)
}

// make writes the letter in both languages and has it printed.
func (s *Letters) make(ctx context.Context, tx *db.Tx, f decision.File) error {
	w, err := s.writing(ctx, tx, f)
	if err != nil {
		return err
	}
	for _, lang := range []string{text.Nl, text.En} {
		words, err := w.write(ctx, lang)
		if err != nil {
			return err
		}
		l := Letter{TenantID: tx.Tenant(), ID: tx.NewID(), DecisionID: f.Decision.ID, HouseholdID: f.Decision.HouseholdID, ResidentID: f.Decision.ResidentID,
			Lang: lang, Number: f.Decision.Number, MadeOn: f.Decision.AnnouncedOn, Template: template, SHA256: hash(words.HTML), LetterText: words}
		raw, err := json.Marshal(words)
		if err != nil {
			return err
		}
		if l.Sealed, err = s.Vault.SealTx(ctx, tx, l.HouseholdID, sealLetter+":"+l.ID.String(), raw); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "decision_letter", l); err != nil {
			return err
		}
		if err := s.Jobs.Enqueue(ctx, tx, printLetter{tx.Tenant(), l.ID}); err != nil {
			return err
		}
	}
	return nil
}
