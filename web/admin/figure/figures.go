package figure

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// figuresPage is what the reports add up to.
type figuresPage struct {
	Filter                  filter
	Message                 string // why there is no answer
	Stands                  standing
	Table                   table
	Empty                   string // what to do where nothing came, with Sent to look at instead
	Sent                    string
	Drawing                 *drawing
	Night                   recount
	XLSX                    string
	ReportsXLSX, ReportsCSV string // every report a row
	CSV                     string
}

// figures shows totals as a table, as charts and on the map, all of one moment.
func (a *area) figures(c *desk.Call) error {
	k, err := a.wanted(c)
	var t tabler
	var drawn *drawing
	if err == nil {
		err = a.Figures.At(c.Context(), c.Who, func(at rollup.Moment) (err error) {
			if t, err = answered(c, k, at.Roll); err == nil && t.Total.Reports > 0 {
				drawn, err = t.draw(at.Roll)
			}
			return err
		})
	}
	if err != nil && fault.From(err).Kind == fault.Invalid {
		return a.refused(c, k, err)
	}
	if err != nil {
		return err
	}
	page := figuresPage{
		Filter: t.filter(), Stands: t.standing(), Table: t.table(), Drawing: drawn,
		XLSX: t.k.with("/figures.xlsx"), CSV: t.k.with("/figures.csv"),
		ReportsXLSX: t.k.with("/figures/reports.xlsx"), ReportsCSV: t.k.with("/figures/reports.csv"),
	}
	switch {
	case t.Total.Reports > 0:
	case t.Total.Owed == 0:
		page.Empty = c.T("figures.empty_owed")
	case t.State == rollup.Accepted:
		page.Empty, page.Sent = c.T("figures.empty_accepted", t.source(t.Source)), t.k.with("/figures", "state", string(rollup.Sent))
	default:
		page.Empty = c.T("figures.empty_sent", t.source(t.Source))
	}
	if page.Night, err = a.recounted(c, t); err != nil {
		return err
	}
	return desk.Show(a.Desk, c, a.page.figures, c.T("nav.figures"), page)
}

// wanted reads what an address asks of the campaign.
func (a *area) wanted(c *desk.Call) (ask, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return ask{}, err
	}
	return a.asked(c, id)
}

// roll answers a question.
type roll func(rollup.Question) (rollup.Answer, error)

// answered answers what an address asks for. A unit that the reader may not see
// is answered as one that is none.
func answered(c *desk.Call, k ask, roll roll) (t tabler, err error) {
	t = tabler{k: k, p: web.Printer(c.Context())}
	if t.Answer, err = roll(k.Question); err == error(rollup.ErrUnknownUnit) {
		err = unknownUnit
	}
	return t, err
}

// refused shows the filters as they are without what was wrong, and says what
// that is.
func (a *area) refused(c *desk.Call, k ask, why error) error {
	plain, err := a.Figures.Roll(c.Context(), c.Who, rollup.Question{Campaign: k.Campaign})
	if err != nil {
		return err
	}
	page := figuresPage{Filter: tabler{plain, ask{query: url.Values{}}, web.Printer(c.Context())}.filter()}
	page.Filter.Unit = k.unit
	_, by := desk.Problems(c, why)
	for _, path := range slices.Sorted(maps.Keys(by)) {
		page.Message += by[path]
	}
	return desk.ShowStatus(a.Desk, c, a.page.figures, http.StatusUnprocessableEntity, c.T("nav.figures"), page)
}

// standing says what figures are about, in words that are printed too.
type standing struct {
	Source     string
	Words      []string // what was asked for
	Owed, Came int
	State      rollup.State
	Now        time.Time // as of when
	Partial    bool      // duties are left out that are not the reader's to see
}

func (t tabler) standing() standing {
	return standing{
		Source: t.source(t.Source), Words: t.words(), Owed: t.Total.Owed, Came: t.Total.Reports, State: t.State, Now: t.Now, Partial: t.Partial,
	}
}

// source calls a source by its form.
func (t tabler) source(s rollup.Source) string {
	if f := t.Book.Form(s.Form); f != nil {
		return f.Title
	}
	return s.Form
}

// words says what was asked for: the stretch, what was left out, and the tree.
func (t tabler) words() []string {
	var out []string
	add := func(yes bool, words string) {
		if yes {
			out = append(out, words)
		}
	}
	add(true, t.stretch())
	add(t.Unit != "", desk.UnitName(t.Tree, t.Unit)+t.p.T("figures.below"))
	add(t.Unit != "" && t.Hierarchy != "", t.p.T("figure.along_"+string(t.Hierarchy)))
	add(t.Category != "", t.p.T("category."+string(t.Category)))
	add(t.Line != "", t.named(rollup.ByLine, t.Line))
	for _, m := range t.In {
		add(true, t.named(m.By, m.Key))
	}
	add(true, t.p.T("figure.as_of_"+string(t.AsOf)))
	add(true, t.p.T("figure.state_"+string(t.State)))
	return out
}

// stretch prints the periods of an answer: «2018年6月—2018年9月».
func (t tabler) stretch() string {
	if len(t.Periods) == 0 {
		return t.p.T("figures.no_period")
	}
	first, last := t.Periods[0], t.Periods[len(t.Periods)-1]
	if first == last {
		return t.named(rollup.ByPeriod, first.Key())
	}
	return desk.PeriodTitle(t.p, first.Key()) + "—" + desk.PeriodTitle(t.p, last.Key())
}
