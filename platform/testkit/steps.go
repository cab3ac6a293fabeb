package testkit

import (
	"context"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	cd "github.com/chromedp/chromedp"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// words are one sentence in both languages; the page's own language chooses.
type words struct {
	En string `json:"en"`
	Nl string `json:"nl"`
}

// say says a sentence, and the sentences that are filled in, in both languages.
func say(sentence string, args ...any) words {
	return words{En: sayIn(text.En, sentence, args), Nl: sayIn(text.Nl, sentence, args)}
}

func sayIn(lang, sentence string, args []any) string {
	ctx := text.WithLang(context.Background(), lang)
	said := slices.Clone(args)
	for i, a := range said {
		if part, ok := a.(string); ok {
			said[i] = text.T(ctx, part)
		}
	}
	return text.T(ctx, sentence, said...)
}

func (b *Tab) scope() []words {
	out := make([]words, len(b.within))
	for i, w := range b.within {
		out[i] = say(w)
	}
	return out
}

// Within has the next step look for its thing near words: in the same row, list item, group of choices, section or
// form. Steps return the whole page again.
func (b *Tab) Within(sentence string) *Tab {
	return &Tab{tab: b.tab, within: append(slices.Clone(b.within), sentence)}
}

func (b *Tab) whole() *Tab { return &Tab{tab: b.tab} }

// Visit types an address: a path of the website, or a whole one.
func (b *Tab) Visit(address string) *Tab {
	b.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = b.base + address
	}
	b.leave()
	b.mu.Lock()
	b.loading, b.begun = time.Now(), true
	b.mu.Unlock()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	res, err := cd.Call(ctx, page.Navigate, page.NavigateParams{URL: address})
	if err == nil && res.ErrorText != "" {
		b.t.Fatalf("visit %s: %s", address, res.ErrorText)
	}
	if err != nil {
		b.t.Fatalf("visit %s: %v", address, err)
	}
	if res.LoaderID == "" { // another place on the same page
		b.mu.Lock()
		b.loading = time.Time{}
		b.mu.Unlock()
	}
	return b.arrive("visit " + address)
}

// Back goes to the page before, as the button of the browser does.
func (b *Tab) Back() *Tab { b.t.Helper(); return b.travel("go back", -1) }

// Forward undoes Back.
func (b *Tab) Forward() *Tab { b.t.Helper(); return b.travel("go forward", 1) }

// Reload asks for the same page again; a form that was sent is sent again.
func (b *Tab) Reload() *Tab { b.t.Helper(); return b.travel("reload", 0) }

func (b *Tab) travel(step string, by int64) *Tab {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	history, err := cd.Call(ctx, page.GetNavigationHistory, cdp.Empty{})
	if err != nil {
		b.t.Fatalf("%s: %v", step, err)
	}
	to := history.CurrentIndex + by
	if to < 0 || to >= int64(len(history.Entries)) {
		b.t.Fatalf("%s: there is no such page in the history", step)
	}
	b.mu.Lock()
	b.loading, b.begun = time.Now(), false
	b.mu.Unlock()
	if by == 0 {
		_, err = cd.Call(ctx, page.Reload, page.ReloadParams{})
	} else {
		_, err = cd.Call(ctx, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[to].ID})
	}
	if err != nil {
		b.t.Fatalf("%s: %v", step, err)
	}
	return b.arrive(step)
}

// found is what page.js answers to a search.
type found struct {
	Count   int      `json:"count"`
	Word    string   `json:"word"`
	Several []string `json:"several"`
	Off     bool     `json:"off"`
}

var kindNames = map[string]string{"press": "button or link", "fill": "field", "choose": "choice", "pick": "list",
	"attach": "file field", "field": "field"}

// find waits until there is exactly one thing of a kind with that name, and keeps it for the next script.
func (b *Tab) find(step, kind, label string, args ...any) {
	b.t.Helper()
	var f found
	ok := b.until(func(ctx context.Context) error {
		return b.evaluate(ctx, call("tk.find", kind, say(label, args...), b.scope()), &f)
	}, func() bool { return f.Count == 1 && !f.Off })
	switch {
	case ok:
	case f.Count == 0:
		b.fail("%s: there is no %s %q%s", step, kindNames[kind], f.Word, b.place())
	case f.Count > 1:
		b.fail("%s: %q is %d things%s: %s. Say which one with Within", step, f.Word, f.Count, b.place(), strings.Join(f.Several, ", "))
	default:
		b.fail("%s: %q is switched off", step, f.Word)
	}
}

func (b *Tab) place() string {
	if len(b.within) == 0 {
		return ""
	}
	return " near “" + strings.Join(b.within, "”, “") + "”"
}

// Press presses a button or follows a link, found by its words; what is filled in may be sentences too.
func (b *Tab) Press(label string, args ...any) *Tab {
	b.t.Helper()
	step := "press “" + label + "”"
	b.find(step, "press", label, args...)
	b.click(step, 1)
	return b.arrive(step)
}

