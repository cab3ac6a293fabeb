package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
)

// A setting that is not understood stops the program: it may be the one that keeps people safe.
func TestSettings(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	fine := write("fine.json", `[{"Tenant": "almelo", "Slug": "digid", "Name": "DigiD", "Issuer": "https://digid.example.nl", "ClientID": "x", "Levels": ["high"], "Residents": true}]`, 0o600)
	tests := []struct {
		name  string
		args  []string
		env   string
		wrong string
	}{
		{"nothing but a database", nil, "", ""},
		{"https by its address", []string{"-address", "https://samenkracht.example.nl", "-sign-in", fine, "-proxies", "1"}, "", ""},
		{"a maybe", nil, "maybe", "true or false"},
		{"a proxy too few", []string{"-proxies", "-1"}, "", "proxies is a number"},
		{"secrets for everybody", []string{"-sign-in", write("open.json", "[]", 0o644)}, "", "mode 0640"},
		{"a word too many", []string{"-sign-in", write("word.json", `[{"Tenant": "almelo", "Level": "high"}]`, 0o600)}, "", `unknown field "Level"`},
		{"no list", []string{"-sign-in", write("none.json", `{}`, 0o600)}, "", "sign-in services"},
	}
	for _, tt := range tests {
		t.Setenv("SAMENKRACHT_HTTPS", tt.env)
		i := installationSettings("test")
		if err := i.parse(append([]string{"-db", "sqlite:x"}, tt.args...)); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		c, err := i.config()
		if tt.wrong == "" && err != nil || tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)) {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.wrong)
		}
		if err == nil && c.Secure != (len(tt.args) > 0) {
			t.Errorf("%s: https is %v", tt.name, c.Secure)
		}
	}
}

func TestUnsafe(t *testing.T) {
	safe := app.Config{Database: "postgres://app@/x", Owner: "postgres://owner@/x", Address: "https://samenkracht.example.nl", Secure: true}
	if w := unsafe(safe, "0.0.0.0:80"); len(w) != 0 {
		t.Errorf("%q", w)
	}
	for want, change := range map[string]func(*app.Config){
		"without https":    func(c *app.Config) { c.Secure = false },
		"every host name":  func(c *app.Config) { c.Address = "" },
		"no row level sec": func(c *app.Config) { c.Database = "sqlite:x" },
	} {
		c := safe
		change(&c)
		if w := strings.Join(unsafe(c, "0.0.0.0:80"), "\n"); !strings.Contains(w, want) {
			t.Errorf("%q; want %q", w, want)
		}
	}
}
