package demo

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
)

// Duty is a duty with what its unit makes of it.
type Duty struct {
	campaign.Duty
	Debtor *Unit
	Bodies []string          // that receive it
	Cells  map[string]string // the report as typed
	None   string            // reason of a nil report
	// Reasons say, by cell, why it does not say what the ledger says.
	Reasons map[string]paper.Reason

	change   int               // how often the intention changed: what an older one planned is dropped
	mar      func() *Flaw      // puts a flaw in
	flaw     *Flaw             // what the office will return
	shown    map[string]string // what the ledger fills in, as typed
	newest   int64             // version sent
	revision int64             // of the stored draft
}

// Flaw is what is wrong in a first version, and what mends it.
type Flaw struct {
	Cell, Right, Comment string
	body                 string // the recipient who finds it
}

// Key names a duty the same way in every demonstration.
func (d *Duty) Key() string {
	return strings.Join([]string{d.Debtor.Code, d.Obligation, d.Period, d.Form}, "/")
}

// Deed names what a unit does at once, be it one form or three.
func (d *Duty) Deed() string {
	return strings.Join([]string{d.Debtor.Code, d.Obligation, d.Period}, "/")
}

// Intention is the days on which a unit means to act; a zero day is never.
type Intention struct {
	Draft, Send calendar.Date
	Held        calendar.Date // what is told of
	Handed      calendar.Date // a paper given to the leader who lets it lie
}

// Habit is how units go about an obligation.
type Habit struct {
	Early         []int   // weights of sending 0, 1, 2 … working days before the last day
	Late, Missing float64 // shares
	Draft         float64 // share that begins a draft days before
	Flawed        float64 // share that is returned once
}

// Oddity is a deed that goes as a demonstration wants it.
type Oddity struct {
	Early  int  // working days before the last day
	Flawed bool // it is returned
	Review int  // working days until it is read
	Answer int  // working days until it is sent again
}

// spoil puts the flaw in that is meant for the duty, if any.
func (d *Duty) spoil() {
	if d.mar == nil {
		return
	}
	if d.flaw = d.mar(); d.flaw != nil {
		d.flaw.body = Pick(Roll("finder", d.Key()), d.Bodies)
	}
	d.mar = nil
}
