package intake

import (
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/listing"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

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
	found, err := a.Intake.Findings(c.Context(), c.Who, m.ID, "", 0, listing.MostMarked)
	if err != nil {
		return err
	}
	words := desk.WordsOf(c, s.Book).Words
	sheet.Head(c.W.Header(), sheet.XLSX, listing.MarkedName(words, m), s.Book.ID)
	return listing.Mark(c.Context(), c.W, words, m, src, found)
}
