package roster

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// watched is a household that the county's list flags.
type watched struct {
	Entry    ledger.EntryID `json:"entry"`
	Name     string         `json:"name" doc:"Masked."`
	Unit     rosterUnit     `json:"unit"`
	Point    string         `json:"point,omitempty" doc:"What its village is called."`
	Flag     string         `json:"flag" enum:"sudden_hardship,unstable_exited,marginal"`
	Since    string         `json:"since,omitempty" doc:"The day on the list."`
	Year     int            `json:"year,omitempty" doc:"Of the income."`
	Income   string         `json:"income,omitempty" doc:"A head in that year, in 万元, as typed."`
	Line     string         `json:"line,omitempty" doc:"The exit line of that very year; absent where the plan has none."`
	Standing string         `json:"standing" enum:"above,under,no_line,no_income"`
}

type watchWanted struct {
	At
	wire.Page
	Flag string `query:"flag" enum:"sudden_hardship,unstable_exited,marginal"`
}

type watchAnswer struct {
	wire.List[watched]
	Count  int64            `json:"count" doc:"Of the flag that was asked for."`
	ByFlag map[string]int64 `json:"by_flag" doc:"Of the unit, whatever flag was asked for."`
}

type completeWanted struct {
	At
	Register string `query:"register" enum:"points,households" default:"points"`
}

type completeAnswer struct {
	wire.Answer
	Entries    int            `json:"entries"`
	Wanted     int            `json:"wanted" doc:"Values that should be there."`
	Filled     int            `json:"filled" doc:"Of them."`
	Duplicates int            `json:"duplicates" doc:"Pairs of entries that may be one household."`
	Missing    map[string]int `json:"missing" doc:"Entries that have nothing in a field, by field."`
	Lacking    []lacking      `json:"lacking" doc:"Entries that miss something, as many as are named."`
	More       int            `json:"more" doc:"Of those that are not named."`
}

type lacking struct {
	Entry  ledger.EntryID `json:"entry"`
	Code   string         `json:"code,omitempty"`
	Unit   string         `json:"unit" doc:"Code."`
	Fields []string       `json:"fields"`
}

// references look at what the county lists; nobody is asked for anything.
func (o *operations) references() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/watched-households", "list-watched-households", "Households that the county's list flags, held against the exit line of their record's year (P-40)"), o.watch)
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/completeness", "get-completeness", "What the imported reference data lacks"), o.complete)
}

func (o *operations) watch(c wire.Call, in *watchWanted) (*watchAnswer, error) {
	unit, err := o.in(c, in.At)
	if err != nil {
		return nil, err
	}
	f, err := o.Roster.FollowUp(c, c.Who, roster.Watch{Campaign: in.Campaign, Unit: unit, Flag: in.Flag, After: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	out := &watchAnswer{Count: f.Total.Count, ByFlag: f.ByFlag}
	out.Next = f.Next
	out.Items = wire.Each(f.Households, func(h roster.Watched) watched {
		w := watched{
			Entry: h.ID, Name: h.Name, Unit: rosterUnit{code(h.Unit), h.UnitName}, Point: h.Names[h.Values["point"]], Flag: h.Flag,
			Since: h.Values["watched_on"], Year: h.Exit.Year, Standing: string(h.Exit.Verdict),
		}
		if h.Exit.Verdict != roster.NoIncome {
			w.Income = quantity.Money.Plain(h.Exit.Income)
		}
		if h.Exit.Line > 0 {
			w.Line = quantity.Money.Plain(h.Exit.Line)
		}
		return w
	})
	return out, nil
}

func (o *operations) complete(c wire.Call, in *completeWanted) (*completeAnswer, error) {
	unit, err := o.in(c, in.At)
	if err != nil {
		return nil, err
	}
	f, err := o.Roster.Complete(c, c.Who, in.Campaign, in.Register, unit)
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	out := &completeAnswer{Entries: f.Entries, Wanted: f.Wanted, Filled: f.Filled, Duplicates: f.Duplicates, More: f.More, Missing: map[string]int{}}
	for _, m := range f.Missing {
		out.Missing[m.Field.ID] = m.N
	}
	out.Lacking = wire.Each(f.Lacking, func(l roster.Lacking) lacking {
		return lacking{l.Entry, l.Code, code(l.Unit), wire.Each(l.Fields, func(f book.Field) string { return f.ID })}
	})
	return out, nil
}
