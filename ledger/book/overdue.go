package book

import "github.com/xianfeng-oss/xianfeng/calendar"

// Overdue says by how many days an entry is past the day by which it should be
// over (P-16, P-29), 0 for one that is not: on that day itself it is not yet, and
// what is over or withdrawn is so no more.
func (b *Book) Overdue(state string, values map[string]string, today calendar.Date) int64 {
	st, known := b.State(state)
	due, err := calendar.ParseDate(values[b.Due])
	if b.Due == "" || !known || st.Ends || state == Withdrawn || err != nil || !due.Before(today) {
		return 0
	}
	return int64(today.Sub(due))
}
