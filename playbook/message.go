package playbook

import "github.com/xianfeng-oss/xianfeng/playbook/source"

// Problem is one mistake in a playbook and where it is.
type Problem = source.Problem

// Problems is every error of a playbook, in the order of its lines.
type Problems = source.Problems

// text is a word in both languages.
type text struct{ chinese, english string }

// The mistakes that only a playbook can have.
var (
	wordsLong        = source.Mistake{Code: "words_long", Chinese: "“%[1]s”超过 6 个字：只写原文开头和结尾的几个字", English: "%[1]q is longer than 6 characters: give only the first and last characters of the passage"}
	outsidePeriod    = source.Mistake{Code: "outside_period", Chinese: "“%[1]s”不在方案期间 %[2]s 之内，永远不会到期", English: "%[1]q lies outside the plan's period %[2]s and never comes"}
	notRecipient     = source.Mistake{Code: "not_recipient", Chinese: "“%[1]s”不是接收单位的名称或别名", English: "%[1]q is no name or alias of a recipient"}
	badRule          = source.Mistake{Code: "bad_rule", Chinese: "看不懂截止规则“%[1]s”：%[2]s", English: "the due rule %[1]q cannot be read: %[3]s"}
	ruleUnfit        = source.Mistake{Code: "rule_unfit", Chinese: "截止规则“%[1]s”与“every: %[2]s”不合，永远不会到期", English: "the due rule %[1]q does not fit «every: %[2]s» and never comes"}
	publishedAlone   = source.Mistake{Code: "published_alone", Chinese: "publishes 只用于总工会自己的事项，发布即办结：of 写 federation，不写 to、nil、held 和 liaison", English: "«publishes» is for the federation's own obligation, which publishing discharges: of: federation, without to, nil, held and liaison"}
	nothingPublished = source.Mistake{Code: "nothing_published", Chinese: "“%[1]s”没有可发布的报送：它要有表单，并由程序落实", English: "%[1]q has no reports to publish: it needs forms, and to be carried out now"}
	publishedUnlike  = source.Mistake{Code: "published_unlike", Chinese: "“%[1]s”与本事项的周期不同：两者要同为按月、按季或按年", English: "%[1]q does not recur like this obligation: both by the month, the quarter or the year"}
	badNumber        = source.Mistake{Code: "bad_number", Chinese: "“%[1]s”不是发文字号：%[2]s", English: "%[1]q is no document number: %[3]s"}
	badFormula       = source.Mistake{Code: "bad_formula", Chinese: "算式从第 %[2]d 个字起看不懂：只能用整数、栏目编号和 + - * / < <= > >= == != && || !，并得出是或否", English: "the formula is wrong at character %[2]d: %[3]s"}
	notNumeric       = source.Mistake{Code: "not_numeric", Chinese: "“%[1]s”不是本部分的数字栏", English: "%[1]q is no numeric field of this section"}
	notChoice        = source.Mistake{Code: "not_choice", Chinese: "“%[1]s”不是选择栏", English: "%[1]q is no choice field"}
	unusedForm       = source.Mistake{Code: "unused_form", Chinese: "没有任何事项要求填“%[1]s”这张表", English: "no obligation asks for the form %[1]q"}
	idleClause       = source.Mistake{Code: "idle_clause", Chinese: "条款“%[1]s”没有任何内容来落实；请落实它，或注明 later（以后）或去掉 asks（无行为）", English: "nothing carries out the clause %[1]q; let something cite it, mark it «later», or leave out «asks» if it asks for nothing"}
	restDay          = source.Mistake{Code: "rest_day", Chinese: "截止日 %[2]s 是%[3]s，固定日期不顺延", English: "the due day %[4]s is no working day; a fixed date is not moved"}
)
