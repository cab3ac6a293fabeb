package letter

import (
	"bytes"
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/clock"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Term is what the resident reads about the term of an application, on the screen or on paper: why the decision waits
// or comes later, and when it comes. It says whether that still has to go by post. While the term runs as usual there is
// none, which is fault.NotFound.
func (s *Letters) Term(ctx context.Context, actor access.Actor, decisionID db.ID) (l LetterText, post bool, err error) {
	action := "decision.read"
	if resident(actor) {
		action = "decision.read_own"
	}
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.Decisions.FileTx(ctx, tx, actor, action, decisionID)
		if err != nil {
			return err
		}
		o, err := s.letterObject(ctx, tx, actor, Letter{ID: decisionID, HouseholdID: f.Decision.HouseholdID, ResidentID: f.Decision.ResidentID})
		if err != nil {
			return err
		}
		if err := s.Gate.Allow(ctx, tx, actor, "decision.read_letter", o); err != nil {
			return err
		}
		if !f.Application.Term.Changed() {
			return fmt.Errorf("message about the term: %w", fault.NotFound)
		}
		if post, err = toPost(ctx, tx, decision.LineTerm, decisionID); err != nil {
			return err
		}
		w, err := s.writing(ctx, tx, f)
		if err != nil {
			return err
		}
		l, err = w.writeTerm(ctx, text.Lang(ctx), law.DateOf(tx.Now()))
		return err
	})
	return l, post, err
}

func (w writing) writeTerm(ctx context.Context, lang string, today law.Date) (LetterText, error) {
	ctx = ui.WithSite(ctx, ui.Site{Lang: lang, Name: w.Sender.Name})
	w.Decision.AnnouncedOn = today // the date above the message
	var b bytes.Buffer
	err := term(w).Render(ctx, &b)
	return LetterText{Subject: w.termSubject(ctx), HTML: b.String()}, err
}

func (w writing) termSubject(ctx context.Context) string {
	switch t := w.Application.Term; {
	case t.Stopped():
		return text.T(ctx, "Our decision about your application waits")
	case !t.Extension.To.IsZero():
		return text.T(ctx, "Our decision comes later")
	}
	return text.T(ctx, "We go on with your application")
}

// waits says in words for the resident why the clock stands still.
func waits(ctx context.Context, r law.Reason) string {
	switch r {
	case law.Incomplete:
		return text.T(ctx, "Something is missing. Your contact person asked you for it.")
	case law.Consent:
		return text.T(ctx, "You agreed with this in writing.")
	case law.ByApplicant:
		return text.T(ctx, "We wait for something that you must do first.")
	}
	return text.T(ctx, "Something happened that nobody could foresee. That is why we cannot decide now.")
}

// last is the latest time in which the clock stood still.
func last(c clock.Clock) law.Suspension {
	if len(c.Suspensions) == 0 {
		return law.Suspension{}
	}
	return c.Suspensions[len(c.Suspensions)-1]
}

// promised is the last day on which the resident hears what is decided.
func promised(c clock.Clock) law.Date {
	if c.Extension.To.After(c.Due) {
		return c.Extension.To
	}
	return c.Due
}
