package dashboard

import (
	"net/http"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// planPage is the plan as the dashboard.
type planPage struct {
	Title      string
	Number     string // 发文字号, "" where the text has none
	Version    int64  // of the playbook in force
	Readings   int
	Phases     []phaseCell
	Planned    []plannedMark
	Today      string // place of today on the timeline, "" outside of it
	Asked      asked
	Chips      []chip
	PhaseList  []desk.Option
	Categories []desk.Option
	Chapters   []chapter
	Clauses    int // that are shown
	Paper      paperView
	Letter     letterhead
	Tracks     []desk.Option // activities, of a plan that has several
	Track      *trackView    // the one that the page is kept to
	Unit       *unitView     // whose own view it is
	Views      []desk.Option
	Fold       string // under which name the folded chapters are remembered
}

// chip is a filter with how many clauses it leaves.
type chip struct {
	State, URL string
	N          int
	On         bool
}

func (a *area) plan(c *desk.Call) error { return a.show(c, http.StatusOK, nil) }

// show answers with the page; refused is why a document was not attached.
func (a *area) show(c *desk.Call, status int, refused error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	want := askedIn(c.URL.Query(), r.Book)
	unit, err := a.unitAsked(c, r, want)
	if err != nil {
		return err
	}
	narrow := progress.Asked{Category: organisation.Category(want.Category)}
	if unit != nil {
		narrow.Unit = unit.ID
	}
	plan, err := a.Progress.Read(c.Context(), c.Who, id, narrow)
	if err != nil {
		return err
	}
	whole := plan // the timeline is everybody's
	if narrow != (progress.Asked{}) {
		if whole, err = a.Progress.Read(c.Context(), c.Who, id, progress.Asked{}); err != nil {
			return err
		}
	}
	o, err := a.document(c, id)
	if err != nil {
		return err
	}
	page := planPage{Title: r.Book.Document.Title, Number: r.Book.Document.Number, Version: r.Version, Readings: len(r.Book.Readings),
		Asked: want, Unit: unit, Fold: string(id)}
	if page.Paper, err = a.paper(c, r, o, refused); err != nil {
		return err
	}
	page.Letter, page.Tracks = letterheadOf(web.Printer(c.Context()), &r.Book.Document), want.tracks(c, r.Book)
	if page.Track, err = a.track(c, r); err != nil {
		return err
	}
	filed, err := a.filed(c, plan)
	if err != nil {
		return err
	}
	page.Phases, page.Planned, page.Today = timeline(web.Printer(c.Context()), whole)
	page.fill(web.Printer(c.Context()), plan, o, filed)
	page.Views = a.views(c, r, want, unit)
	return desk.ShowStatus(a.Desk, c, a.page, status, c.T("nav.plan"), page)
}

// document returns the document of a campaign, nil while none is attached.
func (a *area) document(c *desk.Call, id campaign.ID) (*original.Original, error) {
	o, err := a.Originals.Read(c.Context(), c.Who, id)
	if fault.Is(err, fault.NotFound) {
		return nil, nil //nolint:nilnil // no document is no fault here
	}
	return o, err
}

func (p *planPage) fill(printer *locale.Printer, plan progress.Board, o *original.Original, filed map[string][]filedBy) {
	p.PhaseList, p.Categories = p.Asked.choices(printer, plan.Book)
	l := liveOf(printer, plan, p.Unit, filed)
	rows := make([]*clauseRow, 0, len(plan.Book.Clauses))
	for i := range plan.Book.Clauses {
		r := l.row(&plan.Book.Clauses[i])
		r.Change = p.Paper.May && slices.ContainsFunc(l.causes[r.ID], changeable)
		if p.Asked.keeps(plan, r) && (p.Unit == nil || r.concerns(p.Unit)) {
			rows = append(rows, r)
		}
	}
	silent := plan.Book.Silent
	if p.Asked.narrows() || p.Unit != nil {
		silent = nil
	}
	p.filter(rows, len(silent))
	p.layOut(printer, plan.Book, rows, silent, o)
}

// filter counts every state of the rows.
func (p *planPage) filter(rows []*clauseRow, silent int) {
	for _, s := range planStates {
		to := p.Asked
		to.State = s
		ch := chip{State: s, URL: to.URL(), On: s == p.Asked.State}
		for _, r := range rows {
			ch.N += one(r.is(s))
		}
		if s == p.Asked.State {
			p.Clauses = ch.N
		}
		if s == stateSilent {
			ch.N += silent
		}
		p.Chips = append(p.Chips, ch)
	}
}

// layOut puts the rows of the state asked for into chapters: beside the words of
// the document, or without one beside our own.
func (p *planPage) layOut(printer *locale.Printer, pb *playbook.Playbook, rows []*clauseRow, silent []playbook.Clause, o *original.Original) {
	b := book{printer: printer, rows: map[string]*clauseRow{}, silent: len(silent) > 0 && slices.Contains([]string{stateAll, stateSilent}, p.Asked.State)}
	b.all = b.silent && p.Asked.State == stateAll
	for _, r := range rows {
		if r.is(p.Asked.State) {
			b.rows[r.ID] = r
		}
	}
	if o == nil {
		b.ownWords(pb.Clauses)
		b.list("silent", printer.T("plan.silent", len(silent)), silent)
	} else {
		b.document(o.File, piecesOf(o.Alignment))
		b.list("missing", printer.T("dashboard.missing"), missingFrom(o))
	}
	p.Chapters = b.closed()
}

// missingFrom lists the clauses and silent passages whose words are not in the
// document.
func missingFrom(o *original.Original) (out []playbook.Clause) {
	for i := range o.Passages {
		if p := &o.Passages[i]; !p.Found {
			out = append(out, *p.Clause)
		}
	}
	return out
}

// capabilityName names a part of the program, built or not.
func capabilityName(p *locale.Printer, id string) string {
	for _, cp := range slices.Concat(playbook.Capabilities, playbook.ProgramParts) {
		if cp.ID == id && p.Lang() == locale.En {
			return cp.English
		} else if cp.ID == id {
			return cp.Chinese
		}
	}
	return id
}

// restDay names a due date that is a rest day, "" for a working day.
func restDay(plan progress.Board, d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return plan.Calendar.RestDay(d)
}

// mayAttach reports whether the reader may attach the document of a campaign.
func mayAttach(c *desk.Call, r campaign.Running) bool {
	return c.Who.May(people.PlanChange, desk.OrganiserOf(r)) == nil && r.Writable() == nil
}
