package launch

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// documentPage asks what the campaign is called and for its official document.
type documentPage struct {
	head
	Name, Number        string
	Start, Issued       string
	Movable             bool // the dates follow a start
	Span                string
	OwnNumber, OwnIssue string // what the plan itself says
	Sender              senderView
	File                string
	Sample              bool // the template brings a document along
	Beside              *beside
}

// beside is how far the document and the playbook agree.
type beside struct {
	Found, All int
	Missing    []askLine // clauses that stand nowhere in the document
	Loose      []string  // sentences that no clause has
	MoreLoose  int
}

// maxLoose is how many sentences the page lists.
const maxLoose = 12

func (a *area) document(c *desk.Call) error { return a.renderDocument(c, nil) }

func (a *area) renderDocument(c *desk.Call, refusal error) error {
	v, err := a.look(c)
	if err != nil {
		return a.back(c, err)
	}
	pr, pb := web.Printer(c.Context()), v.Book
	p := documentPage{head: newHead(&v, "document", c, refusal), Name: pb.Title, Number: v.Choices.Number, Issued: v.Choices.Issued.String(),
		Movable: !pb.Anchor.IsZero(), Start: pb.Anchor.String(), Span: span(c, pb), OwnNumber: pb.Document.Number,
		Sender: newSender(pb), File: v.File, Sample: playbooks.Document(v.Template) != nil, Beside: newBeside(v.Beside)}
	if !pb.Document.Issued.IsZero() {
		p.OwnIssue = pr.Date(pb.Document.Issued)
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Name, p.Number, p.Start, p.Issued = c.Text("title"), c.Text("number"), c.Text("start"), c.Text("issued")
		p.Sender = p.Sender.typed(c)
	}
	return desk.ShowStatus(a.Desk, c, a.page.document, status, c.T("launch.title"), p)
}

func newBeside(al *original.Original) *beside {
	if al == nil {
		return nil
	}
	b := &beside{}
	for i := range al.Passages {
		x := &al.Passages[i]
		if x.Silent() {
			continue
		}
		b.All++
		if x.Found {
			b.Found++
			continue
		}
		b.Missing = append(b.Missing, askLine{Title: x.Clause.Asks, Clause: desk.ClausePlace(x.Clause.At) + " " + x.Clause.ID})
	}
	for i := range al.Sentences {
		switch {
		case !al.Loose(i):
		case len(b.Loose) < maxLoose:
			b.Loose = append(b.Loose, al.File.Text(al.File.Sentences[i].Range))
		default:
			b.MoreLoose++
		}
	}
	return b
}

// back leads to the mistakes of a text that cannot go on.
func (a *area) back(c *desk.Call, err error) error {
	if fault.From(err).Key != "launch.mistakes_first" {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("launch.mistakes_first"))
	return c.Redirect(address(prepared(c), "plan"))
}

// describe keeps the heading, and the document if one was sent.
func (a *area) describe(c *desk.Call) error {
	name, body, err := sent(c, "file", documentLimit)
	if err != nil {
		return err
	}
	p, err := a.heading(c)
	if err == nil {
		switch {
		case c.Text("go") == "sample":
			v, lost := a.Preparations.Look(c.Context(), c.Who, p.ID)
			if lost != nil {
				return lost
			}
			name, body = v.Template+".txt", playbooks.Document(v.Template)
		case c.Text("go") == "remove":
			_, err = a.Preparations.Detach(c.Context(), c.Who, p.ID, p.Revision)
		}
		if len(body) > 0 {
			_, err = a.Preparations.Attach(c.Context(), c.Who, p.ID, p.Revision, name, body)
		}
	}
	switch {
	case err == nil && (c.Text("go") == "sample" || c.Text("go") == "remove" || len(body) > 0):
		return c.Redirect(address(p.ID, "document")) // to see how far it agrees
	case err == nil:
		return a.ahead(c, "document")
	case desk.Mendable(err) || fault.Is(err, fault.TooLarge):
		return a.renderDocument(c, err)
	}
	return err
}

func (a *area) heading(c *desk.Call) (p preparation.Preparation, err error) {
	h := choice.Heading{Title: c.Text("title"), Number: c.Text("number"), Sender: typedSender(c)}
	if h.Start, err = c.Day("start"); err != nil {
		return p, err
	}
	if h.Issued, err = c.Day("issued"); err != nil {
		return p, err
	}
	return a.Preparations.Describe(c.Context(), c.Who, prepared(c), seen(c), h)
}
