package paper

import (
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// personal names the texts in which a phone, identity or card number stands,
// and the first such number with its middle masked.
func (k *checker) personal() {
	for cell, text := range k.c.Cells {
		_, _, fd := k.form.Cell(cell)
		if fd == nil || fd.Type != playbook.Text && fd.Type != playbook.LongText {
			continue
		}
		if found := document.PersonalNumbers(text); len(found) > 0 {
			k.blame(fault.Field{Path: cell, Key: "report.personal_number", Args: []any{found[0].Shown}})
		}
	}
}
