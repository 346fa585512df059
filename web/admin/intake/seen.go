package intake

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/sheet/listing"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pageSize is how many findings, or changes, a page lists.
const pageSize = 100

// seenPage is an import: what is being done with it, what is wrong in it, or
// what it would change.
type seenPage struct {
	ID, Name, Register, List string
	Again                    string // where the mended list is handed in
	Unit, Began              string
	workPart
	Revision int64
	Refusal  string
	Counts   []countLine
	Sheets   []sheetLine
	Left     []string
	Wrong    int
	Cut      bool
	Marked   string // the same list with what is wrong in it marked
	Book     bool   // it is a workbook and comes back as the same one
	Columns  []desk.Option
	Findings []findingLine
	Changes  []changeLine
	Alike    []changeLine // those that may be in the register already
	AlikeN   int
	Looked   string // that they were looked at
	Pager    web.Pager
	Storable bool
	Nothing  bool // all of it stands in the register already
}

// workPart is what the page asks for again and again while something is done.
type workPart struct {
	ID      string
	State   string
	Tag     string
	Running bool
	Storing bool
	Percent int
	Known   bool // how far it is
	Rows    int64
	Open    bool // may still be cancelled
}

type countLine struct {
	Name string
	N    int
}

type sheetLine struct {
	Name             string
	Head             int
	Missing, Unknown string
	Recorded         string // columns that the program keeps by itself
}

type findingLine struct{ Place, Column, Found, Message, Clause, Suggest string }

func newWork(c *desk.Call, s *intake.Seen) workPart {
	return workPart{
		ID: string(s.ID), State: c.T("intake.state." + string(s.State)), Tag: tag(&s.Import), Running: s.Running(), Storing: s.State == intake.Storing,
		Percent: s.Progress.Percent(), Known: s.Known, Rows: s.Progress.Rows, Open: s.Running() || s.State == intake.Checked,
	}
}

// seen shows an import. While it is worked on the page asks for its progress,
// and for itself once that is over.
func (a *area) seen(c *desk.Call) error {
	s, err := a.Intake.Open(c.Context(), c.Who, imported(c))
	if err != nil {
		return err
	}
	if web.Partial(c.Request) {
		if !s.Running() {
			c.W.Header().Set("HX-Refresh", "true")
		}
		return a.page.part.Render(c.W, c.Request, newWork(c, &s))
	}
	words, print := desk.WordsOf(c, s.Book), web.Printer(c.Context())
	p := seenPage{
		ID: string(s.ID), Name: s.Name, Register: words.Register(), List: "/ledger/" + s.Register, Again: startURL(s.Register),
		Unit: s.UnitName, Began: print.Stamp(s.Began), workPart: newWork(c, &s), Revision: s.Revision, Storable: s.Storable(),
		Left: s.Summary.Left, Wrong: s.Summary.Findings, Cut: s.Summary.Cut, Book: strings.HasSuffix(strings.ToLower(s.Name), ".xlsx"),
	}
	if s.Refusal != nil {
		p.Refusal = print.T(s.Refusal.Key, s.Refusal.Args...)
	}
	if s.State == intake.Checked || s.State == intake.Stored {
		p.Counts = counts(c, s.Summary)
		p.Nothing = s.State == intake.Checked && s.Summary.Findings == 0 && !p.Storable
		for _, sh := range s.Summary.Sheets {
			p.Sheets = append(p.Sheets, sheetLine{sh.Name, sh.Head, joined(words, sh.Missing), headings(sh.Unknown, false), headings(sh.Unknown, true)})
		}
		if err := a.fill(c, &s, words, &p); err != nil {
			return err
		}
	}
	return desk.Show(a.Desk, c, a.page.seen, c.T("intake.title", p.Register), p)
}

func counts(c *desk.Call, m intake.Summary) []countLine {
	return []countLine{
		{c.T("intake.rows"), m.Rows}, {c.T("intake.fate.new"), m.New}, {c.T("intake.fate.changed"), m.Changed},
		{c.T("intake.fate.unchanged"), m.Unchanged}, {c.T("intake.wrong_rows"), m.Wrong}, {c.T("intake.twice_n"), m.Twice}, {c.T("intake.taken_n"), m.Taken}, {c.T("intake.alike_n"), m.Alike},
	}
}

// fill lists what is wrong, or, where nothing is, what would change.
func (a *area) fill(c *desk.Call, s *intake.Seen, words desk.Words, p *seenPage) error {
	q := c.URL.Query()
	after, _ := strconv.Atoi(q.Get("after")) // none is the beginning
	if s.Summary.Findings > 0 {
		if s.State == intake.Checked {
			p.Marked = importURL(s.ID) + "/marked"
		}
		field := q.Get("field")
		p.Columns = append(p.Columns, desk.Option{Value: "", Text: c.T("intake.all_columns", s.Summary.Findings), On: field == ""})
		for _, id := range inOrder(s) {
			p.Columns = append(p.Columns, desk.Option{Value: id, Text: c.T("intake.column_n", fieldName(words, id), s.Summary.Fields[id]), On: field == id})
		}
		list, err := a.Intake.Findings(c.Context(), c.Who, s.ID, field, after, pageSize+1)
		if err != nil {
			return err
		}
		more := len(list) > pageSize
		for _, f := range list[:min(len(list), pageSize)] {
			p.Findings = append(p.Findings, finding(c, words, f))
		}
		p.Pager = pager(c, q, len(p.Findings), after, more, func() int { return list[pageSize-1].N })
		return nil
	}
	return a.fillChanges(c, s, words, p, after)
}

func pager(c *desk.Call, q url.Values, shown, after int, more bool, last func() int) web.Pager {
	out := web.Pager{Shown: shown}
	if after > 0 {
		q.Del("after")
		out.Previous = c.URL.Path + "?" + q.Encode()
	}
	if more {
		q.Set("after", strconv.Itoa(last()))
		out.Next = c.URL.Path + "?" + q.Encode()
	}
	return out
}

// inOrder lists the columns in which something is wrong, the unit's first.
func inOrder(s *intake.Seen) []string {
	var out []string
	for _, col := range column.Columns(&s.Book) {
		if s.Summary.Fields[col.ID] > 0 {
			out = append(out, col.ID)
		}
	}
	return out
}

func fieldName(words desk.Words, id string) string {
	switch id {
	case "", register.TheUnit:
		return words.Print.T("intake.unit")
	case column.Own:
		return words.Print.T("intake.own_number")
	}
	return words.Field(id)
}

func finding(c *desk.Call, words desk.Words, f intake.Finding) findingLine {
	return findingLine{Place: f.String(), Column: fieldName(words, f.Field), Found: f.Found, Message: listing.Message(words.Words, f), Clause: f.Clause, Suggest: f.Suggest}
}

func joined(words desk.Words, ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, fieldName(words, id))
	}
	return strings.Join(out, "、")
}

// headings lists columns that are not read: those that the program keeps by
// itself, or the others.
func headings(list []grid.Heading, recorded bool) string {
	var out []string
	for _, h := range list {
		if column.Recorded(h.Text) == recorded {
			out = append(out, h.Text)
		}
	}
	return strings.Join(out, "、")
}
