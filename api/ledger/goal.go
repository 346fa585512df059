package ledger

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
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
	Drops   bool      `json:"drops,omitempty" doc:"What waits is that the goal is dropped."`
	Version int64     `json:"version" doc:"The newest, to be named by what changes or decides it."`
	Due     string    `json:"due,omitempty" doc:"What should have been reached by now, as typed."`
	Actual  string    `json:"actual,omitempty" doc:"What the ledger holds, as typed."`
	Ahead   string    `json:"forecast,omitempty" doc:"Where the year ends at this rate, as typed."`
	Stands  string    `json:"standing" enum:"missed,red,yellow,unset,unknown,early,ahead,green,reached,idle" doc:"By the rule of the plan."`
	May     []string  `json:"may" doc:"What the asker may do: set, decide."`
}

// goalVersion is a statement of a goal.
type goalVersion struct {
	N       int64           `json:"n"`
	Value   string          `json:"value,omitempty" doc:"As typed; absent where the goal is dropped."`
	State   string          `json:"state" enum:"awaiting,approved,returned,replaced"`
	InForce bool            `json:"in_force,omitempty"`
	Duty    campaign.DutyID `json:"duty,omitempty" doc:"The plan it was taken from; absent where it was typed."`
	Version int64           `json:"plan_version,omitempty" doc:"The version of that plan."`
	Reason  string          `json:"reason,omitempty" doc:"Why it was stated or changed."`
	At      *time.Time      `json:"at"`
	Decided *time.Time      `json:"decided,omitempty"`
	Note    string          `json:"note,omitempty" doc:"Why it was returned."`
}

type openedGoal struct {
	wire.Answer
	goalOf
	Versions []goalVersion `json:"versions" doc:"The newest first."`
}

// OneGoal names a goal.
type OneGoal struct {
	Goal goal.ID `path:"goal" doc:"Id of the goal." maxLength:"64"`
}

type goalsAnswer struct {
	wire.List[goalOf]
	Year   int            `json:"year"`
	Counts map[string]int `json:"counts" doc:"Goals by standing, before a standing or those that wait were asked for."`
	Await  int            `json:"awaiting" doc:"Of those, how many wait for the office."`
}

type goalsWanted struct {
	InCampaign
	wire.Page
	Unit     string `query:"unit" maxLength:"32" doc:"Code of a unit: it with all below it."`
	Alone    bool   `query:"alone" doc:"The unit without what is below it."`
	Year     int    `query:"year" minimum:"0" maximum:"9999" doc:"Absent: this one."`
	Line     string `query:"line" maxLength:"64"`
	Standing string `query:"standing" enum:"missed,red,yellow,unset,unknown,early,ahead,green,reached,idle"`
	Awaiting bool   `query:"awaiting" doc:"Only those that wait for the office."`
}

// goalStated states a goal.
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

func (o *operations) goals() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/goals", "list-goals", "The goals of a year with their pace, the worst first"), o.listGoals)
	wire.Serve(o.Host, wire.Read("/goals/{goal}", "get-goal", "A goal with its pace and all that was ever stated of it"), o.openGoal)
	wire.Serve(o.Host, wire.Write(http.MethodPut, "/campaigns/{campaign}/goals", "state-goal", "State, change or drop a goal; it waits for the office unless it states it"), o.stateGoal)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/goals/decide", "decide-goals", "Approve goals that wait, or return them: all of them or none"),
		func(c wire.Call, in *goalsDecided) (*wire.Answer, error) {
			var picks []goal.Pick
			for _, g := range in.Body.Goals {
				picks = append(picks, goal.Pick{Goal: g.ID, N: g.Version})
			}
			return &wire.Answer{}, o.Goals.Decide(c, c.Who, in.Campaign, picks, in.Body.Approve, in.Body.Note)
		})
}

func (o *operations) listGoals(c wire.Call, in *goalsWanted) (*goalsAnswer, error) {
	q := goal.Question{Campaign: in.Campaign, Year: in.Year, Line: in.Line, Alone: in.Alone, Standing: rule.Standing(in.Standing), Awaiting: in.Awaiting}
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
	page, next, err := wire.Cut(l.Rows, in.Page, func(r goal.Row) string { return string(r.ID) })
	if err != nil {
		return nil, err
	}
	out := &goalsAnswer{Year: l.Year, Await: l.Await, Counts: map[string]int{}}
	for standing, n := range l.Counts {
		out.Counts[string(standing)] = n
	}
	out.Items, out.Next = wire.Each(page, func(r goal.Row) goalOf { return goalRow(&l, r) }), next
	return out, nil
}

// kindOf is how a measure of the plan is written; one that the plan dropped
// since is a plain count.
func kindOf(l *goal.List, measure string) quantity.Kind {
	if m := l.Book.Measure(measure); m != nil {
		return m.Kind
	}
	return quantity.Count
}

func goalRow(l *goal.List, r goal.Row) goalOf {
	k := kindOf(l, r.Measure)
	g := goalOf{
		ID: r.ID, Unit: entryUnit{r.Of.Code, r.Of.Name}, Line: r.Line, Measure: r.Measure, Year: r.Year, Version: r.Newest, May: []string{},
		Actual: plain(k, r.Pace.Done), Stands: string(r.Pace.Standing),
	}
	if r.Force.N > 0 {
		g.Value, g.Due, g.Ahead = k.Plain(r.Force.Value), k.Plain(r.Pace.Required), plain(k, r.Pace.Forecast)
	}
	if r.Waiting.N > 0 {
		g.Waits, g.Drops = statedAs(k, r.Waiting), r.Waiting.Dropped
	}
	if r.Sets {
		g.May = append(g.May, "set")
	}
	if r.Decides && r.Waiting.N > 0 {
		g.May = append(g.May, "decide")
	}
	return g
}

// statedAs is what a version states, "" where it drops the goal.
func statedAs(k quantity.Kind, v goal.Version) string {
	if v.Dropped {
		return ""
	}
	return k.Plain(v.Value)
}

func (o *operations) openGoal(c wire.Call, in *OneGoal) (*openedGoal, error) {
	g, err := o.Goals.Open(c, c.Who, in.Goal)
	if err != nil {
		return nil, err
	}
	k := kindOf(&g.List, g.Row.Measure)
	return &openedGoal{goalOf: goalRow(&g.List, g.Row), Versions: wire.Each(g.Versions, func(v goal.Version) goalVersion {
		return goalVersion{v.N, statedAs(k, v), string(v.State), v.N == g.Row.InForce, v.Duty, v.Plan, v.Reason, wire.Instant(v.At), wire.Instant(v.Decided), v.Note}
	})}, nil
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

// plain writes what was measured, "" where nothing measures it.
func plain(k quantity.Kind, m rule.Measured) string {
	if !m.Known {
		return ""
	}
	return k.Plain(m.N)
}
