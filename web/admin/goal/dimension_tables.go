package goal

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/quantity"
)

// tables are what is more than one number, each where it has rows.
func (v dimensionView) tables() []tableView {
	var out []tableView
	for _, t := range []tableView{v.villages(), v.paired(), v.sites(), v.schools(), v.teams(), v.members(), v.rounds()} {
		if len(t.Rows) > 0 {
			out = append(out, t)
		}
	}
	return out
}

func (v dimensionView) heads(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = v.c.T(k)
	}
	return out
}

// villages shows the income of each year beside the year before.
func (v dimensionView) villages() tableView {
	t := tableView{Title: v.c.T("dimension.villages"), Heads: v.heads("dimension.village", "dimension.year", "dimension.income", "dimension.change", "dimension.document")}
	for _, village := range v.d.Villages {
		for i, y := range village.Years {
			change := none
			if i > 0 {
				change = signed(quantity.Money, y.Amount-village.Years[i-1].Amount)
			}
			t.Rows = append(t.Rows, tableRow{village.Name, pointing("village_years", village.Point), plain(yearText(y.Year), v.p.Money(y.Amount), change, y.Document)})
		}
	}
	return t
}

func (v dimensionView) paired() tableView {
	t := tableView{Title: v.c.T("dimension.paired"), Heads: v.heads("dimension.village", "dimension.pairs", "dimension.pair_names", "dimension.jobs")}
	for _, p := range v.d.Paired {
		var names []string
		for _, pair := range p.Pairs {
			names = append(names, pair.Values["side"])
		}
		t.Rows = append(t.Rows, tableRow{p.Name, pointing("pairings", p.Point), plain(strconv.Itoa(len(p.Pairs)), v.p.T("dimension.names", names), quantity.Persons.Format(p.Jobs))})
	}
	return t
}

func (v dimensionView) sites() tableView {
	t := tableView{Title: v.c.T("dimension.bases"), Heads: v.heads("dimension.base", "dimension.year", "dimension.base_households", "dimension.jobs", "dimension.area", "dimension.heads")}
	given := func(has bool, n int64) string {
		if !has {
			return none
		}
		return quantity.Count.Format(n)
	}
	for _, b := range v.d.Sites {
		for _, y := range b.Years {
			t.Rows = append(t.Rows, tableRow{b.Name, entryURL(b.Entry), plain(yearText(y.Year), quantity.Households.Format(y.Households),
				given(y.HasJobs, y.Jobs), given(y.HasArea, y.Area), given(y.HasHeads, y.Heads))})
		}
	}
	return t
}

func (v dimensionView) schools() tableView {
	t := tableView{Title: v.c.T("dimension.schools"), Heads: v.heads("dimension.school", "dimension.visits", "dimension.classes", "dimension.suggestions")}
	for _, s := range v.d.Schools {
		t.Rows = append(t.Rows, tableRow{s.Name, "", plain(v.count(s.Visits), v.count(s.Classes), v.count(s.Proposals))})
	}
	return t
}

func (v dimensionView) teams() tableView {
	t := tableView{Title: v.c.T("dimension.teams"), Heads: v.heads("dimension.team", "dimension.charter", "dimension.members", "dimension.hours")}
	for _, team := range v.d.Teams {
		charter := tableCell{v.c.T("dimension.charter_given"), ""}
		if !team.Charter {
			charter = tableCell{v.c.T("dimension.no_charter"), "late"}
		}
		cells := append([]tableCell{charter}, plain(v.count(int64(len(team.Members))), quantity.Hours.Format(team.Hours))...)
		t.Rows = append(t.Rows, tableRow{team.Name, entryURL(team.Entry), cells})
	}
	return t
}

func (v dimensionView) members() tableView {
	t := tableView{Title: v.c.T("dimension.service"), Heads: v.heads("dimension.member", "dimension.team", "dimension.services", "dimension.hours")}
	for _, team := range v.d.Teams {
		for _, m := range team.Members {
			t.Rows = append(t.Rows, tableRow{m.Name, pointing("services", m.Honouree), plain(team.Name, v.count(m.Services), quantity.Hours.Format(m.Hours))})
		}
	}
	return t
}

// rounds are shown to the unit alone that makes them.
func (v dimensionView) rounds() tableView {
	t := tableView{Title: v.c.T("dimension.rounds"), Heads: v.heads("dimension.round", "dimension.every", "dimension.last", "dimension.next")}
	for _, r := range v.d.Rounds {
		last := none
		if !r.Last.IsZero() {
			last = v.p.Date(r.Last)
		}
		next := tableCell{v.p.Date(r.Due), ""}
		if r.Overdue {
			next = tableCell{v.c.T("dimension.overdue", v.p.Date(r.Due)), "late"}
		}
		t.Rows = append(t.Rows, tableRow{r.Name, entryURL(r.Entry), append(plain(v.option("rounds", "every", r.Every), last), next)})
	}
	return t
}
