package calendar

// Outcome is what a new notice does to an existing deadline.
type Outcome string

// The outcomes.
const (
	Unchanged     Outcome = "unchanged"      // the date stays; it may have become certain
	Moved         Outcome = "moved"          // the date is now New.Date
	NeedsDecision Outcome = "needs_decision" // the date stays until the office decides
)

// Change is the effect of a notice on one deadline.
type Change struct {
	Outcome  Outcome
	New      Deadline // what holds from now on; the old date unless Moved
	Computed Date     // what the rule gives by the new notice
	Next     Date     // NeedsDecision: the old date moved to a working day; the office may also keep or waive
}

// Revise says what becomes of held, the deadline of p, when a notice published
// on a day turns the calendar known before into the one known after.
//
// A date already past on that day never changes. A rule whose date the notice
// does not touch leaves held as it is, whoever fixed it. A date that would lie
// before the notice was published, or that the office had fixed against the
// rule, goes to the office: the notice of 2020-01-27 made 01-23 the last
// working day of that January. Several notices are applied one after another.
func (r Rule) Revise(held Deadline, p Period, before, after *Calendar, published Date) Change {
	was, will := r.Resolve(p, before), r.Resolve(p, after)
	c := Change{Outcome: Unchanged, New: held, Computed: will.Date}
	switch {
	case held.Date.Before(published):
		return c
	case was.Date == will.Date:
		c.New.Provisional = held.Provisional && will.Provisional
		c.New.Rest = after.RestDay(held.Date)
		c.New.Version = will.Version
	case will.Date.Before(published) || held.Date != was.Date:
		c.Outcome = NeedsDecision
		c.Next = after.WorkdayOnOrAfter(held.Date)
	default:
		c.Outcome, c.New = Moved, will
	}
	return c
}
