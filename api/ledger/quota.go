package ledger

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// quotaOf is what units of a group owe.
type quotaOf struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Least int        `json:"at_least"`
	Until wire.Day   `json:"until,omitempty" doc:"It is owed once, by this day; absent: each year."`
	Total *int64     `json:"total,omitempty" doc:"Accepted entries of the whole campaign, each once; absent for who does not see all of it."`
	Units []unitDone `json:"units" doc:"Those that are behind first."`
}

type unitDone struct {
	Unit  entryUnit `json:"unit"`
	Done  int64     `json:"done"`
	State string    `json:"state" enum:"missed,underway,ahead,reached"`
}

type quotasAnswer struct {
	wire.Answer
	Year  int       `json:"year"`
	Items []quotaOf `json:"items"`
}

func (o *operations) quotas() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/quotas", "list-quotas", "What units owe in accepted entries, and what they did"), o.listQuotas)
}

type quotasWanted struct {
	InCampaign
	Unit string `query:"unit" maxLength:"32" doc:"Code: this unit alone."`
	Year int    `query:"year" minimum:"0" maximum:"9999" doc:"Absent: this one."`
}

func (o *operations) listQuotas(c wire.Call, in *quotasWanted) (*quotasAnswer, error) {
	var unit organisation.UnitID
	var err error
	if in.Unit != "" {
		if unit, err = o.Unit(c, in.Unit); err != nil {
			return nil, err
		}
	}
	count, err := o.Quotas.Count(c, c.Who, quota.Question{Campaign: in.Campaign, Unit: unit, Year: in.Year})
	if err != nil {
		return nil, err
	}
	out := &quotasAnswer{Year: count.Year, Items: []quotaOf{}}
	for _, g := range count.Groups {
		q := quotaOf{ID: g.Quota.ID, Title: g.Quota.Title, Least: g.Quota.Least, Until: wire.DayOf(g.Quota.Until), Units: []unitDone{}}
		if g.Whole {
			q.Total = &g.Total
		}
		for _, r := range g.Rows {
			q.Units = append(q.Units, unitDone{entryUnit{r.Unit.Code, r.Unit.Name}, r.N, string(r.State)})
		}
		out.Items = append(out.Items, q)
	}
	return out, nil
}
