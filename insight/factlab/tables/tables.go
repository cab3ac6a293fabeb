// Package tables makes the seven tables of a Factlab out of an address register and the lists of deliveries of many
// organisations, in one process: it writes the addresses in one way, turns them into pseudonyms under a random key,
// finds them in the register, and counts per household what is active on a day.
//
// It is for whoever may have all lists together, and the measure for the protocol in which nobody has. The files are
// read in blocks by several workers (package sheet), the register takes 16 bytes an address (package register), and
// with more than one bucket the rows wait outside memory, sealed (package spill). Workers and buckets never change
// the tables.
package tables

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/register"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/sheet"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/spill"
)

// Options are what Make needs.
type Options struct {
	Registry   string    // the address register, a CSV file
	Deliveries string    // the folder with the lists of deliveries, CSV files
	On         time.Time // the day that is counted
	Out        string    // the folder for the tables
	Buckets    int       // 0: by the size of the lists
	Workers    int       // 0: as many as there are processors, up to 8
	// Progress is told how many bytes of how many are read; nil: nobody is. It may be called by many at once.
	Progress func(done, total int64)
}

// The most that can be asked.
const (
	MaxBuckets = 4096
	maxWorkers = 64
)

// Make makes the tables t1.csv to t7.csv. What is wrong with a file comes as a *sheet.Fault. Whatever goes wrong, Out
// is as it was.
func Make(ctx context.Context, o Options) error {
	files, err := deliveries(o.Deliveries)
	if err != nil {
		return err
	}
	if err := free(o.Out); err != nil {
		return err
	}
	m, err := begin(o, files)
	if err != nil {
		return err
	}
	defer m.end()
	if err := m.readRegistry(ctx); err != nil {
		return err
	}
	counts, err := m.readDeliveries(ctx, files)
	if err != nil {
		return err
	}
	tables, err := counts.Tables(count.Names{Places: m.places, Provisions: m.provisions.names(), Domains: m.domains.names()})
	if err != nil {
		return err
	}
	return write(ctx, o.Out, tables)
}

// making is one use of Make.
type making struct {
	Options
	key      *register.Key
	register *register.Register
	places   []count.Place // by code
	spill    *spill.File   // nil with one bucket

	organisations, provisions, domains *dictionary
	done                               counter
	on                                 day
}

func begin(o Options, files []string) (*making, error) {
	m := &making{Options: o, organisations: newDictionary(1 << 31), provisions: newDictionary(1 << 16), domains: newDictionary(count.MaxDomains), on: dayOf(o.On)}
	var size int64
	for _, file := range append(slices.Clone(files), o.Registry) {
		info, err := os.Stat(file)
		if err != nil {
			return nil, err
		}
		size += info.Size()
	}
	m.done.total, m.done.tell = size, o.Progress
	if m.Workers <= 0 {
		m.Workers = min(runtime.GOMAXPROCS(0), 8)
	}
	if m.Buckets <= 0 {
		m.Buckets = bucketsFor(size)
	}
	var err error
	if m.key, err = register.NewKey(); err != nil {
		return nil, err
	}
	if m.Buckets > 1 {
		m.spill, err = spill.New(m.Buckets)
	}
	return m, err
}

// bucketsFor keeps the rows of the country in memory, and parts what is larger.
func bucketsFor(size int64) int {
	const country = 4 << 30
	n := 1
	for size > country && n < 256 {
		size, n = size/16, n*16
	}
	return n
}

func (m *making) end() {
	if m.spill != nil {
		_ = m.spill.Close() // nothing of it is wanted any more
	}
}

// deliveries are the CSV files of a folder, by name.
func deliveries(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), ".csv") && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, sheet.Note(folder, "the folder holds no .csv files; put the lists of deliveries there")
	}
	return files, nil
}

// free refuses a folder for the tables that holds anything else.
func free(out string) error {
	entries, err := os.ReadDir(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !slices.Contains(tableFiles, e.Name()) {
			return sheet.Note(out, "the folder holds other files, such as %s; choose an empty or a new folder", e.Name())
		}
	}
	return nil
}
