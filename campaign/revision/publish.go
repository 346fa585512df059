package revision

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision/effect"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// Publish makes a text the version in force and brings open and future duties
// in line with it. base is the version the text was begun from: if another has
// been published since, it is stale. A text with errors is refused with all of
// them, one that says the same as the version in force as a conflict. The
// actor's draft is dropped.
func (s *Service) Publish(ctx context.Context, who people.Actor, id campaign.ID, base int64, source []byte, note string) (campaign.Edition, error) {
	return s.publish(ctx, who, id, base, func(campaign.Running) (issue, error) {
		note = strings.TrimSpace(note)
		return issue{act: "plan.publish", source: source, note: note}, bounds("note", note, maxNote)
	})
}

// issue is a text that is to be published.
type issue struct {
	act    string // in the audit record
	clause string // that it is about, or ""
	source []byte
	note   string
}

// publish does everything in one transaction, with the campaign for itself: no
// report is sent meanwhile, and of two who publish the second is stale.
func (s *Service) publish(ctx context.Context, who people.Actor, id campaign.ID, base int64, text func(campaign.Running) (issue, error)) (e campaign.Edition, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(id); err != nil {
			return err
		}
		r, err := s.campaigns.Open(tx, who, people.PlanChange, id)
		if err != nil {
			return err
		}
		if err := r.Writable(); err != nil {
			return err
		}
		if base != r.Version {
			return fault.New(fault.Stale, "revision.stale", r.Version)
		}
		in, err := text(r)
		if err != nil {
			return err
		}
		e, err = s.issue(tx, who, r, in)
		return err
	})
	return e, err
}

func (s *Service) issue(tx Tx, who people.Actor, r campaign.Running, in issue) (campaign.Edition, error) {
	p, err := read(r, in.source)
	switch {
	case err != nil:
		return campaign.Edition{}, err
	case p.Book == nil:
		return campaign.Edition{}, fault.Wrap(&playbook.Problems{List: p.Problems}, fault.Invalid, "revision.mistakes", len(p.Problems))
	case len(p.Changes) == 0:
		return campaign.Edition{}, fault.New(fault.Conflict, "revision.nothing_changed")
	}
	out, items, err := s.turn(tx, r, p.Book)
	if err != nil {
		return campaign.Edition{}, err
	}
	n := next(r, p.Book)
	e := campaign.Edition{Campaign: r.ID, Version: n.Version, Digest: n.Digest, Source: string(in.source), Published: r.Now, By: who.Account, Note: in.note}
	if err := tx.InsertEdition(&e); err != nil {
		return e, err
	}
	if _, err := tx.UpdateCampaign(n.Campaign); err != nil {
		return e, err
	}
	if err := seat(tx, n, r.Book); err != nil {
		return e, err
	}
	if err := s.write(tx, n, out, items); err != nil {
		return e, err
	}
	if err := tx.DropPlanDraft(r.ID, who.Account); err != nil {
		return e, err
	}
	return e, tx.Record(r.Now, who.Origin, audit.Act{
		Name: in.act, Subject: string(r.ID), Root: string(r.Root), Campaign: string(r.ID), Clause: in.clause,
		Old: map[string]any{"version": r.Version, "digest": r.Digest},
		New: map[string]any{"version": n.Version, "digest": n.Digest, "note": in.note, "changes": told(p.Changes), "duties": out.Duties, "units": out.Units},
	})
}

// write stores what becomes of the duties.
func (s *Service) write(tx Tx, n campaign.Running, out effect.Outcome, items []campaign.Item) error {
	if err := tx.UpdateDuties(out.Changed); err != nil {
		return err
	}
	if err := tx.UpdateRecipients(out.Verdicts); err != nil {
		return err
	}
	if err := tx.InsertRecipients(out.Named); err != nil {
		return err
	}
	return s.campaigns.Enter(tx, n, out.Fresh, items)
}

// maxTold is how many changes the audit record tells in words; the text of every
// version is kept whole.
const maxTold = 200

// told tells the changes in the words of the offices.
func told(changes []change.Change) []string {
	var out []string
	for _, c := range changes[:min(len(changes), maxTold)] {
		out = append(out, c.Chinese())
	}
	return out
}
