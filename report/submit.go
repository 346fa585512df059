package report

import (
	"context"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

var noTime time.Time

// Sending is a 报送: of the stored draft of a revision, or of a whole content
// given with it, or of a nil report.
type Sending struct {
	Revision int64                   // of the draft that is sent, or that the content replaces
	Cells    map[string]string       // as typed, the whole content; nil sends the draft. What the ledger fills and is not here says what the ledger says
	Reasons  map[string]paper.Reason // by cell: why it does not say what the ledger says
	Nil      string                  // id of the listed reason: a nil report
	Key      string                  // idempotency key: the same key again answers with the first outcome
}

// Submit sends a report: by the liaison, or by the leader whose signature is
// the 报送, or as the receipt of the plan. Its instant decides the timing of
// the first submission. All violations are answered at once and nothing is
// stored then.
func (s *Service) Submit(ctx context.Context, who people.Actor, id campaign.DutyID, in Sending) (v Version, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		v, err = s.submit(tx, who, id, in)
		return err
	})
	if in.Key != "" && (fault.Is(err, fault.Stale) || fault.Is(err, fault.Conflict)) {
		if again, ok := s.again(ctx, who, id, in.Key); ok {
			return again, nil // the same click came twice at once
		}
	}
	return v, err
}

func (s *Service) again(ctx context.Context, who people.Actor, id campaign.DutyID, key string) (v Version, ok bool) {
	err := s.db.View(ctx, func(tx Tx) (err error) {
		v, err = tx.VersionByKey(who.Account, key)
		return err
	})
	return v, err == nil && v.N > 0 && v.Duty == id
}

func (s *Service) submit(tx Tx, who people.Actor, id campaign.DutyID, in Sending) (Version, error) {
	if err := tx.HoldDuty(id); err != nil {
		return Version{}, err
	}
	c, err := s.campaigns.Case(tx, who, people.DutyRead, id)
	if err != nil {
		return Version{}, err
	}
	if err := who.May(sending(c), c.Place); err != nil {
		return Version{}, err
	}
	if in.Key != "" {
		v, err := tx.VersionByKey(who.Account, in.Key)
		if err != nil || v.N > 0 {
			return v.advised(c), sameDuty(err, v, id)
		}
	}
	if err := writable(c); err != nil {
		return Version{}, err
	}
	d, err := s.outgoing(tx, c, in)
	if err != nil {
		return Version{}, err
	}
	content := d.Content
	if err := named(tx, c); err != nil {
		return Version{}, err
	}
	v := Version{Duty: id, N: c.Newest + 1, Content: content, Figures: paper.Figures(asked(c), content), Digest: content.Digest(),
		Rule: c.Item.Rule, Sent: c.Now, By: who.Account, AsOf: asOf(c), Key: in.Key}
	if err := s.store(tx, who, c, v); err != nil || content.Nil != "" {
		return v.advised(c), err
	}
	return v.advised(c), tx.InsertTold(d.Ledger.Told(v.Duty, v.N))
}

// advised tells who sends it what the form advises on the content.
func (v Version) advised(c campaign.Case) Version {
	v.Warnings = paper.Advise(c.Rules, asked(c), v.Content)
	return v
}

func sameDuty(err error, v Version, id campaign.DutyID) error {
	if err == nil && v.Duty != id {
		return fault.New(fault.Conflict, "report.key_used")
	}
	return err
}

// asOf returns the instant of the data: the first submission, at the latest
// the due instant, and from then on the same for every version (N-P8).
func asOf(c campaign.Case) time.Time {
	at := c.First
	if at.IsZero() {
		at = c.Now
	}
	if !c.Due.IsZero() && at.After(c.Due) {
		return c.Due
	}
	return at
}

// outgoing returns the draft that is sent, its content filled and checked.
func (s *Service) outgoing(tx Tx, c campaign.Case, in Sending) (d Draft, err error) {
	switch {
	case c.Obliged().Receipt && c.Newest > 0:
		return d, fault.New(fault.Conflict, "report.already_signed_for")
	case c.Obliged().Receipt:
		return d, nil
	case c.Draft.Exists || c.Newest > 0 || in.Cells == nil: // the files of what was sent before stay
		d, err = s.Working(tx, c)
	default:
		d.Ledger, err = filling.Of(tx, c, asked(c))
	}
	if err != nil {
		return d, err
	}
	f, signed := asked(c), asked(c).Signed
	priors, err := filling.PriorsOf(tx, c)
	switch {
	case err != nil:
		return d, err
	case d.Revision != in.Revision:
		return d, fault.New(fault.Stale, "report.stale_draft")
	case signed && d.Handed.IsZero():
		return d, fault.New(fault.Conflict, "report.not_handed_up")
	case in.Nil != "":
		d.Content = paper.Content{Nil: in.Nil}
		return d, fault.Violations(append(wrong(c, d.Content), d.Ledger.Idle()...))
	case in.Cells != nil && !signed:
		cells, err := whole(c.Rules, f, in.Cells)
		if err != nil {
			return d, err
		}
		d.Ledger.Take(&d.Content, cells)
	case d.Revision == 0 && !d.Ledger.Used:
		return d, fault.New(fault.Conflict, "report.nothing_to_send")
	}
	return d, fault.Violations(slices.Concat(priors.Lacking(), filling.Explain(&d.Content, in.Reasons), wrong(c, d.Content)))
}

