package award

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Act is what is done in a step to the decision.
type Act string

// The acts, as «两审三公示» and the like are made of them.
const (
	Recommend Act = "recommend" // 推荐
	Nominate  Act = "nominate"  // 自荐
	Review    Act = "review"    // 审核
	Opinion   Act = "opinion"   // 征求意见
	Publicity Act = "publicity" // 公示
	Approve   Act = "approve"   // 审定
	Confer    Act = "confer"    // 授予
)

// Step is one step of an approval.
type Step struct {
	Act    Act
	By     []string      // ids of bodies; empty: the unit itself
	Asks   []string      // other bodies whose opinion is asked, as the plan calls them
	Within calendar.Span // its own days; for publicity how long it lasts
	Clause string
}

// steps reads the steps of an approval, in their order. Publicity lasts some
// days and an opinion is somebody's; what is approved once is not reviewed.
func steps(p source.Place) []Step {
	var all []Step
	approved := false
	for _, item := range p.List() {
		rec := item.Record("act", "by", "asks", "within", "clause")
		s := Step{
			Act: source.Choice(rec.Need("act"), Recommend, Nominate, Review, Opinion, Publicity, Approve, Confer),
			By:  rec.At("by").Cites(source.Body), Asks: rec.At("asks").Texts(),
			Within: rec.At("within").Span(), Clause: rec.At("clause").Cite(source.Clause),
		}
		switch {
		case !rec.Given():
		case s.Act == Publicity:
			rec.Need("within")
		case s.Act == Opinion:
			rec.Need("asks")
		case s.Act == Review && approved, s.Act == Recommend && approved:
			rec.At("act").Bad(stepLate, string(s.Act))
		}
		approved = approved || s.Act == Approve || s.Act == Confer
		all = append(all, s)
	}
	return all
}

// Material is a paper that is handed in.
type Material struct {
	Form       string // id of a form, or ""
	Title      string // where it is no form
	Characters int    // at most; 0: no bound
	Copies     int    // on paper; 0: none
	Sealed     bool   // 盖章
	Electronic bool
	Clause     string
}

// Materials reads the list of papers that are handed in.
func Materials(p source.Place) []Material {
	var all []Material
	for _, item := range p.List() {
		rec := item.Record("form", "title", "characters", "copies", "sealed", "electronic", "clause")
		m := Material{
			Form: rec.At("form").Cite(source.Form), Title: rec.At("title").Text(),
			Characters: count(rec.At("characters")), Copies: count(rec.At("copies")),
			Sealed: rec.At("sealed").Flag(), Electronic: rec.At("electronic").Flag(),
			Clause: rec.At("clause").Cite(source.Clause),
		}
		if rec.Given() {
			rec.One("form", "title")
			if m.Copies == 0 && !m.Electronic {
				rec.Bad(noMedium, m.Form+m.Title)
			}
		}
		all = append(all, m)
	}
	return all
}

// count reads a whole number that is not negative.
func count(p source.Place) int {
	n := p.Whole()
	if n < 0 {
		p.Bad(source.BadValue, p.Text(), "大于零的整数", "a whole number above zero")
	}
	return int(n)
}
