package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	cd "github.com/chromedp/chromedp"
)

// until asks again until the answer is right or patience has run out.
func (b *tab) until(ask func(ctx context.Context) error, right func() bool) bool {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for deadline := time.Now().Add(b.waits()); ; time.Sleep(20 * time.Millisecond) {
		if err := ask(ctx); err != nil {
			b.fail("%v", err)
		}
		if right() {
			return true
		}
		if time.Now().After(deadline) {
			return false
		}
	}
}

// waits is how long words may take to come, or to go, on a page that is quiet: longer than anything of ours stands there
// for a while. Without scripts nothing can come any more.
func (b *tab) waits() time.Duration {
	if b.options.NoScript {
		return 0
	}
	return 12 * time.Second
}

func get[T any](b *tab, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var out T
	if err := b.evaluate(ctx, script, &out); err != nil {
		b.fail("%s: %v", script, err)
	}
	return out
}

// See demands that the words can be read on the page, or in its title. Args are put into the sentence.
func (b *Tab) See(sentence string, args ...any) *Tab {
	b.t.Helper()
	if w := say(sentence, args...); !b.sees(w, true) {
		b.fail("see: there is no %q (or %q)%s", w.En, w.Nl, b.place())
	}
	return b.whole()
}

// DontSee demands that the words are not on the page.
func (b *Tab) DontSee(sentence string, args ...any) *Tab {
	b.t.Helper()
	if w := say(sentence, args...); !b.sees(w, false) {
		b.fail("do not see: there is %q%s", w.En, b.place())
	}
	return b.whole()
}

func (b *Tab) sees(w words, want bool) bool {
	b.t.Helper()
	var seen bool
	return b.until(func(ctx context.Context) error {
		return b.evaluate(ctx, call("tk.sees", w, b.scope()), &seen)
	}, func() bool { return seen == want })
}

// Value is what a field holds, found by its label: its text, the option that is picked, or the names of the files.
func (b *Tab) Value(label string) string {
	b.t.Helper()
	b.find("look at “"+label+"”", "field", label)
	return get[string](b.tab, call("tk.value"))
}

// Chosen reports whether a radio button or tick box is chosen.
func (b *Tab) Chosen(label string) bool {
	b.t.Helper()
	step := "look at “" + label + "”"
	b.find(step, "choose", label)
	return b.isChosen(step)
}

// Text is all that can be read on the page.
func (b *Tab) Text() string { b.t.Helper(); return get[string](b.tab, call("tk.text")) }

// Title is the title of the page.
func (b *Tab) Title() string { b.t.Helper(); return get[string](b.tab, "document.title") }

// URL is where the visitor is: path, query and fragment.
func (b *Tab) URL() string { b.t.Helper(); return pathOf(get[string](b.tab, "location.href")) }

// Links lists where the links of the page lead on this website, without files to keep and places on the same page.
func (b *Tab) Links() []string { b.t.Helper(); return get[[]string](b.tab, call("tk.links")) }

// Status is the status code with which the page came.
func (b *Tab) Status() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return int(b.status)
}

// Focused is the name of what has the focus, or empty.
func (b *Tab) Focused() string { b.t.Helper(); return get[string](b.tab, call("tk.focused")) }

// Table reads the rows of a table, the head included, found by its caption or the heading above it.
func (b *Tab) Table(caption string) [][]string {
	b.t.Helper()
	rows := get[[][]string](b.tab, call("tk.table", say(caption)))
	if rows == nil {
		b.fail("read the table “%s”: it is not there", caption)
	}
	return rows
}

// Screenshot writes a picture of the whole page to a file.
func (b *Tab) Screenshot(path string) *Tab {
	b.t.Helper()
	if err := b.picture(path); err != nil {
		b.t.Fatalf("screenshot: %v", err)
	}
	return b.whole()
}

func (b *tab) picture(path string) error {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	res, err := cd.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: new(true)})
	if err != nil {
		return err
	}
	return os.WriteFile(path, res.Data, 0o644)
}

type inventory struct {
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Lang     string   `json:"lang"`
	Headings []string `json:"headings"`
	Things   []string `json:"things"`
	Text     string   `json:"text"`
}

// fail ends the test with what went wrong and what the visitor has in front of them. With `go test -artifacts`
// there is a picture too.
func (b *tab) fail(format string, args ...any) {
	b.t.Helper()
	message := fmt.Sprintf(format, args...)
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var i inventory
	if err := b.evaluate(ctx, call("tk.inventory"), &i); err != nil {
		b.t.Fatalf("%s (%s)\nand the page does not answer: %v", message, b.options, err)
	}
	shot := filepath.Join(b.t.ArtifactDir(), "page.png")
	if err := b.picture(shot); err != nil {
		shot = err.Error()
	}
	b.t.Fatalf("%s (%s)\nat %s “%s”, language %q, status %d\nheadings: %s\n%s\npicture: %s\ntext:\n%s", message, b.options,
		pathOf(i.URL), i.Title, i.Lang, b.status, strings.Join(i.Headings, " | "), strings.Join(i.Things, "\n"), shot, i.Text)
}
