package plan

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/preview"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// categoryGroup is the units of a category below the organiser.
type categoryGroup struct {
	Category string      `json:"category"`
	ByPlan   bool        `json:"by_plan" doc:"The plan asks it."`
	Asked    bool        `json:"asked"`
	Units    []candidate `json:"units"`
}

type candidate struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Left bool   `json:"left,omitempty" doc:"Left out although its category is asked."`
}

type audienceAnswer struct {
	wire.Answer
	Groups []categoryGroup `json:"groups"`
	Units  int             `json:"units" doc:"That are asked and not left out."`
}

func (o *operations) audience(c wire.Call, in *OnePreparation) (*audienceAnswer, error) {
	a, err := o.Preparations.Audience(c, c.Who, in.Preparation)
	return &audienceAnswer{Units: a.Units, Groups: wire.Each(a.Groups, func(g preparation.Group) categoryGroup {
		return categoryGroup{string(g.Category), g.ByPlan, g.Asked, wire.Each(g.Units, func(u preparation.Candidate) candidate {
			return candidate{u.Code, u.Name, u.Left}
		})}
	})}, err
}

// ask is one obligation and form of a campaign that is being prepared.
type ask struct {
	Obligation  string   `json:"obligation"`
	Form        string   `json:"form,omitempty"`
	Title       string   `json:"title"`
	Units       int      `json:"units" doc:"That owe it, the most in any period."`
	Periods     int      `json:"periods"`
	Duties      int      `json:"duties"`
	First       wire.Day `json:"first,omitempty"`
	Last        wire.Day `json:"last,omitempty"`
	Resting     int      `json:"resting" doc:"Periods whose day is no working day."`
	Provisional int      `json:"provisional" doc:"Periods whose day is not certain yet."`
}

func askOf(a preview.Ask) ask {
	out := ask{
		Obligation: a.Obligation.ID, Title: a.Obligation.Title, Units: a.Units, Periods: a.Periods, Duties: a.Duties,
		First: wire.DayOf(a.First), Last: wire.DayOf(a.Last), Resting: a.Resting, Provisional: a.Provisional,
	}
	if a.Form != nil {
		out.Form = a.Form.ID
	}
	return out
}

// dueDay is a day on which something is due.
type dueDay struct {
	On          wire.Day `json:"on"`
	Rest        string   `json:"rest,omitempty" doc:"What kind of rest day it is."`
	Provisional bool     `json:"provisional,omitempty"`
	Dues        []due    `json:"dues"`
}

type due struct {
	Ask    int    `json:"ask" doc:"Its place in «asks», from 0."`
	Period string `json:"period"`
	Units  int    `json:"units"`
}

type calendarAnswer struct {
	wire.Answer
	Asks   []ask    `json:"asks"`
	Days   []dueDay `json:"days"`
	Units  int      `json:"units" doc:"That owe something, the organiser apart."`
	Duties int      `json:"duties"`
	First  wire.Day `json:"first,omitempty"`
	Past   int      `json:"past" doc:"Duties whose day lies before today: they would be missing at once."`
}

func (o *operations) calendar(c wire.Call, in *OnePreparation) (*calendarAnswer, error) {
	p, err := o.Preparations.Preview(c, c.Who, in.Preparation)
	return &calendarAnswer{
		Asks: wire.Each(p.Asks, askOf), Units: p.Units, Duties: p.Duties, First: wire.DayOf(p.First), Past: p.Past,
		Days: wire.Each(p.Days, func(d preview.Day) dueDay {
			return dueDay{wire.DayOf(d.On), d.Rest, d.Provisional, wire.Each(d.Dues, func(x preview.Due) due {
				return due{x.Ask, x.Period.Key(), x.Units}
			})}
		}),
	}, err
}

// tree returns the units of today.
func (o *operations) tree(c wire.Call) (*organisation.Tree, error) {
	return o.Services.Units.Tree(c, c.Who.Root, o.Services.Units.Today())
}

// code returns the code of a unit.
func code(t *organisation.Tree, id organisation.UnitID) string {
	n, _ := t.Unit(id)
	return n.Code
}

func codes(t *organisation.Tree, ids []organisation.UnitID) []string {
	return wire.Each(ids, func(id organisation.UnitID) string { return code(t, id) })
}
