package demo

import (
	"bytes"
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// today returns the day on the story's clock.
func (s *Story) today() calendar.Date { return organisation.DayOf(s.Clock.Now()) }

// signFor is the unit's receipt of the plan (P-01, H-01).
func (s *Story) signFor(ctx context.Context, d *Duty) error {
	if err := s.nameLiaison(ctx, d); err != nil {
		return err
	}
	who := d.Debtor.liaison
	if d.Debtor.leads() && Roll("receipt", d.Key()).Chance(.3) {
		who = d.Debtor.leader
	}
	return s.sent(ctx, d)(s.Reports.Submit(ctx, who, d.ID, report.Sending{}))
}

// save stores a draft, of a paper with its file.
func (s *Story) save(ctx context.Context, d *Duty) error {
	if d.None != "" {
		return nil
	}
	who := s.actor(d)
	if s.signed(d) && d.newest == 0 {
		if err := s.tell(ctx, who, d); err != nil {
			return err
		}
		d.spoil()
	}
	out, err := s.Reports.Save(ctx, who, d.ID, report.Patch{Revision: d.revision, Cells: d.begun(), Reasons: d.Reasons})
	if err != nil {
		return err
	}
	d.revision = out.Draft.Revision
	slot, name := s.Acts.Attaches(d)
	if slot == "" || d.newest > 0 {
		return nil
	}
	draft, err := s.Reports.Attach(ctx, who, d.ID, d.revision, slot, name, bytes.NewReader(sheet(d.Key())))
	d.revision = draft.Revision
	return err
}

// tell completes a report that the ledger fills, unless it was sent before: then
// it stands.
func (s *Story) tell(ctx context.Context, who people.Actor, d *Duty) error {
	if !s.told(d) || d.newest > 0 {
		return nil
	}
	e, err := s.Reports.Open(ctx, who, d.ID)
	if err != nil {
		return err
	}
	d.shown = map[string]string{}
	for cell, text := range e.Content.Cells {
		if told, ok := e.Content.Ledger[cell]; ok {
			text = told.Text
		}
		if _, _, fd := e.Form.Cell(cell); fd != nil {
			d.shown[cell] = paper.Shown(e.Rules, fd, text)
		}
	}
	if e.Draft.Ledger.Moving > 0 { // then there is something to tell
		d.None = ""
	}
	s.Acts.Tells(s, d, d.shown)
	return nil
}

// begun returns what is in a draft: of a report that was not sent yet the
// figures alone, where it has any: the texts come last.
func (d *Duty) begun() map[string]string {
	cells := maps.Clone(d.Cells)
	if d.newest == 0 {
		maps.DeleteFunc(cells, func(cell, _ string) bool { return strings.HasPrefix(cell, "texts/") })
	}
	return cells
}

// handUp gives a paper to the leader.
func (s *Story) handUp(ctx context.Context, d *Duty) error {
	if s.told(d) && d.newest == 0 { // what was recorded since
		if err := s.save(ctx, d); err != nil {
			return err
		}
	}
	if err := s.Reports.HandUp(ctx, d.Debtor.liaison, d.ID, d.revision); err != nil {
		return err
	}
	d.revision++
	return nil
}

// send sends a report: the draft of a paper, signed by the leader, or the
// whole content, or a nil report.
func (s *Story) send(ctx context.Context, d *Duty) error {
	if err := s.nameLiaison(ctx, d); err != nil {
		return err
	}
	who := s.actor(d)
	if s.signed(d) {
		return s.sent(ctx, d)(s.Reports.Submit(ctx, d.Debtor.leader, d.ID, report.Sending{Revision: d.revision}))
	}
	if err := s.tell(ctx, who, d); err != nil {
		return err
	}
	if d.newest == 0 {
		d.spoil()
	}
	in := report.Sending{Revision: d.revision, Nil: d.None}
	if d.None == "" {
		in.Cells, in.Reasons = d.Cells, d.Reasons
	}
	return s.sent(ctx, d)(s.Reports.Submit(ctx, who, d.ID, in))
}

// sent notes a version and lets its recipients read it.
func (s *Story) sent(ctx context.Context, d *Duty) func(report.Version, error) error {
	return func(v report.Version, err error) error {
		if err != nil {
			return err
		}
		d.newest, d.revision = v.N, 0
		for _, body := range d.Bodies {
			s.expect(d, body)
		}
		if v.N == 1 && strings.HasPrefix(d.Period, anyTime) {
			return s.goOn(ctx, d)
		}
		return nil
	}
}

// anyTime begins the periods of what may be filed at any time; each that is sent
// opens the next (H-33).
const anyTime = "any-"

// goOn takes down the duty that sending another has opened.
func (s *Story) goOn(ctx context.Context, d *Duty) error {
	page, err := s.Campaigns.Duties(ctx, s.Offices[s.Clerk], campaign.Filter{Campaign: s.Campaign, Unit: d.Unit, Obligation: d.Obligation})
	if err != nil {
		return err
	}
	for _, next := range s.owe(page.Items) {
		s.intend(next, s.today().AddDays(1))
	}
	return nil
}

// nameLiaison names the unit's liaison, and the deputy of some, with the duty
// that asks for it (P-52).
func (s *Story) nameLiaison(ctx context.Context, d *Duty) error {
	if d.Obligation != s.Naming {
		return nil
	}
	u := d.Debtor
	l := campaign.Liaison{Campaign: s.Campaign, Unit: u.id, Person: u.liaison.Person, From: s.today()}
	if err := s.Posts.NameLiaison(ctx, u.liaison, l); err != nil {
		return err
	}
	dice := Roll("deputy", u.Code)
	if !dice.Chance(.3) {
		return nil
	}
	p, err := s.World.Units.RegisterPerson(ctx, u.liaison, u.registration(s.names, dice))
	if err != nil {
		return err
	}
	l.Person, l.Deputy = p.ID, true
	return s.Posts.NameLiaison(ctx, u.liaison, l)
}

// expect plans how a recipient reads the newest version: a flaw is returned by
// who finds it, everything else is received and accepted.
func (s *Story) expect(d *Duty, body string) {
	n, dice := d.newest, Roll("review", d.Key(), body, strconv.FormatInt(d.newest, 10))
	wait := dice.Weighted([]int{0, 55, 30, 15})
	if o, ok := s.Odd[d.Deed()]; ok && n == 1 {
		wait = o.Review
	}
	day := s.Calendar.AddWorkdays(s.today(), wait)
	minute := dice.Between(9*60+5, 11*60+40)
	review := func(day calendar.Date, minute int, v campaign.Verdict) {
		s.Add(day, minute, func(ctx context.Context) error { return s.review(ctx, d, n, body, v) })
	}
	switch {
	case n == 1 && d.flaw != nil && d.flaw.body == body:
		review(day, minute, campaign.Returned)
	case dice.Chance(.5):
		review(day, minute, campaign.Received)
		review(s.Calendar.AddWorkdays(day, dice.Between(0, 2)), minute+dice.Between(180, 330), campaign.Accepted)
	default:
		review(day, minute, campaign.Accepted)
	}
}

// reviewer returns the account that reads for a body; the federation's own
// records are read by the director.
func (s *Story) reviewer(d *Duty, body string) people.Actor {
	if d.Debtor == s.Federation {
		return s.Director
	}
	return s.Offices[body]
}

// review records a verdict on a version, unless a newer one has come.
func (s *Story) review(ctx context.Context, d *Duty, n int64, body string, v campaign.Verdict) error {
	if d.newest != n {
		return nil
	}
	f := report.Finding{Body: body, Version: n, Verdict: v}
	if v == campaign.Returned {
		f.Reason, f.Cells = "有一处需要核对，见格内意见。", map[string]string{d.flaw.Cell: d.flaw.Comment}
		s.answer(d)
	}
	return s.Reports.Review(ctx, s.reviewer(d, body), d.ID, f)
}

// answer plans how the unit mends a returned report and sends it again.
func (s *Story) answer(d *Duty) {
	days := Roll("answer", d.Key()).Weighted([]int{0, 35, 30, 20, 0, 0, 10, 5})
	if o, ok := s.Odd[d.Deed()]; ok {
		days = o.Answer
	}
	day := s.Calendar.AddWorkdays(s.today(), days)
	d.Cells = maps.Clone(d.Cells)
	d.Cells[d.flaw.Cell] = d.flaw.Right
	delete(d.Reasons, d.flaw.Cell)
	if s.signed(d) {
		s.meant(d, day, "mend", 9*60+10, 10*60+30, s.save)
		s.meant(d, day, "hand-up-again", 10*60+40, 11*60+50, s.handUp)
		s.meant(d, day, "send-again", 14*60+40, 17*60+20, s.send)
		return
	}
	s.meant(d, day, "mend", 9*60+10, 11*60+50, s.save)
	s.meant(d, day, "send-again", 14*60+40, 17*60+20, s.send)
}
