package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo/lab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// program starts the program itself.
func program(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	return c
}

// service is a process that is killed now and then, and started again.
type service struct {
	args []string
	mu   sync.Mutex
	cmd  *exec.Cmd
	said bytes.Buffer
	kill int
}

func (s *service) start(t *testing.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cmd = program(context.Background(), s.args...)
	s.cmd.Stdout, s.cmd.Stderr = &s.said, &s.said
	if err := s.cmd.Start(); err != nil {
		t.Error(err)
	}
}

func (s *service) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.cmd.Process.Kill() // it may have ended by itself
	_ = s.cmd.Wait()
	s.kill++
}

// cutter passes connections on to an address, and cuts some of them after a while.
type cutter struct {
	at   string
	to   string
	cuts atomic.Int64
	on   atomic.Bool
}

func newCutter(t *testing.T, to string) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	c := &cutter{at: l.Addr().String(), to: to}
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go c.pass(in)
		}
	}()
	return c
}

func (c *cutter) pass(in net.Conn) {
	defer in.Close()
	out, err := net.Dial("tcp", c.to)
	if err != nil {
		return
	}
	defer out.Close()
	budget := int64(1 << 40)
	if c.on.Load() && rand.IntN(4) == 0 {
		budget = rand.Int64N(8000)
		c.cuts.Add(1)
	}
	done := make(chan struct{}, 2)
	go func() { _, _ = io.CopyN(out, in, budget); done <- struct{}{} }()
	go func() { _, _ = io.Copy(in, out); done <- struct{}{} }()
	<-done
}

// free is an address on which nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// factlabPlay is a round that is played with processes.
type factlabPlay struct {
	*testing.T
	app      *app.App
	lead     access.Actor
	hub      *service
	counter  *cutter
	folder   string
	town     *lab.Town
	disturb  bool
	keyProxy *cutter
	holder   *service
	round    factlab.Round
}

func (p *factlabPlay) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatalf("%v\n%s", err, p.hub.said.String())
	}
}

