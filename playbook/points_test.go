package playbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// point is a thing that real plans say, in a playbook of its own: the edits
// that make it of small.yaml, and what is read out of it.
type point struct {
	name, edits string
	says        func(pb *Playbook) []string
	want        []string
}

// dueOn returns when an obligation is due in a period, with the time of day.
func dueOn(pb *Playbook, id, period string) string {
	p, err := calendar.ParsePeriod(period)
	if err != nil {
		return err.Error()
	}
	d := pb.Obligation(id).Due.Resolve(p, calendar.New(calendar.Notices()))
	return strings.TrimSuffix(fmt.Sprint(d.Date, " ", d.Clock), " 24:00")
}

// appended is an obligation of the federation with the given lines.
func appended(lines ...string) string {
	return `    reading: R-1 => reading: R-1\n  more:\n    title: 事项\n    clause: C-2\n    of: units\n    later: honour\n    ` +
		strings.Join(lines, `\n    `) + "\n"
}

// awarded is an award with the given lines.
func awarded(lines ...string) string {
	return `readings:\n  R-1 => awards:\n  best:\n    title: 先进\n    for: person\n    clause: C-2\n    ` + strings.Join(lines, `\n    `) + `\nreadings:\n  R-1` + "\n"
}

var points = []point{
	{"1 times of day", `last workday of month => last workday of month 9:00` + "\n" + `window: 2018-07-02..2018-07-06 => due: 2018-07-06 noon` + "\n",
		func(pb *Playbook) []string {
			return []string{dueOn(pb, "monthly", "2018-06"), dueOn(pb, "meeting", "once")}
		},
		[]string{"2018-06-29 09:00", "2018-07-06 12:00"}},
	{"1 close of business, not moved off a rest day", `window: 2018-07-02..2018-07-06 => due: 2018-06-18 close of business` + "\n",
		func(pb *Playbook) []string { return []string{dueOn(pb, "meeting", "once")} }, []string{"2018-06-18 17:30"}},
	{"1 moved off a rest day, either way", `window: 2018-07-02..2018-07-06 => due: 2018-06-18 or the next workday` + "\n" +
		`last workday of month => day 10 of month or workday before 09:00` + "\n" + appended("due: 2018-12-31 or next workday"),
		func(pb *Playbook) []string {
			return []string{dueOn(pb, "meeting", "once"), dueOn(pb, "monthly", "2018-06"), pb.Obligation("monthly").Due.Chinese(), dueOn(pb, "more", "once")}
		}, []string{"2018-06-19", "2018-06-08 09:00", "当月10日（遇节假日提前）上午9:00前", "2019-01-02"}},
	{"4 dates that count from the start", `title: 小方案\nperiod: 2018-06-01..2018-12-31 => title: 小方案\nstart: 2018-06-30\nperiod: start..start+8m-1d` + "\n" +
		`window: 2018-07-02..2018-07-06 => window: start+1m..start+8m-1d noon` + "\n" + `every: month => every: month\n    from: start+1m\n    until: start+7m` + "\n" +
		`obligations:\n => phases:\n  first: {name: 一, window: start-1d..2018-12, clause: C-1}\nevents:\n  start: {name: 印发, dates: [start], clause: C-1}\nobligations:\n` + "\n" +
		appended("due: 15 workdays after start 9:00"), relative,
		[]string{"2018-06-30", "2018-06-30..2019-02-27", "2018-06-29..2018-12-31", "2018-07-30 2019-02-27 12:00", "2018-07 2019-01", "2018-07-20 09:00"}},
	{"2 working days after an event", `obligations:\n => events:\n  congress: {name: 大会结束, dates: 2018-07-06, clause: C-1}\nobligations:\n` + "\n" +
		`window: 2018-07-02..2018-07-06 => due: 20 workdays after congress` + "\n",
		func(pb *Playbook) []string {
			return []string{dueOn(pb, "meeting", "once"), pb.Obligation("meeting").Due.Chinese()}
		}, []string{"2018-08-03", "“大会结束”后20个工作日内"}},
	{"3 at any time, any number of times", appended("every: any", "forms: report", "due: none"),
		func(pb *Playbook) []string {
			all := pb.Obligation("more").Periods(pb)
			return []string{all[0].Key(), all[0].Next().Key(), fmt.Sprint(len(all), pb.Obligation("more").Due == nil)}
		}, []string{"any-0001", "any-0002", "1 true"}},
	{"3 a fixed day of the next month, the last working day of a quarter", `last workday of month => day 10 of next month` + "\n" + appended("every: quarter", "due: last workday of quarter"),
		func(pb *Playbook) []string {
			return []string{dueOn(pb, "monthly", "2018-06"), dueOn(pb, "more", "2018Q3")}
		},
		[]string{"2018-07-10", "2018-09-30"}},
	{"3 a quarter without a day, by a reading", appended("every: quarter", "due: reading", "reading: R-2") +
		`  R-2: {clauses: C-2, question: 哪天, options: {end: {says: 季末, due: last workday of quarter}, tenth: {says: 次月10日, due: day 10 of next quarter}}, default: end}` + "\n",
		func(pb *Playbook) []string {
			r := pb.Reading("R-2")
			return []string{dueOn(pb, "more", "2018Q3"), r.Decision, fmt.Sprint(r.Signed())}
		}, []string{"2018-09-30", "季末", "false"}},
	{"4 every year before May Day", `2018-06-01..2018-12-31 => 2018-01-01..2020-12-31` + "\n" + appended("every: year", "due: last workday before May Day"),
		func(pb *Playbook) []string {
			return []string{dueOn(pb, "more", "2018"), dueOn(pb, "more", "2019"), dueOn(pb, "more", "2020")}
		}, []string{"2018-04-28", "2019-04-30", "2020-04-30"}},
	{"4 the fourth quarter of every year", appended("every: year", "window: quarter 4 of year"),
		func(pb *Playbook) []string {
			return []string{dueOn(pb, "more", "2018"), pb.Obligation("more").Due.Opens(calendar.PeriodOf(calendar.Year, calendar.Date{Year: 2018, Month: 6, Day: 1})).String()}
		}, []string{"2018-12-31", "2018-10-01"}},
	{"4 before the spring rush, whose day is entered", `obligations:\n => events:\n  rush: {name: 春运开始, every: year, dates: [2019-01-21], clause: C-1}\nobligations:\n` + "\n" +
		appended("every: year", "due: 1 workday before rush"),
		func(pb *Playbook) []string { return []string{dueOn(pb, "more", "2019"), dueOn(pb, "more", "2020")} },
		[]string{"2019-01-18", " 00:00"}},
	{"5 windows as coarse as the text", `window: 2018-07-02..2018-07-06 => window: late August 2018\n    planned: yes` + "\n" + appended("window: 2018-06..2018-09"),
		func(pb *Playbook) []string {
			m, o := pb.Obligation("meeting"), pb.Obligation("more")
			return []string{m.Opens.String(), dueOn(pb, "meeting", "once"), fmt.Sprint(m.Planned), o.Opens.String(), dueOn(pb, "more", "once")}
		}, []string{"2018-08-21", "2018-08-31", "true", "2018-06-01", "2018-09-30"}},
	{"6 quotas", awarded("beyond: reserved", "quotas:", "  - {category: county, places: 1..2}", "  - {unit: 甲县总工会, places: 3}", "  - {members: 1000.., places: open}", "  - {members: ..999, places: 1}"),
		func(pb *Playbook) []string {
			a := pb.Award("best")
			return []string{fmt.Sprint(a.Quotas[0].Places), a.Quotas[1].Unit, fmt.Sprint(a.Quotas[2].From, a.Quotas[2].To, a.Quotas[2].Places.Open), fmt.Sprint(a.Quotas[3].To), string(a.Beyond)}
		}, []string{"{1 2 0 false}", "甲县总工会", "1000 0 true", "999", "reserved"}},
	{"7 floors and caps", awarded("number: ..150", "shares:", "  frontline: {title: 基层一线, at_least: 60%}", "  county_level: {title: 县处级, at_most: 20%}"),
		func(pb *Playbook) []string {
			a := pb.Award("best")
			return []string{fmt.Sprint(a.Number), fmt.Sprint(a.Shares[0].AtLeast, a.Shares[0].AtMost), fmt.Sprint(a.Shares[1].AtLeast, a.Shares[1].AtMost)}
		}, []string{"{0 150 0 false}", "60 100", "0 20"}},
	{"7 ten in a hundred of those who took part", awarded("number: 10%"),
		func(pb *Playbook) []string { return []string{fmt.Sprint(pb.Award("best").Number.Percent)} }, []string{"10"}},
	{"8 eligibility", awarded("again: after 5 years", "facts:", "  years_on: {title: 工龄, kind: years, at: last workday before May Day}", "  prizes: {title: 获奖, kind: count}",
		"eligible:", "  either: {one_of: [years_on >= 10, prizes >= 1 && years_on >= 3], message: 条件不足, english: not enough}",
		"vetoes:", "  accident: {title: 事故, years: 3}"), eligible,
		[]string{"true", "false", "true", "{false 5}", "3", "last workday before May Day"}},
	{"9 who makes up a team", `      notes: => team:\n        title: 队员\n        at_least: 3\n        at_most: 5\n        columns: {name: {label: 姓名}, age: {label: 年龄, options: {young: 30岁以下, other: 其他}}, sex: {label: 性别, options: {man: 男, woman: 女}}}\n      notes:` + "\n" +
		`    checks:\n      homes-within: => checks:\n      young: {section: team, some: {age: young}, at_least: 2, message: 缺青年, english: too few young}\n      woman: {section: team, some: {sex: woman}, message: 缺女性, english: no woman}\n      homes-within:` + "\n",
		func(pb *Playbook) []string {
			f := pb.Form("report")
			s := f.Section("team")
			return []string{fmt.Sprint(s.MinRows, s.MostRows), fmt.Sprint(f.Checks[0].Some.AtLeast, f.Checks[1].Some.AtLeast)}
		}, []string{"3 5", "2 1"}},
	{"10 an approval with publicity", awarded("steps:", "  - {act: recommend}", "  - {act: opinion, asks: [纪检机构, 公安机关], within: 5 workdays}", "  - {act: review, by: office, within: 10 workdays}",
		"  - {act: publicity, within: 5 workdays}", "  - {act: approve, by: office}"),
		func(pb *Playbook) (all []string) {
			for _, s := range pb.Award("best").Steps {
				all = append(all, fmt.Sprint(s.Act, " [", s.Within, "] ", s.By, s.Asks))
			}
			return all
		}, []string{"recommend [] [] []", "opinion [5 workdays] [] [纪检机构 公安机关]", "review [10 workdays] [office] []", "publicity [5 workdays] [] []", "approve [] [office] []"}},
	{"11 a list of papers", appended("due: none", "materials:", "  - {form: report, copies: 3, sealed: yes}", "  - {title: 事迹材料, characters: 2000, electronic: yes}"),
		func(pb *Playbook) []string {
			m := pb.Obligation("more").Materials
			return []string{fmt.Sprint(m[0].Form, m[0].Copies, m[0].Sealed), fmt.Sprint(m[1].Title, m[1].Characters, m[1].Electronic)}
		}, []string{"report3 true", "事迹材料2000 true"}},
	{"12 what comes late", `due: last workday of month => due: last workday of month\n    late: accepted` + "\n" + appended("due: 2018-07-06", "late: forfeited") +
		`  more:\n => other:\n    title: 事项\n    clause: C-2\n    of: units\n    later: honour\n    due: 2018-07-06 09:00\n    late: refused\n  more:\n` + "\n",
		func(pb *Playbook) []string {
			return []string{string(pb.Obligation("monthly").Late), string(pb.Obligation("meeting").Late), string(pb.Obligation("more").Late), string(pb.Obligation("other").Late)}
		}, []string{"accepted", "accepted", "forfeited", "refused"}},
	{"13 grades of slips, delay, doing it again", `readings:\n  R-1 => supervision:\n  slips: {blue: {name: 蓝单, after: 1 day, clause: C-2}, red: {name: 红单, after: 5 workdays}}\n  delay: {before: 3 workdays, decides: office}\n  redo: {within: 5 workdays}\nreadings:\n  R-1` + "\n",
		func(pb *Playbook) []string {
			o := pb.Oversight
			return []string{o.Slips[0].After.String(), o.Slips[1].Name, o.Delay.Before.String(), o.Delay.Decides, o.Redo.Within.String()}
		}, []string{"1 day", "红单", "3 workdays", "office", "5 workdays"}},
	{"14 a scoring sheet", `readings:\n  R-1 => sheets:\n  year: {title: 考评, clause: C-2, items: {a: {title: 报送, points: 70}, b: {title: 所属单位平均, points: 30, of: subordinates}}, bonus: {c: {title: 推广, points: 5}}, deductions: {d: {title: 迟报, points: 10}}, vetoes: {e: {title: 造假}}}\nreadings:\n  R-1` + "\n",
		func(pb *Playbook) []string {
			s := pb.Sheet("year")
			return []string{fmt.Sprint(s.Awaited, s.Items[0].Points, s.Items[1].Subordinates, s.Bonus[0].Points, s.Deductions[0].Points, s.Vetoes[0].Title)}
		}, []string{"false 70 true 5 10造假"}},
	{"14 a method that is issued later", `readings:\n  R-1 => sheets:\n  year: {title: 考评, clause: C-2, method: awaited}\nreadings:\n  R-1` + "\n",
		func(pb *Playbook) []string { return []string{fmt.Sprint(pb.Sheet("year").Awaited)} }, []string{"true"}},
	{"15 a forwarding chain", appended("due: 2018-07-06", "through: [{of: grassroots, before: 10 workdays}, {of: county, before: 3 workdays}]"),
		func(pb *Playbook) (all []string) {
			for _, h := range pb.Obligation("more").Through {
				all = append(all, h.Category+" "+h.Before.Before(calendar.Date{Year: 2018, Month: 7, Day: 6}, calendar.New(calendar.Notices())).String())
			}
			return all
		}, []string{"grassroots 2018-06-22", "county 2018-07-03"}},
	{"16 parallel tracks", `lines:\n  skill: {name: 技能, clause: C-1} => tracks:\n  contest: {name: 竞赛, theme: 比学赶超, clauses: C-1}\n  follow: {name: 活动, lines: 1+0, clauses: C-1}\nlines:\n  skill: {name: 技能, clause: C-1, track: follow}` + "\n" + `    every: month => every: month\n    track: follow` + "\n",
		func(pb *Playbook) []string {
			return []string{pb.Track("contest").Theme, pb.Line("skill").Track, pb.Obligation("monthly").Track, pb.Obligation("meeting").Track}
		}, []string{"比学赶超", "follow", "follow", ""}},
	{"17 quantities are types", `holds: homes <= trained => holds: trained + trained >= homes` + "\n" +
		`      notes: => tasks: {title: 任务, columns: {starts: {label: 开始, type: date}, ends: {label: 完成, type: date}, days: {label: 天数, type: number}}}\n      notes:` + "\n" +
		`    checks:\n => checks:\n      order: {section: tasks, holds: starts + days <= ends && ends - starts < 400, message: 次序, english: order}\n` + "\n",
		typed, []string{"person_times", "households", "trained + trained >= homes", "true", "false"}},
	{"18 several recipients, issuers, copies", `issuers: [市总工会] => issuers: [市总工会, 市扶贫办]\n  copies: [省总工会]\n  addressees: [各县区总工会]` + "\n" +
		`  office: {name: 办公室, kind: office, clauses: C-1} => office: {name: 办公室, kind: office, clauses: C-1}\n  board: {name: 领导小组, kind: leading_group, clauses: C-1}` + "\n" +
		`    to: office\n    due => to: [office, board]\n    due` + "\n",
		func(pb *Playbook) []string {
			d := pb.Document
			return []string{fmt.Sprint(d.Issuers), fmt.Sprint(d.Copies), fmt.Sprint(d.Addressees), fmt.Sprint(pb.Obligation("monthly").To)}
		}, []string{"[市总工会 市扶贫办]", "[省总工会]", "[各县区总工会]", "[office board]"}},
	{"19 aliases, and a category that a reading adds", `kind: office, clauses: C-1} => kind: office, aliases: [生产保护部], clauses: C-1}` + "\n" +
		`    forms: report => forms: report\n    categories: [county]\n    reading: R-2\n    addressed: 生产保护部` + "\n" +
		`  R-2: {clauses: C-1, question: 漏写一类, decision: 含该类, adds: [zone], by: office, on: 2018-06-01}` + "\n",
		func(pb *Playbook) []string {
			o := pb.Obligation("monthly")
			return []string{pb.BodyByName("生产保护部").ID, fmt.Sprint(o.Named), fmt.Sprint(o.Categories)}
		}, []string{"office", "[county]", "[county zone]"}},
	{"20 passages without behaviour", `bodies: => silent: [{at: 引言, words: [为了]}]\n\nbodies:` + "\n",
		func(pb *Playbook) []string {
			return []string{fmt.Sprint(len(pb.Silent)), string(pb.State(pb.Clause("C-3")))}
		}, []string{"1", "silent"}},
}

