package effect

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// Scene is a campaign at the moment a new version of its playbook comes into
// force.
type Scene struct {
	Before, After campaign.Frame       // by the version in force, and by the new one, whose campaign has its number
	Items         []campaign.Item      // every duty there is
	Released      []campaign.Recipient // bodies that earlier versions ceased to name
	Now           time.Time
}

// Units answers who existed, and below whom, on a day.
type Units interface {
	Nodes(root organisation.UnitID, on calendar.Date) ([]organisation.Node, error)
	UnitTurns(root organisation.UnitID) ([]calendar.Date, error)
}

// Outcome is what is to be written, and what people are told of it.
type Outcome struct {
	Changed  []campaign.Duty      // by their revision
	Fresh    []campaign.Duty      // new rows, whose recipients the playbook names
	Named    []campaign.Recipient // new recipients of duties that were there
	Verdicts []campaign.Recipient // recipients that cease or begin again, by their revision
	Effects  []Effect
	Duties   int // how many duties change, come or go
	Units    int // how many units owe them
}

// cell is what a duty is owed for.
type cell struct {
	unit             organisation.UnitID
	obligation, form string
	period           string
}

// cellOf returns what a duty is owed for. All that is filed at any time is one.
func cellOf(d *campaign.Duty) cell {
	if p, err := calendar.ParsePeriod(d.Period); err == nil && p.Kind == calendar.Any {
		return cell{d.Unit, d.Obligation, d.Form, string(calendar.Any)}
	}
	return cell{d.Unit, d.Obligation, d.Form, d.Period}
}

// turn is a scene being played.
type turn struct {
	Scene
	was, wants map[cell]*campaign.Duty
	alike      map[[2]string]bool // obligation and form: the new version says the same of both
	released   map[campaign.DutyID][]campaign.Recipient
	tally      tally
	out        Outcome
}

// Outcome plays the scene. What is past due, sent, or excused by the office
// keeps its date, its rule and its form. Of what is open or still to come:
//
//   - a deadline moves where the new version gives another one. A new deadline
//     that has passed already is not applied: that period ends under the version
//     it began with, so that nothing becomes overdue by a change;
//   - what the new version no longer asks for is excused with the version as the
//     reason, and is owed again when a later version asks for it again;
//   - what it newly asks for is added, unless it would be past due at once;
//   - bodies that it names as recipients, or no longer names, come and go with
//     every duty of which nothing was sent.
func (s Scene) Outcome(units Units) (Outcome, error) {
	forest := organisation.NewForest(units, s.After.Campaign.Root)
	if s.After.Campaign.Ends.IsZero() && s.After.Until.Before(s.Before.Until) {
		s.After.Until = s.Before.Until // without an end nothing ceases to be asked
	}
	t := turn{Scene: s, alike: map[[2]string]bool{}, released: map[campaign.DutyID][]campaign.Recipient{}, tally: newTally()}
	fresh, err := t.rows(forest)
	if err != nil {
		return Outcome{}, err
	}
	for _, r := range s.Released {
		t.released[r.Duty] = append(t.released[r.Duty], r)
	}
	have := make(map[cell]bool, len(s.Items))
	for i := range s.Items {
		it := &s.Items[i]
		have[cellOf(&it.Duty)] = true
		t.settle(it)
		t.recipients(it)
	}
	for i := range fresh {
		if d := &fresh[i]; !have[cellOf(d)] && t.was[cellOf(d)] == nil && !t.over(d) {
			t.out.Fresh = append(t.out.Fresh, *d)
			t.tell(Added, d, calendar.Date{}, d.DueOn)
		}
	}
	t.out.Effects = t.tally.effects(s.Before.Playbook, s.After.Playbook)
	t.out.Duties, t.out.Units = len(t.tally.duties), len(t.tally.units)
	return t.out, nil
}

// rows makes the rows of both versions, and returns the new ones in order.
func (t *turn) rows(forest organisation.Forest) ([]campaign.Duty, error) {
	before, err := t.Before.Rows(forest)
	if err != nil {
		return nil, err
	}
	after, err := t.After.Rows(forest)
	t.was, t.wants = byCell(before), byCell(after)
	return after, err
}

func byCell(rows []campaign.Duty) map[cell]*campaign.Duty {
	out := make(map[cell]*campaign.Duty, len(rows))
	for i := range rows {
		out[cellOf(&rows[i])] = &rows[i]
	}
	return out
}

// over reports whether a row would be past due at once: its deadline has passed,
// or it has none and its period is over.
func (t *turn) over(d *campaign.Duty) bool {
	if !d.Due.IsZero() {
		return !t.Now.Before(d.Due)
	}
	p, err := calendar.ParsePeriod(d.Period)
	return err == nil && !p.End.IsZero() && p.End.Before(calendar.DateOf(t.Now, t.After.Zone))
}

var retiredForm = regexp.MustCompile(`^方案第\d+版不再要求$`)

// Retired is the reason that a duty is excused with when a version of the
// playbook no longer asks for it.
func Retired(version int64) string { return fmt.Sprintf("方案第%d版不再要求", version) }