// PressTwice presses twice at once, as impatient people do.
func (b *Tab) PressTwice(label string, args ...any) *Tab {
	b.t.Helper()
	step := "press “" + label + "” twice"
	b.find(step, "press", label, args...)
	b.click(step, 2)
	return b.arrive(step)
}

type point struct {
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	Covered string  `json:"covered"`
}

func (b *Tab) click(step string, times int) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var at point
	if err := b.evaluate(ctx, call("tk.point"), &at); err != nil {
		b.fail("%s: %v", step, err)
	}
	if at.Covered != "" {
		b.fail("%s: it cannot be pressed: %s", step, at.Covered)
	}
	mouse := func(what input.DispatchMouseEventType, count int64) {
		b.t.Helper()
		_, err := cd.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: what, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, ClickCount: count})
		if err != nil {
			b.fail("%s: %v", step, err)
		}
	}
	for i := range times {
		sent := b.requests()
		mouse(input.DispatchMouseEventTypeMousePressed, int64(i+1))
		mouse(input.DispatchMouseEventTypeMouseReleased, int64(i+1))
		if i+1 < times {
			b.sends(sent)
		}
	}
}

func (b *tab) requests() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sent
}

// sends waits until the page has really sent a request, for as long as there may be between the two halves of a
// double click.
func (b *tab) sends(before int) {
	for end := time.Now().Add(200 * time.Millisecond); b.requests() == before && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
}

type focusedField struct {
	Type     string `json:"type"`
	Readonly bool   `json:"readonly"`
	Value    string `json:"value"`
}

// Fill writes in a field, found by its label, in place of what stood there.
func (b *Tab) Fill(label, value string) *Tab {
	b.t.Helper()
	step := "fill “" + label + "”"
	b.find(step, "fill", label)
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var f focusedField
	if err := b.evaluate(ctx, call("tk.focus"), &f); err != nil {
		b.fail("%s: %v", step, err)
	}
	if f.Readonly {
		b.fail("%s: it can only be read", step)
	}
	var now string
	var err error
	switch f.Type {
	case "date", "time", "month", "week", "datetime-local", "color", "range":
		err = b.evaluate(ctx, call("tk.set", value), &now)
	default:
		if value == "" {
			err = b.evaluate(ctx, call("tk.empty"), &now)
			break
		}
		if _, err = cd.Call(ctx, input.InsertText, input.InsertTextParams{Text: value}); err == nil {
			err = b.evaluate(ctx, call("tk.value"), &now)
		}
	}
	if err != nil {
		b.fail("%s: %v", step, err)
	}
	if strings.ReplaceAll(now, "\r\n", "\n") != strings.ReplaceAll(value, "\r\n", "\n") {
		b.fail("%s: wrote %q and now it reads %q", step, value, now)
	}
	return b.arrive(step)
}

// Choose makes a radio button or tick box chosen, found by its label.
func (b *Tab) Choose(label string) *Tab { b.t.Helper(); return b.tick(label, true) }

// Unchoose takes a tick away.
func (b *Tab) Unchoose(label string) *Tab { b.t.Helper(); return b.tick(label, false) }

func (b *Tab) tick(label string, want bool) *Tab {
	b.t.Helper()
	step := "choose “" + label + "”"
	b.find(step, "choose", label)
	if b.isChosen(step) != want {
		b.click(step, 1)
		b.arrive(step)
	}
	// The page may have been renewed by the choice.
	b.find(step, "choose", label)
	if b.isChosen(step) != want {
		b.fail("%s: it did not change", step)
	}
	return b.whole()
}

func (b *Tab) isChosen(step string) (chosen bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := b.evaluate(ctx, call("tk.chosen"), &chosen); err != nil {
		b.fail("%s: %v", step, err)
	}
	return chosen
}

// Pick picks an option from a list, both by their words.
func (b *Tab) Pick(label, option string) *Tab {
	b.t.Helper()
	step := "pick “" + option + "” for “" + label + "”"
	b.find(step, "pick", label)
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var picked struct {
		OK      bool     `json:"ok"`
		Options []string `json:"options"`
	}
	if err := b.evaluate(ctx, call("tk.pick", say(option)), &picked); err != nil {
		b.fail("%s: %v", step, err)
	}
	if !picked.OK {
		b.fail("%s: the list has %q", step, picked.Options)
	}
	return b.arrive(step)
}

// Attach puts files in a file field, found by its label.
func (b *Tab) Attach(label string, files ...string) *Tab {
	b.t.Helper()
	step := "attach to “" + label + "”"
	b.find(step, "attach", label)
	for i, f := range files {
		whole, err := filepath.Abs(f)
		if err != nil {
			b.fail("%s: %v", step, err)
		}
		files[i] = whole
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	b.mu.Lock()
	world := b.world
	b.mu.Unlock()
	res, err := cd.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "tk.target", ContextID: runtime.ExecutionContextID(world)})
	if err == nil {
		_, err = cd.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: res.Result.ObjectID})
	}
	if err != nil {
		b.fail("%s: %v", step, err)
	}
	return b.arrive(step)
}

// Path is the path, with query and fragment, of an address.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Scheme, u.Host, u.User = "", "", nil
	return u.String()
}
