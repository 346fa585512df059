package content

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Gathering is what a content is composed from, all of one moment.
type Gathering struct {
	Running    campaign.Running
	Obligation *playbook.Obligation // whose reports the bulletin publishes
	Period     string               // key
	Items      []campaign.Item      // its duties of the period
	Papers     []Paper              // what was sent for them
	Came       []Came               // what no number has printed yet, of periods published
	Answers    map[Ask]rollup.Answer
	Units      []organisation.Node
	Fixes      []Fix
	Log        Log
}

// Paper is the newest version of a duty's report.
type Paper struct {
	Duty     campaign.DutyID
	Unit     organisation.UnitID
	Form     string
	Period   string
	N        int64
	Accepted bool
	Digest   string
	Figures  []paper.Figure
	Content  paper.Content
}

// Came is the newest version of a report of a period whose bulletin is issued:
// first sent after it, or accepted since its figures were taken.
type Came struct {
	Duty     campaign.DutyID
	Unit     organisation.UnitID
	Form     string
	Period   string
	N        int64
	Accepted bool
	Nil      bool
	Digest   string
	After    bool // first sent after the bulletin: 补报
}

// Ask is a question for the sums of the accepted reports of a form and period,
// as it was then.
type Ask struct {
	Form, Period string
	By           rollup.By
}

// Asks lists what Compose needs answered.
func (g *Gathering) Asks() []Ask {
	var out []Ask
	for _, s := range rollup.Sources(g.Running.Book) {
		if s.Obligation != g.Obligation.ID {
			continue
		}
		out = append(out, Ask{s.Form, g.Period, rollup.ByUnit}, Ask{s.Form, g.Period, rollup.ByLine})
		for _, p := range g.Came {
			if a := (Ask{s.Form, p.Period, rollup.ByUnit}); p.Form == s.Form && !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	return out
}

// Question returns what is asked of package rollup, and 统计 answers alike.
func (g *Gathering) Question(a Ask) (rollup.Question, error) {
	p, err := calendar.ParsePeriod(a.Period)
	return rollup.Question{
		Campaign: g.Running.ID, Source: rollup.Source{Obligation: g.Obligation.ID, Form: a.Form},
		By: a.By, From: p.Start, To: p.End, AsOf: rollup.Then, State: rollup.Accepted,
	}, err
}

// Printed is what the issued numbers told of the units' reports.
type Printed struct {
	figures map[campaign.DutyID]bool // they had the figures
	listed  map[campaign.DutyID]bool // they listed it as 补报
	fixes   map[string]bool
}

// Add adds what one number told.
func (p *Printed) Add(c *Content) {
	if p.figures == nil {
		p.figures, p.listed, p.fixes = map[campaign.DutyID]bool{}, map[campaign.DutyID]bool{}, map[string]bool{}
	}
	for _, f := range c.Fixes {
		p.fixes[f.ID] = true
	}
	for _, r := range c.Rows {
		p.figures[r.Duty] = p.figures[r.Duty] || r.Accepted
	}
	for _, s := range slices.Concat(c.Late, c.Added) {
		p.listed[s.Duty] = true
		p.figures[s.Duty] = p.figures[s.Duty] || s.Accepted
	}
}

// Without returns what the numbers have not told of: no report is told of twice
// but a 补报, which is listed when it has come and again when it is accepted.
func (p *Printed) Without(all []Came) []Came {
	var out []Came
	for _, c := range all {
		first := c.After && !p.listed[c.Duty]
		if !p.figures[c.Duty] && (first || c.Accepted) {
			c.After = first
			out = append(out, c)
		}
	}
	return out
}

// Repeats reports whether a content that is not issued tells what the numbers
// have told.
func (p *Printed) Repeats(c *Content) bool {
	return slices.ContainsFunc(c.Fixes, func(f Fix) bool { return p.fixes[f.ID] }) ||
		slices.ContainsFunc(c.Late, func(s Supplement) bool { return p.listed[s.Duty] }) ||
		slices.ContainsFunc(c.Added, func(s Supplement) bool { return p.figures[s.Duty] })
}
