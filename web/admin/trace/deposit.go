package trace

import (
	"cmp"
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/report/deposit"
	"github.com/xianfeng-oss/xianfeng/report/deposit/row"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// depositPage says what putting a report's tables into the ledger does, before
// it is done.
type depositPage struct {
	URL, Title, Unit        string
	Fault                   string
	New, Changed, Unchanged int
	Items                   []depositView
	Unmapped                []string
	Wrong, Left             []cellNote
}

// cellNote is what is said of a cell of the report, or of a row.
type cellNote struct{ Message, Clause string }

// depositView is an entry or a goal that rows become.
type depositView struct {
	Fate        deposit.Fate
	Kind, Title string
	URL         string // of the entry that is there
	Changes     []changeView
}

// changeView is what the ledger says of something, and what it is to say.
type changeView struct{ Label, Old, New string }

// lookDeposit shows what would be stored.
func (a *area) lookDeposit(c *desk.Call) error {
	p, err := a.Deposits.Look(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	return a.showDeposit(c, p, nil)
}

// deposit stores it.
func (a *area) deposit(c *desk.Call) error {
	p, err := a.Deposits.Carry(c.Context(), c.Who, c.Duty())
	if err != nil && len(p.Items) > 0 && desk.Mendable(err) {
		return a.showDeposit(c, p, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("derive.deposited", p.Counts[deposit.New], p.Counts[deposit.Changed], p.Counts[deposit.Unchanged]))
	return c.Redirect("/duties/" + string(c.Duty()))
}

func (a *area) showDeposit(c *desk.Call, p deposit.Plan, failed error) error {
	say := web.Printer(c.Context())
	page := depositPage{URL: "/duties/" + string(c.Duty()), Title: desk.DutyTitle(p.Book, &p.Case.Duty), Unit: p.Debtor.Name, Unmapped: p.Unmapped,
		New: p.Counts[deposit.New], Changed: p.Counts[deposit.Changed], Unchanged: p.Counts[deposit.Unchanged]}
	for _, it := range p.Items {
		v := depositView{Fate: it.Fate, Kind: say.T("derive.goal"), Title: it.Title}
		if it.Register != "" {
			v.Kind = say.T("register." + it.Register)
		}
		if it.Entry != "" {
			v.URL = "/ledger/entries/" + string(it.Entry)
		}
		v.Changes = changes(say, p, it)
		page.Items = append(page.Items, v)
	}
	for _, l := range p.Left {
		page.Left = append(page.Left, cellNote{say.T("derive.cell_left", spotted(say, l.Spot, ""), l.Text, say.T(l.Why.Key, l.Why.Args...)), l.Why.Clause})
	}
	status := http.StatusOK
	if failed != nil {
		status = fault.From(failed).Kind.Status()
		page.Fault, _ = say.Fault(failed)
	}
	for _, w := range p.Wrong {
		page.Fault = say.T("derive.deposit_refused", len(p.Wrong))
		page.Wrong = append(page.Wrong, cellNote{say.T("derive.cell_said", spotted(say, w.Spot, w.Called()), say.T(w.Why.Key, w.Why.Args...)), w.Why.Clause})
	}
	return desk.ShowStatus(a.Desk, c, a.depositing, status, c.T("derive.deposit"), page)
}

// changes says what becomes of an entry or a goal that is there.
func changes(say *locale.Printer, p deposit.Plan, it deposit.Item) []changeView {
	if it.Register == "" && it.Fate == deposit.Changed {
		return []changeView{{say.T("derive.goal_was"), it.Old, ""}}
	}
	b, _ := book.For(p.Rules, it.Register)
	words := word.Words{Print: say, Book: b}
	var out []changeView
	for _, c := range it.Changes {
		out = append(out, changeView{words.Field(c.Field.ID), cmp.Or(words.Value(c.Field, c.Old, it.Names), "—"), words.Value(c.Field, c.New, it.Names)})
	}
	return out
}

// spotted says where a cell stands: the table, the row and the column, or what a
// field is called that the table has no column for.
func spotted(say *locale.Printer, at row.Spot, field string) string {
	place := say.T("derive.at_row", at.Table.Title, at.N)
	switch {
	case at.Column != nil:
		place += " · " + at.Column.Label
	case field != "":
		place += " · " + say.T(field)
	}
	return place
}
