package quota

import (
	"context"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Tx is what counting needs of a transaction.
type Tx interface {
	campaign.Tx
	EntryParts(tally.Question) ([]tally.Part, error)
}

// Store runs transactions.
type Store interface {
	View(context.Context, func(Tx) error) error
}

// Service counts quotas.
type Service struct {
	db        Store
	campaigns *campaign.Service
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service {
	return &Service{db, campaigns}
}

// Question says what is counted. A zero field asks for nothing.
type Question struct {
	Campaign campaign.ID
	Unit     organisation.UnitID // this one alone
	Year     int                 // 0: this year, or the nearest that a quota has
}

// Row is a unit with what it did towards a quota.
type Row struct {
	Unit  organisation.Node
	N     int64
	State State
}

// Group is a quota with the units that owe it, those that are behind first.
type Group struct {
	Quota  register.Quota
	Rows   []Row
	Counts map[State]int
	Total  int64 // accepted entries of all who owe it, each once; 0 unless Whole
	Whole  bool  // the reader may see all of it
}

// Count is all quotas of a campaign in a year.
type Count struct {
	campaign.Running
	Year   int
	Years  []int // that some quota has, up to this one
	Groups []Group
	First  calendar.Date // of the year, for who wants to see the entries
	Last   calendar.Date
}

// Count counts the quotas of the units that the actor may see.
func (s *Service) Count(ctx context.Context, who people.Actor, q Question) (out Count, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		out, err = s.In(tx, who, q)
		return err
	})
	return out, err
}

// In is Count at the moment of a transaction, which must be one that only reads.
func (s *Service) In(tx Tx, who people.Actor, q Question) (out Count, err error) {
	r, err := s.campaigns.Open(tx, who, people.CampaignRead, q.Campaign)
	if err != nil {
		return out, err
	}
	if len(r.Book.Ledger.Quotas) == 0 {
		return out, fault.New(fault.NotFound, "quota.not_asked")
	}
	if err := who.MayIn(people.LedgerRead, r.Root, string(r.ID)); err != nil {
		return out, err
	}
	out = Count{Running: r, Years: years(r)}
	if out.Year = q.Year; !slices.Contains(out.Years, q.Year) {
		out.Year = out.Years[len(out.Years)-1]
	}
	out.First = calendar.Date{Year: out.Year, Month: time.January, Day: 1}
	out.Last = calendar.Date{Year: out.Year, Month: time.December, Day: 31}
	tree, err := s.campaigns.Tree(tx, r)
	if err != nil {
		return out, err
	}
	seen := tally.Seen(tree, who.Scope(people.LedgerRead, string(r.ID)))
	for _, quota := range r.Book.Ledger.Quotas {
		if out.Year < quota.From {
			continue
		}
		g, err := out.group(tx, quota, tree, seen, q.Unit)
		if err != nil {
			return out, err
		}
		if len(g.Rows) > 0 {
			out.Groups = append(out.Groups, g)
		}
	}
	return out, nil
}

// group counts one quota for the units that are seen, or for one of them.
func (c Count) group(tx Tx, quota register.Quota, tree *organisation.Tree, seen func(organisation.UnitID) bool, unit organisation.UnitID) (Group, error) {
	sums, err := tally.Count(tx, c.question(quota))
	if err != nil {
		return Group{}, err
	}
	g := Group{Quota: quota, Counts: map[State]int{}, Whole: seen(c.Unit)}
	all := owing(c.Running, tree, quota)
	if g.Whole {
		if g.Total, err = c.together(tx, quota, all); err != nil {
			return g, err
		}
	}
	for _, n := range all {
		if !seen(n.ID) || unit != "" && n.ID != unit {
			continue
		}
		row := Row{Unit: n, N: c.sum(sums, quota, n.ID)}
		row.State = c.judge(quota, row.N)
		g.Rows = append(g.Rows, row)
		g.Counts[row.State]++
	}
	g.sort(tree)
	return g, nil
}

// together is what all who owe a quota did, joint entries once.
func (c Count) together(tx Tx, q register.Quota, all []organisation.Node) (int64, error) {
	units := make([]organisation.UnitID, len(all))
	for i, n := range all {
		units[i] = n.ID
	}
	sums, err := tally.Together(tx, c.question(q), units)
	return c.sum(sums, q, ""), err
}

// sum is what a unit did in the year, or all in all where it is owed once.
func (c Count) sum(sums tally.Sums, q register.Quota, unit organisation.UnitID) int64 {
	if q.Until.IsZero() {
		return sums[tally.Cell{Unit: unit, Year: c.Year}]
	}
	return sums.Over(unit, "", "")
}

func (c Count) judge(q register.Quota, n int64) State {
	if q.Until.IsZero() {
		return Judge(n, q.Least, c.Year, c.Today())
	}
	return JudgeOnce(n, q.Least, q.Until, c.Today())
}

// Days are those of whose entries a quota is made in the year counted.
func (c Count) Days(q register.Quota) (first, last calendar.Date) {
	if q.Until.IsZero() {
		return c.First, c.Last
	}
	return calendar.Date{}, q.Until
}

// years lists the years that some quota has, up to this one; the first of all
// where none has begun.
func years(r campaign.Running) []int {
	first := 0
	for _, q := range r.Book.Ledger.Quotas {
		from := q.From
		if !q.Until.IsZero() {
			from = r.Book.Start.Year
		}
		if first == 0 || from < first {
			first = from
		}
	}
	last := r.Today().Year
	if !r.Ends.IsZero() {
		last = min(last, r.Ends.Year)
	}
	out := []int{first}
	for y := first + 1; y <= last; y++ {
		out = append(out, y)
	}
	return out
}

func (c Count) question(q register.Quota) tally.Question {
	ask := tally.Ask(c.Root, c.ID, register.Source{Register: q.Register, Count: true})
	ask.From, ask.To = c.Days(q)
	ask.States = Fulfilling(q)
	ask.Joint = q.Organiser
	return ask
}

// Fulfilling lists the states in which an entry fulfils a quota: the one the plan
// names, and those that count after it.
func Fulfilling(q register.Quota) []string {
	shape, _ := register.ShapeOf(q.Register)
	out := []string{q.State}
	from := slices.IndexFunc(shape.States, func(s register.State) bool { return s.ID == q.State })
	for _, s := range shape.States[from+1:] {
		if s.Counts {
			out = append(out, s.ID)
		}
	}
	return out
}

// owing lists the units of a quota's group, without what the campaign left out.
func owing(r campaign.Running, tree *organisation.Tree, q register.Quota) []organisation.Node {
	var cats []organisation.Category
	for _, c := range q.Categories {
		if c := organisation.Category(c); !slices.Contains(r.Without, c) {
			cats = append(cats, c)
		}
	}
	return slices.DeleteFunc(tree.InCategories(r.Unit, cats, r.Today()), func(n organisation.Node) bool {
		return n.ID == r.Unit || slices.Contains(r.Except, n.ID)
	})
}

func (g *Group) sort(tree *organisation.Tree) {
	places := tree.Places()
	slices.SortFunc(g.Rows, func(a, b Row) int {
		if d := slices.Index(Standings, a.State) - slices.Index(Standings, b.State); d != 0 {
			return d
		}
		if a.N != b.N {
			return int(a.N - b.N)
		}
		return places[a.Unit.ID] - places[b.Unit.ID]
	})
}
