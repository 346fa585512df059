package book_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
)

func TestOverdue(t *testing.T) {
	t.Parallel()
	today := calendar.Date{Year: 2018, Month: time.October, Day: 10}
	for _, c := range []struct {
		register, state, due string
		want                 int64
	}{
		{"problems", "open", "2018-10-09", 1},
		{"problems", "in_progress", "2018-09-10", 30},
		{"problems", "open", "2018-10-10", 0}, // due today
		{"problems", "open", "2018-10-11", 0},
		{"problems", "open", "", 0},
		{"problems", "closed", "2018-09-10", 0},
		{"problems", book.Withdrawn, "2018-09-10", 0},
		{"milestones", "planned", "2018-09-10", 0}, // of which nothing is said
	} {
		shape, _ := book.ShapeOf(c.register)
		b := book.Book{Shape: shape}
		if got := b.Overdue(c.state, map[string]string{"due": c.due}, today); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}
