package plan

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// Template is a playbook that a new campaign may start from.
type Template struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Start bool   `json:"start" doc:"Its dates count from a start that one chooses."`
}

func templateOf(t playbooks.Template) Template { return Template{t.ID, t.Title, t.Start} }

type templateAnswer struct {
	wire.Answer
	Template
	Source   string `json:"source" doc:"The playbook as text."`
	Document string `json:"document,omitempty" doc:"Its official document as text, where it is ours to give."`
}

type oneTemplate struct {
	Template string `path:"template" maxLength:"64" doc:"Id of the template."`
}

// templates are the playbooks that come with the program, for who may launch.
func (o *operations) templates() {
	wire.Serve(o.Host, wire.Read("/templates", "list-templates", "The playbooks that a new campaign may start from"),
		func(c wire.Call, _ *struct{}) (*wire.List[Template], error) {
			if err := c.Who.MayIn(people.CampaignLaunch, c.Who.Root, ""); err != nil {
				return nil, err
			}
			return &wire.List[Template]{Items: wire.Each(playbooks.Templates(), templateOf)}, nil
		})
	wire.Serve(o.Host, wire.Read("/templates/{template}", "get-template", "A template as text, with its document"),
		func(c wire.Call, in *oneTemplate) (*templateAnswer, error) {
			if err := c.Who.MayIn(people.CampaignLaunch, c.Who.Root, ""); err != nil {
				return nil, err
			}
			for _, t := range playbooks.Templates() {
				if t.ID == in.Template {
					return &templateAnswer{Template: templateOf(t), Source: string(t.Source), Document: string(t.Document)}, nil
				}
			}
			return nil, fault.New(fault.NotFound, "fault.not_found")
		})
}

// PreparationRow is a preparation in a list.
type PreparationRow struct {
	ID       preparation.ID   `json:"id"`
	Unit     string           `json:"unit" doc:"Code of the unit that will organise it."`
	Template string           `json:"template,omitempty"`
	Title    string           `json:"title"`
	File     string           `json:"file,omitempty" doc:"Name of the official document."`
	By       people.AccountID `json:"by,omitempty" doc:"The account that began it."`
	Began    *time.Time       `json:"began"`
	Changed  *time.Time       `json:"changed"`
	Revision int64            `json:"revision"`
	launchState
}

// launchState is how far the launch of a preparation has come.
type launchState struct {
	State    string      `json:"state" enum:"preparing,launching,launched"`
	Asked    *time.Time  `json:"asked,omitempty" doc:"Since when it is launching."`
	Campaign campaign.ID `json:"campaign,omitempty" doc:"That it became, once it is launched."`
	Refused  *refusal    `json:"refused,omitempty" doc:"Why the last launch came to nothing."`
}

type refusal struct {
	At      *time.Time `json:"at"`
	Code    string     `json:"code" doc:"As in a problem document."`
	Reasons []string   `json:"reasons" doc:"In the language of the request."`
}

func launchOf(c wire.Call, p preparation.Preparation) launchState {
	out := launchState{State: string(p.State()), Campaign: p.Campaign}
	if p.Asked != nil {
		out.Asked = wire.Instant(p.Asked.At)
	}
	if p.Refusal != nil {
		f := fault.From(p.Refusal.Err())
		out.Refused = &refusal{wire.Instant(p.Refusal.At), f.Kind.String(), []string{c.Print.T(f.Key, f.Args...)}}
		for _, x := range f.Fields {
			out.Refused.Reasons = append(out.Refused.Reasons, c.Print.T(x.Key, x.Args...))
		}
	}
	return out
}

func rowOf(c wire.Call, t *organisation.Tree, p preparation.Preparation) PreparationRow {
	return PreparationRow{p.ID, code(t, p.Unit), p.Template, p.Title, p.File, p.By, wire.Instant(p.Began), wire.Instant(p.Changed), p.Revision, launchOf(c, p)}
}

// preparationAnswer is a preparation opened.
type preparationAnswer struct {
	wire.Answer
	PreparationRow
	Source     string                             `json:"source" doc:"The playbook as it was chosen."`
	Number     string                             `json:"number,omitempty" doc:"Of the official document."`
	Issued     wire.Day                           `json:"issued,omitempty"`
	Start      wire.Day                           `json:"start,omitempty" doc:"Chosen; absent for the playbook's own dates."`
	Categories []string                           `json:"categories" doc:"Chosen; none: those of the playbook."`
	Except     []string                           `json:"except" doc:"Codes of the units left out."`
	Holders    map[string][]organisation.PersonID `json:"holders" doc:"By post."`
	Ready      bool                               `json:"ready" doc:"Nothing holds up the launch."`
	Mistakes   []mistake                          `json:"mistakes"`
	Warnings   []mistake                          `json:"warnings"`
	Missing    []string                           `json:"missing" doc:"Clauses whose words are not in the document."`
}

