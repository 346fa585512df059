package playbook

// code names a kind of mistake.
type code string

// The kinds of mistake.
const (
	tooLarge      code = "too_large"
	longLine      code = "long_line"
	tooMuch       code = "too_much"
	tooMany       code = "too_many"
	notText       code = "not_text"
	plainYAML     code = "plain_yaml"
	tooDeep       code = "too_deep"
	syntax        code = "syntax"
	empty         code = "empty"
	wrongShape    code = "wrong_shape"
	unknownKey    code = "unknown_key"
	missingKey    code = "missing_key"
	eitherKey     code = "either_key"
	duplicateID   code = "duplicate_id"
	badID         code = "bad_id"
	badValue      code = "bad_value"
	unknownName   code = "unknown_name"
	wordsLong     code = "words_long"
	windowTurned  code = "window_turned"
	outsidePeriod code = "outside_period"
	notRecipient  code = "not_recipient"
	badRule       code = "bad_rule"
	ruleUnfit     code = "rule_unfit"

	publishedAlone   code = "published_alone"
	nothingPublished code = "nothing_published"
	publishedUnlike  code = "published_unlike"

	badNumber  code = "bad_number"
	badFormula code = "bad_formula"
	notNumeric code = "not_numeric"
	notChoice  code = "not_choice"
	unusedForm code = "unused_form"
	idleClause code = "idle_clause"
	restDay    code = "rest_day"
)

// text is a message in both languages. The verbs are filled with the found
// text first, then with the arguments of the problem.
type text struct{ chinese, english string }

var texts = map[code]text{
	tooLarge:         {"文件超过 %[2]d MiB", "the file is larger than %[2]d MiB"},
	longLine:         {"这一行超过 %[2]d 字节，请分行书写", "this line is longer than %[2]d bytes; break it"},
	tooMuch:          {"内容太多，超过 %[2]d 个词", "more than %[2]d words and marks"},
	tooMany:          {"问题太多，只列出前 %[2]d 个", "too many problems; these are the first %[2]d"},
	notText:          {"不是 UTF-8 文本", "this is not UTF-8 text"},
	plainYAML:        {"方案文件不用“%[1]s”：锚点、别名、标签和多文档一概不收，请把内容写出来", "%[1]q is not used in a playbook: anchors, aliases, tags and several documents are refused; write the content out"},
	tooDeep:          {"嵌套超过 %[2]d 层", "nested more than %[2]d levels deep"},
	syntax:           {"不是合法的 YAML，多半是缩进、冒号或引号有误（%[2]s）", "not valid YAML: %[2]s"},
	empty:            {"文件是空的", "the file is empty"},
	wrongShape:       {"这里应当是%[2]s", "wanted here: %[3]s"},
	unknownKey:       {"没有“%[1]s”这一项", "there is no key %[1]q here"},
	missingKey:       {"缺少“%[2]s”", "%[2]q is missing"},
	eitherKey:        {"%[2]s 必须写且只能写一项", "exactly one of %[2]s must be given"},
	duplicateID:      {"“%[1]s”重复出现", "%[1]q appears twice"},
	badID:            {"编号“%[1]s”只能用字母、数字、“-”和“_”，并以字母开头", "the id %[1]q may have letters, digits, «-» and «_» only and starts with a letter"},
	badValue:         {"“%[1]s”不是%[2]s", "%[1]q is not %[3]s"},
	unknownName:      {"没有名为“%[1]s”的%[2]s", "there is no %[3]s %[1]q"},
	wordsLong:        {"“%[1]s”超过 6 个字：只写原文开头和结尾的几个字", "%[1]q is longer than 6 characters: give only the first and last characters of the passage"},
	windowTurned:     {"“%[1]s”的结束早于开始", "%[1]q ends before it starts"},
	notRecipient:     {"“%[1]s”不是接收单位的名称或别名", "%[1]q is no name or alias of a recipient"},
	outsidePeriod:    {"“%[1]s”不在方案期间 %[2]s 之内，永远不会到期", "%[1]q lies outside the plan's period %[2]s and never comes"},
	badRule:          {"看不懂截止规则“%[1]s”：%[2]s", "the due rule %[1]q cannot be read: %[3]s"},
	ruleUnfit:        {"截止规则“%[1]s”与“every: %[2]s”不合，永远不会到期", "the due rule %[1]q does not fit «every: %[2]s» and never comes"},
	publishedAlone:   {"publishes 只用于总工会自己的事项，发布即办结：of 写 federation，不写 to、nil、held 和 liaison", "«publishes» is for the federation's own obligation, which publishing discharges: of: federation, without to, nil, held and liaison"},
	nothingPublished: {"“%[1]s”没有可发布的报送：它要有表单，并由程序落实", "%[1]q has no reports to publish: it needs forms, and to be carried out now"},
	publishedUnlike:  {"“%[1]s”与本事项的周期不同：两者要同为按月、按季或按年", "%[1]q does not recur like this obligation: both by the month, the quarter or the year"},
	badNumber:        {"“%[1]s”不是发文字号：%[2]s", "%[1]q is no document number: %[3]s"},
	badFormula:       {"算式从第 %[2]d 个字起看不懂：只能用整数、栏目编号和 + - * / < <= > >= == != && || !，并得出是或否", "the formula is wrong at character %[2]d: %[3]s"},
	notNumeric:       {"“%[1]s”不是本部分的数字栏", "%[1]q is no numeric field of this section"},
	notChoice:        {"“%[1]s”不是选择栏", "%[1]q is no choice field"},
	unusedForm:       {"没有任何事项要求填“%[1]s”这张表", "no obligation asks for the form %[1]q"},
	idleClause:       {"条款“%[1]s”没有任何内容来落实；请落实它，或注明 later（以后）或去掉 asks（无行为）", "nothing carries out the clause %[1]q; let something cite it, mark it «later», or leave out «asks» if it asks for nothing"},
	restDay:          {"截止日 %[2]s 是%[3]s，固定日期不顺延", "the due day %[4]s is no working day; a fixed date is not moved"},
}
