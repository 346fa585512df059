package change

import (
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/formula"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// complete is a playbook that uses every key of the format.
func complete(t *testing.T, edits ...string) *playbook.Playbook {
	t.Helper()
	src, err := os.ReadFile("../testdata/complete.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("the playbook has no %q", edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return parsed(t, text)
}

func parsed(t *testing.T, text string) *playbook.Playbook {
	t.Helper()
	pb, _, err := playbook.Parse("x", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return pb
}

// derived are the fields that follow from others, which are told.
var derived = []string{"Playbook.Source", "Body.Clause", "Track.Clause", "Check.Rule"}

// Every field of a playbook that changes gives a change with its own place, in
// words of both languages.
func TestNoFieldIsForgotten(t *testing.T) {
	t.Parallel()
	before, seen := complete(t), map[string]bool{}
	after := complete(t)
	var visit func(v reflect.Value)
	try := func(name string, v reflect.Value, to reflect.Value) {
		old := reflect.ValueOf(v.Interface())
		v.Set(to)
		defer v.Set(old)
		got := Compare(before, after)
		if told := len(got) > 0; told == slices.Contains(derived, name) {
			t.Errorf("%s changed: %v", name, got)
		}
		for _, c := range got {
			if (c.Place == "") != (name == "Playbook.Digest") || c.Chinese() == "" || c.English() == "" || c.Kind == Altered && c.Before == c.After {
				t.Errorf("%s changed: %+v", name, c)
			}
		}
	}
	visit = func(v reflect.Value) {
		typ := v.Type()
		for i := range typ.NumField() {
			name, f := nameOf(typ)+"."+typ.Field(i).Name, v.Field(i)
			if !typ.Field(i).IsExported() {
				continue
			}
			if seen[name] && f.IsZero() {
				continue
			}
			if to, ok := other(f); ok {
				try(name, f, to)
				seen[name] = true
				continue
			}
			switch {
			case f.Kind() == reflect.Struct:
				visit(f)
			case f.Kind() == reflect.Pointer && !f.IsNil():
				visit(f.Elem())
			case f.Kind() == reflect.Slice:
				for j := range f.Len() {
					visit(f.Index(j))
				}
				if f.Len() > 0 {
					try(name, f, f.Slice(0, f.Len()-1))
				}
			}
			seen[name] = true
		}
	}
	visit(reflect.ValueOf(after).Elem())
	for name, f := range vocabulary() {
		if f.label == (text{}) || f.label.chinese == "" || f.label.english == "" {
			t.Errorf("%s has no words", name)
		}
		if !seen[name] {
			t.Errorf("%s has words and is no field that the walk came to", name)
		}
	}
}

// other returns another value for a field that holds one thing.
func other(v reflect.Value) (reflect.Value, bool) {
	to := reflect.New(v.Type()).Elem()
	switch x := v.Interface().(type) {
	case calendar.Date:
		return reflect.ValueOf(calendar.Date{Year: 2031, Month: 5, Day: 1 + x.Day%20}), true
	case calendar.Span:
		return reflect.ValueOf(calendar.Span{N: x.N + 1, Workdays: x.Workdays}), true
	case []byte:
		return reflect.ValueOf(append(x[:len(x):len(x)], ' ')), true
	case *formula.Rule:
		r, err := formula.Compile("1 > 0", nil)
		return reflect.ValueOf(r), err == nil
	case []*formula.Rule:
		return reflect.ValueOf(x[:max(0, len(x)-1)]), len(x) > 0
	case calendar.Rule, *calendar.Rule:
		r, _ := calendar.ParseRule("day 17 of month")
		if v.Kind() == reflect.Pointer {
			return reflect.ValueOf(&r), true
		}
		return reflect.ValueOf(r), true
	}
	switch v.Kind() {
	case reflect.Map:
		to.Set(reflect.MakeMap(v.Type()))
		for i, k := range v.MapKeys() {
			if i > 0 {
				to.SetMapIndex(k, v.MapIndex(k))
			}
		}
		return to, v.Len() > 0
	case reflect.String:
		to.SetString(v.String() + "x")
	case reflect.Bool:
		to.SetBool(!v.Bool())
	case reflect.Int, reflect.Int64:
		to.SetInt(v.Int() + 7)
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.String {
			return to, false
		}
		to.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, 1), v))
		to.Set(reflect.Append(to, reflect.ValueOf("x"+strconv.Itoa(v.Len())).Convert(v.Type().Elem())))
	default:
		return to, false
	}
	return to, true
}

