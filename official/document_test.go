package official_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/official"
)

// read reads a text or Word file that must be readable.
func read(t testing.TB, data string) *official.File {
	t.Helper()
	f, err := official.Read([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// paths lists the clauses of all documents, one path a line.
func paths(f *official.File) string {
	var all []string
	for i := range f.Documents {
		f.Documents[i].All(func(c *official.Clause) { all = append(all, c.Path) })
	}
	return strings.Join(all, " ")
}

// at returns the path of the sentence that holds the words.
func at(t *testing.T, f *official.File, words string) string {
	t.Helper()
	r, ok := f.Find(words, "", 1)
	if !ok {
		t.Fatalf("%q is not in the text", words)
	}
	for _, s := range f.Sentences {
		if s.Overlaps(r) {
			return s.Path
		}
	}
	t.Fatalf("%q stands in no sentence", words)
	return ""
}

const joint = `000012
特急
清江市总工会
清江市扶贫开发领导小组办公室文件
清工发[2019]03号          签发人：李 明

关于在全市开展职工技能帮扶
竞赛活动的通知
（2019年3月4日）
各县（市、区）总工会、扶贫办，各产业工会：
    为做好帮扶工作，现就有关事项通知如下：
    一、总体要求
    坚持自愿。做到一是方向明确；二是措施得力；三是成效实在。
    二、工作安排
    （一）时间。分两个阶段：
    第一阶段：准备（3月1日—10日）。
    1.3月5日前，各单位报名。
    2．3月10日前，各单位报送名单。
    各单位名单由办公室汇总。
    第二阶段：实施（3月11日—12月31日）。
    （二）经费。由各单位自行安排。
    三、联系方式
    联系人：王小明，联系电话：0377-6312345，邮箱：bgs@example.com。

    附件：1.报名表
          2.《任务分解表》

清江市总工会      清江市扶贫开发领导小组办公室
二〇一九年三月四日
（此件公开发布）
抄  送：省总工会，省扶贫办。
清江市总工会办公室          2019年3月5日印发
— 1 —
附件1
报名表
姓名、单位
附件2
任务分解表
一、任务
（一）培训
`

func TestHeadAndFoot(t *testing.T) {
	t.Parallel()
	f := read(t, joint)
	if len(f.Documents) != 3 {
		t.Fatalf("%d documents, want the notice and two annexes", len(f.Documents))
	}
	d := f.Documents[0]
	want := official.Document{
		Kind: "通知", Title: "关于在全市开展职工技能帮扶竞赛活动的通知",
		Issuers: []string{"清江市总工会", "清江市扶贫开发领导小组办公室"},
		Number:  "清工发〔2019〕3号", Date: "2019-03-04",
		Addressees:  []string{"各县（市、区）总工会", "扶贫办", "各产业工会"},
		Copies:      []string{"省总工会", "省扶贫办"},
		Attachments: []string{"报名表", "任务分解表"},
		Contact: official.Contact{Text: d.Contact.Text, Person: "王小明", Phones: []string{"0377-6312345"},
			Mail: "bgs@example.com"},
		Clauses: d.Clauses, From: 0, Until: d.Until,
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	if d.Contact.Text == "" || strings.Contains(d.Contact.Text, "\n") {
		t.Errorf("whom to ask: %q", d.Contact.Text)
	}
	if f.Documents[1].Name != "附件1" || f.Documents[2].Title != "任务分解表" {
		t.Errorf("annexes %q %q", f.Documents[1].Name, f.Documents[2].Title)
	}
}

func TestTree(t *testing.T) {
	t.Parallel()
	f := read(t, joint)
	const want = "一 二 二/(一) 二/(一)/第一阶段 二/(一)/第一阶段/1 二/(一)/第一阶段/2 二/(一)/第二阶段 二/(二) 三 附件2/一 附件2/一/(一)"
	if got := paths(f); got != want {
		t.Errorf("clauses\n%s, want\n%s", got, want)
	}
	for words, path := range map[string]string{
		"竞赛活动的通知": "标题", "清工发": "版头", "各产业工会：": "主送", "现就有关事项": "引言", "坚持自愿": "一",
		"二是措施": "一", "名单由办公室汇总": "二/(一)/第一阶段", "任务分解表》": "附件说明", "联系电话": "联系方式",
		"二〇一九": "落款", "省扶贫办。": "抄送", "3月5日印发": "版记", "姓名、单位": "附件1/引言",
	} {
		if got := at(t, f, words); got != path {
			t.Errorf("%s stands at %s, want %s", words, got, path)
		}
	}
}

// TestShapes: ways in which plans are written, and the clauses they make.
func TestShapes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"half width", "关于甲的通知\n一、甲\n(一)乙\n1.丙。\n(1)丁。\n①戊。", "一 一/(一) 一/(一)/1 一/(一)/1/(1) 一/(一)/1/(1)/①"},
		{"full width", "关于甲的通知\n一、甲\n（一）乙\n１．丙。\n（１）丁。\n①戊。", "一 一/(一) 一/(一)/1 一/(一)/1/(1) 一/(一)/1/(1)/①"},
		{"blanks in labels", "关于甲的通知\n一 、甲\n（ 一 ） 乙\n1 . 丙。", "一 一/(一) 一/(一)/1"},
		{"rules", "某某办法\n第一章 总则\n第一条 为了甲，制定本办法。\n第二条　适用范围：\n（一）乙；\n（二）丙。\n第二章 附则\n第三条 自印发之日起施行。",
			"第一章 第一章/第一条 第一章/第二条 第一章/第二条/(一) 第一章/第二条/(二) 第二章 第二章/第三条"},
		{"rules without blanks", "某某办法\n第一条为了甲，制定本办法。\n第二条适用于乙。\n第一条所称的甲是指丙。", "第一条 第二条"},
		{"dates after numbers", "某某方案\n一、步骤\n1.2018年6月10日前完成。\n2.6月18日前报送。\n3.6+1行动见效。", "一 一/1 一/2 一/3"},
		{"a sum is no number", "某某方案\n一、经费\n3.5万元以内由单位承担。", "一"},
		{"levels", "某某指南\n1 总则\n1.1 目的\n1.2 范围\n2 要求\n2.1 人员", "1 1/1.1 1/1.2 2 2/2.1"},
		{"one line signs", "某某方案\n㈠甲\n⑴乙。\n⑵丙。\n㈡丁", "(一) (一)/(1) (一)/(2) (二)"},
		{"brackets behind", "某某方案\n一）甲\n1）乙。\n2）丙。", "一) 一)/1) 一)/2)"},
		{"stages above sections", "某某方案\n一、步骤\n第一阶段：准备\n（一）甲。\n（二）乙。\n第二阶段：实施\n（一）丙。",
			"一 一/第一阶段 一/第一阶段/(一) 一/第一阶段/(二) 一/第二阶段 一/第二阶段/(一)"},
		{"ten and more", "某某方案\n九、甲\n十、乙\n十一、丙\n二十、丁", "九 十 十一 二十"},
		{"a list of quarters", "某某方案\n一、甲\n二、三季度各开一次会。", "一 二"},
		{"stages named in the text", "某某方案\n一、甲\n第一阶段的工作已经完成。\n第二批次另行通知。", "一"},
	} {
		if got := paths(read(t, c.text)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestTitles: what stands above the text.
func TestTitles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, title, kind, number string }{
		{"one line", "关于开展甲的通知\n各县总工会：\n请办理。", "关于开展甲的通知", "通知", ""},
		{"trial", "某市总工会考核办法\n（试行）\n第一条 为了甲。", "某市总工会考核办法（试行）", "办法", ""},
		{"the word of issue on the last line", "某市总工会关于印发\n《甲行动实施方案》\n的通知\n各单位：\n请办理。", "某市总工会关于印发《甲行动实施方案》的通知", "通知", ""},
		{"number under the title", "关于开展甲的通知\n豫工办（2018）015号\n各单位：\n请办理。", "关于开展甲的通知", "通知", "豫工办〔2018〕15号"},
		{"no kind", "劳模助力行动\n一、甲\n请办理。", "劳模助力行动", "", ""},
		{"no title", "一、甲\n请办理。", "", "", ""},
		{"prose only", "各单位请于明日上午到会，不得缺席。", "", "", ""},
	} {
		d := read(t, c.text).Documents[0]
		if d.Title != c.title || d.Kind != c.kind || d.Number != c.number {
			t.Errorf("%s: %q %q %q, want %q %q %q", c.name, d.Title, d.Kind, d.Number, c.title, c.kind, c.number)
		}
	}
}

// TestNoticeAndPlan: the plan that a notice issues is a document of its own.
func TestNoticeAndPlan(t *testing.T) {
	t.Parallel()
	f := read(t, "清江市总工会关于印发《劳模\u00a0助力实施方案》的通知\n各工会：\n现将《劳模 助力实施方案》印发给你们，请执行。\n清江市总工会\n2019年3月4日\n"+
		"劳模　助力实施方案\n为做好工作，制定本方案。\n一、目标\n（一）甲。\n附件：任务表\n")
	if len(f.Documents) != 2 || f.Documents[1].Title != "劳模 助力实施方案" || len(f.Documents[0].Issues) != 1 {
		t.Fatalf("%d documents: %+v", len(f.Documents), f.Documents)
	}
	for words, path := range map[string]string{"请执行": "通知正文", "制定本方案": "方案/引言", "（一）甲": "一/(一)", "任务表": "方案/附件说明"} {
		if got := at(t, f, words); got != path {
			t.Errorf("%s stands at %s, want %s", words, got, path)
		}
	}
	if a := f.Documents[1].Attachments; !slices.Equal(a, []string{"任务表"}) {
		t.Errorf("attachments %q", a)
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2018年12月6日": "2018-12-06", "二〇一八年十二月六日": "2018-12-06", "二○二○年二月二十九日": "2020-02-29",
		"２０１８年 １ 月 ３ 日": "2018-01-03", "2019年2月29日": "", "2018年13月1日": "",
	} {
		f := read(t, "关于甲的通知\n各单位：\n请办理。\n清江市总工会\n"+text+"\n")
		if got := f.Documents[0].Date; got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestUnfilled: a draft or a sample leaves number and date open, and the plan
// that it issues is its annex.
func TestUnfilled(t *testing.T) {
	t.Parallel()
	f := read(t, `清江市总工会文件
×工发〔20××〕×号
清江市总工会关于印发《职工帮扶行动实施方案》的通知
各县总工会：
现将《职工帮扶行动实施方案》印发给你们。
附件：职工帮扶行动实施方案
清江市总工会
20××年×月×日
抄送：省总工会。
附件
职工帮扶行动实施方案
为做好帮扶，制定本方案。
一、总体要求
坚持自愿的原则。
（一）每月报送。
`)
	if len(f.Documents) != 2 {
		t.Fatalf("%d documents, want the notice and the plan", len(f.Documents))
	}
	d := f.Documents[0]
	want := official.Document{Kind: "通知", Title: "清江市总工会关于印发《职工帮扶行动实施方案》的通知",
		Issuers: []string{"清江市总工会"}, Addressees: []string{"各县总工会"}, Copies: []string{"省总工会"},
		Attachments: []string{"职工帮扶行动实施方案"}, Issues: []string{"职工帮扶行动实施方案"}, Until: d.Until}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	if got := paths(f); got != "一 一/(一)" {
		t.Errorf("clauses %s", got)
	}
	roles := ""
	for _, s := range f.Sentences[:9] {
		roles += string(s.Role) + " "
	}
	if want := "head head title addressee prose attachment signature dated copies "; roles != want {
		t.Errorf("roles %s, want %s", roles, want)
	}
}
