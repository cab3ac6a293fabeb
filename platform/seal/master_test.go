package seal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestMasterFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "master.json")
	if _, err := LoadMaster(path); err == nil {
		t.Error("a master key that is not there was read")
	}
	a, err := LoadOrMakeMaster("file:" + path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := MakeMaster(path); err == nil {
		t.Error("a master key was made over an old one")
	}
	b, err := LoadOrMakeMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	wrapped, err := a.wrap(1, 10, newDataKey())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.unwrap(1, 10, wrapped); err != nil {
		t.Error("read again it is another key:", err)
	}
	if !bytes.Equal(a.blind(1, "x"), b.blind(1, "x")) {
		t.Error("read again it blinds otherwise")
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the file changed", err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".master-*")); err != nil || len(left) > 0 {
		t.Error("left behind:", left, err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadMaster(path); err == nil || !strings.Contains(err.Error(), "0600") {
		t.Error("others can read it:", err)
	}
}

func TestMasterMadeByTwo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "master.json")
	var made [4]*Master
	var wg sync.WaitGroup
	for i := range made {
		wg.Go(func() {
			var err error
			if made[i], err = LoadOrMakeMaster(path); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, m := range made[1:] {
		if m == nil || !bytes.Equal(m.blind(1, "x"), made[0].blind(1, "x")) {
			t.Error("two programs that started together have two master keys")
		}
	}
}

func TestMasterRefused(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "half": `{"wrapping":{}}`, "no keys": `{"wrapping":{"key":[]},"blinding":{"key":[]}}`, "other": `{"wrapping":"secret","blinding":"secret"}`,
	} {
		path := filepath.Join(t.TempDir(), "master.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadMaster(path); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, address := range []string{"", "file:", "kms://somewhere/key", "file:" + filepath.Join(t.TempDir(), "no", "folder")} {
		if _, err := LoadOrMakeMaster(address); err == nil {
			t.Errorf("%q was taken", address)
		}
	}
}
