package ledger

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// goalOf is a goal of a unit with how it stands.
type goalOf struct {
	ID      goal.ID   `json:"id"`
	Unit    entryUnit `json:"unit"`
	Line    string    `json:"line,omitempty" doc:"Id of the action line; absent: all of them together."`
	Measure string    `json:"measure"`
	Year    int       `json:"year"`
	Value   string    `json:"value,omitempty" doc:"What is in force, as typed."`
	Waits   string    `json:"waits,omitempty" doc:"What waits for the office, as typed."`
	Version int64     `json:"version" doc:"The newest, to be named by what changes or decides it."`
	Due     string    `json:"due,omitempty" doc:"What should have been reached by now, as typed."`
	Actual  string    `json:"actual,omitempty" doc:"What the ledger holds, as typed."`
	Ahead   string    `json:"forecast,omitempty" doc:"Where the year ends at this rate, as typed."`
	Stands  string    `json:"standing"`
}

type goalsAnswer struct {
	wire.Answer
	Year  int      `json:"year"`
	Items []goalOf `json:"items" doc:"The worst first."`
}

type goalsWanted struct {
	InCampaign
	Unit string `query:"unit" maxLength:"32" doc:"Code of a unit: it with all below it."`
	Year int    `query:"year" minimum:"0" maximum:"9999" doc:"Absent: this one."`
	Line string `query:"line" maxLength:"64"`
}

type goalStated struct {
	InCampaign
	Body struct {
		Unit    string `json:"unit" maxLength:"32" doc:"Code."`
		Line    string `json:"line,omitempty" maxLength:"64"`
		Measure string `json:"measure" maxLength:"64"`
		Year    int    `json:"year" minimum:"1900" maximum:"9999"`
		Value   string `json:"value" maxLength:"32" doc:"As typed; \"\" drops the goal."`
		Reason  string `json:"reason,omitempty" maxLength:"500"`
		Version int64  `json:"version" minimum:"0" doc:"The newest that was seen, 0 for none."`
	}
}

type statedAnswer struct {
	wire.Answer
	ID      goal.ID `json:"id"`
	Version int64   `json:"version"`
	InForce int64   `json:"in_force" doc:"The version in force, 0 for none: it waits for the office."`
}

type goalsDecided struct {
	InCampaign
	Body struct {
		Approve bool       `json:"approve"`
		Note    string     `json:"note,omitempty" maxLength:"500" doc:"Wanted where they are returned."`
		Goals   []goalPick `json:"goals" minItems:"1" maxItems:"500"`
	}
}

type goalPick struct {
	ID      goal.ID `json:"id" maxLength:"64"`
	Version int64   `json:"version" minimum:"1"`
}

type quotaOf struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Least int        `json:"at_least"`
	Units []unitDone `json:"units" doc:"Those that are behind first."`
}

type unitDone struct {
	Unit  entryUnit `json:"unit"`
	Done  int64     `json:"done"`
	State string    `json:"state" enum:"missed,underway,ahead,reached"`
}

type quotasAnswer struct {
	wire.Answer
	Year  int       `json:"year"`
	Items []quotaOf `json:"items"`
}

func (o *operations) goals() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/goals", "list-goals", "The goals of a year with their pace"), o.listGoals)
	wire.Serve(o.Host, wire.Write(http.MethodPut, "/campaigns/{campaign}/goals", "state-goal", "State, change or drop a goal; it waits for the office unless it states it"), o.stateGoal)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/goals/decide", "decide-goals", "Approve goals that wait, or return them: all of them or none"),
		func(c wire.Call, in *goalsDecided) (*wire.Answer, error) {
			var picks []goal.Pick
			for _, g := range in.Body.Goals {
				picks = append(picks, goal.Pick{Goal: g.ID, N: g.Version})
			}
			return &wire.Answer{}, o.Goals.Decide(c, c.Who, in.Campaign, picks, in.Body.Approve, in.Body.Note)
		})
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/quotas", "list-quotas", "What units owe in accepted entries, and what they did"), o.quotas)
}

func (o *operations) listGoals(c wire.Call, in *goalsWanted) (*goalsAnswer, error) {
	q := goal.Question{Campaign: in.Campaign, Year: in.Year, Line: in.Line}
	var err error
	if in.Unit != "" {
		if q.Unit, err = o.Unit(c, in.Unit); err != nil {
			return nil, err
		}
	}
	l, err := o.Goals.List(c, c.Who, q)
	if err != nil {
		return nil, err
	}
	out := &goalsAnswer{Year: l.Year, Items: []goalOf{}}
	for _, r := range l.Rows {
		m := l.Book.Measure(r.Measure)
		if m == nil {
			continue
		}
		g := goalOf{
			ID: r.ID, Unit: entryUnit{r.Of.Code, r.Of.Name}, Line: r.Line, Measure: r.Measure, Year: r.Year, Version: r.Newest,
			Due: m.Kind.Plain(r.Pace.Required), Actual: plain(m.Kind, r.Pace.Done), Ahead: plain(m.Kind, r.Pace.Forecast), Stands: string(r.Pace.Standing),
		}
		if r.Force.N > 0 {
			g.Value = m.Kind.Plain(r.Force.Value)
		}
		if r.Waiting.N > 0 {
			g.Waits = m.Kind.Plain(r.Waiting.Value)
		}
		out.Items = append(out.Items, g)
	}
	return out, nil
}

func (o *operations) stateGoal(c wire.Call, in *goalStated) (*statedAnswer, error) {
	unit, err := o.Unit(c, in.Body.Unit)
	if err != nil {
		return nil, err
	}
	b := in.Body
	g, err := o.Goals.Set(c, c.Who, goal.Wish{
		Campaign: in.Campaign, Unit: unit, Line: b.Line, Measure: b.Measure, Year: b.Year, Typed: b.Value, Reason: b.Reason, Seen: b.Version,
	})
	if err != nil {
		return nil, err
	}
	return &statedAnswer{ID: g.ID, Version: g.Newest, InForce: g.InForce}, nil
}

type quotasWanted struct {
	InCampaign
	Unit string `query:"unit" maxLength:"32" doc:"Code: this unit alone."`
	Year int    `query:"year" minimum:"0" maximum:"9999" doc:"Absent: this one."`
}

func (o *operations) quotas(c wire.Call, in *quotasWanted) (*quotasAnswer, error) {
	var unit organisation.UnitID
	var err error
	if in.Unit != "" {
		if unit, err = o.Unit(c, in.Unit); err != nil {
			return nil, err
		}
	}
	count, err := o.Quotas.Count(c, c.Who, quota.Question{Campaign: in.Campaign, Unit: unit, Year: in.Year})
	if err != nil {
		return nil, err
	}
	out := &quotasAnswer{Year: count.Year, Items: []quotaOf{}}
	for _, g := range count.Groups {
		q := quotaOf{ID: g.Quota.ID, Title: g.Quota.Title, Least: g.Quota.Least, Units: []unitDone{}}
		for _, r := range g.Rows {
			q.Units = append(q.Units, unitDone{entryUnit{r.Unit.Code, r.Unit.Name}, r.N, string(r.State)})
		}
		out.Items = append(out.Items, q)
	}
	return out, nil
}

// plain writes what was measured, "" where nothing measures it.
func plain(k quantity.Kind, m rule.Measured) string {
	if !m.Known {
		return ""
	}
	return k.Plain(m.N)
}
