package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Kind is how often something recurs, and so how long its periods are.
type Kind string

// The kinds of period.
const (
	Once    Kind = "once"
	Month   Kind = "month"
	Quarter Kind = "quarter"
	Year    Kind = "year"
	Any     Kind = "any" // at any time, any number of times (随时)
)

// months returns how many months a period of the kind has, 0 for Once and Any.
func (k Kind) months() int {
	switch k {
	case Month:
		return 1
	case Quarter:
		return 3
	case Year:
		return 12
	default:
		return 0
	}
}

// Period is one reporting period (期别), both days included. The period of a
// thing that happens once, or at any time, has neither Start nor End. Periods
// are comparable.
type Period struct {
	Kind       Kind
	Start, End Date
	Nth        int // Any: which time it is, from 1; else 0
}

// PeriodOf returns the period of the kind that contains d.
func PeriodOf(k Kind, d Date) Period {
	n := k.months()
	switch {
	case k == Any:
		return Period{Kind: Any, Nth: 1}
	case n == 0:
		return Period{Kind: Once}
	}
	first := time.Month((int(d.Month)-1)/n*n + 1)
	return Period{Kind: k, Start: Date{d.Year, first, 1}, End: lastOfMonth(d.Year, first+time.Month(n-1))}
}

// PeriodsBetween returns, in order, the periods of the kind that share a day
// with from..until, so the first contains from and the last contains until.
// Once gives its one period whatever the dates, and Any its first; for the
// others a zero from, or an until before from, gives none.
func PeriodsBetween(k Kind, from, until Date) []Period {
	if k.months() == 0 {
		return []Period{PeriodOf(k, from)}
	}
	if from.IsZero() || until.Before(from) {
		return nil
	}
	var all []Period
	for p := PeriodOf(k, from); !p.Start.After(until); p = p.Next() {
		all = append(all, p)
	}
	return all
}

// Next returns the period that follows. Nothing follows Once but itself.
func (p Period) Next() Period {
	if p.Kind == Any {
		return Period{Kind: Any, Nth: p.Nth + 1}
	}
	return PeriodOf(p.Kind, p.End.AddDays(1))
}

// Timeless reports whether the period is no stretch of time: what is owed once,
// or at any time.
func (p Period) Timeless() bool { return p.Kind.months() == 0 }

// Contains reports whether d lies in the period; a timeless one contains every
// date.
func (p Period) Contains(d Date) bool {
	return p.Timeless() || !d.Before(p.Start) && !d.After(p.End)
}

// quarter returns 1 to 4.
func (p Period) quarter() int { return (int(p.Start.Month) + 2) / 3 }

// Key returns the stable name: «2018-09», «2018Q3», «2018», «once», «any-0001».
// The keys of a kind sort as texts in the order of their periods.
func (p Period) Key() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Start.Year, p.Start.Month)
	case Quarter:
		return fmt.Sprintf("%04dQ%d", p.Start.Year, p.quarter())
	case Year:
		return fmt.Sprintf("%04d", p.Start.Year)
	case Any:
		return fmt.Sprintf("%s%04d", nth, p.Nth)
	default:
		return string(Once)
	}
}

// nth begins the key of a period of the kind Any.
const nth = "any-"

// Chinese returns the title of the period: «2018年9月», «2018年第三季度»,
// «2018年», «一次性», «第2次».
func (p Period) Chinese() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%d年%d月", p.Start.Year, p.Start.Month)
	case Quarter:
		return fmt.Sprintf("%d年第%s季度", p.Start.Year, []string{"一", "二", "三", "四"}[p.quarter()-1])
	case Year:
		return fmt.Sprintf("%d年", p.Start.Year)
	case Any:
		return fmt.Sprintf("第%d次", p.Nth)
	default:
		return "一次性"
	}
}

// English returns the title of the period: «September 2018», «Q3 2018»,
// «2018», «once», «no. 2».
func (p Period) English() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%s %d", p.Start.Month, p.Start.Year)
	case Quarter:
		return fmt.Sprintf("Q%d %d", p.quarter(), p.Start.Year)
	case Any:
		return fmt.Sprintf("no. %d", p.Nth)
	default:
		return p.Key()
	}
}

// ParsePeriod reads what Key returns.
func ParsePeriod(key string) (Period, error) {
	if key == string(Once) {
		return Period{Kind: Once}, nil
	}
	if times, found := strings.CutPrefix(key, nth); found {
		return parseNth(key, times)
	}
	k, text := Year, key+"-01-01"
	if year, q, found := strings.Cut(key, "Q"); found {
		n, err := strconv.Atoi(q)
		if err != nil || len(q) != 1 || n < 1 || n > 4 {
			return Period{}, badPeriod(key)
		}
		k, text = Quarter, fmt.Sprintf("%s-%02d-01", year, 3*n)
	} else if strings.Contains(key, "-") {
		k, text = Month, key+"-01"
	}
	d, err := ParseDate(text)
	if err != nil {
		return Period{}, badPeriod(key)
	}
	return PeriodOf(k, d), nil
}

func parseNth(key, times string) (Period, error) {
	n, err := strconv.Atoi(times)
	if p := (Period{Kind: Any, Nth: n}); err == nil && n > 0 && p.Key() == key {
		return p, nil
	}
	return Period{}, badPeriod(key)
}

func badPeriod(key string) error {
	return fmt.Errorf("calendar: %q is no period like 2018-09, 2018Q3, 2018 or once", key)
}
