package report

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

// Entry is a duty opened: the form with what is in it, what stood in it last
// period, what was said of it, and what the reader may do.
type Entry struct {
	campaign.Case
	Form     *playbook.Form
	Draft    Draft              // Revision 0: nothing is stored yet
	Content  paper.Content      // the draft, or the newest version, or what is carried over
	Sent     paper.Content      // the newest version
	Before   paper.Content      // the newest version of the period before
	Sum      map[string]int64   // by cell: flows of all periods before
	Versions []Version          // oldest first, without contents
	Reviews  []Review           // oldest first
	Remarks  []Remark           // what readers without a verdict said, oldest first
	Comments map[string]string  // by cell: of the returns of the newest version
	Changed  []paper.Difference // from the newest version to the draft
	Priors   filling.Priors     // what has to be in the ledger before it is sent, for who works on the draft
	May      May
	Problems []fault.Field // what Check would say of Content now
	Warnings []fault.Field // what the form advises on Content; stops no report

	own bool // the reader works on the draft
}

// May says what the reader may do with a duty.
type May struct {
	Fill, Send, Sign, SignFor, Manage bool
	Remark                            bool     // say something of what was sent, without a verdict
	Review                            []string // bodies for which the reader reviews
}

// Open returns a duty as its page shows it.
func (s *Service) Open(ctx context.Context, who people.Actor, id campaign.DutyID) (e Entry, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		c, err := s.campaigns.Case(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		e = Entry{Case: c, Form: asked(c), May: may(who, c), own: Own(who, c)}
		if e.Debtor, err = s.campaigns.Debtor(tx, c); err != nil {
			return err
		}
		return s.fill(tx, &e)
	})
	return e, err
}

// Own reports whether the actor works on the duty's draft.
func Own(who people.Actor, c campaign.Case) bool {
	return who.May(people.DutyFill, c.Place) == nil || who.May(people.DutySign, c.Place) == nil
}

func may(who people.Actor, c campaign.Case) May {
	can := func(act people.Action) bool { return who.May(act, c.Place) == nil }
	open := c.Obliged().Publishes == "" && c.Closed.IsZero() && c.Excused == "" && !c.Now.Before(c.Opens)
	m := May{
		Fill:    open && can(people.DutyFill) && !c.Obliged().Receipt,
		Send:    open && sending(c) == people.DutySend && can(people.DutySend),
		Sign:    open && sending(c) == people.DutySign && can(people.DutySign),
		SignFor: open && sending(c) == people.DutySignFor && can(people.DutySignFor) && c.Newest == 0,
		Manage:  c.Closed.IsZero() && can(people.DutyManage),
	}
	if c.Closed.IsZero() && c.Newest > 0 {
		m.Remark = can(people.ReportRemark) && !c.Obliged().Receipt
		for _, r := range c.Recipients {
			place := c.Place
			place.Body = r.Body
			if who.May(people.ReportReview, place) == nil {
				m.Review = append(m.Review, r.Body)
			}
		}
	}
	return m
}

// Fillable reports nil if the actor may fill in the draft now, else why not.
func (e *Entry) Fillable(who people.Actor) error {
	if err := who.May(people.DutyFill, e.Place); err != nil {
		return err
	}
	if err := writable(e.Case); err != nil {
		return err
	}
	if !e.Draft.Handed.IsZero() {
		return fault.New(fault.Conflict, "report.awaiting_signature")
	}
	return nil
}

func (s *Service) fill(tx Tx, e *Entry) (err error) {
	if e.Obliged().Publishes != "" {
		return nil // a bulletin discharges it: nothing is drafted or sent
	}
	e.Draft.Duty = e.Case.Duty.ID
	if e.own { // an unsent draft is the unit's own
		if e.Draft, err = s.Working(tx, e.Case); err != nil {
			return err
		}
		e.Content = e.Draft.Content
		if e.Priors, err = filling.PriorsOf(tx, e.Case); err != nil {
			return err
		}
	}
	if e.Newest > 0 {
		v, err := tx.Version(e.Case.Duty.ID, e.Newest)
		if err != nil {
			return err
		}
		if e.Sent = v.Content; e.own {
			e.Changed = paper.Compare(e.Sent, e.Content)
		} else {
			e.Content = e.Sent
		}
	}
	before, err := tx.Before(e.Case.Duty)
	if err != nil {
		return err
	}
	e.Before = before.Content
	if e.Sum, err = tx.SumBefore(e.Case.Duty); err != nil {
		return err
	}
	if e.Versions, err = tx.Versions(e.Case.Duty.ID); err != nil {
		return err
	}
	if e.Reviews, err = tx.Reviews(e.Case.Duty.ID); err != nil {
		return err
	}
	if e.Remarks, err = remarks(tx, e.Case.Duty.ID); err != nil {
		return err
	}
	e.Comments = map[string]string{}
	for _, r := range e.Reviews {
		if r.N != e.Newest || r.Verdict != campaign.Returned {
			continue
		}
		for cell, text := range r.Cells {
			e.Comments[cell] = strings.TrimSpace(e.Comments[cell] + "\n" + text)
		}
	}
	e.Problems = wrong(e.Case, e.Content)
	e.Warnings = paper.Advise(e.Rules, e.Form, e.Content)
	return nil
}

// Sent is one version opened, with what it changed against the one before.
type Sent struct {
	campaign.Case
	Form     *playbook.Form
	Version  Version
	Changed  []paper.Difference
	Warnings []fault.Field // what the form advises on it
	Signer   string        // whose signature sent it: the person's name, else the login; "" where the form is not signed
}

// Version opens one sent version of a duty.
func (s *Service) Version(ctx context.Context, who people.Actor, id campaign.DutyID, n int64) (out Sent, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		c, err := s.campaigns.Case(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		out = Sent{Case: c, Form: asked(c)}
		if out.Version, err = tx.Version(id, n); err != nil {
			return err
		}
		out.Warnings = paper.Advise(c.Rules, out.Form, out.Version.Content)
		if out.Form.Signed {
			if out.Signer, err = signer(tx, out.Version.By); err != nil {
				return err
			}
		}
		if n == 1 {
			return nil
		}
		before, err := tx.Version(id, n-1)
		out.Changed = paper.Compare(before.Content, out.Version.Content)
		return err
	})
	return out, err
}

// signer calls an account by its person's name, and by its login where it is
// nobody's or the person was erased; "" where it is gone.
func signer(tx Tx, id people.AccountID) (string, error) {
	a, err := tx.Account(id)
	if err != nil || a.Person == "" {
		return a.Login, present(err)
	}
	p, err := tx.Person(a.Person)
	if err != nil || p.Name == "" {
		return a.Login, present(err)
	}
	return p.Name, nil
}

// present takes it for no error that something does not exist.
func present(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}
