package rollup_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

var campaignZone = locale.Shanghai

// way says how a measure of the book adds, in which cells it stands.
type way struct {
	id                         string
	stock, distinct            bool
	apartOverUnits, apartLines bool
	lines                      bool // it stands in the grid of lines
	alone                      bool // it stands in the single fields
}

var ways = []way{
	{id: "flow", lines: true, alone: true}, {id: "stock", stock: true, lines: true}, {id: "distinct", distinct: true, lines: true},
	{id: "apart", distinct: true, apartOverUnits: true, apartLines: true, lines: true}, {id: "bylines", apartLines: true, lines: true},
	{id: "byunits", stock: true, apartOverUnits: true, lines: true}, {id: "alone", apartLines: true, alone: true},
}

// fact is a duty with the cells of its newest version, read through the reports.
type fact struct {
	campaign.Item
	code  string
	cells map[string]int64
}

func (w *world) facts() []fact {
	w.T.Helper()
	page, err := w.Campaigns.Duties(w.T.Context(), stage.Program, campaign.Filter{Campaign: w.Campaign, Obligation: "monthly"})
	w.Must(err)
	var out []fact
	for _, it := range page.Items {
		n, _ := page.Tree.Unit(it.Unit)
		f := fact{it, n.Code, map[string]int64{}}
		if it.Newest > 0 {
			v, err := w.Reports.Version(w.T.Context(), stage.Program, it.ID, it.Newest)
			w.Must(err)
			for cell, text := range v.Version.Content.Cells {
				if n, err := strconv.ParseInt(text, 10, 64); err == nil && cell != "single/note" {
					f.cells[cell] = n
				}
			}
		}
		out = append(out, f)
	}
	return out
}

// ask is a question in the words of this test.
type ask struct {
	by       rollup.By
	asOf     rollup.AsOf
	state    rollup.State
	from, to string // months
	narrow
}

// narrow says who asks, and for which units and which line alone.
type narrow struct {
	role      people.Role // "" for the program
	at        string      // where
	unit      string
	hierarchy organisation.Hierarchy
	category  organisation.Category
	line      string
}

func (a ask) question(w *world) rollup.Question {
	q := rollup.Question{Campaign: w.Campaign, Source: rollup.Source{Obligation: "monthly"}, By: a.by, AsOf: a.asOf, State: a.state,
		Hierarchy: a.hierarchy, Category: a.category, Line: a.line}
	if a.unit != "" {
		q.Unit = w.Unit(a.unit)
	}
	if p, err := calendar.ParsePeriod(a.from); err == nil {
		q.From = p.Start
	}
	if p, err := calendar.ParsePeriod(a.to); err == nil {
		q.To = p.End
	}
	return q
}

// phase is the phase in which a month ends.
func phase(month string) string {
	switch {
	case month <= "2018-07":
		return "first"
	case month <= "2018-09":
		return "second"
	}
	return ""
}

// key returns the group of a duty.
func (w *world) key(a ask, f fact) string {
	code := func(id any) string {
		for _, c := range append([]string{"CITY"}, w.codes...) {
			if id == w.Unit(c) {
				return c
			}
		}
		return ""
	}
	in := func(parent string, kind string) string {
		switch {
		case f.code[:1] == kind:
			return f.code
		case parent != "" && parent[:1] == kind:
			return parent
		}
		return ""
	}
	switch a.by {
	case rollup.ByUnit:
		return f.code
	case rollup.ByCounty:
		if a.asOf == rollup.Today {
			return in(w.county[f.code], "c")
		}
		return code(f.County)
	case rollup.ByIndustry:
		if a.asOf == rollup.Today {
			return in(w.industry[f.code], "i")
		}
		return code(f.Industry)
	case rollup.ByCategory:
		return string(w.category[f.code])
	case rollup.ByPeriod:
		return f.Period
	case rollup.ByPhase:
		return phase(f.Period)
	}
	return ""
}

// who asks.
func (w *world) who(a ask) people.Actor {
	if a.role == "" {
		return stage.Program
	}
	return w.As(a.role, a.at)
}

// sees reports whether the asker may see a unit: where it stands today decides.
func (w *world) sees(a ask, code string) bool {
	switch a.role {
	case "":
		return true
	case people.UnitLeader:
		return code == a.at
	}
	return w.under(code, a.at, "")
}

