package testkit

import (
	"context"
	"strings"

	"github.com/chromedp/cdproto/input"
	cd "github.com/chromedp/chromedp"
)

// stroke is a key of the keyboard as the browser wants to hear of it.
type stroke struct {
	key, code, text string
	number          int64
	shift           bool
}

var strokes = map[string]stroke{
	"Tab":        {key: "Tab", code: "Tab", number: 9},
	"Shift+Tab":  {key: "Tab", code: "Tab", number: 9, shift: true},
	"Enter":      {key: "Enter", code: "Enter", text: "\r", number: 13},
	"Space":      {key: " ", code: "Space", text: " ", number: 32},
	"Escape":     {key: "Escape", code: "Escape", number: 27},
	"Backspace":  {key: "Backspace", code: "Backspace", number: 8},
	"ArrowDown":  {key: "ArrowDown", code: "ArrowDown", number: 40},
	"ArrowUp":    {key: "ArrowUp", code: "ArrowUp", number: 38},
	"ArrowLeft":  {key: "ArrowLeft", code: "ArrowLeft", number: 37},
	"ArrowRight": {key: "ArrowRight", code: "ArrowRight", number: 39},
	"Home":       {key: "Home", code: "Home", number: 36},
	"End":        {key: "End", code: "End", number: 35},
	"PageDown":   {key: "PageDown", code: "PageDown", number: 34},
	"PageUp":     {key: "PageUp", code: "PageUp", number: 33},
}

// Keys presses keys one after the other: "Tab", "Shift+Tab", "Enter", "Space", "Escape", "ArrowDown" and so on.
// Anything else is typed.
func (b *Tab) Keys(keys ...string) *Tab {
	b.t.Helper()
	for _, key := range keys {
		step := "press the key " + key
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		var err error
		if s, ok := strokes[key]; ok {
			err = b.stroke(ctx, s)
		} else {
			_, err = cd.Call(ctx, input.InsertText, input.InsertTextParams{Text: key})
		}
		cancel()
		if err != nil {
			b.fail("%s: %v", step, err)
		}
		b.arrive(step)
	}
	return b.whole()
}

// TabTo presses Tab until the button, link or field with this name has focus.
func (b *Tab) TabTo(label string) *Tab {
	b.t.Helper()
	w := say(label)
	seen := []string{}
	for range 200 {
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		err := b.stroke(ctx, strokes["Tab"])
		cancel()
		if err != nil {
			b.fail("walk to “%s”: %v", label, err)
		}
		at := b.Focused()
		if at != "" && (at == w.En || at == w.Nl) {
			return b.whole()
		}
		seen = append(seen, at)
	}
	b.fail("the Tab key does not come at “%s”, but at: %s", label, strings.Join(seen[:20], ", "))
	return b.whole()
}

// stroke presses one key. The text goes with the key itself: a separate event for the character would press Enter
// a second time on whatever has focus by then.
func (b *tab) stroke(ctx context.Context, s stroke) error {
	p := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: s.key, Code: s.code, WindowsVirtualKeyCode: s.number}
	if s.text != "" {
		p.Type, p.Text = input.DispatchKeyEventTypeKeyDown, s.text
	}
	if s.shift {
		p.Modifiers = 8
	}
	if _, err := cd.Call(ctx, input.DispatchKeyEvent, p); err != nil {
		return err
	}
	p.Type, p.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err := cd.Call(ctx, input.DispatchKeyEvent, p)
	return err
}
