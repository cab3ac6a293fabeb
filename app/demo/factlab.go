package demo

import (
	"context"
	"math/rand/v2"
	"path/filepath"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/app/demo/lab"
	"codeberg.org/samenkracht/samenkracht/app/demo/past"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// addresses is how many addresses the town of the Factlab has.
func (s Size) addresses() int {
	if s == Tiny {
		return 3000
	}
	return 20_000
}

// factlab plays two rounds of the Factlab in the first town and prepares a third.
func (f *Filler) factlab(ctx context.Context) error {
	at := f.towns[towns[0].slug]
	l := &lab.Lab{App: f.App, Lead: at.actors[access.RoleAnalyst], Privacy: at.actors[access.RolePrivacyOfficer], LeadName: workerName(access.RoleAnalyst),
		PrivacyName: workerName(access.RolePrivacyOfficer), Folder: filepath.Join(f.data, "factlab"), At: f.At, Today: f.Today(),
		Drain: func(ctx context.Context) error { return f.App.Queue.Drain(ctx, later...) }}
	l.Town = &lab.Town{Code: towns[0].cbs, Digits: towns[0].digits, Districts: towns[0].places}
	l.Town.Fill(rand.New(rand.NewPCG(past.Seed, 0)), f.size.addresses(), f.Today().Start()) // the same town in every round
	for _, n := range []lab.Round{
		{Name: "Eerste ronde", Organisations: lab.First, DaysAgo: 420, Destroyed: true},
		{Name: "Tweede ronde", Organisations: len(lab.Organisations), DaysAgo: 60, Declined: true, Destroyed: true},
	} {
		if err := f.Once(ctx, "factlab: "+n.Name, func(ctx context.Context) error { return l.Play(ctx, n) }); err != nil {
			return err
		}
	}
	return f.Once(ctx, "factlab: next", func(ctx context.Context) error { return f.nextRound(ctx, l) })
}

// nextRound is the round that is being prepared.
func (f *Filler) nextRound(ctx context.Context, l *lab.Lab) error {
	f.At(5)
	r, err := f.App.Factlab.Prepare(ctx, l.Lead, factlab.Round{Name: "Derde ronde", Month: f.On().Start().Format("2006-01"), Deadline: f.Day(-45),
		Terms: factlab.Terms{Purpose: "Weten of hulp zich minder stapelt dan een jaar geleden", Ground: "AVG art. 6 lid 1 e, met AVG art. 89", Body: "Kennisbureau Noabers"}})
	if err != nil {
		return err
	}
	for _, o := range lab.Organisations[:3] {
		if _, err := f.App.Factlab.Invite(ctx, l.Lead, factlab.Participant{RoundID: r.ID, Name: o.Name, Email: "factlab@example.nl"}); err != nil {
			return err
		}
	}
	return nil
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
