package api

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Content is what a report says.
type Content struct {
	Nil   string            `json:"nil,omitempty" doc:"Id of the listed reason: a nil report."`
	Cells map[string]string `json:"cells" doc:"By cell, as a person would type it."`
	Files []file            `json:"files"`
	// Ledger says, by cell, what the ledger says there.
	Ledger map[string]derived `json:"ledger,omitempty" doc:"By cell that has its source in the ledger: what that says. Where the cell says something else, with the reason."`
}

func contentOf(pb *playbook.Playbook, f *playbook.Form, c paper.Content) Content {
	out := Content{Nil: c.Nil, Cells: make(map[string]string, len(c.Cells)), Files: filesOf(c)}
	for cell, text := range c.Cells {
		if _, _, fd := f.Cell(cell); fd != nil {
			text = paper.Shown(pb, fd, text)
		}
		out.Cells[cell] = text
	}
	for cell := range c.Ledger {
		if out.Ledger == nil {
			out.Ledger = map[string]derived{}
		}
		out.Ledger[cell] = derivedOf(pb, f, c, cell)
	}
	return out
}

// DraftAnswer is a draft, or what would be begun where there is none.
type DraftAnswer struct {
	Answer
	Duty     campaign.DutyID `json:"duty"`
	Form     string          `json:"form,omitempty"`
	Revision int64           `json:"revision" doc:"To be named by what changes or sends it; 0: nothing is stored yet."`
	Content
	Handed   *time.Time        `json:"handed_up,omitempty" doc:"送审: since then it waits for the leader's signature."`
	Updated  *time.Time        `json:"updated,omitempty"`
	Comments map[string]string `json:"comments,omitempty" doc:"What the returns of the newest version say, by cell."`
	Problems []violation       `json:"problems" doc:"Why it could not be sent as it is."`
	Warnings []violation       `json:"warnings" doc:"What the form advises; it stops no report."`
}

type draftChange struct {
	OneDuty
	Body struct {
		Revision int64             `json:"revision" minimum:"0" doc:"Of the draft it was typed over, 0 where there was none."`
		Cells    map[string]string `json:"cells,omitempty" doc:"As typed; \"\" empties a cell."`
		Reasons  map[string]reason `json:"reasons,omitempty" doc:"By cell: why it does not say what the ledger says."`
		Drop     []string          `json:"drop,omitempty" doc:"Rows of tables to remove, «section/r3»."`
		Refill   string            `json:"refill,omitempty" maxLength:"64" doc:"Id of a table whose rows become those of the ledger again; * for every figure."`
	}
}

type atRevision struct {
	OneDuty
	Body struct {
		Revision int64 `json:"revision" minimum:"0" doc:"Of the draft."`
	}
}

func (a *API) drafts() {
	serve(a, read("/duties/{duty}/draft", "get-draft", "The draft of a duty, or what would be begun"), a.draft)
	serve(a, write(http.MethodPatch, "/duties/{duty}/draft", "save-draft", "Change cells of the draft"), a.saveDraft)
	serve(a, write(http.MethodPost, "/duties/{duty}/hand-up", "hand-up", "Hand the draft to the unit's leader for signature (送审)"),
		func(c *call, in *atRevision) (*dutyAnswer, error) {
			if err := a.Reports.HandUp(c, c.who, in.Duty, in.Body.Revision); err != nil {
				return nil, err
			}
			return a.duty(c, &in.OneDuty)
		})
}

func (a *API) draft(c *call, in *OneDuty) (*DraftAnswer, error) {
	e, err := a.Reports.Open(c, c.who, in.Duty)
	if err != nil {
		return nil, err
	}
	return &DraftAnswer{
		Duty: in.Duty, Form: e.Item.Form, Revision: e.Draft.Revision, Content: contentOf(e.Rules, e.Form, e.Content),
		Handed: instant(e.Draft.Handed), Updated: instant(e.Draft.Updated), Comments: e.Comments, Problems: c.violations(e.Problems), Warnings: c.violations(e.Warnings),
	}, nil
}

// saveDraft stores the change and answers with the draft as it is then.
func (a *API) saveDraft(c *call, in *draftChange) (*DraftAnswer, error) {
	p := report.Patch{Revision: in.Body.Revision, Cells: in.Body.Cells, Reasons: reasonsOf(in.Body.Reasons), Drop: in.Body.Drop, Refill: in.Body.Refill}
	if _, err := a.Reports.Save(c, c.who, in.Duty, p); err != nil {
		return nil, err
	}
	return a.draft(c, &in.OneDuty)
}

// violations puts broken rules into words.
func (c *call) violations(fields []fault.Field) []violation {
	return each(fields, func(f fault.Field) violation {
		return violation{f.Path, f.Key, c.print.T(f.Key, f.Args...), f.Clause}
	})
}
