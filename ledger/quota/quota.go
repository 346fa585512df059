// Package quota counts what every unit of a group owes in accepted entries of
// the ledger: each year (H-50, H-51), or once by a day (P-39). Nothing is stored: what is accepted at the
// moment of asking counts, drafts and what was returned do not. An activity that
// several units organised counts for each of them once, and in the total of the
// organiser of the campaign once (N-H8).
package quota

import "github.com/xianfeng-oss/xianfeng/calendar"

// State is how a unit stands with a quota.
type State string

// The states, in the order of the list.
const (
	Missed   State = "missed"   // 未达标: the year is over
	Underway State = "underway" // 进行中
	Ahead    State = "ahead"    // the year has not begun
	Reached  State = "reached"  // 已达标
)

// Standings lists the states in the order of the list.
var Standings = []State{Missed, Underway, Ahead, Reached}

// Judge says how n of at least so many stand on a day. The whole of 31 December
// still belongs to the year.
func Judge(n int64, least, year int, today calendar.Date) State {
	switch {
	case n >= int64(least):
		return Reached
	case today.Year > year:
		return Missed
	case today.Year < year:
		return Ahead
	}
	return Underway
}

// JudgeOnce is Judge for what is owed once, up to the end of a day.
func JudgeOnce(n int64, least int, until, today calendar.Date) State {
	switch {
	case n >= int64(least):
		return Reached
	case today.After(until):
		return Missed
	}
	return Underway
}
