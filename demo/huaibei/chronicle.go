package huaibei

import (
	"math"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/chronicle"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Chronicle implements demo.Acts.
func (acts) Chronicle(s *demo.Story) {
	chronicle.Tell(s, chronicle.Plan{
		Begin: calendar.Date{Year: 2019, Month: 1, Day: 2}, End: calendar.Date{Year: 2022, Month: 1, Day: 1},
		City: "淮北市", Province: "安徽省",
		Keeps: []string{"teams", "village_years", "base_years", "outreach", "measures_taken"},
		Lines: work, Points: helping, Homes: 5, Villages: villages, Towns: towns, Secretary: secretary, Busy: .16, Modes: []string{"volunteer", "volunteer", "donation"},
		Honourees: map[organisation.Category][2]int{organisation.County: {8, 12}, organisation.System: {5, 9}, organisation.Direct: {1, 4}},
		Shared:    []chronicle.Pair{{One: "hb-suixi", Other: "hb-weijiwei"}, {One: "hb-duji", Other: "hb-jiaoyu"}},
		Accepted:  accepted, Direction: directions,
	})
}

// accepted is how many activities of a year the office accepts of a unit: all of
// them, but of a few in 2020 so many that they have not reached their three, or
// their one (H-50, H-51), when the demonstration is looked at.
func accepted(u *demo.Unit, year int) int {
	switch {
	case year != 2020 || !demo.Roll("quota", u.Code).Chance(.3):
		return math.MaxInt
	case u.Category == organisation.Direct:
		return 0
	}
	return 2
}

// helping are the units that help a village.
var helping = []string{
	"hb-suixi", "hb-xiangshan", "hb-duji", "hb-lieshan", "hb-jiaoyu", "hb-weijiwei", "hb-nonglin", "hb-kuangye", "hb-wanbei", "hb-suiquan",
}

// directions are what the activities of a line are filed under (H-11).
var directions = map[string]string{
	"skill": "industry", "health": "health", "education": "education", "industry": "industry", "pairing": "employment", "team": "other",
}

var towns = []string{"柳泉镇", "古渡镇", "榴岭镇", "双桥镇"}

// secretary is the first secretary of a unit's village: nobody real is called so.
func secretary(u *demo.Unit, nth int) string {
	return demo.NewNames(taken, 0).Name(demo.Roll("secretary", u.Code))
}

// work is the lines of the notice in the words of those who work along them.
var work = map[string]chronicle.Line{
	"skill": {
		Activities: []string{"葡萄种植技术培训", "小拱棚现场教学", "畜牧防疫技术交流", "水产养殖培训"},
		Projects:   []string{"葡萄种植技术示范园", "蔬菜小拱棚推广点"}, Steps: []string{"按农时授课，先示范后推广。"}, Tag: "knowledge", Low: 20, High: 60,
	},
	"health": {
		Activities: []string{"医疗劳模下乡义诊", "慢性病户上门随访", "疾病预防宣传", "送药上门"},
		Projects:   []string{"村卫生室帮扶点"}, Steps: []string{"医疗队每月到村一次。"}, Low: 25, High: 80,
	},
	"education": {
		Activities: []string{"名师示范课", "村小听课评课", "助学家访", "课业辅导"},
		Projects:   []string{"村小教研帮扶点"}, Steps: []string{"学期初排课，课后留教案。"}, Tag: "knowledge", Low: 15, High: 50,
	},
	"industry": {
		Activities: []string{"劳模基地技术指导", "产销对接会", "基地用工对接"},
		Projects:   []string{"石榴加工基地", "食用菌基地", "光伏大棚"}, Steps: []string{"基地领办，农户入股，保底收购。"}, Low: 10, High: 40,
	},
	"pairing": {
		Activities: []string{"村企结对走访", "村企共建办实事", "企业招工进村"},
		Projects:   []string{"扶贫驿站", "灌溉泵站改造"}, Steps: []string{"企业出设备和师傅，村里出场地。"}, Tag: "aspiration", Low: 8, High: 30,
	},
	"team": {
		Activities: []string{"志愿服务队帮收帮种", "农机义务维修", "敬老助残服务"},
		Projects:   []string{"农机义务维修点"}, Steps: []string{"服务队按特长分组，由村里点单。"}, Tag: "aspiration", Low: 8, High: 35,
	},
}
