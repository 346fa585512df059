package rollup

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// keptRow is what is kept of a duty.
type keptRow struct {
	Row
	values map[string]int64 // by cell
}

// kept returns what is kept of a source in the periods that have not changed
// since: the others are read again before anybody is told of them.
func (s *Service) kept(tx Tx, at place) (map[campaign.DutyID]keptRow, error) {
	stamps, err := tx.FigureStamps(at.campaign, at.Source, "", "")
	if err != nil {
		return nil, err
	}
	h := s.held.of(at)
	h.mu.Lock()
	defer h.mu.Unlock()
	out := map[campaign.DutyID]keptRow{}
	for _, st := range stamps {
		p := h.spans[st.Period]
		if p == nil || p.stamp != st {
			continue
		}
		for _, r := range p.rows {
			k := keptRow{r, map[string]int64{}}
			if r.told != nil {
				for _, f := range r.cells {
					k.values[h.cells[f.cell].address] = f.value
				}
			}
			out[r.Duty] = k
		}
	}
	return out, nil
}

// recounter compares one source.
type recounter struct {
	source Source
	tree   *organisation.Tree
	books  map[int64]*playbook.Playbook
	kept   map[campaign.DutyID]keptRow
	found  *Recount
}

func (c *recounter) compare(v Newest) {
	stored := values(v.Figures)
	if v.Newest > 0 {
		c.found.Versions++
		if pb := c.books[v.Rule]; pb != nil && pb.Form(c.source.Form) != nil {
			c.cells(Stored, v.Row, stored, values(paper.Figures(pb.Form(c.source.Form), v.Content)))
		}
	}
	k, ok := c.kept[v.Duty]
	if !ok {
		return
	}
	delete(c.kept, v.Duty)
	should := c.says(v.Row)
	for i, is := range c.says(k.Row) {
		if is != should[i] {
			c.differ(Difference{Where: Kept, Field: is.field, Is: is.text, Should: should[i].text}, v.Row)
		}
	}
	if k.Newest == v.Newest {
		c.cells(Kept, v.Row, k.values, stored)
	}
}

// gone notes the duties that are kept and that the database does not have.
func (c *recounter) gone() {
	for _, k := range c.kept {
		c.differ(Difference{Where: Kept, Field: FieldNewest, Is: strconv.FormatInt(k.Newest, 10)}, k.Row)
	}
}

// said is a field of a duty as text.
type said struct {
	field Field
	text  string
}

// says lists the fields of a duty.
func (c *recounter) says(r Row) []said {
	unit := func(id organisation.UnitID) string {
		n, _ := c.tree.Unit(id)
		return n.Code
	}
	yes := func(is bool) string {
		if is {
			return "1"
		}
		return "0"
	}
	return []said{
		{FieldNewest, strconv.FormatInt(r.Newest, 10)}, {FieldAccepted, yes(r.Accepted)}, {FieldNil, yes(r.Nil)}, {FieldExcused, yes(r.Excused)},
		{FieldUnit, unit(r.Unit)}, {FieldPeriod, r.Period}, {FieldDue, r.Due.String()},
		{FieldCategory, string(r.Category)}, {FieldCounty, unit(r.County)}, {FieldIndustry, unit(r.Industry)},
	}
}

func values(figures []paper.Figure) map[string]int64 {
	out := make(map[string]int64, len(figures))
	for _, f := range figures {
		out[f.Cell] = f.Value
	}
	return out
}

// cells notes every cell in which two versions of the same figures differ.
func (c *recounter) cells(where Where, r Row, is, should map[string]int64) {
	text := func(m map[string]int64, cell string) string {
		if n, ok := m[cell]; ok {
			return strconv.FormatInt(n, 10)
		}
		return ""
	}
	for cell := range should {
		if a, b := text(is, cell), text(should, cell); a != b {
			c.differ(Difference{Where: where, Cell: cell, Is: a, Should: b}, r)
		}
	}
	for cell := range is {
		if _, ok := should[cell]; !ok {
			c.differ(Difference{Where: where, Cell: cell, Is: text(is, cell)}, r)
		}
	}
}

// differ notes a difference in a duty.
func (c *recounter) differ(d Difference, r Row) {
	c.found.Count++
	n, _ := c.tree.Unit(r.Unit)
	d.Duty, d.N, d.Unit, d.Source, d.Period = r.Duty, r.Newest, n.Code, c.source, r.Period
	all := append(c.found.Differences, d)
	slices.SortFunc(all, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Where, b.Where), cmp.Compare(a.Field, b.Field))
	})
	c.found.Differences = all[:min(len(all), maxDifferences)]
}
