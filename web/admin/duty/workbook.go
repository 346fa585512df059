package duty

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"io"
	"mime/multipart"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// bookLimit bounds a post that brings a workbook, with what multipart puts
// around it.
const bookLimit = sheet.MaxFile + 64<<10

// checkedBook is a workbook that could not be stored: what is wrong, and the
// same file with every place marked.
type checkedBook struct {
	Rows   []bookFault
	Marked template.URL // the file itself; "" where it could not be opened
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
	sheet.Head(c.W.Header(), sheet.XLSX, b.Name())
	_, _ = file.WriteTo(c.W) // a reader that went away is nobody to answer
	return nil
}

// takeWorkbook refuses at once what says of itself that it is too large.
func (a *area) takeWorkbook(c *desk.Call) error {
	if c.ContentLength > bookLimit {
		return a.refuse(c, attempt{err: fault.New(fault.TooLarge, "sheet.too_large", sheet.MaxFile>>20)})
	}
	return a.body(bookLimit, a.readWorkbook)(c)
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
	r, err := b.Read(file)
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	if err := r.Err(); err != nil {
		return a.refuse(c, attempt{err: err, book: checked(c, b, file, r)})
	}
	kept, err := a.Reports.Replace(c.Context(), c.Who, c.Duty(), revision, r.Typed)
	switch {
	case err != nil:
		return a.refuse(c, attempt{err: err})
	case len(kept.Changed) == 0:
		return a.done(c, "sheet.unchanged")
	}
	return a.done(c, "sheet.stored", len(kept.Changed))
}

// checked puts the problems of a workbook into words, at their cells.
func checked(c *desk.Call, b *sheet.Workbook, file []byte, r sheet.Reading) *checkedBook {
	_, wrong := web.Printer(c.Context()).Fault(r.Err())
	out := &checkedBook{Name: b.Name() + ".xlsx"}
	for _, w := range wrong {
		out.Rows = append(out.Rows, bookFault{w.Path, r.Found[w.Path], w.Message, w.Clause})
	}
	out.Marked = marked(b, file, wrong)
	return out
}

// marked returns the file with its problems marked, as an address that is the
// file: nothing of it is kept here.
func marked(b *sheet.Workbook, file []byte, wrong []locale.Violation) template.URL {
	red, err := b.Mark(file, wrong)
	if err != nil {
		return "" // the list above says it all
	}
	return template.URL("data:" + sheet.Media + ";base64," + base64.StdEncoding.EncodeToString(red))
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
