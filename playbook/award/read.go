package award

import (
	"errors"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/formula"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Read reads the awards of a plan.
func Read(p source.Place) []Award {
	var all []Award
	for _, e := range p.Declare(source.Award) {
		rec := e.Value.Record("title", "track", "for", "number", "reading", "also_confers", "may_apply_for", "quotas", "beyond",
			"shares", "facts", "eligible", "vetoes", "again", "criteria", "steps", "materials", "sheet", "clause", "also")
		a := Award{
			ID: e.Key, Title: rec.Need("title").Text(), Track: rec.At("track").Cite(source.Track),
			Collective: source.Choice(rec.Need("for"), "person", "collective") == "collective",
			Number:     number(rec.At("number")), Reading: rec.At("reading").Cite(source.Reading),
			Also: rec.At("also_confers").Cite(source.Award), Applies: rec.At("may_apply_for").Cite(source.Award),
			Quotas: quotas(rec.At("quotas")), Beyond: source.Choice(rec.At("beyond"), BeyondRefused, BeyondReserved),
			Shares: shares(rec.At("shares")), Facts: facts(rec.At("facts")),
			Vetoes: vetoes(rec.At("vetoes")), Again: again(rec.At("again")), Criteria: criteria(rec.At("criteria")),
			Steps: steps(rec.At("steps")), Materials: Materials(rec.At("materials")),
			Sheet:  rec.At("sheet").Cite(source.Sheet),
			Clause: rec.Need("clause").Cite(source.Clause), Cites: rec.At("also").Cites(source.Clause),
		}
		a.Rules = rules(rec.At("eligible"), a.Facts)
		all = append(all, a)
	}
	return all
}

// Clauses returns every clause that the award or a part of it names.
func (a *Award) Clauses() []string {
	ids := append([]string{a.Clause}, a.Cites...)
	for _, q := range a.Quotas {
		ids = append(ids, q.Clause)
	}
	for _, s := range a.Shares {
		ids = append(ids, s.Clause)
	}
	for _, f := range a.Facts {
		ids = append(ids, f.Clause)
	}
	for _, r := range a.Rules {
		ids = append(ids, r.Clause)
	}
	for _, v := range a.Vetoes {
		ids = append(ids, v.Clause)
	}
	for _, c := range a.Criteria {
		ids = append(append(ids, c.Clause), c.Cites...)
	}
	for _, s := range a.Steps {
		ids = append(ids, s.Clause)
	}
	for _, m := range a.Materials {
		ids = append(ids, m.Clause)
	}
	return ids
}

// number reads «3», «1..2», «..50», «10%» or «open», which is the default.
func number(p source.Place) Number {
	t := p.Text()
	if t == "" || t == "open" {
		return Number{Open: true}
	}
	if percent, found := strings.CutSuffix(t, "%"); found {
		if n, err := strconv.Atoi(percent); err == nil && n >= 1 && n <= 100 {
			return Number{Percent: n}
		}
	} else if least, most, err := bounds(t); err == nil {
		return Number{Least: least, Most: most}
	}
	p.Bad(source.BadValue, t, "数量（如 3、1..2、..50、10%、open）", "a number like 3, 1..2, ..50, 10% or open")
	return Number{Open: true}
}

var errBounds = errors.New("award: no bounds")

// bounds reads «3», «1..2», «1000..» and «..50»; an open end is 0.
func bounds(t string) (least, most int, err error) {
	left, right, ranged := strings.Cut(t, "..")
	if !ranged {
		right = left
	}
	for text, n := range map[*string]*int{&left: &least, &right: &most} {
		if *text == "" && ranged {
			continue
		}
		if *n, err = strconv.Atoi(*text); err != nil || *n < 0 {
			return 0, 0, errBounds
		}
	}
	if left+right == "" || right != "" && most < least {
		return 0, 0, errBounds
	}
	return least, most, nil
}

// quotas reads who may recommend how many; nobody is told two numbers.
func quotas(p source.Place) []Quota {
	var all []Quota
	for _, item := range p.List() {
		rec := item.Record("category", "unit", "members", "places", "clause")
		q := Quota{
			Category: rec.At("category").Cite(source.Category), Unit: rec.At("unit").Text(),
			Places: number(rec.Need("places")), Clause: rec.At("clause").Cite(source.Clause),
		}
		if rec.Given() && rec.One("category", "unit", "members") == "members" {
			var err error
			q.Tier = true
			if q.From, q.To, err = bounds(rec.At("members").Text()); err != nil {
				rec.At("members").Bad(source.BadValue, rec.At("members").Text(), "人数档（如 1000..、..999、100..499）", "a tier like 1000.., ..999 or 100..499")
			}
		}
		for _, other := range all {
			switch {
			case q.Tier && other.Tier && q.crosses(other):
				rec.At("members").Bad(tiersCross, rec.At("members").Text())
			case !q.Tier && !other.Tier && q.Category == other.Category && q.Unit == other.Unit:
				rec.Bad(twiceQuota, q.Category+q.Unit)
			}
		}
		all = append(all, q)
	}
	return all
}

// crosses reports whether two tiers share a number of members.
func (q Quota) crosses(other Quota) bool {
	return (q.To == 0 || other.From <= q.To) && (other.To == 0 || q.From <= other.To)
}

func shares(p source.Place) []Share {
	var all []Share
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("title", "at_least", "at_most", "clause")
		s := Share{ID: e.Key, Title: rec.Need("title").Text(),
			AtLeast: percent(rec.At("at_least"), 0), AtMost: percent(rec.At("at_most"), 100),
			Clause: rec.At("clause").Cite(source.Clause)}
		switch {
		case rec.Given() && !rec.At("at_least").Given() && !rec.At("at_most").Given():
			rec.Bad(noShare, s.ID)
		case s.AtLeast > s.AtMost:
			rec.At("at_least").Bad(wrongShare, s.ID)
		}
		all = append(all, s)
	}
	return all
}

