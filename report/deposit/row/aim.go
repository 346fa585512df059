package row

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// aim keeps with the entry how much its goal is (P-24): the number and its unit
// behind the goal's name, and households and persons as such.
func (e Entry) aim(b book.Book, c paper.Content) {
	cell := func(id string) string { return strings.TrimSpace(c.Cells[e.row.Table.Address(e.row.Row, id)]) }
	value, unit := cell(valueColumn), cell(unitColumn)
	if value == "" || e.row.Table.Field(valueColumn) == nil {
		return
	}
	if goal := e.Typed[goalColumn]; goal != "" {
		e.set(b, goalColumn, goal+value+unit)
	}
	for kind, field := range map[quantity.Kind]string{quantity.Households: "households", quantity.Persons: "persons"} {
		if units[unit] == kind && e.column[field] == "" {
			e.set(b, field, value)
		}
	}
}

// set types a text into a field, where the register has that and takes it.
func (e Entry) set(b book.Book, id, typed string) {
	f, ok := b.Field(id)
	if !ok || f.Type == register.Entry {
		return
	}
	if canonical, bad := b.Typed(f, typed); bad == nil && canonical != "" {
		e.Values[id], e.Typed[id] = canonical, typed
	}
}