// relative reads the dates of a plan that counts them from its start.
func relative(pb *Playbook) []string {
	months := pb.Obligation("monthly").Periods(pb)
	return []string{pb.Anchor.String(), pb.Span(), pb.Phases[0].Start.String() + ".." + pb.Phases[0].End.String(),
		pb.Obligation("meeting").Opens.String() + " " + dueOn(pb, "meeting", "once"),
		months[0].Key() + " " + months[len(months)-1].Key(), dueOn(pb, "more", "once")}
}

// typed names the kinds of two measures, and judges the order of two days.
func typed(pb *Playbook) []string {
	all := []string{string(pb.Measure("trained").Kind), string(pb.Measure("homes").Kind), pb.Form("report").Checks[1].Rule.String()}
	start := calendar.Date{Year: 2018, Month: 2, Day: 27}
	for _, days := range []int{2, 1} {
		holds, err := pb.Form("report").Checks[0].Rule.Holds(map[string]int64{"starts": start.Ordinal(), "ends": start.AddDays(days).Ordinal(), "days": 2})
		all = append(all, fmt.Sprint(holds && err == nil))
	}
	return all
}

// eligible judges three candidates by the rule of point 8.
func eligible(pb *Playbook) (all []string) {
	a := pb.Award("best")
	for _, c := range []map[string]int64{{"years_on": 10, "prizes": 0}, {"years_on": 2, "prizes": 1}, {"years_on": 3, "prizes": 1}} {
		one := false
		for _, f := range a.Rules[0].OneOf {
			holds, err := f.Holds(c)
			one = one || holds && err == nil
		}
		all = append(all, fmt.Sprint(one))
	}
	return append(all, fmt.Sprint(a.Again), fmt.Sprint(a.Vetoes[0].Years), a.Facts[0].At.String())
}

// TestTwentyPoints: what real plans say can be said, and is read as it is
// meant. The numbers are those of docs/playbook.md.
func TestTwentyPoints(t *testing.T) {
	t.Parallel()
	for _, p := range points {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			pb := parsed(t, edit(t, small(t), p.edits))
			if diff := cmp.Diff(p.want, p.says(pb)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
