package report

import (
	"context"
	"maps"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Replaced is a draft after its cells were replaced, with what that changed.
type Replaced struct {
	Draft
	Changed []paper.Difference
}

// Replace stores a whole content, as typed, in place of a draft's cells; its
// files stay. Every violation of the form is answered at once and nothing is
// stored then. A content that is there already changes nothing: the revision
// stays, whichever is named. Over an older revision the fault is Stale.
func (s *Service) Replace(ctx context.Context, who people.Actor, id campaign.DutyID, revision int64, typed map[string]string) (out Replaced, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		c, err := s.open(tx, who, people.DutyFill, id)
		if err != nil {
			return err
		}
		d, err := s.working(tx, c)
		if err != nil {
			return err
		}
		if !d.Handed.IsZero() {
			return fault.New(fault.Conflict, "report.awaiting_signature")
		}
		cells, err := whole(c.Book, asked(c), typed)
		if err != nil {
			return err
		}
		if bad := paper.CheckCells(c.Book, c.Obliged(), asked(c), cells, Held(c)); len(bad) > 0 {
			return fault.Violations(bad)
		}
		out, err = s.replace(tx, who, c, d, revision, cells)
		return err
	})
	return out, err
}

func (s *Service) replace(tx Tx, who people.Actor, c campaign.Case, d Draft, revision int64, cells map[string]string) (Replaced, error) {
	stored := d.Revision > 0 || c.Newest > 0
	switch {
	case stored && d.Content.Nil == "" && maps.Equal(d.Content.Cells, cells):
		return Replaced{Draft: d}, nil
	case revision != d.Revision:
		return Replaced{}, fault.New(fault.Stale, "report.stale_draft")
	}
	next := paper.Content{Cells: cells, Files: d.Content.Files}
	changed := paper.Compare(d.Content, next)
	d.Content = next
	d, err := s.keep(tx, who, c, d)
	return Replaced{d, changed}, err
}
