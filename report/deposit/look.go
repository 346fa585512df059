package deposit

import (
	"context"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/deposit/row"
)

// entriesOf compares what the rows of a table state with the unit's entries.
func (s *Service) entriesOf(ctx context.Context, who people.Actor, p *Plan, table *playbook.Section) error {
	b, err := s.entries.Book(ctx, who, p.Running.ID, table.From.Register)
	if err != nil {
		return err
	}
	var there []ledger.Row
	unit := p.Case.Item.Unit
	q := ledger.Query{Campaign: p.Running.ID, Register: b.ID}
	q.Below = append(q.Below, unit)
	err = s.entries.Each(ctx, who, q, func(r ledger.Row) error {
		if r.Unit == unit {
			there = append(there, r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	all, left, err := row.Entries(p.Rules, b, table, p.seen.Content, s.naming(ctx, who, p))
	p.Left = append(p.Left, left...)
	for _, e := range all {
		var old ledger.Row
		if old, there = take(e, there); old.ID == "" {
			p.Items = append(p.Items, Item{Fate: New, Register: b.ID, Title: e.Title(b), typed: e.Typed, spot: e.Spot})
			continue
		}
		it := Item{Fate: Unchanged, Register: b.ID, Title: e.Title(b), Entry: old.ID, revision: old.Revision, typed: map[string]string{}, spot: e.Spot,
			Changes: e.Changes(b, old.Values), Names: old.Names}
		maps.Copy(it.Names, e.Names)
		for _, c := range it.Changes {
			it.Fate, it.typed[c.Field.ID] = Changed, e.Typed[c.Field.ID]
		}
		p.Items = append(p.Items, it)
	}
	return err
}

// take finds the entry that rows are of among those that none is of yet: the one
// with the same village before one without.
func take(e row.Entry, there []ledger.Row) (ledger.Row, []ledger.Row) {
	for _, fits := range []func(map[string]string) bool{e.Is, e.Like} {
		if i := slices.IndexFunc(there, func(r ledger.Row) bool { return fits(r.Values) }); i >= 0 {
			found := there[i]
			return found, slices.Delete(there, i, i+1)
		}
	}
	return ledger.Row{}, there
}

// mostCalled is among how many entries whose names hold a text the one that is
// called so is looked for.
const mostCalled = 100

// naming finds the entry that a text names, of several the one that is the
// debtor's own; of none, or of several that are not, there is none.
func (s *Service) naming(ctx context.Context, who people.Actor, p *Plan) row.Named {
	return func(registers []string, text string) (string, error) {
		var found, own []string
		for _, to := range registers {
			if _, used := p.Rules.Ledger.Use(to); !used {
				continue
			}
			all, err := s.entries.Naming(ctx, who, p.Running.ID, to, text, mostCalled)
			if err != nil {
				return "", err
			}
			for _, n := range all {
				if n.Name != text {
					continue
				}
				if found = append(found, string(n.ID)); n.Unit == p.Case.Item.Unit {
					own = append(own, string(n.ID))
				}
			}
		}
		for _, only := range [][]string{found, own} {
			if len(only) == 1 {
				return only[0], nil
			}
		}
		return "", nil
	}
}

// goalsOf compares the goals that the rows of a table state with those there
// are (P-19, P-24).
func (s *Service) goalsOf(ctx context.Context, who people.Actor, p *Plan, table *playbook.Section) error {
	goals, unmapped := row.Goals(p.Rules, table, p.seen.Content)
	for _, text := range unmapped {
		if !slices.Contains(p.Unmapped, text) {
			p.Unmapped = append(p.Unmapped, text)
		}
	}
	for _, g := range goals {
		if err := s.goal(ctx, who, p, g); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) goal(ctx context.Context, who people.Actor, p *Plan, g row.Goal) error {
	it := Item{Fate: New, Title: g.Title(p.Rules), spot: g.Spot, wish: goal.Wish{Campaign: p.Running.ID, Unit: p.Case.Item.Unit,
		Line: g.Line, Measure: g.Measure.ID, Year: g.Year, Typed: g.Typed(), Reason: p.Form.Title}}
	list, err := s.goals.List(ctx, who, goal.Question{Campaign: p.Running.ID, Unit: p.Case.Item.Unit, Alone: true, Year: g.Year})
	if err != nil {
		return err
	}
	for _, r := range list.Rows {
		if r.Line != g.Line || r.Measure != g.Measure.ID {
			continue
		}
		it.Fate, it.wish.Seen = Changed, r.Newest
		last := r.Force
		if r.Waiting.N > 0 {
			last = r.Waiting
		}
		if it.Old = g.Amount(last.Value); last.Value == g.Value {
			it.Fate = Unchanged
		}
	}
	p.Items = append(p.Items, it)
	return nil
}
