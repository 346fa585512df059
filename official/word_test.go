package official_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/official/word"
)

const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// wordFile writes a Word file: the body, and other parts by name and content.
func wordFile(t testing.TB, body string, others ...string) string {
	t.Helper()
	return packed(t, append([]string{"word/document.xml", `<w:document ` + space + `><w:body>` + body + `</w:body></w:document>`}, others...)...)
}

// packed packs parts; small ones as they are, which is fast.
func packed(t testing.TB, parts ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i+1 < len(parts); i += 2 {
		method := zip.Store
		if len(parts[i+1]) > 1<<20 {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// p is a paragraph of one run; with properties if they are given.
func p(text string, properties ...string) string {
	return `<w:p><w:pPr>` + strings.Join(properties, "") + `</w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func numPr(id, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
}

func lvl(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
}

func numberingPart(content string) []string {
	return []string{"word/numbering.xml", `<w:numbering ` + space + `>` + content + `</w:numbering>`}
}

// TestAutomaticNumbers: Word's own numbers are made as Word makes them.
func TestAutomaticNumbers(t *testing.T) {
	t.Parallel()
	definitions := `<w:abstractNum w:abstractNumId="7">` + lvl(0, "chineseCounting", "%1、", "") + lvl(1, "japaneseCounting", "（%2）", "") +
		lvl(2, "decimal", "%3．", "") + lvl(3, "decimalEnclosedCircleChinese", "%4", "") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="8">` + lvl(0, "chineseCountingThousand", "第%1条", "") + lvl(1, "upperRoman", "%2.", "") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="9">` + lvl(0, "bullet", "●", "") + lvl(1, "decimal", "%1.%2", `<w:isLgl/>`) + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`
	f := read(t, wordFile(t, p("工作方案", `<w:jc w:val="center"/>`)+
		p("目标", numPr(1, 0))+p("甲", numPr(1, 1))+p("2018年前完成。", numPr(1, 2))+p("丙", numPr(1, 3))+p("丁", numPr(1, 1))+
		p("步骤", numPr(1, 0))+p("戊", numPr(1, 1))+p("无号", numPr(0, 0))+p("圆点", numPr(3, 0))+
		p("接着", numPr(4, 0))+p("为了甲", numPr(2, 0))+p("无此列表", numPr(99, 0)), numberingPart(definitions)...))
	want := []string{"工作方案", "一、目标", "（一）甲", "1．2018年前完成。", "①丙", "（二）丁", "二、步骤", "（一）戊", "无号", "圆点", "五、接着", "第一条为了甲", "无此列表"}
	if diff := cmp.Diff(want, texts(f)); diff != "" {
		t.Error(diff)
	}
	if got, want := paths(f), "一 一/(一) 一/(一)/1 一/(一)/1/① 一/(二) 二 二/(一) 五 第一条"; got != want {
		t.Errorf("clauses %s, want %s", got, want)
	}
	if n := f.Paragraphs[3].Automatic; n != 2 {
		t.Errorf("%d runes are automatic, want 2", n)
	}
}

// TestStyles: a list and a heading level by style, which a paragraph may name
// by its id or by its name.
func TestStyles(t *testing.T) {
	t.Parallel()
	parts := append(numberingPart(`<w:abstractNum w:abstractNumId="0">`+lvl(0, "chineseCounting", "%1、", `<w:pStyle w:val="a1"/>`)+
		lvl(1, "chineseCounting", "（%2）", `<w:pStyle w:val="a2"/>`)+`</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>`),
		"word/styles.xml", `<w:styles `+space+`><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="Plan Chapter"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>`+
			`<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="Plan Section"/><w:basedOn w:val="a1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>`+
			`<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="child"/><w:basedOn w:val="a2"/></w:style>`+
			`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>`+
			`<w:style w:type="paragraph" w:styleId="ring"><w:name w:val="ring"/><w:basedOn w:val="ring"/></w:style></w:styles>`)
	style := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	f := read(t, wordFile(t, p("工作方案")+p("目标", style("a1"))+p("甲", style("a2"))+p("乙", style("Plan Section"))+p("丙", style("a3"))+
		p("步骤", style("PlanChapter"))+p("没有号", style("a1"), numPr(0, 0))+p("附则", style("1"))+p("正文。", style("ring")), parts...))
	if got, want := paths(f), "一 一/(一) 一/(二) 一/(三) 二 附则"; got != want {
		t.Errorf("clauses %s, want %s", got, want)
	}
	if got := at(t, f, "正文"); got != "附则" {
		t.Errorf("the text under the heading stands at %s", got)
	}
}

// TestTrackedChanges: what was put in is read, what was taken out is not, and
// paragraphs whose end was taken out go on.
func TestTrackedChanges(t *testing.T) {
	t.Parallel()
	f := read(t, wordFile(t, p("工作方案")+
		`<w:p><w:r><w:t>每月</w:t></w:r><w:del><w:r><w:delText>5日</w:delText></w:r></w:del><w:ins><w:r><w:t>10日</w:t></w:r></w:ins><w:r><w:t>前报送。</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句</w:t></w:r></w:p>`+p("后半句。")+
		`<w:moveFrom><w:p><w:r><w:t>移走</w:t></w:r></w:p></w:moveFrom><w:p><w:moveTo><w:r><w:t>移来。</w:t></w:r></w:moveTo></w:p>`))
	if diff := cmp.Diff([]string{"工作方案", "每月10日前报送。", "前半句后半句。", "移来。"}, texts(f)); diff != "" {
		t.Error(diff)
	}
	if n := len(f.Notes); n != 2 || f.Notes[0].Omission != word.Deletion {
		t.Errorf("notes %+v", f.Notes)
	}
}

// TestRuns: what stands inside a paragraph.
func TestRuns(t *testing.T) {
	t.Parallel()
	f := read(t, wordFile(t, `<w:p><w:r><w:t>关于甲的</w:t><w:br/><w:t>通知</w:t></w:r></w:p>`+
		`<w:p><w:r><w:t xml:space="preserve">姓名 </w:t><w:tab/><w:t>电话</w:t></w:r><w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>`+
		`<w:p><w:r><w:t>一、甲</w:t><w:br/><w:t>二、乙</w:t><w:cr/><w:t>(一)丙</w:t></w:r></w:p>`+
		`<w:sdt><w:sdtContent>`+p("内容控件。")+`</w:sdtContent></w:sdt>`+
		`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r><w:r><w:instrText>PAGE</w:instrText><w:footnoteReference/></w:r></w:p>`+
		`<w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>`+
		`<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>`+p("框内")+`</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>`+
		`<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>`))
	if diff := cmp.Diff([]string{"关于甲的通知", "姓名 \t电话网址", "一、甲", "二、乙", "(一)丙", "内容控件。", "可见", "拼x+1"}, texts(f)); diff != "" {
		t.Error(diff)
	}
	var omitted []word.Omission
	for _, n := range f.Notes {
		omitted = append(omitted, n.Omission)
	}
	if diff := cmp.Diff([]word.Omission{word.Hidden, word.Footnote, word.TextBox}, omitted); diff != "" {
		t.Error(diff)
	}
}

// TestTables: merged and nested cells.
func TestTables(t *testing.T) {
	t.Parallel()
	tc := func(properties, content string) string {
		return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + content + `</w:tc>`
	}
	f := read(t, wordFile(t, p("工作方案")+p("一、分工")+`<w:tbl>`+
		`<w:tr>`+tc(`<w:gridSpan w:val="2"/>`, p("一、表头。"))+tc(`<w:vMerge w:val="restart"/>`, p("备注"))+`</w:tr>`+
		`<w:tr>`+tc("", p("甲"))+tc("", p("乙")+`<w:tbl><w:tr>`+tc("", p("内表"))+`</w:tr></w:tbl>`)+tc(`<w:vMerge/>`, `<w:p/>`)+`</w:tr>`+
		`<w:tr>`+tc("", p("丙"))+tc("", `<w:p/>`)+tc("", p("丁"))+`</w:tr>`+`</w:tbl>`+p("二、要求")))
	want := []word.Table{
		{Before: 2, Rows: [][]word.Cell{
			{{Paragraphs: []int{2}, Columns: 2, Rows: 1}, {Paragraphs: []int{3}, Columns: 1, Rows: 2}},
			{{Paragraphs: []int{4}, Columns: 1, Rows: 1}, {Paragraphs: []int{5}, Columns: 1, Rows: 1}},
			{{Paragraphs: []int{7}, Columns: 1, Rows: 1}, {Columns: 1, Rows: 1}, {Paragraphs: []int{8}, Columns: 1, Rows: 1}},
		}},
		{Before: 6, Inside: 1, Rows: [][]word.Cell{{{Paragraphs: []int{6}, Columns: 1, Rows: 1}}}},
	}
	if diff := cmp.Diff(want, f.Tables); diff != "" {
		t.Error(diff)
	}
	if got := paths(f); got != "一 二" {
		t.Errorf("clauses %s: a cell begins none", got)
	}
	if got := at(t, f, "内表"); got != "一" {
		t.Errorf("the table stands at %s", got)
	}
}

// TestBadWord: damaged and hostile files are refused with their place.
func TestBadWord(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 200)
	for _, c := range []struct{ name, data, key, place string }{
		{"a workbook", packed(t, "xl/workbook.xml", "<workbook/>"), "official.no_document", ""},
		{"cut off", wordFile(t, "<w:p><w:r>"), "official.xml", "word/document.xml"},
		{"an entity", packed(t, "word/document.xml", `<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document `+space+`><w:body>&a;</w:body></w:document>`), "official.xml", "word/document.xml"},
		{"an unknown entity", wordFile(t, p("&a;")), "official.xml", "word/document.xml"},
		{"too deep", wordFile(t, deep+strings.Repeat("</w:sdtContent></w:sdt>", 200)), "official.too_deep", ""},
		{"bad styles", wordFile(t, p("甲"), "word/styles.xml", "<w:styles>"), "official.xml", "word/styles.xml"},
		{"no text", wordFile(t, "<w:p/>"), "official.empty", ""},
		{"another encoding", packed(t, "word/document.xml", `<?xml version="1.0" encoding="GBK"?><d/>`), "official.xml", "word/document.xml"},
		{"a bomb", packed(t, "word/document.xml", strings.Repeat(" ", 97<<20)), "official.unpacks", "word/document.xml"},
	} {
		_, err := official.Read([]byte(c.data))
		f := fault.From(err)
		if err == nil || f.Key != c.key || c.place != "" && (len(f.Args) == 0 || f.Args[0] != c.place) {
			t.Errorf("%s: %v, want %s in %s", c.name, err, c.key, c.place)
		}
	}
}

// TestOtherMainPart: the document is where the relationships say.
func TestOtherMainPart(t *testing.T) {
	t.Parallel()
	f := read(t, packed(t, "_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
		`<Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/text/main.xml"/></Relationships>`,
		"text/main.xml", `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>`))
	if got := texts(f); len(got) != 1 || got[0] != "甲" {
		t.Errorf("paragraphs %q", got)
	}
}
