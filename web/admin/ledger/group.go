package ledger

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// bySource is the field by which the sums of contributions are told apart: a sum
// over several sources would say nothing (P-03).
const bySource = "source"

// group is what the entries of one register say of an entry.
type group struct {
	Name, Field string
	URL         string // the list of them
	New         string // records one more, "" for who may not or what is imported
	Count       int
	Apart       bool // the sums are by source
	Heads       []string
	Rows        []sums
}

// sums are the sums of the counted entries of a group, by source where they have
// one.
type sums struct {
	Name, URL string
	Count     int
	Cells     []string
}

// groups lists the registers whose entries can name an entry of this one, with
// what they hold.
func (a *area) groups(c *desk.Call, at at, e *ledger.Opened) ([]group, error) {
	books, err := a.Ledger.Books(c.Context(), c.Who, at.campaign)
	if err != nil {
		return nil, err
	}
	records := !c.Who.Scope(people.LedgerRecord, string(at.campaign)).Empty() && e.State != register.Withdrawn
	var out []group
	for _, b := range books {
		for _, f := range b.Fields {
			if f.Type != register.Entry || !has(f.To, at.book.ID) {
				continue
			}
			g, err := a.group(c, at, e, b, f)
			if err != nil {
				return nil, err
			}
			if records && !b.Reference {
				g.New = newURL(b.ID) + "?" + f.ID + "=" + string(e.ID)
			}
			if g.Count > 0 || g.New != "" && f.Plain {
				out = append(out, g)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y group) int { return min(y.Count, 1) - min(x.Count, 1) })
	return out, nil
}

// group is what the entries of a register say that name this one in a field.
func (a *area) group(c *desk.Call, at at, e *ledger.Opened, b book.Book, f register.Field) (group, error) {
	other := desk.WordsOf(c, b)
	g := group{Name: other.Register(), URL: listURL(b.ID) + "?by=" + f.ID + "&points=" + string(e.ID)}
	if name := other.Field(f.ID); name != at.words.Register() {
		g.Field = name
	}
	i := slices.IndexFunc(e.Related, func(r ledger.Related) bool { return r.Register == b.ID && r.Field == f.ID })
	if i < 0 {
		return g, nil
	}
	g.Count = int(e.Related[i].Count)
	numbers := summed(b, e.Related[i].Sums)
	for _, n := range numbers {
		g.Heads = append(g.Heads, other.Field(n.ID))
	}
	if len(numbers) == 0 {
		return g, nil
	}
	source, apart := b.Field(bySource)
	if g.Apart = apart; !apart {
		g.Rows = []sums{{Count: g.Count, Cells: cells(other, numbers, e.Related[i].Sums)}}
		return g, nil
	}
	for _, o := range other.Answers(source) {
		page, err := a.Ledger.List(c.Context(), c.Who, ledger.Query{
			Campaign: at.campaign, Register: b.ID, Points: e.ID, Counted: true, Marks: map[string][]string{bySource: {o.ID}}, Limit: 1, Totals: true, Whole: true,
		})
		if err != nil {
			return g, err
		}
		if page.Total.Count > 0 {
			g.Rows = append(g.Rows, sums{o.Label, g.URL + "&f." + bySource + "=" + o.ID, int(page.Total.Count), cells(other, numbers, page.Total.Sums)})
		}
	}
	return g, nil
}

// summed lists the number fields of a register that add up to something.
func summed(b book.Book, of map[string]int64) []register.Field {
	var out []register.Field
	for _, f := range b.Fields {
		if f.Adds() && of[f.ID] != 0 {
			out = append(out, f)
		}
	}
	return out
}

// cells prints the sums of number fields with their units.
func cells(w desk.Words, numbers []register.Field, of map[string]int64) []string {
	var out []string
	for _, f := range numbers {
		text := ""
		if of[f.ID] != 0 {
			text = w.Print.Amount(quantity.Value{Kind: f.Kind, N: of[f.ID]})
		}
		out = append(out, text)
	}
	return out
}

// revision reads the revision of an entry that a form was made from, an old one
// where there is none.
func revision(c *desk.Call) int64 {
	n, _ := strconv.ParseInt(c.PostFormValue("revision"), 10, 64)
	return n
}
