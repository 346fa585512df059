package show

import (
	"fmt"
	"io"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// Diff tells a person what differs between two playbooks, a change a line with
// the clause it is about, and reports whether anything does. The language is
// «en», or else Chinese.
func Diff(w io.Writer, before, after *playbook.Playbook, language string) (differs bool, err error) {
	changes := change.Compare(before, after)
	for _, c := range changes {
		text := c.Chinese()
		if language == "en" {
			text = c.English()
		}
		if _, err := fmt.Fprintf(w, "%-6s %s\n", c.Clause, text); err != nil {
			return true, err
		}
	}
	return len(changes) > 0, nil
}
