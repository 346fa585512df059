// Package workday tells which days a federation works on, as it is known on a
// day: from the notices of the State Council that the program brings along and
// from those that an administrator imported since.
package workday

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what the working days need of a transaction.
type Tx interface {
	ImportedNotices(root organisation.UnitID) ([]string, error) // sources, in the form calendar.ParseNotices reads
	InsertNotice(root organisation.UnitID, published calendar.Date, source string) error
	Record(at time.Time, from audit.Origin, act audit.Act) error
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service knows the working days.
type Service struct {
	db    Store
	clock func() time.Time
	known atomic.Pointer[known] // the working days of the day
}

// NewService returns the service on a store and a clock.
func NewService(db Store, clock func() time.Time) *Service { return &Service{db: db, clock: clock} }

// known is the calendar of one day with the imported notices it was made of.
type known struct {
	on       calendar.Date
	imported []string
	calendar *calendar.Calendar
}

// Calendar returns the working days a federation knows on a day. It is made once
// a day.
func (s *Service) Calendar(tx Tx, root organisation.UnitID, on calendar.Date) (*calendar.Calendar, error) {
	sources, err := tx.ImportedNotices(root)
	if err != nil {
		return nil, err
	}
	if k := s.known.Load(); k != nil && k.on == on && slices.Equal(k.imported, sources) {
		return k.calendar, nil
	}
	notices := calendar.Notices()
	for _, src := range sources {
		more, err := calendar.ParseNotices([]byte(src))
		if err != nil {
			return nil, err
		}
		notices = append(notices, more...)
	}
	k := &known{on, sources, calendar.New(notices).KnownOn(on)}
	s.known.Store(k)
	return k.calendar, nil
}

// Known returns the working days known today, with the notices they rest on,
// for who may import a notice.
func (s *Service) Known(ctx context.Context, who people.Actor) (c *calendar.Calendar, err error) {
	if err := mayImport(who); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx Tx) error {
		c, err = s.Calendar(tx, who.Root, calendar.DateOf(s.clock(), locale.Shanghai))
		return err
	})
	return c, err
}

// ImportNotice stores a notice of the State Council that the program does not
// know yet, in the form calendar.ParseNotices reads.
func (s *Service) ImportNotice(ctx context.Context, who people.Actor, source []byte) error {
	if err := mayImport(who); err != nil {
		return err
	}
	notices, err := calendar.ParseNotices(source)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "workday.bad_notice", err.Error())
	}
	return s.db.Update(ctx, func(tx Tx) error {
		newest := slices.MaxFunc(notices, func(a, b calendar.Notice) int { return a.Published.Compare(b.Published) })
		if err := tx.InsertNotice(who.Root, newest.Published, string(source)); err != nil {
			return err
		}
		return tx.Record(s.clock(), who.Origin, audit.Act{
			Name: "calendar.import", Root: string(who.Root), New: map[string]any{"published": newest.Published.String()},
		})
	})
}

func mayImport(who people.Actor) error {
	return who.May(people.CalendarImport, people.Place{Root: who.Root, Unit: who.Root})
}
