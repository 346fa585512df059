// Package result says what the ledger shows of a unit by the dimensions that
// units are compared by (四比), and what the themed activities brought: every
// figure is read live, and leads to its entries.
package result

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Tx is what the results need of a transaction.
type Tx interface {
	campaign.Tx
	EntryParts(tally.Question) ([]tally.Part, error)
}

// Store runs transactions.
type Store interface {
	View(context.Context, func(Tx) error) error
}

// Service reads results.
type Service struct {
	db        Store
	campaigns *campaign.Service
	ledger    *ledger.Service
}

// NewService returns the service on a store, the campaigns and the ledger.
func NewService(db Store, campaigns *campaign.Service, entries *ledger.Service) *Service {
	return &Service{db, campaigns, entries}
}

// About says whose dimensions are shown. A zero field asks for nothing.
type About struct {
	Campaign campaign.ID
	Unit     organisation.UnitID // with all below it; "": the first that the reader may see
	Year     int                 // 0: the whole campaign
}

// Dimensions are the figures by which units are compared (四比), and what the
// themed activities brought.
type Dimensions struct {
	campaign.Running
	Unit     organisation.Node
	Tree     *organisation.Tree
	Year     int
	From, To calendar.Date

	Planned, Implemented int64            // measures by village and household; Planned has the implemented ones too (H-22)
	Kinds                map[string]int64 // of measures: enabling, gift (H-27a)
	FundsIn, FundsUsed   int64            // money that came in, and that projects spent, in 分 (H-22)
	Sources              map[string]int64 // money by source, in 分 (H-21, H-46a)
	Tags                 map[string]int64 // activities by aspiration and knowledge (H-24)
	Projects             map[string]int64 // by state (H-25)
	Aspects              map[string]int64 // infrastructure by what it serves (H-26)
	Lines                []Line           // the themed activities
	Villages             []Village        // collective income by year (H-27)
	Schools              []School         // H-43
	Sites                []Site           // H-44, H-44a
	Paired               []PairedVillage  // H-46
	Teams                []Team           // H-47, H-48
	Rounds               []Round          // H-42, for the unit itself alone
}

// Line is what the activities of a line add up to.
type Line struct {
	ID, Name string           // "" for what is on no line, shown as «其他» (H-11)
	Plus     bool             // it is the «+1»: the team
	N        int64            // activities
	Sums     map[string]int64 // by field, stored units
}

// Summed are the numbers of activities that are added up, in their order.
var Summed = []string{"sessions", "persons", "person_times", "households", "skilled", "consulted", "medicine", "classes", "suggestions", "jobs"}

// Share returns how many whole percent of the measures enable people to help
// themselves, and whether there are any (H-27a).
func (d Dimensions) Share() (int64, bool) {
	return part(d.Kinds["enabling"], d.Kinds["enabling"]+d.Kinds["gift"])
}

// Used returns how many whole percent of the money that came in was spent, and
// whether any came in.
func (d Dimensions) Used() (int64, bool) { return part(d.FundsUsed, d.FundsIn) }

func part(n, of int64) (int64, bool) {
	if of <= 0 {
		return 0, false
	}
	return (200*n + of) / (2 * of), true
}

// Look returns the dimensions of a unit and all below it.
func (s *Service) Look(ctx context.Context, who people.Actor, q About) (out Dimensions, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		out, err = s.dimensions(tx, who, q)
		return err
	})
	if err != nil {
		return out, err
	}
	return out, s.tables(ctx, who, &out)
}

func (s *Service) dimensions(tx Tx, who people.Actor, q About) (out Dimensions, err error) {
	r, err := s.campaigns.Open(tx, who, people.CampaignRead, q.Campaign)
	if err != nil {
		return out, err
	}
	if err := who.MayIn(people.LedgerRead, r.Root, string(r.ID)); err != nil {
		return out, err
	}
	out = Dimensions{Running: r, Year: q.Year, To: r.Today()}
	if out.Tree, err = s.campaigns.Tree(tx, r); err != nil {
		return out, err
	}
	scope := who.Scope(people.LedgerRead, string(r.ID))
	if q.Unit == "" {
		q.Unit = own(r, scope)
	}
	n, ok := out.Tree.Unit(q.Unit)
	if !ok || !tally.Seen(out.Tree, scope)(q.Unit) {
		return out, fault.New(fault.NotFound, "organisation.unknown_unit")
	}
	out.Unit = n
	if q.Year != 0 {
		out.From = calendar.Date{Year: q.Year, Month: time.January, Day: 1}
		if last := (calendar.Date{Year: q.Year, Month: time.December, Day: 31}); last.Before(out.To) {
			out.To = last
		}
	}
	return out, (&counting{tx: tx, d: &out}).all()
}

