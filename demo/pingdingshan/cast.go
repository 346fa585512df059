package pingdingshan

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// lines are the action lines of the plan, in its order.
var lines = []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"}

// root is the code of the federation.
const root = "PDS"

// cast lists the units below the federation. Counties and zones are those of
// the city; all names of enterprises are invented.
func cast() []*demo.Unit {
	var all []*demo.Unit
	add := func(c organisation.Category, county, industry string, rows [][3]string) {
		for _, r := range rows {
			all = append(all, &demo.Unit{Code: r[0], Name: r[1], Area: r[2], Category: c, County: county, Industry: industry})
		}
	}
	add(organisation.County, root, "", [][3]string{
		{"xinhua", "新华区总工会", "新华区"}, {"weidong", "卫东区总工会", "卫东区"},
		{"shilong", "石龙区总工会", "石龙区"}, {"zhanhe", "湛河区总工会", "湛河区"},
		{"baofeng", "宝丰县总工会", "宝丰县"}, {"yexian", "叶县总工会", "叶县"},
		{"lushan", "鲁山县总工会", "鲁山县"}, {"jiaxian", "郏县总工会", "郏县"},
		{"wugang", "舞钢市总工会", "舞钢市"}, {"ruzhou", "汝州市总工会", "汝州市"},
	})
	add(organisation.Zone, root, "", [][3]string{
		{"shifanqu", "城乡一体化示范区工会", "示范区"}, {"gaoxin", "高新区工会", "高新区"},
	})
	add(organisation.Industry, "", root, [][3]string{
		{"jiaoyu", "市教育工会", "鲁山县"}, {"weisheng", "市卫生健康工会", "叶县"},
		{"caimao", "市财贸工会", "郏县"}, {"jinrong", "市金融工会", "宝丰县"},
		{"jiaotong", "市交通运输工会", "鲁山县"}, {"jianshe", "市建设工会", "舞钢市"},
		{"nonglin", "市农林水利工会", "叶县"}, {"jixie", "市机械冶金工会", "舞钢市"},
		{"qingfang", "市轻工纺织工会", "汝州市"}, {"nenghua", "市能源化工工会", "宝丰县"},
		{"youdian", "市邮电通信工会", "郏县"}, {"jiguan", "市直机关工会", "鲁山县"},
	})
	add(organisation.DirectEnterprise, root, "", [][3]string{
		{"heling", "鹤岭水泥厂工会", "郏县"}, {"qingyan", "青砚陶瓷公司工会", "宝丰县"},
		{"shuoyuan", "朔原机械厂工会", "叶县"}, {"lanxi", "岚溪纺织公司工会", "鲁山县"},
		{"yunque", "云雀客车公司工会", "舞钢市"}, {"chengfeng", "澄枫药业公司工会", "汝州市"},
		{"jinsui", "锦穗面粉公司工会", "叶县"}, {"songtao", "松涛造纸厂工会", "鲁山县"},
		{"luhe", "鹭禾乳业公司工会", "郏县"}, {"tieyan", "铁砚铸造厂工会", "舞钢市"},
		{"qilan", "栖岚供水公司工会", "宝丰县"}, {"mingzhu", "鸣竹家具公司工会", "鲁山县"},
		{"xingye", "星野电缆厂工会", "叶县"}, {"boyun", "泊云物流公司工会", "汝州市"},
		{"ruilin", "睿林仪表厂工会", "郏县"}, {"danfeng", "丹枫食品公司工会", "宝丰县"},
		{"hengyu", "蘅屿化工公司工会", "叶县"}, {"zhaolu", "朝露印刷厂工会", "鲁山县"},
	})
	for _, u := range all {
		if u.Category != organisation.DirectEnterprise {
			u.Aliases = []string{"平顶山市" + strings.TrimPrefix(u.Name, "市")}
		}
	}
	return append(all, grassroots()...)
}

// grassroots lists grass-roots units, each below a county and an industry.
func grassroots() []*demo.Unit {
	return demo.Grassroots([][4]string{
		{"yexian-shifan", "叶县云台中学工会", "yexian", "jiaoyu"},
		{"yexian-yiyuan", "叶县仁禾医院工会", "yexian", "weisheng"},
		{"lushan-nongji", "鲁山县青坪农技站工会", "lushan", "nonglin"},
		{"lushan-xuexiao", "鲁山县松溪小学工会", "lushan", "jiaoyu"},
		{"baofeng-qujiu", "宝丰县醴泉酿造厂工会", "baofeng", "qingfang"},
		{"jiaxian-yunshu", "郏县驰安运输队工会", "jiaxian", "jiaotong"},
		{"wugang-jixiu", "舞钢市砺锋机修厂工会", "wugang", "jixie"},
		{"ruzhou-shangchang", "汝州市合悦商场工会", "ruzhou", "caimao"},
	})
}
