package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// write writes the plan: wish, report, scores, goals with their ladders, and what the resident says of it.
func (s *scene) write(ctx context.Context) error {
	p := s.tale.Plan
	if p == nil {
		return nil
	}
	s.At(p.Started)
	s.plan = s.App.DB.NewID()
	if _, err := s.App.Plans.Start(ctx, s.worker, s.plan, s.home); err != nil {
		return err
	}
	if err := s.App.Plans.WriteWish(ctx, s.worker, s.plan, 1, p.Report.Wish); err != nil {
		return err
	}
	if p.Report.BehindQuestion != "" {
		p.Report.HeldOn = s.On()
		if err := s.App.Plans.WriteReport(ctx, s.worker, s.plan, 2, p.Report); err != nil {
			return err
		}
	}
	for _, c := range p.Scores {
		n := plan.LifeDomainScore{ID: s.App.DB.NewID(), PlanID: s.plan, ResidentID: s.people[c.Whose], Domain: c.Domain, Level: c.Level, OwnLevel: c.Own,
			ScoredOn: s.On(), Reason: c.Reason}
		if err := s.App.Plans.Score(ctx, s.worker, n); err != nil {
			return err
		}
	}
	for _, g := range p.Goals {
		if err := s.goal(ctx, g); err != nil {
			return err
		}
	}
	return s.agree(ctx, *p)
}

func (s *scene) goal(ctx context.Context, g content.Goal) error {
	n := plan.Goal{ID: s.App.DB.NewID(), PlanID: s.plan, Domain: g.Domain, WordedBy: g.Words, GoalText: g.GoalText}
	if g.Whose >= 0 {
		n.ResidentID = s.people[g.Whose]
	}
	if err := s.App.Plans.AddGoal(ctx, s.worker, n); err != nil {
		return err
	}
	s.goals = append(s.goals, n.ID)
	for _, st := range g.Steps {
		if err := s.step(ctx, n.ID, st); err != nil {
			return fmt.Errorf("step %s: %w", st.Rung, err)
		}
	}
	if g.State == "" {
		return nil
	}
	n.State, n.Version = g.State, 1
	return s.App.Plans.ChangeGoal(ctx, s.worker, n)
}

// step writes what was found on a rung, with the ask or the place that belongs to it.
func (s *scene) step(ctx context.Context, goal db.ID, st content.Step) error {
	n := ladder.Step{ID: s.App.DB.NewID(), PlanID: s.plan, GoalID: goal, Rung: st.Rung, Outcome: st.Outcome, Doer: st.Doer,
		StepText: ladder.StepText{Tried: st.Tried, DoerName: st.Who, Reason: st.Reason}}
	if err := s.App.Plans.WriteStep(ctx, s.worker, n); err != nil {
		return err
	}
	if st.Ask != nil {
		_, err := s.App.Plans.AskNeighbours(ctx, s.worker, s.plan, goal, market.NewAsk{Category: st.Ask.Category, Title: st.Ask.Title, Details: st.Ask.Details})
		return err
	}
	if st.Entry == "" {
		return nil
	}
	found, err := s.App.SocialMap.Near(ctx, s.town.id, socialmap.Search{Words: st.Entry, Limit: 50})
	at := slices.IndexFunc(found, func(e socialmap.Entry) bool { return e.Name == st.Entry })
	if err != nil || at < 0 {
		return errors.Join(err, fmt.Errorf("%q is not on the social map", st.Entry))
	}
	return s.App.Plans.LinkPlace(ctx, s.worker, s.plan, goal, st.Rung, found[at].ID)
}

// agree shares the plan and lets the resident say something of it.
func (s *scene) agree(ctx context.Context, p content.Plan) error {
	if p.Shared == 0 {
		return nil
	}
	s.At(p.Shared)
	if err := s.App.Plans.Share(ctx, s.worker, s.plan, 3); err != nil {
		return err
	}
	reader, how := s.worker, plan.AtTheTable
	if p.AtTable == "" && len(s.tale.Personas) > 0 {
		reader, how = s.personas[s.tale.Personas[0].Name], plan.OnScreen
	}
	if p.Remark != "" {
		if err := s.App.Plans.AddRemark(ctx, reader, plan.Remark{ID: s.App.DB.NewID(), PlanID: s.plan, Words: p.Remark}); err != nil {
			return err
		}
	}
	answer := plan.Answer{ID: s.App.DB.NewID(), PlanID: s.plan, Agrees: p.Disagree == "", How: how, AnswerText: plan.AnswerText{Who: p.AtTable, Reason: p.Disagree}}
	switch {
	case p.Disagree != "":
		return s.App.Plans.Answer(ctx, reader, 4, answer)
	case p.Agreed == 0:
		return nil
	}
	s.At(p.Agreed)
	if err := s.App.Plans.Answer(ctx, reader, 4, answer); err != nil {
		return err
	}
	return s.App.Plans.Noted(ctx, s.worker, s.plan)
}

