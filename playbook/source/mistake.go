package source

// Mistake is a kind of mistake: its stable name and its message in both
// languages. The verbs are filled with the found text first, then with what
// the place adds.
type Mistake struct{ Code, Chinese, English string }

// The mistakes that every part of a file can have.
var (
	WrongShape   = Mistake{"wrong_shape", "这里应当是%[2]s", "wanted here: %[3]s"}
	UnknownKey   = Mistake{"unknown_key", "没有“%[1]s”这一项", "there is no key %[1]q here"}
	MissingKey   = Mistake{"missing_key", "缺少“%[2]s”", "%[2]q is missing"}
	EitherKey    = Mistake{"either_key", "%[2]s 必须写且只能写一项", "exactly one of %[2]s must be given"}
	DuplicateID  = Mistake{"duplicate_id", "“%[1]s”重复出现", "%[1]q appears twice"}
	BadID        = Mistake{"bad_id", "编号“%[1]s”只能用字母、数字、“-”和“_”，并以字母开头", "the id %[1]q may have letters, digits, «-» and «_» only and starts with a letter"}
	BadValue     = Mistake{"bad_value", "“%[1]s”不是%[2]s", "%[1]q is not %[3]s"}
	UnknownName  = Mistake{"unknown_name", "没有名为“%[1]s”的%[2]s", "there is no %[3]s %[1]q"}
	WindowTurned = Mistake{"window_turned", "“%[1]s”的结束早于开始", "%[1]q ends before it starts"}
	NotNumeric   = Mistake{"not_numeric", "“%[1]s”不是本部分的数字栏", "%[1]q is no numeric field of this section"}
)

var (
	tooLarge   = Mistake{"too_large", "文件超过 %[2]d MiB", "the file is larger than %[2]d MiB"}
	longLine   = Mistake{"long_line", "这一行超过 %[2]d 字节，请分行书写", "this line is longer than %[2]d bytes; break it"}
	tooMuch    = Mistake{"too_much", "内容太多，超过 %[2]d 个词", "more than %[2]d words and marks"}
	tooMany    = Mistake{"too_many", "问题太多，只列出前 %[2]d 个", "too many problems; these are the first %[2]d"}
	notText    = Mistake{"not_text", "不是 UTF-8 文本", "this is not UTF-8 text"}
	plainYAML  = Mistake{"plain_yaml", "方案文件不用“%[1]s”：锚点、别名、标签和多文档一概不收，请把内容写出来", "%[1]q is not used in a playbook: anchors, aliases, tags and several documents are refused; write the content out"}
	tooDeep    = Mistake{"too_deep", "嵌套超过 %[2]d 层", "nested more than %[2]d levels deep"}
	syntax     = Mistake{"syntax", "不是合法的 YAML，多半是缩进、冒号或引号有误（%[2]s）", "not valid YAML: %[2]s"}
	empty      = Mistake{"empty", "文件是空的", "the file is empty"}
	noStart    = Mistake{"no_start", "“%[1]s”从起始日算起，文件开头要有 start（如 start: 2026-03-02）", "%[1]q counts from a start: give the file a «start: 2026-03-02»"}
	badRule    = Mistake{"bad_rule", "看不懂截止规则“%[1]s”：%[2]s", "the due rule %[1]q cannot be read: %[3]s"}
	badFormula = Mistake{"bad_formula", "算式从第 %[2]d 个字起看不懂：只能用整数、数字栏和日期栏的编号和 + - * / < <= > >= == != && || !，并得出是或否", "the formula is wrong at character %[2]d: %[3]s"}
	notUsable  = Mistake{"not_usable", "算式里没有“%[1]s”可用", "the formula may not use %[1]q"}
	wrongDays  = Mistake{"wrong_days", "算式第 %[2]d 个字处把日期当数用了：日期只与日期比较，相减得天数，可加减天数", "the formula uses a day as a number at character %[2]d: %[3]s"}
	mixedKinds = Mistake{"mixed_kinds", "算式第 %[2]d 个字处把不同种类的数相加减：人数、人次、户数、场次、金额各不相加", "the formula adds unlike quantities at character %[2]d: %[3]s"}
)
