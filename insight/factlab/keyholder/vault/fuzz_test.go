package vault

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

func FuzzParseLog(f *testing.F) {
	dir, a := made(f, 100)
	v := open(f, dir)
	p, _ := v.Participant(a.Participants[0].Key)
	for batch := range 3 {
		if err := charge(v, p, "s", batch, 10); err != nil {
			f.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, logFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(text[:len(text)-9])
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, good, err := ParseLog(text)
		if err != nil {
			return
		}
		if good > int64(len(text)) {
			t.Fatal("more is good than there is")
		}
		sum, total := map[string]int{}, map[string]int{}
		for _, e := range entries {
			if e.Done == "" {
				sum[e.Participant] += e.Count
				total[e.Participant] = e.Total
			}
		}
		for p := range sum {
			if sum[p] != total[p] {
				t.Errorf("%q has %d in all, and the sum is %d", p, total[p], sum[p])
			}
		}
	})
}

func FuzzParseSecrets(f *testing.F) {
	text, err := json.Marshal(secrets{version, pseudonym.MakeKey().Bytes(), pseudonym.MakeKey().Bytes()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		if key, roundKey, err := parseSecrets(text); err == nil && (key == nil || roundKey == nil) {
			t.Error("no key, and no error")
		}
	})
}

func FuzzParseAdmitted(f *testing.F) {
	dir, _ := made(f, 10, 20)
	text, err := os.ReadFile(filepath.Join(dir, admittedFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		a, err := parseAdmitted(text)
		if err != nil {
			return
		}
		for _, p := range a.Participants {
			if p.Key.IsZero() || p.Quota < 1 {
				t.Errorf("%+v was admitted", p)
			}
		}
	})
}

func FuzzParseRecord(f *testing.F) {
	dir, _ := made(f, 10)
	v := open(f, dir)
	right, err := v.Destroy("J.")
	if err != nil {
		f.Fatal(err)
	}
	text, err := json.Marshal(right)
	if err != nil {
		f.Fatal(err)
	}
	key := v.Identity.Key()
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := ParseRecord(text)
		if err != nil {
			return
		}
		if _, err := r.Verify(key); err == nil && r.Digest() != right.Digest() {
			t.Errorf("a made-up record holds: %s", text)
		}
		if _, err := r.Verify(wire.Key{}); err == nil {
			t.Error("it holds for no key")
		}
	})
}

// FuzzOpen puts anything in the place of one of the files of a folder. It is opened as it was, or not at all; it is never
// opened with another key, and a count never goes down unseen.
func FuzzOpen(f *testing.F) {
	dir, a := made(f, 100)
	v := open(f, dir)
	p, _ := v.Participant(a.Participants[0].Key)
	if err := charge(v, p, "s", 0, 10); err != nil {
		f.Fatal(err)
	}
	share := v.Share
	closeIt(f, v)
	names := []string{roundFile, keyFile, identityFile, admittedFile, logFile, recordFile, recordPart}
	files := map[string][]byte{}
	for i, name := range names {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			files[name] = text
		}
		f.Add(uint8(i), text)
		f.Add(uint8(i), []byte("{}"))
	}
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		dir, name := t.TempDir(), names[int(which)%len(names)]
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		for other, right := range files {
			if other == name {
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, other), right, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := Open(dir)
		if kept, _ := os.ReadFile(filepath.Join(dir, keyFile)); name != keyFile && !bytes.Equal(kept, files[keyFile]) {
			t.Errorf("%s: the key was lost", name)
		}
		if err != nil {
			return
		}
		if v.key != nil && !bytes.Equal(v.key.Public().Bytes(), share) && name != roundFile {
			t.Errorf("%s: opened with another key", name)
		}
		if name != logFile && v.Used("a") != 10 {
			t.Errorf("%s: %d used", name, v.Used("a"))
		}
		if v.Destroyed() != nil {
			t.Errorf("%s: a made-up record was believed", name)
		}
		closeIt(t, v)
	})
}
