package publication

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// fit refuses to sign or issue what may not go out: before the period's reports
// are due as a conflict that names the date and the clause (N-P14), anything
// else with every place at once, and what was found wrong already.
func (d *desk) fit(g content.Gathering, wrong ...fault.Field) error {
	if early := d.early(g.Items); early != nil {
		return &fault.Error{Kind: fault.Conflict, Key: early.Key, Args: early.Args, Fields: []fault.Field{*early}}
	}
	wrong = append(wrong, d.stale(g.Items)...)
	return fault.Violations(append(wrong, personal(d.print())...))
}

// early says when the bulletin may be signed, nil if it may be now.
func (d *desk) early(items []campaign.Item) *fault.Field {
	last := lastDue(items)
	if !d.Now.Before(last.Due) {
		return nil
	}
	return &fault.Field{Path: "period", Key: "publication.not_due", Args: []any{last.DueOn, last.Clause}, Clause: last.Clause}
}

// stale says that the figures were taken before the reports were due: they would
// call units not due that have failed since.
func (d *desk) stale(items []campaign.Item) []fault.Field {
	if !d.b.Composed.Before(lastDue(items).Due) {
		return nil
	}
	return []fault.Field{{Path: "period", Key: "publication.composed_early"}}
}

// gone names the practices whose report was returned or sent again since they
// were chosen.
func (d *desk) gone(papers []content.Paper) []fault.Field {
	known := map[campaign.DutyID]content.Paper{}
	for _, p := range papers {
		known[p.Duty] = p
	}
	var bad []fault.Field
	for i, p := range d.b.Practices {
		if now := known[p.Duty]; !now.Accepted || now.N != p.N {
			bad = append(bad, fault.Field{Path: content.PracticeID(i), Key: "publication.practice_gone", Args: []any{p.Unit}})
		}
	}
	return bad
}

// review fills in what the editor of a bulletin under way should know.
func (d *desk) review(tx Tx, v *View) error {
	g, err := d.gather(tx)
	if err != nil {
		return err
	}
	now := content.Compose(g)
	if early := d.early(g.Items); early != nil {
		v.Problems = append(v.Problems, *early)
	} else {
		v.Problems = append(v.Problems, d.stale(g.Items)...)
	}
	v.Problems = append(v.Problems, personal(v.Document)...)
	warn := func(key string, n int64) {
		if n > 0 {
			v.Warnings = append(v.Warnings, fault.Field{Path: "period", Key: key, Args: []any{n}})
		}
	}
	counts := d.b.Content.Counts
	warn("publication.moved", int64(d.b.Content.Moved(now)))
	warn("publication.not_reported", counts.Owed-counts.Sent)
	warn("publication.not_accepted", counts.Sent-counts.Accepted)
	warn("publication.new_fixes", int64(len(now.Fixes)-len(d.b.Content.Fixes)))
	if d.b.State == Draft {
		v.Problems = append(v.Problems, d.gone(g.Papers)...)
		v.Sources = content.Sources(d.Book, d.b.Content.Rows, g.Papers)
	}
	return nil
}
