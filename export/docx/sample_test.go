package docx

import (
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// noticeSample is a notice of our own with every part that one can have.
func noticeSample() document.Document {
	return document.Document{
		Genre: document.Notice,
		Head: document.Masthead{
			Name: "清河市总工会文件", Number: "清工发〔2019〕7号", Maker: "清河市总工会办公室", Date: "2019年3月4日",
			Secrecy: "内部", Serial: "000012", Urgency: "加急", Signer: "林致远",
		},
		Title: "关于报送劳模助力乡村振兴行动\n一季度工作情况的通知",
		To:    []string{"各县（市、区）总工会", "市直各产业工会", "高新区工会"},
		Blocks: []document.Block{
			document.Paragraph("为掌握各单位一季度工作情况，现就报送事项通知如下。\n　　各单位要高度重视。"),
			document.Heading(1, "一、报送内容"),
			document.Heading(2, "（一）工作数据"),
			document.Paragraph(strings.Repeat("新建示范基地、技能培训、结对帮扶等数据按实填报，", 4) + "不得估算。"),
			document.Heading(3, "1. 示范基地"),
			document.Paragraph("基地名称、领衔劳模、带动户数。"),
			document.Heading(2, "（二）典型做法"),
			document.Paragraph("每单位不少于 1 篇，800 字以内。"),
			document.Heading(1, "二、报送时间"),
			document.Paragraph("3 月 29 日 17:00 前报送，逾期通报。"),
		},
		Annexes: []document.Annex{
			{Title: "一季度工作情况汇总表", Blocks: []document.Block{{Table: tableSample(3)}}},
			{Title: "填报说明及各项指标的口径、范围和计算办法（供各县市区和产业工会填报时对照使用）"},
		},
		Signature: document.Signature{By: []string{"清河市总工会"}, Date: "2019年3月4日", Sealed: true},
		Note:      "此件公开发布",
		Foot: document.Foot{Sent: []document.Address{
			{Label: "抄送", To: []string{"省总工会", "市委办公室", "市政府办公室"}},
		}},
	}
}

// bulletinSample is a bulletin with a table of so many units.
func bulletinSample(units int) document.Document {
	return document.Document{
		Head: document.Masthead{
			Name: "清河市劳模 五一劳动奖获得者助力乡村振兴行动简报", Number: "2019年第3期", Total: "总第9期",
			Maker: "行动领导小组办公室", Date: "2019年4月9日",
		},
		Note:  "一季度各单位工作扎实，现予刊发。",
		Title: "2019年3月各单位工作进展情况",
		Blocks: []document.Block{
			document.Heading(1, "一、报送情况"),
			document.Paragraph("应报 12 个单位：按时 9，迟报 2，漏报 1。"),
			document.Heading(1, "二、各单位情况"),
			{Table: tableSample(units)},
			document.Heading(1, "三、典型做法"),
			document.Heading(2, "东平县总工会"),
			{ID: "practice-1", Text: "先问农户想学什么再排课。\n\n请劳模到田间讲，讲完当场做。"},
		},
		Foot: document.Foot{
			Signed: "办公室主任 林致远", Copies: 60,
			Sent:  []document.Address{{Label: "报", To: []string{"行动领导小组"}}, {Label: "送", To: []string{"市委办公室", "市政府办公室", "市扶贫开发办公室", "市委宣传部"}}, {Label: "发", To: []string{"各报送单位"}}},
			Lines: []string{"数据截至2019年4月8日17:00，只含已通过审核的报送", "审计记录共 1204 条，校验值 " + strings.Repeat("0f", 32)},
		},
	}
}

func tableSample(units int) *document.Table {
	t := &document.Table{
		Caption: "各单位一季度数据",
		Columns: []document.Column{
			{Title: "单位", Kind: document.Words}, {Title: "报送", Kind: document.Words},
			{Title: "在建项目", Unit: "个", Kind: document.Numbers}, {Title: "投入资金", Unit: "万元", Kind: document.Numbers},
			{Title: "受益人次", Unit: "人次", Kind: document.Numbers},
		},
		Groups: []document.Group{{Span: 2}, {Title: "项目", Span: 2}, {Span: 1}},
		Notes:  []string{"投入资金含社会资金。"},
	}
	for i := range units {
		name := fmt.Sprintf("第%d县总工会", i+1)
		if i%7 == 3 {
			name = "清河市高新技术产业开发区机关事业单位工会联合会第" + fmt.Sprint(i) + "分会"
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			document.Text(name), document.Text("按时"),
			document.Number(quantity.Value{Kind: quantity.Count, N: int64(i)}),
			document.Number(quantity.Value{Kind: quantity.Money, N: int64(i) * 1234000000}),
			document.Number(quantity.Value{Kind: quantity.PersonTimes, N: int64(i) * 321}),
		}})
	}
	t.Rows = append(t.Rows, document.Row{Sum: true, Cells: []document.Cell{
		document.Text("合计"), document.Text(""), document.Text("—"), document.Text("—"), document.Text("—"),
	}})
	return t
}