// Held returns the days on which what a duty reports can have been held, never
// in the future. What is held every period belongs to the period it was held
// in (P-55); what is asked once may be held late (P-27), and what is planned
// only (拟, P-30) on any day.
func Held(c campaign.Case) paper.Span {
	s, ob := paper.Span{Today: c.Today()}, c.Obliged()
	if !ob.Held || ob.Planned {
		return s
	}
	s.From = ob.Opens
	if p, err := calendar.ParsePeriod(c.Period); err == nil && !p.Timeless() {
		s.From, s.To = p.Start, p.End
	}
	return s
}

// whole reads a whole content as typed; what cannot be read is among the
// violations that Check finds, so only cells that are none are refused here.
func whole(pb *playbook.Playbook, f *playbook.Form, typed map[string]string) (map[string]string, error) {
	out := make(map[string]string, len(typed))
	var bad []fault.Field
	for cell, text := range typed {
		_, _, fd := f.Cell(cell)
		if fd == nil || fd.Type == playbook.File {
			bad = append(bad, fault.Field{Path: cell, Key: "report.unknown_cell", Args: []any{cell}})
			continue
		}
		canonical, _ := paper.Typed(pb, fd, cell, text)
		paper.Set(out, cell, canonical)
	}
	return out, fault.Violations(bad)
}

// named refuses what asks for the unit's liaison while it has none (P-52).
func named(tx Tx, c campaign.Case) error {
	if !c.Obliged().Liaison {
		return nil
	}
	all, err := tx.Liaisons(c.Running.ID, c.Item.Unit)
	if err != nil {
		return err
	}
	for _, l := range all {
		if !l.Deputy {
			return nil
		}
	}
	return fault.Violations([]fault.Field{{Path: "liaison", Key: "report.no_liaison", Clause: c.Clause}})
}

// store writes a version and all that follows from it.
func (s *Service) store(tx Tx, who people.Actor, c campaign.Case, v Version) error {
	d := c.Duty
	d.Newest, d.Nil, d.Accepted = v.N, v.Content.Nil != "", false
	if d.First.IsZero() {
		if err := anew(tx, c); err != nil {
			return err
		}
		until, err := s.limit(tx, c)
		if err != nil {
			return err
		}
		d.First, d.Held = c.Now, held(c, v.Content)
		d.Judged = campaign.Judge(c.Now, d.Held, until, c.Zone)
	}
	if _, err := tx.SendDuty(d); err != nil {
		return err
	}
	for _, r := range c.Recipients {
		if r.Verdict == campaign.NoVerdict {
			continue // what was never said needs no taking back
		}
		r.Verdict, r.Version, r.At, r.Wanted = campaign.NoVerdict, v.N, noTime, calendar.Date{}
		if _, err := tx.UpdateRecipient(r); err != nil {
			return err
		}
	}
	if err := tx.InsertVersion(&v); err != nil {
		return err
	}
	if c.Draft.Exists {
		if err := tx.DeleteDraft(d.ID); err != nil {
			return err
		}
	}
	return c.Record(tx, who, "report."+verb(c), nil, map[string]any{"version": v.N, "digest": v.Digest, "nil": v.Content.Nil})
}

// verb names the act by which a report is sent.
func verb(c campaign.Case) string {
	switch sending(c) {
	case people.DutySignFor:
		return "sign_for"
	case people.DutySign:
		return "sign"
	}
	return "send"
}

// held returns the day of the event, where the plan asks that something be
// held (N-P16).
func held(c campaign.Case, content paper.Content) calendar.Date {
	if !c.Obliged().Held {
		return calendar.Date{}
	}
	for cell, text := range content.Cells {
		if _, _, fd := asked(c).Cell(cell); fd != nil && fd.Held {
			day, err := calendar.ParseDate(text)
			if err == nil {
				return day
			}
		}
	}
	return calendar.Date{}
}

// limit returns the instant up to which a record still takes the event's day:
// the next period's due date, none for what is asked once (N-P16).
func (s *Service) limit(tx Tx, c campaign.Case) (time.Time, error) {
	p, err := calendar.ParsePeriod(c.Period)
	if err != nil || p.Timeless() || !c.Obliged().Held || c.Obliged().Due == nil {
		return noTime, err
	}
	cal, err := s.campaigns.Calendar(tx, c.Root, c.Today())
	if err != nil {
		return noTime, err
	}
	return c.Obliged().Due.Resolve(p.Next(), cal).At(c.Zone), nil
}
