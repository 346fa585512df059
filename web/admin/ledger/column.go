package ledger

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// The columns of every list that are no field of its register.
const (
	ofUnit    = ledger.SortUnit
	ofDay     = ledger.SortDay
	ofState   = "state"
	ofChanged = ledger.SortChanged
)

// column is what a list shows of each entry.
type column struct {
	id    string
	field register.Field // of an own field of the register
}

// all lists the columns that a reader may choose, those of any list last.
func (at at) all() []column {
	var out []column
	for _, f := range at.book.Fields {
		if f.Type.Personal() || has(at.book.Title, f.ID) || f.ID == at.book.Day {
			continue
		}
		out = append(out, column{f.ID, f})
	}
	return append(out, column{id: ofDay}, column{id: ofUnit}, column{id: ofChanged}, column{id: ofState})
}

// columns are those that an address asks for, else those that are usual.
func (at at) columns(asked []string) []column {
	var out []column
	for _, col := range at.all() {
		usual := col.field.Listed || col.id == ofUnit || col.id == ofState && len(at.book.States) > 1 || col.id == ofDay && at.book.Day != ""
		if len(asked) > 0 && has(asked, col.id) || len(asked) == 0 && usual {
			out = append(out, col)
		}
	}
	return out
}

// choices are the columns with those shown marked.
func (at at) choices(c *desk.Call, shown []column) []desk.Option {
	var out []desk.Option
	for _, col := range at.all() {
		on := slices.ContainsFunc(shown, func(s column) bool { return s.id == col.id })
		out = append(out, desk.Option{Value: col.id, Text: at.head(c, col), On: on})
	}
	return out
}

// head is what a column is called.
func (at at) head(c *desk.Call, col column) string {
	switch col.id {
	case ofUnit:
		return c.T("ledger.unit")
	case ofNumber:
		return c.T("intake.own_number")
	case ofState:
		return c.T("ledger.state")
	case ofChanged:
		return c.T("ledger.changed")
	case ofDay:
		if at.book.Day != "" {
			return at.words.Field(at.book.Day)
		}
		return c.T("ledger.recorded_on")
	}
	return at.words.Field(col.id)
}

// heads are the heads of the columns; what the list can be sorted by leads to
// that, and once more to the other end.
func (at at) heads(c *desk.Call, columns []column, ask asked) []head {
	var out []head
	for _, col := range columns {
		h := head{Text: at.head(c, col), Number: col.field.Type == register.Number}
		if at.sorts(col) {
			q := c.URL.Query()
			q.Del("after")
			q.Set("sort", col.id)
			h.On, h.Down = ask.query.Sort == col.id, ask.query.Desc
			if q.Del("desc"); h.On && !h.Down || !h.On && (h.Number || col.id == ofDay || col.id == ofChanged) {
				q.Set("desc", "1")
			}
			h.URL = address(c.URL.Path, q)
		}
		out = append(out, h)
	}
	return out
}

// show prints what an entry holds in a column.
func (k column) show(at at, e *ledger.Row) cell {
	switch k.id {
	case ofUnit:
		return cell{Text: e.UnitName}
	case ofState:
		return cell{Text: at.words.State(e.State), State: stateClass(at.book.Shape, e.State)}
	case ofChanged:
		return cell{Text: at.words.Print.Stamp(e.Changed)}
	case ofDay:
		return cell{Text: at.day(e).String()}
	}
	f := k.field
	text := at.value(f, e)
	switch f.Type {
	case register.Number:
		text = at.words.Plain(f.Kind, e.Values[f.ID])
	case register.Date: // as the entry's own day beside it
		text = e.Values[f.ID]
	}
	return cell{Text: text, Number: f.Type == register.Number}
}

// day is the day of an entry: its own, and none before that has come; of what has
// none the day it was recorded on.
func (at at) day(e *ledger.Row) calendar.Date {
	if at.book.Day != "" && e.Values[at.book.Day] == "" {
		return calendar.Date{}
	}
	return e.On
}

// stateClass is the colour of a state: done or counted, under way or waiting,
// sent back, or over.
func stateClass(s register.Shape, id string) string {
	st, _ := s.State(id)
	switch {
	case id == register.Withdrawn:
		return "excused"
	case id == "returned":
		return "returned"
	case st.Ends && !st.Counts:
		return "excused"
	case st.Counts && (st.Ends || !slices.ContainsFunc(s.States, func(o register.State) bool { return o.Counts && o.Ends })):
		return "accepted"
	}
	return "received"
}

// sorts reports whether a list can be sorted by a column.
func (at at) sorts(col column) bool {
	return col.id == ofUnit || col.id == ofChanged || col.id == ofDay || col.field.Type == register.Number
}

// value is what an entry holds in a field. What has a direction and is on no
// line of the plan is «其他» (H-11).
func (at at) value(f register.Field, e *ledger.Row) string {
	if f.Lines && e.Values[f.ID] == "" && e.Values["direction"] != "" {
		return at.words.Print.T("register.activities.direction.other")
	}
	return at.words.Value(f, e.Values[f.ID], e.Names)
}
