package duty

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// totalsView is a row below a grid of figures: this period's sums, or what has
// come together since the beginning.
type totalsView struct {
	Label string
	Cells []totalView
}

// totalView is one sum, kept up to date while one types.
type totalView struct {
	Address  string
	Text     string
	Sum      string // addresses it adds
	Plus     string // what stands for the periods before, as Sum is typed
	Decimals int
	Unit     string // unit its cells are typed in
	Never    string // why the figure does not add; Text is then «—»
}

// totals returns the rows below a grid of figures; none for other sections. A
// figure adds over the lines, and over the periods, only where its measure
// says so (P-58).
func (v *dutyView) totals(s *playbook.Section) []totalsView {
	month, running := totalsView{Label: v.p.T("duty.total")}, totalsView{Label: v.p.T("duty.running")}
	measured := false
	for i := range s.Fields {
		fd := &s.Fields[i]
		m := v.e.Rules.Measure(fd.Measure)
		if s.Kind != playbook.Grid || fd.Type != playbook.MeasureField || m == nil {
			month.Cells, running.Cells = append(month.Cells, totalView{}), append(running.Cells, totalView{})
			continue
		}
		measured = true
		month.Cells = append(month.Cells, v.overLines(s, fd, m))
		running.Cells = append(running.Cells, v.overTime(s, fd, m))
	}
	switch {
	case !measured:
		return nil
	case v.e.Period == "once":
		return []totalsView{month}
	}
	return []totalsView{month, running}
}

func (v *dutyView) overLines(s *playbook.Section, fd *playbook.Field, m *playbook.Measure) totalView {
	if !m.OverLines {
		return totalView{Text: "—", Never: v.p.T("duty.never_over_lines")}
	}
	t := totalView{Address: "total/" + s.ID + "/" + fd.ID, Decimals: m.Kind.Decimals(), Unit: m.Kind.Unit()}
	sum, cells := v.add(s, fd)
	t.Sum, t.Text = strings.Join(cells, " "), v.sumText(m.Kind, cells, sum)
	return t
}

func (v *dutyView) overTime(s *playbook.Section, fd *playbook.Field, m *playbook.Measure) totalView {
	switch {
	case m.OverTime == playbook.Stock:
		return totalView{Text: "—", Never: v.p.T("duty.stock")}
	case m.OverTime == playbook.Distinct || !m.OverLines:
		return totalView{Text: "—", Never: v.p.T("duty.distinct")}
	}
	sum, cells := v.add(s, fd)
	var before int64
	for _, cell := range cells {
		before += v.e.Sum[cell]
	}
	return totalView{Address: "running/" + s.ID + "/" + fd.ID, Decimals: m.Kind.Decimals(), Unit: m.Kind.Unit(),
		Sum: strings.Join(cells, " "), Plus: m.Kind.Plain(before), Text: v.sumText(m.Kind, cells, sum+before)}
}

// add sums a column; what is no number counts as nothing.
func (v *dutyView) add(s *playbook.Section, fd *playbook.Field) (sum int64, cells []string) {
	for _, row := range paper.Rows(s, v.content) {
		cell := s.Address(row, fd.ID)
		n, err := strconv.ParseInt(v.content.Cells[cell], 10, 64)
		if err == nil {
			sum += n
		}
		cells = append(cells, cell)
	}
	return sum, cells
}

// sumText prints a sum of cells; «—» where one of them cannot be read.
func (v *dutyView) sumText(k quantity.Kind, cells []string, sum int64) string {
	for _, cell := range cells {
		text := v.content.Cells[cell]
		if _, err := strconv.ParseInt(text, 10, 64); text != "" && err != nil {
			return "—"
		}
	}
	return k.Format(sum)
}

// before returns last period's value of a cell and, for a flow, what it came
// to since the beginning.
func (v *dutyView) before(fd *playbook.Field, cell string) (last, running string) {
	m := v.e.Rules.Measure(fd.Measure)
	if m == nil {
		return "", ""
	}
	if text, ok := v.e.Before.Cells[cell]; ok {
		last = format(m.Kind, text)
	}
	if sum := v.e.Sum[cell]; m.OverTime == playbook.Flow && sum != 0 {
		running = m.Kind.Format(sum)
	}
	return last, running
}

func format(k quantity.Kind, text string) string {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return text
	}
	return k.Format(n)
}
