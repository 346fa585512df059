package document_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// paper has a personal number in every place that holds a text, and numbers of
// the program's own that look like one.
func paper() document.Document {
	const phone = "13800138000"
	like := document.Number(quantity.Value{Kind: quantity.Count, N: 13800138000})
	return document.Document{
		Head:  document.Masthead{Name: "简报" + phone, Number: "2018年第3期", Maker: "办公室", Date: "2018年7月5日", Urgency: phone, Signer: phone},
		Note:  phone,
		Title: phone,
		To:    []string{"各县总工会", phone},
		Blocks: []document.Block{
			document.Paragraph(phone),
			document.Heading(1, "一、数据 "+phone),
			document.Paragraph("平安"),
			{Table: &document.Table{
				Caption: phone,
				Columns: []document.Column{{Title: "单位", Kind: document.Words}, {Title: "数", Unit: phone, Kind: document.Numbers}},
				Groups:  []document.Group{{Title: phone, Span: 2}},
				Rows: []document.Row{
					{Cells: []document.Cell{document.Text("叶县"), like}},
					{Cells: []document.Cell{document.Text(phone), document.Text("—")}, Sum: true},
				},
				Notes: []string{phone},
			}},
			{ID: "practice-1", Text: "请打 138 0013 8000"},
		},
		Annexes: []document.Annex{
			{Title: "汇总表 " + phone},
			{Title: "名单", Blocks: []document.Block{document.Heading(1, phone), document.Paragraph("平安 " + phone)}},
		},
		Signature: document.Signature{By: []string{phone}, Date: "2018年7月5日", Sealed: true},
		Foot:      document.Foot{Signed: phone, Sent: []document.Address{{Label: "报", To: []string{"领导小组", phone}}}, Copies: 30, Lines: []string{phone}},
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(paper())
	if err != nil {
		t.Fatal(err)
	}
	var back document.Document
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(paper(), back); d != "" {
		t.Error(d)
	}
}

// A bulletin that was issued is stored with the hash of its text: what notices
// have beyond it does not show in it.
func TestStoredBulletinsKeepTheirBytes(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(document.Document{
		Head: document.Masthead{Name: "简报", Number: "2018年第3期", Maker: "办公室", Date: "2018年7月5日"}, Title: "进展",
		Blocks: []document.Block{document.Paragraph("平安")}, Foot: document.Foot{Signed: "主任"},
	})
	const want = `{"head":{"name":"简报","number":"2018年第3期","maker":"办公室","date":"2018年7月5日"},"title":"进展","blocks":[{"text":"平安"}],"foot":{"signed":"主任"}}`
	if err != nil || string(text) != want {
		t.Errorf("%s %v", text, err)
	}
}

func TestPersonalNamesEveryPlace(t *testing.T) {
	t.Parallel()
	var got []string
	for _, f := range document.Personal(paper()) {
		if f.Kind != document.Mobile || f.Shown != "13*******00" {
			t.Errorf("%+v", f)
		}
		got = append(got, fmt.Sprint(f.Path, " ", f.Place.Key, f.Place.Args))
	}
	want := []string{
		"head document.at_head[]",
		"head document.at_head[]",
		"head document.at_head[]",
		"note document.at_note[]",
		"title document.at_title[]",
		"to document.at_to[]",
		"block-1 document.at_paragraph[1]",
		"block-2 document.at_heading[1]",
		"block-4 document.at_table[1]",
		"block-4 document.at_table[1]",
		"block-4 document.at_table[1]",
		"block-4-r2-c1 document.at_cell[1 2 单位]",
		"block-4 document.at_table[1]",
		"practice-1 document.at_paragraph[3]",
		"annex-1 document.at_annex[1]",
		"annex-2 document.at_annex[名单]",
		"annex-2 document.at_annex[名单]",
		"foot document.at_foot[]",
		"foot document.at_foot[]",
		"foot document.at_foot[]",
		"foot document.at_foot[]",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCellString(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]document.Cell{
		"—":     document.Text("—"),
		"1,652": document.Number(quantity.Value{Kind: quantity.PersonTimes, N: 1652}),
		"3.20":  document.Number(quantity.Value{Kind: quantity.Money, N: 3200000}),
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
