// Package lab plays the Factlab of the demonstration: rounds in a made-up town, with a key holder, a reception and many
// organisations that deliver with the tool of the product, over the network of this machine. What it shows is what
// came out.
package lab

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/command"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Lab is the Factlab of one municipality.
type Lab struct {
	App           *app.App
	Lead, Privacy access.Actor
	LeadName      string
	PrivacyName   string
	Folder        string // for the files of the organisations and the key holder
	Town          *Town
	At            func(daysAgo int) // sets the clock
	Today         law.Date
	Drain         func(ctx context.Context) error // does the work that waits

	once func(ctx context.Context, step string, do func(ctx context.Context) error) error
}

// Round is what a round of the demonstration is like.
type Round struct {
	Name          string
	Organisations int
	DaysAgo       int // on which it was closed
	Declined      bool
	Destroyed     bool
}

// What is agreed in every round: the ground, who joins the lists, and who keeps the key.
const (
	ground = "AVG art. 6 lid 1 e, met AVG art. 89"
	body   = "Kennisbureau Noabers"
	holder = "Notariskantoor De Es"
)

// Play plays a round from the agreements to the release, and if it must to the end.
func (l *Lab) Play(ctx context.Context, n Round) (err error) {
	at, stop, err := l.listen()
	if err != nil {
		return err
	}
	defer stop()
	l.App.Factlab.Address = at
	l.At(n.DaysAgo + 60)
	p, err := l.prepare(ctx, n)
	if err != nil {
		return fmt.Errorf("prepare: %w", err)
	}
	defer func() { err = errors.Join(err, p.close()) }()
	l.At(n.DaysAgo + 20)
	if err := l.open(ctx, p); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	for i := range n.Organisations {
		l.At(n.DaysAgo + 18 - i/2)
		if err := l.deliver(ctx, p, i); err != nil {
			return fmt.Errorf("deliver: %w", err)
		}
	}
	l.At(n.DaysAgo)
	if err := l.join(ctx, p); err != nil {
		return fmt.Errorf("join: %w", err)
	}
	if err := l.release(ctx, p, n); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	if !n.Destroyed {
		return nil
	}
	l.At(n.DaysAgo - 28)
	return l.destroy(ctx, p)
}

// played is a round that is being played.
type played struct {
	round   factlab.Round
	folder  string
	vault   *vault.Vault
	server  *http.Server
	senders []string // the folders of organisations
}

func (p *played) close() error { return errors.Join(p.server.Close(), p.vault.Close()) }

// listen runs the reception on this machine.
func (l *Lab) listen() (address string, stop func(), err error) {
	counter, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	s := l.App.Reception.Server()
	serve(s, counter)
	return counter.Addr().String(), func() { _ = s.Close() }, nil
}

func serve(s *http.Server, at net.Listener) {
	go func() {
		if err := s.ServeTLS(at, "", ""); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("the factlab of the demonstration", "err", err)
		}
	}()
}

