package script

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Clock tells on which day a peer lives. Days can be made short, so that a year is played at once; a file lets
// two peers live on the same day.
type Clock struct {
	file  string
	day   time.Duration // how long a day lasts
	from  istandaard.Datum
	begun time.Time
	last  istandaard.Datum
}

// NewClock begins on a day, which is today's when it is empty. A day lasts as long as it does unless another
// length is given. The file holds the first day; the time at which it was written is when that day began. It is
// made when it is not there.
func NewClock(from istandaard.Datum, day time.Duration, file string) (*Clock, error) {
	c := &Clock{file: file, day: day, from: from, begun: time.Now()}
	if from == "" {
		c.from = istandaard.DatumVan(c.begun)
		if day == 0 && file == "" {
			c.begun = midnight(c.begun)
		}
	}
	if day == 0 && file == "" {
		c.day = 24 * time.Hour
	}
	c.last = c.from
	if file == "" {
		return c, nil
	}
	if err := c.make(); err != nil {
		return nil, err
	}
	day0, err := c.read()
	c.last = day0
	return c, err
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// make makes the file, whole at once; another peer may be ahead of this one.
func (c *Clock) make() error {
	if _, err := os.Stat(c.file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(c.file), ".clock-*")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, c.from)
	err = errors.Join(err, f.Close())
	if err == nil {
		if err = os.Link(f.Name(), c.file); errors.Is(err, fs.ErrExist) {
			err = nil
		}
	}
	return errors.Join(err, os.Remove(f.Name()))
}

func (c *Clock) read() (istandaard.Datum, error) {
	data, err := os.ReadFile(c.file)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(c.file)
	if err != nil {
		return "", err
	}
	day := istandaard.Datum(strings.TrimSpace(string(data)))
	if _, ok := day.Dag(); !ok {
		return "", fmt.Errorf("%q", short(string(day)))
	}
	if c.day == 0 {
		return day, nil
	}
	return Plus(day, int(time.Since(info.ModTime())/c.day)), nil
}

// Today is the day that it is. It never goes back.
func (c *Clock) Today() istandaard.Datum {
	day := c.last
	if c.file == "" {
		day = Plus(c.from, int(time.Since(c.begun)/c.day))
	} else if read, err := c.read(); err == nil {
		day = read // while the file is being written, the day stays as it was
	}
	if day.Na(c.last) {
		c.last = day
	}
	return c.last
}

// NotBefore sets the clock on when it is behind a day that was lived already.
func (c *Clock) NotBefore(day istandaard.Datum) {
	if c.file == "" && day.Na(c.from) {
		c.from, c.begun = day, time.Now()
	}
	if day.Na(c.last) {
		c.last = day
	}
}

// Plus is so many days later.
func Plus(day istandaard.Datum, n int) istandaard.Datum {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return day
	}
	return istandaard.DatumVan(t.AddDate(0, 0, n))
}

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
