// Package column says how a list names the fields of a book, and what the
// cells below such a head mean: options, units, the nearest of what may have
// been meant.
package column

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Unit is the column of the unit whose an entry is.
const Unit = register.TheUnit

// Own is the column of the number that an entry has in the ledger: an export has
// it, and a row with it is about that entry whatever else it says.
const Own = book.OwnNumber

// recorded are the columns of an export that the program keeps by itself.
var recorded = []string{"ledger.state", "ledger.changed", "ledger.recorded_on"}

// Recorded reports whether a head is that of a column which the program keeps by
// itself and no list says.
func Recorded(head string) bool {
	return slices.ContainsFunc(recorded, func(key string) bool { return slices.Contains(spoken(key), head) })
}

// said are the other heads that the offices' lists have for a column.
var said = map[string][]string{
	Unit:       {"单位名称", "单位", "所在单位", "工作单位", "填报单位", "所属工会", "所属单位", "工会名称", "单位编码", "机构名称"},
	"name":     {"名称", "姓名", "名字", "劳模姓名"},
	"phone":    {"联系电话", "电话", "手机", "手机号", "手机号码", "联系方式"},
	"identity": {"身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码"},
	"day":      {"日期", "时间", "开展日期", "活动日期"},
	"code":     {"编码", "编号", "代码"},
	"note":     {"备注", "说明"},
	"year":     {"年度", "年份", "授予年度", "授予年份", "获奖年份"},
	"level":    {"级别", "荣誉级别", "荣誉等级"},
	"family":   {"类别", "荣誉类别", "荣誉类型"},
	"point":    {"帮扶点", "扶贫点", "所在村", "村"},
	"persons":  {"人口数", "家庭人口", "人数", "受益人数"},
	"county":   {"县", "县区", "县（市、区）"},
	"township": {"乡", "乡镇", "乡（镇）"},
	"village":  {"村", "行政村", "村名"},
}

// both are the languages in which a head is understood.
var both = []*locale.Printer{locale.New(locale.ZhCN), locale.New(locale.En)}

// fieldWord is the message that names a field.
func fieldWord(register, field string) string { return "register." + register + "." + field }

// Columns returns the columns of a book's list: the unit's first, then its
// fields in their order, at last the entry's own number. A head is understood by what the plan, the program in
// either language and the offices call the field, and by its id.
func Columns(b *book.Book) []grid.Column {
	out := []grid.Column{{ID: Unit, Kind: grid.Pick, Names: append(spoken("intake.unit"), Unit)}}
	taken := map[string]bool{}
	for _, f := range b.Fields {
		c := grid.Column{ID: f.ID, Kind: kindOf(f), Required: f.Required && f.Usual == ""}
		if own := b.Use.Labels[f.ID]; own != "" {
			c.Names = append(c.Names, own)
		}
		c.Names = append(append(c.Names, spoken(fieldWord(b.ID, f.ID))...), f.ID)
		for _, name := range c.Names {
			taken[name] = true
		}
		out = append(out, c)
	}
	for i := range out { // what a field is called goes before what another one may be called
		for _, name := range said[out[i].ID] {
			if !taken[name] && !slices.Contains(out[i].Names, name) {
				out[i].Names = append(out[i].Names, name)
				taken[name] = true
			}
		}
	}
	return append(out, grid.Column{ID: Own, Kind: grid.Text, Names: append(spoken("intake.own_number"), Own)})
}

// spoken returns a message in both languages.
func spoken(key string) []string {
	var out []string
	for _, p := range both {
		if p.Has(key) {
			out = append(out, p.T(key))
		}
	}
	return out
}

func kindOf(f book.Field) grid.Kind {
	switch f.Type {
	case register.Number:
		return grid.Number
	case register.Date:
		return grid.Day
	case register.Tick:
		return grid.Tick
	case register.Choice, register.Unit, register.Entry:
		return grid.Pick
	case register.Phone, register.Identity, register.Year:
		return grid.Code
	}
	if f.ID == "code" || f.ID == "number" {
		return grid.Code
	}
	return grid.Text
}
