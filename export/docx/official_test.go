package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/official"
)

// The reader of official documents finds in a notice that was written here what
// was written into it.
func TestOfficialReadsTheNotice(t *testing.T) {
	t.Parallel()
	file, _ := written(t, noticeSample(), GB())
	read, err := official.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	d := noticeSample()
	got := read.Documents[0]
	for what, pair := range map[string][2]any{
		"title":       {"关于报送劳模助力乡村振兴行动一季度工作情况的通知", got.Title},
		"kind":        {"通知", got.Kind},
		"number":      {d.Head.Number, got.Number},
		"date":        {"2019-03-04", got.Date},
		"issuers":     {d.Signature.By, got.Issuers},
		"addressees":  {d.To, got.Addressees},
		"attachments": {[]string{d.Annexes[0].Title, d.Annexes[1].Title}, got.Attachments},
	} {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	var paths, titles []string
	got.All(func(c *official.Clause) {
		paths, titles = append(paths, c.Path), append(titles, c.Title)
	})
	if diff := cmp.Diff([]string{"一", "一/(一)", "一/(一)/1", "一/(二)", "二"}, paths); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"报送内容", "工作数据", "示范基地", "典型做法", "报送时间"}, titles); diff != "" {
		t.Error(diff)
	}
	if len(read.Tables) < 1 || len(read.Notes) > 0 {
		t.Errorf("%d tables, left out %v", len(read.Tables), read.Notes)
	}
}

func TestOfficialReadsTheBulletin(t *testing.T) {
	t.Parallel()
	file, _ := written(t, bulletinSample(3), GB())
	read, err := official.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	got := read.Documents[0]
	var titles []string
	got.All(func(c *official.Clause) { titles = append(titles, c.Title) })
	if diff := cmp.Diff([]string{"报送情况", "各单位情况", "典型做法", "东平县总工会"}, titles); diff != "" {
		t.Error(diff)
	}
	if got.Kind != "简报" || got.Date != "2019-04-09" {
		t.Errorf("%+v", got)
	}
}
