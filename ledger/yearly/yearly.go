// Package yearly shows what the ledger holds of a unit in a year, and beside it
// what it held the year before (P-38). It shows, and judges nothing.
package yearly

import (
	"context"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Tx is what the yearly figures need of a transaction.
type Tx interface {
	campaign.Tx
	EntryParts(tally.Question) ([]tally.Part, error)
}

// Store runs transactions.
type Store interface {
	View(context.Context, func(Tx) error) error
}

// Service reads yearly figures.
type Service struct {
	db        Store
	campaigns *campaign.Service
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service {
	return &Service{db, campaigns}
}

// Question says which figures are compared. A zero field asks for nothing.
type Question struct {
	Campaign campaign.ID
	Year     int                 // 0: this year, or the campaign's last; it is set beside the year before
	Unit     organisation.UnitID // this one alone
	Line     string
}

// Change is a figure of a year beside the same of the year before.
type Change struct {
	Before int64 // the whole of the year before
	Then   int64 // of the year before up to the same day
	Now    int64 // of the year, up to today
}

// Drop reports whether less was done than up to the same day of the year before.
func (c Change) Drop() bool { return c.Now < c.Then }

// By returns by how much more was done than up to the same day of the year
// before.
func (c Change) By() int64 { return c.Now - c.Then }

// Row is a unit with its figures, one a measure.
type Row struct {
	Unit    organisation.Node
	Changes []Change
}

// Comparison is the figures of a year beside those of the year before.
type Comparison struct {
	campaign.Running
	Year     int
	Years    []int               // that have a year before them
	Until    calendar.Date       // the day up to which Now counts
	Same     calendar.Date       // the day of the year before up to which Then counts
	Measures []*playbook.Measure // that the ledger counts
	Rows     []Row               // as offices list units
	Total    *Row                // of the organiser, nil where the reader may not see all
}

// Compare sets the figures of the units that the actor may see beside those of
// the year before.
func (s *Service) Compare(ctx context.Context, who people.Actor, q Question) (out Comparison, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		out, err = s.compare(tx, who, q)
		return err
	})
	return out, err
}

func (s *Service) compare(tx Tx, who people.Actor, q Question) (out Comparison, err error) {
	r, err := s.campaigns.Open(tx, who, people.CampaignRead, q.Campaign)
	if err != nil {
		return out, err
	}
	if err := who.MayIn(people.LedgerRead, r.Root, string(r.ID)); err != nil {
		return out, err
	}
	out = newComparison(r, q.Year)
	if len(out.Years) == 0 {
		return out, nil
	}
	tree, err := s.campaigns.Tree(tx, r)
	if err != nil {
		return out, err
	}
	seen := tally.Seen(tree, who.Scope(people.LedgerRead, string(r.ID)))
	for _, n := range units(r, tree) {
		if seen(n.ID) && (q.Unit == "" || n.ID == q.Unit) {
			out.Rows = append(out.Rows, Row{Unit: n})
		}
	}
	if n, ok := tree.Unit(r.Unit); ok && seen(n.ID) && q.Unit == "" {
		out.Total = &Row{Unit: n}
	}
	for _, m := range out.Measures {
		if err := out.fill(tx, m, q.Line); err != nil {
			return out, err
		}
	}
	return out, nil
}

// newComparison settles the years, the days and the measures.
func newComparison(r campaign.Running, year int) Comparison {
	out := Comparison{Running: r}
	last := r.Today().Year
	if !r.Ends.IsZero() {
		last = min(last, r.Ends.Year)
	}
	for y := r.Book.Start.Year + 1; y <= last; y++ {
		out.Years = append(out.Years, y)
	}
	if len(out.Years) == 0 {
		return out
	}
	if out.Year = year; !slices.Contains(out.Years, year) {
		out.Year = out.Years[len(out.Years)-1]
	}
	if out.Until = lastDay(out.Year); r.Today().Before(out.Until) {
		out.Until = r.Today()
	}
	out.Same = YearBefore(out.Until)
	for i, m := range r.Book.Measures {
		if m.From != nil {
			out.Measures = append(out.Measures, &r.Book.Measures[i])
		}
	}
	return out
}

func firstDay(year int) calendar.Date { return calendar.Date{Year: year, Month: time.January, Day: 1} }
func lastDay(year int) calendar.Date {
	return calendar.Date{Year: year, Month: time.December, Day: 31}
}

// YearBefore returns the same day of the year before; that of 29 February is the
// 28th.
func YearBefore(d calendar.Date) calendar.Date {
	if d.Month == time.February && d.Day == 29 {
		d.Day = 28
	}
	d.Year--
	return d
}

// units lists the units of the campaign's audience, as offices list them.
func units(r campaign.Running, tree *organisation.Tree) []organisation.Node {
	var cats []organisation.Category
	for _, c := range r.Book.Audience.Categories {
		if c := organisation.Category(c); !slices.Contains(r.Without, c) {
			cats = append(cats, c)
		}
	}
	out := slices.DeleteFunc(tree.InCategories(r.Unit, cats, r.Today()), func(n organisation.Node) bool {
		return n.ID == r.Unit || slices.Contains(r.Except, n.ID)
	})
	places := tree.Places()
	slices.SortStableFunc(out, func(a, b organisation.Node) int { return places[a.ID] - places[b.ID] })
	return out
}

// fill counts one measure for all rows: a level as it was on the last day, all
// else over the days.
func (c *Comparison) fill(tx Tx, m *playbook.Measure, line string) error {
	level := m.OverTime == playbook.Stock
	count := func(from, to calendar.Date) (tally.Sums, error) {
		q := tally.Ask(c.Root, c.ID, *m.From)
		if q.From, q.To, q.Held = from, to, level; level {
			q.From = calendar.Date{}
		}
		return tally.Count(tx, q)
	}
	now, err := count(firstDay(c.Year), c.Until)
	if err != nil {
		return err
	}
	then, err := count(firstDay(c.Year-1), c.Same)
	if err != nil {
		return err
	}
	before, err := count(firstDay(c.Year-1), lastDay(c.Year-1))
	if err != nil {
		return err
	}
	at := func(u organisation.UnitID) Change {
		cell := tally.Cell{Unit: u, Line: line, Year: c.Year}
		last := cell
		last.Year--
		return Change{before[last], then[last], now[cell]}
	}
	for i := range c.Rows {
		c.Rows[i].Changes = append(c.Rows[i].Changes, at(c.Rows[i].Unit.ID))
	}
	if c.Total != nil {
		c.Total.Changes = append(c.Total.Changes, at(c.Total.Unit.ID))
	}
	return nil
}
