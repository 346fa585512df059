package row

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// units are the words that stand for a quantity in a table, as offices write
// them.
var units = map[string]quantity.Kind{
	"户": quantity.Households, "家": quantity.Households, "人次": quantity.PersonTimes, "人": quantity.Persons, "名": quantity.Persons, "位": quantity.Persons,
	"场次": quantity.Sessions, "场": quantity.Sessions, "次": quantity.Sessions, "期": quantity.Sessions,
	"万元": quantity.Money, "元": quantity.Money, "个": quantity.Count, "项": quantity.Count, "小时": quantity.Hours,
}

// plain are the quantities of which a unit alone says the measure, where the
// plan has one of them: what else is a household, or an attendance, of it.
var plain = []quantity.Kind{quantity.Households, quantity.PersonTimes, quantity.Sessions}

// measureCalled finds the measure that a goal means: by its name, by a part of
// it, by a word in common, and of what has no such word by its unit. A goal of
// another quantity is none of it, and what may be several measures is none.
func measureCalled(pb *playbook.Playbook, name, unit string) *playbook.Measure {
	kind, known := units[strings.TrimSpace(unit)]
	var fit []*playbook.Measure
	for i := range pb.Measures {
		if m := &pb.Measures[i]; !known || m.Kind == kind {
			fit = append(fit, m)
		}
	}
	for _, like := range []func(*playbook.Measure) bool{
		func(m *playbook.Measure) bool { return m.Name == name },
		func(m *playbook.Measure) bool {
			return name != "" && (strings.Contains(m.Name, name) || strings.Contains(name, m.Name))
		},
		func(m *playbook.Measure) bool { return known && shareWord(m.Name, name) },
		func(m *playbook.Measure) bool { return name != "" && slices.Contains(plain, m.Kind) && known },
	} {
		found := slices.DeleteFunc(slices.Clone(fit), func(m *playbook.Measure) bool { return !like(m) })
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return nil
		}
	}
	return nil
}

// shareWord reports whether two names have a word of two characters in common.
func shareWord(a, b string) bool {
	runes := []rune(a)
	for i := range max(0, len(runes)-1) {
		if strings.Contains(b, string(runes[i:i+2])) {
			return true
		}
	}
	return false
}

// stored reads the value of a goal in the smallest unit of its measure; of money
// it may be stated in yuan.
func stored(m *playbook.Measure, value, unit string) (int64, bool) {
	n, err := m.Kind.Parse(value)
	if m.Kind == quantity.Money && strings.TrimSpace(unit) == "元" {
		n, err = strconv.ParseInt(value, 10, 64)
		n *= 100
	}
	return n, err == nil && n >= 0
}
