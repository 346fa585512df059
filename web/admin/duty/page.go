package duty

import (
	"errors"
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// dutyPage is what the page of a duty shows.
type dutyPage struct {
	dutyHead
	Key      string // idempotency key of what is sent from this page
	Fault    string // why the last post was refused
	Problems []problemView
	Conflict []conflictView // cells that another person stored otherwise
	Insist   string         // what a workbook says that was refused for such cells
	Edit     bool           // the form is open for typing
	Wide     bool           // a table too wide to have a panel beside it
	Sections []sectionView
	Panel    dutyPanel
	Review   *reviewView
	Remarks  remarksView
	Next     *nextReview // after a review
	Book     *checkedBook
	Derived  derivedView
	Priors   priorsView
	Refill   *refillView
}

// attempt is a post that was refused, with what it brought.
type attempt struct {
	err     error
	typed   map[string]string       // cells as typed, nil where the form was no part of it
	reasons map[string]paper.Reason // of cells that are not as the ledger says
	remark  string                  // as typed
	review  findingForm
	book    *checkedBook      // a workbook that is not right
	whole   map[string]string // what a workbook that is right says, as typed
}

// dutyPage shows a duty: the form for who fills it, else what was sent.
func (a *area) dutyPage(c *desk.Call) error { return a.showDuty(c, attempt{}) }

// refuse answers a post that could not be carried out with the page it came
// from, nothing typed lost.
func (a *area) refuse(c *desk.Call, at attempt) error {
	if !shownInPlace(at.err) {
		return at.err
	}
	return a.showDuty(c, at)
}

func (a *area) showDuty(c *desk.Call, at attempt) error {
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	v := newDutyView(c, e, at)
	if err := a.compare(v); err != nil {
		return err
	}
	page := dutyPage{
		dutyHead: v.head(), Key: ident.New[string](), Edit: v.edit,
		Sections: v.sections(), Panel: v.panel(), Review: v.review(), Remarks: v.remarks(), Derived: v.derived(), Priors: v.priors(), Refill: v.refill(),
	}
	page.Problems, page.Wide, page.Book = v.listed(), v.wide(), at.book
	if c.URL.Query().Has(justReviewed) {
		if page.Next, err = a.nextReview(c, e); err != nil {
			return err
		}
	}
	status := http.StatusOK
	if at.err != nil {
		status = fault.From(at.err).Kind.Status()
		page.Fault, _ = v.p.Fault(at.err)
		page.Conflict, page.Insist = v.conflict(), at.insistence()
	}
	return desk.ShowStatus(a.Desk, c, a.page.entry, status, page.name(), page)
}

// compare marks what is new: in a draft, or where the ledger has come to say
// something else, against the newest version; for who reads a later version
// against the one before.
func (a *area) compare(v *dutyView) error {
	e := v.e
	switch {
	case v.edit, e.Draft.Revision > 0 && (e.May.Fill || e.May.Sign):
		if e.Newest > 0 {
			v.mark(e.Changed)
		}
	case e.Newest > 1:
		sent, err := a.Reports.Version(v.call.Context(), v.call.Who, v.call.Duty(), e.Newest)
		if err != nil {
			return err
		}
		v.mark(sent.Changed)
	}
	return nil
}

// fillable reports whether the form is open for typing: its filler may still
// change it, it does not lie with the leader, and either nothing was sent yet,
// a change has begun, a recipient returned it, or the filler asks to change it.
func fillable(e report.Entry, asked bool) bool {
	st := e.Standing()
	return e.May.Fill && e.Draft.Handed.IsZero() && !st.Accepted &&
		(e.Newest == 0 || e.Draft.Revision > 0 || returned(e) || asked)
}

// returned reports whether a recipient's newest word is a return.
func returned(e report.Entry) bool {
	for _, r := range e.Recipients {
		if r.Verdict == campaign.Returned {
			return true
		}
	}
	return false
}

// shown returns the content the reader is to see: an unsent draft concerns its
// own unit only.
func shown(e report.Entry, edit bool) paper.Content {
	if edit || e.Draft.Revision > 0 && (e.May.Fill || e.May.Sign) {
		return e.Content
	}
	return e.Sent
}

// typedContent is the content with what was typed in its place, read as far as
// it can be.
func typedContent(e report.Entry, old paper.Content, typed map[string]string) paper.Content {
	out := old.Clone()
	out.Cells, out.Nil = map[string]string{}, ""
	for cell, text := range typed {
		_, _, fd := e.Form.Cell(cell)
		if canonical, _ := paper.Typed(e.Rules, fd, cell, text); canonical != "" {
			out.Cells[cell] = canonical
		}
	}
	return out
}

// typeable reports whether a cell takes what a person types.
func typeable(fd *playbook.Field) bool {
	return fd != nil && fd.Type != playbook.File && fd.Computed == ""
}

// posted returns the cells of the form that a post brought, as typed; nil if
// it brought none. A tick that is not sent is not set.
func posted(c *desk.Call, form *playbook.Form) (map[string]string, error) {
	if err := c.ParseForm(); err != nil {
		return nil, unreadable(err)
	}
	typed := map[string]string{}
	for name := range c.PostForm {
		if _, _, fd := form.Cell(name); typeable(fd) {
			typed[name] = c.PostForm.Get(name)
		}
	}
	for i := range form.Sections {
		s := &form.Sections[i]
		for _, row := range paper.Rows(s, paper.Content{Cells: typed}) {
			for j := range s.Fields {
				cell := s.Address(row, s.Fields[j].ID)
				if s.Fields[j].Type == playbook.Tick && typed[cell] == "" {
					typed[cell] = ""
				}
			}
		}
	}
	return typed, nil
}

// unreadable is a post that is no form, or too long a one.
func unreadable(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.Wrap(err, fault.TooLarge, "fault.too_large")
	}
	return fault.Wrap(err, fault.Invalid, "duty.unreadable")
}
