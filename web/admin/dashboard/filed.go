package dashboard

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// filedBy is how often a unit filed what may be filed at any time.
type filedBy struct {
	Name, Code string
	N          int
}

// filedMost is up to how many filings the page says which units they are of;
// where there are more the matrix does.
const filedMost = 200

// filed counts for each unit how often it filed what may be filed at any time,
// by obligation (H-33).
func (a *area) filed(c *desk.Call, b progress.Board) (map[string][]filedBy, error) {
	out := map[string][]filedBy{}
	for _, ob := range b.Book.Obligations {
		if ob.Every != playbook.Any || ob.Later != "" {
			continue
		}
		page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: b.ID, Obligation: ob.ID, Came: true, Limit: filedMost + 1})
		if err != nil {
			return nil, err
		}
		if len(page.Items) <= filedMost {
			out[ob.ID] = perUnit(page)
		}
	}
	return out, nil
}

// perUnit counts the duties of each unit, the most first.
func perUnit(page campaign.Page) []filedBy {
	at := map[organisation.UnitID]int{}
	var out []filedBy
	for _, it := range page.Items {
		i, seen := at[it.Unit]
		if !seen {
			i = len(out)
			at[it.Unit], out = i, append(out, filedBy{Name: desk.UnitName(page.Tree, it.Unit), Code: desk.CodeOf(page.Tree, it.Unit)})
		}
		out[i].N++
	}
	slices.SortFunc(out, func(x, y filedBy) int { return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.Code, y.Code)) })
	return out
}

// atAnyTime sums up what may be filed at any time: nobody owes one, so what was
// filed is counted.
func (l live) atAnyTime(out liveLine, ob *playbook.Obligation, all []progress.Count) liveLine {
	out.Any, out.state = true, stateActive
	for _, t := range all {
		out.Filed += int(t.Sent)
	}
	out.Units, out.FiledBy, out.PerUnit = int(all[0].Units), int(all[0].Sent), l.filed[ob.ID]
	if l.unit != nil {
		out.Mine = l.unit.of(ob.ID, all[len(all)-1].Period)
	}
	return out
}
