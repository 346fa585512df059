package official_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/official"
)

// FuzzText: whatever is read holds together.
func FuzzText(f *testing.F) {
	f.Add(joint)
	f.Add("关于印发《甲方案》的通知\n各单位：\n附件：\n1.甲\n附件1\n甲方案\n1 总则\n1.1 目的\n①甲；②乙\n一是甲，二是乙\n")
	f.Add("第一章 总则\n第一条 甲\n抄送：甲\n抄报\n（\n《甲\n一)\n(一\n1.\n1.1.\n3.5万元")
	f.Add("\ufeff\u3000\t\n— 1 —\n2019年3月4日印发\n共印1份\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := official.Read([]byte(text))
		if err == nil {
			sound(t, file)
		}
	})
}

// FuzzWord: whatever the body of a Word file is, reading it ends, and what is
// read holds together.
func FuzzWord(f *testing.F) {
	numbers := numberingPart(`<w:abstractNum w:abstractNumId="7">` + lvl(0, "chineseCounting", "%1、", "") + lvl(1, "decimal", "%1.%2", "") +
		`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`)
	f.Add(p("甲", numPr(1, 0))+p("乙", numPr(1, 1)), numbers[1])
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>`+p("甲")+`</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, numbers[1])
	f.Add(`<w:ins>`+p("甲")+`</w:ins><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>乙</w:t><w:br/></w:r></w:p>`, "<w:numbering/>")
	f.Fuzz(func(t *testing.T, body, numbering string) {
		file, err := official.Read([]byte(wordFile(t, body, "word/numbering.xml", numbering)))
		if err == nil {
			sound(t, file)
		}
	})
}

// FuzzArchive: bytes that are no good archive.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(wordFile(f, p("甲"))))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := official.Read(data); err == nil {
			sound(t, file)
		}
	})
}

// sound checks what holds of every file: documents follow each other without a
// gap, sentences stand in order inside their paragraphs and do not overlap,
// every sentence has a path, every clause its own sentences, cells name
// paragraphs of their table, and a sentence is found by its own words.
func sound(t *testing.T, f *official.File) {
	t.Helper()
	next := 0
	for _, d := range f.Documents {
		if d.From != next || d.Until <= d.From {
			t.Fatalf("a document from %d to %d after %d", d.From, d.Until, next)
		}
		next = d.Until
	}
	if next != len(f.Paragraphs) {
		t.Fatalf("%d of %d paragraphs belong to documents", next, len(f.Paragraphs))
	}
	last := official.Place{}
	for i, s := range f.Sentences {
		length := len([]rune(f.Paragraphs[s.From.Paragraph].Text))
		ordered := s.From.Paragraph > last.Paragraph || s.From.Paragraph == last.Paragraph && s.From.Rune >= last.Rune
		if !ordered || s.From.Paragraph != s.Until.Paragraph || s.From.Rune >= s.Until.Rune || s.Until.Rune > length || s.Path == "" {
			t.Fatalf("sentence %d stands at %+v, path %q", i, s.Range, s.Path)
		}
		last = s.Until
	}
	for i := range f.Documents {
		f.Documents[i].All(func(c *official.Clause) {
			for _, k := range c.Sentences {
				if f.Sentences[k].Document != i {
					t.Fatalf("%s has a sentence of another document", c.Path)
				}
			}
		})
	}
	for i, table := range f.Tables {
		for _, row := range table.Rows {
			for _, cell := range row {
				for _, k := range cell.Paragraphs {
					if f.Paragraphs[k].Table != i+1 {
						t.Fatalf("table %d has paragraph %d of table %d", i+1, k, f.Paragraphs[k].Table)
					}
				}
			}
		}
	}
	findable(t, f)
}

func findable(t *testing.T, f *official.File) {
	t.Helper()
	for _, s := range f.Sentences[:min(len(f.Sentences), 20)] {
		words := f.Text(s.Range)
		if official.Fold(words) == "" || len([]rune(words)) > official.Longest || strings.ContainsAny(words, "—-") {
			continue
		}
		if _, ok := f.Find(words, "", 1); !ok {
			t.Fatalf("%q is not found", words)
		}
	}
}

// large is a plan of five megabytes.
func large() string {
	const paragraph = "各级工会要积极组织动员职工参加帮扶，整合人才、技术、资金等资源，找准切入点，一是方向明，二是措施实，每月报送进展情况。"
	var b strings.Builder
	b.WriteString("关于开展甲的通知\n各单位：\n")
	for b.Len() < 5<<20 {
		for _, label := range []string{"一、", "（一）", "1.", "2.", ""} {
			b.WriteString(label + paragraph + "\n")
		}
	}
	return b.String()
}

func BenchmarkText(b *testing.B) {
	data := []byte(large())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := official.Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWord(b *testing.B) {
	var body strings.Builder
	for line := range strings.Lines(large()) {
		body.WriteString(p(strings.TrimSpace(line), `<w:ind w:firstLine="420"/>`))
	}
	data := []byte(wordFile(b, body.String()))
	b.SetBytes(int64(body.Len()))
	for b.Loop() {
		if _, err := official.Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	f := read(b, large()+"最后一句。\n")
	for b.Loop() {
		if _, ok := f.Find("最后", "一句。", 1); !ok {
			b.Fatal("not found")
		}
	}
}
