package docx

import (
	"strings"
	"testing"
)

func TestTitlesAreBalanced(t *testing.T) {
	t.Parallel()
	for _, want := range []string{
		"2018年9月各单位工作进展情况",
		"关于做好2019年度劳模和\n工匠人才创新工作室申报工作的通知",
		"清河市总工会关于印发\n《劳模助力乡村振兴行动方案》的通知",
		"关于开展慰问困难劳动模范和\n一线职工活动情况的通报",
		"甲\n手工分行的标题也照旧",
		strings.Repeat("长", 15) + "\n" + strings.Repeat("长", 15),
		strings.Repeat("a", 100),
		"",
	} {
		got := balanced(want, 40)
		if !strings.HasPrefix(want, "甲") {
			got = balanced(strings.ReplaceAll(want, "\n", ""), 40)
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func FuzzBalanced(f *testing.F) {
	f.Add("关于印发《方案》的通知", 12)
	f.Add("的的、、》》《《", 2)
	f.Fuzz(func(t *testing.T, title string, room int) {
		if room < 2 || room > 200 {
			t.Skip()
		}
		got := balanced(title, room)
		if plain := strings.NewReplacer("\n", "", " ", "").Replace; strings.Join(strings.Fields(plain(got)), "") != strings.Join(strings.Fields(plain(clean(title))), "") {
			t.Errorf("%q became %q", title, got)
		}
	})
}
