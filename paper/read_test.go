package paper_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/paper"
)

// What is read is what was stored, whatever the texts hold.
func FuzzRead(f *testing.F) {
	f.Add("texts/a", "本月完成大棚建设", "figures/m01", "12", "")
	f.Add("a", "", "a", "", "no_work")
	f.Add("a/b", "两行\n「引号」\"与\\反斜线", "<b>", "\u2028", "")
	f.Fuzz(func(t *testing.T, cell, text, cell2, text2, none string) {
		stored, err := json.Marshal(paper.Content{Nil: none, Cells: map[string]string{cell: text, cell2: text2}})
		if err != nil {
			t.Skip(err)
		}
		var want, got paper.Content
		if err := json.Unmarshal(stored, &want); err != nil {
			t.Fatal(err)
		}
		if err := got.Read(string(stored)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("of %s: %s", stored, diff)
		}
	})
}

func TestReadOther(t *testing.T) {
	t.Parallel()
	for stored, ok := range map[string]bool{
		"{}": true, `{"nil":"x"}`: true, `{"cells":{}}`: true, `{"cells":{"a":"1"},"files":{"s":[]}}`: true,
		`{"cells":{"a":"1"`: false, `{"cells":{"a":1}}`: false, "": false,
	} {
		var c, same paper.Content
		err := c.Read(stored)
		if (err == nil) != ok {
			t.Errorf("%s: %v", stored, err)
		}
		if bad := json.Unmarshal([]byte(stored), &same); ok && (bad != nil || !cmp.Equal(c, same)) {
			t.Errorf("%s is read as %v, is %v", stored, c, same)
		}
	}
}
