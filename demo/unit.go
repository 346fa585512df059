package demo

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Unit is a unit of a cast with the people who act for it.
type Unit struct {
	Code, Name       string
	Aliases          []string
	Category         organisation.Category
	County, Industry string // codes of the direct parents
	Area             string // county it helps in, for places and texts
	Lines            []Work
	Scale            float64 // 1 is a county of middling size

	LiaisonName, LeaderName string // once their accounts are open

	id              organisation.UnitID
	liaison, leader people.Actor // the liaison of a grass-roots unit is who records for it
	phone           string       // of the liaison
}

// founded is the day the units of a cast were founded: long before the plans.
var founded = calendar.Date{Year: 2004, Month: 1, Day: 1}

// reports reports whether the unit has a liaison and a leader of its own.
func (u *Unit) reports() bool { return u.Category != organisation.Grassroots }

// leads reports whether a leader of the unit signs.
func (u *Unit) leads() bool { return u.reports() && u.Category != organisation.PovertyOffice }

// On reports whether the unit works along a line.
func (u *Unit) On(line string) bool {
	return slices.ContainsFunc(u.Lines, func(w Work) bool { return w.Line == line })
}

// Care says how much likelier than others the unit is late.
func (u *Unit) Care() float64 {
	return Pick(Roll("care", u.Code), []float64{.4, .6, .7, .8, 2.8})
}

// registration returns an invented person who works for the unit.
func (u *Unit) registration(n *Names, d Die) organisation.Registration {
	return organisation.Registration{Unit: u.id, Name: n.Name(d), Phone: n.phone()}
}

// Grassroots makes grass-roots units of rows of their code, their name and the
// codes of the county and the industry above them.
func Grassroots(rows [][4]string) []*Unit {
	out := make([]*Unit, len(rows))
	for i, r := range rows {
		out[i] = &Unit{Code: r[0], Name: r[1], Category: organisation.Grassroots, County: r[2], Industry: r[3]}
	}
	return out
}
