package filling

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// maxNote is how many characters the note beside a reason has at most.
const maxNote = 200

// Explain writes down why cells say something other than the ledger, and names
// the reasons that are none.
func Explain(c *paper.Content, reasons map[string]paper.Reason) []fault.Field {
	var bad []fault.Field
	for _, cell := range slices.Sorted(maps.Keys(reasons)) {
		r := reasons[cell]
		r.Note = strings.TrimSpace(r.Note)
		over, ok := c.Ledger[cell]
		switch {
		case !ok:
			continue // says what the ledger says
		case r.ID != "" && !slices.Contains(paper.Reasons, r.ID):
			bad = append(bad, fault.Field{Path: cell, Key: "report.not_option", Args: []any{r.ID}})
		case len([]rune(r.Note)) > maxNote:
			bad = append(bad, fault.Field{Path: cell, Key: "report.too_long", Args: []any{maxNote, len([]rune(r.Note))}})
		case !paper.Same(c.Cells[cell], over.Text):
			over.Reason, over.Note = r.ID, r.Note
			c.Ledger[cell] = over
		}
	}
	return bad
}

// Unexplained names the figures that are not those of the ledger and say no
// reason.
func Unexplained(pb *playbook.Playbook, form *playbook.Form, content paper.Content) []fault.Field {
	var bad []fault.Field
	for _, o := range Overrides(form, content) {
		_, _, fd := form.Cell(o.Cell)
		shown := func(text string) string {
			if text == "" {
				return "0"
			}
			return paper.Shown(pb, fd, text)
		}
		switch {
		case o.Reason == "":
			bad = append(bad, fault.Field{Path: o.Cell, Key: "derive.reason_needed", Args: []any{shown(o.Ledger), shown(o.Typed)}})
		case o.Reason == paper.OtherReason && o.Note == "":
			bad = append(bad, fault.Field{Path: o.Cell, Key: "derive.note_needed"})
		}
	}
	return bad
}

// Overrides lists the figures of a content that are not those of the ledger.
func Overrides(form *playbook.Form, content paper.Content) []paper.Override {
	return slices.DeleteFunc(content.Overrides(), func(o paper.Override) bool {
		_, _, fd := form.Cell(o.Cell)
		return fd == nil || fd.Type == playbook.Text || fd.Type == playbook.LongText
	})
}
