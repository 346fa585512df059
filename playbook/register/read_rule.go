package register

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// quotas reads how much units of a group owe each year, or once by a day.
func quotas(p source.Place, l *Ledger, plan Plan) []Quota {
	var all []Quota
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("title", "register", "state", "organiser", "of", "at_least", "from", "until", "reading", "clause")
		q := Quota{
			ID: e.Key, Title: rec.Need("title").Text(), Categories: rec.Need("of").Cites(source.Category),
			Readings: rec.At("reading").Cites(source.Reading), Clause: rec.Need("clause").Cite(source.Clause),
		}
		least := rec.Need("at_least")
		if q.Least = int(least.Whole()); least.Given() && q.Least < 1 {
			least.Bad(source.BadValue, least.Text(), "不小于 1 的整数", "a whole number from 1")
		}
		if rec.One("from", "until") == "until" {
			q.Until = rec.At("until").Date()
		} else {
			q.From = firstYear(rec, q, plan)
		}
		shape, known := l.cited(rec.Need("register"))
		if q.Register = shape.ID; known {
			q.State, q.Organiser = counting(rec.Need("state"), shape), organiser(rec.At("organiser"), shape)
		}
		all = append(all, q)
	}
	return all
}

// firstYear reads the first year of a quota, or takes that of a reading.
func firstYear(rec source.Record, q Quota, plan Plan) int {
	at := rec.Need("from")
	switch text := at.Text(); text {
	case "":
		return 0
	case "reading":
		first := plan.FirstYear(q.Readings)
		if first == 0 {
			at.Bad(noFirst, strings.Join(q.Readings, "、"))
		}
		return first
	}
	return year(at)
}

func year(p source.Place) int {
	n := int(p.Whole())
	if p.Given() && (n < 1900 || n > 9999) {
		p.Bad(source.BadValue, p.Text(), "年份（如 2019）", "a year like 2019")
	}
	return n
}

// counting reads the state from which an entry fulfils a quota.
func counting(p source.Place, shape Shape) string {
	id := oneOf(p, statesOf(shape), "状态", "state")
	if s, known := shape.State(id); known && !s.Counts {
		p.Bad(notCounting, id)
	}
	return id
}

func organiser(p source.Place, shape Shape) string {
	if !p.Given() {
		return ""
	}
	if f, ok := shape.Field(p.Text()); !ok || f.Type != Unit {
		p.BadAmong(notUnits, p.Text(), fieldsOf(shape, func(f Field) bool { return f.Type == Unit }), shape.ID)
		return ""
	}
	return p.Text()
}

// goals reads where the yearly goals stand, and how their pace is judged.
func goals(p source.Place, plan Plan) *Goals {
	if !p.Given() {
		return nil
	}
	rec := p.Record("obligation", "section", "yellow", "red", "clause")
	g := &Goals{
		Obligation: rec.Need("obligation").Cite(source.Obligation), Section: rec.Need("section").Text(),
		Yellow: percent(rec.Need("yellow")), Red: percent(rec.Need("red")), Clause: rec.Need("clause").Cite(source.Clause),
	}
	if grids, known := plan.Grids(g.Obligation); known && !slices.Contains(grids, g.Section) {
		rec.At("section").BadAmong(source.UnknownName, g.Section, grids, "固定行的表（目标表）", "grid of goals")
	}
	if rec.At("red").Given() && rec.At("yellow").Given() && g.Red >= g.Yellow {
		rec.At("red").Bad(paceOrder, rec.At("red").Text(), rec.At("yellow").Text())
	}
	return g
}

// percent reads «80%».
func percent(p source.Place) int {
	digits, found := strings.CutSuffix(p.Text(), "%")
	n, err := strconv.Atoi(digits)
	if p.Given() && (!found || err != nil || n < 1 || n > 100) {
		p.Bad(source.BadValue, p.Text(), "百分比（如 80%）", "a share like 80%")
		return 0
	}
	return n
}

// retention reads how long personal values outlive the campaign.
func retention(p source.Place) *Retention {
	if !p.Given() {
		return nil
	}
	rec := p.Record("years", "clause")
	years := rec.Need("years")
	r := &Retention{Years: int(years.Whole()), Clause: rec.At("clause").Cite(source.Clause)}
	if r.Years < 0 || r.Years > 100 {
		years.Bad(source.BadValue, years.Text(), "0 至 100 的年数", "a number of years from 0 to 100")
	}
	return r
}

// exitLines reads the yearly income that ends poverty, by year and area; nobody
// is given two lines.
func exitLines(p source.Place) []ExitLine {
	var all []ExitLine
	for _, item := range p.List() {
		rec := item.Record("year", "area", "yuan", "source", "unconfirmed")
		l := ExitLine{
			Year: year(rec.Need("year")), Area: rec.Need("area").Text(), Amount: fen(rec.Need("yuan")),
			Source: rec.Need("source").Text(), Unconfirmed: rec.At("unconfirmed").Flag(),
		}
		if slices.ContainsFunc(all, func(o ExitLine) bool { return o.Year == l.Year && o.Area == l.Area }) {
			rec.At("year").Bad(twiceLine, fmt.Sprintf("%d %s", l.Year, l.Area))
		}
		all = append(all, l)
	}
	return all
}

// fen reads an amount in 元, «2995» or «2995.50», as 分.
func fen(p source.Place) int64 {
	whole, part, _ := strings.Cut(p.Text(), ".")
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if p.Given() && (err != nil || n <= 0 || len(part) > 2 || n > quantity.Max) {
		p.Bad(source.BadValue, p.Text(), "以元计的金额（如 2995）", "an amount in yuan like 2995")
		return 0
	}
	return n
}
