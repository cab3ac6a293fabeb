package lab

import (
	"context"
	"math/rand/v2"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/app/demo/past"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// New is the Factlab in the past of a demonstration, led by one and watched by the other.
func New(p *past.Past, lead, privacy access.Actor, folder string) *Lab {
	return &Lab{App: p.App, Lead: lead, Privacy: privacy, LeadName: workerName(lead.Role), PrivacyName: workerName(privacy.Role), Folder: folder,
		At: p.At, Today: p.Today(), once: p.Once}
}

// workerName is what the worker with a role is called.
func workerName(role access.Role) string {
	for _, w := range content.Workers {
		if w.Role == role {
			return w.Name
		}
	}
	return ""
}

// Rounds plays the two rounds of the demonstration, each once, and prepares a third. Jobs of the kinds in later are
// left to the program that serves.
func (l *Lab) Rounds(ctx context.Context, tiny bool, later []string) error {
	addresses := 20_000
	if tiny {
		addresses = 3000
	}
	l.Drain = func(ctx context.Context) error { return l.App.Queue.Drain(ctx, later...) }
	l.Town.Fill(rand.New(rand.NewPCG(past.Seed, 0)), addresses, l.Today.Start()) // the same town in every round
	for _, n := range []Round{
		{Name: "Eerste ronde", Organisations: First, DaysAgo: 420, Destroyed: true},
		{Name: "Tweede ronde", Organisations: len(Organisations), DaysAgo: 60, Declined: true, Destroyed: true},
	} {
		if err := l.once(ctx, "factlab: "+n.Name, func(ctx context.Context) error { return l.Play(ctx, n) }); err != nil {
			return err
		}
	}
	return l.once(ctx, "factlab: next", l.next)
}

// next prepares a third round.
func (l *Lab) next(ctx context.Context) error {
	l.At(5)
	r, err := l.App.Factlab.Prepare(ctx, l.Lead, factlab.Round{Name: "Derde ronde", Month: l.Today.AddMonths(1).Start().Format("2006-01"), Deadline: l.Today.Add(75),
		Terms: factlab.Terms{Purpose: "Weten of hulp zich minder stapelt dan een jaar geleden", Ground: ground, Body: body, Organisations: 1}})
	if err != nil {
		return err
	}
	for _, o := range Organisations[:3] {
		if _, err := l.App.Factlab.Invite(ctx, l.Lead, factlab.Participant{RoundID: r.ID, Name: o.Name, Email: "factlab@example.nl"}); err != nil {
			return err
		}
	}
	return nil
}
