package demo

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Script is a campaign as it is played: the plan, the federation with its
// units, and how they go about it.
type Script struct {
	Plan       []byte            // source of the playbook
	Issued     calendar.Date     // the plan's day: nothing is there before it
	Guest      bool              // played by the federation, the units and the people of the first script
	Federation *Unit             // of a guest: none
	Units      []*Unit           // below the federation, parents first; of a guest: none
	Named      []string          // persons the plan names
	Phones     int               // where the numbers of its people begin
	Seats      []Seat            // accounts of the federation
	Clerk      string            // body whose office fills the federation's own forms
	Signed     []string          // forms that the leader of the unit signs
	Ends       calendar.Date     // day on which the office closes the campaign; zero: never
	Document   Document          // of the plan, where it is ours to give
	Habits     map[string]Habit  // by obligation
	Odd        map[string]Oddity // by deed
	Told       []string          // forms that the ledger fills
	Naming     string            // obligation with which a unit names its liaison
	Acts       Acts
}

// Document is the official document of a plan.
type Document struct {
	Name string
	Body []byte
}

// Seat is an account of the federation.
type Seat struct {
	Role        people.Role
	Login, Body string
}

// Acts is what people in a campaign write, and when.
type Acts interface {
	// Settles decides what a unit works along, before anything else.
	Settles(u *Unit)
	// Means decides when a debtor meets a duty.
	Means(s *Story, d *Duty) Intention
	// Writes fills the cells of a duty without a fault and returns what would
	// put a flaw into them, nil for nothing.
	Writes(d *Duty, in Intention) (mar func() *Flaw)
	// Tells completes a report that the ledger fills, at the moment it is saved or
	// sent: shown is what stands in it by then, as typed.
	Tells(s *Story, d *Duty, shown map[string]string)
	// Chronicle puts on the agenda all that is written into the ledger.
	Chronicle(s *Story)
	// Attaches returns the slot and the name of the file that goes with a draft,
	// "" for none.
	Attaches(d *Duty) (slot, name string)
	// Routine puts on the agenda of a working day what the office does by itself.
	Routine(s *Story, day calendar.Date)
}
