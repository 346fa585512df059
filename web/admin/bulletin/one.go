package bulletin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// onePage is one bulletin: as it will be printed or was, and what the reader may
// do with it.
type onePage struct {
	URL      string
	Title    string // of the period
	State    string
	Number   string
	Revision int64
	Bulletin publication.Bulletin
	Paper    web.Paper
	Linked   bool // the units' names lead to the versions their figures are of
	Errata   []web.Erratum

	Fault    string  // why the last post was refused
	Refused  []place // where
	Conflict []difference
	Blocks   []place // what keeps it from being signed and issued
	Warnings []place // what the editor should know
	Edit     *editForm
	May      publication.May
	Signs    string // how the reader would sign
	Opened   string // dialog that stands open where scripts do not run
	Reason   string // as typed, of a signature taken back
}

// place is a sentence about the bulletin with where it is mended.
type place struct{ Text, URL, Clause string }

// difference is a text that somebody else stored meanwhile.
type difference struct{ Label, Yours, Theirs string }

// attempt is a post that was refused, with what it brought.
type attempt struct {
	err   error
	typed *publication.Edit // nil where the form was no part of it
}

func (a *area) one(c *desk.Call) error { return a.show(c, attempt{}) }

// refuse answers a post that could not be carried out with the page it came
// from, nothing typed lost.
func (a *area) refuse(c *desk.Call, err error) error {
	if !desk.Mendable(err) {
		return err
	}
	at := attempt{err: err}
	if c.PostFormValue("edits") != "" {
		if e, failed := edited(c); failed == nil {
			at.typed = &e
		}
	}
	return a.show(c, at)
}

func (a *area) show(c *desk.Call, at attempt) error {
	v, err := a.Bulletins.Open(c.Context(), c.Who, bulletinID(c))
	if err != nil {
		return err
	}
	b := &v.Bulletin
	p := onePage{
		URL: address(b.ID), Title: c.T("bulletin.of", desk.PeriodTitle(web.Printer(c.Context()), b.Period)), State: string(b.State),
		Revision: b.Revision, Bulletin: *b, May: v.May, Signs: v.Signs, Opened: c.URL.Query().Get("open"), Reason: c.PostFormValue("reason"),
	}
	if b.State == publication.Issued {
		p.Number = number(c, b)
	}
	links, err := a.versions(c, &v)
	if err != nil {
		return err
	}
	p.Paper, p.Linked = web.NewPaper(v.Document, links), len(links) > 0
	p.Blocks, p.Warnings = placed(c, v.Problems, v.May.Edit), placed(c, v.Warnings, false)
	awaits, err := a.awaits(c, &v)
	if err != nil {
		return err
	}
	if len(v.Awaits) > 0 {
		p.Warnings = append(p.Warnings, place{Text: c.T("bulletin.awaits_issuer", strings.Join(v.Awaits, c.T("core.list_comma")))})
	}
	if awaits != "" {
		p.Warnings = append([]place{{Text: awaits}}, p.Warnings...)
	}
	p.Errata = web.Errata(v.Corrections)
	if v.May.Edit {
		p.Edit = newEditForm(c, &v, at.typed)
	}
	status := http.StatusOK
	if at.err != nil {
		status = p.refused(c, &v, at)
	}
	return desk.ShowStatus(a.Desk, c, a.page.one, status, p.Title, p)
}

// refused says on the page why a post failed, and what others changed meanwhile.
func (p *onePage) refused(c *desk.Call, v *publication.View, at attempt) int {
	f := fault.From(at.err)
	p.Fault, _ = web.Printer(c.Context()).Fault(f)
	p.Refused = placed(c, f.Fields, v.May.Edit)
	if f.Kind == fault.Stale && at.typed != nil {
		p.Conflict = differences(c, v, at.typed)
	}
	if p.Edit != nil {
		p.Edit.mark(c, f.Fields)
	}
	return f.Kind.Status()
}

// paperParts are what the addresses of a paper's places begin with.
var paperParts = []string{
	"head", "foot", "block", content.SummaryPart, content.OverallPart, content.UnitsPart, content.LatePart, content.AddedPart,
}

// placed words problems, each with where it is mended: the field of a text that
// the editor types, else the place in the paper.
func placed(c *desk.Call, fields []fault.Field, edits bool) []place {
	_, words := web.Printer(c.Context()).Fault(fault.Violations(fields))
	var out []place
	for _, w := range words {
		at := place{Text: w.Message, Clause: w.Clause}
		part, _, _ := strings.Cut(w.Path, "-")
		switch typed := w.Path == "title" || w.Path == "note" || strings.HasPrefix(w.Path, "practice-"); {
		case typed && edits:
			at.URL = "#edit-" + w.Path
		case typed, slices.Contains(paperParts, part):
			at.URL = "#" + web.PaperAnchor(w.Path)
		}
		out = append(out, at)
	}
	return out
}

// versions leads from the row of each unit whose reports the reader may see to
// the version its figures are of.
func (a *area) versions(c *desk.Call, v *publication.View) (map[string]string, error) {
	tree, err := a.Units.Tree(c.Context(), v.Running.Root, v.Running.Today())
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for i, r := range v.Bulletin.Content.Rows {
		n, known := tree.Unit(r.Unit)
		if r.Sent > 0 && known && c.Who.May(people.DutyRead, desk.PlaceOf(tree, n, string(v.Bulletin.Campaign))) == nil {
			out[document.CellID(content.UnitsPart, i+1, 1)] = "/duties/" + string(r.Duty) + "/versions/" + strconv.FormatInt(r.Sent, 10)
		}
	}
	return out, nil
}

// awaits names who may sign a draft that the reader may not sign (P-47).
func (a *area) awaits(c *desk.Call, v *publication.View) (string, error) {
	post := v.Running.Book.PostOf(string(people.OfficeDirector))
	if v.Bulletin.State != publication.Draft || v.May.Sign || post == nil {
		return "", nil
	}
	posts, err := a.Posts.List(c.Context(), c.Who, v.Bulletin.Campaign, v.Running.Today())
	if err != nil {
		return "", err
	}
	var names []string
	for _, p := range posts {
		if p.Post != post.ID {
			continue
		}
		for _, h := range p.Holders {
			if !h.ByPlan { // who is only named in the plan has no account and signs nothing
				names = append(names, h.Name)
			}
		}
		for _, d := range p.Delegates {
			if d.Delegation.On(v.Running.Today()) {
				names = append(names, c.T("bulletin.delegate", d.Name))
			}
		}
	}
	if len(names) == 0 {
		return c.T("bulletin.awaits_nobody", post.Title, post.Clause), nil
	}
	return c.T("bulletin.awaits_named", post.Title, strings.Join(names, c.T("core.list_comma"))), nil
}