func answerOf(c wire.Call, v preparation.View) *preparationAnswer {
	out := &preparationAnswer{
		PreparationRow: rowOf(c, v.Tree, v.Preparation), Source: v.Source, Number: v.Choices.Number, Issued: wire.DayOf(v.Choices.Issued), Start: wire.DayOf(v.Choices.Start),
		Categories: wire.Each(v.Choices.Categories, func(x organisation.Category) string { return string(x) }),
		Except:     codes(v.Tree, v.Choices.Except), Holders: map[string][]organisation.PersonID{}, Ready: v.Ready(),
		Mistakes: mistakesOf(c, v.Problems), Warnings: mistakesOf(c, v.Warnings), Missing: []string{},
	}
	for post, holders := range v.Choices.Holders {
		out.Holders[post] = holders
	}
	if v.Beside != nil {
		for _, p := range v.Beside.Account().Missing {
			if !p.Silent() {
				out.Missing = append(out.Missing, p.Clause.ID)
			}
		}
	}
	return out
}

type beginning struct {
	Body struct {
		Unit     string `json:"unit" minLength:"1" maxLength:"64" doc:"Code of the unit that will organise it."`
		Template string `json:"template,omitempty" maxLength:"64" doc:"Id of a template; or «source»."`
		Name     string `json:"name,omitempty" maxLength:"400" doc:"What lists call a text that does not say so itself."`
		Source   string `json:"source,omitempty" doc:"The playbook as text; it may have mistakes."`
	}
}

// OnePreparation names a preparation.
type OnePreparation struct {
	Preparation preparation.ID `path:"preparation" doc:"Id of the preparation." maxLength:"64"`
}

type launchedAnswer struct {
	wire.Answer
	ID    preparation.ID `json:"id" doc:"Of the preparation."`
	Title string         `json:"title"`
	launchState
}

// preparations are the campaigns that are being prepared, from their beginning
// to the launch.
func (o *operations) preparations() {
	wire.Serve(o.Host, wire.Read("/preparations", "list-preparations", "The preparations one may go on with, the last changed first"), o.listPreparations)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/preparations", "begin-preparation", "Begin with a template or a text"), o.begin)
	wire.Serve(o.Host, wire.Read("/preparations/{preparation}", "get-preparation", "A preparation with the mistakes that hold it up"), o.open)
	wire.Serve(o.Host, wire.Read("/preparations/{preparation}/audience", "get-audience", "Who could be asked, by category, and who is"), o.audience)
	wire.Serve(o.Host, wire.Read("/preparations/{preparation}/calendar", "preview-calendar", "Every duty that a launch today would make"), o.calendar)
	wire.ServeLater(o.Host, wire.Write(http.MethodPost, "/preparations/{preparation}/launch", "launch-preparation", "Make the campaign with its duties, its posts and its document"),
		"The launch goes on: the preparation says when it is launched.", o.launch)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/preparations/{preparation}/withdrawal", "withdraw-launch", "Take a launch back that is not carried out yet"),
		func(c wire.Call, in *OnePreparation) (*preparationAnswer, error) {
			return o.went(c, preparation.Preparation{ID: in.Preparation}, o.Preparations.Withdraw(c, c.Who, in.Preparation))
		})
	wire.Serve(o.Host, wire.Write(http.MethodDelete, "/preparations/{preparation}", "discard-preparation", "Give a preparation up"),
		func(c wire.Call, in *AsRead) (*wire.Answer, error) {
			return &wire.Answer{}, o.Preparations.Discard(c, c.Who, in.Preparation, in.Revision)
		})
}

func (o *operations) listPreparations(c wire.Call, _ *struct{}) (*wire.List[PreparationRow], error) {
	if err := c.Who.MayIn(people.CampaignLaunch, c.Who.Root, ""); err != nil {
		return nil, err
	}
	all, err := o.Preparations.List(c, c.Who)
	if err != nil {
		return nil, err
	}
	tree, err := o.tree(c)
	if err != nil {
		return nil, err
	}
	return &wire.List[PreparationRow]{Items: wire.Each(all, func(p preparation.Preparation) PreparationRow { return rowOf(c, tree, p) })}, nil
}

func (o *operations) begin(c wire.Call, in *beginning) (*preparationAnswer, error) {
	tree, err := o.tree(c)
	if err != nil {
		return nil, err
	}
	n, ok := tree.ByCode(in.Body.Unit)
	if !ok {
		return nil, fault.New(fault.NotFound, "api.unknown_unit", in.Body.Unit)
	}
	var p preparation.Preparation
	if in.Body.Template != "" {
		p, err = o.Preparations.Template(c, c.Who, n.ID, in.Body.Template)
	} else {
		p, err = o.Preparations.Upload(c, c.Who, n.ID, in.Body.Name, []byte(in.Body.Source))
	}
	return o.went(c, p, err)
}

// launch answers with the campaign where it is there within a moment.
func (o *operations) launch(c wire.Call, in *AsRead) (*launchedAnswer, bool, error) {
	p, err := o.Preparations.Launch(c, c.Who, in.Preparation, in.Revision)
	return &launchedAnswer{ID: p.ID, Title: p.Title, launchState: launchOf(c, p)}, p.State() == preparation.Launched, err
}

func (o *operations) open(c wire.Call, in *OnePreparation) (*preparationAnswer, error) {
	v, err := o.Preparations.Look(c, c.Who, in.Preparation)
	if err != nil {
		return nil, err
	}
	return answerOf(c, v), nil
}

// went answers a step with the preparation as it left it.
func (o *operations) went(c wire.Call, p preparation.Preparation, err error) (*preparationAnswer, error) {
	if err != nil {
		return nil, err
	}
	return o.open(c, &OnePreparation{p.ID})
}