// percent reads «60%».
func percent(p source.Place, absent int) int {
	t := p.Text()
	if t == "" {
		return absent
	}
	digits, found := strings.CutSuffix(t, "%")
	n, err := strconv.Atoi(digits)
	if !found || err != nil || n < 0 || n > 100 {
		p.Bad(source.BadValue, t, "百分比（如 60%）", "a share like 60%")
		return absent
	}
	return n
}

// factKinds are the kinds of a fact: the quantities, and spans of time.
func factKinds() []string {
	kinds := []string{"months", "years"}
	for _, k := range quantity.Kinds {
		kinds = append(kinds, string(k))
	}
	return kinds
}

func facts(p source.Place) []Fact {
	var all []Fact
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("title", "kind", "at", "clause")
		f := Fact{ID: e.Key, Title: rec.Need("title").Text(),
			Kind:   source.Choice(rec.Need("kind"), factKinds()...),
			Clause: rec.At("clause").Cite(source.Clause)}
		if at := rec.At("at"); at.Given() {
			f.At = at.Rule()
		}
		all = append(all, f)
	}
	return all
}

// rules reads what is asked of a candidate: a formula that «holds», or several
// of which «one_of» does.
func rules(p source.Place, facts []Fact) []Rule {
	kinds := formula.Kinds{}
	for _, f := range facts {
		kinds[f.ID] = f.Kind
	}
	var all []Rule
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("holds", "one_of", "message", "english", "clause")
		r := Rule{ID: e.Key, Message: rec.Need("message").Text(), English: rec.Need("english").Text(),
			Clause: rec.At("clause").Cite(source.Clause)}
		if rec.Given() {
			for _, item := range rec.At(rec.One("holds", "one_of")).List() {
				r.OneOf = append(r.OneOf, item.Formula(kinds))
			}
		}
		all = append(all, r)
	}
	return all
}

func vetoes(p source.Place) []Veto {
	var all []Veto
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("title", "years", "clause")
		all = append(all, Veto{e.Key, rec.Need("title").Text(), count(rec.At("years")), rec.At("clause").Cite(source.Clause)})
	}
	return all
}

// again reads «always», «never» or «after 5 years».
func again(p source.Place) Again {
	switch t := p.Text(); t {
	case "", "always":
		return Again{}
	case "never":
		return Again{Never: true}
	default:
		years, after := strings.CutPrefix(t, "after ")
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(years, "s"), " year"))
		if !after || err != nil || n < 1 {
			p.Bad(source.BadValue, t, "“always”、“never”或“after 5 years”", "«always», «never» or «after 5 years»")
		}
		return Again{Years: n}
	}
}

func criteria(p source.Place) []Criterion {
	var all []Criterion
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("title", "clause", "also")
		all = append(all, Criterion{e.Key, rec.Need("title").Text(),
			rec.Need("clause").Cite(source.Clause), rec.At("also").Cites(source.Clause)})
	}
	return all
}
