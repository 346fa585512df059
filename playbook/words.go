package playbook

import "slices"

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
	{"supervision", "督导", "supervision"},
	{"publication", "公开", "publication"},
	{"honour", "评比", "assessment and honours"},
}

// ProgramParts are the parts of the program that carry out a clause without a
// duty: the phases' timeline, the record of every act.
var ProgramParts = []Capability{
	{"phases", "阶段时间轴", "the timeline of phases"},
	{"yearly", "年度对比", "a year beside the year before"},
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

// CategoryName returns what a category of units is called, the id itself for an
// unknown one.
func CategoryName(id string) (chinese, english string) {
	if t, ok := categoryNames[id]; ok {
		return t.chinese, t.english
	}
	return id, id
}
