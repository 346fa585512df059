package account

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// trailWords are the names that records are told with.
type trailWords struct {
	print *locale.Printer
	tree  *organisation.Tree
	names map[string]string // of bodies, posts, obligations and reasons, «kind/id»
	books []*playbook.Playbook
	may   func(people.Action) bool
}

func (a *area) trailWords(c *desk.Call) (trailWords, error) {
	w := trailWords{print: web.Printer(c.Context()), names: map[string]string{}}
	var err error
	if w.tree, err = a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today()); err != nil {
		return w, err
	}
	titles, err := a.Campaigns.Titles(c.Context(), c.Who)
	for _, t := range titles {
		w.learn(t.Book)
	}
	hand := a.HandID(c)
	w.may = func(act people.Action) bool { return !c.Who.Scope(act, hand).Empty() }
	return w, err
}

// learn takes over the names of a playbook.
func (w *trailWords) learn(pb *playbook.Playbook) {
	w.books = append(w.books, pb)
	w.names["playbook/"+pb.ID] = pb.Title
	for _, b := range pb.Bodies {
		w.names["body/"+b.ID] = b.Name
	}
	for _, p := range pb.Posts {
		w.names["post/"+p.ID] = p.Title
	}
	for _, ob := range pb.Obligations {
		w.names["obligation/"+ob.ID] = ob.Title
		for _, o := range ob.Nil {
			w.names["nil/"+o.ID] = o.Label
		}
	}
}

// row tells one record.
func (w trailWords) row(r audit.Record) trailRow {
	row := trailRow{
		At: r.At, Account: r.Origin.Account, Who: r.Origin.Login, Act: w.print.T("act." + r.Act.Name),
		Clause: r.Act.Clause, Address: r.Origin.Address,
	}
	if row.Account == "" && row.Who == "" {
		row.Who = w.print.T("trail.program")
	}
	row.Unit, row.Code = w.unit(r.Act.Unit)
	if link, act := linkOf(r, row.Code); link != "" && w.may(act) {
		row.Link = link
	}
	row.Changes = w.changes(r.Act)
	return row
}

// valueNames are the values of a record that mean something to its reader, by
// their names there. What is not here is an id or a hash, which the pages and
// the API show elsewhere.
var valueNames = map[string]string{
	"version": "trail.version", "nil": "trail.nil", "verdict": "trail.verdict", "body": "trail.body", "reason": "trail.reason",
	"wanted": "trail.wanted", "cells": "trail.cells", "slot": "trail.slot", "name": "trail.name", "size": "trail.size",
	"obligation": "trail.obligation", "period": "trail.period", "decision": "trail.decision", "duties": "trail.duties", "changes": "trail.changes",
	"playbook": "trail.playbook", "published": "trail.published", "code": "trail.code", "category": "trail.category",
	"founded": "trail.founded", "county": "trail.county", "industry": "trail.industry", "from": "trail.from", "to": "trail.to",
	"on": "trail.on", "login": "trail.login", "role": "trail.role", "post": "trail.post", "deputy": "trail.deputy", "fields": "trail.fields",
}

// changes tells what an act changed, each value with the one before.
func (w trailWords) changes(act audit.Act) []changeRow {
	all := maps.Clone(act.New)
	if all == nil {
		all = map[string]any{}
	}
	for name := range act.Old {
		if _, ok := all[name]; !ok {
			all[name] = nil
		}
	}
	var out []changeRow
	for _, name := range slices.Sorted(maps.Keys(all)) {
		key, known := valueNames[name]
		old, fresh := w.value(name, act.Old[name]), w.value(name, act.New[name])
		if known && old+fresh != "" {
			out = append(out, changeRow{w.print.T(key), old, fresh})
		}
	}
	return out
}

// value words one value of a record.
func (w trailWords) value(name string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return w.word(name, v)
	case float64:
		return w.print.Number(int64(v))
	case bool:
		if v {
			return w.print.T("trail.yes")
		}
		return ""
	case []any:
		var parts []string
		for _, one := range v {
			parts = append(parts, w.word(name, fmt.Sprint(one)))
		}
		return strings.Join(parts, w.print.T("core.list_comma"))
	}
	return fmt.Sprint(v)
}

// wordPrefix is where the words of coded values stand.
var wordPrefix = map[string]string{"role": "role.", "verdict": "verdict.", "category": "category.", "decision": "workbench."}

func (w trailWords) word(name, code string) string {
	if prefix := wordPrefix[name]; prefix != "" && w.print.Has(prefix+code) {
		return w.print.T(prefix + code)
	}
	if full := w.names[name+"/"+code]; full != "" {
		return full
	}
	switch name {
	case "cells":
		return w.cell(code)
	case "period":
		return desk.PeriodTitle(w.print, code)
	case "county", "industry":
		if unit, _ := w.unit(code); unit != "" {
			return unit
		}
	}
	return code
}

// cell calls a cell by its row and its column, as the form that has it does.
func (w trailWords) cell(address string) string {
	for _, pb := range w.books {
		for i := range pb.Forms {
			s, row, fd := pb.Forms[i].Cell(address)
			if fd == nil {
				continue
			}
			label := fd.Label
			if m := pb.Measure(fd.Measure); label == "" && m != nil {
				label = m.Name
			}
			for _, r := range s.Rows {
				if r.ID == row {
					return r.Label + " · " + label
				}
			}
			return label
		}
	}
	return address
}
