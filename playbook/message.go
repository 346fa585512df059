package playbook

import "github.com/xianfeng-oss/xianfeng/playbook/source"

// Problem is one mistake in a playbook and where it is.
type Problem = source.Problem

// Problems is every error of a playbook, in the order of its lines.
type Problems = source.Problems

// MaxSize is the greatest size of a playbook in bytes.
const MaxSize = source.MaxSize

// text is a word in both languages.
type text struct{ chinese, english string }

// The mistakes that only a playbook can have.
var (
	wordsLong        = source.Mistake{Code: "words_long", Chinese: "“%[1]s”超过 6 个字：只写原文开头和结尾的几个字", English: "%[1]q is longer than 6 characters: give only the first and last characters of the passage"}
	outsidePeriod    = source.Mistake{Code: "outside_period", Chinese: "“%[1]s”不在方案期间 %[2]s 之内，永远不会到期", English: "%[1]q lies outside the plan's period %[2]s and never comes"}
	notRecipient     = source.Mistake{Code: "not_recipient", Chinese: "“%[1]s”不是接收单位的名称或别名", English: "%[1]q is no name or alias of a recipient"}
	ruleUnfit        = source.Mistake{Code: "rule_unfit", Chinese: "截止规则“%[1]s”与“every: %[2]s”不合，永远不会到期", English: "the due rule %[1]q does not fit «every: %[2]s» and never comes"}
	timeless         = source.Mistake{Code: "timeless", Chinese: "“every: any”随时可报、不计期数，不能写“%[1]s”", English: "«every: any» is filed at any time and has no periods; «%[1]s» has no meaning with it"}
	publishedAlone   = source.Mistake{Code: "published_alone", Chinese: "publishes 只用于总工会自己的事项，发布即办结：of 写 federation，不写 to、nil、held、liaison 和 records", English: "«publishes» is for the federation's own obligation, which publishing discharges: of: federation, without to, nil, held, liaison and records"}
	nothingPublished = source.Mistake{Code: "nothing_published", Chinese: "“%[1]s”没有可发布的报送：它要有表单，并由程序落实", English: "%[1]q has no reports to publish: it needs forms, and to be carried out now"}
	publishedUnlike  = source.Mistake{Code: "published_unlike", Chinese: "“%[1]s”与本事项的周期不同：两者要同为按月、按季或按年", English: "%[1]q does not recur like this obligation: both by the month, the quarter or the year"}
	badNumber        = source.Mistake{Code: "bad_number", Chinese: "“%[1]s”不是发文字号：%[2]s", English: "%[1]q is no document number: %[3]s"}
	notChoice        = source.Mistake{Code: "not_choice", Chinese: "“%[1]s”不是选择栏", English: "%[1]q is no choice field"}
	notFilled        = source.Mistake{Code: "not_filled", Chinese: "“%[1]s”不能由台账填：只有数字、指标和文字栏，以及可增行的表可以", English: "the ledger cannot fill %[1]q: only numbers, measures and texts, and tables whose rows are added"}
	unusedForm       = source.Mistake{Code: "unused_form", Chinese: "没有任何事项要求填“%[1]s”这张表", English: "no obligation asks for the form %[1]q"}
	idleClause       = source.Mistake{Code: "idle_clause", Chinese: "条款“%[1]s”没有任何内容来落实；请落实它，或注明 later（以后）或去掉 asks（无行为）", English: "nothing carries out the clause %[1]q; let something cite it, mark it «later», or leave out «asks» if it asks for nothing"}
	restDay          = source.Mistake{Code: "rest_day", Chinese: "截止日 %[2]s 是%[3]s，固定日期不顺延", English: "the due day %[4]s is no working day; a fixed date is not moved"}

	startUnused = source.Mistake{Code: "start_unused", Chinese: "没有一个日期从 start（%[1]s）算起，改它不会改动任何日期", English: "no date counts from the start %[1]s; setting it changes nothing"}

	lineCount  = source.Mistake{Code: "line_count", Chinese: "“%[3]s”写明 %[2]s 条线，实际是 %[1]s", English: "%[3]q says it has %[2]s lines; there are %[1]s"}
	itemCount  = source.Mistake{Code: "item_count", Chinese: "“%[1]s”列了 %[2]d 项，应为 %[3]s 项", English: "%[1]q lists %[2]d items, not %[3]s"}
	unlikeSum  = source.Mistake{Code: "unlike_sum", Chinese: "“%[1]s”把不同种类的数相加：人数、人次、户数、场次、金额各不相加", English: "%[1]q adds unlike quantities: persons, person-times, households, sessions and money never add up with each other"}
	twiceDated = source.Mistake{Code: "twice_dated", Chinese: "“%[2]s”同一期内有两个日期，“%[1]s”是第二个", English: "%[1]q is the second day of %[2]q in one period"}
	eventCase  = source.Mistake{Code: "event_case", Chinese: "事件编号“%[1]s”只用小写字母", English: "the id %[1]q of an event is written in small letters"}
	eventOpen  = source.Mistake{Code: "event_open", Chinese: "“%[1]s”的日期还没有登记，登记（events › %[2]s › dates）前按无期限", English: "the day of %[1]q is not entered yet (events › %[2]s › dates); until then there is no deadline"}
	gradeOrder = source.Mistake{Code: "grade_order", Chinese: "“%[1]s”应晚于上一级“%[2]s”", English: "%[1]q should come after the grade before it, %[2]q"}
	hopOrder   = source.Mistake{Code: "hop_order", Chinese: "“%[1]s”应晚于下一级的“%[2]s”：越往上越晚", English: "%[1]q should be shorter than %[2]q of the level below: what is above hands in later"}
	halfSigned = source.Mistake{Code: "half_signed", Chinese: "释义“%[1]s”要么写全 by、on（有选项的还有 chosen），要么都不写", English: "the reading %[1]q is signed with by and on (and chosen, where it has options) or with none of them"}
	noFirst    = source.Mistake{Code: "no_first", Chinese: "本事项的释义“%[1]s”没有给出首期", English: "the reading %[1]q of this obligation gives no first period"}
	noRule     = source.Mistake{Code: "no_rule", Chinese: "本事项的释义“%[1]s”没有给出截止规则", English: "the reading %[1]q of this obligation gives no due rule"}
	notYet     = source.Mistake{Code: "not_yet", Chinese: "程序还不能落实“%[1]s”：请注明 later（以后）", English: "the program cannot carry out %[1]q yet: mark the obligation «later»"}
)