// end closes the plan, and the household that goes on by itself.
func (s *scene) end(ctx context.Context) error {
	if p := s.tale.Plan; p != nil && p.Closed > 0 {
		s.At(p.Closed)
		if err := s.App.Plans.Close(ctx, s.worker, s.plan, 5, p.Closing); err != nil {
			return err
		}
	}
	if s.tale.Household.Settled == 0 {
		return nil
	}
	s.At(s.tale.Household.Settled)
	h, err := s.household(ctx)
	if err != nil {
		return err
	}
	return s.App.Households.Close(ctx, s.worker, s.home, h.Version, household.Settled)
}

// decide takes the application in and prepares and signs the decision, as far as it came.
func (s *scene) decide(ctx context.Context) error {
	d := s.tale.Decision
	if d == nil {
		return nil
	}
	s.At(d.Applied)
	who := s.people[max(0, s.tale.Plan.Goals[d.Goal].Whose)]
	f, err := s.App.Decisions.Apply(ctx, s.worker, decision.Application{ID: s.App.DB.NewID(), HouseholdID: s.home, ResidentID: who, PlanID: s.plan,
		GoalID: s.goals[d.Goal], Law: decision.Wmo, Source: decision.SignedReport, ReceivedOn: s.On(), ApplicationText: decision.ApplicationText{Asked: d.Asked}})
	if err != nil {
		return err
	}
	s.decision = f.Decision.ID
	if d.Suspended > 0 {
		s.At(d.Suspended)
		if err := s.App.Decisions.Suspend(ctx, s.worker, s.decision, 1, law.Incomplete, s.On()); err != nil {
			return err
		}
	}
	if d.Resumed > 0 {
		s.At(d.Resumed)
		if err := s.App.Decisions.Resume(ctx, s.worker, s.decision, 2, s.On()); err != nil {
			return err
		}
	}
	if d.Verdict == "" {
		return nil
	}
	return s.propose(ctx, *d)
}

func (s *scene) propose(ctx context.Context, d content.Decision) error {
	s.At(d.Proposed)
	p := decision.Proposal{Verdict: d.Verdict, WlzChecked: true, Heard: d.Less != "", Less: d.Less}
	if d.Verdict != decision.Refused {
		p.Delivery, p.Contribution = decision.InKind, provision.UsualContribution
		if d.Exempt != "" {
			p.Contribution = d.Exempt
		}
		p.Provision = provision.Provision{Category: d.Provision.Category, Code: d.Provision.Code, Volume: d.Provision.Volume, Unit: d.Provision.Unit,
			Frequency: d.Provision.Frequency, FromDay: s.Day(d.Provision.From), ToDay: s.Day(d.Provision.To)}
	}
	if err := s.App.Decisions.Propose(ctx, s.worker, s.decision, 1, p); err != nil {
		return err
	}
	if err := s.App.Decisions.Reason(ctx, s.worker, s.decision, 2, decision.DecisionText{Facts: d.Facts, Reasons: d.Reasons}); err != nil {
		return err
	}
	version := int64(3)
	if d.Verdict != decision.Refused {
		if err := s.App.Decisions.Choose(ctx, s.worker, s.decision, version, s.firms[d.Provider], d.Why); err != nil {
			return err
		}
		version++
	}
	if d.Offered == 0 {
		return nil
	}
	s.At(d.Offered)
	if err := s.App.Decisions.Offer(ctx, s.worker, s.decision, version); err != nil {
		return err
	}
	signer, err := s.signer(ctx)
	if err != nil {
		return err
	}
	switch {
	case d.SentBack != "":
		return s.App.Decisions.SendBack(ctx, signer, s.decision, version+1, d.SentBack)
	case d.Signed > 0:
		s.At(d.Signed)
		if err := s.App.Decisions.Sign(ctx, signer, s.decision, version+1); err != nil || d.Signed == 1 {
			return err
		}
		s.At(d.Signed - 1)
		if err := s.App.Letters.PostOn(ctx, s.worker, s.decision, s.On()); !errors.Is(err, fault.Conflict) { // who is mailed gets nothing by post
			return errors.Join(err, s.App.Letters.Posted(ctx, s.worker, s.decision))
		}
	}
	return nil
}

