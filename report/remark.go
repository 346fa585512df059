package report

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/people"
)

// maxRemark is how many characters a remark has at most.
const maxRemark = 500

// RemarkID identifies a remark.
type RemarkID string

// Remark is what a reader who gives no verdict says of a sent report (意见): a
// leader, or a member of the leading group from another organisation (H-16). It
// stays as it was written, and changes nothing about the report.
type Remark struct {
	ID     RemarkID
	Duty   campaign.DutyID
	N      int64 // the version it is about
	Text   string
	At     time.Time
	By     people.AccountID
	Author string // whom the account belongs to, else its login; not stored
}

// Remark writes a remark on the newest version of a duty.
func (s *Service) Remark(ctx context.Context, who people.Actor, id campaign.DutyID, text string) (r Remark, err error) {
	text = strings.TrimSpace(text)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return r, fault.Violations([]fault.Field{{Path: "remark", Key: "fault.required"}})
	case n > maxRemark:
		return r, fault.Violations([]fault.Field{{Path: "remark", Key: "report.remark_long", Args: []any{maxRemark, n}}})
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldDuty(id); err != nil {
			return err
		}
		c, err := s.campaigns.Case(tx, who, people.ReportRemark, id)
		if err != nil {
			return err
		}
		if err := c.Writable(); err != nil {
			return err
		}
		if c.Newest == 0 {
			return fault.New(fault.Conflict, "report.nothing_sent")
		}
		r = Remark{ID: ident.New[RemarkID](), Duty: id, N: c.Newest, Text: text, At: c.Now, By: who.Account}
		if err := tx.InsertRemark(&r); err != nil {
			return err
		}
		return c.Record(tx, who, "report.remark", nil, map[string]any{"version": r.N, "remark": string(r.ID)})
	})
	return r, err
}

// remarks lists what readers said of the versions of a duty, oldest first.
func remarks(tx Tx, id campaign.DutyID) ([]Remark, error) {
	all, err := tx.Remarks(id)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Author, err = signer(tx, all[i].By); err != nil {
			return nil, err
		}
	}
	return all, nil
}
