package letter

import (
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/decision/paper"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// letterObject is a letter as the gate looks at it.
func (s *Letters) letterObject(ctx context.Context, tx *db.Tx, actor access.Actor, l Letter) (access.Object, error) {
	o, err := s.Decisions.ForTx(ctx, tx, actor, l.ResidentID)
	o.Kind, o.ID = "letter", l.ID
	return o, err
}

// OfDecision returns the letter of a decision in a language, without its words. The page of the letter asks the gate.
func (s *Letters) OfDecision(ctx context.Context, actor access.Actor, decisionID db.ID, lang string) (l Letter, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if _, err := s.Decisions.FileTx(ctx, tx, actor, "decision.read", decisionID); err != nil {
			return err
		}
		l, err = db.One[Letter](ctx, tx, qLetterOf, tx.Tenant(), decisionID, lang)
		return err
	})
	return l, err
}

// Mine lists the letters to the signed-in resident in the language of the reader, the newest first.
func (s *Letters) Mine(ctx context.Context, actor access.Actor) (out []Letter, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		own, err := s.Households.MineTx(ctx, tx, actor)
		if err != nil {
			return err
		}
		seen := map[db.ID]bool{}
		for _, h := range own {
			if seen[h.Household.ID] {
				continue
			}
			seen[h.Household.ID] = true
			residents, err := s.Households.ResidentsTx(ctx, tx, h.Household.ID)
			if err != nil {
				return err
			}
			for _, r := range residents {
				if out, err = s.addLetters(ctx, tx, actor, r, out); err != nil {
					return err
				}
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Letter) int { return b.MadeOn.Compare(a.MadeOn) })
	return out, err
}

// addLetters adds the letters to one resident, as far as the actor may read them.
func (s *Letters) addLetters(ctx context.Context, tx *db.Tx, actor access.Actor, r household.Resident, out []Letter) ([]Letter, error) {
	all, err := db.All[Letter](ctx, tx, qLettersTo, tx.Tenant(), r.ID, text.Lang(ctx))
	if err != nil || len(all) == 0 {
		return out, err
	}
	o, err := s.letterObject(ctx, tx, actor, all[0])
	if err != nil || !s.Gate.May(actor, "decision.read_letter", o) {
		return out, err
	}
	if err := s.Gate.Allow(ctx, tx, actor, "decision.read_letter", o); err != nil {
		return out, err
	}
	k, err := s.Vault.KeyTx(ctx, tx, r.HouseholdID)
	if err != nil {
		return out, err
	}
	for _, l := range all {
		if l.ToPost, err = toPost(ctx, tx, linePost, l.DecisionID); err == nil && !l.ToPost {
			err = l.open(k)
			out = append(out, l)
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// resident reports whether somebody reads as a resident and not as a worker.
func resident(a access.Actor) bool {
	return a.Role == access.RoleResident || a.Role == access.RoleInformalCarer
}

// Read opens a letter, and says whether it can be had on paper too. That the resident opened it for the
// first time is kept. One that still has to go by post is there for the workers only.
func (s *Letters) Read(ctx context.Context, actor access.Actor, id db.ID) (l Letter, printed bool, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if l, _, err = s.letter(ctx, tx, actor, id); err != nil {
			return err
		}
		_, err = db.One[printRow](ctx, tx, qPrint, tx.Tenant(), id)
		printed = err == nil
		if errors.Is(err, fault.NotFound) {
			err = nil
		}
		if err == nil && resident(actor) {
			_, err = tx.Exec(ctx, qFirstRead, tx.Tenant(), id, tx.Now())
		}
		return err
	})
	return l, printed, err
}

func (s *Letters) letter(ctx context.Context, tx *db.Tx, actor access.Actor, id db.ID) (Letter, *seal.Key, error) {
	l, err := db.One[Letter](ctx, tx, qLetter, tx.Tenant(), id)
	if err != nil {
		return l, nil, fmt.Errorf("letter: %w", err)
	}
	o, err := s.letterObject(ctx, tx, actor, l)
	if err != nil {
		return l, nil, err
	}
	if err := s.Gate.Allow(ctx, tx, actor, "decision.read_letter", o); err != nil {
		return l, nil, err
	}
	k, err := s.Vault.KeyTx(ctx, tx, l.HouseholdID)
	if err != nil {
		return l, nil, err
	}
	if err := l.open(k); err != nil {
		return l, nil, err
	}
	if !l.Whole() {
		return l, nil, errors.New("letter: it is not what it was when it was made")
	}
	if l.ToPost, err = toPost(ctx, tx, linePost, l.DecisionID); err == nil && l.ToPost && resident(actor) {
		err = fmt.Errorf("letter that was not posted yet: %w", fault.NotFound)
	}
	return l, k, err
}

// printRow is a letter as it was printed.
type printRow struct {
	TenantID  db.ID
	ID        db.ID  // of the letter
	SHA256    string `db:"sha256"` // of the page that it was printed from
	PrintedAt time.Time
	Sealed    []byte
}

// PDF opens a letter as it was printed. While it is not printed it is fault.NotFound.
func (s *Letters) PDF(ctx context.Context, actor access.Actor, id db.ID) (pdf []byte, l Letter, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		var k *seal.Key
		if l, k, err = s.letter(ctx, tx, actor, id); err != nil {
			return err
		}
		row, err := db.One[printRow](ctx, tx, qPrint, tx.Tenant(), id)
		if err != nil {
			return fmt.Errorf("print: %w", err)
		}
		pdf, err = k.Open(sealPrint+":"+id.String(), row.Sealed)
		return err
	})
	return pdf, l, err
}

// printLetter has a letter printed after the commit.
type printLetter struct {
	Tenant db.ID
	Letter db.ID
}

// Kind names the job.
func (printLetter) Kind() string { return "decision.print" }

// print prints a letter once. Without a printer the page stays the letter.
func (s *Letters) print(ctx context.Context, j printLetter) error {
	if s.Printer == nil {
		return nil
	}
	var l Letter
	done := false
	err := s.DB.View(ctx, j.Tenant, func(tx *db.Tx) (err error) {
		if _, err := db.One[printRow](ctx, tx, qPrint, j.Tenant, j.Letter); !errors.Is(err, fault.NotFound) {
			done = true
			return err
		}
		if l, err = db.One[Letter](ctx, tx, qLetter, j.Tenant, j.Letter); errors.Is(err, fault.NotFound) {
			done = true // it was made again, for another day
			return nil
		}
		if err != nil {
			return err
		}
		k, err := s.Vault.KeyTx(ctx, tx, l.HouseholdID)
		if err != nil {
			return err
		}
		return l.open(k)
	})
	if err != nil || done {
		return err
	}
	pdf, err := s.Printer.Print(ctx, l.page())
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, j.Tenant, func(tx *db.Tx) error {
		sealed, err := s.Vault.SealTx(ctx, tx, l.HouseholdID, sealPrint+":"+l.ID.String(), pdf)
		if err != nil {
			return err
		}
		return db.Insert(ctx, tx, "decision_print", printRow{j.Tenant, l.ID, l.SHA256, tx.Now(), sealed})
	})
}

// document is the letter as a document of its own, to print.
func (l LetterText) document(lang string) paper.Page {
	return paper.Page{Title: l.Subject, Lang: lang, CSS: style, HTML: `<!DOCTYPE html><html lang="` + lang + `"><head><meta charset="utf-8"><title>` +
		html.EscapeString(l.Subject) + `</title></head><body><main>` + l.HTML + `</main></body></html>`}
}

func (l Letter) page() paper.Page { return l.document(l.Lang) }
