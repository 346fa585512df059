package content

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
)

// Addresses of the parts of the paper whose places are cited: the sentence that
// counts, and the tables. Each row of the units' table is that of Content.Rows.
const (
	SummaryPart = "summary"
	OverallPart = "overall"
	UnitsPart   = "units"
	LatePart    = "late"
	AddedPart   = "added"
)

// Address returns where a paper prints a figure: that of a unit, of all units
// together ("" for the unit), or of all units on an action line. It is "" where
// the paper prints none.
func (c *Content) Address(paper document.Document, unit, measure, line string) string {
	m := slices.IndexFunc(c.Measures, func(m Measure) bool { return m.ID == measure })
	if m < 0 {
		return ""
	}
	row, parts := -1, []string{UnitsPart, OverallPart}
	switch {
	case unit != "" && line != "":
		return "" // a unit's lines are not printed
	case unit != "":
		row, parts = slices.IndexFunc(c.Rows, func(r Row) bool { return r.Code == unit && r.Form == c.Measures[m].Form }), parts[:1]
	case line != "":
		row, parts = slices.IndexFunc(c.Lines, func(l Line) bool { return l.ID == line }), parts[1:]
	}
	if row < 0 && unit+line != "" {
		return ""
	}
	for _, id := range parts {
		if at := cell(paper, id, row, c.Measures[m].Title()); at != "" {
			return at
		}
	}
	return ""
}

// cell returns the address of a table's cell in a column, "" where there is none:
// in the row of everything together where row is negative.
func cell(paper document.Document, id string, row int, column string) string {
	i := slices.IndexFunc(paper.Blocks, func(b document.Block) bool { return b.ID == id && b.Table != nil })
	if i < 0 {
		return ""
	}
	t := paper.Blocks[i].Table
	if row < 0 {
		row = slices.IndexFunc(t.Rows, func(r document.Row) bool { return r.Sum })
	}
	col := slices.IndexFunc(t.Columns, func(c document.Column) bool { return c.Title == column })
	if row < 0 || row >= len(t.Rows) || col < 0 {
		return ""
	}
	return document.CellID(id, row+1, col+1)
}

// Moved counts the duties that stand otherwise by now, as far as a bulletin
// tells.
func (c *Content) Moved(now []Row) (n int) {
	type standing struct {
		timing   campaign.Timing
		sent     int64
		accepted bool
	}
	before := map[campaign.DutyID]standing{}
	for _, r := range c.Rows {
		before[r.Duty] = standing{r.Timing, r.Sent, r.Accepted}
	}
	for _, r := range now {
		if before[r.Duty] != (standing{r.Timing, r.Sent, r.Accepted}) {
			n++
		}
	}
	return n
}

// Withdrawn names the units whose figures the content has and whose report is
// not accepted any more, or another one.
func (c *Content) Withdrawn(now []Row) (names []string) {
	stands := map[campaign.DutyID]int64{}
	for _, r := range now {
		if r.Accepted {
			stands[r.Duty] = r.Sent
		}
	}
	for _, r := range c.Rows {
		if r.Accepted && stands[r.Duty] != r.Sent {
			names = append(names, r.Title())
		}
	}
	return names
}
