package ledger_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

// What is past the day by which it should be solved, and is not, is found by
// itself: not what is due today, what is closed, and what has no such day.
func TestP29ProblemsThatAreOverdueAreFound(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-20 10:00")
		liaison := s.As(people.Liaison, "yexian")
		problem := func(name, due string) ledger.Entry {
			fields := []string{"name", name, "kind", "funds", "day", "2018-06-12", "measure", "联系信用社", "owner", "赵主席"}
			if due != "" {
				fields = append(fields, "due", due)
			}
			return s.Entered(liaison, "problems", "yexian", fields...)
		}
		problem("缺资金", "2018-06-29")
		problem("缺销路", "2018-06-30")
		problem("缺人手", "")
		s.Moved(liaison, problem("缺技术", "2018-06-25"), "take_up", "")
		gone := problem("记错了", "2018-06-25")
		s.Must(second(s.Ledger.Withdraw(t.Context(), liaison, gone.ID, gone.Revision, "记重了")))
		late := func(register string) (names []string, total int64) {
			p, err := s.Ledger.List(t.Context(), liaison, ledger.Query{Campaign: s.Campaign, Register: register, Overdue: true, Totals: true})
			s.Must(err)
			for _, e := range p.Entries {
				names = append(names, e.Name)
			}
			slices.Sort(names)
			return names, p.Total.Count
		}
		s.At("2018-06-29 23:00")
		if got, n := late("problems"); !slices.Equal(got, []string{"缺技术"}) || n != 1 {
			t.Errorf("on the day itself: %v of %d", got, n)
		}
		s.At("2018-06-30 00:10")
		if got, n := late("problems"); !slices.Equal(got, []string{"缺技术", "缺资金"}) || n != 2 {
			t.Errorf("a day later: %v of %d", got, n)
		}
		if got, _ := late("surveys"); len(got) != 0 {
			t.Errorf("of what is never overdue: %v", got)
		}
	})
}
