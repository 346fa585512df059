package demo

import (
	"sync"
	"time"
)

// Clock is the program's clock in a demonstration: it stands still while the
// data is made and runs from the day that is shown. It is safe for concurrent
// use.
type Clock struct {
	mu      sync.RWMutex
	real    func() time.Time
	at      time.Time // the instant shown, or the one it began to run from
	started time.Time // real instant at which it began to run, zero while it stands
}

// NewClock returns a clock that stands at an instant. real is the wall's clock.
func NewClock(at time.Time, real func() time.Time) *Clock { return &Clock{at: at, real: real} }

// Now returns the instant it shows.
func (c *Clock) Now() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.started.IsZero() {
		return c.at
	}
	return c.at.Add(c.real().Sub(c.started))
}

// Set stops the clock at an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.started = at, time.Time{}
}

// Start lets the clock run from an instant on.
func (c *Clock) Start(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.started = at, c.real()
}
