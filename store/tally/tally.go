// Package tally reads what the figures of the ledger are made of, grouped by
// unit and line.
package tally

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Tallies are the queries for sums of entries within a transaction.
type Tallies struct{ *sqltx.Tx }

// EntryParts gives the parts of a figure: one for each unit, line, option, year,
// stretch between two turns, and item of a distinct figure; after them one for
// each other organiser of a joint entry.
func (q Tallies) EntryParts(ask tally.Question) ([]tally.Part, error) {
	parts, err := q.grouped(ask)
	if err != nil || ask.Joint == "" {
		return parts, err
	}
	joint, err := q.joint(ask)
	return append(parts, joint...), err
}

func (q Tallies) grouped(ask tally.Question) ([]tally.Part, error) {
	var w sqltx.Where
	query := "SELECT " + holder(&w, ask) + ", e.line, " + option(ask) + ", " + year(&w, ask) + ", " + stretch(&w, ask) + ", " + item(&w, ask) +
		", MIN(e.on_day), " + total(ask) + " FROM entry e" + joins(&w, ask)
	conditions(&w, ask)
	var cut int64
	return sqltx.All(q.Tx, func(p *tally.Part) []any {
		return []any{&p.Unit, &p.Line, &p.By, &p.Year, &cut, &p.Item, sqltx.Date(&p.On), &p.N}
	}, query+" "+w.String()+" GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6", w.Args...)
}

func (q Tallies) joint(ask tally.Question) ([]tally.Part, error) {
	var w sqltx.Where
	query := "SELECT o.value, e.line, " + option(ask) + ", " + year(&w, ask) + ", " + item(&w, ask) + ", e.on_day, " + each(ask) +
		", " + holder(&w, ask) + ", e.id FROM entry e" + joins(&w, ask) + w.Bind(" JOIN entry_mark o ON o.entry_id = e.id AND o.field = ?", ask.Joint)
	conditions(&w, ask)
	w.Raw("o.value <> " + holder(&w, ask))
	return sqltx.All(q.Tx, func(p *tally.Part) []any {
		return []any{&p.Unit, &p.Line, &p.By, &p.Year, &p.Item, sqltx.Date(&p.On), &p.N, &p.Own, &p.Entry}
	}, query+" "+w.String()+" ORDER BY e.id, 1, 3, 5", w.Args...)
}

// option is the option by which parts are told apart.
func option(ask tally.Question) string {
	switch ask.By {
	case "":
		return "''"
	case tally.State:
		return "e.state"
	}
	return "g.value"
}

// year is the year of a part: that of the day it is asked for, of what holds.
func year(w *sqltx.Where, ask tally.Question) string {
	if ask.Held {
		return w.Bind("CAST(? AS BIGINT)", int64(ask.To.Year))
	}
	return "CAST(SUBSTR(e.on_day, 1, 4) AS BIGINT)"
}

// stretch numbers the stretches between turns.
func stretch(w *sqltx.Where, ask tally.Question) string {
	if len(ask.Turns) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, t := range ask.Turns {
		b.WriteString(w.Bind("WHEN e.on_day < ? THEN ", t.String()) + strconv.Itoa(i) + " ")
	}
	return "CASE " + b.String() + "ELSE " + strconv.Itoa(len(ask.Turns)) + " END"
}

// holder is the unit for which an entry counts: the one it belonged to on its own
// day, or on the day that is asked for, of what holds.
func holder(w *sqltx.Where, ask tally.Question) string {
	if ask.Held {
		return ledger.Holder(w.Bind("CAST(? AS TEXT)", ask.To.String()))
	}
	return ledger.Holder("e.on_day")
}

// item is what a distinct figure counts once.
func item(w *sqltx.Where, ask tally.Question) string {
	switch {
	case len(ask.Source.Distinct) == 0:
		return "''"
	case slices.Contains(ask.Source.Distinct, register.TheUnit):
		return holder(w, ask)
	}
	return "x.value"
}

func total(ask tally.Question) string {
	switch {
	case len(ask.Source.Distinct) > 0:
		return "1"
	case ask.Source.Sum != "":
		return "CAST(SUM(a.value) AS BIGINT)"
	}
	return "COUNT(*)"
}

func each(ask tally.Question) string {
	if ask.Source.Sum != "" {
		return "a.value"
	}
	return "1"
}

func joins(w *sqltx.Where, ask tally.Question) string {
	out := ""
	if ask.Source.Sum != "" {
		out += w.Bind(" JOIN entry_amount a ON a.entry_id = e.id AND a.field = ?", ask.Source.Sum)
	}
	if len(ask.Source.Distinct) > 0 && !slices.Contains(ask.Source.Distinct, register.TheUnit) {
		out += w.Bind(" JOIN entry_mark x ON x.entry_id = e.id AND x.field IN ("+sqltx.Marks(len(ask.Source.Distinct))+")", texts(ask.Source.Distinct)...)
	}
	if option(ask) == "g.value" {
		out += w.Bind(" JOIN entry_mark g ON g.entry_id = e.id AND g.field = ?", ask.By)
	}
	return out
}

func conditions(w *sqltx.Where, ask tally.Question) {
	w.And("e.root_id = ? AND e.campaign_id = ? AND e.register = ?", string(ask.Root), string(ask.Campaign), ask.Source.Register)
	if ask.States == nil {
		w.And("e.counted_at > 0")
	} else {
		w.And("e.state IN ("+sqltx.Marks(len(ask.States))+")", texts(ask.States)...)
	}
	if !ask.From.IsZero() {
		w.And("e.on_day >= ?", ask.From.String())
	}
	if !ask.To.IsZero() {
		w.And("e.on_day <= ?", ask.To.String())
	}
	if ask.Held {
		w.And("(e.until_day = '' OR e.until_day >= ?)", ask.To.String())
	}
	for _, field := range sorted(ask.Source.Where) {
		options := ask.Source.Where[field]
		if field == tally.State {
			w.And("e.state IN ("+sqltx.Marks(len(options))+")", texts(options)...)
			continue
		}
		w.And("EXISTS (SELECT 1 FROM entry_mark c WHERE c.entry_id = e.id AND c.field = ? AND c.value IN ("+sqltx.Marks(len(options))+"))",
			append([]any{field}, texts(options)...)...)
	}
}

// sorted returns the names of conditions in an order that makes one text of one
// question.
func sorted(where map[string][]string) []string { return slices.Sorted(maps.Keys(where)) }

func texts(values []string) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}
