package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const uiFolder = "../../platform/ui"

// firstView is what the style, the script and the fonts of a first visit may weigh together, compressed.
const firstView = 62_000

func TestTheCommittedFilesAreWhatTheSourcesGive(t *testing.T) {
	files, err := bundle(uiFolder)
	if err != nil {
		t.Fatal(err)
	}
	weight := 0
	for name, content := range files {
		committed, err := os.ReadFile(filepath.Join(uiFolder, "static", name))
		if err != nil || !bytes.Equal(content, committed) {
			t.Errorf("%s is not up to date: run go run ./cmd/bundle (%v)", name, err)
		}
		weight += compressed(t, content)
	}
	if weight > firstView {
		t.Errorf("a first view takes %d bytes, may be %d", weight, firstView)
	}
}

func compressed(t *testing.T, content []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func TestParse(t *testing.T) {
	css := `/* a */ @charset "utf-8"; .a { color: red; content: "}" } @media (x) { .b { x: y } .c, .d { z: a } } @font-face { src: url(a) }`
	got := strings.Join(strings.Fields(write(parse(css))), " ")
	want := `@charset "utf-8"; .a{ color: red; content: "}" } @media (x){ .b{ x: y } .c, .d{ z: a } } @font-face{ src: url(a) }`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPurge(t *testing.T) {
	used := map[string]bool{"nl-button": true, "utrecht-table": true}
	for _, tt := range []struct{ selector, want string }{
		{".nl-button", ".nl-button"},
		{".nl-button--big", ""},
		{".nl-button, .nl-link", ".nl-button"},
		{".nl-button:not(.nl-button--off):hover", ".nl-button:not(.nl-button--off):hover"},
		{".nl-button:where(.nl-button--off)", ""},
		{".utrecht-table > th:has(.utrecht-button)", ""},
		{".sk-page .nl-button", ".sk-page .nl-button"},
		{"main p", "main p"},
	} {
		if got := usedSelectors(tt.selector, used); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.selector, got, tt.want)
		}
	}
	if left := purge(parse("@media (x) { .nl-link { a: b } } @font-face { c: d }"), used); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}

func TestPruneTokens(t *testing.T) {
	rules := parse(`.voorbeeld-theme { --a: var(--b); --b: var(--voorbeeld-kleuren-rood-500); --unused: 1;
		--basis-color-info-x: var(--voorbeeld-kleuren-blauw-50); --c: var(--voorbeeld-kleuren-blauw-50); --w: var(--voorbeeld-kleuren-wit);
		--voorbeeld-kleuren-wit: #fff }
		.x { color: var(--a); border: var(--basis-color-info-x) var(--c, 1px) var(--w) }`)
	got := strings.Join(strings.Fields(write(pruneTokens(rules)[:1])), "")
	want := ":root{--a:var(--b);--b:var(--sk-red-500);--basis-color-info-x:var(--sk-blue-50);--c:var(--sk-brand-50);--w:var(--sk-paper);}"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
