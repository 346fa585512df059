package change

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// audienceForm changes which units the plan asks where a clause names none.
var audienceForm = short{
	show: func(a *area, c *desk.Call, w *work) (shortPage, error) {
		ticks, err := a.ticks(c, w, w.Book.Audience.Categories)
		return shortPage{
			Form:    desk.Form{Title: c.T("change.audience_title"), Hint: c.T("change.audience_hint"), Inputs: ticks},
			Clauses: clauseLinks(w.Book, []string{w.Book.Audience.Clause}),
		}, err
	},
	changes: func(c *desk.Call, w *work) []step {
		if ticked := ticked(c, w.Book.Audience.Categories); !slices.Equal(ticked, w.Book.Audience.Categories) {
			return []step{setList("audience/categories", ticked)}
		}
		return nil
	},
}

// askedForm changes which units one obligation asks.
var askedForm = short{
	show: func(a *area, c *desk.Call, w *work) (shortPage, error) {
		ob := w.Book.Obligation(c.PathValue("obligation"))
		if ob == nil || !ob.Units {
			return shortPage{}, errNoPart
		}
		ticks, err := a.ticks(c, w, asked(w.Book, ob))
		p := shortPage{
			Form:    desk.Form{Title: c.T("change.asked_title", ob.Title), Hint: c.T("change.asked_hint"), Inputs: ticks},
			Clauses: clauseLinks(w.Book, []string{ob.Clause}),
		}
		for _, id := range ob.Readings {
			if rd := w.Book.Reading(id); rd != nil && len(rd.Adds) > 0 {
				p.Notes = append(p.Notes, c.T("change.reading_adds", rd.ID, categoryNames(web.Printer(c.Context()), rd.Adds)))
				p.Links = append(p.Links, desk.Option{Value: "/plan/readings/" + rd.ID, Text: c.T("plan.reading", rd.ID)})
			}
		}
		return p, err
	},
	changes: func(c *desk.Call, w *work) []step {
		ob := w.Book.Obligation(c.PathValue("obligation"))
		path, ticked := "obligations/"+ob.ID+"/categories", ticked(c, asked(w.Book, ob))
		switch {
		case slices.Equal(ticked, asked(w.Book, ob)):
			return nil
		case slices.Equal(ticked, w.Book.Audience.Categories):
			return []step{setText(path, "")}
		}
		return []step{setList(path, ticked)}
	},
}

// asked are the categories an obligation asks before any reading adds to them.
func asked(pb *playbook.Playbook, ob *playbook.Obligation) []string {
	if len(ob.Named) > 0 {
		return ob.Named
	}
	return pb.Audience.Categories
}

// ticks offers every category with how many units there are of it.
func (a *area) ticks(c *desk.Call, w *work, on []string) ([]desk.Input, error) {
	tree, err := a.Units.Tree(c.Context(), w.Root, w.Today())
	if err != nil {
		return nil, err
	}
	count := map[organisation.Category]int{}
	for _, n := range tree.Nodes() {
		count[n.Category]++
	}
	var out []desk.Input
	for _, id := range playbook.Categories {
		in := desk.Input{Name: "category." + id, Kind: "tick", Label: c.T("change.category", locale.Key("category."+id), count[organisation.Category(id)])}
		if slices.Contains(on, id) {
			in.Value = "yes"
		}
		out = append(out, in)
	}
	return out, nil
}

// ticked returns the categories that were chosen: those that were on before keep
// their order.
func ticked(c *desk.Call, before []string) []string {
	chosen := func(id string) bool { return c.PostFormValue("category."+id) != "" }
	var out []string
	for _, id := range before {
		if chosen(id) {
			out = append(out, id)
		}
	}
	for _, id := range playbook.Categories {
		if chosen(id) && !slices.Contains(before, id) {
			out = append(out, id)
		}
	}
	return out
}
