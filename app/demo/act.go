package demo

import (
	"context"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

// scene is a tale while it is played: the ids of what there is already.
type scene struct {
	*Filler
	tale     content.Tale
	town     *place
	number   int // of the first citizen service number
	worker   access.Actor
	personas map[string]access.Actor
	question db.ID
	home     db.ID
	people   []db.ID
	plan     db.ID
	goals    []db.ID
	decision db.ID
}

// play lets the people of a tale do what they did, each thing on its day, through the use cases of the product.
func (f *Filler) play(ctx context.Context, tale content.Tale, number int) (*scene, error) {
	s := &scene{Filler: f, tale: tale, town: f.towns[tale.Town], number: number, personas: map[string]access.Actor{}}
	team := s.town.teams[tale.Neighbourhood/2]
	s.worker = team.generalists[tale.Worker%len(team.generalists)]
	for _, part := range []struct {
		name string
		play func(context.Context) error
	}{{"sign up", s.signUp}, {"ask", s.ask}, {"take", s.take}, {"settle", s.settle}, {"talk", s.talk}, {"inquire", s.inquire}, {"write the plan", s.write},
		{"decide", s.decide}, {"deliver", s.deliver}, {"judge", s.judge}, {"end", s.end}} {
		if err := part.play(ctx); err != nil {
			return s, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return s, nil
}

// signUp makes the accounts of those who can be chosen at sign-in.
func (s *scene) signUp(ctx context.Context) error {
	for _, p := range s.tale.Personas {
		s.At(s.tale.Question.Asked + 2)
		role := access.RoleResident
		if p.Carer {
			role = access.RoleInformalCarer
		}
		a, err := s.person(ctx, s.town.id, account.Account{Name: p.Name, About: p.About, Demo: !p.Quiet}, account.Grant{Role: role})
		if err != nil {
			return err
		}
		s.personas[p.Name] = access.Actor{Account: a.ID, Tenant: s.town.id, Role: role}
	}
	return nil
}

// ask sends the question to the team: by who signs in, by a visitor, or by a worker for somebody on the phone.
func (s *scene) ask(ctx context.Context) error {
	q := s.tale.Question
	if q.Words == "" {
		return nil
	}
	s.At(q.Asked)
	n := intake.NewQuestion{ID: s.App.DB.NewID(), ForWhom: q.ForWhom, Words: intake.Words{Question: q.Words, Name: q.Name, ForName: q.ForName,
		Postcode: postcode(s.town.town, s.tale.Neighbourhood, s.number), Phone: content.Phone(s.number), Preferred: intake.ByPhone}}
	actor := access.Visitor(s.town.id)
	switch {
	case q.Written:
		actor = s.worker
	case len(s.tale.Personas) > 0:
		n.Name = s.tale.Personas[0].Name
		actor = s.personas[n.Name]
		n.Email, n.Preferred = content.Must(ident.ParseEmail(content.Mailbox(n.Name))), intake.ByMail
	}
	r, err := s.App.Intake.Ask(ctx, actor, n)
	s.question = r.ID
	if err == nil && q.Withdrawn > 0 && s.tale.Taken == 0 {
		if !actor.SignedIn() {
			actor = s.worker // somebody who has no account calls the team
		}
		err = s.withdraw(ctx, actor)
	}
	return err
}

func (s *scene) withdraw(ctx context.Context, by access.Actor) error {
	s.At(s.tale.Question.Withdrawn)
	_, err := s.App.Intake.Withdraw(ctx, by, s.question)
	return err
}

// take lets a generalist take the question, who writes down who the people are.
func (s *scene) take(ctx context.Context) error {
	if s.tale.Taken == 0 {
		return nil
	}
	s.At(s.tale.Taken)
	q, err := s.App.Intake.Take(ctx, s.worker, intake.Taking{QuestionID: s.question})
	if err != nil {
		return err
	}
	s.home = q.HouseholdID
	there, err := s.residents(ctx)
	if err != nil {
		return err
	}
	s.people = make([]db.ID, len(s.tale.Household.People))
	for i, p := range s.tale.Household.People {
		to := household.Relation{ResidentID: s.people[0], Kind: p.Is}
		at := slices.IndexFunc(there, func(r household.Resident) bool { return r.FullName() == p.FullName() })
		if at < 0 {
			one, err := s.App.Households.AddResident(ctx, s.worker, s.home, household.Resident{Person: s.known(i, p)}, to)
			if err != nil {
				return err
			}
			s.people[i] = one.ID
			continue
		}
		s.people[i] = there[at].ID
		if _, err := s.App.Households.ChangeResident(ctx, s.worker, s.people[i], there[at].Version, s.known(i, p)); err != nil {
			return err
		}
		if to.OtherID = s.people[i]; i > 0 {
			if _, err := s.App.Households.Relate(ctx, s.worker, s.home, to); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *scene) residents(ctx context.Context) (all []household.Resident, err error) {
	err = s.App.DB.View(ctx, s.town.id, func(tx *db.Tx) (err error) {
		all, err = s.App.Households.ResidentsTx(ctx, tx, s.home)
		return err
	})
	return all, err
}

// known is what the worker writes down of the nth person.
func (s *scene) known(nth int, p content.Person) household.Person {
	return p.Known(s.number+nth, s.Today().AddYears(-p.Age).Add(-20-s.Rand.IntN(300)))
}

// settle writes down where the household lives, who is around it and what it agrees to.
func (s *scene) settle(ctx context.Context) error {
	if s.home == 0 {
		return nil
	}
	h, err := s.household(ctx)
	if err != nil {
		return err
	}
	move := team.Move{HouseholdID: s.home, Version: h.Version, Address: household.Address{Street: s.tale.Household.Street, House: s.tale.Household.House,
		Postcode: postcode(s.town.town, s.tale.Neighbourhood, s.number), City: s.town.city()}}
	if _, err := s.App.Teams.Move(ctx, s.worker, move); err != nil {
		return err
	}
	if s.tale.Household.Secret {
		if err := s.App.Households.KeepSecret(ctx, s.worker, s.home, h.Version+1, true); err != nil {
			return err
		}
	}
	for i, p := range s.tale.Household.People {
		if err := s.link(ctx, s.people[i], p.Persona); err != nil {
			return err
		}
	}
	for _, o := range s.tale.Household.Around {
		r := household.Relation{ResidentID: s.people[o.Whose], Kind: o.Kind, Outsider: household.Outsider{Name: o.Name, Organisation: o.Organisation, Does: o.Does}}
		if o.Phone != "" {
			r.Phone = content.Must(ident.ParsePhone(o.Phone))
		}
		if _, err := s.App.Households.Relate(ctx, s.worker, s.home, r); err != nil {
			return err
		}
	}
	return s.consent(ctx)
}

func (s *scene) household(ctx context.Context) (h household.Household, err error) {
	err = s.App.DB.View(ctx, s.town.id, func(tx *db.Tx) (err error) {
		h, err = s.App.Households.ByIDTx(ctx, tx, s.home)
		return err
	})
	return h, err
}

// link lets somebody see the own file with the account of a persona.
func (s *scene) link(ctx context.Context, resident db.ID, persona string) error {
	if persona == "" {
		return nil
	}
	return s.App.DB.InTx(ctx, s.town.id, func(tx *db.Tx) error {
		return s.App.Households.LinkAccountTx(ctx, tx, s.worker, resident, s.personas[persona].Account)
	})
}

func (s *scene) consent(ctx context.Context) error {
	for _, c := range s.tale.Household.Consents {
		n := household.Consent{ResidentID: s.people[c.Whose], Purpose: c.Purpose, Ground: c.Ground, Fields: c.Fields, Recipient: c.Recipient,
			RecipientID: s.personas[c.Persona].Account, Without: c.Without, FromDay: s.Day(c.From), ToDay: s.Today().Add(-c.To)}
		for _, by := range c.GivenBy {
			n.GivenBy = append(n.GivenBy, s.people[by])
		}
		s.At(c.From)
		made, err := s.App.Households.RecordConsent(ctx, s.worker, s.home, n)
		if err != nil {
			return err
		}
		if c.Withdrawn == 0 {
			continue
		}
		s.At(c.Withdrawn)
		if _, err := s.App.Households.WithdrawConsent(ctx, s.worker, made.ID); err != nil {
			return err
		}
	}
	return nil
}

// talk writes down the contact moments, and who left the household.
func (s *scene) talk(ctx context.Context) error {
	for _, t := range s.tale.Household.Talks {
		s.At(t.On)
		m := household.ContactMoment{ID: s.App.DB.NewID(), HeldOn: s.On(), Channel: t.Channel, Talk: household.Talk{About: t.About, Next: t.Next}}
		if t.Next != "" {
			m.NextOn = s.Day(t.NextOn)
		}
		if _, err := s.App.Households.RecordContact(ctx, s.worker, s.home, m); err != nil {
			return err
		}
	}
	for i, p := range s.tale.Household.People {
		if p.Left == 0 {
			continue
		}
		s.At(p.Left)
		there, err := s.residents(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(there, func(r household.Resident) bool { return r.ID == s.people[i] })
		if _, err := s.App.Households.Leave(ctx, s.worker, s.people[i], there[at].Version, s.On(), p.Why); err != nil {
			return err
		}
	}
	return nil
}

// inquire does the inquiry: the two answers that the law wants, identity, and the end with its report.
func (s *scene) inquire(ctx context.Context) error {
	i := s.tale.Inquiry
	if s.home == 0 {
		return nil
	}
	if s.tale.Question.Withdrawn > 0 {
		return s.withdraw(ctx, s.worker)
	}
	id, err := s.App.Intake.InquiryOf(ctx, s.worker, s.question)
	if err != nil {
		return err
	}
	version := int64(1)
	step := func(day int, do func(version int64) (intake.File, error)) {
		if err == nil && day > 0 {
			s.At(day)
			_, err = do(version)
			version++
		}
	}
	step(i.Answers, func(v int64) (intake.File, error) { return s.App.Intake.AnswerSupport(ctx, s.worker, id, v, i.Support) })
	step(i.Answers, func(v int64) (intake.File, error) {
		answer := inquiry.PlanNone
		if i.OwnPlan {
			answer = inquiry.PlanCame
		}
		return s.App.Intake.AnswerPlan(ctx, s.worker, id, v, answer)
	})
	step(i.Checked, func(v int64) (intake.File, error) {
		return s.App.Intake.Check(ctx, s.worker, id, v, s.On(), s.On())
	})
	step(i.Closed, func(v int64) (intake.File, error) {
		return s.App.Intake.Close(ctx, s.worker, id, v, i.Outcome, i.Report)
	})
	return err
}
