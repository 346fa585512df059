package calendar

// Line is one period and its deadline, as `xianfeng calendar` prints it.
type Line struct {
	Period   Period
	Deadline Deadline
}

// Lines returns what the rule gives for each of its periods in the year. A
// rule that names a date gives one line in the year of that date, else none.
func Lines(year int, r Rule, c *Calendar) []Line {
	var all []Line
	for _, p := range PeriodsBetween(r.Kind(), Date{year, 1, 1}, Date{year, 12, 31}) {
		d := r.Resolve(p, c)
		if p.Kind != Once || d.Date.Year == year {
			all = append(all, Line{p, d})
		}
	}
	return all
}

// Chinese returns «2018-09-30 周日», with the mark of a provisional date.
func (l Line) Chinese() string {
	s := l.day(l.Deadline.Date.WeekdayChinese())
	if l.Deadline.Provisional {
		s += " 暂定(尚未公布)"
	}
	return s
}

// English returns «2018-09-30 Sun», with the mark of a provisional date.
func (l Line) English() string {
	s := l.day(l.Deadline.Date.Weekday().String()[:3])
	if l.Deadline.Provisional {
		s += " provisional (not yet announced)"
	}
	return s
}

func (l Line) day(weekday string) string {
	s := l.Deadline.Date.String() + " " + weekday
	if l.Deadline.Clock != EndOfDay {
		s += " " + l.Deadline.Clock.String()
	}
	return s
}
