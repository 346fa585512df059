package figure

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// city is the outlines of the counties of one city, as outline.mjs makes them.
type city struct {
	Width, Height int
	Areas         []outline
}

type outline struct {
	Name string
	Path string // of an SVG
	X, Y int    // where its name stands
	Room int    // its width
}

// cities reads the outlines once; before the front end is built there are none.
var cities = sync.OnceValue(func() []city {
	var all []city
	if b := assets.Read("outlines.json"); b != nil {
		if err := json.Unmarshal(b, &all); err != nil {
			panic("figure: outlines.json: " + err.Error())
		}
	}
	return all
})

// chartMap is the counties coloured by a figure. The link of a county is that of
// its row.
type chartMap struct {
	Width, Height int
	Places        []place
	Beside        []place // units of their own that have no outline
	Steps         []step
}

// place is a county on the map or beside it.
type place struct {
	outline
	Text, URL string
	Step      int  // 0: not known
	Wide      bool // its name has room in it
}

// step is a shade with the values it stands for.
type step struct {
	Step     int
	From, To string
}

// shades is how many steps of colour the map has (tokens.css).
const shades = 5

// letter is how wide a character of a name on the map is.
const letter = 15

// onMap colours the map by the sums of the counties; zones have sums of their
// own and no outline.
func (d *drawing) onMap(counties, zones tabler) {
	drawn, named := cityOf(counties)
	if drawn == nil {
		d.NoMap = "figures.map_none"
		return
	}
	m := &chartMap{Width: drawn.Width, Height: drawn.Height}
	var known []rollup.Sum
	for _, g := range counties.Groups {
		if g.Key != "" && g.Sums[0].Known {
			known = append(known, g.Sums[0])
		}
	}
	if len(known) < 2 {
		d.NoMap = "figures.map_few"
		return
	}
	slices.SortFunc(known, func(a, b rollup.Sum) int { return cmp.Compare(a.N, b.N) })
	m.Steps = steps(known)
	for _, o := range drawn.Areas {
		p := place{outline: o, Text: none, Wide: o.Room > letter*len([]rune(o.Name))}
		if i := slices.IndexFunc(counties.Groups, func(g rollup.Group) bool { return named[o.Name] != "" && g.Key == named[o.Name] }); i >= 0 {
			p = p.of(counties, counties.Groups[i], known)
		}
		m.Places = append(m.Places, p)
	}
	for _, g := range zones.Groups {
		m.Beside = append(m.Beside, place{outline: outline{Name: zones.named(rollup.ByUnit, g.Key)}}.of(zones, g, nil))
	}
	d.Map = m
}

// of gives a place the sum of its group.
func (p place) of(t tabler, g rollup.Group, known []rollup.Sum) place {
	s := g.Sums[0]
	p.Text, p.URL = t.cell(s).Text, t.opened(g, 0)
	if s.Known && known != nil {
		p.Step = stepOf(known, s.N)
	}
	return p
}

// stepOf returns the shade of a value: as many values lie in each shade, equal
// ones in the same.
func stepOf(known []rollup.Sum, n int64) int {
	rank, _ := slices.BinarySearchFunc(known, n, func(s rollup.Sum, n int64) int { return cmp.Compare(s.N, n) })
	return rank*shades/len(known) + 1
}

func steps(known []rollup.Sum) []step {
	var out []step
	for _, s := range known {
		at, text := stepOf(known, s.N), s.Kind.Format(s.N)
		if len(out) == 0 || out[len(out)-1].Step != at {
			out = append(out, step{Step: at, From: text})
		}
		out[len(out)-1].To = text
	}
	return out
}

// cityOf returns the city most of whose counties are units of the tree, and the
// codes of those units by the name of the outline; nil where it is none.
func cityOf(t tabler) (best *city, named map[string]string) {
	all := cities()
	for i := range all {
		here := map[string]string{}
		for _, o := range all[i].Areas {
			for _, n := range t.Tree.Nodes() {
				if n.Category == organisation.County && bears(n, o.Name) {
					here[o.Name] = n.Code
				}
			}
		}
		if len(here) > max(len(named), 1) {
			best, named = &all[i], here
		}
	}
	return best, named
}

// bears reports whether a union is that of the county called name: «叶县总工会»,
// «平顶山市叶县总工会».
func bears(n organisation.Node, name string) bool {
	return slices.ContainsFunc(append([]string{n.Name}, n.Aliases...), func(own string) bool {
		return strings.HasSuffix(strings.TrimSuffix(strings.TrimSuffix(own, "工会"), "总"), name)
	})
}

// ViewBox is the extent of the drawing.
func (m chartMap) ViewBox() string {
	return "0 0 " + strconv.Itoa(m.Width) + " " + strconv.Itoa(m.Height)
}
