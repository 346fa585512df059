// Package effect says what a new version of a playbook does to the duties of a
// running campaign. It is pure: the duties as they are and the rows that the
// new version wants in, what becomes of each out.
package effect

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Kind is what a new version does to a duty.
type Kind string

// The kinds.
const (
	Moved      Kind = "moved"      // another deadline
	Added      Kind = "added"      // newly asked, or asked again
	Dropped    Kind = "dropped"    // no longer asked: 免报, with the version as the reason
	Recipients Kind = "recipients" // other bodies receive it
	Form       Kind = "form"       // the same deadline, another form to fill
)

// Effect is what becomes of the duties of one obligation and form.
type Effect struct {
	Kind       Kind
	Obligation string // id in the playbook
	Form       string // id in the playbook, "" for a receipt
	Title      string // of the obligation
	Clause     string
	Periods    []string              // keys, in order
	Units      []organisation.UnitID // in order of id
	Duties     int
	From, To   calendar.Date // deadline of the first period before and after; zero without one
}
