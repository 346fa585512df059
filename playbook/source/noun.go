package source

// Noun is a kind of thing that a playbook declares and names: «clause», «form».
type Noun struct{ Chinese, English string }

// The kinds of thing that a playbook declares and names. Unnamed is for ids
// that nothing else names.
var (
	Unnamed     = Noun{}
	Clause      = Noun{"条款", "clause"}
	Body        = Noun{"机构", "body"}
	Track       = Noun{"分项活动", "track"}
	Line        = Noun{"专项行动", "line"}
	Catalogue   = Noun{"目录", "catalogue"}
	Phase       = Noun{"阶段", "phase"}
	Event       = Noun{"事件", "event"}
	Measure     = Noun{"指标", "measure"}
	Form        = Noun{"表单", "form"}
	Obligation  = Noun{"事项", "obligation"}
	Register    = Noun{"台账", "register"}
	Award       = Noun{"奖项", "award"}
	Sheet       = Noun{"评分表", "sheet"}
	Reading     = Noun{"释义", "reading"}
	Category    = Noun{"单位类别", "category"}
	Role        = Noun{"角色", "role"}
	Capability  = Noun{"后续功能", "capability"}
	ProgramPart = Noun{"程序功能", "part of the program"}
)
