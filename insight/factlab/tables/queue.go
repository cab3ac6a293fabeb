package tables

import (
	"context"
	"errors"
	"io"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/sheet"
)

// queue gives out the blocks of files in their order.
type queue struct {
	columns []string
	done    *counter

	mu      sync.Mutex
	paths   []string // still to be opened
	file    *sheet.File
	given   int // blocks
	stopped bool
}

// mistake is an error, and the number of the block where it was met.
type mistake struct {
	block int
	err   error
}

// next gives a block and its number; io.EOF is the end.
func (q *queue) next(ctx context.Context, room []byte) (b sheet.Block, number int, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.given++
	for !q.stopped {
		if ctx.Err() != nil {
			return b, q.given, context.Cause(ctx)
		}
		if q.file == nil {
			if len(q.paths) == 0 {
				break
			}
			if q.file, err = sheet.Open(q.paths[0], q.columns); err != nil {
				return b, q.given, err
			}
			q.paths = q.paths[1:]
		}
		if b, err = q.file.Next(room); !errors.Is(err, io.EOF) {
			q.done.read(b.Len())
			return b, q.given, err
		}
		if err = q.file.Close(); err != nil {
			return b, q.given, err
		}
		q.file = nil
	}
	return b, q.given, io.EOF
}

// stop lets nobody begin another block.
func (q *queue) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
}

// read gives every block of the files to a worker that is free. The error is the first one by the order of the files
// and their lines: blocks are given out in order, and who has one reads it to its end or its first error.
func (m *making) read(ctx context.Context, paths, columns []string, read func(worker int, b sheet.Block) error) error {
	q := &queue{columns: columns, done: &m.done, paths: paths}
	mistakes := make([]mistake, m.Workers)
	_ = m.work(func(worker int) error {
		room := make([]byte, sheet.BlockSize)
		for {
			b, number, err := q.next(ctx, room)
			if err == nil {
				err = read(worker, b)
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				q.stop()
				mistakes[worker] = mistake{number, err}
				return nil
			}
		}
	})
	var first mistake
	for _, found := range mistakes {
		if found.err != nil && (first.err == nil || found.block < first.block) {
			first = found
		}
	}
	if q.file != nil {
		_ = q.file.Close() // only read, and not to its end
	}
	return first.err
}

// work runs a function for each worker and waits for all.
func (m *making) work(f func(worker int) error) error {
	errs := make([]error, m.Workers)
	var all sync.WaitGroup
	for w := range m.Workers {
		all.Go(func() { errs[w] = f(w) })
	}
	all.Wait()
	return errors.Join(errs...)
}