// own is the unit at which a reader starts.
func own(r campaign.Running, scope people.Scope) organisation.UnitID {
	switch {
	case scope.Whole:
		return r.Unit
	case len(scope.All) > 0:
		return scope.All[0]
	case len(scope.Own) > 0:
		return scope.Own[0]
	}
	return ""
}

// counting fills in the figures that are sums.
type counting struct {
	tx  Tx
	d   *Dimensions
	err error
}

// ask answers one question for the unit; from says whether the year bounds it.
func (c *counting) ask(src register.Source, by string, from bool) tally.Sums {
	if c.err != nil {
		return nil
	}
	q := tally.Ask(c.d.Root, c.d.ID, src)
	q.By, q.To = by, c.d.To
	if from {
		q.From = c.d.From
	}
	var sums tally.Sums
	sums, c.err = tally.Count(c.tx, q)
	return sums
}

// by answers one question by the answers of a field.
func (c *counting) by(src register.Source, field string, from bool) map[string]int64 {
	out := map[string]int64{}
	for cell, n := range c.ask(src, field, from) {
		if cell.Unit == c.d.Unit.ID && cell.Line == "" {
			out[cell.By] += n
		}
	}
	return out
}

func (c *counting) all() error {
	d := c.d
	count := func(id string) register.Source { return register.Source{Register: id, Count: true} }
	money := map[string][]string{"kind": {"money"}}
	states := c.by(count("measures_taken"), tally.State, true)
	d.Planned, d.Implemented = states["planned"]+states["implemented"], states["implemented"]
	d.Kinds = c.by(count("measures_taken"), "kind", true)
	d.Sources = c.by(register.Source{Register: "contributions", Sum: "amount", Where: money}, "source", true)
	for _, n := range d.Sources {
		d.FundsIn += n
	}
	d.FundsUsed = c.ask(register.Source{Register: "steps", Sum: "spent"}, "", true).Over(d.Unit.ID, "", "")
	d.Tags = c.by(count("activities"), "tags", true)
	d.Projects = c.by(count("projects"), tally.State, false)
	d.Aspects = c.by(count("infrastructure"), "aspects", true)
	c.lines()
	c.schools()
	return c.err
}

// schools counts what was done at each school (H-43).
func (c *counting) schools() {
	visits := c.by(register.Source{Register: "activities", Count: true}, "school", true)
	classes := c.by(register.Source{Register: "activities", Sum: "classes"}, "school", true)
	proposals := c.by(register.Source{Register: "activities", Sum: "suggestions"}, "school", true)
	for _, name := range slices.Sorted(maps.Keys(visits)) {
		c.d.Schools = append(c.d.Schools, School{name, visits[name], classes[name], proposals[name]})
	}
}

// lines adds up the activities of every line, and those that are on none where
// there are any: a direction of its own may have no line (H-11).
func (c *counting) lines() {
	d := c.d
	n := c.ask(register.Source{Register: "activities", Count: true}, "", true)
	sums := map[string]tally.Sums{}
	for _, field := range Summed {
		sums[field] = c.ask(register.Source{Register: "activities", Sum: field}, "", true)
	}
	for _, l := range d.Book.Lines {
		line := Line{ID: l.ID, Name: l.Name, Plus: l.Plus, N: n.Over(d.Unit.ID, l.ID, ""), Sums: map[string]int64{}}
		for field, s := range sums {
			line.Sums[field] = s.Over(d.Unit.ID, l.ID, "")
		}
		d.Lines = append(d.Lines, line)
	}
	other := Line{N: n.Over(d.Unit.ID, "", ""), Sums: map[string]int64{}}
	for field, s := range sums {
		other.Sums[field] = s.Over(d.Unit.ID, "", "")
	}
	for _, l := range d.Lines {
		other.N -= l.N
		for field := range sums {
			other.Sums[field] -= l.Sums[field]
		}
	}
	if other.N > 0 {
		d.Lines = append(d.Lines, other)
	}
}
