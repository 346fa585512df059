package publication

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Tx is what the use cases of bulletins need of a transaction.
type Tx interface {
	rollup.Tx // and with it campaign.Tx
	bulletins
	corrections
	sources
	SendDuty(campaign.Duty) (campaign.Duty, error) // by its revision
	PublishDuties(id campaign.ID, obligation, period string, at time.Time) error
}

type bulletins interface {
	InsertBulletin(*Bulletin) error
	UpdateBulletin(Bulletin) (Bulletin, error) // by its revision
	Bulletin(ID) (Bulletin, error)             // a discarded one is not found
	BulletinOf(campaign.DutyID) (Bulletin, error)
	Bulletins(campaign.ID) ([]Bulletin, error)         // without what they are made of
	IssuedYears() ([]int64, error)                     // in which some campaign issued one, the last first
	IssuedBulletins(year int64) ([]Public, error)      // of every campaign, newest first, without their papers
	IssuedBulletin(ID) (Public, error)                 // with its paper, without corrections
	LastBulletin(campaign.ID) (Bulletin, error)        // the highest number, ID "" before the first
	IssuedIn(c campaign.ID, year int64) (int64, error) // how many
}

type corrections interface {
	InsertCorrection(*Correction) error
	UpdateCorrection(Correction) (Correction, error) // by its revision
	Corrections(ID) ([]Correction, error)            // of a number, oldest first
	Unprinted(campaign.ID) ([]Correction, error)     // in no number yet, oldest first
}

type sources interface {
	Papers(c campaign.ID, obligation, period string) ([]content.Paper, error)
	// Came lists the reports of every published period but one that were first
	// sent after the bulletin, or accepted since its figures were taken.
	Came(c campaign.ID, bulletin, obligation, but string) ([]content.Came, error)
	// IssuedSince gives the bulletins issued at an instant or later with what
	// they rest on, one at a time.
	IssuedSince(c campaign.ID, since time.Time, give func(Bulletin)) error
	LastDue(c campaign.ID, obligation string) (map[string]time.Time, error) // by period, of what is not excused
	NewestHead() (audit.Head, error)
	// Cases lists the typical cases of a campaign that are approved, the newest
	// first.
	Cases(campaign.ID) ([]content.Case, error)
	// PrintedPractices gives the issued bulletins of a campaign with their numbers
	// and practices alone, the oldest first, one at a time.
	PrintedPractices(c campaign.ID, give func(Bulletin)) error
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of bulletins.
type Service struct {
	db        Store
	campaigns *campaign.Service
	figures   *rollup.Service
}

// NewService returns the service on a store, the campaigns and their figures.
func NewService(db Store, campaigns *campaign.Service, figures *rollup.Service) *Service {
	return &Service{db: db, campaigns: campaigns, figures: figures}
}

// desk is a bulletin with its campaign at this moment.
type desk struct {
	campaign.Running
	place  people.Place // the organiser's
	signer string       // how the actor would sign, "" if the actor may not
	b      Bulletin

	post     partner // for which the actor signs as another issuer
	cosigner string  // how the actor would sign for it, "" if the actor may not
}

// open loads a campaign for who may read its bulletins.
func (s *Service) open(tx Tx, who people.Actor, id campaign.ID) (d desk, err error) {
	if d.Running, err = s.campaigns.Open(tx, who, people.BulletinRead, id); err != nil {
		return d, err
	}
	d.place = people.Place{Root: d.Root, Unit: d.Unit, Campaign: string(id)}
	if d.signer, err = d.signature(tx, who); err == nil {
		d.post, d.cosigner, err = d.cosigns(tx, who)
	}
	return d, err
}

// load loads a bulletin. One that is not issued exists for who composes or
// signs alone.
func (s *Service) load(tx Tx, who people.Actor, id ID) (desk, error) {
	b, err := tx.Bulletin(id)
	if err != nil {
		return desk{}, err
	}
	d, err := s.open(tx, who, b.Campaign)
	if err == nil && b.State != Issued && !d.works(who) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	d.b = b
	return d, err
}

// works reports whether the actor works on what is not issued yet.
func (d desk) works(who people.Actor) bool {
	return d.signer != "" || d.cosigner != "" || who.May(people.BulletinCompose, d.place) == nil
}

// hold keeps the campaign for this transaction alone: of two who would issue at
// once, one waits and then sees what the other did.
func (s *Service) hold(tx Tx, id ID) error {
	b, err := tx.Bulletin(id)
	if err != nil {
		return err
	}
	return tx.HoldCampaign(b.Campaign)
}

// change runs one change of a bulletin in a transaction of its own and records
// its act. The change stores what it makes of the bulletin.
func (s *Service) change(ctx context.Context, who people.Actor, id ID, change func(Tx, *desk) (audit.Act, error)) (b Bulletin, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := s.hold(tx, id); err != nil {
			return err
		}
		d, err := s.load(tx, who, id)
		if err != nil {
			return err
		}
		if err := d.Writable(); err != nil {
			return err
		}
		act, err := change(tx, &d)
		if err != nil {
			return err
		}
		b = d.b
		if act.Name == "" { // it was done before
			return nil
		}
		return tx.Record(d.Now, who.Origin, d.act(act))
	})
	return b, err
}

// act completes an act on the bulletin with all it concerns.
func (d *desk) act(a audit.Act) audit.Act {
	a.Subject, a.Root, a.Campaign, a.Unit = string(d.b.ID), string(d.Root), string(d.Running.ID), string(d.Unit)
	if ob := d.Book.Obligation(d.b.Obligation); ob != nil {
		a.Clause = ob.Clause
	}
	return a
}

// at refuses a change of a bulletin that is in another state, or that somebody
// changed since a revision.
func (d *desk) at(revision int64, states ...State) error {
	for _, st := range states {
		if d.b.State == st {
			if d.b.Revision != revision {
				return fault.New(fault.Stale, "publication.stale")
			}
			return nil
		}
	}
	switch d.b.State {
	case Issued:
		return fault.New(fault.Conflict, "publication.issued", d.b.Name())
	case Signed:
		return fault.New(fault.Conflict, "publication.signed", d.b.Signer)
	}
	return fault.New(fault.Conflict, "publication.not_signed")
}
