// Package chronicle invents what the units of a demonstration write into the
// ledger over the years: who is honoured, where help goes, what is done, given,
// found and named. It is the same in every demonstration; a script says which
// registers its plan keeps and in which words things are called.
package chronicle

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Plan is what a script tells of its campaign.
type Plan struct {
	Begin     calendar.Date // of the work; what stands before it is entered in the days before
	End       calendar.Date
	City      string                           // «平顶山市», «河南省»
	Province  string                           //
	Keeps     []string                         // registers the plan has beside those that all have
	Lines     map[string]Line                  // by id
	Honourees map[organisation.Category][2]int // how many a unit has
	Points    []string                         // codes of the units that help a village
	Homes     int                              // households of each village that are listed
	Villages  []string
	Towns     []string
	Secretary func(u *demo.Unit, nth int) string // first secretary of a unit's village
	Busy      float64                            // activities a month along each line at full pace
	Modes     []string                           // how things are done
	Shared    []Pair                             // units that do some of their activities together
	Accepted  func(u *demo.Unit, year int) int   // activities of a year that the office accepts; nil: none
	Direction map[string]string                  // what an activity of a line is filed under, where the plan asks
}

// Line is an action line in the words of those who work along it.
type Line struct {
	Activities []string // what they are called
	Projects   []string
	Steps      []string
	Tag        string // aspiration or knowledge
	Low, High  int    // person-times a session
}

// Pair is two units that do things together.
type Pair struct{ One, Other string }

// teller tells the chronicle of one campaign.
type teller struct {
	Plan
	*demo.Story
	honourees map[string][]string        // facts, by unit code
	seats     map[string][]string        // collectives, by unit code
	points    map[string][]string        // facts, by unit code
	homes     map[string][]string        // facts, by point
	village   map[string]string          // by point
	helped    map[string]bool            // villages, by their whole names
	below     map[string][]*demo.Unit    // grass-roots units, by county code
	joint     map[string]string          // by unit code
	done      map[string][]calendar.Date // days of activities, by unit code
	nth       map[string]int             // counts names
}

// Tell puts the whole chronicle on the agenda.
func Tell(s *demo.Story, p Plan) {
	t := &teller{
		Plan: p, Story: s, honourees: map[string][]string{}, seats: map[string][]string{}, points: map[string][]string{}, homes: map[string][]string{},
		village: map[string]string{}, helped: map[string]bool{}, below: map[string][]*demo.Unit{}, joint: map[string]string{}, done: map[string][]calendar.Date{}, nth: map[string]int{},
	}
	for _, u := range s.Script.Units {
		if u.Category == organisation.Grassroots {
			t.below[u.County] = append(t.below[u.County], u)
		}
	}
	for _, pair := range p.Shared {
		if slices.ContainsFunc(s.Script.Units, func(u *demo.Unit) bool { return u.Code == pair.Other }) {
			t.joint[pair.One] = pair.Other
		}
	}
	for _, u := range s.Script.Units {
		if len(u.Lines) == 0 {
			continue
		}
		t.people(u)
		t.places(u)
		t.work(u)
		t.honour(u)
		t.questions(u)
	}
}

// keeps reports whether the plan keeps a register.
func (t *teller) keeps(register string) bool { return slices.Contains(t.Keeps, register) }

// day returns the working day so many working days after another.
func (t *teller) day(from calendar.Date, days int) calendar.Date {
	return t.Calendar.AddWorkdays(from, days)
}

// months lists the first days of the months of the work.
func (t *teller) months() (out []calendar.Date) {
	for m := t.Begin; m.Before(t.End); m = calendar.PeriodOf(calendar.Month, m).End.AddDays(1) {
		out = append(out, m)
	}
	return out
}

// within draws a day of a month.
func within(month calendar.Date, dice demo.Die) calendar.Date {
	return calendar.Date{Year: month.Year, Month: month.Month, Day: dice.Between(max(2, month.Day), 27)}
}

// some draws a few of the unit's honourees, joined for a value.
func (t *teller) some(u *demo.Unit, dice demo.Die, most int) string {
	all := t.honourees[u.Code]
	if len(all) == 0 {
		return ""
	}
	out, order := "", dice.Perm(len(all))
	for _, i := range order[:min(dice.Between(1, most), len(all))] {
		if out != "" {
			out += ","
		}
		out += "@" + all[i]
	}
	return out
}

// one draws one of several facts, as a value.
func one(dice demo.Die, facts []string) string {
	if len(facts) == 0 {
		return ""
	}
	return "@" + demo.Pick(dice, facts)
}

// money writes an amount in 万元.
func money(x float64) string { return strconv.FormatFloat(demo.Hundredths(x), 'f', 2, 64) }

func year(d calendar.Date) string { return strconv.Itoa(d.Year) }

// place names where something is done: the unit's village, or one of the area.
func (t *teller) place(u *demo.Unit, dice demo.Die) (place, point string) {
	if all := t.points[u.Code]; len(all) > 0 && dice.Chance(.8) {
		p := demo.Pick(dice, all)
		return t.village[p], "@" + p
	}
	return area(u) + demo.Pick(dice, t.Villages), ""
}

func area(u *demo.Unit) string { return u.Area }

// called numbers a name that comes again.
func (t *teller) called(unit, name string) string {
	key := unit + " " + name
	if t.nth[key]++; t.nth[key] > 1 {
		return fmt.Sprintf("%s（%d）", name, t.nth[key])
	}
	return name
}
