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
			g := at.group(c, e, b, f)
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
func (at at) group(c *desk.Call, e *ledger.Opened, b book.Book, f register.Field) group {
	other := desk.WordsOf(c, b)
	g := group{Name: other.Register(), URL: listURL(b.ID) + "?by=" + f.ID + "&points=" + string(e.ID)}
	if name := other.Field(f.ID); name != at.words.Register() {
		g.Field = name
	}
	i := slices.IndexFunc(e.Related, func(r ledger.Related) bool { return r.Register == b.ID && r.Field == f.ID })
	if i < 0 {
		return g
	}
	g.Count = int(e.Related[i].Count)
	numbers := summed(b, e.Related[i].Sums)
	for _, n := range numbers {
		g.Heads = append(g.Heads, other.Field(n.ID))
	}
	if len(numbers) == 0 {
		return g
	}
	source, apart := b.Field(ledger.BySource)
	if g.Apart = apart; !apart {
		g.Rows = []sums{{Count: g.Count, Cells: cells(other, numbers, e.Related[i].Sums)}}
		return g
	}
	for _, o := range other.Answers(source) {
		from := slices.IndexFunc(e.Related[i].Sources, func(f ledger.FromSource) bool { return f.Source == o.ID })
		if from >= 0 {
			came := e.Related[i].Sources[from]
			g.Rows = append(g.Rows, sums{o.Label, g.URL + "&f." + ledger.BySource + "=" + o.ID, int(came.Count), cells(other, numbers, came.Sums)})
		}
	}
	return g
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
