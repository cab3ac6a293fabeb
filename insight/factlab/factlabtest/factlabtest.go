// Package factlabtest builds a whole Factlab for tests: a municipality beside another one, key holders and a reception
// on loopback, and organisations that deliver by the real protocol.
package factlabtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Lab is the hub of a municipality with all around it.
type Lab struct {
	*testing.T
	DB        *db.DB
	Queue     *jobs.Queue
	Tenants   *tenant.Tenants
	Post      *mail.Post
	Factlab   *factlab.Factlab
	Reception *reception.Reception
	Join      *join.Join
	Releases  *release.Releases

	Lead, Privacy access.Actor // of the municipality
	Beside        access.Actor // the lead of another municipality

	folder string
}

// New builds a Factlab in an empty database.
func New(t *testing.T, d *db.DB) *Lab {
	t.Helper()
	l := &Lab{T: t, DB: d, Queue: jobs.New(d), folder: t.TempDir()}
	gate := access.New(d, tenant.Rules, mail.Rules, insight.Rules)
	l.Tenants = tenant.New(d, gate)
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(l.folder, "master.json"))
	l.Must(err)
	box := seal.New(master)
	l.Post = mail.New(d, gate, l.Queue, box, mail.Server{})
	counter, err := net.Listen("tcp", "127.0.0.1:0")
	l.Must(err)
	l.Factlab = factlab.New(factlab.Parts{DB: d, Gate: gate, Queue: l.Queue, Tenants: l.Tenants, Files: file.NewFiles(d, gate, box), Post: l.Post,
		Identity: wire.MakeIdentity(), Address: counter.Addr().String()})
	l.Reception = reception.New(l.Factlab)
	l.Join = join.New(l.Factlab)
	l.Releases = release.New(l.Join)
	l.serve(l.Reception.Server(), counter)
	home, beside := d.NewID(), d.NewID()
	l.Lead = access.Actor{Account: d.NewID(), Tenant: home, Role: access.RoleAnalyst}
	l.Privacy = access.Actor{Account: d.NewID(), Tenant: home, Role: access.RolePrivacyOfficer}
	l.Beside = access.Actor{Account: d.NewID(), Tenant: beside, Role: access.RoleAnalyst}
	l.Must(l.Tenants.Add(t.Context(), access.System(home, "test"), tenant.Tenant{ID: home, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo"}))
	l.Must(l.Tenants.Add(t.Context(), access.System(beside, "test"), tenant.Tenant{ID: beside, Kind: tenant.Municipality, Slug: "borne", Name: "Gemeente Borne"}))
	return l
}

// Must fails the test.
func (l *Lab) Must(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

// serve runs a server until the test ends.
func (l *Lab) serve(s *http.Server, at net.Listener) {
	go func() { _ = s.ServeTLS(at, "", "") }() // ends with ErrServerClosed
	l.Cleanup(func() { _ = s.Close() })
}

// Terms are good terms of a round that counts December 2025.
func Terms(d *db.DB) factlab.Round {
	return factlab.Round{ID: d.NewID(), Name: "Ronde van de winter", Month: "2025-12", Deadline: law.DateOf(d.Now()).Add(14), Terms: factlab.Terms{
		Purpose: "Beter weten waar hulp zich stapelt", Ground: "AVG art. 6", Body: "Rekenkamer Noabers"}}
}

// Places are neighbourhoods with so many addresses each, in districts of three.
func Places(n, addresses int) (out []factlab.Place) {
	for i := range n {
		out = append(out, factlab.Place{Neighbourhood: fmt.Sprintf("BU014191%02d", i), District: fmt.Sprintf("WK014191%d", i/3), Addresses: addresses})
	}
	return out
}

// Prepare makes a round with a key holder and public counts.
func (l *Lab) Prepare(n factlab.Round, places []factlab.Place) (factlab.Round, *vault.Vault) {
	l.Helper()
	r, err := l.Factlab.Prepare(l.Context(), l.Lead, n)
	l.Must(err)
	at, err := net.Listen("tcp", "127.0.0.1:0")
	l.Must(err)
	folder := filepath.Join(l.folder, "holder-"+r.ID.String())
	card, err := vault.Make(folder, vault.Plan{Round: r.Reference(), Purpose: r.Terms.Purpose, Threshold: 1,
		Holders: []vault.Holder{{Body: "Notaris Es", Address: at.Addr().String()}}})
	l.Must(err)
	l.Must(l.Factlab.HoldKeys(l.Context(), l.Lead, r.ID, card))
	l.Must(l.Factlab.Count(l.Context(), l.Lead, r.ID, agreement.AddressList{}, places))
	v, err := vault.Open(folder)
	l.Must(err)
	l.serve(keyholder.Server(v, func(err error) { l.Log("key holder:", err) }), at)
	l.Cleanup(func() { _ = v.Close() })
	return r, v
}

// Sender is an organisation that takes part.
type Sender struct {
	ID       db.ID
	Name     string
	Identity *wire.Identity
	lab      *Lab
	round    db.ID
}

// TakePart has an organisation take part that declares so many addresses.
func (l *Lab) TakePart(round db.ID, name string, declared int) *Sender {
	l.Helper()
	s := &Sender{Name: name, Identity: wire.MakeIdentity(), lab: l, round: round}
	var err error
	s.ID, err = l.Factlab.Invite(l.Context(), l.Lead, factlab.Participant{RoundID: round, Name: name})
	l.Must(err)
	l.Must(l.Factlab.TakeIn(l.Context(), l.Lead, s.ID, s.Identity.Key(), declared))
	return s
}

// Open opens a round, and lets its participants in at the key holder.
func (l *Lab) Open(round db.ID, v *vault.Vault) *agreement.Agreement {
	l.Helper()
	l.Must(l.Factlab.Start(l.Context(), l.Lead, round))
	text, err := l.Factlab.AgreementFile(l.Context(), l.Lead, round)
	l.Must(err)
	a, err := agreement.Parse(text)
	l.Must(err)
	folder := filepath.Join(l.folder, "holder-"+round.String())
	admission, err := vault.Consider(folder, a)
	l.Must(err)
	l.Must(admission.Commit())
	if len(v.Admitted()) != len(a.Participants) {
		if _, known := v.Participant(a.Participants[0].Key); !known {
			l.Fatal("the key holder admits nobody")
		}
	}
	return a
}

// Wanted is a line before its address is a pseudonym.
type Wanted struct {
	Address, Neighbourhood, Provision string
	From, Until                       string // months
	Type                              string // of a registry sender
}

// Lines turns addresses into pseudonyms with the key holders.
func (s *Sender) Lines(a *agreement.Agreement, wanted []Wanted) []delivery.Line {
	s.lab.Helper()
	client, err := keyholder.NewClient(a, s.Identity)
	s.lab.Must(err)
	session := client.Session(sha256.Sum256([]byte(s.Name)))
	known, inputs := map[string]int{}, [][]byte(nil)
	for _, w := range wanted {
		if _, is := known[w.Address]; !is {
			known[w.Address], inputs = len(inputs), append(inputs, []byte(w.Address))
		}
	}
	var made []delivery.Pseudonym
	for n := 0; n*500 < len(inputs); n++ {
		some, err := session.Pseudonyms(s.lab.Context(), n, inputs[n*500:min(len(inputs), (n+1)*500)])
		s.lab.Must(err)
		made = append(made, some...)
	}
	var out []delivery.Line
	for _, w := range wanted {
		l := delivery.Line{Pseudonym: made[known[w.Address]], Neighbourhood: w.Neighbourhood, Provision: w.Provision, HouseholdType: w.Type}
		l.From, err = delivery.ParseMonth(w.From)
		s.lab.Must(err)
		l.Until, err = delivery.ParseMonth(w.Until)
		s.lab.Must(err)
		out = append(out, l)
	}
	return out
}

// Parcel is a delivery, ready to go.
type Parcel struct {
	Manifest delivery.Manifest
	Batches  [][]byte
}

// Pack parts lines over batches.
func Pack(lines []delivery.Line) (p Parcel, err error) {
	var sums [][sha256.Size]byte
	for at := 0; at < len(lines); at += delivery.BatchSize {
		var text bytes.Buffer
		if err := delivery.WriteBatch(&text, lines[at:min(len(lines), at+delivery.BatchSize)]); err != nil {
			return p, err
		}
		p.Batches, sums = append(p.Batches, text.Bytes()), append(sums, sha256.Sum256(text.Bytes()))
	}
	p.Manifest = delivery.Manifest{Lines: len(lines), Batches: len(p.Batches), SHA256: delivery.Sum(sums)}
	return p, nil
}

// Ask asks the hub something, as this organisation.
func (s *Sender) Ask(ctx context.Context, a *agreement.Agreement, method, path string, in, out any) error {
	return wire.Ask(wire.WithPatience(ctx, wire.Patience{Tries: 1}), wire.Client(s.Identity, a.Hub.Key), method,
		"https://"+a.Hub.Address+"/factlab/v1/rounds/"+a.Round+path, in, out)
}

// Send delivers lines by the protocol.
func (s *Sender) Send(a *agreement.Agreement, lines []delivery.Line) (r delivery.Receipt, err error) {
	p, err := Pack(lines)
	if err != nil {
		return r, err
	}
	var standing delivery.Standing
	if err := s.Ask(s.lab.Context(), a, http.MethodPost, "/deliveries", p.Manifest, &standing); err != nil {
		return r, err
	}
	for _, n := range standing.Missing {
		if err := s.Ask(s.lab.Context(), a, http.MethodPut, fmt.Sprintf("/deliveries/%s/batches/%d", standing.Delivery, n), p.Batches[n], nil); err != nil {
			return r, err
		}
	}
	return r, s.Ask(s.lab.Context(), a, http.MethodPost, "/deliveries/"+standing.Delivery+"/completion", nil, &r)
}

// Refused is why something was refused by the protocol; it fails the test when it was not.
func (l *Lab) Refused(err error) *delivery.Problem {
	l.Helper()
	var p *delivery.Problem
	if !errors.As(err, &p) {
		l.Fatalf("not refused, but %v", err)
	}
	return p
}
