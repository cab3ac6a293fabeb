package testkit

import (
	"sync"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Clock stands still until a test moves it. It is safe for several goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock at Monday 2 March 2026, nine o'clock in the morning in Amsterdam.
func NewClock() *Clock {
	return &Clock{now: time.Date(2026, 3, 2, 9, 0, 0, 0, Amsterdam)}
}

// Amsterdam is the zone in which people read the clock.
var Amsterdam = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
}()

// Now is the time on the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock at t, which may be earlier.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// SetDay puts the clock at nine o'clock in the morning in Amsterdam on a day written as 2026-03-02.
func (c *Clock) SetDay(day string) {
	t, err := time.ParseInLocation(time.DateOnly, day, Amsterdam)
	if err != nil {
		panic(err)
	}
	c.Set(time.Date(t.Year(), t.Month(), t.Day(), 9, 0, 0, 0, Amsterdam))
}

var clocks sync.Map // *db.DB -> *Clock

// ClockOf is the clock of a database that this package opened.
func ClockOf(d *db.DB) *Clock {
	c, ok := clocks.Load(d)
	if !ok {
		panic("testkit: this database was not opened by testkit")
	}
	return c.(*Clock)
}
