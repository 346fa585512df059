package arch

import (
	"slices"
	"strings"
	"testing"
)

// room is a package and those on its own floor that it may import. A path that
// ends in «/*» stands for every package below it.
type room struct {
	path  string
	knows []string
}

// floor is one level of the house. A package may import any package of a lower
// floor, and of its own floor those it knows, directly or through each other.
type floor struct {
	name  string
	rooms []room
}

// floors lists the house from the ground up.
var floors = []floor{
	{"base", []room{
		{"fault", nil}, {"ident", nil}, {"quantity", nil}, {"seal", nil},
		{"locale", []string{"fault", "ident", "quantity"}},
		{"audit", []string{"fault", "ident", "quantity"}},
		{"jobs", []string{"fault", "ident", "quantity"}},
		{"document", []string{"fault", "ident", "quantity", "locale"}},
		{"config", []string{"fault"}},
	}},
	{"definitions", []room{
		{"calendar", nil}, {"formula", nil}, {"docno", nil},
		{"official/numeral", nil},
		{"official/word", []string{"official/numeral"}},
		{"official", []string{"official/word"}},
		{"playbook/source", []string{"calendar", "formula"}},
		{"playbook/award", []string{"playbook/source"}},
		{"playbook/register", []string{"playbook/source"}},
		{"playbook", []string{"playbook/award", "playbook/register", "docno"}},
		{"playbook/change", []string{"playbook"}},
		{"playbook/show", []string{"playbook", "playbook/change"}},
		{"playbook/edit", []string{"playbook/source"}},
		{"playbooks", []string{"playbook"}},
	}},
	{"domain", []room{
		{"organisation", nil}, {"paper", nil}, {"passage", nil},
		{"people", []string{"organisation"}},
		{"workday", []string{"people"}},
		{"campaign", []string{"workday"}},
		{"campaign/revision/effect", []string{"campaign"}},
		{"campaign/revision", []string{"campaign", "campaign/revision/effect"}},
		{"campaign/original", []string{"campaign", "passage"}},
		{"campaign/progress", []string{"campaign"}},
		{"campaign/preparation/asking", []string{"people"}},
		{"campaign/preparation/choice", []string{"organisation"}},
		{"campaign/preparation/preview", []string{"campaign"}},
		{"campaign/preparation", []string{"campaign/original", "campaign/preparation/asking", "campaign/preparation/choice", "campaign/preparation/preview"}},
		{"campaign/post", []string{"campaign"}},
		{"campaign/proposal", []string{"campaign/post"}},
		{"privacy", []string{"people"}},
		{"privacy/retention", []string{"privacy", "campaign"}},
		{"ledger/book", nil},
		{"ledger/word", []string{"ledger/book"}},
		{"ledger/entry", []string{"campaign", "ledger/book"}},
		{"ledger/write", []string{"ledger/entry"}},
		{"ledger", []string{"ledger/write"}},
		{"ledger/derive", []string{"ledger", "paper"}},
		{"ledger/intake/grid", nil},
		{"ledger/intake/column", []string{"ledger/book", "ledger/intake/grid", "organisation"}},
		{"ledger/intake/handed", []string{"ledger", "ledger/intake/grid"}},
		{"ledger/intake/reading", []string{"ledger/intake/column", "ledger/intake/handed"}},
		{"ledger/intake", []string{"ledger/intake/reading"}},
		{"ledger/roster", []string{"ledger", "ledger/tally"}},
		{"ledger/tally", []string{"campaign"}},
		{"ledger/quota", []string{"ledger/tally"}},
		{"ledger/yearly", []string{"ledger/tally"}},
		{"ledger/result", []string{"ledger", "ledger/tally"}},
		{"report/prior", []string{"ledger/derive"}},
		{"report/filling", []string{"report/prior"}},
		{"report", []string{"report/filling"}},
		{"report/trace", []string{"report"}},
		{"ledger/goal/rule", nil},
		{"ledger/goal", []string{"ledger/goal/rule", "ledger/tally"}},
		{"report/deposit/row", []string{"ledger/book", "paper"}},
		{"report/deposit", []string{"report", "report/deposit/row", "ledger", "ledger/goal"}},
		{"rollup", []string{"campaign", "paper"}},
		{"report/exchange", []string{"report", "rollup"}},
		{"supervision", []string{"report"}},
		{"publication/content", []string{"report", "rollup"}},
		{"publication", []string{"rollup", "publication/content"}},
		{"honour", []string{"supervision", "publication"}},
	}},
	{"adapters", []room{
		{"store/*", []string{"store/*"}},
		{"store", []string{"store/*"}},
		{"sheet/cell", nil}, {"sheet/intake", []string{"sheet/cell"}}, {"sheet/blank", []string{"sheet", "sheet/cell"}},
		{"sheet/listing", []string{"sheet/blank", "sheet/cell", "sheet/intake"}},
		{"sheet/filed", []string{"sheet"}}, {"sheet/handout", []string{"sheet"}},
		{"sheet", []string{"sheet/cell"}}, {"export/*", nil}, {"mail", nil}, {"blob/spill", nil}, {"blob", []string{"blob/spill"}},
	}},
	{"delivery", []room{
		{"web/assets", nil},
		{"web", []string{"web/assets"}},
		{"web/admin/desk", []string{"web"}},
		{"web/admin/*", []string{"web/admin/desk"}}, // each a noun, apart from the others
		{"web/admin", []string{"web/admin/*"}},
		{"web/portal", []string{"web"}},
		{"api/wire", nil},
		{"api/*", []string{"api/wire"}}, // what it says of a noun
		{"api", []string{"api/*"}},
		{"worker", nil},
	}},
	{"assembly", []room{
		{"demo/house", nil},
		{"demo", []string{"demo/house"}},
		{"demo/chronicle", []string{"demo"}},
		{"demo/*", []string{"demo", "demo/chronicle"}}, // a script each
		{"app", []string{"demo", "demo/*"}},
		{"cmd/xianfeng", []string{"app", "demo"}},
	}},
	{"workshop", []room{ // what the program is built and measured with, no part of it
		{"internal/require", nil},
		{"internal/lists", nil},
		{"store/storetest", []string{"internal/require"}},
		{"web/webtest", []string{"internal/require"}},
		{"web/admin/desktest", []string{"internal/*", "web/webtest"}},
		{"bench", []string{"store/storetest", "internal/lists"}},
		{"internal/*", []string{"internal/*", "store/storetest", "web/webtest"}},
	}},
}

