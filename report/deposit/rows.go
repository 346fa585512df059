package deposit

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// tables lists the tables whose rows are entries that units record. Reference
// data comes from the county's lists alone, never from a form.
func tables(form *playbook.Form) []*playbook.Section {
	var out []*playbook.Section
	for i := range form.Sections {
		if s := &form.Sections[i]; s.From != nil {
			if shape, ok := register.ShapeOf(s.From.Register); ok && !shape.Reference {
				out = append(out, s)
			}
		}
	}
	return out
}

// draft is an entry as rows of a table state it.
type draft struct {
	values map[string]string // canonical
	typed  map[string]string
}

// entriesOf compares the rows of a table with the unit's entries. Rows that
// agree in what makes an entry the same are one: a task of three years is one
// project, from the first day to the last.
func (s *Service) entriesOf(ctx context.Context, who people.Actor, p *Plan, c paper.Content, table *playbook.Section) error {
	b, err := s.entries.Book(ctx, who, p.Running.ID, table.From.Register)
	if err != nil {
		return err
	}
	there := map[string]ledger.Row{}
	err = s.entries.Each(ctx, who, ledger.Query{Campaign: p.Running.ID, Register: b.ID, Below: []organisation.UnitID{p.Case.Item.Unit}}, func(r ledger.Row) error {
		if r.Unit == p.Case.Item.Unit {
			there[same(b, r.Values)] = r
		}
		return nil
	})
	if err != nil {
		return err
	}
	all, order := map[string]draft{}, []string{}
	for _, row := range paper.Rows(table, c) {
		d, err := s.read(ctx, who, p, b, c, table, row)
		if err != nil {
			return err
		}
		key := same(b, d.values)
		if first, known := all[key]; known {
			first.join(b, d)
			continue
		}
		all[key], order = d, append(order, key)
	}
	for _, key := range order {
		p.Items = append(p.Items, all[key].against(b, there[key]))
	}
	return nil
}

// same returns what makes an entry of a unit this one.
func same(b book.Book, values map[string]string) string {
	var parts []string
	for _, id := range b.Key {
		parts = append(parts, values[id]) // the unit is the report's, and no value
	}
	return strings.Join(parts, "\x1f")
}

// read turns a row into an entry: every column whose field can hold what stands
// in it.
func (s *Service) read(ctx context.Context, who people.Actor, p *Plan, b book.Book, c paper.Content, table *playbook.Section, row string) (draft, error) {
	d := draft{map[string]string{}, map[string]string{}}
	for i := range table.Fields {
		fd := &table.Fields[i]
		text := c.Cells[table.Address(row, fd.ID)]
		f, ok := b.Field(cmp.Or(table.From.Columns[fd.ID], fd.ID))
		if !ok || text == "" {
			continue
		}
		typed := paper.Shown(p.Rules, fd, text)
		if f.Type == register.Entry {
			var err error
			if typed, err = s.named(ctx, who, p, f, text); err != nil {
				return d, err
			}
		}
		if canonical, bad := b.Typed(f, typed); bad == nil && canonical != "" {
			d.values[f.ID], d.typed[f.ID] = canonical, typed
		}
	}
	return d, nil
}

// named finds the entry that a text names; of none or several there is none.
func (s *Service) named(ctx context.Context, who people.Actor, p *Plan, f register.Field, text string) (string, error) {
	var found []string
	for _, to := range f.To {
		if _, used := p.Rules.Ledger.Use(to); !used {
			continue
		}
		all, err := s.entries.Naming(ctx, who, p.Running.ID, to, text, 5)
		if err != nil {
			return "", err
		}
		for _, n := range all {
			if n.Name == text {
				found = append(found, string(n.ID))
			}
		}
	}
	if len(found) != 1 {
		return "", nil
	}
	return found[0], nil
}

// join takes from another row what this one does not say, and stretches it from
// the first day to the last.
func (d draft) join(b book.Book, other draft) {
	var days []string
	for _, f := range b.Fields {
		if _, ok := other.values[f.ID]; ok && f.Type == register.Date {
			days = append(days, f.ID)
		}
	}
	for id, v := range other.values {
		mine, ok := d.values[id]
		i := slices.Index(days, id)
		if !ok || i == 0 && v < mine || i > 0 && i == len(days)-1 && v > mine {
			d.values[id], d.typed[id] = v, other.typed[id]
		}
	}
}

// against compares the entry with the one that is there, if any.
func (d draft) against(b book.Book, there ledger.Row) Item {
	it := Item{Fate: New, Register: b.ID, Entry: there.ID, revision: there.Revision, typed: d.typed}
	for _, id := range b.Title {
		it.Title = strings.TrimSpace(it.Title + " " + d.typed[id])
	}
	if there.ID == "" {
		return it
	}
	it.Fate, it.typed = Unchanged, map[string]string{}
	for _, f := range b.Fields {
		if v, ok := d.values[f.ID]; ok && v != there.Values[f.ID] {
			it.Fate, it.typed[f.ID] = Changed, d.typed[f.ID]
			it.Fields = append(it.Fields, f.ID)
		}
	}
	return it
}
