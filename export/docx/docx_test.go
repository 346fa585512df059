package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/document"
)

var update = flag.Bool("update", false, "write testdata/notice.xml anew")

// written returns the file of a document and what is in it by name.
func written(t *testing.T, d document.Document, l Layout) ([]byte, map[string]string) {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, d, l); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return file.Bytes(), parts
}

// said reads the words back, a line for each paragraph that has any; tabs and
// breaks are kept.
func said(t *testing.T, text string) []string {
	t.Helper()
	var lines []string
	var b strings.Builder
	in := false
	for x := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			in = e.Name.Local == "t"
			if mark := map[string]string{"tab": "\t", "br": "\n"}[e.Name.Local]; mark != "" && len(e.Attr) == 0 {
				b.WriteString(mark)
			}
		case xml.CharData:
			if in {
				b.Write(e)
			}
		case xml.EndElement:
			in = false
			if e.Name.Local == "p" && b.Len() > 0 {
				lines = append(lines, b.String())
				b.Reset()
			}
		}
	}
}

func TestNoticeIsReadBack(t *testing.T) {
	t.Parallel()
	_, parts := written(t, noticeSample(), GB())
	want := []string{
		"000012", "内部", "加急", "清河市总工会文件", "清工发〔2019〕7号\t签发人：林致远",
		"关于报送劳模助力乡村振兴行动\n一季度工作情况的通知", "各县（市、区）总工会，市直各产业工会，高新区工会：",
		"为掌握各单位一季度工作情况，现就报送事项通知如下。", "各单位要高度重视。",
		"一、报送内容", "（一）工作数据", strings.Repeat("新建示范基地、技能培训、结对帮扶等数据按实填报，", 4) + "不得估算。",
		"1. 示范基地", "基地名称、领衔劳模、带动户数。", "（二）典型做法", "每单位不少于 1 篇，800 字以内。", "二、报送时间", "3 月 29 日 17:00 前报送，逾期通报。",
		"附件：1.一季度工作情况汇总表", "2.填报说明及各项指标的口径、范围和计算办法（供各县市区和产业工会填报时对照使用）",
		"清河市总工会", "2019年3月4日", "（此件公开发布）",
		"附件1", "一季度工作情况汇总表", "各单位一季度数据",
		"单位", "报送", "项目", "受益人次（人次）", "在建项目（个）", "投入资金（万元）",
		"第1县总工会", "按时", "0", "0.00", "0", "第2县总工会", "按时", "1", "1,234.00", "321", "第3县总工会", "按时", "2", "2,468.00", "642",
		"合计", "—", "—", "—", "投入资金含社会资金。",
		"抄送：省总工会，市委办公室，市政府办公室。", "清河市总工会办公室\t2019年3月4日印发",
	}
	if d := cmp.Diff(want, said(t, parts["word/document.xml"])); d != "" {
		t.Error(d)
	}
}

func TestBulletinIsReadBack(t *testing.T) {
	t.Parallel()
	_, parts := written(t, bulletinSample(1), GB())
	got := said(t, parts["word/document.xml"])
	want := []string{
		"清河市劳模 五一劳动奖获得者助力乡村振兴行动", "简报", "2019年第3期（总第9期）", "行动领导小组办公室\t2019年4月9日",
		"按语：一季度各单位工作扎实，现予刊发。", "2019年3月各单位工作进展情况", "一、报送情况",
	}
	if d := cmp.Diff(want, got[:len(want)]); d != "" {
		t.Error(d)
	}
	want = []string{
		"三、典型做法", "东平县总工会", "先问农户想学什么再排课。", "请劳模到田间讲，讲完当场做。", "签发：办公室主任 林致远",
		"数据截至2019年4月8日17:00，只含已通过审核的报送", "审计记录共 1204 条，校验值 " + strings.Repeat("0f", 32),
		"报：行动领导小组", "送：市委办公室，市政府办公室，市扶贫开发办公室，市委宣传部", "发：各报送单位", "共印60份",
	}
	if d := cmp.Diff(want, got[len(got)-len(want):]); d != "" {
		t.Error(d)
	}
}

