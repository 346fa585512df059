package pingdingshan

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/chronicle"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Chronicle implements demo.Acts.
func (acts) Chronicle(s *demo.Story) {
	chronicle.Tell(s, chronicle.Plan{
		Begin: calendar.Date{Year: 2018, Month: 6, Day: 20}, End: calendar.Date{Year: 2021, Month: 1, Day: 1},
		City: "平顶山市", Province: "河南省",
		Keeps: []string{"collectives", "operator", "mechanisms", "surveys", "problems", "needs", "ratings"},
		Lines: work, Points: helping, Homes: 5, Villages: places, Towns: towns, Secretary: secretary, Busy: .05, Modes: []string{"volunteer", "volunteer", "donation", "market"},
		Honourees: map[organisation.Category][2]int{
			organisation.County: {8, 13}, organisation.Zone: {3, 5}, organisation.Industry: {6, 11}, organisation.DirectEnterprise: {2, 5},
		},
		Shared: []chronicle.Pair{{One: "yexian", Other: "weisheng"}, {One: "lushan", Other: "jiaoyu"}, {One: "nonglin", Other: "jiaxian"}},
	})
}

// helping are the units that help a village.
var helping = []string{
	"xinhua", "weidong", "shilong", "zhanhe", "baofeng", "yexian", "lushan", "jiaxian", "wugang", "ruzhou", "shifanqu", "gaoxin",
	"jiaoyu", "weisheng", "caimao", "jinrong", "jiaotong", "jianshe", "nonglin", "jixie", "qingfang", "nenghua", "youdian", "jiguan",
	"heling", "qingyan", "shuoyuan", "lanxi", "yunque", "chengfeng",
}

// work is the lines of the plan in the words of those who work along them.
var work = map[string]chronicle.Line{
	"skill": {
		Activities: []string{"果树修剪技术培训", "缝纫技能培训班", "农机维修现场教学", "焊工实训", "蔬菜大棚种植培训", "家政服务培训"},
		Projects:   []string{"实用技术培训点", "缝纫培训车间", "农机维修服务站"}, Steps: []string{"按农时排课，劳模授课，结业后跟踪指导。"}, Tag: "knowledge", Low: 18, High: 60,
	},
	"industry": {
		Activities: []string{"食用菌种植技术指导", "养殖防疫上门服务", "农产品产销对接会", "粉条加工指导"},
		Projects:   []string{"食用菌种植基地", "肉羊养殖示范点", "红薯粉条加工坊"}, Steps: []string{"统一供种，上门指导，保底收购。"}, Low: 12, High: 40,
	},
	"project_line": {
		Activities: []string{"灌溉渠工程现场调度", "加工车间建设推进会", "道路硬化进度查看"},
		Projects:   []string{"小型灌溉渠", "扶贫车间厂房", "田间道路硬化"}, Steps: []string{"申报立项，公开招工，按月验收。"}, Low: 8, High: 25,
	},
	"employment": {
		Activities: []string{"劳务招聘会", "企业进村招工", "岗前培训", "就业政策咨询"},
		Projects:   []string{"扶贫车间用工对接", "劳务输出服务站"}, Steps: []string{"摸清求职意向，岗前培训，签订合同。"}, Tag: "aspiration", Low: 30, High: 90,
	},
	"pairing": {
		Activities: []string{"结对户走访", "帮结对户办实事", "结对帮工", "节前慰问结对户"},
		Projects:   []string{"结对户增收计划"}, Steps: []string{"每月走访一次，一户一策，记入台账。"}, Tag: "aspiration", Low: 6, High: 20,
	},
	"intellect": {
		Activities: []string{"劳模课堂进村小", "名医义诊", "健康知识讲座", "假期课业辅导"},
		Projects:   []string{"村小劳模课堂", "村卫生室能力提升"}, Steps: []string{"教师、医生劳模轮流到村，学期初排定。"}, Tag: "knowledge", Low: 20, High: 70,
	},
	"collective": {
		Activities: []string{"先进班组服务日", "支部共建活动", "集体采购农产品", "机井维修突击"},
		Projects:   []string{"先进集体共建点"}, Steps: []string{"支部结对，定期采购，联合开展服务。"}, Low: 15, High: 50,
	},
}
