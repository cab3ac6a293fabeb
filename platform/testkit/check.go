package testkit

import (
	"context"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// arrive waits for the page after a step, and checks it when it is another one.
func (b *Tab) arrive(step string) *Tab {
	b.t.Helper()
	if err := b.settle(); err != nil {
		b.fail("%s: %v", step, err)
	}
	b.mu.Lock()
	document, checked, status := b.document, b.checked, b.status
	b.mu.Unlock()
	if document != checked {
		if status >= 500 {
			b.fail("%s: the page came with status %d", step, status)
		}
		b.Check()
	}
	return b.whole()
}

// leave checks what scripts made of the page since it came, before the visitor goes away from it.
func (b *tab) leave() {
	b.t.Helper()
	b.mu.Lock()
	shown := b.document != "" && b.document == b.checked
	b.mu.Unlock()
	if shown && !b.t.Failed() && !b.options.NoScript {
		(&Tab{tab: b}).Check()
	}
}

// Check looks the page over, as every page is when it comes: one h1, language, title, labels, unique ids, landmarks,
// size of what is touched, width at 320 pixels and with text spaced out, the walk of the Tab key with a visible ring at each stop, axe-core,
// and nothing on the console. A page with the same content is not checked twice in a test process, and one that is built
// the same, of other words, only for what its words can do wrong.
func (b *Tab) Check() *Tab {
	b.t.Helper()
	b.mu.Lock()
	b.checked = b.document
	b.mu.Unlock()
	if !strings.HasPrefix(get[string](b.tab, "location.href"), b.base) || !get[bool](b.tab, call("tkCheck.isPage")) {
		return b.whole()
	}
	var wrong []string
	if b.first(get[string](b.tab, call("tkCheck.content"))) {
		var err error
		checks := []check{b.structure}
		if b.first(get[string](b.tab, call("tkCheck.shape"))) {
			checks = append(checks, b.narrow, b.walk, b.axe)
		}
		if wrong, err = b.inspect(checks); err != nil {
			b.fail("check the page: %v", err)
		}
	}
	b.mu.Lock()
	wrong = append(wrong, b.reports...)
	b.reports = nil
	b.mu.Unlock()
	if len(wrong) > 0 {
		b.t.Errorf("%s (%s) is not right:\n- %s", b.URL(), b.options, strings.Join(wrong, "\n- "))
	}
	return b.whole()
}

var (
	alike   = regexp.MustCompile(`[0-9]{6,}`) // ids differ in every test
	lookups sync.Map                          // the pages that were checked in this process
)

// first reports whether a page like this one is seen for the first time.
func (b *tab) first(content string) bool {
	key := sha256.Sum256([]byte(b.options.String() + alike.ReplaceAllString(content, "N")))
	_, seen := lookups.LoadOrStore(key, true)
	return !seen
}

// check looks at one side of a page and returns what is wrong.
type check func(context.Context) ([]string, error)

// inspect does checks and returns what is wrong.
func (b *tab) inspect(checks []check) ([]string, error) {
	ctx, cancel := context.WithTimeout(b.ctx, 3*patience)
	defer cancel()
	var wrong []string
	for _, check := range checks {
		found, err := check(ctx)
		if err != nil {
			return nil, err
		}
		wrong = append(wrong, found...)
	}
	return wrong, nil
}

func (b *tab) structure(ctx context.Context) (wrong []string, err error) {
	var small []string
	if err := b.evaluate(ctx, call("tkCheck.structure"), &wrong); err != nil {
		return nil, err
	}
	err = b.evaluate(ctx, call("tkCheck.small"), &small)
	return append(wrong, small...), err
}

// narrow looks at the page in a window of 320 pixels.
func (b *tab) narrow(ctx context.Context) (wrong []string, err error) {
	var own int64
	if err := b.evaluate(ctx, call("tkCheck.width"), &own); err != nil {
		return nil, err
	}
	if err := b.resize(ctx, narrowWidth, narrowWidth); err != nil {
		return nil, err
	}
	for _, look := range []string{"tkCheck.narrow", "tkCheck.small", "tkCheck.clipped"} {
		var found []string
		if err := b.evaluate(ctx, call(look), &found); err != nil {
			return nil, err
		}
		for _, f := range found {
			wrong = append(wrong, "at 320 pixels: "+f)
		}
	}
	return wrong, b.resize(ctx, 0, own)
}

// resize changes the window and waits until the page has it.
func (b *tab) resize(ctx context.Context, width, want int64) error {
	if err := b.window(ctx, width); err != nil {
		return err
	}
	for {
		var now int64
		if err := b.evaluate(ctx, call("tkCheck.width"), &now); err != nil {
			return err
		}
		if now == want {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("the window is %d pixels wide, not %d", now, want)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

const maxStops = 1000

// walk presses Tab from the top of the page until it has been everywhere.
func (b *tab) walk(ctx context.Context) (wrong []string, err error) {
	if err := b.evaluate(ctx, call("tkCheck.walkStart"), nil); err != nil {
		return nil, err
	}
	for range maxStops {
		if err := b.stroke(ctx, strokes["Tab"]); err != nil {
			return nil, err
		}
		var stop struct {
			Done  bool   `json:"done"`
			Wrong string `json:"wrong"`
		}
		if err := b.evaluate(ctx, call("tkCheck.stop"), &stop); err != nil {
			return nil, err
		}
		if stop.Wrong != "" {
			wrong = append(wrong, stop.Wrong)
		}
		if stop.Done {
			var passed []string
			err := b.evaluate(ctx, call("tkCheck.walkEnd"), &passed)
			return append(wrong, passed...), err
		}
	}
	return append(wrong, fmt.Sprintf("more than %d stops of the Tab key", maxStops)), nil
}

// axe runs axe-core. It needs timers, which do not run where scripts are off, so they are on for as long as it takes:
// the scripts of the page itself were passed over when it was read.
func (b *tab) axe(ctx context.Context) (wrong []string, err error) {
	if b.options.NoScript {
		if err := b.scripts(ctx, true); err != nil {
			return nil, err
		}
		defer func() {
			if off := b.scripts(ctx, false); err == nil {
				err = off
			}
		}()
	}
	var ready bool
	if err := b.evaluate(ctx, call("tkCheck.ready"), &ready); err != nil {
		return nil, err
	}
	if !ready {
		if err := b.evaluate(ctx, axeScript, nil); err != nil {
			return nil, err
		}
	}
	return wrong, b.evaluate(ctx, call("tkCheck.axeRun"), &wrong)
}
