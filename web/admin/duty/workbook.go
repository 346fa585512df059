package duty

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"io"
	"mime/multipart"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// bookLimit bounds a post that brings a workbook, with what multipart puts
// around it.
const bookLimit = sheet.MaxFile + 64<<10

// maxMarked bounds the marked workbook that travels inside a page, in bytes: one
// with 500 tasks has a tenth of it, unless pictures were put in.
const maxMarked = 1 << 20

// checkedBook is a workbook that could not be stored: what is wrong, and the
// same file with the places marked.
type checkedBook struct {
	Rows   []bookFault  // the first ones, as many as are marked
	Total  int          // how many problems there are
	Marked template.URL // the file itself; "" where it could not be opened, or is too large
	Large  bool         // it is too large
	Name   string
}

type bookFault struct{ Place, Found, Message, Clause string }

// workbook hands out the workbook of a duty, filled in as far as the report is.
func (a *area) workbook(c *desk.Call) error {
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	b, err := sheet.New(e)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := b.Write(&file); err != nil {
		return err
	}
	sheet.Head(c.W.Header(), sheet.XLSX, b.Name(), "report")
	_, _ = file.WriteTo(c.W) // a reader that went away is nobody to answer
	return nil
}

// takeWorkbook refuses at once what says of itself that it is too large.
func (a *area) takeWorkbook(c *desk.Call) error {
	if c.ContentLength > bookLimit {
		return a.refuse(c, attempt{err: fault.New(fault.TooLarge, "sheet.too_large", sheet.MaxFile>>20)})
	}
	return a.Body(bookLimit, a.readWorkbook)(c)
}

// readWorkbook makes the draft what a workbook says, if all of it is right. It
// sends nothing.
func (a *area) readWorkbook(c *desk.Call) error {
	file, revision, err := postedBook(c)
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	if err := c.Who.May(people.DutyFill, e.Place); err != nil {
		return err
	}
	b, err := sheet.New(e)
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	r, err := b.Read(c.Context(), file)
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	if err := r.Err(); err != nil {
		return a.refuse(c, attempt{err: err, book: checked(c, b, file, r)})
	}
	return a.replace(c, report.Whole{Revision: revision, Cells: r.Typed, Source: r.Source})
}

// insistOnWorkbook stores what a workbook said over what was typed since it was
// handed out. The page that named these cells brings it back, so that the file
// need not be chosen again.
func (a *area) insistOnWorkbook(c *desk.Call) error {
	if err := c.ParseForm(); err != nil {
		return a.refuse(c, attempt{err: unreadable(err)})
	}
	in := report.Whole{Over: true}
	in.Revision, _ = strconv.ParseInt(c.PostForm.Get("revision"), 10, 64) // none is an old one
	if err := json.Unmarshal([]byte(c.PostForm.Get("cells")), &in.Cells); err != nil {
		return a.refuse(c, attempt{err: unreadable(err)})
	}
	return a.replace(c, in)
}

// replace makes the draft what a workbook says, and says what that changed.
func (a *area) replace(c *desk.Call, in report.Whole) error {
	kept, err := a.Reports.Replace(c.Context(), c.Who, c.Duty(), in)
	switch {
	case err != nil:
		return a.refuse(c, attempt{err: err, whole: in.Cells})
	case kept.Nil != "":
		return a.done(c, "sheet.stored_over_nil", len(kept.Changed))
	case len(kept.Changed) == 0:
		return a.done(c, "sheet.unchanged")
	}
	return a.done(c, "sheet.stored", len(kept.Changed))
}

// insistence returns what a refused workbook said, for the page to bring it
// again: where something else was stored meanwhile. "" if it would not help.
func (at attempt) insistence() string {
	f := fault.From(at.err)
	if at.whole == nil || f.Kind != fault.Stale && f.Key != "report.typed_later" {
		return ""
	}
	text, _ := json.Marshal(at.whole) // texts always encode
	return string(text)
}

// checked puts the problems of a workbook into words, at their cells, and marks
// them in the file. That becomes an address which is the file: nothing of it is
// kept here.
func checked(c *desk.Call, b *sheet.Workbook, file []byte, r sheet.Reading) *checkedBook {
	_, wrong := web.Printer(c.Context()).Fault(r.Err())
	out := &checkedBook{Name: b.Name() + ".xlsx", Total: len(wrong)}
	for _, w := range wrong[:min(len(wrong), sheet.MaxMarks)] {
		out.Rows = append(out.Rows, bookFault{w.Path, clip(r.Found[w.Path]), w.Message, w.Clause})
	}
	red, err := b.Mark(c.Context(), file, wrong)
	switch {
	case err != nil: // the list says it all
	case len(red) > maxMarked:
		out.Large = true
	default:
		out.Marked = template.URL("data:" + sheet.Media + ";base64," + base64.StdEncoding.EncodeToString(red))
	}
	return out
}

// clip shortens what is told again of a cell: its place says where the rest is.
func clip(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// postedBook returns the workbook that a post brought, and the revision of the
// draft it was sent over.
func postedBook(c *desk.Call) (file []byte, revision int64, err error) {
	parts, err := c.MultipartReader()
	if err != nil {
		return nil, 0, unreadable(err)
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, 0, noFile(err)
		}
		switch part.FormName() {
		case "revision":
			text, err := short(part)
			if err != nil {
				return nil, 0, err
			}
			revision, _ = strconv.ParseInt(text, 10, 64) // none is an old one
		case "file":
			file, err := bookOf(part)
			return file, revision, err
		}
	}
}

func bookOf(part *multipart.Part) ([]byte, error) {
	file, err := io.ReadAll(part)
	switch {
	case err != nil:
		return nil, unreadable(err)
	case part.FileName() == "" || len(file) == 0:
		return nil, noFile(io.EOF)
	}
	return file, nil
}

// takesWorkbook reports whether the report has a workbook to be filled in.
func takesWorkbook(e report.Entry) bool {
	_, err := sheet.New(e)
	return err == nil
}
