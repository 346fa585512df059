package content

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Source is a text from which practices are chosen: of an accepted report, or
// of a typical case of the ledger that was approved (P-51).
type Source struct {
	Duty  campaign.DutyID // "" of a case
	N     int64           // the version; of a case its revision
	Cell  string          // of a case its CaseCell
	Unit  string          // name
	Label string          // of the field: «典型做法»
	Text  string

	Case    bool     // of the ledger: one that a number may print and a later one print again
	Earlier bool     // of a case: its day is before the period of the number
	Printed []string // of a case: the issued numbers that printed it, «2018年第3期», the newest first
}

// Case is a typical case of the ledger that the office approved.
type Case struct {
	ID       string // of the entry
	Revision int64
	Unit     organisation.UnitID
	Title    string
	On       calendar.Date
	Line     string // id, "" for none
	Text     string
}

// Before reports whether the day of the case is before the period with the key;
// what is owed once or at any time has no such days.
func (c Case) Before(period string) bool {
	p, err := calendar.ParsePeriod(period)
	return err == nil && !p.Timeless() && c.On.Before(p.Start)
}

// CaseCell is what a case of the ledger has in place of a cell.
func CaseCell(entry string) string { return "case/" + entry }

// Sources lists the long texts of the accepted papers, in the order of the
// units and of the form.
func Sources(pb *playbook.Playbook, rows []Row, papers []Paper) []Source {
	by := map[campaign.DutyID]Paper{}
	for _, p := range papers {
		by[p.Duty] = p
	}
	var out []Source
	for _, r := range rows {
		p := by[r.Duty]
		f := pb.Form(p.Form)
		if !p.Accepted || f == nil {
			continue
		}
		for _, cell := range f.Cells() {
			_, _, fd := f.Cell(cell)
			if text := p.Content.Cells[cell]; text != "" && fd.Type == playbook.LongText {
				out = append(out, Source{Duty: p.Duty, N: p.N, Cell: cell, Unit: r.Name, Label: fd.Label, Text: text})
			}
		}
	}
	return out
}

// Told is what the audit record says of a content.
func (c *Content) Told(period string) map[string]any {
	return map[string]any{"period": period, "owed": c.Counts.Owed, "sent": c.Counts.Sent, "accepted": c.Counts.Accepted,
		"log_size": c.Log.Size, "log_root": c.Log.Root}
}

// Prints reports whether the content prints a correction.
func (c *Content) Prints(correction string) bool {
	return slices.ContainsFunc(c.Fixes, func(f Fix) bool { return f.ID == correction })
}
