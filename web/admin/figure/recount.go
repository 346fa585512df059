package figure

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// recount is what the last recount at night found.
type recount struct {
	At          time.Time
	Versions    int
	Count       int          // of all differences
	Differences []difference // the first of them
}

// difference is a figure that is not what its report says.
type difference struct{ Unit, Period, What, URL, Is, Should string }

// recounted returns what the last recount found, for who manages the duties;
// nothing before the first and for all others.
func (a *area) recounted(c *desk.Call, t tabler) (out recount, err error) {
	id := t.Question.Campaign
	if c.Who.May(people.DutyManage, people.Place{Root: t.Root, Unit: t.Running.Unit, Campaign: string(id)}) != nil {
		return out, nil
	}
	found, err := a.Figures.Recounted(c.Context(), c.Who, id)
	if err != nil {
		return out, err
	}
	out = recount{At: found.At, Versions: found.Versions, Count: found.Count}
	for _, d := range found.Differences {
		n := d.Unit
		if unit, ok := t.Tree.ByCode(d.Unit); ok {
			n = unit.Name
		}
		out.Differences = append(out.Differences, difference{n, desk.PeriodTitle(t.p, d.Period), d.Cell, cellURL(d.Duty, d.N, d.Cell), d.Is, d.Should}.of(t, d.Field, d.Duty))
	}
	return out, nil
}

// of words a difference that is one of a duty's fields.
func (d difference) of(t tabler, f rollup.Field, id campaign.DutyID) difference {
	if f == "" {
		return d
	}
	d.What, d.URL = t.p.T("figure.field_"+string(f)), "/duties/"+string(id)
	for _, text := range []*string{&d.Is, &d.Should} {
		switch {
		case *text == "":
		case f == rollup.FieldNewest:
			*text = t.p.T("figures.version", *text)
		case f == rollup.FieldAccepted, f == rollup.FieldNil, f == rollup.FieldExcused:
			*text = t.p.T("figure.said_" + *text)
		case f == rollup.FieldCategory:
			*text = t.p.T("category." + *text)
		case f == rollup.FieldCounty, f == rollup.FieldIndustry, f == rollup.FieldUnit:
			*text = t.named(rollup.ByUnit, *text)
		}
	}
	return d
}
