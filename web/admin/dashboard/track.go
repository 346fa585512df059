package dashboard

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// trackView is the activity of several that the page is kept to (H-00).
type trackView struct {
	Name     string
	Clause   string
	Themes   []string
	Lines    string    // «5+1»
	Carriers []carrier // what carries it (H-13)
}

// carrier is one action line of a track, with what was done in it.
type carrier struct {
	Name, Clause, URL string
	Plus              bool
	Sums              []string // «开展活动 12 场次»; none before a report was accepted
}

// carrierSums is how many figures stand on a carrier.
const carrierSums = 3

// track shows the track asked for, nil for the whole plan.
func (a *area) track(c *desk.Call, r campaign.Running) (*trackView, error) {
	t := r.Book.Track(c.Track(r.Book))
	if t == nil {
		return nil, nil //nolint:nilnil // the whole plan is shown
	}
	v := &trackView{Name: t.Name, Clause: t.Clause, Themes: r.Book.Themes(t.ID), Lines: t.Lines}
	for _, l := range r.Book.Lines {
		if l.Track == t.ID {
			v.Carriers = append(v.Carriers, carrier{Name: l.Name, Clause: l.Clause, Plus: l.Plus, URL: "/figures?line=" + l.ID})
		}
	}
	if len(v.Carriers) == 0 {
		return v, nil
	}
	sums, err := a.sums(c, r)
	i := 0
	for _, l := range r.Book.Lines {
		if l.Track == t.ID {
			v.Carriers[i].Sums = sums[l.ID]
			i++
		}
	}
	return v, err
}

// sums prints the first figures of each action line that are not nothing. A plan
// that asks for no figures has none.
func (a *area) sums(c *desk.Call, r campaign.Running) (map[string][]string, error) {
	if len(rollup.Sources(r.Book)) == 0 {
		return nil, nil
	}
	answer, err := a.Figures.Roll(c.Context(), c.Who, rollup.Question{Campaign: r.ID, By: rollup.ByLine})
	if err != nil {
		if fault.Is(err, fault.NotFound) {
			err = nil // nothing that the reader may see
		}
		return nil, err
	}
	out := map[string][]string{}
	for _, g := range answer.Groups {
		out[g.Key] = printed(web.Printer(c.Context()), answer.Measures, g.Sums)
	}
	return out, nil
}

func printed(p *locale.Printer, measures []playbook.Measure, sums []rollup.Sum) (out []string) {
	for i, m := range measures {
		if s := sums[i]; len(out) < carrierSums && s.Known && s.N != 0 {
			out = append(out, m.Name+" "+p.Amount(s.Value))
		}
	}
	return out
}
