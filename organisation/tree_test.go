package organisation_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/organisation"
)

func node(id, name string, c organisation.Category, county, industry organisation.UnitID, aliases ...string) organisation.Node {
	u := organisation.Unit{ID: organisation.UnitID(id), Code: "C-" + id, Category: c}
	return organisation.Node{Unit: u, Name: name, Aliases: aliases, County: county, Industry: industry}
}

// city: two counties and an industry; a branch of the industry stands in one of
// the counties, a team below that branch by both.
var city = organisation.NewTree([]organisation.Node{
	node("f", "市总", organisation.Federation, "", ""),
	node("a", "叶县总工会", organisation.County, "f", "", "叶县"),
	node("b", "宝丰县总工会", organisation.County, "f", "", "旧名"),
	node("i", "教育工会", organisation.Industry, "", "f", "旧名"),
	node("s", "一中工会", organisation.Grassroots, "a", "i", "叶县总工会"),
	node("t", "小组", organisation.Grassroots, "s", "s"),
	node("d", "直属企业", organisation.DirectEnterprise, "f", "f"),
})

func TestTreeWalks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what string
		got  []organisation.UnitID
		want []organisation.UnitID
	}{
		{"subtree of the city, each once", city.Subtree("f"), []organisation.UnitID{"f", "a", "b", "i", "d", "s", "t"}},
		{"subtree of a county", city.Subtree("a"), []organisation.UnitID{"a", "s", "t"}},
		{"subtree of an industry", city.Subtree("i"), []organisation.UnitID{"i", "s", "t"}},
		{"subtree of nobody", city.Subtree("x"), nil},
		{"above a team, the nearest first", city.Ancestors("t"), []organisation.UnitID{"s", "a", "i", "f"}},
		{"above the city", city.Ancestors("f"), []organisation.UnitID{}},
		{"above nobody", city.Ancestors("x"), nil},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s:\n%s", c.what, d)
		}
	}
}

func TestTreePlaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ id, county, industry organisation.UnitID }{
		{"f", "", ""}, {"a", "a", ""}, {"i", "", "i"}, {"s", "a", "i"}, {"t", "a", "i"}, {"d", "", ""}, {"x", "", ""},
	} {
		if got := city.CountyOf(c.id); got != c.county {
			t.Errorf("county of %s = %q, want %q", c.id, got, c.county)
		}
		if got := city.IndustryOf(c.id); got != c.industry {
			t.Errorf("industry of %s = %q, want %q", c.id, got, c.industry)
		}
	}
}

// A list as offices make it: counties, zones, industries, enterprises, and the
// rest; within a category as the tree has them.
func TestTreeOrderOfLists(t *testing.T) {
	t.Parallel()
	places := city.Places()
	ids := slices.SortedFunc(maps.Keys(places), func(a, b organisation.UnitID) int { return places[a] - places[b] })
	if want := []organisation.UnitID{"f", "a", "b", "i", "d", "s", "t"}; !slices.Equal(ids, want) {
		t.Errorf("%v, want %v", ids, want)
	}
}

func TestTreeFindsByName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]organisation.UnitID{
		"叶县总工会": "a", // a school bears it as an alias; the official name goes first
		"叶县":    "a",
		"旧名":    "", // two bear it
		"无名":    "",
	} {
		if n, _ := city.ByName(name); n.ID != want {
			t.Errorf("%s names %q, want %q", name, n.ID, want)
		}
	}
	if n, ok := city.ByCode("C-s"); !ok || n.ID != "s" {
		t.Errorf("C-s is the code of %q", n.ID)
	}
	if _, ok := city.ByCode(""); ok {
		t.Error("no code names a unit")
	}
}

func TestTreeSearch(t *testing.T) {
	t.Parallel()
	top := []organisation.UnitID{"f"}
	for _, c := range []struct {
		what   string
		search organisation.Search
		want   string
		more   bool
	}{
		{"everything by code", organisation.Search{Below: top}, "C-a C-b C-d C-f C-i C-s C-t", false},
		{"a page", organisation.Search{Below: top, Limit: 3}, "C-a C-b C-d", true},
		{"the next page", organisation.Search{Below: top, Limit: 4, After: "C-d"}, "C-f C-i C-s C-t", false},
		{"by a part of a name or an alias", organisation.Search{Below: top, Text: "叶县"}, "C-a C-s", false},
		{"by code in small letters", organisation.Search{Below: top, Text: " c-b "}, "C-b", false},
		{"by category", organisation.Search{Below: top, Categories: []organisation.Category{organisation.County}}, "C-a C-b", false},
		{"below a county", organisation.Search{Below: []organisation.UnitID{"a"}, Only: []organisation.UnitID{"f", "x"}}, "C-a C-f C-s C-t", false},
		{"nowhere", organisation.Search{Text: "叶县"}, "", false},
	} {
		page, more := city.Search(c.search)
		var codes []string
		for _, n := range page {
			codes = append(codes, n.Code)
		}
		if got := strings.Join(codes, " "); got != c.want || more != c.more {
			t.Errorf("%s: %s, more %v; want %s, more %v", c.what, got, more, c.want, c.more)
		}
	}
}

// A tree read from damaged data has an end all the same.
func TestTreeSurvivesACycle(t *testing.T) {
	t.Parallel()
	round := organisation.NewTree([]organisation.Node{
		node("a", "a", organisation.Grassroots, "b", ""), node("b", "b", organisation.Grassroots, "a", ""),
	})
	if got := round.CountyOf("a"); got != "" {
		t.Errorf("county %q", got)
	}
	if got := round.Subtree("a"); !slices.Equal(got, []organisation.UnitID{"a", "b"}) {
		t.Errorf("subtree %v", got)
	}
}
