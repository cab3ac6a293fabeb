package steering

import (
	"context"
	"iter"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// counts are the numbers as they are. They stay in this package: what leaves it is protected.
type counts struct {
	residents     int // of the whole municipality
	first, second int
	solved        Shares
	decided       int
	inTime        int
	days          []int // from notice to decision, in order
	scores        []experience.Score
	heardFrom     law.Date // the period of the scores; none when there is nothing to show yet
	heardTo       law.Date
}

// countTx reads the numbers of a period; who is helped is as of its last day.
func countTx(ctx context.Context, tx *db.Tx, from, to law.Date) (c counts, err error) {
	all, err := tenant.Neighbourhoods(ctx, tx, tx.Tenant())
	if err != nil {
		return c, err
	}
	for _, n := range all {
		c.residents += n.Residents
	}
	for _, count := range []func(context.Context, *db.Tx, law.Date, law.Date) error{c.people, c.community, c.decisions} {
		if err := count(ctx, tx, from, to); err != nil {
			return c, err
		}
	}
	c.heardFrom, c.heardTo, err = experience.PublishedTx(ctx, tx, 0)
	if err == nil && !c.heardTo.IsZero() {
		c.scores, err = experience.ScoresTx(ctx, tx, c.heardFrom, c.heardTo)
	}
	return c, err
}

// set gathers ids.
func set(all iter.Seq2[db.ID, error]) (map[db.ID]bool, error) {
	out := map[db.ID]bool{}
	for id, err := range all {
		if err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, nil
}

// people counts who is in the first and who is in the second line.
func (c *counts) people(ctx context.Context, tx *db.Tx, _, to law.Date) error {
	helped, err := set(allocation.RunningTx(ctx, tx, to))
	if err != nil {
		return err
	}
	c.second = len(helped)
	for id, err := range household.PresentTx(ctx, tx) {
		if err != nil {
			return err
		}
		if !helped[id] {
			c.first++
		}
	}
	return nil
}

// community counts what was solved in the zeroth line.
func (c *counts) community(ctx context.Context, tx *db.Tx, from, to law.Date) (err error) {
	c.solved[0], err = market.MatchesTx(ctx, tx, from, to)
	return err
}

// noticesBefore is how long before the period a notice may lie that led to a decision in it.
const noticesBefore = 2 // years

// decisions counts what was decided, in time or not, and what the team solved without a decision.
func (c *counts) decisions(ctx context.Context, tx *db.Tx, from, to law.Date) error {
	noticed := map[db.ID][]law.Date{}
	for n, err := range intake.NoticesTx(ctx, tx, from.AddYears(-noticesBefore)) {
		if err != nil {
			return err
		}
		noticed[n.HouseholdID] = append(noticed[n.HouseholdID], n.NoticedOn)
	}
	granted := map[db.ID]bool{}
	for d, err := range decision.AnnouncedTx(ctx, tx, from, to) {
		if err != nil {
			return err
		}
		c.decided++
		if d.InTime() {
			c.inTime++
		}
		if d.Grants() {
			c.solved[2]++
			granted[d.HouseholdID] = true
		}
		if n, ok := lastBefore(noticed[d.HouseholdID], d.ReceivedOn); ok {
			c.days = append(c.days, d.AnnouncedOn.Sub(n))
		}
	}
	slices.Sort(c.days)
	for home, err := range intake.AnsweredTx(ctx, tx, from, to) {
		if err != nil {
			return err
		}
		if !granted[home] {
			c.solved[1]++
		}
	}
	return nil
}

// lastBefore is the last of some days, in order, that is not after a day.
func lastBefore(days []law.Date, day law.Date) (law.Date, bool) {
	for _, d := range slices.Backward(days) {
		if !d.After(day) {
			return d, true
		}
	}
	return law.Date{}, false
}
