package official_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/official"
)

func TestFind(t *testing.T) {
	t.Parallel()
	f := read(t, "关于甲的通知\n一、步骤\n（一）从２０１８年起，各单位“每月”最后一个工作日\n\n报送进展。\n（二）从2018年起,各单位-每季度—报送。\n")
	for _, c := range []struct {
		first, last string
		nth         int
		want        string
	}{
		{"从2018年起", "报送", 1, "从２０１８年起，各单位“每月”最后一个工作日\n报送"},
		{"从2018年起", "报送", 2, "从2018年起,各单位-每季度—报送"},
		{"从2018年起", "报送", 3, ""},
		{`"每月"`, "", 1, "“每月”"},
		{"「每 月」", "工作日", 0, "“每月”最后一个工作日"},
		{"(二)从2018", "年起，", 1, "（二）从2018年起,"},
		{"——每季度－", "", 1, "-每季度—"},
		{"工作日报送", "进展。", 1, "工作日\n报送进展。"},
		{"", "报送", 1, ""},
		{" ", "报送", 1, ""},
		{"报送进展", "从2018年起，各单位“每月”", 1, ""},
	} {
		r, ok := f.Find(c.first, c.last, c.nth)
		if got := f.Text(r); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("Find(%q, %q, %d) = %q %v, want %q", c.first, c.last, c.nth, got, ok, c.want)
		}
	}
}

// TestFindEndsSomewhere: a passage longer than any clause is none.
func TestFindEndsSomewhere(t *testing.T) {
	t.Parallel()
	f := read(t, "开头"+strings.Repeat("甲", official.Longest)+"结尾")
	if _, ok := f.Find("开头", "结尾", 1); ok {
		t.Error("a passage of over two thousand characters is found")
	}
	if _, ok := f.Find("开头", "甲", 1); !ok {
		t.Error("the words are there")
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"“跟着劳模去扶贫”", "\"跟着劳模去扶贫\"", "「跟着 劳模去扶贫」", "«跟着劳模去扶贫»", "『跟着劳模去扶贫』"},
		{"豫工发〔2018〕6号", "豫工发[2018]6号", "豫工发（2018）6 号", "豫工发【２０１８】６号"},
		{"1月—12月", "1月-12月", "1月－12月", "1月——12月", "１月～12月"},
		{"《年度任务表》", "〈年度任务表〉", "《 年度\u00a0任务表》"},
		{"完成。", "完成．", "完成.", "完\ufeff成。\u200b"},
		{"二〇一八", "二○一八"},
		{"甲·乙", "甲•乙", "甲・乙"},
	} {
		for _, s := range same[1:] {
			if official.Fold(s) != official.Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", same[0], official.Fold(same[0]), s, official.Fold(s))
			}
		}
	}
	for _, differ := range [][2]string{{"、", "，"}, {"(", "《"}, {"一", "二"}, {"；", "："}} {
		if official.Fold(differ[0]) == official.Fold(differ[1]) {
			t.Errorf("%q and %q fold alike", differ[0], differ[1])
		}
	}
}

// TestSentences: what is a sentence of a paragraph.
func TestSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"甲一。甲二！甲三？", "甲一。|甲二！|甲三？"},
		{"甲一；甲二;甲三", "甲一；|甲二;|甲三"},
		{"引导群众“一技在手。全家脱贫。”然后见效。", "引导群众“一技在手。|全家脱贫。”|然后见效。"},
		{"甲一（见附表。另发）甲二。甲三", "甲一（见附表。另发）甲二。|甲三"},
		{"甲一（没有合上。甲二。", "甲一（没有合上。|甲二。"},
		{"做到一是方向明，二是措施实，三是成效好。", "做到一是方向明，|二是措施实，|三是成效好。"},
		{"要求：一是方向明，二是措施实。", "要求：|一是方向明，|二是措施实。"},
		{"即一比落实，二比成效，三是别的。", "即一比落实，|二比成效，三是别的。"},
		{"这是重点之一是甲，不是乙。", "这是重点之一是甲，不是乙。"},
	} {
		f := read(t, "关于甲的通知\n\n各单位：\n\n"+c.text)
		var got []string
		for _, s := range f.Sentences {
			if s.Role == official.Prose {
				got = append(got, f.Text(s.Range))
			}
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%q, want %q", joined, c.want)
		}
	}
}
