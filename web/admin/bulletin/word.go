package bulletin

import (
	"github.com/xianfeng-oss/xianfeng/export/docx"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// word sends the paper as Word: as it was issued, or as it would be printed now.
func (a *area) word(c *desk.Call) error {
	v, err := a.Bulletins.Open(c.Context(), c.Who, bulletinID(c))
	if err != nil {
		return err
	}
	c.W.Header().Set("Cache-Control", "private, no-store")
	return docx.Answer(c.W, v.Document)
}
