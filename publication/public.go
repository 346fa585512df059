package publication

import (
	"context"
	"slices"
)

// Public is an issued bulletin as everybody may read it.
type Public struct {
	Bulletin    Bulletin // without what it was made of
	Campaign    string   // title
	Corrections []Correction
}

// Published lists the bulletins of every campaign that were issued in a year, the
// newest first, without their papers: those of the last year in which there were
// any, where there are none in the one asked for. years are those with bulletins,
// the last one first.
func (s *Service) Published(ctx context.Context, year int64) (years []int64, out []Public, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if years, err = tx.IssuedYears(); err != nil || len(years) == 0 {
			return err
		}
		if !slices.Contains(years, year) {
			year = years[0]
		}
		out, err = tx.IssuedBulletins(year)
		return err
	})
	return years, out, err
}

// Read returns an issued bulletin to everybody, with the corrections made
// since.
func (s *Service) Read(ctx context.Context, id ID) (p Public, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if p, err = tx.IssuedBulletin(id); err != nil {
			return err
		}
		p.Corrections, err = corrected(tx, p.Bulletin)
		return err
	})
	return p, err
}
