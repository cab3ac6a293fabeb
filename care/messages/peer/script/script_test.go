package script

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRead(t *testing.T) {
	s, err := Read(t.Context(), write(t, "a.txt", "\xEF\xBB\xBF# a remark\n\n302 late 3d # why\n305 late 20s for 7\r\n323 too-much for 2026-03\n302 refuse 9332\n"), keten.Aanbieder)
	if err != nil || len(s.Cases) != 4 {
		t.Fatal(s, err)
	}
	if c, ok := s.Find("302", nil, Late, Refuse); !ok || c.Days != 3 {
		t.Error(c, ok)
	}
	if c, ok := s.Find("305", []string{"6", "7"}, Late); !ok || c.Wait != 20*time.Second {
		t.Error(c, ok)
	}
	if _, ok := s.Find("305", []string{"8"}, Late); ok {
		t.Error("it is for 7 only")
	}
	if _, ok := s.Find("323", []string{"2026-03"}, WrongClaims...); !ok {
		t.Error("a wrong claim")
	}
	for _, line := range []string{"302", "302 late", "302 late soon", "302 late -3d", "302 late 99999d", "302 refuse", "302 refuse 1234", "305 refuse 9332", "302 too-much", "302 inquiry 3d", "302 silent now",
		"999 late 3d", "301 late 3d", "302 sing", "302 silent for", "2026-01-05 send", "2026-01-05 give 301.xml", "2026-01-05 send none.xml", "for 7"} {
		var wrong *record.LineError
		if _, err := Read(t.Context(), write(t, "b.txt", "# first\n"+line+"\n"), keten.Aanbieder); !errors.As(err, &wrong) || wrong.Line != 2 {
			t.Errorf("%s: %v", line, err)
		}
	}
	for _, line := range []string{"319 refuse 4", "319 inquiry 5d", "301 silent", "325 refuse 9321", "306 nonsense"} {
		if _, err := Read(t.Context(), write(t, "c.txt", line), keten.Gemeente); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	for _, line := range []string{"319 refuse 77", "325 refuse 1", "323 too-much"} {
		if _, err := Read(t.Context(), write(t, "d.txt", line), keten.Gemeente); err == nil {
			t.Errorf("%s is no case for a municipality", line)
		}
	}
}

func TestClock(t *testing.T) {
	c, err := NewClock("2026-02-27", 20*time.Millisecond, "")
	if err != nil || c.Today() != "2026-02-27" {
		t.Fatal(err, c.Today())
	}
	time.Sleep(50 * time.Millisecond)
	if day := c.Today(); !day.Na("2026-02-28") {
		t.Error(day)
	}
	c.NotBefore("2030-01-01")
	if day := c.Today(); day != "2030-01-01" {
		t.Error(day)
	}
	file := filepath.Join(t.TempDir(), "clock")
	for range 2 { // the second finds it
		c, err = NewClock("2026-12-31", 0, file)
		if err != nil || c.Today() != "2026-12-31" {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]string{"2027-01-01\n": "2027-01-01", "": "2027-01-01", "2026-01-01": "2027-01-01"} { // it never goes back
		if text != "2027-01-01\n" {
			if err := os.WriteFile(file, []byte("2027-01-01"), 0o600); err != nil {
				t.Fatal(err)
			}
			c.Today()
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if day := c.Today(); string(day) != want {
			t.Errorf("%q: %s", text, day)
		}
	}
	old := time.Now().Add(-10*time.Second - time.Millisecond)
	if err := os.WriteFile(file, []byte("2026-01-01"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, old, old); err != nil {
		t.Fatal(err)
	}
	if c, err = NewClock("", time.Second, file); err != nil || c.Today().Na("2026-01-31") || !c.Today().Na("2026-01-10") {
		t.Error(err, c.Today())
	}
	if _, err := NewClock("", 0, write(t, "clock", "tomorrow")); err == nil {
		t.Error("that is no clock")
	}
	if _, err := NewClock("", 0, filepath.Join(t.TempDir(), "none", "clock")); err == nil {
		t.Error("there is no such folder")
	}
}
