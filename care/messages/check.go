package messages

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// checking is one run of check.
type checking struct {
	*call
	judge
	*background
	json  bool
	files []string
	stuck bool // something could not be read
	wrong int
	done  int
}

// check checks files and folders.
func check(c *call) int {
	k := &checking{call: c, judge: judge{lang: c.Lang}, background: c.background()}
	format := c.Text("format", "text", "FORMAT", c.Say("text for people, or json: one object a line and file"))
	bsn := c.Yes("bsn", c.Say("show citizen service numbers whole"))
	if exit, ok := c.Read(1, 0); !ok {
		return exit
	}
	if *format != "text" && *format != "json" {
		return c.Usage(c.Say("%q is no good value for %s.", *format, "-format"))
	}
	if exit, ok := k.prepare(c, 1); !ok {
		return exit
	}
	k.json, k.upTo, k.bsn = *format == "json", k.depth, *bsn
	k.find()
	if k.depth >= 3 {
		if exit, ok := k.chain(); !ok {
			return exit
		}
	} else {
		k.each(k.alone)
	}
	return k.exit()
}

// find lists the files to check: those named, and those in folders.
func (k *checking) find() {
	for _, name := range k.call.Args {
		info, err := os.Stat(name)
		if name == "-" || err != nil || !info.IsDir() {
			k.files = append(k.files, name) // what is wrong with a name is told in its turn
			continue
		}
		files, wrong := record.Files(name)
		for _, err := range wrong {
			k.cannot(pathOf(err, name), err)
		}
		if len(files) == 0 && len(wrong) == 0 {
			k.Complain(k.Say("The folder %s holds no .xml files.", name))
			k.stuck = true
		}
		k.files = append(k.files, files...)
	}
}

func pathOf(err error, otherwise string) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	return otherwise
}

func (k *checking) cannot(name string, err error) {
	k.stuck = true
	k.Complain(k.Say("%s cannot be read: %s.", name, k.reason(err)))
}

// exit sums up and gives the exit code.
func (k *checking) exit() int {
	if !k.json && k.done > 0 {
		lang := k.Lang
		sum := lang.N(k.done, "%d file", "%d files")
		if k.wrong == 0 {
			sum += ", " + lang.Say("all good")
		} else {
			sum += ", " + lang.Say("%d wrong", k.wrong)
		}
		fmt.Fprintln(k.Out, sum)
	}
	switch {
	case k.stuck || k.Ctx.Err() != nil:
		return command.Stuck
	case k.wrong > 0:
		return command.Wrong
	}
	return command.Good
}

// each makes the verdict of every file on all cores, and prints them in order as they come.
func (k *checking) each(verdictOf func(i int) *verdict) {
	slots := make([]chan *verdict, len(k.files))
	for i := range slots {
		slots[i] = make(chan *verdict, 1)
	}
	ctx, cancel := context.WithCancel(k.Ctx)
	defer cancel()
	k.workers(ctx, func(i int) { slots[i] <- verdictOf(i) })
	bar := command.NewProgress(k.Err, len(k.files))
	for i := range slots {
		if len(slots[i]) == 0 && k.Out.Flush() != nil {
			return
		}
		v := wait(k.Ctx, bar, slots[i], i)
		if v == nil {
			k.Complain(k.Say("It was stopped before it was ready."))
			return
		}
		if !k.print(v) {
			return
		}
	}
}

// workers does something with every file on all cores, until the context ends.
func (k *checking) workers(ctx context.Context, do func(i int)) *sync.WaitGroup {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(k.files)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(k.files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	return &group
}

// print writes a verdict; it is false when nothing can be written any more.
func (k *checking) print(v *verdict) bool {
	if v.unread {
		k.stuck = true
		k.Complain(v.Faults[0].Text)
		if !k.json {
			return true
		}
	}
	k.done++
	if !v.Valid {
		k.wrong++
	}
	if k.json {
		return v.printJSON(k.Out) == nil
	}
	v.printText(k.Out, k.Lang)
	_, err := k.Out.Write(nil) // tells whether an earlier line could not be written
	return err == nil
}

// alone checks one file without the others: levels 1 and 2.
func (k *checking) alone(i int) *verdict {
	v := &verdict{File: k.files[i]}
	text, ok := k.textOf(v)
	if !ok {
		return v
	}
	b := k.judge.read(v, text)
	switch {
	case b == nil:
	case k.upTo == 1:
		k.pass(v, nil)
	default:
		k.pass(v, toets.Toets(b))
	}
	return v
}

// textOf reads the file of a verdict, or says in the verdict why it cannot be read.
func (k *checking) textOf(v *verdict) (string, bool) {
	var text string
	var err error
	if v.File == "-" {
		text, err = record.ReadAll(k.Ctx, k.In)
	} else {
		text, err = record.Read(k.Ctx, v.File)
	}
	switch {
	case errors.Is(err, record.ErrTooLarge):
		k.tooLarge(v)
	case err != nil:
		v.unread = true
		v.Faults = []fault{{Text: k.Say("%s cannot be read: %s.", v.File, k.reason(err))}}
	}
	return text, err == nil
}

// wait waits for the next verdict, and shows the bar meanwhile; it is nil when the context ends.
func wait(ctx context.Context, bar *command.Progress, next chan *verdict, done int) *verdict {
	defer bar.Clear()
	var tick <-chan time.Time
	if bar.Shows() {
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		select {
		case v := <-next:
			return v
		case <-ctx.Done():
			return nil
		case <-tick:
			bar.At(done)
		}
	}
}