// under reports whether a unit is another or stands below it today.
func (w *world) under(code, top string, along organisation.Hierarchy) bool {
	switch {
	case code == top:
		return true
	case code == "":
		return false
	}
	return along != organisation.ByIndustry && w.under(w.county[code], top, organisation.ByCounty) ||
		along != organisation.ByCounty && w.under(w.industry[code], top, organisation.ByIndustry)
}

// asks reports whether a duty is among those asked for, seen or not.
func (w *world) asks(a ask, f fact) bool {
	if a.category != "" && w.category[f.code] != a.category {
		return false
	}
	if a.unit == "" || a.unit == f.code {
		return true
	}
	if a.asOf == rollup.Then {
		switch {
		case a.unit[0] == 'c' && a.hierarchy != organisation.ByIndustry:
			return f.County == w.Unit(a.unit)
		case a.unit[0] == 'i' && a.hierarchy != organisation.ByCounty:
			return f.Industry == w.Unit(a.unit)
		}
	}
	return w.under(f.code, a.unit, a.hierarchy)
}

// partial reports whether duties asked for are not the asker's to see.
func (w *world) partial(a ask, facts []fact) bool {
	return slices.ContainsFunc(facts, func(f fact) bool {
		return a.in(f.Period) && f.Excused == "" && w.asks(a, f) && !w.sees(a, f.code)
	})
}

func (a ask) in(month string) bool { return month >= a.from && month <= a.to }

func (a ask) counts(f fact) bool {
	return f.Excused == "" && f.Newest > 0 && (a.state == rollup.Sent || f.Accepted)
}

// expect recounts one group the long way: mine says which duties are in it, and
// window which of the stretch compete for its stocks. line is "*" for all.
func (a ask) expect(facts []fact, line string, mine, window func(fact) bool) rollup.Group {
	g := rollup.Group{}
	units, months := map[string]bool{}, map[string]bool{}
	for _, f := range facts {
		if a.in(f.Period) && f.Excused == "" && mine(f) {
			g.Owed++
			units[f.code], months[f.Period] = true, true
			if a.counts(f) {
				g.Reports++
			}
		}
	}
	for _, m := range ways {
		s := rollup.Sum{}
		for _, f := range facts {
			told := f.Period
			if m.stock {
				f = a.standing(facts, f, mine, window)
			} else if !a.in(f.Period) || !a.counts(f) || !mine(f) {
				continue
			}
			for cell, n := range f.cells {
				if m.at(cell, line) {
					s.N += n
					s.Parts++
					if m.stock && f.Period != told && (s.From == "" || f.Period < s.From) {
						s.From = f.Period
					}
				}
			}
		}
		rows := m.rows(line)
		switch {
		case g.Reports == 0:
			s.Why = rollup.Nothing
		case s.Parts == 0 && rows == 0:
			s.Why = rollup.NotAsked
		case m.distinct && len(months) > 1:
			s.Why = rollup.OverTime
		case m.apartOverUnits && len(units) > 1:
			s.Why = rollup.OverUnits
		case m.apartLines && rows > 1:
			s.Why = rollup.OverLines
		}
		if s.Known = s.Why == ""; !s.Known {
			s.N = 0
		}
		g.Sums = append(g.Sums, s)
	}
	return g
}

// standing returns the report whose stocks hold for a unit, if f is its last one
// in the window and in the group; else an empty fact.
func (a ask) standing(facts []fact, f fact, mine, window func(fact) bool) fact {
	if !a.in(f.Period) || !window(f) || !a.counts(f) || !mine(f) {
		return fact{}
	}
	best := fact{}
	for _, o := range facts {
		if o.code != f.code || !a.counts(o) {
			continue
		}
		if o.Period > f.Period && a.in(o.Period) && window(o) {
			return fact{} // it is not the last one
		}
		if o.Period <= f.Period && !o.Nil && o.Period > best.Period {
			best = o
		}
	}
	return best
}

// at reports whether a cell is of the measure and on the line.
func (m way) at(cell, line string) bool {
	section, rest, _ := strings.Cut(cell, "/")
	if section == "single" {
		return (rest == m.id || rest == "more" && m.id == "flow") && (line == "*" || line == "")
	}
	on, id, _ := strings.Cut(rest, "/")
	return id == m.id && (line == "*" || line == on)
}

func (m way) rows(line string) (n int) {
	if m.lines && line == "*" {
		n += 3
	} else if m.lines && line != "" {
		n++
	}
	if m.alone && (line == "*" || line == "") {
		n++
	}
	return n
}
