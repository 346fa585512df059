package ledger

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Holder is the unit to which an entry e belonged on a day: what was done before
// an entry was handed over stays with the unit that had it then, as a person's
// unit over time is kept with the person (H-10) and the units stand below each
// other as of each day. day is an expression; where it is "", the entry has no
// day of its own and belongs to whose it is now.
func Holder(day string) string {
	return `(CASE WHEN e.since_day = '' OR ` + day + ` = '' OR e.since_day <= ` + day + ` THEN e.unit_id
		ELSE COALESCE((SELECT p.unit_id FROM entry_past p WHERE p.entry_id = e.id AND p.since_day <= ` + day + ` ORDER BY p.since_day DESC, p.n DESC LIMIT 1), e.unit_id) END)`
}

// Held is the table of entries, each with the unit to which it belonged on a day.
func Held(day string) sqltx.Table[ledger.Entry] {
	out := Rows
	out.Columns = strings.Replace(out.Columns, "unit_id", Holder(day), 1)
	return out
}
