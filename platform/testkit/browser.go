package testkit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	cd "github.com/chromedp/chromedp"
)

// Options says what kind of visitor it is. The zero value sits at a desk, with scripts, and reads Dutch.
type Options struct {
	Phone    bool   // a small window of a telephone
	NoScript bool   // no JavaScript at all
	Dark     bool   // prefers dark colours
	Lang     string // what the browser asks for: "nl" (the default) or "en"
}

func (o Options) String() string {
	words := []string{"desk"}
	if o.Phone {
		words[0] = "phone"
	}
	if o.NoScript {
		words = append(words, "no script")
	}
	if o.Dark {
		words = append(words, "dark")
	}
	return strings.Join(words, ", ")
}

// Ways runs a story twice: with scripts and without, since everything must be possible without.
func Ways(t *testing.T, story func(t *testing.T, o Options)) {
	t.Helper()
	t.Run("script", func(t *testing.T) { story(t, Options{}) })
	t.Run("no script", func(t *testing.T) { story(t, Options{NoScript: true}) })
}

// Browser opens a browser for one visitor at the website at baseURL, with cookies of its own. All visitors of a
// test process share one Chromium. Every page that is visited is checked: see Tab.Check.
func Browser(t testing.TB, baseURL string, options ...Options) *Tab {
	t.Helper()
	var o Options
	if len(options) > 0 {
		o = options[0]
	}
	if o.Lang == "" {
		o.Lang = "nl"
	}
	chromium, err := theChromium()
	if err != nil {
		t.Fatal(err)
	}
	b := &tab{t: t, base: strings.TrimRight(baseURL, "/"), options: o, waiting: map[string]string{}, types: map[string]string{}}
	ctx, cancel := cd.NewContext(chromium, cd.WithNewBrowserContext(), cd.WithListener(b.hear))
	b.ctx = ctx
	t.Cleanup(cancel)
	t.Cleanup(b.leave)
	if err := b.prepare(); err != nil {
		t.Fatalf("open a browser: %v", err)
	}
	return &Tab{tab: b}
}

// A Tab is one visitor with a browser. It finds things as people do: by the words on a button, a link or a label.
// Words are English sentences of the program; on a Dutch page it looks for their Dutch. A step that cannot be
// done ends the test and says what is on the page.
type Tab struct {
	*tab
	within []string // the surroundings in which things are looked for
}

type tab struct {
	t       testing.TB
	ctx     context.Context
	base    string
	options Options
	frame   cdp.FrameID

	mu       sync.Mutex // for what follows: events come on another goroutine
	world    int64      // the execution context of our scripts in this document
	document string     // which document is shown: the id of its loader
	status   int64      // of the document
	loading  time.Time  // since when a new document has been on its way; zero when it is not
	begun    bool       // the new document was really asked for
	waiting  map[string]string
	types    map[string]string
	sent     int      // requests
	reports  []string // errors on the console, reports of the security policy
	checked  string   // the document that was checked last
}

var theChromium = sync.OnceValues(func() (context.Context, error) {
	path, err := chromiumPath()
	if err != nil {
		return nil, err
	}
	s, err := takeSlot("chromium")
	if err != nil {
		return nil, err
	}
	if err := os.RemoveAll(s.dir); err != nil {
		return nil, err
	}
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		return nil, err
	}
	options := append(cd.DefaultExecAllocatorOptions[:],
		cd.ExecPath(path), cd.NoSandbox, cd.DisableGPU, cd.UserDataDir(filepath.Join(s.dir, "profile")),
		cd.Env("XDG_CONFIG_HOME="+s.dir, "XDG_CACHE_HOME="+s.dir, "TMPDIR="+s.dir),
		cd.Flag("enable-blink-features", "ComputedAccessibilityInfo"), // the accessible names as the browser makes them
		cd.Flag("disable-component-update", true), cd.Flag("disable-quic", true),
		cd.Flag("disable-dev-shm-usage", true), cd.Flag("font-render-hinting", "none"),
		cd.ModifyCmdFunc(func(cmd *exec.Cmd) {
			// The browser ends when its pipe closes, which the kernel does when this process ends. It keeps the
			// slot until then.
			cmd.ExtraFiles = append(cmd.ExtraFiles, s.lock)
			cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		}),
	)
	allocator, _ := cd.NewExecAllocator(context.Background(), options...)
	// What the library says of itself is noise; what matters comes back as an error of a step.
	ctx, _ := cd.NewContext(allocator, cd.WithErrorf(func(string, ...any) {}))
	if err := cd.Do(ctx); err != nil {
		return nil, fmt.Errorf("start %s for the tests: %w", path, err)
	}
	return ctx, nil
})

func chromiumPath() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no browser: apt-get install chromium fonts-noto-core (`make test` does that as root)")
}

// Sizes of the windows.
const (
	deskWidth, deskHeight   = 1280, 900
	phoneWidth, phoneHeight = 390, 800
	narrowWidth             = 320
)

// prepare makes the window and the habits of the visitor.
func (b *tab) prepare() error {
	if err := cd.Do(b.ctx); err != nil { // opens the tab, which lives as long as this context
		return err
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	tree, err := cd.Call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	b.mu.Lock()
	b.frame = tree.FrameTree.Frame.ID
	b.mu.Unlock()
	scheme := "light"
	if b.options.Dark {
		scheme = "dark"
	}
	_, e1 := cd.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	_, e2 := cd.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	_, e3 := cd.Call(ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/Amsterdam"})
	_, e4 := cd.Call(ctx, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: "Samenkracht test", AcceptLanguage: b.options.Lang})
	return errors.Join(e1, e2, e3, e4, b.scripts(ctx, !b.options.NoScript), b.window(ctx, 0))
}

// scripts switches the scripts of the page on or off.
func (b *tab) scripts(ctx context.Context, on bool) error {
	_, err := cd.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
	return err
}

// window gives the window a width, or its own when width is 0.
func (b *tab) window(ctx context.Context, width int64) error {
	p := emulation.SetDeviceMetricsOverrideParams{Width: deskWidth, Height: deskHeight, DeviceScaleFactor: 1}
	if b.options.Phone {
		p = emulation.SetDeviceMetricsOverrideParams{Width: phoneWidth, Height: phoneHeight, DeviceScaleFactor: 1, Mobile: true}
	}
	if width > 0 {
		p = emulation.SetDeviceMetricsOverrideParams{Width: width, Height: phoneHeight, DeviceScaleFactor: 1}
	}
	_, err := cd.Call(ctx, emulation.SetDeviceMetricsOverride, p)
	return err
}
