package launch

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// planPage says what the chosen playbook is about, or what is wrong with it.
type planPage struct {
	head
	Ready    bool
	Foreign  bool // the text is no playbook at all
	Uploaded bool
	Text     string
	Wrong    []problemLine
	Warned   []problemLine
	About    about
}

// about is a playbook in a few numbers.
type about struct {
	Document                       string // title of the document
	Issuers                        []string
	Span                           string
	Clauses, Silent, Forms, Duties int
	Later                          int // obligations that a later version of the program carries out
	Phases                         []phaseLine
	Asks                           []askLine
}

type phaseLine struct{ Name, Span string }

type askLine struct{ Title, Clause, Due, Every string }

// problemLine is a mistake with its place in the text.
type problemLine struct {
	Line, Column int
	Text, Path   string
}

func (a *area) plan(c *desk.Call) error { return a.renderPlan(c, nil) }

func (a *area) renderPlan(c *desk.Call, refusal error) error {
	v, err := a.Preparations.Look(c.Context(), c.Who, prepared(c))
	if err != nil {
		return err
	}
	p := planPage{head: newHead(&v, "plan", c, refusal), Ready: v.Ready(), Foreign: !v.Ready() && !choice.Playbook(v.Source), Uploaded: v.Template == "", Text: v.Source,
		Wrong: problemLines(c, v.Problems), Warned: problemLines(c, v.Warnings)}
	if v.Ready() {
		p.About = aboutPlan(c, v.Book)
	}
	status := http.StatusOK
	if refusal != nil {
		status, p.Text = fault.From(refusal).Kind.Status(), c.PostFormValue("source")
	}
	return desk.ShowStatus(a.Desk, c, a.page.plan, status, c.T("launch.title"), p)
}

func problemLines(c *desk.Call, all []playbook.Problem) []problemLine {
	lang := string(web.Printer(c.Context()).Lang())
	out := make([]problemLine, len(all))
	for i, x := range all {
		out[i] = problemLine{x.Line, x.Column, x.Text(lang), x.Path}
	}
	return out
}

func aboutPlan(c *desk.Call, pb *playbook.Playbook) about {
	p := web.Printer(c.Context())
	out := about{Document: pb.Document.Title, Issuers: pb.Document.Issuers, Clauses: len(pb.Clauses), Silent: len(pb.Silent),
		Forms: len(pb.Forms), Span: span(c, pb)}
	for _, ph := range pb.Phases {
		out.Phases = append(out.Phases, phaseLine{ph.Name, desk.Span(p, ph.Start, ph.End)})
	}
	for i := range pb.Obligations {
		ob := &pb.Obligations[i]
		if ob.Later != "" {
			out.Later++
			continue
		}
		out.Duties++
		out.Asks = append(out.Asks, askLine{ob.Title, desk.ClauseTag(pb, ob.Clause), dueWords(p, ob), c.T("launch.every." + string(ob.Every))})
	}
	return out
}

// dueWords says when an obligation is due.
func dueWords(p *locale.Printer, ob *playbook.Obligation) string {
	switch {
	case ob.Due == nil:
		return p.T("web.undated")
	case p.Lang() == locale.En:
		return ob.Due.English()
	}
	return ob.Due.Chinese()
}

// correct puts a corrected text in the place of the one with mistakes.
func (a *area) correct(c *desk.Call) error {
	_, body, err := sent(c, "file", textLimit)
	if err != nil {
		return err
	}
	if len(body) == 0 {
		body = []byte(c.PostFormValue("source"))
	}
	var p preparation.Preparation
	if p, err = a.Preparations.Correct(c.Context(), c.Who, prepared(c), seen(c), body); err == nil {
		return c.Redirect(address(p.ID, "plan"))
	}
	if desk.Mendable(err) || fault.Is(err, fault.TooLarge) {
		return a.renderPlan(c, err)
	}
	return err
}