// prepare makes the agreements: terms, key holder, public counts, who takes part.
func (l *Lab) prepare(ctx context.Context, n Round) (p *played, err error) {
	closing := l.Today.Add(-n.DaysAgo)
	p = &played{}
	p.round, err = l.App.Factlab.Prepare(ctx, l.Lead, factlab.Round{Name: n.Name, Month: closing.AddMonths(-1).Start().Format("2006-01"), Deadline: closing,
		Terms: factlab.Terms{Purpose: "Weten waar hulp zich stapelt, om wijkteams daar te versterken", Ground: ground, Body: body,
			Organisations: 1}}) // each agreed that what it does alone may be seen
	if err != nil {
		return nil, err
	}
	p.folder = filepath.Join(l.Folder, "ronde-"+p.round.ID.String())
	if err := os.MkdirAll(p.folder, 0o700); err != nil {
		return nil, err
	}
	if err := l.papers(ctx, p); err != nil {
		return nil, err
	}
	if err := l.keep(ctx, p); err != nil {
		return nil, err
	}
	if err := l.count(ctx, p); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if err := l.invite(ctx, p, n, closing); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// papers files what must be filed.
func (l *Lab) papers(ctx context.Context, p *played) error {
	for kind, name := range map[factlab.DocumentKind]string{factlab.ImpactAssessment: "Gegevensbeschermingseffectbeoordeling", factlab.LegalGround: "Grondslag van het Factlab",
		factlab.Correspondence: "Brief aan de Autoriteit Persoonsgegevens"} {
		if err := l.App.Factlab.File(ctx, l.Privacy, p.round.ID, kind, file.New{Name: name + ".txt", Content: []byte(name + "\n\nDit is een verzonnen stuk van de demonstratie.\n")}); err != nil {
			return err
		}
	}
	return nil
}

// keep makes the key at the key holder, who starts to answer.
func (l *Lab) keep(ctx context.Context, p *played) error {
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	folder := filepath.Join(p.folder, "sleutel")
	card, err := vault.Make(folder, vault.Plan{Round: p.round.Reference(), Purpose: p.round.Terms.Purpose, Threshold: 1,
		Holders: []vault.Holder{{Body: holder, Address: at.Addr().String()}}})
	if err != nil {
		return errors.Join(err, at.Close())
	}
	if p.vault, err = vault.Open(folder); err != nil {
		return errors.Join(err, at.Close())
	}
	p.server = keyholder.Server(p.vault, func(err error) { slog.Error("the key holder of the demonstration", "err", err) })
	serve(p.server, at)
	return l.App.Factlab.HoldKeys(ctx, l.Lead, p.round.ID, card)
}

// count makes the address list and gives the hub the public counts.
func (l *Lab) count(ctx context.Context, p *played) error {
	extract := filepath.Join(p.folder, "bag.csv")
	if err := command.WriteFile(extract, l.Town.WriteAddresses); err != nil {
		return err
	}
	if err := l.tool(ctx, addresses.Commands(), "addresses", "import", "-in", extract, "-out", l.list(p)); err != nil {
		return err
	}
	names, counted := l.Town.Names(), map[string]int{}
	var places []factlab.Place
	for _, h := range l.Town.Households {
		if counted[h.Neighbourhood]++; counted[h.Neighbourhood] == 1 {
			places = append(places, factlab.Place{Neighbourhood: h.Neighbourhood, Name: names[h.Neighbourhood], District: h.District, DistrictName: names[h.District]})
		}
	}
	for i := range places {
		places[i].Addresses = counted[places[i].Neighbourhood]
	}
	return l.App.Factlab.Count(ctx, l.Lead, p.round.ID, agreement.AddressList{Addresses: len(l.Town.Households)}, places)
}

func (l *Lab) list(p *played) string { return filepath.Join(p.folder, "adressen.csv") }

// invite asks the organisations; each makes its key with the tool and says to how many addresses it delivers.
func (l *Lab) invite(ctx context.Context, p *played, n Round, on law.Date) error {
	for i, o := range Organisations[:n.Organisations] {
		folder := filepath.Join(p.folder, fmt.Sprintf("organisatie-%02d", i+1))
		if err := os.MkdirAll(filepath.Join(folder, "staat"), 0o700); err != nil {
			return err
		}
		p.senders = append(p.senders, folder)
		declared := 0
		err := command.WriteFile(filepath.Join(folder, "lijst.csv"), func(w io.Writer) (err error) {
			declared, err = l.Town.WriteList(w, i, on.Start())
			return err
		})
		if err != nil {
			return err
		}
		id, err := wire.LoadOrMakeIdentity(filepath.Join(folder, "staat", "identity.pem")) // where the tool looks for it
		if err != nil {
			return err
		}
		who, err := l.App.Factlab.Invite(ctx, l.Lead, factlab.Participant{RoundID: p.round.ID, Name: o.Name, Email: fmt.Sprintf("factlab%02d@example.nl", i+1)})
		if err == nil {
			err = l.App.Factlab.TakeIn(ctx, l.Lead, who, id.Key(), max(1, declared))
		}
		if err != nil {
			return err
		}
	}
	if !n.Declined {
		return nil
	}
	who, err := l.App.Factlab.Invite(ctx, l.Lead, factlab.Participant{RoundID: p.round.ID, Name: Declined.Name, Email: "factlab99@example.nl"})
	if err != nil {
		return err
	}
	return l.App.Factlab.Decline(ctx, l.Lead, who, Declined.Reason)
}

// open opens the round, and the key holder lets the participants in.
func (l *Lab) open(ctx context.Context, p *played) error {
	if err := l.App.Factlab.Start(ctx, l.Lead, p.round.ID); err != nil {
		return err
	}
	text, err := l.App.Factlab.AgreementFile(ctx, l.Lead, p.round.ID)
	if err != nil {
		return err
	}
	a, err := agreement.Parse(text)
	if err != nil {
		return err
	}
	admission, err := vault.Consider(filepath.Join(p.folder, "sleutel"), a)
	if err == nil {
		err = admission.Commit()
	}
	if err != nil {
		return err
	}
	a.Deadline = time.Now().AddDate(0, 0, 1) // the tool goes by the clock of its machine, not by that of the past
	if text, err = json.Marshal(a); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(p.folder, "afspraken.json"), text, 0o600)
}

