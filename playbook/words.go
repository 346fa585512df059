package playbook

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Format is the version of the playbook format that Parse reads.
const Format = "xianfeng/1"

// Categories are the kinds of unit that a plan can ask (glossary: 单位类别).
var Categories = []string{
	"federation", "county", "zone", "industry", "direct_enterprise",
	"system", "direct", "poverty_office", "grassroots",
}

var categoryNames = map[string]text{
	"federation": {"总工会", "federation"}, "county": {"县（市、区）总工会", "county federations"},
	"zone": {"示范区、高新区工会", "zone unions"}, "industry": {"产业工会", "industry unions"},
	"direct_enterprise": {"直属企业工会", "direct enterprise unions"}, "system": {"系统工会", "system unions"},
	"direct": {"直属工会", "direct unions"}, "poverty_office": {"扶贫办", "poverty offices"},
	"grassroots": {"基层工会", "grass-roots unions"},
}

// Roles are the roles that a post can carry.
var Roles = []string{
	"office", "office_director", "leader", "liaison", "unit_leader", "grassroots", "viewer", "admin",
}

// Capability is a part of the program that is not built yet; a clause or an
// obligation that waits for it says «later: ID».
type Capability struct{ ID, Chinese, English string }

// Capabilities lists what a playbook may wait for.
var Capabilities = []Capability{
	{"plan", "方案全文", "the plan in full"},
	{"ledger", "台账", "the ledger"},
	{"supervision", "督导", "supervision"},
	{"publication", "公开", "publication"},
	{"honour", "评比", "assessment and honours"},
}

// ProgramParts are the parts of the program that carry out a clause without a
// duty: the phases' timeline, the record of every act.
var ProgramParts = []Capability{
	{"phases", "阶段时间轴", "the timeline of phases"},
	{"audit", "留痕与核验", "the verifiable record of every act"},
}

func capabilityIDs(list []Capability) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return ids
}

// capability returns what is listed under the id, or the id as its own name.
func capability(list []Capability, id string) Capability {
	if i := slices.IndexFunc(list, func(c Capability) bool { return c.ID == id }); i >= 0 {
		return list[i]
	}
	return Capability{id, id, id}
}

// The kinds of thing that a playbook declares and names. The zero Noun is for
// ids that nothing else names.
var (
	unnamed      = source.Noun{}
	aClause      = source.Noun{Chinese: "条款", English: "clause"}
	aBody        = source.Noun{Chinese: "机构", English: "body"}
	aLine        = source.Noun{Chinese: "专项行动", English: "line"}
	aPhase       = source.Noun{Chinese: "阶段", English: "phase"}
	aMeasure     = source.Noun{Chinese: "指标", English: "measure"}
	aForm        = source.Noun{Chinese: "表单", English: "form"}
	anObligation = source.Noun{Chinese: "事项", English: "obligation"}
	aReading     = source.Noun{Chinese: "释义", English: "reading"}
	aCategory    = source.Noun{Chinese: "单位类别", English: "category"}
	aRole        = source.Noun{Chinese: "角色", English: "role"}
	aCapability  = source.Noun{Chinese: "后续功能", English: "capability"}
	aProgramPart = source.Noun{Chinese: "程序功能", English: "part of the program"}
)
