package intake

import (
	"errors"
	"io"
	"net/http"
	"path"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/organisation"
	list "github.com/xianfeng-oss/xianfeng/sheet/intake"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// startPage is where a list is handed in.
type startPage struct {
	Register, Title string
	List            string // the address of the register's own list
	Action          string
	XLSX, CSV       string // the empty list
	Units           []desk.Option
	MaxMegabytes    int
	Message         string
	Imports         []importLine
	Pager           web.Pager
}

// importLine is an import among those before.
type importLine struct {
	URL, Name, At, State string
	Tag                  string // its colour
	Rows                 int
}

func (a *area) start(c *desk.Call) error { return a.renderStart(c, nil) }

func (a *area) renderStart(c *desk.Call, refusal error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	before := intake.ID(c.URL.Query().Get("before"))
	d, err := a.Intake.Desk(c.Context(), c.Who, id, c.PathValue("register"), before)
	if err != nil {
		return err
	}
	words, print := desk.WordsOf(c, d.Book), web.Printer(c.Context())
	p := startPage{
		Register: d.Book.ID, Title: words.Register(), List: "/ledger/" + d.Book.ID, Action: startURL(d.Book.ID),
		XLSX: startURL(d.Book.ID) + "/template?format=xlsx", CSV: startURL(d.Book.ID) + "/template?format=csv",
		MaxMegabytes: list.MaxFile >> 20,
	}
	for _, u := range d.Units {
		p.Units = append(p.Units, desk.Option{Value: string(u.ID), Text: u.Name})
	}
	for i := range d.Imports {
		m := &d.Imports[i]
		p.Imports = append(p.Imports, importLine{importURL(m.ID), m.Name, print.Stamp(m.Began), c.T("intake.state." + string(m.State)), tag(m), m.Summary.Rows})
	}
	p.Pager = web.Pager{Shown: len(p.Imports)}
	if before != "" {
		p.Pager.Previous = startURL(d.Book.ID)
	}
	if d.More {
		p.Pager.Next = startURL(d.Book.ID) + "?before=" + string(d.Imports[len(d.Imports)-1].ID)
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Message, _ = print.Fault(refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.start, status, c.T("intake.title", p.Title), p)
}

// tag is the colour in which a state is shown.
func tag(m *intake.Import) string {
	switch {
	case m.State == intake.Stored:
		return "done"
	case m.State == intake.Failed, m.State == intake.Checked && m.Summary.Findings > 0:
		return "returned"
	case m.State == intake.Cancelled:
		return "excused"
	}
	return "draft"
}

// upload takes a list. The file is read as it comes.
func (a *area) upload(c *desk.Call) error {
	return a.Body(list.MaxFile+64<<10, a.handIn)(c)
}

func (a *area) handIn(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	parts, err := c.MultipartReader()
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	in := intake.Handed{Campaign: id, Register: c.PathValue("register")}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) || err == nil && part.FormName() == "file" && part.FileName() == "" {
			return a.renderStart(c, fault.New(fault.Invalid, "intake.no_file"))
		}
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "web.bad_form")
		}
		switch part.FormName() {
		case "unit":
			text, err := io.ReadAll(io.LimitReader(part, 100))
			if err != nil {
				return fault.Wrap(err, fault.Invalid, "web.bad_form")
			}
			in.Unit = organisation.UnitID(text)
		case "file":
			in.Name = path.Base(part.FileName())
			m, err := a.Intake.HandIn(c.Context(), c.Who, in, part)
			if err != nil && (desk.Mendable(err) || fault.Is(err, fault.TooLarge)) {
				return a.renderStart(c, err)
			}
			if err != nil {
				return err
			}
			return c.Redirect(importURL(m.ID))
		}
	}
}
