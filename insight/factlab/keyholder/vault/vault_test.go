package vault

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

var plan = Plan{Round: "12-345", Purpose: "count <stacking> & more", Threshold: 1, Holders: []Holder{{"Notary", "127.0.0.1:1"}}}

// made makes a folder with one holder, and an agreement with senders that declare so many addresses.
func made(t testing.TB, declared ...int) (dir string, a *agreement.Agreement) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "state")
	card, err := Make(dir, plan)
	if err != nil {
		t.Fatal(err)
	}
	a = &agreement.Agreement{Version: agreement.Version, Round: plan.Round, Name: "Stacking", Purpose: plan.Purpose, Ground: "a law",
		On: "2025-12", Hub: agreement.Hub{Body: "Hub", Key: wire.MakeIdentity().Key()}, KeyHolders: card,
		Domains: []agreement.Domain{{Code: "wmo"}}, Provisions: []agreement.Provision{{Code: "1", Domain: "wmo"}}}
	for i, d := range declared {
		a.Participants = append(a.Participants, agreement.Participant{ID: string(rune('a' + i)), Name: "Sender " + string(rune('A'+i)), Key: wire.MakeIdentity().Key(), Declared: d})
	}
	if len(declared) > 0 {
		admit(t, dir, a)
	}
	return dir, a
}

