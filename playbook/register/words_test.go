package register_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// TestEveryWordIsThere holds the words of the registers against the registers:
// none is missing, and none is left over.
func TestEveryWordIsThere(t *testing.T) {
	t.Parallel()
	wanted := map[string]bool{}
	for _, g := range register.Groups {
		wanted["register.group."+string(g)] = true
	}
	for _, s := range register.Shapes() {
		own := "register." + s.ID
		wanted[own] = true
		for _, f := range s.Fields {
			wanted[own+"."+f.ID] = true
			for _, o := range f.Options {
				wanted[own+"."+f.ID+"."+o] = true
			}
		}
		for _, st := range append([]register.State{{ID: register.Withdrawn}}, s.States...) {
			wanted[own+".state."+st.ID] = true
		}
		for _, m := range s.Moves {
			wanted[own+".move."+m.ID] = true
		}
	}
	for _, lang := range []string{"zh-CN", "en"} {
		src, err := os.ReadFile("../../locale/" + lang + "/register.json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(src, &words); err != nil {
			t.Fatal(err)
		}
		for key := range wanted {
			if words[key] == "" {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
		for key := range words {
			if !wanted[key] && !strings.HasPrefix(key, "registers.") {
				t.Errorf("%s: no register has %s", lang, key)
			}
		}
	}
}

// TestGuideListsEveryRegister: docs/playbook.md has a row for every register
// with each of its fields, options and states, in their order.
func TestGuideListsEveryRegister(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../docs/playbook.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range register.Shapes() {
		_, row, _ := strings.Cut(string(guide), "\n| `"+s.ID+"` ")
		row, _, _ = strings.Cut(row, "\n")
		for _, f := range s.Fields {
			_, after, found := strings.Cut(row, "`"+f.ID+"`")
			if !found || !strings.HasPrefix(strings.TrimLeft(after, "* ("), strings.Join(f.Options, " ")) {
				t.Errorf("the guide does not have %s.%s with its options", s.ID, f.ID)
			}
		}
		states := make([]string, len(s.States))
		for i, st := range s.States {
			states[i] = st.ID
		}
		if !strings.Contains(row, "| "+strings.Join(states, " → ")+" |") {
			t.Errorf("the guide does not have the states of %s", s.ID)
		}
	}
}
