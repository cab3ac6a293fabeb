package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// noKeys checks that neither key is anywhere in the folder.
func noKeys(t *testing.T, dir string, secrets ...[]byte) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		for _, s := range secrets {
			quoted, _ := json.Marshal(s)
			if bytes.Contains(text, s) || bytes.Contains(text, bytes.Trim(quoted, `"`)) {
				t.Errorf("%s still holds a key", path)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestDestroy(t *testing.T) {
	dir, a := made(t, 10, 20)
	v := open(t, dir)
	p, _ := v.Participant(a.Participants[1].Key)
	if err := charge(v, p, "s", 0, 7); err != nil {
		t.Fatal(err)
	}
	key, roundKey := v.key.Bytes(), v.roundKey.Bytes()
	if _, err := v.Destroy(" "); err == nil || v.Gone() != nil {
		t.Error("destroyed by nobody")
	}
	r, err := v.Destroy("J. de Wit")
	if err != nil {
		t.Fatal(err)
	}
	noKeys(t, dir, key, roundKey)
	said, err := r.VerifyFor(a)
	if err != nil || said.By != "J. de Wit" || said.Purpose != plan.Purpose || len(said.Evaluations) != 2 || said.Evaluations[1].Count != 7 {
		t.Errorf("%+v %v", said, err)
	}
	if again, err := v.Destroy("somebody else"); err != nil || again.Digest() != r.Digest() {
		t.Errorf("a second time: %v", err)
	}
	if _, err := v.Reveal(); err == nil || v.Gone() == nil {
		t.Error("there is still a round key")
	}
	closeIt(t, v)
	// Somebody puts the key back out of a copy.
	text, err := json.Marshal(secrets{version, key, roundKey})
	if err != nil {
		t.Fatal(err)
	}
	if err := put(filepath.Join(dir, keyFile), text); err != nil {
		t.Fatal(err)
	}
	v = open(t, dir)
	if v.Gone() == nil || v.Destroyed().Digest() != r.Digest() || !strings.Contains(v.Gone().Error(), r.Digest()) {
		t.Error("a restart brought the key back")
	}
	noKeys(t, dir, key, roundKey)
}

// A destruction that breaks off after any step ends in destruction.
func TestDestroyBreaksOff(t *testing.T) {
	for name, steps := range map[string]func(v *Vault) error{
		"record beside its place": func(v *Vault) error { return v.beginDestruction("J.") },
		"key overwritten": func(v *Vault) error {
			return errors.Join(v.beginDestruction("J."), os.WriteFile(filepath.Join(v.dir, keyFile), []byte("noise"), 0o600))
		},
		"key half overwritten": func(v *Vault) error {
			return errors.Join(v.beginDestruction("J."), os.Truncate(filepath.Join(v.dir, keyFile), 20))
		},
		"key removed": func(v *Vault) error {
			return errors.Join(v.beginDestruction("J."), shred(filepath.Join(v.dir, keyFile)))
		},
	} {
		dir, a := made(t, 10)
		v := open(t, dir)
		key, roundKey := v.key.Bytes(), v.roundKey.Bytes()
		if err := steps(v); err != nil {
			t.Fatal(err)
		}
		closeIt(t, v)
		v = open(t, dir)
		if v.Destroyed() == nil {
			t.Errorf("%s: it lives", name)
			continue
		}
		if _, err := v.Destroyed().VerifyFor(a); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		noKeys(t, dir, key, roundKey)
	}
}

func TestVerifyRecord(t *testing.T) {
	dir, a := made(t, 10, 20)
	v := open(t, dir)
	if _, err := v.Destroy("J. de Wit"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, recordFile))
	if err != nil {
		t.Fatal(err)
	}
	good, err := ParseRecord(text)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := good.Verify(v.Identity.Key()); err != nil {
		t.Error(err)
	}
	if _, err := good.Verify(wire.MakeIdentity().Key()); err == nil {
		t.Error("it holds for another key holder")
	}
	for name, change := range map[string][2]string{
		"another name":  {"J. de Wit", "J. de Wid"},
		"another count": {`"count": 0`, `"count": 1`},
		"another round": {"12-345", "12-346"},
		"no possession": {`"possession": "`, `"possession": "AAAA`},
		"more in it":    {`"statement": {`, `"statement": {"x": 1,`},
		"more beside":   {`"statement": {`, `"x": 1, "statement": {`},
		"another sum":   {`"log": "`, `"log": "0`},
	} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if changed == string(text) {
			t.Fatalf("%s: nothing was changed", name)
		}
		r, err := ParseRecord([]byte(changed))
		if err != nil {
			continue
		}
		if _, err := r.VerifyFor(a); err == nil {
			t.Errorf("%s: it holds", name)
		}
	}
	// Who has the identity alone, and not the key, cannot make a record of it.
	said, err := good.Said()
	if err != nil {
		t.Fatal(err)
	}
	forged, err := sign(said, v.Identity, pseudonym.MakeKey(), pseudonym.MakeKey())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := forged.VerifyFor(a); err == nil {
		t.Error("a record that was made without the key holds")
	}
	// Other spaces mean nothing.
	var spaced bytes.Buffer
	if err := json.Indent(&spaced, text, "   ", "\t"); err != nil {
		t.Fatal(err)
	}
	if r, err := ParseRecord(spaced.Bytes()); err != nil || r.Digest() != good.Digest() {
		t.Errorf("with other spaces: %v", err)
	} else if _, err := r.VerifyFor(a); err != nil {
		t.Errorf("with other spaces: %v", err)
	}
}