func admit(t testing.TB, dir string, a *agreement.Agreement) {
	t.Helper()
	ad, err := Consider(dir, a)
	if err == nil {
		err = ad.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, dir string) *Vault {
	t.Helper()
	v, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v
}

func closeIt(t testing.TB, v *Vault) {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}

func charge(v *Vault, p Participant, session string, batch, count int) error {
	return v.Charge(p, session, batch, count, sha256.Sum256([]byte{byte(batch), byte(count)}))
}

func TestMake(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made")
	several := plan
	several.Threshold, several.Holders = 2, []Holder{{"A", "a:1"}, {"B", "b:1"}, {"C", "c:1"}}
	card, err := Make(dir, several)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := card.Keys(); err != nil || card.Threshold != 2 || len(card.Holders) != 3 {
		t.Errorf("%+v %v", card, err)
	}
	if _, err := card.RoundKeys(); err != nil {
		t.Error(err)
	}
	var written agreement.KeyHolders
	if err := read(filepath.Join(dir, cardFile), &written); err != nil || written.Holders[2].Key != card.Holders[2].Key {
		t.Errorf("%+v %v", written, err)
	}
	for i, name := range []string{"holder-1", "holder-2", "holder-3"} {
		v := open(t, filepath.Join(dir, name))
		if v.Index != i+1 || v.Identity.Key() != card.Holders[i].Key || v.Body != several.Holders[i].Body {
			t.Errorf("%s: %+v", name, v.Facts)
		}
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := Make(dir, several); err == nil {
		t.Error("a folder with keys was made again")
	}
	for name, p := range map[string]Plan{"no round": {Purpose: "p", Threshold: 1, Holders: several.Holders}, "no holders": {Round: "1", Purpose: "p", Threshold: 1},
		"too many needed": {Round: "1", Purpose: "p", Threshold: 4, Holders: several.Holders}} {
		other := filepath.Join(t.TempDir(), "other")
		if _, err := Make(other, p); err == nil {
			t.Errorf("%s: made", name)
		}
		if _, err := os.Stat(other); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: something was left, %v", name, err)
		}
	}
}

func TestRefusesOpenFolders(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	for _, name := range []string{"", keyFile, identityFile} {
		dir, _ := made(t)
		if err := os.Chmod(filepath.Join(dir, name), 0o750); err != nil {
			t.Fatal(err)
		}
		if v, err := Open(dir); err == nil {
			t.Errorf("%q was open to others, and accepted", name)
			closeIt(t, v)
		}
	}
}

func TestQuota(t *testing.T) {
	dir, a := made(t, 10, 10)
	v := open(t, dir)
	p, is := v.Participant(a.Participants[0].Key)
	if !is || p.Quota != 11 {
		t.Fatalf("%+v %v", p, is)
	}
	for i, c := range []struct {
		session      string
		batch, count int
		over         bool
		used         int
	}{{"s", 0, 6, false, 6}, {"s", 0, 6, false, 6}, {"s", 1, 6, true, 6}, {"s", 2, 5, false, 11}, {"s", 1, 6, true, 11}, {"s", 0, 6, false, 11}, {"z", 0, 1, true, 11}, {"s", 3, 0, true, 11}} {
		err := charge(v, p, c.session, c.batch, c.count)
		problem, refused := errors.AsType[*delivery.Problem](err)
		if refused != c.over || v.Used(p.ID) != c.used || refused && problem.Code != delivery.OverQuota || err != nil && !refused {
			t.Errorf("%d: %v, %d used", i, err, v.Used(p.ID))
		}
	}
	if v.Used("b") != 0 {
		t.Error("another one paid")
	}
	closeIt(t, v)
	if v = open(t, dir); v.Used("a") != 11 || charge(v, p, "s", 9, 1) == nil || charge(v, p, "s", 2, 5) != nil {
		t.Errorf("after a restart %d are used", v.Used("a"))
	}
}

func TestTornLog(t *testing.T) {
	dir, a := made(t, 100)
	v := open(t, dir)
	p, _ := v.Participant(a.Participants[0].Key)
	for batch := range 3 {
		if err := charge(v, p, "s", batch, 10); err != nil {
			t.Fatal(err)
		}
	}
	closeIt(t, v)
	path := filepath.Join(dir, logFile)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	second := strings.Index(string(whole), "\n") + 1
	third := second + strings.Index(string(whole[second:]), "\n") + 1
	for cut := third; cut < len(whole); cut += 7 {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		v := open(t, dir)
		if v.Used("a") != 20 {
			t.Errorf("cut at %d: %d used", cut, v.Used("a"))
		}
		if err := charge(v, p, "s", 2, 10); err != nil || v.Used("a") != 30 {
			t.Errorf("cut at %d: %v, %d used", cut, err, v.Used("a"))
		}
		closeIt(t, v)
		if entries, err := ReadLog(dir); err != nil || len(entries) != 3 || entries[2].Total != 30 {
			t.Errorf("cut at %d: %+v %v", cut, entries, err)
		}
	}
	for name, text := range map[string]string{
		"a line taken out":  string(whole[:second]) + string(whole[third:]),
		"a count lowered":   strings.Replace(string(whole), `"count":10`, `"count":9`, 1),
		"a line in between": string(whole[:second]) + "hello\n" + string(whole[second:]),
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if v, err := Open(dir); err == nil {
			t.Errorf("%s: opened", name)
			closeIt(t, v)
		}
	}
}

func TestDiskFails(t *testing.T) {
	dir, a := made(t, 100)
	v := open(t, dir)
	p, _ := v.Participant(a.Participants[0].Key)
	if err := charge(v, p, "s", 0, 10); err != nil {
		t.Fatal(err)
	}
	if err := v.ledger.file.Close(); err != nil { // as a disk that is taken away
		t.Fatal(err)
	}
	for range 2 {
		if err := charge(v, p, "s", 1, 10); err == nil || v.Used("a") != 10 {
			t.Errorf("%v, %d used", err, v.Used("a"))
		}
	}
}

func TestLaterAgreements(t *testing.T) {
	dir, a := made(t, 10, 20)
	v := open(t, dir)
	p, _ := v.Participant(a.Participants[0].Key)
	if err := charge(v, p, "s", 0, 11); err != nil {
		t.Fatal(err)
	}
	change := func(change func(a *agreement.Agreement)) *agreement.Agreement {
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		other, err := agreement.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		change(other)
		return other
	}
	for name, wrong := range map[string]*agreement.Agreement{
		"another round":   change(func(a *agreement.Agreement) { a.Round = "1-2" }),
		"another purpose": change(func(a *agreement.Agreement) { a.Purpose = "tracing" }),
		"another key": change(func(a *agreement.Agreement) {
			a.KeyHolders.PublicKey = pseudonym.MakeKey().Public().Bytes()
			a.KeyHolders.Holders[0].PublicKey = a.KeyHolders.PublicKey
		}),
		"another round key": change(func(a *agreement.Agreement) {
			a.KeyHolders.RoundKey = pseudonym.MakeKey().Public().Bytes()
			a.KeyHolders.Holders[0].RoundKey = a.KeyHolders.RoundKey
		}),
		"another identity": change(func(a *agreement.Agreement) { a.KeyHolders.Holders[0].Key = wire.MakeIdentity().Key() }),
		"a lower quota":    change(func(a *agreement.Agreement) { a.Participants[1].Declared = 19 }),
		"a second number": change(func(a *agreement.Agreement) {
			a.Participants = append(a.Participants[1:], agreement.Participant{ID: "z", Name: "Again", Key: a.Participants[0].Key, Declared: 10})
		}),
		"all addresses": change(func(a *agreement.Agreement) { a.Addresses.Addresses = 22 }),
		"the hub takes part": change(func(a *agreement.Agreement) {
			a.Participants = append(a.Participants, agreement.Participant{ID: "z", Name: "Hub", Key: a.Hub.Key, Declared: 10})
		}),
	} {
		if _, err := Consider(dir, wrong); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	late := wire.MakeIdentity().Key()
	ad, err := Consider(dir, change(func(a *agreement.Agreement) {
		a.Participants[0].Declared = 20
		a.Participants[1] = agreement.Participant{ID: "c", Name: "Late", Key: late, Declared: 5}
	}))
	if err != nil || len(ad.New) != 1 || len(ad.Raised) != 1 || len(ad.Left) != 1 || ad.Raised[0].Quota != 22 {
		t.Fatalf("%+v %v", ad, err)
	}
	if err := ad.Commit(); err != nil {
		t.Fatal(err)
	}
	// The open vault sees it: the first may ask more, the second no more, the third now.
	if p, _ = v.Participant(a.Participants[0].Key); charge(v, p, "s", 1, 11) != nil || charge(v, p, "s", 2, 1) == nil {
		t.Errorf("%+v has used %d", p, v.Used(p.ID))
	}
	if _, is := v.Participant(a.Participants[1].Key); is {
		t.Error("who left may still ask")
	}
	if p, is := v.Participant(late); !is || p.Quota != 6 {
		t.Errorf("who came is %+v", p)
	}
	// Who left may come back, and goes on where it was.
	if back, err := Consider(dir, change(func(*agreement.Agreement) {})); err == nil {
		t.Errorf("a quota went down: %+v", back)
	}
	back, err := Consider(dir, change(func(a *agreement.Agreement) { a.Participants[0].Declared = 20 }))
	if err != nil || len(back.New) != 1 || back.New[0].ID != "b" {
		t.Errorf("%+v %v", back, err)
	}
}

func TestReveal(t *testing.T) {
	dir, _ := made(t, 10)
	v := open(t, dir)
	share, err := v.Reveal()
	if err != nil {
		t.Fatal(err)
	}
	if key, err := pseudonym.ParseKey(share); err != nil || !slices.Equal(key.Public().Bytes(), v.RoundKey) {
		t.Errorf("another share: %v", err)
	}
	if entries, err := ReadLog(dir); err != nil || len(entries) != 1 || entries[0].Done == "" {
		t.Errorf("%+v %v", entries, err)
	}
}
