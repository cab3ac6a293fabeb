package letter

import (
	"context"
	"errors"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// linePost is the line for a letter to somebody who is not reached by mail, until it went by post.
const linePost = "decision.post"

// PostDays are the days on which a letter that is printed today can go by post: today and the next working day.
func PostDays(today law.Date) []law.Date { return []law.Date{today, law.WorkingDays.Add(today, 1)} }

// askToPost puts on the worklist of the contact person that a letter must go by post on a day.
func (s *Letters) askToPost(ctx context.Context, tx *db.Tx, f decision.File, on law.Date) error {
	o, err := s.Households.ObjectTx(ctx, tx, f.Decision.HouseholdID)
	if err != nil {
		return err
	}
	return s.List.AddTx(ctx, tx, worklist.Line{AccountID: o.Contact, Kind: linePost, ObjectID: f.Decision.ID, Title: "Print a letter and send it by post",
		Link: "/team/besluiten/" + f.Decision.ID.String() + "/brief", Due: on})
}

// toPost reports whether the letter of a decision, or the message about its term, still has to go by post.
func toPost(ctx context.Context, tx *db.Tx, line string, decisionID db.ID) (bool, error) {
	_, err := worklist.OpenTx(ctx, tx, line, decisionID)
	if errors.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// PostOn makes the letter that goes by post on a day: that is the day on which the decision is announced. A letter that
// did not go on its day is made again for another one, until it went.
func (s *Letters) PostOn(ctx context.Context, actor access.Actor, decisionID db.ID, on law.Date) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.Decisions.FileTx(ctx, tx, actor, "decision.prepare", decisionID)
		if err != nil {
			return err
		}
		if !slices.Contains(PostDays(law.DateOf(tx.Now())), on) {
			return fault.Invalid{"on": "Choose today or the next working day"}
		}
		if waits, err := toPost(ctx, tx, linePost, decisionID); err != nil || !waits {
			return errors.Join(err, errNothingToPost)
		}
		if f.Decision.AnnouncedOn == on {
			return nil // the same form twice
		}
		// Awb art. 3:41, Awb art. 6:8
		if f.Decision, err = s.Decisions.AnnounceTx(ctx, tx, f.Decision, on); err != nil {
			return err
		}
		for _, q := range []*db.Query{qForgetPrints, qForget} {
			if _, err := tx.Exec(ctx, q, tx.Tenant(), decisionID); err != nil {
				return err
			}
		}
		return errors.Join(s.make(ctx, tx, f), s.askToPost(ctx, tx, f, on))
	})
}

var (
	errNothingToPost = fault.Refuse(fault.Conflict, "There is no letter that still has to go by post.")
	errNoDay         = fault.Refuse(fault.Conflict, "Choose first on which day the letter goes by post. That day stands in it.")
	errTooSoon       = fault.Refuse(fault.Conflict, "The letter says that it goes by post on a later day. Write down on that day that it went.")
)

// Posted notes that the letter went by post, on the day that stands in it. Who says so twice finds it noted.
func (s *Letters) Posted(ctx context.Context, actor access.Actor, decisionID db.ID) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.Decisions.FileTx(ctx, tx, actor, "decision.prepare", decisionID)
		if err != nil {
			return err
		}
		switch waits, err := toPost(ctx, tx, linePost, decisionID); {
		case err != nil || !waits:
			return err
		case f.Decision.AnnouncedOn.IsZero():
			return errNoDay
		case f.Decision.AnnouncedOn.After(law.DateOf(tx.Now())):
			return errTooSoon
		}
		return s.List.DoneTx(ctx, tx, linePost, decisionID)
	})
}

// TermPosted notes that the message about the term went by post.
func (s *Letters) TermPosted(ctx context.Context, actor access.Actor, decisionID db.ID) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if _, err := s.Decisions.FileTx(ctx, tx, actor, "decision.stop_clock", decisionID); err != nil {
			return err
		}
		return s.List.DoneTx(ctx, tx, decision.LineTerm, decisionID)
	})
}
