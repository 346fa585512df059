package privacy

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Handout is a file in which the machine check found personal numbers.
type Handout struct {
	Campaign string
	File     string // its name
	Found    int    // how many numbers
	Reason   string // why it goes out all the same
}

// MayHandOut reports whether the actor may let personal numbers out of the
// campaign's pages at all.
func (s *Service) MayHandOut(who people.Actor, campaign string) bool {
	return who.MayIn(people.PersonalRead, who.Root, campaign) == nil
}

// HandOut records that such a file goes out, before it does. It needs
// personal.read in the campaign and a reason.
func (s *Service) HandOut(ctx context.Context, who people.Actor, h Handout) error {
	if err := who.MayIn(people.PersonalRead, who.Root, h.Campaign); err != nil {
		return err
	}
	why, err := reason(h.Reason)
	if err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx Tx) error {
		return tx.Record(s.clock(), who.Origin, audit.Act{
			Name: ActHandOut, Subject: h.File, Root: string(who.Root), Campaign: h.Campaign, Unit: string(unitOf(who)),
			New: map[string]any{"name": h.File, "found": h.Found, "reason": why},
		})
	})
}

// ListNames records that a list with the names of honourees goes out, before it
// does. Their honours are public and who may read the list may take it along: it
// asks for no reason, and is written down all the same.
func (s *Service) ListNames(ctx context.Context, who people.Actor, campaign, file string) error {
	return s.db.Update(ctx, func(tx Tx) error {
		return tx.Record(s.clock(), who.Origin, audit.Act{
			Name: ActHandOut, Subject: file, Root: string(who.Root), Campaign: campaign, Unit: string(unitOf(who)), New: map[string]any{"name": file},
		})
	})
}

// unitOf is the unit that an account works for, as its first grant says.
func unitOf(who people.Actor) organisation.UnitID {
	if len(who.Grants) == 0 {
		return who.Root
	}
	return who.Grants[0].Unit
}
