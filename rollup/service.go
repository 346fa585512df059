package rollup

import (
	"context"
	"fmt"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Tx is what totals need of a transaction.
type Tx interface {
	campaign.Tx
	reports
	recounts
}

type reports interface {
	// FigureStamps returns the stamps of the periods of a source whose keys are
	// at or after the one and before the other, by key; "" for no bound.
	FigureStamps(c campaign.ID, s Source, from, before string) ([]Stamp, error)
	// FigureRows lists the duties of the periods from one key to another.
	FigureRows(c campaign.ID, s Source, from, to string) ([]Row, error)
	// FiguresIn gives the newest versions of those duties that are wanted.
	FiguresIn(c campaign.ID, s Source, from, to string, wanted func(campaign.DutyID) bool, give func(Told)) error
	// ContentsIn reads into place what those versions of a period's duties say
	// that have one.
	ContentsIn(c campaign.ID, s Source, period string, place func(campaign.DutyID, int64) *paper.Content) error
	// FiguresOf returns one version's figures.
	FiguresOf(campaign.DutyID, int64) (Told, error)
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service answers questions for totals. It is safe for concurrent use.
type Service struct {
	db        Store
	campaigns *campaign.Service
	held      holdings
	limit     int64 // of what is held, in figures
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service {
	return &Service{db: db, campaigns: campaigns, limit: maxNumbers}
}

// Roll answers a question for totals, of the duties the actor may read.
func (s *Service) Roll(ctx context.Context, who people.Actor, q Question) (out Answer, err error) {
	err = s.At(ctx, who, func(m Moment) error {
		out, err = m.Roll(q)
		return err
	})
	return out, err
}

// In is Roll at the moment of a transaction, which must be one that only reads:
// all its answers are of the same reports.
func (s *Service) In(tx Tx, who people.Actor, q Question) (Answer, error) {
	return Moment{s, tx, who}.Roll(q)
}

// Parts opens the sum that Roll gives as the question's total of a measure. For
// a group of an answer the question is narrowed by In.
func (s *Service) Parts(ctx context.Context, who people.Actor, q Question, measure string) (out Opened, err error) {
	err = s.At(ctx, who, func(m Moment) error {
		out, err = m.Parts(q, measure)
		return err
	})
	return out, err
}

// List returns the figures of the reports that Roll would count.
func (s *Service) List(ctx context.Context, who people.Actor, q Question) (out Listing, err error) {
	err = s.At(ctx, who, func(m Moment) error {
		out, err = m.List(q)
		return err
	})
	return out, err
}

// At asks several questions of an actor at one moment.
func (s *Service) At(ctx context.Context, who people.Actor, ask func(Moment) error) error {
	return s.db.View(ctx, func(tx Tx) error { return ask(Moment{s, tx, who}) })
}

// read brings what is kept up to the moment of the transaction and returns what
// the question reads of it: the stretch, and what lies before it only where a nil
// report asks for it.
func (s *Service) read(tx Tx, a *asked) (in reading, err error) {
	from, before := a.years()
	stamps, err := tx.FigureStamps(a.Question.Campaign, a.Source, from, before)
	if err != nil {
		return in, err
	}
	h := s.held.of(place{a.Question.Campaign, a.Source})
	if in, err = s.bring(tx, h, a, stamps, a.within); err != nil {
		return in, err
	}
	a.settleEnd(&in)
	if !a.looksBack(in) {
		return in, nil
	}
	if from != "" {
		if stamps, err = tx.FigureStamps(a.Question.Campaign, a.Source, "", before); err != nil {
			return in, err
		}
	}
	return s.bring(tx, h, a, stamps, func(p calendar.Period) bool { return !p.End.After(a.To) })
}

// years returns the bounds of the keys of all periods that can lie in the
// stretch, "" for none: a key begins with its year in four digits, but for «once».
func (a *asked) years() (from, before string) {
	if a.Book.Obligation(a.Source.Obligation).Every == playbook.Once {
		return "", ""
	}
	if !a.From.IsZero() {
		from = fmt.Sprintf("%04d", a.From.Year)
	}
	if !a.To.IsZero() && a.To.Year < 9999 {
		before = fmt.Sprintf("%04d", a.To.Year+1)
	}
	return from, before
}

// bring reads the periods of the stamps that are wanted.
func (s *Service) bring(tx Tx, h *holding, a *asked, stamps []Stamp, wanted func(calendar.Period) bool) (reading, error) {
	var some []Stamp
	for _, st := range stamps {
		p, err := calendar.ParsePeriod(st.Period)
		if err != nil {
			return reading{}, err
		}
		if wanted(p) {
			some = append(some, st)
		}
	}
	in, size, err := h.read(tx, place{a.Question.Campaign, a.Source}, some)
	if size > 0 {
		s.held.grown(h, size, s.limit)
	}
	return in, err
}