// judge lets the asker say what the steps were like.
func (s *scene) judge(ctx context.Context) error {
	for _, m := range s.tale.Marks {
		s.At(m.On)
		who := s.personas[s.tale.Personas[0].Name]
		open, err := s.App.Experience.Open(ctx, who)
		for _, q := range open {
			if err == nil {
				err = s.App.Experience.Answer(ctx, who, experience.NewAnswer{QuestionID: q.ID, Score: m.Score, Sentence: m.Sentence})
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// signer is somebody with a mandate that is large enough.
func (s *scene) signer(ctx context.Context) (access.Actor, error) {
	var files []decision.File
	err := s.App.DB.View(ctx, s.town.id, func(tx *db.Tx) (err error) {
		files, err = s.App.Decisions.ByHouseholdTx(ctx, tx, s.home)
		return err
	})
	signer := s.town.actors[access.RoleTeamLead]
	for _, f := range files {
		if f.Decision.ID == s.decision && f.Decision.YearCents > signer.Mandate {
			signer = s.town.actors[access.RoleLegalOfficer]
		}
	}
	return signer, err
}

// later are the jobs that are left to the program that serves: what comes back by itself.
var later = []string{"access.sequence", "demo.providers", "market.sweep", "web.forget"}

// drain does the jobs that are due. Printing takes long, so it is left too, and only for a tale that shows its
// letter on paper; the other letters stay pages.
func (s *scene) drain(ctx context.Context) error {
	leave := later
	if s.tale.Printed {
		leave = append(slices.Clone(later), "decision.print")
	}
	return s.App.Queue.Drain(ctx, leave...)
}

// deliver brings the order to the provider and lets it answer, as far as it came.
func (s *scene) deliver(ctx context.Context) error {
	if s.decision == 0 || s.tale.Decision.Signed == 0 {
		return nil
	}
	if err := s.drain(ctx); err != nil {
		return err
	}
	o := s.tale.Order
	if !o.Sent {
		return nil
	}
	firm := system(s.firms[s.tale.Decision.Provider])
	if o.Refused != "" {
		return s.refuse(ctx, firm)
	}
	for _, day := range []int{o.Answer, o.Started} {
		if day <= 0 {
			continue
		}
		s.At(day)
		// What is a conflict was answered at this moment by the program that serves.
		if err := s.App.Assignments.AnswerOpen(ctx, firm, time.Second); err != nil && !errors.Is(err, fault.Conflict) {
			return err
		}
		if err := s.drain(ctx); err != nil {
			return err
		}
	}
	if o.Stopped == 0 {
		return nil
	}
	s.At(o.Stopped)
	a, err := s.assignment(ctx, firm, assignment.Running)
	if errors.Is(err, fault.NotFound) {
		return nil // the program that serves brings the messages at this moment: then the support goes on
	}
	if err == nil {
		err = s.App.Assignments.Stop(ctx, firm, a, s.On(), o.Reason)
	}
	if err != nil {
		return err
	}
	return s.drain(ctx)
}

func (s *scene) refuse(ctx context.Context, firm access.Actor) error {
	s.At(s.tale.Order.Answer)
	a, err := s.assignment(ctx, firm, assignment.ToDo)
	if err == nil {
		err = s.App.Assignments.Refuse(ctx, firm, a, s.tale.Order.Refused)
	}
	if err != nil {
		return err
	}
	return s.drain(ctx)
}

// assignment finds the order at the provider's, by its number.
func (s *scene) assignment(ctx context.Context, firm access.Actor, view assignment.View) (db.ID, error) {
	var orders []allocation.Allocation
	err := s.App.DB.View(ctx, s.town.id, func(tx *db.Tx) (err error) {
		orders, err = s.App.Allocations.ByDecisionTx(ctx, tx, s.decision)
		return err
	})
	for after := db.ID(0); err == nil && len(orders) > 0; {
		var page []assignment.Assignment
		if page, err = s.App.Assignments.List(ctx, firm, view, after); err != nil {
			break
		}
		for _, a := range page {
			if a.Municipality == s.town.cbs && a.Number == orders[0].Number {
				return a.ID, nil
			}
			after = a.ID
		}
		if len(page) == 0 {
			break
		}
	}
	if err == nil {
		err = fmt.Errorf("order at the provider's: %w", fault.NotFound)
	}
	return 0, err
}
