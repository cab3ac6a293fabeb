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

// wait waits for the next result, and shows the bar meanwhile; it is nil when the context ends.
func (p *progress) wait(ctx context.Context, next chan *verdict, done int) *verdict {
	var tick <-chan time.Time
	if p.w != nil {
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		select {
		case v := <-next:
			p.clear()
			return v
		case <-ctx.Done():
			p.clear()
			return nil
		case <-tick:
			if time.Since(p.begun) > patience {
				p.draw(done)
			}
		}
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
