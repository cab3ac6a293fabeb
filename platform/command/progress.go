package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// Progress is a bar on a terminal that shows how far long work is. On anything else it is silent. Any number of
// goroutines may use it.
type Progress struct {
	w     io.Writer // nil: silent
	total int

	mu    sync.Mutex
	next  time.Time // before this nothing is drawn
	shown bool
}

const (
	patience = 700 * time.Millisecond // before a bar is worth showing
	pace     = 100 * time.Millisecond // between two drawings
)

// NewProgress begins a bar on w when that is a terminal.
func NewProgress(w io.Writer, total int) *Progress {
	p := &Progress{total: total, next: time.Now().Add(patience)}
	if f, ok := w.(*os.File); ok && Terminal(f) && os.Getenv("TERM") != "dumb" {
		p.w = f
	}
	return p
}

// Terminal reports whether f is a terminal, where a person may be asked.
func Terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Shows reports whether there is a bar at all.
func (p *Progress) Shows() bool { return p.w != nil }

// At shows that done of the total is done, not more often than eyes can follow.
func (p *Progress) At(done int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Before(p.next) {
		return
	}
	const width = 30
	full := min(width, width*done/max(p.total, 1))
	fmt.Fprintf(p.w, "\r[%s%s] %d/%d", strings.Repeat("#", full), strings.Repeat(".", width-full), done, p.total)
	p.next, p.shown = now.Add(pace), true
}

// Clear takes the bar away, so that something else can stand there.
func (p *Progress) Clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
