// Package tally adds up entries of the ledger for units: each entry counts for
// the unit that recorded it, for the units that organised it with it, and for
// every unit above one of them on the day of the entry, once for each. So a
// joint activity is in the figure of each of its organisers, and in that of the
// city once (N-H8).
//
// Goals, quotas and the comparison of units read their numbers from here.
package tally

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Question asks for the parts of one figure.
type Question struct {
	Root     organisation.UnitID
	Campaign campaign.ID // "" for a standing register
	Source   register.Source
	States   []string      // entries in one of them; nil: those that are in the figures
	From, To calendar.Date // the days on which entries count; zero: no bound
	Held     bool          // instead: the entries that hold on the day To
	Joint    string        // the unit field whose units count too, "" for none
	By       string        // a field that names options, units or entries, by which the parts are told apart, or State; "" for none
	// Turns are the days on which units moved: a part lies between two of them.
	Turns []calendar.Date
}

// State tells parts apart by the state of their entries.
const State = "state"

// Ask is the question for a source within a campaign: a standing register is
// asked for the whole federation, and joint organisers count.
func Ask(root organisation.UnitID, of campaign.ID, src register.Source) Question {
	q := Question{Root: root, Campaign: of, Source: src}
	if shape, ok := register.ShapeOf(src.Register); ok {
		if shape.Standing {
			q.Campaign = ""
		}
		for _, f := range shape.Fields {
			if f.Type == register.Unit && f.Several {
				q.Joint = f.ID
			}
		}
	}
	return q
}

// Part is what the entries of one unit and line give, of one year.
type Part struct {
	Unit organisation.UnitID
	Line string
	By   string // the option, unit, entry or state of Question.By
	Year int
	On   calendar.Date // a day of the entries, for the units above
	N    int64         // stored units; 1 for an Item
	Item string        // what is counted once, of a distinct figure
	// Own is the unit that recorded it, where Unit organised it with that one.
	Own organisation.UnitID
	// Entry is the joint entry that the part is of, "" of all others.
	Entry string
}

// Tx is what sums need of a transaction.
type Tx interface {
	// EntryParts gives the parts of a figure, those of joint organisers last.
	EntryParts(Question) ([]Part, error)
	Nodes(root organisation.UnitID, on calendar.Date) ([]organisation.Node, error)
	UnitTurns(root organisation.UnitID) ([]calendar.Date, error)
}

// Cell names one sum. Every figure has, beside that of each line, the one of
// all lines under the line "".
type Cell struct {
	Unit organisation.UnitID
	Line string
	By   string
	Year int
}

// Sums are the sums of a figure by cell; a cell that has none is 0.
type Sums map[Cell]int64

// Count answers a question for all units of its root at once.
func Count(tx Tx, q Question) (Sums, error) {
	parts, err := q.parts(tx)
	if err != nil {
		return nil, err
	}
	return Add(parts, len(q.Source.Distinct) > 0, q.upward(tx))
}

// Together answers a question for some units and all below them as if they were
// one: what several of them organised counts once. The sums are of the unit "".
func Together(tx Tx, q Question, units []organisation.UnitID) (Sums, error) {
	parts, err := q.parts(tx)
	if err != nil {
		return nil, err
	}
	up := q.upward(tx)
	return Add(parts, len(q.Source.Distinct) > 0, func(u organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error) {
		above, err := up(u, on)
		if err != nil || !slices.ContainsFunc(above, func(u organisation.UnitID) bool { return slices.Contains(units, u) }) {
			return nil, err
		}
		return []organisation.UnitID{""}, nil
	})
}

// parts asks for the parts of a figure, cut where units moved.
func (q Question) parts(tx Tx) ([]Part, error) {
	turns, err := tx.UnitTurns(q.Root)
	if err != nil {
		return nil, err
	}
	if q.Turns = between(turns, q.From, q.To); q.Held {
		q.Turns = nil
	}
	return tx.EntryParts(q)
}

// upward climbs from a unit in the tree of the day of an entry, or of the day
// that is asked for.
func (q Question) upward(tx Tx) Upward {
	forest := organisation.NewForest(tx, q.Root)
	return func(u organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error) {
		if q.Held {
			on = q.To
		}
		tree, err := forest(on)
		if err != nil {
			return nil, err
		}
		return append(tree.Ancestors(u), u), nil
	}
}

// between returns the turns that cut the stretch.
func between(turns []calendar.Date, from, to calendar.Date) []calendar.Date {
	var out []calendar.Date
	for _, t := range turns {
		if t.After(from) && (to.IsZero() || !t.After(to)) {
			out = append(out, t)
		}
	}
	return out
}

// Upward answers which units an entry of a unit counts for on a day: the unit
// and all above it, each once.
type Upward func(unit organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error)

// Add adds parts up. A distinct figure counts each item once, however many
// parts bring it.
func Add(parts []Part, distinct bool, up Upward) (Sums, error) {
	a := adding{sums: Sums{}, seen: map[thing]bool{}, distinct: distinct}
	for _, p := range parts {
		units, err := up(p.Unit, p.On)
		if err != nil {
			return nil, err
		}
		if p.Entry != "" {
			own, err := up(p.Own, p.On)
			if err != nil {
				return nil, err
			}
			for _, u := range own {
				a.seen[thing{Cell{Unit: u}, p.Entry}] = true
			}
		}
		for _, u := range units {
			a.add(u, p)
		}
	}
	return a.sums, nil
}

// thing is what counts once in a cell.
type thing struct {
	Cell
	item string
}

type adding struct {
	sums     Sums
	seen     map[thing]bool
	distinct bool
}

// add counts a part for a unit: a joint entry only where neither its own unit
// nor another organiser has brought it yet.
func (a *adding) add(u organisation.UnitID, p Part) {
	if p.Entry != "" && !a.distinct {
		t := thing{Cell{Unit: u}, p.Entry}
		if a.seen[t] {
			return
		}
		a.seen[t] = true
	}
	a.put(Cell{u, p.Line, p.By, p.Year}, p)
	if p.Line != "" {
		a.put(Cell{u, "", p.By, p.Year}, p)
	}
}

func (a *adding) put(c Cell, p Part) {
	if a.distinct {
		t := thing{c, "\x00" + p.Item}
		if a.seen[t] {
			return
		}
		a.seen[t] = true
	}
	a.sums[c] += p.N
}

// Over adds a figure that is no distinct one up over all years.
func (s Sums) Over(unit organisation.UnitID, line, by string) (n int64) {
	for c, v := range s {
		if c.Unit == unit && c.Line == line && c.By == by {
			n += v
		}
	}
	return n
}
