package report

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

// Patch is a change of a draft: what was typed into cells, "" to empty one.
type Patch struct {
	Revision int64                   // of the draft it was typed over, 0 where there was none
	Cells    map[string]string       // as typed
	Reasons  map[string]paper.Reason // by cell: why it does not say what the ledger says
	Drop     []string                // rows of tables to remove, «section/r3»
	Refill   string                  // a table whose rows become those of the ledger again, or EveryFigure; "" for none
}

// Saved is a draft after a save, with the violations of what could not be read
// and the warnings of the form.
type Saved struct {
	Draft
	Problems []fault.Field
	Warnings []fault.Field
}

// Save stores a change of a draft. Over an older revision nothing is stored:
// the Stale fault names each cell that differs, with the value of this change
// and the stored one.
func (s *Service) Save(ctx context.Context, who people.Actor, id campaign.DutyID, p Patch) (out Saved, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		c, d, err := s.writing(tx, who, id)
		if err != nil {
			return err
		}
		out.Problems, err = p.apply(c, &d)
		if err != nil {
			return err
		}
		out.Warnings = paper.Advise(c.Rules, asked(c), d.Content)
		out.Draft, err = s.keep(tx, who, c, d)
		return err
	})
	return out, err
}

// writing opens a duty for who fills it and returns its draft, unless that lies
// with the leader.
func (s *Service) writing(tx Tx, who people.Actor, id campaign.DutyID) (campaign.Case, Draft, error) {
	c, err := s.open(tx, who, people.DutyFill, id)
	if err != nil {
		return c, Draft{}, err
	}
	d, err := s.Working(tx, c)
	if err == nil && !d.Handed.IsZero() {
		err = fault.New(fault.Conflict, "report.awaiting_signature")
	}
	return c, d, err
}

// Working returns the draft of a duty, or the one that would be begun: the
// newest version if there is one, else what is carried over from the period
// before.
//
// Its content is filled: where nothing else was typed it says what the ledger
// says at this moment.
func (s *Service) Working(tx Tx, c campaign.Case) (Draft, error) {
	d, err := tx.Draft(c.Duty.ID)
	if err != nil {
		return d, err
	}
	if d.Ledger, err = filling.Of(tx, c, asked(c)); err != nil {
		return d, err
	}
	switch {
	case d.Revision > 0:
		d.Content.Cells = asked(c).Fitting(d.Content.Cells)
	case c.Newest > 0:
		var v Version
		v, err = tx.Version(c.Duty.ID, c.Newest)
		d.Duty, d.Content = c.Duty.ID, d.Ledger.Again(v.Content)
	default:
		var before Version
		before, err = tx.StocksBefore(c.Duty)
		d.Duty, d.Content.Cells = c.Duty.ID, d.Ledger.Opening(c.Rules, asked(c), before.Content)
	}
	if d.Content.Nil == "" {
		d.Content = d.Ledger.Over(d.Content)
	}
	return d, err
}

// apply puts the change into the draft and returns what could not be read.
func (p Patch) apply(c campaign.Case, d *Draft) ([]fault.Field, error) {
	f := asked(c)
	d.Content = d.Content.Clone()
	if d.Content.Cells == nil {
		d.Content.Cells = map[string]string{}
	}
	var problems, unknown, differs []fault.Field
	for _, cell := range slices.Sorted(maps.Keys(p.Cells)) {
		_, _, fd := f.Cell(cell)
		if fd == nil || fd.Type == playbook.File || fd.Computed != "" {
			unknown = append(unknown, fault.Field{Path: cell, Key: "report.unknown_cell", Args: []any{cell}})
			continue
		}
		text, bad := paper.Typed(c.Rules, fd, cell, p.Cells[cell])
		if bad != nil {
			problems = append(problems, *bad)
		}
		if stored := d.Content.Cells[cell]; p.Revision != d.Revision && stored != text {
			differs = append(differs, fault.Field{Path: cell, Key: "report.differs",
				Args: []any{p.Cells[cell], paper.Shown(c.Rules, fd, stored)}})
		}
		d.Ledger.Put(&d.Content, cell, text)
	}
	p.rows(f, d)
	if p.Revision != d.Revision {
		return nil, &fault.Error{Kind: fault.Stale, Key: "report.stale_draft", Fields: differs}
	}
	d.Content.Nil = ""
	return problems, fault.Violations(append(unknown, filling.Explain(&d.Content, p.Reasons)...))
}

// rows drops rows of tables, and fills one from the ledger again.
func (p Patch) rows(f *playbook.Form, d *Draft) {
	for _, row := range p.Drop {
		maps.DeleteFunc(d.Content.Cells, func(cell, _ string) bool { return strings.HasPrefix(cell, row+"/") })
	}
	d.Content = d.Refilled(f, p.Refill)
}

// EveryFigure stands for all figures that the ledger fills, where a table is
// named that is to be filled again.
const EveryFigure = "*"

