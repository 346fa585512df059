package plan

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/fault"
)

type clause struct {
	ID    string  `json:"id"`
	At    string  `json:"at" doc:"Its place in the document."`
	Asks  string  `json:"asks" doc:"What it asks, in the words of the program."`
	Words string  `json:"words,omitempty" doc:"The document's own words, where one is attached and they are in it."`
	Later string  `json:"later,omitempty" doc:"The capability that will carry it out."`
	State []State `json:"state" doc:"How the duties it causes stand, as far as one may see them."`
}

// State counts duties of one obligation, form and period. Of those due and not
// excused, on_time, late and missing are all.
type State struct {
	Obligation  string   `json:"obligation"`
	Form        string   `json:"form,omitempty"`
	Period      string   `json:"period"`
	DueOn       wire.Day `json:"due_on,omitempty"`
	Provisional bool     `json:"provisional,omitempty" doc:"暂定: rests on days not yet announced."`
	All         int64    `json:"all"`
	OnTime      int64    `json:"on_time"`
	Late        int64    `json:"late"`
	Missing     int64    `json:"missing"`
	Excused     int64    `json:"excused"`
	NotDue      int64    `json:"not_due"`
	NotOpen     int64    `json:"not_open"`
	Sent        int64    `json:"sent"`
	Returned    int64    `json:"returned"`
	Draft       int64    `json:"draft"`
	Awaiting    int64    `json:"awaiting_signature"`
	Accepted    int64    `json:"accepted"`
}

// StateOf writes a count.
func StateOf(t campaign.Tally) State {
	return State{
		Obligation: t.Obligation, Form: t.Form, Period: t.Period, DueOn: wire.DayOf(t.DueOn), Provisional: t.Provisional,
		All: t.All, OnTime: t.OnTime, Late: t.Late, Missing: t.Missing, Excused: t.Excused, NotDue: t.NotDue,
		NotOpen: t.NotOpen, Sent: t.Sent, Returned: t.Returned, Draft: t.Drafted, Awaiting: t.Awaiting, Accepted: t.Accepted,
	}
}

func (o *operations) clauses() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/clauses", "list-clauses",
		"The clauses of the plan in their order, each with the document's words, what it asks and how that stands"), o.list)
}

func (o *operations) list(c wire.Call, in *InCampaign) (*wire.List[clause], error) {
	plan, err := o.Campaigns.Plan(c, c.Who, in.Campaign)
	if err != nil {
		return nil, err
	}
	beside, err := o.Originals.Read(c, c.Who, in.Campaign)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	return &wire.List[clause]{Items: wire.Each(plan.Clauses, func(st campaign.ClauseState) clause {
		cl := st.Clause
		return clause{cl.ID, cl.At, cl.Asks, wordsOf(beside, cl.ID), cl.Later, wire.Each(st.Tallies, StateOf)}
	})}, nil
}

// wordsOf returns the words of a clause, "" without them.
func wordsOf(o *original.Original, clause string) string {
	if o == nil {
		return ""
	}
	if p := o.Of(clause); p != nil && p.Found {
		return o.File.Text(p.Range)
	}
	return ""
}
