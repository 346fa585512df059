package demo

import (
	"bytes"
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// today returns the day on the story's clock.
func (s *story) today() calendar.Date { return calendar.DateOf(s.Clock.Now(), locale.Shanghai) }

// signFor is the unit's receipt of the plan (P-01).
func (s *story) signFor(ctx context.Context, d *duty) error {
	who := d.unit.liaison
	if roll("receipt", d.key()).chance(.3) {
		who = d.unit.leader
	}
	return s.sent(d)(s.Reports.Submit(ctx, who, d.ID, report.Sending{}))
}

// save stores a draft, of a paper with its file.
func (s *story) save(ctx context.Context, d *duty) error {
	if d.none != "" {
		return nil
	}
	who := s.actor(d)
	out, err := s.Reports.Save(ctx, who, d.ID, report.Patch{Revision: d.revision, Cells: d.begun()})
	if err != nil {
		return err
	}
	d.revision = out.Draft.Revision
	slot, name := attachment(d)
	if slot == "" || d.newest > 0 {
		return nil
	}
	draft, err := s.Reports.Attach(ctx, who, d.ID, d.revision, slot, name, bytes.NewReader(sheet(d.key())))
	d.revision = draft.Revision
	return err
}

// begun returns what is in a draft: of a monthly report that was not sent yet
// the figures alone, the texts come last.
func (d *duty) begun() map[string]string {
	cells := maps.Clone(d.cells)
	if d.Form == formProgress && d.newest == 0 {
		maps.DeleteFunc(cells, func(cell, _ string) bool { return strings.HasPrefix(cell, "texts/") })
	}
	return cells
}

// handUp gives a paper to the leader.
func (s *story) handUp(ctx context.Context, d *duty) error {
	if err := s.Reports.HandUp(ctx, d.unit.liaison, d.ID, d.revision); err != nil {
		return err
	}
	d.revision++
	return nil
}

// send sends a report: the draft of a paper, signed by the leader, or the
// whole content, or a nil report.
func (s *story) send(ctx context.Context, d *duty) error {
	if d.Obligation == "register-body-and-liaison" {
		if err := s.nameLiaison(ctx, d.unit); err != nil {
			return err
		}
	}
	who, in := s.actor(d), report.Sending{Revision: d.revision, Nil: d.none}
	switch {
	case s.signed(d):
		who = d.unit.leader
	case d.none == "":
		in.Cells = d.cells
	}
	return s.sent(d)(s.Reports.Submit(ctx, who, d.ID, in))
}

// sent notes a version and lets its recipients read it.
func (s *story) sent(d *duty) func(report.Version, error) error {
	return func(v report.Version, err error) error {
		if err != nil {
			return err
		}
		d.newest, d.revision = v.N, 0
		for _, body := range d.bodies {
			s.expect(d, body)
		}
		return nil
	}
}

// nameLiaison names the unit's liaison, and the deputy of some (P-52).
func (s *story) nameLiaison(ctx context.Context, u *unit) error {
	l := campaign.Liaison{Campaign: s.campaign, Unit: u.id, Person: u.liaison.Person, From: s.today()}
	if err := s.Campaigns.NameLiaison(ctx, u.liaison, l); err != nil {
		return err
	}
	dice := roll("deputy", u.code)
	if !dice.chance(.3) {
		return nil
	}
	p, err := s.Units.RegisterPerson(ctx, u.liaison, u.registration(s.registry, dice))
	if err != nil {
		return err
	}
	l.Person, l.Deputy = p.ID, true
	return s.Campaigns.NameLiaison(ctx, u.liaison, l)
}

// expect plans how a recipient reads the newest version: a flaw is returned by
// who finds it, everything else is received and accepted.
func (s *story) expect(d *duty, body string) {
	n, dice := d.newest, roll("review", d.key(), body, strconv.FormatInt(d.newest, 10))
	wait := dice.weighted([]int{0, 55, 30, 15})
	if o, ok := oddities[d.deed()]; ok && n == 1 {
		wait = o.review
	}
	day := s.calendar.AddWorkdays(s.today(), wait)
	minute := dice.between(9*60+5, 11*60+40)
	review := func(day calendar.Date, minute int, v campaign.Verdict) {
		s.add(day, minute, func(ctx context.Context) error { return s.review(ctx, d, n, body, v) })
	}
	switch {
	case n == 1 && d.flaw != nil && d.flaw.body == body:
		review(day, minute, campaign.Returned)
	case dice.chance(.5):
		review(day, minute, campaign.Received)
		review(s.calendar.AddWorkdays(day, dice.between(0, 2)), minute+dice.between(180, 330), campaign.Accepted)
	default:
		review(day, minute, campaign.Accepted)
	}
}

// reviewer returns the account that reads for a body; the federation's own
// records are read by the director.
func (s *story) reviewer(d *duty, body string) people.Actor {
	if d.unit == s.federation {
		return s.director
	}
	return s.offices[body]
}

// review records a verdict on a version, unless a newer one has come.
func (s *story) review(ctx context.Context, d *duty, n int64, body string, v campaign.Verdict) error {
	if d.newest != n {
		return nil
	}
	f := report.Finding{Body: body, Version: n, Verdict: v}
	if v == campaign.Returned {
		f.Reason, f.Cells = "有一处需要核对，见格内意见。", map[string]string{d.flaw.cell: d.flaw.comment}
		s.answer(d)
	}
	return s.Reports.Review(ctx, s.reviewer(d, body), d.ID, f)
}

// answer plans how the unit mends a returned report and sends it again.
func (s *story) answer(d *duty) {
	days := roll("answer", d.key()).weighted([]int{0, 35, 30, 20, 0, 0, 10, 5})
	if o, ok := oddities[d.deed()]; ok {
		days = o.answer
	}
	day := s.calendar.AddWorkdays(s.today(), days)
	d.cells = maps.Clone(d.cells)
	d.cells[d.flaw.cell] = d.flaw.right
	if s.signed(d) {
		s.meant(d, day, "mend", 9*60+10, 10*60+30, s.save)
		s.meant(d, day, "hand-up-again", 10*60+40, 11*60+50, s.handUp)
		s.meant(d, day, "send-again", 14*60+40, 17*60+20, s.send)
		return
	}
	s.meant(d, day, "mend", 9*60+10, 11*60+50, s.save)
	s.meant(d, day, "send-again", 14*60+40, 17*60+20, s.send)
}
