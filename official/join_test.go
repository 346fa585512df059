package official_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/official"
)

func texts(f *official.File) []string {
	out := make([]string, len(f.Paragraphs))
	for i, p := range f.Paragraphs {
		out[i] = p.Text
	}
	return out
}

// TestBrokenLines: lines that a sentence was broken into are put together, and
// others are not.
func TestBrokenLines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"after a comma", "各单位要认真组织，\n按时报送。", "各单位要认真组织，按时报送。"},
		{"inside a title", "按照《甲市总工会\n工作办法》执行。", "按照《甲市总工会工作办法》执行。"},
		{"before a mark", "按照《甲市总工会办法\n》执行。", "按照《甲市总工会办法》执行。"},
		{"a page of fixed width", `关于开展职工技能帮扶竞赛活动的通知
各县总工会：
    为进一步调动全市广大职工参加帮扶行动的热情，动员各级
劳模主动投入帮扶行动，结合本地区本系统本单位的实际情况，
找准帮扶工作的切入点着力点和突破点采取志愿服务和无偿援
助等方式开展帮扶。要高度重视。各单位要按照方案抓好落实。
每季度召开一次专题会议及时研究解决行动中遇到的困难问题
和不足。
    一、指导思想
    以新思想为指导，把发挥劳模作用和广泛动员社会力量结合
起来。`, `关于开展职工技能帮扶竞赛活动的通知
各县总工会：
为进一步调动全市广大职工参加帮扶行动的热情，动员各级劳模主动投入帮扶行动，结合本地区本系统本单位的实际情况，找准帮扶工作的切入点着力点和突破点采取志愿服务和无偿援助等方式开展帮扶。要高度重视。各单位要按照方案抓好落实。每季度召开一次专题会议及时研究解决行动中遇到的困难问题和不足。
一、指导思想
以新思想为指导，把发挥劳模作用和广泛动员社会力量结合起来。`},
		{"one long line", "各单位要认真组织学习，领会行动方案的精神实质和各项要求，结合本单位工作的实际情况\n制定具体措施。", "各单位要认真组织学习，领会行动方案的精神实质和各项要求，结合本单位工作的实际情况制定具体措施。"},
		{"names", "组  长：王  明  市总工会主席\n副组长：李  明  市总工会副主席\n领导小组下设办公室。", "组  长：王  明  市总工会主席\n副组长：李  明  市总工会副主席\n领导小组下设办公室。"},
		{"numbers", "一、甲，\n二、乙", "一、甲，\n二、乙"},
		{"a blank line", "各单位要认真组织，\n\n按时报送。", "各单位要认真组织，\n按时报送。"},
		{"latin words", "使用（Xianfeng\nprogram），\nok。", "使用（Xianfeng program），ok。"},
	} {
		f := read(t, c.text)
		if got := strings.Join(texts(f), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	const text = "关于甲的通知\n各单位：\n请办理。\n"
	little, big := []byte{0xff, 0xfe}, []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(text)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	for name, data := range map[string]string{
		"plain": text, "with a mark": "\ufeff" + text, "UTF-16 little": string(little), "UTF-16 big": string(big),
		"Windows lines": strings.ReplaceAll(text, "\n", "\r\n"), "old lines": strings.ReplaceAll(text, "\n", "\r"),
	} {
		f := read(t, data)
		if got := strings.Join(texts(f), "|"); got != "关于甲的通知|各单位：|请办理。" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, data, key string
		kind            fault.Kind
		arg             any
	}{
		{"nothing", "", "official.empty", fault.Invalid, nil},
		{"blanks", " \n\u3000\n", "official.empty", fault.Invalid, nil},
		{"GB18030", "line\nline\n\xb9\xd8\xd3\xda\n", "official.encoding", fault.Invalid, 3},
		{"old Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "official.old_word", fault.Invalid, nil},
		{"PDF", "%PDF-1.7\n", "official.not_read", fault.Invalid, nil},
		{"RTF", `{\rtf1 text}`, "official.not_read", fault.Invalid, nil},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "official.not_read", fault.Invalid, nil},
		{"too much", strings.Repeat("a", official.MaxSize+1), "official.too_large", fault.TooLarge, official.MaxSize >> 20},
		{"too many paragraphs", strings.Repeat("第一条\n", official.MaxParagraphs+1), "official.too_long", fault.TooLarge, official.MaxParagraphs},
		{"half a zip", "PK\x03\x04 and no more", "official.damaged", fault.Invalid, ".docx"},
	} {
		_, err := official.Read([]byte(c.data))
		f := fault.From(err)
		if err == nil || f.Key != c.key || f.Kind != c.kind || c.arg != nil && (len(f.Args) == 0 || f.Args[0] != c.arg) {
			t.Errorf("%s: %v, want %s %v", c.name, err, c.key, c.arg)
		}
	}
}
