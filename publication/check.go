package publication

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// fit refuses to sign or issue what may not go out: before the period's reports
// are due as a conflict that names the date and the clause (N-P14), anything
// else with every place at once, and what was found wrong already.
func (d *desk) fit(tx Tx, g content.Gathering, wrong ...fault.Field) error {
	if early := d.early(g.Items); early != nil {
		return &fault.Error{Kind: fault.Conflict, Key: early.Key, Args: early.Args, Fields: []fault.Field{*early}}
	}
	wrong = append(wrong, d.stale(g.Items)...)
	twice, err := d.twice(tx)
	if err != nil {
		return err
	}
	wrong = append(wrong, twice...)
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

// twice says that a number that was issued since the figures were taken has
// printed something that this one would print again.
func (d *desk) twice(tx Tx) ([]fault.Field, error) {
	last, err := tx.LastBulletin(d.Running.ID)
	if err != nil || last.Issued.Before(d.b.Composed) {
		return nil, err
	}
	var printed content.Printed
	if err := tx.IssuedContents(d.Running.ID, func(c content.Content) { printed.Add(&c) }); err != nil {
		return nil, err
	}
	if !printed.Repeats(&d.b.Content) {
		return nil, nil
	}
	return []fault.Field{{Path: "period", Key: "publication.twice", Args: []any{last.Name()}}}, nil
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
	if early := d.early(g.Items); early != nil {
		v.Problems = append(v.Problems, *early)
	} else {
		v.Problems = append(v.Problems, d.stale(g.Items)...)
	}
	twice, err := d.twice(tx)
	if err != nil {
		return err
	}
	v.Problems = append(v.Problems, twice...)
	v.Problems = append(v.Problems, personal(v.Document)...)
	warn := func(key string, n int64) {
		if n > 0 {
			v.Warnings = append(v.Warnings, fault.Field{Path: "period", Key: key, Args: []any{n}})
		}
	}
	counts := d.b.Content.Counts
	warn("publication.moved", int64(d.b.Content.Moved(g.Standing())))
	warn("publication.not_reported", counts.Owed-counts.Sent)
	warn("publication.not_accepted", counts.Sent-counts.Accepted)
	warn("publication.new_fixes", int64(len(g.Fixes)-len(d.b.Content.Fixes)))
	skipped, err := d.skipped(tx)
	if err != nil {
		return err
	}
	if len(skipped) > 0 {
		v.Warnings = append(v.Warnings, fault.Field{Path: "period", Key: "publication.skipped", Args: []any{skipped}})
	}
	if d.b.State == Draft {
		v.Problems = append(v.Problems, d.gone(g.Papers)...)
		v.Sources = content.Sources(d.Book, d.b.Content.Rows, g.Papers)
	}
	return nil
}

// skipped names the earlier periods whose bulletin is owed and not issued: it
// may be issued later, under a higher number.
func (d *desk) skipped(tx Tx) (out []string, err error) {
	own, err := tx.Duties(campaign.Filter{Campaign: d.Running.ID, Unit: d.Unit, Obligation: d.b.Obligation})
	for _, it := range own {
		if it.Period < d.b.Period && it.Newest == 0 && it.Excused == "" {
			out = append(out, content.PeriodTitle(it.Period))
		}
	}
	return out, err
}