func TestCompare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to         string
		place            string
		kind             Kind
		chinese, english string
	}{
		{"due: last workday of month close of business", "due: day 25 of month", "obligations/monthly/due", Altered,
			"月报 的截止：当月最后一个工作日下午5:30前 → 当月25日", "月报: deadline: the last working day of the month, before 17:30 → day 25 of the month"},
		{"window: 2019-01-01..2019-06-30", "window: 2019-01-01..2019-09-30", "phases/first/window", Altered,
			"启动 的结束：2019年6月30日 → 2019年9月30日", "启动: last day: 2019-06-30 → 2019-09-30"},
		{"categories: [county]\n", "categories: [county, zone]\n", "obligations/monthly/categories", Altered,
			"月报 的报送单位：县（市、区）总工会、直属工会 → 县（市、区）总工会、示范区、高新区工会、直属工会", "月报: units: county federations, direct unions → county federations, zone unions, direct unions"},
		{"label: 情况, type: long_text, required: yes", "label: 情况, type: long_text", "forms/report/sections/texts/fields/text/required", Altered,
			"月报 › 情况 › 情况 的必填：是 → 否", "月报 › 情况 › 情况: required: yes → no"},
		{"name: 活动办公室", "name: 竞赛办公室", "bodies/office/name", Altered, "活动办公室 的名称：活动办公室 → 竞赛办公室", "活动办公室: name: 活动办公室 → 竞赛办公室"},
		{"person: 张三", "person: 李四", "posts/director/person", Altered, "主任 张三 的人员：张三 → 李四", "主任 张三: person: 张三 → 李四"},
		{"chosen: march", "chosen: before-may", "readings/R-2/chosen", Altered, "释义 R-2 的决定：三月 → 五一前", "reading R-2: decision: 三月 → 五一前"},
		{"  medal: {title: 五一劳动奖章, for: person, number: 10%, clause: C-4}\n", "  medal: {title: 五一劳动奖章, for: person, number: 3, clause: C-4}\n", "awards/medal/number", Altered,
			"五一劳动奖章 的名额：参加的10% → 3个", "五一劳动奖章: number: 10% of those who took part → 3"},
		{"      - {act: approve, by: group}\n", "", "awards/pioneer/steps/", Removed, "先锋个人 取消程序：审定，领导小组", "先锋个人: removed step: approve, 领导小组"},
		{"  C-6: {at: 五, words: [统一思想]}\n", "  C-6: {at: 五, words: [统一思想]}\n  C-7: {at: 六, words: [宣传]}\n", "clauses/C-7", Added, "新增条款：条款 C-7", "new clause: clause C-7"},
		{"short: 样例", "short: 样例 # remark", "", Remarks, "只改了注释或排版，内容没有变", "only remarks or the layout differ"},
	} {
		got := Compare(complete(t), complete(t, c.from, c.to))
		i := slices.IndexFunc(got, func(g Change) bool { return g.Place == c.place })
		if i < 0 {
			t.Errorf("%q → %q: %+v", c.from, c.to, got)
			continue
		}
		if g := got[i]; g.Kind != c.kind || g.Chinese() != c.chinese || g.English() != c.english {
			t.Errorf("%s: %s\n  %s\n  %s", g.Place, g.Kind, g.Chinese(), g.English())
		}
	}
}

// A name that forms repeat is told once, where it changed.
func TestANameIsToldOnce(t *testing.T) {
	t.Parallel()
	got := Compare(complete(t), complete(t, "skill: {name: 技能,", "skill: {name: 技能培训,"))
	if len(got) != 1 || got[0].Place != "lines/skill/name" {
		t.Errorf("%+v", got)
	}
}

func TestTheSameTextHasNoChange(t *testing.T) {
	t.Parallel()
	for _, id := range playbooks.All() {
		pb, err := playbooks.Open(id)
		if err != nil {
			t.Fatal(err)
		}
		again := parsed(t, string(pb.Source))
		if got := Compare(pb, again); got != nil {
			t.Errorf("%s differs from itself: %v", id, got)
		}
		if !Same(pb.Measures, again.Measures) || !Same(pb.Forms, again.Forms) || !Same(pb.Ledger, again.Ledger) {
			t.Errorf("the parts of %s differ from themselves", id)
		}
	}
}
