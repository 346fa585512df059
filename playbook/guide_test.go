package playbook

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// TestGuideNamesEveryKey: docs/playbook.md explains every key of the format.
func TestGuideNamesEveryKey(t *testing.T) {
	t.Parallel()
	guide := guide(t)
	var all func(schema any)
	all = func(schema any) {
		switch s := schema.(type) {
		case []any:
			for _, one := range s {
				all(one)
			}
		case map[string]any:
			if properties, ok := s["properties"].(map[string]any); ok {
				for key := range properties {
					if !regexp.MustCompile("`" + key + "[`:]").MatchString(guide) {
						t.Errorf("the guide does not name %s", key)
					}
				}
			}
			for _, one := range s {
				all(one)
			}
		}
	}
	var schema any
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	all(schema)
}

// TestGuideRules: every rule of its table is one, for the periods it says.
func TestGuideRules(t *testing.T) {
	t.Parallel()
	_, table, _ := strings.Cut(guide(t), "## Due rules")
	table, _, _ = strings.Cut(table, "The grammar:")
	rules := 0
	for line := range strings.Lines(table) {
		columns := strings.Split(line, "|")
		if len(columns) != 5 || !strings.Contains(columns[1], "`") {
			continue
		}
		rules++
		rule, err := calendar.ParseRule(strings.Trim(columns[1], " `"))
		if err != nil {
			t.Error(err)
			continue
		}
		if kind := strings.TrimSpace(columns[2]); kind != "the event's" && !rule.FitsEvery(calendar.Kind(kind)) {
			t.Errorf("%s is not for every %s", rule, kind)
		}
	}
	if rules < 15 {
		t.Errorf("%d rules", rules)
	}
}

func guide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../docs/playbook.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
