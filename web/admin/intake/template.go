package intake

import (
	"bytes"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/listing"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// template hands out the empty list of a register.
func (a *area) template(c *desk.Call) error {
	ending := c.URL.Query().Get("format")
	if ending == "" {
		ending = string(sheet.XLSX)
	}
	as, ok := sheet.FormatOf(ending)
	if !ok {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	d, err := a.Intake.Desk(c.Context(), c.Who, id, c.PathValue("register"), "")
	if err != nil {
		return err
	}
	t := listing.Empty(desk.WordsOf(c, d.Blank).Words, d.Units[0].Name)
	var file bytes.Buffer
	if err := t.Write(&file, as); err != nil {
		return err
	}
	sheet.Head(c.W.Header(), as, t.Name, d.Book.ID)
	_, _ = file.WriteTo(c.W) // a reader that went away is nobody to answer
	return nil
}
