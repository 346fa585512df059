package huaibei

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// root is the code of the federation.
const root = "HB"

// lines are 5+1, in the order of the notice.
var lines = []string{"skill", "health", "education", "industry", "pairing", "team"}

// cast lists the units below the federation: those of H-01. Counties, systems
// and the two large enterprises among them (N-H7) are those of the city; the
// names of the other enterprises are invented.
func cast() []*demo.Unit {
	var all []*demo.Unit
	add := func(c organisation.Category, county, industry string, rows [][3]string) {
		for _, r := range rows {
			all = append(all, &demo.Unit{Code: r[0], Name: r[1], Area: r[2], Category: c, County: county, Industry: industry})
		}
	}
	add(organisation.County, root, "", [][3]string{
		{"hb-suixi", "濉溪县总工会", "濉溪县"}, {"hb-xiangshan", "相山区总工会", "相山区"},
		{"hb-duji", "杜集区总工会", "杜集区"}, {"hb-lieshan", "烈山区总工会", "烈山区"},
	})
	add(organisation.PovertyOffice, root, "", [][3]string{
		{"hb-suixi-fupin", "濉溪县扶贫办", "濉溪县"}, {"hb-xiangshan-fupin", "相山区扶贫办", "相山区"},
		{"hb-duji-fupin", "杜集区扶贫办", "杜集区"}, {"hb-lieshan-fupin", "烈山区扶贫办", "烈山区"},
	})
	add(organisation.System, "", root, [][3]string{
		{"hb-jiaoyu", "市教育工会", "濉溪县"}, {"hb-weijiwei", "市卫计委系统工会", "濉溪县"},
		{"hb-dianzi", "市电子商贸物流工会", "相山区"}, {"hb-zhujian", "市住建系统工会", "烈山区"},
		{"hb-jiaotong", "市交通运输系统工会", "杜集区"}, {"hb-nonglin", "市农林水系统工会", "濉溪县"},
		{"hb-kuangye", "淮北矿业集团工会", "濉溪县"}, {"hb-wanbei", "皖北煤电集团工会", "烈山区"},
	})
	add(organisation.Direct, root, "", [][3]string{
		{"hb-xiangyun", "相云纺织公司工会", "杜集区"}, {"hb-suiquan", "濉泉酿造公司工会", "濉溪县"},
		{"hb-lvjin", "绿津面业公司工会", "濉溪县"}, {"hb-tanhai", "碳海新材料公司工会", "烈山区"},
		{"hb-longhu", "龙湖机电公司工会", "杜集区"}, {"hb-shuangdui", "双堆粮油公司工会", "濉溪县"},
		{"hb-nanhu", "南湖供水公司工会", "相山区"}, {"hb-huafeng", "桦枫印务公司工会", "相山区"},
		{"hb-qingluan", "青鸾公交公司工会", "烈山区"}, {"hb-baishan", "柏杉建材公司工会", "杜集区"},
	})
	for _, u := range all {
		if u.Category == organisation.County || u.Category == organisation.System && strings.HasPrefix(u.Name, "市") {
			u.Aliases = []string{"淮北市" + strings.TrimPrefix(u.Name, "市")}
		}
	}
	return append(all, grassroots()...)
}

// grassroots lists grass-roots units, each below a county and a system.
func grassroots() []*demo.Unit {
	return demo.Grassroots([][4]string{
		{"hb-suixi-zhongxue", "濉溪县泉溪中学工会", "hb-suixi", "hb-jiaoyu"},
		{"hb-suixi-yiyuan", "濉溪县仁泽医院工会", "hb-suixi", "hb-weijiwei"},
		{"hb-suixi-nongji", "濉溪县禾畔农技站工会", "hb-suixi", "hb-nonglin"},
		{"hb-duji-wuliu", "杜集区顺通物流公司工会", "hb-duji", "hb-dianzi"},
		{"hb-lieshan-xuexiao", "烈山区榴园小学工会", "hb-lieshan", "hb-jiaoyu"},
		{"hb-xiangshan-shiwei", "相山区洁城环卫所工会", "hb-xiangshan", "hb-zhujian"},
	})
}
