package campaign

import (
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Horizon is how far ahead the duties of a plan without an end are made, in
// months.
const Horizon = 24

// Frame is what duties are made from: pure data, so that the same frame always
// gives the same duties.
type Frame struct {
	Campaign Campaign
	Playbook *playbook.Playbook
	Calendar *calendar.Calendar
	Zone     *time.Location
	Until    calendar.Date // make duties of periods that begin by this day
}

// Slot is one obligation × form × period, before the debtors.
type Slot struct {
	Obligation *playbook.Obligation
	Period     calendar.Period
	Row        Duty // all that does not depend on the debtor
}

// Slots lists what the plan asks of each debtor.
func (f Frame) Slots() []Slot {
	var out []Slot
	for i := range f.Playbook.Obligations {
		ob := &f.Playbook.Obligations[i]
		if ob.Later != "" {
			continue
		}
		for _, p := range ob.PeriodsUntil(f.Playbook, f.Until) {
			for _, form := range forms(ob) {
				out = append(out, Slot{ob, p, f.row(ob, form, p)})
			}
		}
	}
	return out
}

// forms returns the forms of an obligation; a receipt has one without a name.
func forms(ob *playbook.Obligation) []string {
	if len(ob.Forms) == 0 {
		return []string{""}
	}
	return ob.Forms
}

func (f Frame) row(ob *playbook.Obligation, form string, p calendar.Period) Duty {
	d := Duty{
		Campaign: f.Campaign.ID, Obligation: ob.ID, Form: form, Period: p.Key(), Clause: ob.Clause,
		Opens: f.opens(ob, p), Calendar: f.Calendar.Version(), Rule: f.Campaign.Version,
	}
	if ob.Due != nil {
		due := ob.Due.Resolve(p, f.Calendar)
		d.DueOn, d.Due, d.Provisional = due.Date, due.At(f.Zone), due.Provisional
	}
	return d
}

// opens returns the first instant at which a period's duty can be discharged:
// the day the plan names, the first day of a window or of the period, and
// never before the launch.
func (f Frame) opens(ob *playbook.Obligation, p calendar.Period) time.Time {
	day := ob.Opens
	if day.IsZero() && ob.Due != nil {
		day = ob.Due.Opens(p)
	}
	if day.IsZero() {
		day = p.Start
	}
	if day.IsZero() {
		return f.Campaign.Launched
	}
	if at := day.In(f.Zone); at.After(f.Campaign.Launched) {
		return at
	}
	return f.Campaign.Launched
}

// Rows makes every duty of the frame. Who owes is settled on the due day: a
// unit founded by then owes, one closed by then does not; its county and
// industry are those of that day. What has no date looks at the day it opens.
func (f Frame) Rows(forest organisation.Forest) ([]Duty, error) {
	var out []Duty
	for _, s := range f.Slots() {
		debtors, tree, err := f.Debtors(s, forest)
		if err != nil {
			return nil, err
		}
		for _, debtor := range debtors {
			d := s.Row
			d.ID = ident.New[DutyID]()
			d.Unit, d.Category = debtor.ID, debtor.Category
			d.County, d.Industry = tree.CountyOf(debtor.ID), tree.IndustryOf(debtor.ID)
			d.Revision = 1
			out = append(out, d)
		}
	}
	return out, nil
}

// settled returns the day on which it is settled who owes a duty.
func settled(d *Duty, zone *time.Location) calendar.Date {
	if d.DueOn.IsZero() {
		return calendar.DateOf(d.Opens, zone)
	}
	return d.DueOn
}

// Debtors lists the units that owe a slot, with the tree of the day on which
// that is settled.
func (f Frame) Debtors(s Slot, forest organisation.Forest) (out []organisation.Node, tree *organisation.Tree, err error) {
	ob, day := s.Obligation, settled(&s.Row, f.Zone)
	if tree, err = forest(day); err != nil {
		return nil, nil, err
	}
	if ob.Federation {
		if n, ok := tree.Unit(f.Campaign.Unit); ok {
			out = append(out, n)
		}
	}
	if !ob.Units {
		return out, tree, nil
	}
	var categories []organisation.Category
	for _, c := range ob.Categories {
		if c := organisation.Category(c); !slices.Contains(f.Campaign.Without, c) {
			categories = append(categories, c)
		}
	}
	for _, n := range tree.InCategories(f.Campaign.Unit, categories, day) {
		if n.ID != f.Campaign.Unit && !slices.Contains(f.Campaign.Except, n.ID) {
			out = append(out, n)
		}
	}
	return out, tree, nil
}