// deliver has one organisation deliver, with the tool.
func (l *Lab) deliver(ctx context.Context, p *played, organisation int) error {
	folder := p.senders[organisation]
	return l.tool(ctx, sender.Commands(), "send", "-agreement", filepath.Join(p.folder, "afspraken.json"), "-addresses", l.list(p),
		"-state", filepath.Join(folder, "staat"), "-yes", filepath.Join(folder, "lijst.csv"))
}

// tool runs a command of the product.
func (l *Lab) tool(ctx context.Context, commands []command.Command, args ...string) error {
	var said bytes.Buffer
	if exit := (command.Tool{Program: "samenkracht factlab", Commands: commands}).Run(ctx, args, nil, &said, &said); exit != command.Good {
		return fmt.Errorf("samenkracht factlab %s: exit %d: %s", args[0], exit, said.String())
	}
	return nil
}

// join closes the round and joins what came.
func (l *Lab) join(ctx context.Context, p *played) error {
	if err := l.App.Join.Close(ctx, l.Lead, p.round.ID); err != nil {
		return err
	}
	if err := l.Drain(ctx); err != nil {
		return err
	}
	return l.wait(ctx, func() (bool, error) {
		v, err := l.App.Factlab.Read(ctx, l.Lead, p.round.ID)
		return v.State == factlab.Joined, err
	})
}

// wait waits for work that the program that serves may have taken before us.
func (l *Lab) wait(ctx context.Context, done func() (bool, error)) error {
	for range 6000 {
		if ok, err := done(); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("what was to be done is not done after ten minutes")
}

// release makes tables of the round, which the privacy officer approves.
func (l *Lab) release(ctx context.Context, p *played, n Round) error {
	l.At(n.DaysAgo - 7)
	id, err := l.App.Releases.Propose(ctx, l.Lead, l.LeadName, p.round.ID, 0)
	if err != nil {
		return err
	}
	if err := l.Drain(ctx); err != nil {
		return err
	}
	err = l.wait(ctx, func() (bool, error) {
		made, err := l.App.Releases.One(ctx, l.Lead, id)
		if err == nil && made.State == release.Failed {
			err = errors.New(made.Note)
		}
		return made.State != release.Making, err
	})
	if err != nil {
		return err
	}
	l.At(n.DaysAgo - 14)
	return l.App.Releases.Decide(ctx, l.Privacy, l.PrivacyName, id, release.Approved, "")
}

// destroy ends the round: the key holder destroys the key, the hub everything else.
func (l *Lab) destroy(ctx context.Context, p *played) error {
	record, err := p.vault.Destroy("Mr. A. van der Es")
	if err != nil {
		return err
	}
	if err := l.App.Factlab.Destroy(ctx, l.Lead, p.round.ID, l.LeadName); err != nil {
		return err
	}
	text, err := json.Marshal(record)
	if err != nil {
		return err
	}
	return l.App.Factlab.FileDestruction(ctx, l.Lead, p.round.ID, text)
}
