package ledger

import (
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Wanted says which entries are meant.
type Wanted struct {
	InRegister
	Unit    string         `query:"unit" maxLength:"32" doc:"Code of a unit: it with all below it."`
	States  []string       `query:"state,explode" maxItems:"16" doc:"Repeatable; absent: all but those withdrawn."`
	Counted bool           `query:"counted" doc:"Only what is in the figures."`
	Open    bool           `query:"open" doc:"Only what is not over."`
	Overdue bool           `query:"overdue" doc:"Only what is past the day by which it should be over, and is not; of a register that has such a day."`
	Line    string         `query:"line" maxLength:"64" doc:"Id of an action line."`
	From    wire.Day       `query:"from" doc:"The first day on which they count."`
	To      wire.Day       `query:"to" doc:"The last one."`
	Marks   []string       `query:"mark,explode" maxItems:"32" doc:"«level:national»: the field holds this; of one field several mean any of them. Repeatable."`
	Text    string         `query:"text" maxLength:"100" doc:"Words of two characters or more: each is in the title, the texts or the name."`
	Points  ledger.EntryID `query:"points" maxLength:"64" doc:"Entries that name this one."`
	Sort    string         `query:"sort" maxLength:"64" default:"day" doc:"day, title, unit, changed, or a number field."`
	Desc    bool           `query:"desc" doc:"From the last to the first."`
}

// query turns a request into a query. Of a unit that the asker may not see there
// is nothing.
func (o *operations) query(c wire.Call, in *Wanted) (q ledger.Query, err error) {
	q = ledger.Query{
		Campaign: in.Campaign, Register: in.Register, States: in.States, Counted: in.Counted, Open: in.Open, Overdue: in.Overdue, Line: in.Line,
		Text: in.Text, Points: in.Points, Sort: in.Sort, Desc: in.Desc,
	}
	if q.From, err = in.From.Date("from"); err != nil {
		return q, err
	}
	if q.To, err = in.To.Date("to"); err != nil {
		return q, err
	}
	for _, m := range in.Marks {
		name, value, ok := strings.Cut(m, ":")
		if !ok {
			return q, fault.Violations([]fault.Field{{Path: "mark", Key: "api.bad_mark", Args: []any{m}}})
		}
		if q.Marks == nil {
			q.Marks = map[string][]string{}
		}
		q.Marks[name] = append(q.Marks[name], value)
	}
	if in.Unit != "" {
		unit, err := o.Unit(c, in.Unit)
		if err != nil {
			return q, err
		}
		q.Below = []organisation.UnitID{unit}
	}
	return q, nil
}

// entryRow is an entry of a list.
type entryRow struct {
	ID       ledger.EntryID    `json:"id"`
	Register string            `json:"register"`
	Campaign campaign.ID       `json:"campaign,omitempty" doc:"Absent in a standing register."`
	Unit     entryUnit         `json:"unit" doc:"That recorded it, or whose it is."`
	Name     string            `json:"name" doc:"What it is called; of a human the name as the asker may see it."`
	Line     string            `json:"line,omitempty"`
	Day      wire.Day          `json:"day" doc:"On which it counts."`
	Until    wire.Day          `json:"until,omitempty" doc:"The last day it holds."`
	State    string            `json:"state"`
	Counted  *time.Time        `json:"counted,omitempty" doc:"Since when it is in the figures."`
	Values   map[string]string `json:"values" doc:"By field, as they are typed; personal ones are not among them."`
	Names    map[string]string `json:"names,omitempty" doc:"What the units and entries are called that values name, by id."`
	Created  *time.Time        `json:"created"`
	Changed  *time.Time        `json:"changed"`
	Revision int64             `json:"revision" doc:"To be named by what changes it."`
}

type entryPage struct {
	wire.List[entryRow]
	Total *entryTotal `json:"total,omitempty"`
}

type entryTotal struct {
	Count int64             `json:"count"`
	More  bool              `json:"more,omitempty" doc:"There are as many or more, and nothing is added up."`
	Sums  map[string]string `json:"sums,omitempty" doc:"By number field, as typed."`
}

type listed struct {
	Wanted
	wire.Page
	Totals bool `query:"totals" doc:"Count the list and add it up; a long one as far as that is quick."`
}

func (o *operations) lists() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/registers/{register}/entries", "list-entries", "The entries of a register, a page at a time"), o.list)
	export := wire.Read("/campaigns/{campaign}/registers/{register}/export", "export-entries", "The entries of a register as a workbook or a .csv, by the same filter")
	export.Description = "A list in whose texts personal numbers stand is held back, each named by its cell, unless who may read them says why it goes out."
	o.exports(export)
}

func (o *operations) list(c wire.Call, in *listed) (*entryPage, error) {
	q, err := o.query(c, &in.Wanted)
	if err != nil {
		return nil, err
	}
	q.After, q.Limit, q.Totals = in.Cursor, in.Limit, in.Totals
	b, err := o.Ledger.Book(c, c.Who, in.Campaign, in.Register)
	if err != nil {
		return nil, err
	}
	got, err := o.Ledger.List(c, c.Who, q)
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	out := &entryPage{List: wire.List[entryRow]{Items: wire.Each(got.Entries, func(e ledger.Row) entryRow { return rowOf(&b, code, &e) }), Next: got.Next}}
	if in.Totals {
		out.Total = &entryTotal{Count: got.Total.Count, More: got.Total.More, Sums: map[string]string{}}
		for id, n := range got.Total.Sums {
			if f, ok := b.Field(id); ok && f.Adds() {
				out.Total.Sums[id] = f.Kind.Plain(n)
			}
		}
	}
	return out, nil
}

// rowOf writes an entry.
func rowOf(b *book.Book, code func(organisation.UnitID) string, e *ledger.Row) entryRow {
	return entryRow{
		ID: e.ID, Register: e.Register, Campaign: e.Campaign, Unit: entryUnit{code(e.Unit), e.UnitName}, Name: e.Name, Line: e.Line, Day: wire.DayOf(e.On), Until: wire.DayOf(e.Until),
		State: e.State, Counted: wire.Instant(e.Counted), Values: typed(b, e.Values), Names: e.Names,
		Created: wire.Instant(e.Created), Changed: wire.Instant(e.Changed), Revision: e.Revision,
	}
}

// typed writes values as they would be typed again.
func typed(b *book.Book, values map[string]string) map[string]string {
	out := make(map[string]string, len(values))
	for id, text := range values {
		if f, ok := b.Field(id); ok && f.Type == register.Number {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				text = f.Kind.Plain(n)
			}
		}
		out[id] = text
	}
	return out
}
