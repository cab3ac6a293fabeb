// Package paper prints a page of HTML as a tagged PDF that a screen reader can read, after the PDF/UA-1 norm.
//
// It prints with Chromium, which need not be there: without it a letter stays a page on the screen.
package paper

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Printer prints with Chromium, two letters at a time: each takes a browser of its own.
type Printer struct {
	chromium string
	trays    chan struct{}
}

const trays = 2

// ErrNone says that there is no Chromium on this machine.
var ErrNone = errors.New("no Chromium to print with")

// Find returns the printer of this machine: the Chromium at path, or (empty) the first one that the system knows.
func Find(path string) (*Printer, error) {
	for _, name := range []string{path, "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if found, err := exec.LookPath(name); err == nil {
			return &Printer{found, make(chan struct{}, trays)}, nil
		}
	}
	return nil, ErrNone
}

// Page is what is printed: a whole document of HTML with its style sheet. Title and language go into the PDF too.
type Page struct {
	Title, Lang, HTML, CSS string
}

const patience = time.Minute

// Print makes a PDF of a page, on A4. The page is not trusted: it runs no script and reaches no network.
func (p *Printer) Print(ctx context.Context, doc Page) ([]byte, error) {
	select {
	case p.trays <- struct{}{}:
		defer func() { <-p.trays }()
	case <-ctx.Done():
		return nil, fmt.Errorf("print: %w", ctx.Err())
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(p.chromium), chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium has no sandbox for root; in production the program is not root
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	ctx, leave := chromedp.NewContext(ctx)
	defer leave()
	err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		return show(ctx, t, doc)
	}))
	if err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	raw, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(),
		chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
	if err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	return describe(raw, doc.Title, doc.Lang)
}

// show puts a page on the screen, with its style and without scripts.
func show(ctx context.Context, t *chromedp.Target, doc Page) error {
	if _, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		return err
	}
	tree, err := cdp.Call(ctx, t, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	frame := tree.FrameTree.Frame.ID
	if _, err := cdp.Call(ctx, t, page.SetDocumentContent, page.SetDocumentContentParams{FrameID: frame, HTML: doc.HTML}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, t, dom.Enable, dom.EnableParams{}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, t, css.Enable, cdp.Empty{}); err != nil {
		return err
	}
	sheet, err := cdp.Call(ctx, t, css.CreateStyleSheet, css.CreateStyleSheetParams{FrameID: frame})
	if err != nil {
		return err
	}
	_, err = cdp.Call(ctx, t, css.SetStyleSheetText, css.SetStyleSheetTextParams{StyleSheetID: sheet.StyleSheetID, Text: doc.CSS})
	return err
}
