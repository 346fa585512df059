package result

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Due returns the day by which the next of a round of visits is due that its
// unit makes every so often: so long after the last one (H-42). A month later
// is the same day of the next month, or its last.
func Due(last calendar.Date, every string) calendar.Date {
	switch every {
	case "week":
		return last.AddDays(7)
	case "half_month":
		return last.AddDays(15)
	case "quarter":
		return monthsAfter(last, 3)
	case "half_year":
		return monthsAfter(last, 6)
	}
	return monthsAfter(last, 1)
}

func monthsAfter(d calendar.Date, n int) calendar.Date {
	first := calendar.Date{Year: d.Year, Month: d.Month, Day: 1}
	for range n {
		first = nextMonth(first)
	}
	last := nextMonth(first).AddDays(-1)
	first.Day = min(d.Day, last.Day)
	return first
}

func nextMonth(first calendar.Date) calendar.Date {
	if first.Month == time.December {
		return calendar.Date{Year: first.Year + 1, Month: time.January, Day: 1}
	}
	first.Month++
	return first
}
