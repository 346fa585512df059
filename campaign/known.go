package campaign

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Known returns the working days known today, with the notices they rest on,
// for who may import a notice.
func (s *Service) Known(ctx context.Context, who people.Actor) (c *calendar.Calendar, err error) {
	if err := who.May(people.CalendarImport, people.Place{Root: who.Root, Unit: who.Root}); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx Tx) error {
		c, err = s.Calendar(tx, calendar.DateOf(s.clock(), locale.Shanghai))
		return err
	})
	return c, err
}