// run runs a command of the tool to its end, and fails when it does.
func (p *factlabPlay) run(args ...string) string {
	p.Helper()
	out, err := program(p.Context(), append([]string{"factlab"}, args...)...).CombinedOutput()
	if err != nil {
		p.Fatalf("%s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

func (p *factlabPlay) file(name string) string { return filepath.Join(p.folder, name) }

// prepare makes the agreements of a round with every organisation.
func (p *factlabPlay) prepare() *agreement.Agreement {
	p.Helper()
	p.must(os.MkdirAll(p.folder, 0o700))
	today := law.DateOf(time.Now())
	var err error
	p.round, err = p.app.Factlab.Prepare(p.Context(), p.lead, factlab.Round{Name: "Ronde", Month: today.AddMonths(-1).Start().Format("2006-01"), Deadline: today.Add(3),
		Terms: factlab.Terms{Purpose: "Tellen", Ground: "AVG art. 6", Body: "Kennisbureau", Buckets: 16}})
	p.must(err)
	at := free(p.T)
	p.keyProxy = newCutter(p.T, at)
	p.run("keyholder", "new", "-state", p.file("key"), "-round", p.round.Reference(), "-purpose", "Tellen", "Notaris="+p.keyProxy.at)
	var card agreement.KeyHolders
	text, err := os.ReadFile(p.file("key/holder.json"))
	p.must(errors.Join(err, json.Unmarshal(text, &card)))
	p.must(p.app.Factlab.HoldKeys(p.Context(), p.lead, p.round.ID, card))
	f, err := os.Create(p.file("bag.csv"))
	p.must(err)
	p.must(errors.Join(p.town.WriteAddresses(f), f.Close()))
	p.run("addresses", "import", "-in", p.file("bag.csv"), "-out", p.file("adressen.csv"))
	counted := map[string]int{}
	for _, h := range p.town.Households {
		counted[h.Neighbourhood]++
	}
	var places []factlab.Place
	for code, n := range counted {
		places = append(places, factlab.Place{Neighbourhood: code, District: "WK" + code[2:8], Addresses: n})
	}
	p.must(p.app.Factlab.Count(p.Context(), p.lead, p.round.ID, agreement.AddressList{}, places))
	for i, o := range lab.Organisations {
		p.invite(i, o.Name, today)
	}
	p.must(p.app.Factlab.Start(p.Context(), p.lead, p.round.ID))
	v, err := p.app.Factlab.Read(p.Context(), p.lead, p.round.ID)
	p.must(err)
	p.round = v.Round
	text, err = p.app.Factlab.AgreementFile(p.Context(), p.lead, p.round.ID)
	p.must(errors.Join(err, os.WriteFile(p.file("afspraken.json"), text, 0o600)))
	p.run("keyholder", "admit", "-state", p.file("key"), "-yes", p.file("afspraken.json"))
	p.holder = &service{args: []string{"factlab", "keyholder", "serve", "-state", p.file("key"), "-address", at}}
	p.holder.start(p.T)
	p.Cleanup(p.holder.stop)
	a, err := agreement.Parse(text)
	p.must(err)
	return a
}

func (p *factlabPlay) invite(i int, name string, on law.Date) {
	p.Helper()
	folder := p.file(fmt.Sprintf("org%02d", i))
	p.must(os.MkdirAll(folder, 0o700))
	f, err := os.Create(filepath.Join(folder, "lijst.csv"))
	p.must(err)
	declared, err := p.town.WriteList(f, i, on.Start())
	p.must(errors.Join(err, f.Close()))
	id, err := wire.LoadOrMakeIdentity(filepath.Join(folder, "identity.pem"))
	p.must(err)
	who, err := p.app.Factlab.Invite(p.Context(), p.lead, factlab.Participant{RoundID: p.round.ID, Name: name})
	p.must(err)
	p.must(p.app.Factlab.TakeIn(p.Context(), p.lead, who, id.Key(), declared))
}

// send delivers for every organisation, two at a time; when the round is disturbed, senders are killed and begin again.
func (p *factlabPlay) send() (killed int64) {
	p.Helper()
	var wait sync.WaitGroup
	var kills atomic.Int64
	turns := make(chan struct{}, 2)
	for i := range lab.Organisations {
		wait.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			folder := p.file(fmt.Sprintf("org%02d", i))
			for try := range 40 {
				ctx, cancel := p.Context(), context.CancelFunc(func() {})
				if p.disturb && try < 3 && rand.IntN(2) == 0 {
					ctx, cancel = context.WithTimeout(ctx, time.Duration(50+rand.IntN(400))*time.Millisecond) // and then SIGKILL
				}
				out, err := program(ctx, "factlab", "send", "-agreement", p.file("afspraken.json"), "-addresses", p.file("adressen.csv"), "-state", folder,
					"-yes", filepath.Join(folder, "lijst.csv")).CombinedOutput()
				if cut := ctx.Err() != nil; cut {
					kills.Add(1)
				}
				cancel()
				if err == nil {
					return
				}
				if !p.disturb || try == 39 {
					p.Errorf("organisation %d: %v\n%s", i, err, out)
				}
			}
		})
	}
	wait.Wait()
	return kills.Load()
}

// trouble kills hub and key holder in turns until it is told to stop.
func (p *factlabPlay) trouble(until <-chan struct{}) {
	for {
		for _, s := range []*service{p.hub, p.holder} {
			select {
			case <-until:
				return
			case <-time.After(time.Duration(700+rand.IntN(900)) * time.Millisecond):
			}
			s.stop()
			s.start(p.T)
		}
	}
}

// counts plays the round and gives what was counted, as bytes.
func (p *factlabPlay) counts() []byte {
	p.Helper()
	p.prepare()
	stop, stopped := make(chan struct{}), make(chan struct{})
	p.counter.on.Store(p.disturb)
	p.keyProxy.on.Store(p.disturb)
	if p.disturb {
		go func() { p.trouble(stop); close(stopped) }()
	}
	killed := p.send()
	p.must(p.app.Join.Close(p.Context(), p.lead, p.round.ID))
	if p.disturb {
		time.Sleep(4 * time.Second) // the joining is disturbed too
		close(stop)
		<-stopped
		p.Logf("senders were killed %d times, the hub %d, the key holder %d; %d connections were cut", killed, p.hub.kill, p.holder.kill,
			p.counter.cuts.Load()+p.keyProxy.cuts.Load())
		if killed == 0 || p.hub.kill < 2 || p.holder.kill < 2 {
			p.Error("it was not disturbed enough")
		}
	}
	p.counter.on.Store(false)
	p.keyProxy.on.Store(false)
	state := factlab.Closed
	for range 1800 {
		v, err := p.app.Factlab.Read(p.Context(), p.lead, p.round.ID)
		p.must(err)
		if state = v.State; state == factlab.Joined {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if state != factlab.Joined {
		p.Fatalf("the round is %s\n%s", state, p.hub.said.String())
	}
	tally, err := p.app.Join.Tally(p.Context(), access.System(p.lead.Tenant, "test"), p.round.ID)
	p.must(err)
	return tally.Counts.Encode()
}

// Two processes play a whole round with 27 senders, are killed and cut off, and count the same to the byte. When the keys
// are destroyed nothing of the round can be read, also not from what was copied before.
func TestAFactlabRoundWithKills(t *testing.T) {
	owner, serving := testkit.PostgresAddresses(t)
	folder := t.TempDir()
	counter := free(t)
	proxy := newCutter(t, counter)
	a, err := app.New(t.Context(), app.Config{Database: serving, Owner: owner, Data: folder, Demo: true, Factlab: proxy.at})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close(context.WithoutCancel(t.Context())) })
	town := a.DB.NewID()
	if err := a.Tenants.Add(t.Context(), access.System(town, "test"), tenant.Tenant{ID: town, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo"}); err != nil {
		t.Fatal(err)
	}
	hub := &service{args: []string{"serve", "-db", serving, "-db-owner", owner, "-data", folder, "-addr", free(t), "-factlab", proxy.at, "-factlab-addr", counter}}
	hub.start(t)
	t.Cleanup(hub.stop)
	homes := &lab.Town{Code: "0141", Digits: []string{"7601", "7602"}, Districts: []string{"Weverskwartier", "De Lindenhof"}}
	homes.Fill(rand.New(rand.NewPCG(3, 4)), 1200, time.Now())
	play := func(name string, disturb bool) (*factlabPlay, []byte) {
		p := &factlabPlay{T: t, app: a, lead: access.Actor{Account: a.DB.NewID(), Tenant: town, Role: access.RoleAnalyst}, hub: hub, counter: proxy,
			folder: filepath.Join(t.TempDir(), name), town: homes, disturb: disturb}
		return p, p.counts()
	}
	_, calm := play("calm", false)
	p, wild := play("wild", true)
	if !bytes.Equal(calm, wild) {
		t.Error("the disturbed round counts otherwise")
	}
	p.destroyed(folder)
}

var qSealed = db.SharedSQL("a test", `SELECT sealed FROM factlab_part WHERE tenant_id = $1 UNION ALL SELECT sealed FROM factlab_count WHERE tenant_id = $1`)

// destroyed destroys the round and looks whether anything of it can be read.
func (p *factlabPlay) destroyed(data string) {
	p.Helper()
	secrets := p.secrets()
	var copied [][]byte // as a backup would hold it
	p.must(p.app.DB.View(p.Context(), p.lead.Tenant, func(tx *db.Tx) (err error) {
		copied, err = db.All[[]byte](p.Context(), tx, qSealed, p.lead.Tenant)
		return err
	}))
	key, err := keyholder.RoundKey(p.Context(), p.app.Factlab.Agreement(p.round, nil), p.app.Factlab.Identity)
	p.must(err)
	secrets = append(secrets, hex.EncodeToString(key[:]), base64.StdEncoding.EncodeToString(key[:]), string(key[:]))

	p.holder.stop()
	p.run("keyholder", "destroy", "-state", p.file("key"), "-by", "Mr. Van der Es", "-yes")
	p.run("keyholder", "verify", "-agreement", p.file("afspraken.json"), p.file("key/record.json"))
	p.must(p.app.Factlab.Destroy(p.Context(), p.lead, p.round.ID, "Niels Postma"))
	record, err := os.ReadFile(p.file("key/record.json"))
	p.must(err)
	p.must(p.app.Factlab.FileDestruction(p.Context(), p.lead, p.round.ID, record))
	v, err := p.app.Factlab.Read(p.Context(), p.lead, p.round.ID)
	p.must(err)
	if !v.KeyGone() || v.State != factlab.Destroyed {
		p.Errorf("the key is gone: %v, and the round is %s", v.KeyGone(), v.State)
	}
	p.holder.start(p.T)
	p.unreadable(secrets, data, p.file("key"))
	if len(copied) < 16 {
		p.Errorf("only %d sealed pieces were copied", len(copied))
	}
	for _, piece := range copied {
		if bytes.Contains(piece, []byte("BU0141")) || bytes.Contains(piece, []byte("wmo_")) {
			p.Error("a copy can be read")
		}
	}
	ctx := wire.WithPatience(p.Context(), wire.Patience{Tries: 20, First: 50 * time.Millisecond, Most: time.Second})
	if _, err := keyholder.RoundKey(ctx, p.app.Factlab.Agreement(p.round, nil), p.app.Factlab.Identity); !keyholder.IsDestroyed(err) {
		p.Errorf("the key holder still gives a key: %v", err)
	}
}

// secrets are those of the key holder, as they stand in its file.
func (p *factlabPlay) secrets() (all []string) {
	p.Helper()
	text, err := os.ReadFile(p.file("key/key.json"))
	p.must(err)
	var kept struct{ Key, RoundKey []byte }
	p.must(json.Unmarshal(bytes.ReplaceAll(text, []byte("round_key"), []byte("roundkey")), &kept))
	for _, secret := range [][]byte{kept.Key, kept.RoundKey} {
		if len(secret) < 32 {
			p.Fatalf("a key of %d bytes", len(secret))
		}
		all = append(all, string(secret), hex.EncodeToString(secret), base64.StdEncoding.EncodeToString(secret))
	}
	return all
}

// unreadable looks for secrets in every file of folders.
func (p *factlabPlay) unreadable(secrets []string, folders ...string) {
	p.Helper()
	for _, folder := range folders {
		p.must(filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			text, err := os.ReadFile(path)
			for _, secret := range secrets {
				if strings.Contains(string(text), secret) {
					p.Errorf("%s holds a key that was destroyed", path)
				}
			}
			return err
		}))
	}
}
