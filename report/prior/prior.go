// Package prior is what a plan wants to have been recorded in the ledger before
// a report is sent, and how it stands with that.
package prior

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Tx is what is asked of a transaction.
type Tx interface {
	// Within lists entries, by day and id.
	Within(derive.Reach) ([]ledger.Entry, error)
	// LinkedFrom counts the entries of a register that name an entry and count or
	// will.
	LinkedFrom(id ledger.EntryID, register string) (int64, error)
}

// Prior is how it stands with what the plan wants in the ledger before a report
// is sent (P-16, P-18).
type Prior struct {
	register.Prior
	Entries int    // there are so many, of the unit and of those below it
	Lines   []Line // the action lines, where each is to have an entry (P-10)
	Open    []Open // of those that all have to have come so far, the ones that lack something to
}

// Open is an entry that has not come as far as the plan wants it to.
type Open struct {
	ID    ledger.EntryID
	Title string
	Lacks fault.Field // the first thing it lacks
}

// Line is an action line with what the plan expects of it.
type Line struct {
	ID, Name, Expects string
	Year              int  // of the report
	Done              bool // it has an entry that counts, of that year
}

// Met reports whether the ledger has what is wanted.
func (p Prior) Met() bool {
	if p.Every() {
		return len(p.Open) == 0
	}
	if p.Prior.Lines {
		return !slices.ContainsFunc(p.Lines, func(l Line) bool { return !l.Done })
	}
	return p.Entries > 0
}

// Of looks up what the plan wants in the ledger before a duty's report.
func Of(tx Tx, c campaign.Case) ([]Prior, error) {
	var out []Prior
	for _, want := range c.Obliged().Records {
		b, kept := book.For(c.Rules, want.Register)
		if !kept {
			continue // the plan was checked to keep it
		}
		p, err := look(tx, c, b, want)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// look looks up one of them.
func look(tx Tx, c campaign.Case, b book.Book, want register.Prior) (Prior, error) {
	p := Prior{Prior: want}
	all, err := tx.Within(derive.Reach{
		Campaign: c.Running.ID, Registers: []string{want.Register}, Unit: c.Item.Unit, To: c.Today(), Holding: want.Every(), Uncounted: true,
	})
	if err != nil {
		return p, err
	}
	if want.Lines {
		p.Lines = lines(c, b, all)
	}
	for _, e := range all {
		st, _ := b.State(e.State)
		if e.State == returned || want.Every() && st.Ends || want.Older != "" && !e.On.AddMonths(want.Older.Months()).Before(c.Today()) {
			continue
		}
		p.Entries++
		if !want.Every() || want.Each != "" && b.Reached(want.Each, e.State) {
			continue
		}
		lacks, err := lacking(tx, b, e, want)
		if err != nil {
			return p, err
		}
		if len(lacks) > 0 {
			p.Open = append(p.Open, Open{e.ID, e.Title, lacks[0]})
		}
	}
	return p, nil
}

// lines says which action lines have an entry that counts, of the year of the
// report where the register tells years apart.
func lines(c campaign.Case, b book.Book, all []ledger.Entry) []Line {
	year := c.DueOn.Year
	if c.DueOn.IsZero() {
		year = c.Today().Year
	}
	_, yearly := b.Field("year")
	var out []Line
	for _, l := range c.Rules.Lines {
		out = append(out, Line{l.ID, l.Name, l.Expects, year, slices.ContainsFunc(all, func(e ledger.Entry) bool {
			return e.Line == l.ID && !e.Counted.IsZero() && (!yearly || e.Values["year"] == strconv.Itoa(year))
		})})
	}
	return out
}

// returned is the state of what is in its recorder's hand again.
const returned = "returned"

// lacking says what an entry is without that all are to have.
func lacking(tx Tx, b book.Book, e ledger.Entry, want register.Prior) ([]fault.Field, error) {
	if want.Lacks != "" {
		if e.Values[want.Lacks] != "" {
			return nil, nil
		}
		return []fault.Field{{Path: want.Lacks, Key: "report.not_given", Args: []any{b.Label(want.Lacks)}, Clause: want.Clause}}, nil
	}
	bad := b.Missing(e.Values, want.Each)
	registers, said := b.Linked(e.Values, want.Each)
	for i, r := range registers {
		n, err := tx.LinkedFrom(e.ID, r)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			bad = append(bad, said[i])
		}
	}
	return bad, nil
}
