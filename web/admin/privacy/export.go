package privacy

import (
	"iter"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// exportReadings hands out all readings that the filter finds.
func (a *area) exportReadings(as sheet.Format) func(*desk.Call) error {
	return func(c *desk.Call) error {
		f, known, err := a.filter(c)
		if err != nil {
			return err
		}
		t := sheet.Table{Name: c.T("privacy.readings") + " " + a.Units.Today().String(), Title: c.T("privacy.readings")}
		for _, head := range []struct {
			key   string
			width float64
		}{{"privacy.at", 17}, {"privacy.who", 16}, {"web.unit", 24}, {"privacy.whose", 12}, {"privacy.what", 24}, {"privacy.reason", 40}} {
			t.Columns = append(t.Columns, sheet.Column{Title: c.T(head.key), Width: head.width})
		}
		rows := a.allReadings(c, f)
		if !known {
			rows = func(func([]any) bool) {}
		}
		return a.Export(c, as, t, rows)
	}
}

// allReadings reads page after page. A failure is the last row.
func (a *area) allReadings(c *desk.Call, f audit.Filter) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
		for f.Before = (audit.Entry{}); err == nil; {
			page, failed := a.Privacy.Readings(c.Context(), c.Who, f)
			if err = failed; err != nil {
				break
			}
			for _, r := range page {
				row := rowOf(c, tree, r)
				if !yield([]any{row.At.In(locale.Shanghai), row.Login, row.Unit, row.Masked, strings.TrimSpace(row.What + " " + row.List), row.Reason}) {
					return
				}
				f.Before.At, f.Before.ID = r.At, r.ID
			}
			if len(page) < f.Limit {
				return
			}
		}
		yield([]any{err})
	}
}
