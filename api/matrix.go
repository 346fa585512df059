package api

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/api/plan"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

type matrixAnswer struct {
	Answer
	Obligation string       `json:"obligation"`
	Clause     string       `json:"clause"`
	Columns    []plan.State `json:"columns" doc:"Its periods and forms, each with its counts."`
	Groups     []group      `json:"groups"`
}

type group struct {
	Key   string `json:"key" doc:"Code of the county-level union, or the category; \"\" for units below none."`
	Name  string `json:"name,omitempty"`
	Units []line `json:"units"`
}

type line struct {
	Unit  named  `json:"unit"`
	Cells []cell `json:"cells" doc:"Where the unit owes nothing, there is no cell."`
}

type cell struct {
	Duty   campaign.DutyID `json:"duty"`
	Period string          `json:"period"`
	Form   string          `json:"form,omitempty"`
	Word   string          `json:"word" enum:"excused,not_open,returned,supplementary,late,sent,missing,awaiting,draft,open"`
	Timing string          `json:"timing" enum:"not_due,on_time,late,missing,excused"`
	Days   int             `json:"days,omitempty" doc:"Calendar days late or missing."`
}

type matrixWanted struct {
	InCampaign
	Obligation string `query:"obligation" required:"true" maxLength:"64"`
	Group      string `query:"group" enum:"county,category" default:"county"`
	As         string `query:"as" enum:"then,today" default:"then" doc:"Where the units stood on the due day, or where they stand today."`
}

func (a *API) matrices() {
	serve(a, read("/campaigns/{campaign}/matrix", "get-matrix", "Units × periods of an obligation"), a.matrix)
}

func (a *API) matrix(c *call, in *matrixWanted) (*matrixAnswer, error) {
	m, err := a.Campaigns.Matrix(c, c.who, in.Campaign, in.Obligation)
	if err != nil {
		return nil, err
	}
	return &matrixAnswer{
		Obligation: m.Obligation.ID, Clause: m.Obligation.Clause,
		Columns: each(m.Tally, plan.StateOf), Groups: grouped(m, *in, c.print),
	}, nil
}

// grouped sorts the duties of a matrix into groups by code or by the order of
// the categories, and in each into units by code.
func grouped(m campaign.Matrix, in matrixWanted, print *locale.Printer) []group {
	lines := map[string]map[organisation.UnitID]*line{}
	for _, it := range m.Items {
		key := in.key(m.Tree, it.Duty)
		if lines[key] == nil {
			lines[key] = map[organisation.UnitID]*line{}
		}
		l := lines[key][it.Unit]
		if l == nil {
			l = &line{Unit: nameIn(m.Tree, it.Unit)}
			lines[key][it.Unit] = l
		}
		s := it.Standing(m.Now, m.Zone)
		l.Cells = append(l.Cells, cell{it.ID, it.Period, it.Form, string(s.Word), string(s.Timing), s.Days})
	}
	out := []group{}
	for key, units := range lines {
		g := group{Key: key}
		for _, l := range units {
			g.Units = append(g.Units, *l)
		}
		slices.SortFunc(g.Units, func(a, b line) int { return cmp.Compare(a.Unit.Code, b.Unit.Code) })
		if in.Group == "category" {
			g.Name = print.T("category." + key)
		} else if n, ok := m.Tree.ByCode(key); ok {
			g.Name = n.Name
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b group) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Key, b.Key)) })
	return out
}

// key returns the group a duty belongs to.
func (in matrixWanted) key(t *organisation.Tree, d campaign.Duty) string {
	today := in.As == "today"
	n, found := t.Unit(d.Unit)
	switch {
	case in.Group == "category" && today && found:
		return string(n.Category)
	case in.Group == "category":
		return string(d.Category)
	case today:
		return code(t, t.CountyOf(d.Unit))
	}
	return code(t, d.County)
}

// rank puts the categories into their order and units below no county last.
func rank(g group) int {
	if i := slices.Index(organisation.Categories, organisation.Category(g.Key)); i >= 0 {
		return i
	}
	if g.Key == "" {
		return 1
	}
	return 0
}