func TestGoldenNotice(t *testing.T) {
	t.Parallel()
	const golden = "testdata/notice.xml"
	_, parts := written(t, noticeSample(), GB())
	got := strings.ReplaceAll(parts["word/document.xml"], "</w:p>", "</w:p>\n")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s\n(go test -update writes it anew)", d)
	}
}

func TestEqualDocumentsAreEqualBytes(t *testing.T) {
	t.Parallel()
	first, _ := written(t, bulletinSample(20), GB())
	again, _ := written(t, bulletinSample(20), GB())
	if !bytes.Equal(first, again) {
		t.Error("the same bulletin is written twice in different bytes")
	}
}

// Whatever was typed is text: it neither ends an element nor makes the file
// unreadable, and nothing of it that can be read is lost.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	for _, evil := range []string{
		`</w:t></w:r></w:p><w:p><w:r><w:t>假`, `<!--`, `]]>`, `&amp;&lt;&#x0;`, `"'`, `{{.Document}}`, "a\x00b\x1bc\u202ed\ufffe\uffffe\xff\u0085f", "甲\t乙", "=cmd()", "𠮷",
	} {
		d := noticeSample()
		d.Title, d.Note, d.To[0], d.Signature.By[0] = evil, evil, evil, evil
		d.Head.Name, d.Head.Number, d.Head.Maker, d.Head.Secrecy = evil, evil, evil, evil
		d.Blocks[0].Text, d.Blocks[1].Text = evil, evil
		d.Annexes[0].Title = evil
		d.Annexes[0].Blocks[0].Table.Columns[0].Title = evil
		d.Annexes[0].Blocks[0].Table.Rows[0].Cells[0].Text = evil
		l := GB()
		l.Fonts.Body = evil
		_, parts := written(t, d, l)
		for name, text := range parts {
			wellFormed(t, name, text)
		}
		lines := said(t, parts["word/document.xml"])
		if want := clean(evil); !slices.Contains(lines, want) || !slices.Contains(lines, want+"\t签发人：林致远") {
			t.Errorf("%q is not found as it was typed in %q", evil, lines)
		}
		if strings.ContainsAny(strings.Join(lines, ""), "\x00\x1b\u202e\ufffe\uffff\u0085\ufffd") {
			t.Errorf("%q is printed with control characters", evil)
		}
	}
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	for x := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := x.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]document.Document{
		"助力行动简报 2018年第3期.docx": {Head: document.Masthead{Name: "助力行动简报", Number: "2018年第3期"}},
		"关于报送的通知.docx":         {Genre: document.Notice, Title: "关于报送\n的通知", Head: document.Masthead{Name: "某会文件"}},
		"a_b_c_ d.docx":        {Genre: document.Notice, Title: " ../a/b\\c\" d\r.."},
	} {
		got := Name(d)
		if want == "a_b_c_ d.docx" {
			want = "_a_b_c_ d.docx"
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if n := len([]rune(Name(document.Document{Genre: document.Notice, Title: strings.Repeat("长", 500)}))); n > 90 {
		t.Errorf("a name of %d characters", n)
	}
}

func TestAnswerOffersTheFile(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	if err := Answer(w, bulletinSample(3)); err != nil {
		t.Fatal(err)
	}
	want, _ := written(t, bulletinSample(3), GB())
	if !bytes.Equal(w.Body.Bytes(), want) {
		t.Error("what is answered is not what is written")
	}
	h := w.Header()
	if h.Get("Content-Type") != Media || h.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename*=utf-8''%E6%B8%85%E6%B2%B3") {
		t.Errorf("headers %v", h)
	}
}

// broken fails at the first byte.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the line is cut") }

func TestWriteTellsThatItFailed(t *testing.T) {
	t.Parallel()
	if err := Write(broken{}, bulletinSample(3), GB()); err == nil {
		t.Error("a file that could not be written is not told of")
	}
}
