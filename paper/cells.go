package paper

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// CheckCells is Check of what a workbook can hold, which is no files: their
// slots count as filled, and sending asks for them.
func CheckCells(pb *playbook.Playbook, ob *playbook.Obligation, form *playbook.Form, cells map[string]string, held Span) []fault.Field {
	c := Content{Cells: cells, Files: map[string][]FileRef{}}
	for i := range form.Sections {
		s := &form.Sections[i]
		if s.Kind != playbook.Files {
			continue
		}
		for _, fd := range s.Fields {
			c.Files[s.Address("", fd.ID)] = []FileRef{{}}
		}
	}
	return Check(pb, ob, form, c, held)
}
