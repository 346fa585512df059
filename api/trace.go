package api

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/trace"
)

// derived is what the ledger says in a cell.
type derived struct {
	Says    string `json:"says,omitempty" doc:"As a person would type it; empty for nothing."`
	Entries int    `json:"entries" doc:"How many entries, or reports of shorter periods, it is made of."`
	Reason  string `json:"reason,omitempty" doc:"Why the report says something else."`
	Note    string `json:"note,omitempty"`
}

func derivedOf(pb *playbook.Playbook, f *playbook.Form, c paper.Content, cell string) derived {
	d := c.Ledger[cell]
	out := derived{Says: d.Text, Entries: d.Entries, Reason: d.Reason, Note: d.Note}
	if _, _, fd := f.Cell(cell); fd != nil {
		out.Says = paper.Shown(pb, fd, d.Text)
	}
	return out
}

// reason is why a cell does not say what the ledger says.
type reason struct {
	ID   string `json:"id" enum:"not_recorded,recorded_twice,being_corrected,counted_otherwise,other"`
	Note string `json:"note,omitempty" maxLength:"200" doc:"Needed with «other»."`
}

func reasonsOf(in map[string]reason) map[string]paper.Reason {
	out := make(map[string]paper.Reason, len(in))
	for cell, r := range in {
		out[cell] = paper.Reason{ID: r.ID, Note: r.Note}
	}
	return out
}

// traced is a cell opened to what it is made of.
type traced struct {
	Answer
	Duty    campaign.DutyID `json:"duty"`
	Cell    string          `json:"cell"`
	Version int64           `json:"version" doc:"0 for what is being written."`
	Says    string          `json:"says,omitempty" doc:"What the report says, as a person would type it."`
	Ledger  derived         `json:"ledger"`
	Entries []tracedEntry   `json:"entries"`
	Hidden  int             `json:"hidden" doc:"Further entries that the reader may not see."`
	Reports []tracedReport  `json:"reports" doc:"Reports of shorter periods that it adds."`
	Missed  []tracedEntry   `json:"missed" doc:"Recorded too late for any period."`
	Joint   []tracedEntry   `json:"joint" doc:"Done together and recorded by another unit, in whose report they count."`
}

type tracedEntry struct {
	ID       string `json:"id"`
	Register string `json:"register"`
	Title    string `json:"title,omitempty"`
	On       day    `json:"on"`
	Unit     string `json:"unit" doc:"Id."`
	Line     string `json:"line,omitempty"`
	State    string `json:"state"`
	Value    int64  `json:"value" doc:"What it gives, in stored units of the figure."`
}

type tracedReport struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Period  string          `json:"period"`
	Value   int64           `json:"value"`
}

type tracing struct {
	OneDuty
	Cell    string `query:"cell" maxLength:"200" doc:"Address of the cell; without it the first that the ledger fills."`
	Version int64  `query:"version" minimum:"0" doc:"0: what is being written, for who works on the draft, else the newest version."`
}

func (a *API) traces() {
	serve(a, read("/duties/{duty}/trace", "trace-figure", "What a cell of a report is made of: entries of the ledger"),
		func(c *call, in *tracing) (*traced, error) {
			t, err := a.Traces.Cell(c, c.who, in.Duty, in.Version, in.Cell)
			if err != nil {
				return nil, err
			}
			_, _, fd := t.Form.Cell(t.Cell)
			out := &traced{Duty: in.Duty, Cell: t.Cell, Version: t.N, Says: paper.Shown(t.Rules, fd, t.Says), Hidden: t.Hidden, Reports: []tracedReport{},
				Ledger:  derived{paper.Shown(t.Rules, fd, t.Ledger.Text), t.Ledger.Entries, t.Ledger.Reason, t.Ledger.Note},
				Entries: each(t.Parts, entryOf), Missed: each(t.Missed, entryOf), Joint: each(t.Joint, entryOf)}
			for _, s := range t.Spans {
				out.Reports = append(out.Reports, tracedReport{s.Duty, s.N, s.Period, s.Value})
			}
			return out, nil
		})
}

func entryOf(e trace.Traced) tracedEntry {
	return tracedEntry{string(e.ID), e.Register, e.Title, dayOf(e.On), string(e.Unit), e.Line, e.State, e.Value}
}
