package plan

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// mistake is a mistake of a playbook, or a warning, at its place.
type mistake struct {
	Line    int      `json:"line"`
	Column  int      `json:"column" doc:"In characters, from 1."`
	Path    string   `json:"path,omitempty" doc:"The way there in keys."`
	Code    string   `json:"code" doc:"Which mistake; it never changes."`
	Message string   `json:"message"`
	Allowed []string `json:"allowed,omitempty" doc:"What may stand there."`
	Nearest string   `json:"nearest,omitempty" doc:"The allowed word most like what stands there."`
}

func mistakesOf(c wire.Call, list []playbook.Problem) []mistake {
	return wire.Each(list, func(p playbook.Problem) mistake {
		return mistake{p.Line, p.Column, p.Path, p.Code, said(c, p.Chinese, p.English), p.Allowed, p.Nearest}
	})
}

// planChange is one difference between two versions.
type planChange struct {
	Place  string `json:"place" doc:"The way there in keys, «obligations/monthly-report/due»."`
	Kind   string `json:"kind" enum:"altered,added,removed,moved,remarks"`
	Clause string `json:"clause,omitempty"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	Says   string `json:"says" doc:"The difference in words."`
}

func changesOf(c wire.Call, list []change.Change) []planChange {
	return wire.Each(list, func(d change.Change) planChange {
		return planChange{d.Place, string(d.Kind), d.Clause, d.Before, d.After, said(c, d.Chinese(), d.English())}
	})
}

// effect is what becomes of the duties of one obligation and form.
type effect struct {
	Kind       string   `json:"kind" enum:"moved,added,dropped,recipients,form"`
	Obligation string   `json:"obligation"`
	Form       string   `json:"form,omitempty"`
	Title      string   `json:"title"`
	Clause     string   `json:"clause,omitempty"`
	Periods    []string `json:"periods"`
	Units      []string `json:"units" doc:"Codes."`
	Duties     int      `json:"duties"`
	From       wire.Day `json:"from,omitempty" doc:"Deadline of the first period before."`
	To         wire.Day `json:"to,omitempty" doc:"Deadline of the first period after."`
}

// previewAnswer is what publishing a text would do.
type previewAnswer struct {
	wire.Answer
	Base     int64        `json:"base" doc:"The version it was compared with."`
	Valid    bool         `json:"valid" doc:"It has no mistakes."`
	Mistakes []mistake    `json:"mistakes"`
	Warnings []mistake    `json:"warnings"`
	Changes  []planChange `json:"changes"`
	Effects  []effect     `json:"effects" doc:"On open and future duties; what is past due or sent keeps its date and rule."`
	Duties   int          `json:"duties" doc:"That change, come or go."`
	Units    int          `json:"units" doc:"That owe them."`
}

// preview writes a preview.
func (o *operations) preview(c wire.Call, p revision.Preview) (*previewAnswer, error) {
	tree, err := o.tree(c)
	if err != nil {
		return nil, err
	}
	return &previewAnswer{
		Base: p.Base, Valid: p.Book != nil, Mistakes: mistakesOf(c, p.Problems), Warnings: mistakesOf(c, p.Warnings),
		Changes: changesOf(c, p.Changes), Duties: p.Duties, Units: p.Units,
		Effects: wire.Each(p.Effects, func(e revision.Effect) effect {
			return effect{
				Kind: string(e.Kind), Obligation: e.Obligation, Form: e.Form, Title: e.Title, Clause: e.Clause,
				Periods: append([]string{}, e.Periods...), Units: codes(tree, e.Units), Duties: e.Duties,
				From: wire.DayOf(e.From), To: wire.DayOf(e.To),
			}
		}),
	}, nil
}
