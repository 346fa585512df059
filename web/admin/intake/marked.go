package intake

import (
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/sheet"
	list "github.com/xianfeng-oss/xianfeng/sheet/intake"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// mostMarked is how many findings are marked in a workbook, the first ones: who
// has more mends these first.
const mostMarked = 20_000

// marked hands the list out again with what is wrong in it marked: a workbook as
// it was handed in, of a text the rows that are wrong.
func (a *area) marked(c *desk.Call) error {
	s, err := a.Intake.Open(c.Context(), c.Who, imported(c))
	if err != nil {
		return err
	}
	if s.State != intake.Checked { // the file is gone
		return c.Redirect(importURL(s.ID))
	}
	m, src, err := a.Intake.File(c.Context(), c.Who, imported(c))
	if err != nil {
		return err
	}
	found, err := a.Intake.Findings(c.Context(), c.Who, m.ID, "", 0, mostMarked)
	if err != nil {
		return err
	}
	words := desk.WordsOf(c, s.Book)
	notes := make([]list.Note, len(found))
	for i, f := range found {
		notes[i] = list.Note{Place: f.Place, Text: said(c, words, f)}
	}
	name := strings.TrimSuffix(m.Name, path.Ext(m.Name)) + c.T("intake.marked_suffix")
	sheet.Head(c.W.Header(), sheet.XLSX, name)
	say := list.Labels{Row: c.T("intake.row"), Wrong: c.T("intake.what_is_wrong"), Sheet: c.T("intake.wrong_rows")}
	if len(m.Summary.Sheets) > 0 {
		say.Head = m.Summary.Sheets[0].Head
	}
	return list.Mark(c.Context(), c.W, src, m.Size, notes, say)
}

// said is what a comment says of a place.
func said(c *desk.Call, words desk.Words, f intake.Finding) string {
	text := message(words, f)
	if f.Suggest != "" {
		text += c.T("intake.perhaps", f.Suggest)
	}
	return text
}
