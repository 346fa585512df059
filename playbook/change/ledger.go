package change

import (
	"maps"
	"reflect"
	"slices"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// inRegister says how a word of a register is told: a field, a state, another
// register. The walk knows which register it stands in.
type inRegister func(w register.Words, of, id string) string

func registerWord(w register.Words, _, id string) string { return w.Register(id) }

func fieldWord(w register.Words, of, id string) string { return w.Field(of, id) }

func stateWord(w register.Words, of, id string) string { return w.State(of, id) }

func linkedWord(w register.Words, _, id string) string {
	return w.Demand("", register.Demand{Linked: id})
}

// both says something of the ledger of a plan in both languages.
func both(pb *playbook.Playbook, say func(register.Words) string) text {
	line := func(id string) string {
		if l := pb.Line(id); l != nil {
			return l.Name
		}
		return id
	}
	return text{
		say(register.NewWords(locale.ZhCN, &pb.Ledger, line)), say(register.NewWords(locale.En, &pb.Ledger, line)),
	}
}

// registerName names a register as such.
func registerName(lang locale.Lang, id string) string {
	return register.NewWords(lang, &register.Ledger{}, nil).Register(id)
}

// sayLedger puts what has words of its own into them; false for all else.
func (c *comparison) sayLedger(f field, pb *playbook.Playbook, v reflect.Value) (text, bool) {
	switch x := v.Interface().(type) {
	case *register.Source:
		if x == nil {
			return text{}, true
		}
		return both(pb, func(w register.Words) string { return w.Source(*x) }), true
	case *register.Rows:
		if x == nil {
			return text{}, true
		}
		return both(pb, func(w register.Words) string { return w.Rows(*x) }), true
	case map[string]string, map[string][]register.Option:
		return c.sayMap(f, pb, v), true
	case string:
		if f.register != nil && x != "" {
			return both(pb, func(w register.Words) string { return f.register(w, c.within, x) }), true
		}
	}
	return text{}, false
}

// sayMap tells what a plan says of the fields of a register, field by field.
func (c *comparison) sayMap(f field, pb *playbook.Playbook, v reflect.Value) text {
	out := text{}
	for _, key := range slices.Sorted(maps.Keys(stringKeys(v))) {
		one := both(pb, func(w register.Words) string { return w.Field(c.within, key) })
		switch x := v.MapIndex(reflect.ValueOf(key)).Interface().(type) {
		case string:
			said := text{x, x}
			if f.key == "when" {
				said = both(pb, func(w register.Words) string { return w.Option(c.within, key, x) })
			}
			one = one.then(text{"：", ": "}, said)
		case []register.Option:
			one = one.then(text{"：", ": "}, c.list(field{}, pb, reflect.ValueOf(x)))
		}
		if out != (text{}) {
			one = text{"；", "; "}.then(text{}, one)
		}
		out = out.then(text{}, one)
	}
	return out
}

func stringKeys(v reflect.Value) map[string]bool {
	keys := map[string]bool{}
	for _, k := range v.MapKeys() {
		keys[k.String()] = true
	}
	return keys
}

// ledgerWords name what a plan says of the ledger.
var ledgerWords = map[string]field{
	"Playbook.Ledger": word("ledger", "台账", "ledger").inline(),

	"Ledger.Uses":      word("registers", "台账", "registers").each("台账", "register"),
	"Ledger.Quotas":    word("quotas", "年度项数", "yearly quotas").each("年度项数", "yearly quota"),
	"Ledger.Goals":     word("goals", "年度目标", "yearly goals"),
	"Ledger.Retention": word("retention", "个人信息保存", "retention"),
	"Ledger.ExitLines": word("exit_lines", "脱贫标准", "exit lines").each("脱贫标准", "exit line"),

	"Use.Register": word("registers", "台账", "register").in(registerWord),
	"Use.Title":    word("title", "名称", "title"),
	"Use.Clause":   word("clause", "条款", "clause"),
	"Use.Cites":    word("also", "另涉条款", "further clauses"),
	"Use.Labels":   word("labels", "栏目名称", "labels"),
	"Use.Options":  word("options", "选项", "options"),
	"Use.Leaves":   word("leaves", "略去的栏目", "fields left out").in(fieldWord),
	"Use.Demands":  word("demands", "条款要求", "demands").each("条款要求", "demand"),

	"Use.Most":     word("most", "数目", "number"),
	"Most.State":   word("state", "状态", "state").in(stateWord),
	"Most.Number":  word("number", "数目", "number"),
	"Most.Word":    word("word", "原文", "the text's word"),
	"Most.By":      word("by", "决定机构", "decided by").of(body),
	"Most.On":      word("on", "决定日期", "decided on"),
	"Most.Reading": word("reading", "释义", "reading"),
	"Most.Clause":  word("clause", "条款", "clause"),

	"Prior.Register": word("register", "台账", "register").in(registerWord),
	"Prior.Each":     word("each", "每条须到", "every entry has come to").in(stateWord),
	"Prior.Lacks":    word("lacks", "都须有", "none is without").in(fieldWord),
	"Prior.Lines":    word("lines", "每条专项", "of each action line"),
	"Prior.Older":    word("older", "早于", "older than"),
	"Prior.Advises":  word("advises", "只提示", "only advises"),
	"Prior.Clause":   word("clause", "条款", "clause"),

	"Demand.Field":  word("field", "须填", "field").in(fieldWord),
	"Demand.Or":     word("or", "或填", "or").in(fieldWord),
	"Demand.State":  word("state", "起自状态", "from the state").in(stateWord),
	"Demand.When":   word("when", "仅当", "only where"),
	"Demand.Linked": word("linked", "须有", "needs").in(linkedWord),
	"Demand.Clause": word("clause", "条款", "clause"),

	"YearlyQuota.ID":         word("id", "编号", "id"),
	"YearlyQuota.Title":      word("title", "名称", "title"),
	"YearlyQuota.Register":   word("register", "台账", "register").in(registerWord),
	"YearlyQuota.Organiser":  word("organiser", "联合单位栏", "units it counts for, too").in(fieldWord),
	"YearlyQuota.State":      word("state", "计入状态", "state that counts").in(stateWord),
	"YearlyQuota.Categories": word("of", "单位", "units").of(categories),
	"YearlyQuota.Least":      word("at_least", "每年至少", "at least a year"),
	"YearlyQuota.From":       word("from", "首年", "first year"),
	"YearlyQuota.Until":      word("until", "期限", "by"),
	"YearlyQuota.Readings":   word("reading", "释义", "readings"),
	"YearlyQuota.Clause":     word("clause", "条款", "clause"),

	"Goals.Obligation": word("obligation", "事项", "obligation").of(obligation),
	"Goals.Section":    word("section", "目标表", "grid of goals"),
	"Goals.Yellow":     word("yellow", "黄牌线（%）", "yellow below (%)"),
	"Goals.Red":        word("red", "红牌线（%）", "red below (%)"),
	"Goals.Clause":     word("clause", "条款", "clause"),

	"Retention.Years":  word("years", "年数", "years"),
	"Retention.Clause": word("clause", "条款", "clause"),

	"ExitLine.Year":        word("year", "年度", "year"),
	"ExitLine.Area":        word("area", "地区", "area"),
	"ExitLine.Amount":      word("yuan", "标准（分）", "amount (fen)"),
	"ExitLine.Source":      word("source", "出处", "source"),
	"ExitLine.Unconfirmed": word("unconfirmed", "未核实", "unconfirmed"),
}
