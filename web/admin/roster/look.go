package roster

import (
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// rosterPage counts who is honoured and takes part.
type rosterPage struct {
	Parts   []desk.Option
	Unit    string
	Unknown bool
	Name    string // of the unit, "" for all
	Clause  string
	roster.Standing
	Units  []unitRow
	Levels []string
	Rows   []industryRow
}

// unitRow is a unit with all below it.
type unitRow struct {
	Name, URL, List string
	roster.Standing
}

// industryRow is an industry of the analysis, or the sum of all.
type industryRow struct {
	Name  string
	Cells []int
	Total int
	Sum   bool
}

// roster shows the counts of a unit with all below it, by unit, and by industry
// and level (P-05, P-17).
func (a *area) roster(c *desk.Call) error {
	w, err := a.where(c)
	if err != nil {
		return err
	}
	p := rosterPage{Parts: a.parts(c, "/roster", w.typed), Unit: w.typed, Unknown: w.unknown}
	if !w.unknown {
		r, err := a.Roster.Look(c.Context(), c.Who, w.id, w.unit)
		if err != nil {
			return err
		}
		p.fill(c, r)
	}
	return desk.Show(a.Desk, c, a.page.roster, c.T("roster.title"), p)
}

func (p *rosterPage) fill(c *desk.Call, r roster.Roster) {
	p.Standing, p.Name = r.Total, r.Unit.Name
	if u, used := r.Campaign.Book.Ledger.Use(roster.Honourees); used && u.Clause != "" {
		p.Clause = desk.ClauseTag(r.Campaign.Book, u.Clause)
	}
	for _, u := range r.Units {
		row := unitRow{u.Unit.Name, with("/roster", "unit", u.Unit.Code), with("/roster/answers", "unit", u.Unit.Code), u.Standing}
		if u.Own && len(r.Units) > 1 {
			row.Name, row.List = c.T("roster.own", u.Unit.Name), with("/roster/answers", "unit", u.Unit.Code, "own", "yes")
		}
		p.Units = append(p.Units, row)
	}
	levels := append([]string{}, roster.Levels...)
	if r.Persons[roster.Cell{Industry: roster.All}] > 0 {
		levels = append(levels, "")
	}
	for _, l := range levels {
		p.Levels = append(p.Levels, word(c, "register.honourees.level.", l))
	}
	line := func(industry, name string, sum bool) {
		row := industryRow{Name: name, Total: r.Persons[roster.Cell{Industry: industry, Level: roster.All}], Sum: sum}
		for _, l := range levels {
			row.Cells = append(row.Cells, r.Persons[roster.Cell{Industry: industry, Level: l}])
		}
		p.Rows = append(p.Rows, row)
	}
	for _, industry := range r.Industries {
		line(industry, word(c, "register.honourees.industry.", industry), false)
	}
	if len(p.Rows) > 0 {
		line(roster.All, c.T("ledger.sum"), true)
	}
}

// word is what an answer is called, and what is said where none was given.
func word(c *desk.Call, prefix, id string) string {
	if id == "" {
		return c.T("roster.not_given")
	}
	return c.T(prefix + id)
}
