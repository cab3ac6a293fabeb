package testkit

import (
	"context"
	_ "embed" // the scripts
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	cd "github.com/chromedp/chromedp"
)

// patience is how long a visitor waits for a page or for words to come; a test that passes never waits that long.
const patience = 20 * time.Second

// hear follows what the browser does. It is called for one event at a time.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *page.EventFrameRequestedNavigation:
		if e.FrameID == b.frame && e.Disposition == page.ClientNavigationDispositionCurrentTab && b.loading.IsZero() {
			b.loading, b.begun = time.Now(), false
		}
	case *page.EventFrameStartedLoading:
		if e.FrameID == b.frame {
			b.loading, b.begun = time.Now(), true
		}
	case *page.EventFrameStoppedLoading:
		if e.FrameID == b.frame {
			b.loading = time.Time{}
		}
	case *page.EventNavigatedWithinDocument:
		if e.FrameID == b.frame {
			b.loading = time.Time{}
		}
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" {
			b.world, b.document = 0, string(e.Frame.LoaderID)
			clear(b.waiting)
		}
	case *page.EventJavascriptDialogOpening:
		go func() { // a person says yes; an error here shows in the step that waits
			_, _ = cd.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	default:
		b.hearNetwork(event)
	}
}

// hearNetwork follows the requests of the page and what it complains of.
func (b *tab) hearNetwork(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.types[string(e.RequestID)] = string(e.Type)
		if e.Type == network.ResourceTypeXHR || e.Type == network.ResourceTypeFetch {
			b.waiting[string(e.RequestID)] = e.Request.URL
		}
	case *network.EventRequestWillBeSentExtraInfo:
		b.sent++ // it went over the wire
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument && e.FrameID == b.frame {
			b.status = e.Response.Status
		}
		if strings.HasPrefix(e.Response.MimeType, "text/event-stream") {
			delete(b.waiting, string(e.RequestID)) // it never ends
		}
	case *network.EventLoadingFinished:
		delete(b.waiting, string(e.RequestID))
	case *network.EventLoadingFailed:
		delete(b.waiting, string(e.RequestID))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !b.expected(e.Entry) {
			b.reports = append(b.reports, fmt.Sprintf("console: %s %s", e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			b.reports = append(b.reports, "console.error: "+arguments(e.Args))
		}
	case *runtime.EventExceptionThrown:
		b.reports = append(b.reports, "script error: "+exception(e.ExceptionDetails))
	}
}

// expected reports whether the browser only repeats that a page or a form was answered with a refusal: the story
// says itself whether that is right.
func (b *tab) expected(e *log.Entry) bool {
	kind := b.types[string(e.NetworkRequestID)]
	asked := kind == string(network.ResourceTypeDocument) || kind == string(network.ResourceTypeXHR) || kind == string(network.ResourceTypeFetch)
	return e.Source == log.EntrySourceNetwork && asked && strings.Contains(e.Text, "a status of 4")
}

func arguments(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a.Description != "" {
			words = append(words, a.Description)
		} else {
			words = append(words, string(a.Value))
		}
	}
	return strings.Join(words, " ")
}

func exception(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

var (
	//go:embed page.js
	pageScript string
	//go:embed check.js
	checkScript string
	//go:embed axe/axe.min.js
	axeScript string
)

// evaluate runs a script in our own world beside the page, and decodes what it returns.
func (b *tab) evaluate(ctx context.Context, script string, out any) error {
	for {
		world, err := b.enter(ctx)
		if err == nil {
			err = b.evaluateIn(ctx, world, script, out)
		}
		if err == nil || !passingAway(err) || ctx.Err() != nil {
			return err
		}
		b.mu.Lock()
		if b.world == world {
			b.world = 0
		}
		b.mu.Unlock()
		time.Sleep(10 * time.Millisecond) // the document is just being replaced
	}
}

// enter returns our world in the document that is shown, with the scripts in it.
func (b *tab) enter(ctx context.Context) (int64, error) {
	b.mu.Lock()
	world, document := b.world, b.document
	b.mu.Unlock()
	if world != 0 {
		return world, nil
	}
	made, err := cd.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: b.frame, WorldName: "testkit"})
	if err != nil {
		return 0, err
	}
	world = int64(made.ExecutionContextID)
	if err := b.evaluateIn(ctx, world, pageScript+checkScript, nil); err != nil {
		return 0, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.document == document {
		b.world = world
	}
	return world, nil
}

func (b *tab) evaluateIn(ctx context.Context, world int64, script string, out any) error {
	res, err := cd.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{
		Expression: script, ContextID: runtime.ExecutionContextID(world), ReturnByValue: new(out != nil), AwaitPromise: new(out != nil),
	})
	if err != nil {
		return err
	}
	if res.ExceptionDetails != nil {
		return errors.New(exception(res.ExceptionDetails))
	}
	if out == nil || len(res.Result.Value) == 0 {
		return nil
	}
	return json.Unmarshal(res.Result.Value, out)
}

// passingAway reports whether a script failed only because its document went.
func passingAway(err error) bool {
	for _, words := range []string{"Cannot find context", "Execution context was destroyed", "Inspected target navigated",
		"Frame with the given id", "context with specified id", "No frame for given id", "Cannot create isolated world"} {
		if strings.Contains(err.Error(), words) {
			return true
		}
	}
	return false
}

// call writes a call of a function in page.js or check.js.
func call(function string, args ...any) string {
	words := make([]string, len(args))
	for i, a := range args {
		text, err := json.Marshal(a)
		if err != nil {
			panic(err) // only strings and lists are given
		}
		words[i] = string(text)
	}
	return function + "(" + strings.Join(words, ", ") + ")"
}

// settle waits until the page is quiet: no new document on its way, no request of a script.
func (b *tab) settle() error {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for quiet := 0; quiet < 2; {
		var one int
		// A round trip: what the page asked for before is known after it.
		if err := b.evaluate(ctx, "1", &one); err != nil {
			return fmt.Errorf("the page does not answer: %w", errors.Join(err, b.busy()))
		}
		if b.busy() == nil {
			quiet++
			continue
		}
		quiet = 0
		if ctx.Err() != nil {
			return b.busy()
		}
		time.Sleep(5 * time.Millisecond)
	}
	return nil
}

// busy says what the page is still waiting for.
func (b *tab) busy() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.loading.IsZero() {
		if !b.begun && time.Since(b.loading) > time.Second {
			b.loading = time.Time{} // a link to a program on the machine, or the page thought better of it
			return nil
		}
		return fmt.Errorf("a new page has been on its way for %s", time.Since(b.loading).Round(time.Millisecond))
	}
	for _, url := range b.waiting {
		return fmt.Errorf("a script waits for %s", url)
	}
	return nil
}
