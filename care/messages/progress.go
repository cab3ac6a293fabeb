package messages

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress is a bar on a terminal that shows how far long work is. On anything else it is silent.
type progress struct {
	w     io.Writer // nil: silent
	total int
	begun time.Time
	shown bool
}

const patience = 700 * time.Millisecond // before a bar is worth showing

func newProgress(c *call, total int) *progress {
	p := &progress{total: total, begun: time.Now()}
	if f, ok := c.err.(*os.File); ok && os.Getenv("TERM") != "dumb" {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.w = f
		}
	}
	return p
}

// wait shows the bar until the next result is there, or the work is stopped.
func (p *progress) wait(ctx context.Context, next chan *verdict, done int) {
	for p.w != nil && len(next) == 0 && ctx.Err() == nil {
		if time.Since(p.begun) > patience {
			p.draw(done)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (p *progress) draw(done int) {
	const width = 30
	full := width * done / max(p.total, 1)
	fmt.Fprintf(p.w, "\r[%s%s] %d/%d", strings.Repeat("#", full), strings.Repeat(".", width-full), done, p.total)
	p.shown = true
}

// clear takes the bar away, so that something else can stand there.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
