package roster

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

// moves lead to a status from the one before.
var moves = map[string]string{Joined: "join", Declined: "decline"}

// maxPicked is how many participants one click names.
const maxPicked = 500

// Participate says of honourees and collectives how they answered the campaign,
// all of them or none: whom nobody asked yet is asked today. Who has that answer
// already stays as it is. It returns how many were changed.
func (s *Service) Participate(ctx context.Context, who people.Actor, id campaign.ID, picked []ledger.EntryID, status, reason string) (n int, err error) {
	switch {
	case status != Invited && moves[status] == "":
		return 0, fault.New(fault.Invalid, "roster.unknown_status", status)
	case len(picked) == 0:
		return 0, fault.Violations([]fault.Field{{Path: "pick", Key: "roster.nobody_picked"}})
	case len(picked) > maxPicked:
		return 0, fault.New(fault.TooLarge, "roster.too_many", maxPicked)
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		n = 0
		l := s.ledger.Within(tx)
		for _, participant := range picked {
			changed, err := s.answer(ctx, tx, l, who, id, participant, status, reason)
			if err != nil {
				return err
			}
			if changed {
				n++
			}
		}
		return nil
	})
	return n, err
}

func (s *Service) answer(ctx context.Context, tx Tx, l *ledger.Service, who people.Actor, id campaign.ID, participant ledger.EntryID, status, reason string) (bool, error) {
	if err := l.Allowed(ctx, who, people.LedgerRecord, participant); err != nil {
		return false, err
	}
	has, err := tx.Participation(id, participant)
	if err != nil {
		return false, err
	}
	var e ledger.Entry
	if has == "" {
		e, err = s.invite(ctx, tx, l, who, id, participant)
	} else {
		e, err = tx.Entry(has)
	}
	if err != nil || e.State == status || status == Invited {
		return has == "", err
	}
	_, err = l.Move(ctx, who, ledger.Pick{ID: e.ID, Revision: e.Revision}, ledger.Step{Move: moves[status], Reason: reason})
	return true, err
}

// invite records that a participant is asked today.
func (s *Service) invite(ctx context.Context, tx Tx, l *ledger.Service, who people.Actor, id campaign.ID, participant ledger.EntryID) (ledger.Entry, error) {
	p, err := tx.Entry(participant)
	if err != nil {
		return p, err
	}
	c, err := tx.Campaign(id)
	if err != nil {
		return p, err
	}
	r, err := s.campaigns.Running(tx, c)
	if err != nil {
		return p, err
	}
	kind := "person"
	if p.Register == Collectives {
		if kind = "collective"; p.Values["kind"] == "studio" {
			kind = "studio"
		}
	}
	return l.Record(ctx, who, ledger.New{Campaign: id, Register: Participations, Unit: p.Unit, Typed: map[string]string{
		"participant": string(participant), "kind": kind, "day": r.Today().String(),
	}})
}

// Answers returns what entries that the reader may see answered to a campaign;
// who was not asked stands not in it.
func (s *Service) Answers(ctx context.Context, who people.Actor, id campaign.ID, of []ledger.EntryID) (out map[ledger.EntryID]string, err error) {
	out = map[ledger.EntryID]string{}
	err = s.db.View(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, id)
		if err != nil {
			return err
		}
		all, err := tx.Answers(v.ID, of)
		for _, a := range all {
			out[a.Participant] = a.Status
		}
		return err
	})
	return out, err
}

// Led counts for entries that the reader may see the activities in the figures
// of a campaign that each led or helped with. It says nothing of how they
// answered: that is for their unit to record.
func (s *Service) Led(ctx context.Context, who people.Actor, id campaign.ID, of []ledger.EntryID) (out map[ledger.EntryID]int, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, id)
		if err == nil {
			out, err = tx.Led(v.ID, of)
		}
		return err
	})
	return out, err
}

// Answer is what a participant said to a campaign.
type Answer struct {
	Participant ledger.EntryID
	Status      string
}
