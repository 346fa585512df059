// Package roster is what the API says of who is honoured and takes part, of
// persons who were entered twice, of households that are watched and of what the
// reference data lacks. Persons in need are masked in every answer; who is
// honoured is called by name, and no phone or identity number is told.
package roster

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Services are the use cases behind the operations.
type Services struct {
	Ledger *ledger.Service
	Roster *roster.Service
	Unit   func(ctx context.Context, code string) (organisation.UnitID, error) // finds a unit that the asker may see, or whose ledger
	Codes  func(ctx context.Context) (func(organisation.UnitID) string, error) // returns what a unit's code is
}

// operations are those of the roster, at the API that hosts them.
type operations struct {
	Services
	wire.Host
}

// Register adds the operations to an API.
func Register(h wire.Host, s Services) {
	o := &operations{s, h}
	wire.Serve(h, wire.Read("/campaigns/{campaign}/roster", "get-roster", "How many are on the roster and take part, each person once: by unit, and by industry and highest level (P-17)"), o.look)
	o.participants()
	o.pairs()
	o.references()
}

// At names a campaign and, where it is asked for, a unit.
type At struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Unit     string      `query:"unit" maxLength:"32" doc:"Code of a unit: it with all below it; absent: all that the asker may see."`
}

// in finds the unit that is asked for, "" for none.
func (o *operations) in(c wire.Call, at At) (organisation.UnitID, error) {
	if at.Unit == "" {
		return "", nil
	}
	return o.Unit(c, at.Unit)
}

// rosterUnit names a unit.
type rosterUnit struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// rosterStanding counts persons, each once.
type rosterStanding struct {
	Registered int `json:"registered"`
	Joined     int `json:"joined"`
	Invited    int `json:"invited" doc:"Asked, and no answer yet."`
	Declined   int `json:"declined"`
	Unasked    int `json:"unasked" doc:"The rest: not asked yet."`
}

type unitStanding struct {
	Unit rosterUnit `json:"unit"`
	Own  bool       `json:"own,omitempty" doc:"Of the unit itself, without those below it, which stand beside it."`
	rosterStanding
}

// rosterCell is a place of the analysis.
type rosterCell struct {
	Industry string `json:"industry" doc:"Id of the industry, \"\" where none is given; «*» for all."`
	Level    string `json:"level" doc:"The highest at which the person was honoured, \"\" where none is given; «*» for all."`
	Persons  int    `json:"persons"`
}

type rosterAnswer struct {
	wire.Answer
	rosterStanding
	Units []unitStanding `json:"units" doc:"Those directly below with anybody, each with all below it; the unit's own first."`
	Cells []rosterCell   `json:"cells" doc:"By industry and level, with the sums."`
}

func (o *operations) look(c wire.Call, in *At) (*rosterAnswer, error) {
	unit, err := o.in(c, *in)
	if err != nil {
		return nil, err
	}
	r, err := o.Roster.Look(c, c.Who, in.Campaign, unit)
	if err != nil {
		return nil, err
	}
	out := &rosterAnswer{rosterStanding: rosterStanding(r.Total), Units: []unitStanding{}, Cells: []rosterCell{}}
	for _, u := range r.Units {
		out.Units = append(out.Units, unitStanding{rosterUnit{u.Unit.Code, u.Unit.Name}, u.Own, rosterStanding(u.Standing)})
	}
	levels := append(append([]string{}, roster.Levels...), "", roster.All)
	for _, industry := range append(r.Industries, roster.All) {
		for _, level := range levels {
			if n := r.Persons[roster.Cell{Industry: industry, Level: level}]; n > 0 {
				out.Cells = append(out.Cells, rosterCell{industry, level, n})
			}
		}
	}
	return out, nil
}
