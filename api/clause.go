package api

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
)

type clause struct {
	ID    string  `json:"id"`
	At    string  `json:"at" doc:"Its place in the document."`
	Asks  string  `json:"asks" doc:"What it asks, in the words of the program."`
	Later string  `json:"later,omitempty" doc:"The capability that will carry it out."`
	State []state `json:"state" doc:"How the duties it causes stand, as far as one may see them."`
}

// state counts duties of one obligation, form and period. Of those due and not
// excused, on_time, late and missing are all.
type state struct {
	Obligation  string `json:"obligation"`
	Form        string `json:"form,omitempty"`
	Period      string `json:"period"`
	DueOn       day    `json:"due_on,omitempty"`
	Provisional bool   `json:"provisional,omitempty" doc:"暂定: rests on days not yet announced."`
	All         int64  `json:"all"`
	OnTime      int64  `json:"on_time"`
	Late        int64  `json:"late"`
	Missing     int64  `json:"missing"`
	Excused     int64  `json:"excused"`
	NotDue      int64  `json:"not_due"`
	NotOpen     int64  `json:"not_open"`
	Sent        int64  `json:"sent"`
	Returned    int64  `json:"returned"`
	Draft       int64  `json:"draft"`
	Awaiting    int64  `json:"awaiting_signature"`
	Accepted    int64  `json:"accepted"`
}

func stateOf(t campaign.Tally) state {
	return state{
		Obligation: t.Obligation, Form: t.Form, Period: t.Period, DueOn: dayOf(t.DueOn), Provisional: t.Provisional,
		All: t.All, OnTime: t.OnTime, Late: t.Late, Missing: t.Missing, Excused: t.Excused, NotDue: t.NotDue,
		NotOpen: t.NotOpen, Sent: t.Sent, Returned: t.Returned, Draft: t.Drafted, Awaiting: t.Awaiting, Accepted: t.Accepted,
	}
}

func (a *API) clauses(c *call, in *InCampaign) (*list[clause], error) {
	plan, err := a.Campaigns.Plan(c, c.who, in.Campaign)
	if err != nil {
		return nil, err
	}
	return &list[clause]{Items: each(plan.Clauses, func(st campaign.ClauseState) clause {
		return clause{st.Clause.ID, st.Clause.At, st.Clause.Asks, st.Clause.Later, each(st.Tallies, stateOf)}
	})}, nil
}
