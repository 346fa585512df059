package publication

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// typical is the register of typical cases (典型做法).
const typical = "cases"

// sources lists the texts from which the practices of a draft are chosen: those
// of the accepted reports, and the cases of the ledger that the office approved
// (P-51, H-65).
func (d *desk) sources(tx Tx, papers []content.Paper) ([]content.Source, error) {
	cases, err := d.cases(tx)
	return append(content.Sources(d.Book, d.b.Content.Rows, papers), cases...), err
}

// cases lists the approved cases of the bulletin's campaign with their days, the
// newest first.
// A number of one activity prints what is on its own lines, or on none.
func (d *desk) cases(tx Tx) ([]content.Source, error) {
	use, kept := d.Book.Ledger.Use(typical)
	if !kept {
		return nil, nil
	}
	all, err := tx.Cases(d.Running.ID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	nodes, err := tx.Nodes(d.Root, d.Today())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, n := range nodes {
		names[string(n.ID)] = n.Name
	}
	label := cmp.Or(use.Title, "典型做法") // a bulletin is Chinese
	var out []content.Source
	for _, c := range all {
		if l := d.Book.Line(c.Line); l != nil && d.track() != "" && l.Track != d.track() {
			continue
		}
		out = append(out, content.Source{
			N: c.Revision, Cell: content.CaseCell(c.ID), Unit: names[string(c.Unit)], Label: label + "：" + c.Title + "（" + c.On.String() + "）", Text: c.Text,
			Case: true, Earlier: c.Before(d.b.Period),
		})
	}
	return out, nil
}

// printed says of the cases among the sources in which numbers they stand. What
// was issued stays issued: a number that was corrected since has printed its
// cases all the same, and so has one whose case was recorded anew since. One that
// is signed and not issued has printed nothing yet.
func (d *desk) printed(tx Tx, all []content.Source) error {
	if !slices.ContainsFunc(all, func(s content.Source) bool { return s.Case }) {
		return nil
	}
	in := map[string][]string{}
	err := tx.PrintedPractices(d.Running.ID, func(b Bulletin) {
		for _, p := range b.Practices {
			in[p.Cell] = append([]string{b.Name()}, in[p.Cell]...)
		}
	})
	for i, s := range all {
		if s.Case {
			all[i].Printed = in[s.Cell]
		}
	}
	return err
}

// track is the activity of the bulletin, "" for the whole plan.
func (d *desk) track() string {
	if ob := d.Book.Obligation(d.b.Obligation); ob != nil {
		return ob.Track
	}
	return ""
}

// stands reports whether a practice may still be printed: its report is
// accepted in the version it was chosen from, its case approved as it was.
func stands(p Practice, papers map[campaign.DutyID]content.Paper, cases []content.Source) bool {
	if p.Duty != "" {
		now := papers[p.Duty]
		return now.Accepted && now.N == p.N
	}
	for _, c := range cases {
		if c.Cell == p.Cell && c.N == p.N {
			return true
		}
	}
	return false
}
