package publication

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// fit refuses to sign or issue what may not go out: before the period's reports
// are due as a conflict that names the date and the clause (N-P14), anything
// else with every place at once.
func (d *desk) fit(tx Tx, g content.Gathering) error {
	if early := d.early(g.Items); early != nil {
		return &fault.Error{Kind: fault.Conflict, Key: early.Key, Args: early.Args, Fields: []fault.Field{*early}}
	}
	wrong, err := d.wrong(tx, g)
	if err != nil {
		return err
	}
	return fault.Violations(wrong)
}

// wrong lists all that keeps the bulletin from going out as it is, but for its
// being early: taken anew, its figures would have what they lack.
func (d *desk) wrong(tx Tx, g content.Gathering) ([]fault.Field, error) {
	wrong := d.stale(g.Items)
	twice, err := d.twice(tx)
	if err != nil {
		return nil, err
	}
	gone, err := d.gone(tx, g.Papers)
	wrong = slices.Concat(wrong, twice, d.lacking(g.Fixes), gone, personal(d.paper()))
	if len(wrong) > 0 && d.b.State == Signed {
		wrong = append(wrong, fault.Field{Path: "signer", Key: "publication.take_back"})
	}
	return wrong, err
}

// early says when the bulletin may be signed, nil if it may be now.
func (d *desk) early(items []campaign.Item) *fault.Field {
	last := lastDue(items)
	if !d.Now.Before(last.Due) {
		return nil
	}
	return &fault.Field{Path: "period", Key: "publication.not_due", Args: []any{last.DueOn, last.Clause}, Clause: last.Clause}
}

// stale says that the figures were taken before the reports were due, which they
// are now: they would call units not due that have failed since.
func (d *desk) stale(items []campaign.Item) []fault.Field {
	if last := lastDue(items).Due; d.Now.Before(last) || !d.b.Composed.Before(last) {
		return nil
	}
	return []fault.Field{{Path: "period", Key: "publication.composed_early"}}
}

// twice says that a number that was issued since the figures were taken has
// printed something that this one would print again.
func (d *desk) twice(tx Tx) (wrong []fault.Field, err error) {
	err = tx.IssuedSince(d.Running.ID, d.b.Composed, func(b Bulletin) {
		var printed content.Printed
		if printed.Add(&b.Content); printed.Repeats(&d.b.Content) {
			wrong = append(wrong, fault.Field{Path: "period", Key: "publication.twice", Args: []any{b.Name()}})
		}
	})
	return wrong, err
}

// lacking says that corrections came to be since the figures were taken: the
// next number prints them, and that is this one.
func (d *desk) lacking(fixes []content.Fix) []fault.Field {
	n := int64(0)
	for _, f := range fixes {
		if !d.b.Content.Prints(f.ID) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []fault.Field{{Path: "period", Key: "publication.new_fixes", Args: []any{n}}}
}

// gone names the practices whose report was returned or sent again since they
// were chosen, or whose case is not approved any more as it was.
func (d *desk) gone(tx Tx, papers []content.Paper) (bad []fault.Field, err error) {
	cases, err := d.cases(tx)
	known := map[campaign.DutyID]content.Paper{}
	for _, p := range papers {
		known[p.Duty] = p
	}
	for i, p := range d.b.Practices {
		if !stands(p, known, cases) {
			bad = append(bad, fault.Field{Path: content.PracticeID(i), Key: "publication.practice_gone", Args: []any{p.Unit}})
		}
	}
	return bad, err
}

// review fills in what the editor of a bulletin under way should know.
func (d *desk) review(tx Tx, v *View) error {
	g, err := d.gather(tx)
	if err != nil {
		return err
	}
	if early := d.early(g.Items); early != nil {
		v.Problems = append(v.Problems, *early)
	}
	wrong, err := d.wrong(tx, g)
	if err != nil {
		return err
	}
	v.Problems = append(v.Problems, wrong...)
	warn := func(key string, n int64) {
		if n > 0 {
			v.Warnings = append(v.Warnings, fault.Field{Path: "period", Key: key, Args: []any{n}})
		}
	}
	counts := d.b.Content.Counts
	warn("publication.moved", int64(d.b.Content.Moved(g.Standing())))
	warn("publication.not_reported", counts.Owed-counts.Sent)
	warn("publication.not_accepted", counts.Sent-counts.Accepted)
	skipped, err := d.skipped(tx)
	name := func(key string, names []string) {
		if len(names) > 0 {
			v.Warnings = append(v.Warnings, fault.Field{Path: "period", Key: key, Args: []any{names}})
		}
	}
	name("publication.skipped", skipped)
	if err != nil {
		return err
	}
	if d.b.State == Draft {
		if v.Sources, err = d.sources(tx, g.Papers); err == nil {
			err = d.printed(tx, v.Sources)
		}
	} else {
		name("publication.returned", d.b.Content.Withdrawn(g.Standing()))
	}
	return err
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