// Refilled is the content with the rows of the ledger in the place of those of a
// table, or with its figures; as it is where the ledger fills none of that id.
func (d Draft) Refilled(f *playbook.Form, table string) paper.Content {
	if table == EveryFigure {
		return d.Ledger.Refilled(d.Content)
	}
	s := f.Section(table)
	if s == nil || s.From == nil {
		return d.Content
	}
	out := d.Content.Clone()
	maps.DeleteFunc(out.Cells, func(cell, _ string) bool { return strings.HasPrefix(cell, s.ID+"/") })
	maps.Copy(out.Cells, d.Ledger.InTable(s))
	return out
}

// keep stores a draft that was just changed, and returns it filled as it was.
func (s *Service) keep(tx Tx, who people.Actor, c campaign.Case, d Draft) (Draft, error) {
	shown := d.Content
	d.Updated, d.UpdatedBy, d.Content = c.Now, who.Account, d.Ledger.Typed(d.Content)
	if d.Revision == 0 {
		d.Revision = 1
		err := tx.InsertDraft(&d)
		d.Content = shown
		return d, err
	}
	out, err := tx.UpdateDraft(d)
	out.Content, out.Ledger = shown, d.Ledger
	return out, err
}

// Discard throws a draft away; what was sent stays.
func (s *Service) Discard(ctx context.Context, who people.Actor, id campaign.DutyID, revision int64) error {
	return s.db.Update(ctx, func(tx Tx) error {
		c, err := s.open(tx, who, people.DutyFill, id)
		if err != nil {
			return err
		}
		d, err := tx.Draft(id)
		if err != nil {
			return err
		}
		if d.Revision == 0 || d.Revision != revision {
			return fault.New(fault.Stale, "fault.stale")
		}
		if err := tx.DeleteDraft(id); err != nil {
			return err
		}
		return c.Record(tx, who, "report.discard", nil, nil)
	})
}

// HandUp gives a checked draft to the unit's leader for signature (送审).
func (s *Service) HandUp(ctx context.Context, who people.Actor, id campaign.DutyID, revision int64) error {
	return s.db.Update(ctx, func(tx Tx) error {
		c, err := s.open(tx, who, people.DutyFill, id)
		if err != nil {
			return err
		}
		if !asked(c).Signed {
			return fault.New(fault.Conflict, "report.no_signature_needed")
		}
		d, err := s.ready(tx, c, revision)
		if err != nil {
			return err
		}
		if !d.Handed.IsZero() {
			return fault.New(fault.Conflict, "report.awaiting_signature")
		}
		d.Handed, d.HandedBy, d.Back, d.BackAt = c.Now, who.Account, "", noTime
		digest := d.Content.Digest()
		d.Content = d.Ledger.Typed(d.Content)
		if _, err := tx.UpdateDraft(d); err != nil {
			return err
		}
		return c.Record(tx, who, "report.hand_up", nil, map[string]any{"digest": digest})
	})
}

// wrong lists all that stands in the way of sending a content.
func wrong(c campaign.Case, content paper.Content) []fault.Field {
	return append(paper.Check(c.Rules, c.Obliged(), asked(c), content, Held(c)), filling.Unexplained(c.Rules, asked(c), content)...)
}

// ready returns the stored draft of a revision after it passed every check.
func (s *Service) ready(tx Tx, c campaign.Case, revision int64) (Draft, error) {
	d, err := s.Working(tx, c)
	switch {
	case err != nil:
		return d, err
	case d.Revision == 0:
		return d, fault.New(fault.Conflict, "report.nothing_to_send")
	case d.Revision != revision:
		return d, fault.New(fault.Stale, "report.stale_draft")
	}
	priors, err := filling.PriorsOf(tx, c)
	if err != nil {
		return d, err
	}
	return d, fault.Violations(append(priors.Lacking(), wrong(c, d.Content)...))
}

// HandBack returns a draft from the leader to the liaison with a reason.
func (s *Service) HandBack(ctx context.Context, who people.Actor, id campaign.DutyID, revision int64, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return fault.Violations([]fault.Field{{Path: "reason", Key: "fault.required"}})
	}
	return s.db.Update(ctx, func(tx Tx) error {
		c, err := s.open(tx, who, people.DutySign, id)
		if err != nil {
			return err
		}
		d, err := tx.Draft(id)
		switch {
		case err != nil:
			return err
		case d.Revision != revision:
			return fault.New(fault.Stale, "report.stale_draft")
		case d.Handed.IsZero():
			return fault.New(fault.Conflict, "report.not_handed_up")
		}
		d.Handed, d.HandedBy, d.Back, d.BackAt = noTime, "", reason, c.Now
		if _, err := tx.UpdateDraft(d); err != nil {
			return err
		}
		return c.Record(tx, who, "report.hand_back", nil, map[string]any{"reason": reason})
	})
}