func (r room) holds(pkg string) bool {
	dir, open := strings.CutSuffix(r.path, "*")
	return pkg == r.path || open && strings.HasPrefix(pkg, dir)
}

// find returns the level of a package and its room; a room of its own goes
// before one that stands for many. The level is -1 for a package on no floor.
func find(pkg string) (level int, r room) {
	level = -1
	for i, f := range floors {
		for _, c := range f.rooms {
			if c.holds(pkg) && (level < 0 || c.path == pkg) {
				level, r = i, c
			}
		}
	}
	return level, r
}

// floorOf returns the name of the floor a package is on, "" for none.
func floorOf(pkg string) string {
	if level, _ := find(pkg); level >= 0 {
		return floors[level].name
	}
	return ""
}

// mayImport reports whether the floors let one package import the other.
func mayImport(from, to string) bool {
	up, r := find(from)
	down, target := find(to)
	if up < 0 || down < 0 || up != down {
		return up > down && down >= 0
	}
	return r.reaches(floors[up], target.path)
}

func (r room) reaches(f floor, path string) bool {
	if slices.Contains(r.knows, path) {
		return true
	}
	return slices.ContainsFunc(f.rooms, func(next room) bool {
		return next.path != r.path && slices.Contains(r.knows, next.path) && next.reaches(f, path)
	})
}

// Rules 1 and 3: every package has its floor, and imports go down only.
func TestImportsGoDown(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if floorOf(p.path) == "" {
			t.Errorf("%s stands on no floor: give it a place in floors_test.go and docs/architecture.md", p.path)
			continue
		}
		for _, to := range p.siblings() {
			if !mayImport(p.path, to) {
				t.Errorf("%s (%s) may not import %s (%s)", p.path, floorOf(p.path), to, floorOf(to))
			}
		}
	}
}

// Rule 3: delivery is given domain services and never sees the store.
func TestDeliveryKnowsNoStore(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if floorOf(p.path) != "delivery" {
			continue
		}
		for _, to := range p.siblings() {
			if to == "store" || strings.HasPrefix(to, "store/") {
				t.Errorf("%s imports %s", p.path, to)
			}
		}
	}
}

func TestMayImport(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"locale", "quantity", true},
		{"locale", "calendar", false},
		{"fault", "ident", false},
		{"playbook", "calendar", true},
		{"playbook", "official", false},
		{"playbooks", "formula", true},
		{"official", "formula", false},
		{"passage", "official", true},
		{"passage", "campaign", false},
		{"people", "organisation", true},
		{"organisation", "people", false},
		{"report", "organisation", true},
		{"campaign", "report", false},
		{"rollup", "report", false},
		{"publication", "rollup", true},
		{"honour", "campaign", true},
		{"publication", "supervision", false},
		{"report", "store", false},
		{"store", "store/report", true},
		{"store/report", "store", false},
		{"store/report", "store/schema", true},
		{"store/storetest", "store", true},
		{"sheet", "store", false},
		{"export/pdf", "export/docx", false},
		{"web/admin", "web", true},
		{"web/admin", "web/admin/duty", true},
		{"web/admin/duty", "web/admin/desk", true},
		{"web/admin/duty", "web", true},
		{"web/admin/duty", "web/admin/plan", false},
		{"web/admin/duty", "web/admin", false},
		{"web/admin/desk", "web/admin/duty", false},
		{"web/admin", "web/assets", true},
		{"web/admin", "web/portal", false},
		{"web", "web/admin", false},
		{"api", "web", false},
		{"worker", "report", true},
		{"app", "api", true},
		{"report", "internal/arch", false},
		{"bench", "app", true},
		{"report", "nowhere", false},
		{"nowhere", "fault", false},
	} {
		if got := mayImport(c.from, c.to); got != c.want {
			t.Errorf("mayImport(%s, %s) = %v, want %v", c.from, c.to, got, c.want)
		}
	}
}
