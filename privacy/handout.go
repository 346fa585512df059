package privacy

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Handout is a file that goes out in which humans are named, or in which the
// machine check found personal numbers.
type Handout struct {
	Campaign string
	File     string // its name
	Register string // of a list of the ledger, "" of another file
	Filter   string // what the list was asked for, in words; "" for all of it
	Names    bool   // its columns name humans
	Rows     int    // how many the list has
	Found    int    // how many personal numbers stand in it
	Reason   string // why it goes out though some do
}

// MayHandOut reports whether the actor may let personal numbers out of the
// campaign's pages at all.
func (s *Service) MayHandOut(who people.Actor, campaign string) bool {
	return who.MayIn(people.PersonalRead, who.Root, campaign) == nil
}

// Handing returns what decides on a list in which so many personal numbers stand
// (that needs personal.read and a reason), and what is told of the number of its
// rows once it is whole and goes out: then it is recorded, once, if it names
// humans or such numbers stand in it. Honours are public, and who may read a list
// with names may take it along: it asks for no reason.
func (s *Service) Handing(ctx context.Context, who people.Actor, h Handout) (release, handed func(int) error) {
	release = func(found int) error {
		h.Found = found
		return s.mayRelease(who, h)
	}
	handed = func(rows int) error {
		if h.Rows = rows; h.Found == 0 && (!h.Names || rows == 0) {
			return nil
		}
		return s.HandOut(ctx, who, h)
	}
	return release, handed
}

// mayRelease refuses to let personal numbers out without the right or a reason.
func (s *Service) mayRelease(who people.Actor, h Handout) error {
	if err := who.MayIn(people.PersonalRead, who.Root, h.Campaign); err != nil {
		return err
	}
	_, err := reason(h.Reason)
	return err
}

// HandOut records that such a file goes out, before it does. One in which
// personal numbers stand needs personal.read in the campaign and a reason.
func (s *Service) HandOut(ctx context.Context, who people.Actor, h Handout) error {
	told := map[string]any{"name": h.File}
	if h.Register != "" {
		told["register"], told["filter"], told["rows"] = h.Register, h.Filter, h.Rows
	}
	if h.Found > 0 {
		if err := s.mayRelease(who, h); err != nil {
			return err
		}
		told["found"], told["reason"] = h.Found, strings.TrimSpace(h.Reason)
	}
	return s.db.Update(ctx, func(tx Tx) error {
		return tx.Record(s.clock(), who.Origin, audit.Act{
			Name: ActHandOut, Subject: h.File, Root: string(who.Root), Campaign: h.Campaign, Unit: string(unitOf(who)), New: told,
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
