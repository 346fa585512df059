package report

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/people"
)

// returnDays is how many working days a unit has for a returned report, where
// the office names no day.
const returnDays = 3

// Finding is what a recipient says of a version.
type Finding struct {
	Body    string // the recipient
	Version int64  // the version it was read in; a newer one refuses the finding
	Verdict campaign.Verdict
	Reason  string            // a return needs one
	Wanted  calendar.Date     // a return: wanted back by this day; zero: three working days
	Cells   map[string]string // comment by cell
}

// Review records a recipient's verdict on the newest version. Each recipient
// receives, accepts and returns on its own (P-25).
func (s *Service) Review(ctx context.Context, who people.Actor, id campaign.DutyID, f Finding) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldDuty(id); err != nil {
			return err
		}
		c, err := s.campaigns.Case(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		place := c.Place
		place.Body = f.Body
		if err := who.May(people.ReportReview, place); err != nil {
			return err
		}
		if err := c.Writable(); err != nil {
			return err
		}
		rec, err := recipient(c, f)
		if err != nil {
			return err
		}
		if f.Wanted, err = s.checkFinding(tx, c, f); err != nil {
			return err
		}
		return s.find(tx, who, c, rec, f)
	})
}

// recipient returns the body's verdict so far, if the finding may follow it.
func recipient(c campaign.Case, f Finding) (campaign.Recipient, error) {
	i := slices.IndexFunc(c.Recipients, func(r campaign.Recipient) bool { return r.Body == f.Body })
	switch {
	case i < 0:
		return campaign.Recipient{}, fault.New(fault.NotFound, "report.no_recipient")
	case c.Newest == 0:
		return campaign.Recipient{}, fault.New(fault.Conflict, "report.nothing_sent")
	case f.Verdict == campaign.Returned && c.Obliged().Receipt:
		return campaign.Recipient{}, fault.New(fault.Conflict, "report.receipt_stays")
	case f.Version != c.Newest:
		return campaign.Recipient{}, fault.New(fault.Stale, "report.newer_version", c.Newest)
	}
	r := c.Recipients[i]
	if r.Verdict == f.Verdict || (f.Verdict == campaign.Received && r.Verdict != campaign.NoVerdict) {
		return r, fault.New(fault.Conflict, "report.same_verdict")
	}
	return r, nil
}

// checkFinding checks the words of a finding and returns the day a return is
// wanted back.
func (s *Service) checkFinding(tx Tx, c campaign.Case, f Finding) (calendar.Date, error) {
	var bad []fault.Field
	for _, cell := range slices.Sorted(maps.Keys(f.Cells)) {
		sec, _, fd := asked(c).Cell(cell)
		if fd == nil && asked(c).Section(cell) == nil || sec == nil && fd != nil {
			bad = append(bad, fault.Field{Path: cell, Key: "report.unknown_cell", Args: []any{cell}})
		}
		if strings.TrimSpace(f.Cells[cell]) == "" {
			bad = append(bad, fault.Field{Path: cell, Key: "report.empty_comment"})
		}
	}
	switch f.Verdict {
	case campaign.Received, campaign.Accepted:
		if len(f.Cells) > 0 {
			bad = append(bad, fault.Field{Path: "cells", Key: "report.comment_without_return"})
		}
		return calendar.Date{}, fault.Violations(bad)
	case campaign.Returned:
	default:
		bad = append(bad, fault.Field{Path: "verdict", Key: "report.not_option", Args: []any{string(f.Verdict)}})
	}
	if strings.TrimSpace(f.Reason) == "" {
		bad = append(bad, fault.Field{Path: "reason", Key: "fault.required"})
	}
	if f.Wanted.IsZero() {
		cal, err := s.campaigns.Calendar(tx, c.Root, c.Today())
		if err != nil {
			return f.Wanted, err
		}
		f.Wanted = cal.AddWorkdays(c.Today(), returnDays)
	}
	if f.Wanted.Before(c.Today()) {
		bad = append(bad, fault.Field{Path: "wanted", Key: "report.wanted_in_past", Args: []any{f.Wanted}})
	}
	return f.Wanted, fault.Violations(bad)
}

func (s *Service) find(tx Tx, who people.Actor, c campaign.Case, rec campaign.Recipient, f Finding) error {
	old := rec.Verdict
	rec.Verdict, rec.Version, rec.At, rec.Wanted = f.Verdict, f.Version, c.Now, f.Wanted
	if _, err := tx.UpdateRecipient(rec); err != nil {
		return err
	}
	if err := settle(tx, c, rec); err != nil {
		return err
	}
	r := Review{ID: ident.New[ReviewID](), Duty: c.Duty.ID, N: f.Version, Body: f.Body, Verdict: f.Verdict,
		Reason: strings.TrimSpace(f.Reason), Wanted: f.Wanted, At: c.Now, By: who.Account, Cells: f.Cells}
	if err := tx.InsertReview(&r); err != nil {
		return err
	}
	return c.Record(tx, who, "report."+string(f.Verdict), map[string]any{"verdict": string(old)}, map[string]any{"body": f.Body, "version": f.Version, "reason": r.Reason,
		"wanted": f.Wanted.String(), "cells": slices.Sorted(maps.Keys(f.Cells))})
}

// settle takes down whether every recipient has now accepted the newest version.
func settle(tx Tx, c campaign.Case, rec campaign.Recipient) error {
	accepted := rec.Verdict == campaign.Accepted
	for _, other := range c.Recipients {
		accepted = accepted && (other.Body == rec.Body || other.Verdict == campaign.Accepted)
	}
	if d := c.Duty; d.Accepted != accepted {
		d.Accepted = accepted
		_, err := tx.AcceptDuty(d)
		return err
	}
	return nil
}