// settle brings one duty in line with the new version.
func (t *turn) settle(it *campaign.Item) {
	d, w := &it.Duty, t.wants[cellOf(&it.Duty)]
	switch {
	case retiredForm.MatchString(d.Excused):
		if w != nil && d.First.IsZero() && !t.over(w) {
			t.revive(*d, w)
		}
	case d.Excused != "", d.Newest > 0, !d.First.IsZero(), !d.Due.IsZero() && !t.Now.Before(d.Due):
	case w != nil:
		t.follow(*d, w)
	case t.dropped(d):
		t.retire(*d)
	}
}

// dropped reports whether a duty was asked for and no longer is. What the units
// make of it is for campaign.Reconcile, and what the version in force did not ask
// for either is owed because the office said so.
func (t *turn) dropped(d *campaign.Duty) bool {
	return t.was[cellOf(d)] != nil || asks(t.Before.Playbook, d.Obligation) && !asks(t.After.Playbook, d.Obligation)
}

// asks reports whether a version asks for an obligation.
func asks(pb *playbook.Playbook, obligation string) bool {
	ob := find(pb, obligation)
	return ob != nil && ob.Later == ""
}

func (t *turn) retire(d campaign.Duty) {
	d.Excused, d.ExcusedAt, d.Pending = Retired(t.After.Campaign.Version), t.Now, ""
	t.change(Dropped, d, d.DueOn, calendar.Date{})
}

func (t *turn) revive(d campaign.Duty, w *campaign.Duty) {
	d.Excused, d.ExcusedAt = "", time.Time{}
	t.adopt(&d, w)
	t.open(&d, w)
	t.change(Added, d, calendar.Date{}, d.DueOn)
}

// follow moves what is open to the new version's date and form.
func (t *turn) follow(d campaign.Duty, w *campaign.Duty) {
	old := t.was[cellOf(&d)]
	moves := old != nil && (!old.Due.Equal(w.Due) || old.DueOn != w.DueOn)
	opens := old != nil && !old.Opens.Equal(w.Opens)
	if t.over(w) || !moves && !opens && t.same(d.Obligation, d.Form) {
		return
	}
	from := d
	d.Rule, d.Clause = t.After.Campaign.Version, w.Clause
	if moves {
		t.adopt(&d, w)
	}
	if opens {
		t.open(&d, w)
	}
	if d == from {
		return
	}
	t.out.Changed = append(t.out.Changed, d)
	if d.DueOn != from.DueOn || !d.Due.Equal(from.Due) {
		t.tell(Moved, &d, from.DueOn, d.DueOn)
	}
	if !t.sameForm(d.Form) {
		t.tell(Form, &d, d.DueOn, d.DueOn)
	}
}

// adopt takes over what a row says of when a duty is due, and where the unit
// stands on that day.
func (t *turn) adopt(d *campaign.Duty, w *campaign.Duty) {
	d.DueOn, d.Due, d.Provisional, d.Calendar, d.Pending = w.DueOn, w.Due.UTC(), w.Provisional, w.Calendar, ""
	d.County, d.Industry, d.Clause, d.Rule = w.County, w.Industry, w.Clause, t.After.Campaign.Version
}

// open takes over from when on a duty can be discharged. What is open stays open.
func (t *turn) open(d *campaign.Duty, w *campaign.Duty) {
	if t.Now.Before(d.Opens) {
		d.Opens = w.Opens
	}
}

// same reports whether both versions say the same of an obligation and a form.
func (t *turn) same(obligation, form string) bool {
	key := [2]string{obligation, form}
	same, known := t.alike[key]
	if !known {
		a, b := find(t.Before.Playbook, obligation), find(t.After.Playbook, obligation)
		same = a != nil && b != nil && change.Same(*a, *b) && t.sameForm(form)
		t.alike[key] = same
	}
	return same
}

func (t *turn) sameForm(id string) bool {
	key := [2]string{"", id}
	same, known := t.alike[key]
	if !known {
		a, b := t.Before.Playbook.Form(id), t.After.Playbook.Form(id)
		same = a == nil || b == nil || change.Same(*a, *b) && t.sameMeasures(b)
		t.alike[key] = same
	}
	return same
}

// sameMeasures reports whether both versions say the same of every figure that a
// form asks for.
func (t *turn) sameMeasures(f *playbook.Form) bool {
	for _, s := range f.Sections {
		for _, fd := range s.Fields {
			a, b := t.Before.Playbook.Measure(fd.Measure), t.After.Playbook.Measure(fd.Measure)
			if a != nil && b != nil && !change.Same(*a, *b) {
				return false
			}
		}
	}
	return true
}

// find returns an obligation of this very version.
func find(pb *playbook.Playbook, id string) *playbook.Obligation {
	if i := slices.IndexFunc(pb.Obligations, func(o playbook.Obligation) bool { return o.ID == id }); i >= 0 {
		return &pb.Obligations[i]
	}
	return nil
}
