package figure

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Wanted says which reports' figures are meant.
type Wanted struct {
	Obligation string   `query:"obligation" maxLength:"64" doc:"Absent: the first that recurs and whose form has figures."`
	Form       string   `query:"form" maxLength:"64"`
	Measures   []string `query:"measure,explode" maxItems:"200" doc:"Ids, repeated or separated by commas; absent: all of the form."`
	From       string   `query:"from" maxLength:"10" doc:"A day or a period, «2018-07-01», «2018-07», «2018Q3», «2018»: periods that lie wholly between from and to count. Absent: the first of the campaign."`
	To         string   `query:"to" maxLength:"10" doc:"The same; absent: the newest period that is due by today or has a report that counts; where there is neither, the newest that has begun."`
	Unit       string   `query:"unit" maxLength:"32" doc:"Code of a unit: it with all below it."`
	Hierarchy  string   `query:"hierarchy" enum:"county,industry" doc:"Along which others are below the unit; absent: along both, each once."`
	Category   string   `query:"category" enum:"federation,county,zone,industry,direct_enterprise,system,direct,poverty_office,grassroots"`
	Line       string   `query:"line" maxLength:"64" doc:"Id of an action line."`
	In         []string `query:"in,explode" maxItems:"8" doc:"And only what belongs to a group of an answer, «county:yexian»; «county:» is what belongs to no county. Repeatable."`
	AsOf       string   `query:"as_of" enum:"then,today" default:"then" doc:"By the county, industry and category of the due day, or of today."`
	State      string   `query:"state" enum:"accepted,sent" default:"accepted" doc:"Reports that every recipient accepted, or all that were sent."`
}

// Ask turns a request into a question of a campaign. unit finds a unit that the
// asker may see.
func (in Wanted) Ask(id campaign.ID, unit func(code string) (organisation.UnitID, error)) (rollup.Question, error) {
	q, err := in.Question()
	if err != nil {
		return q, err
	}
	q.Campaign = id
	if in.Unit == "" {
		return q, nil
	}
	if q.Unit, err = unit(in.Unit); fault.Is(err, fault.NotFound) {
		err = rollup.ErrUnknownUnit // as for a unit whose duties the asker may not read
	}
	return q, err
}

// Question turns a request into a question, but for the campaign and the unit.
func (in Wanted) Question() (q rollup.Question, err error) {
	q = rollup.Question{
		Source:    rollup.Source{Obligation: in.Obligation, Form: in.Form},
		Hierarchy: organisation.Hierarchy(in.Hierarchy), Category: organisation.Category(in.Category), Line: in.Line,
		AsOf: rollup.AsOf(in.AsOf), State: rollup.State(in.State),
	}
	for _, some := range in.Measures {
		for _, id := range strings.Split(some, ",") {
			q.Measures = append(q.Measures, strings.TrimSpace(id))
		}
	}
	for _, member := range in.In {
		by, key, _ := strings.Cut(member, ":")
		q.In = append(q.In, rollup.Member{By: rollup.By(by), Key: key})
	}
	from, err := stretch("from", in.From)
	if err != nil {
		return q, err
	}
	to, err := stretch("to", in.To)
	q.From, q.To = from.Start, to.End
	return q, err
}

// stretch reads a day or the key of a period.
func stretch(path, text string) (p calendar.Period, err error) {
	if text == "" {
		return p, nil
	}
	if d, err := calendar.ParseDate(text); err == nil {
		return calendar.Period{Start: d, End: d}, nil
	}
	if p, err = calendar.ParsePeriod(text); err != nil || p.Kind == calendar.Once {
		err = fault.Violations([]fault.Field{{Path: path, Key: "api.not_stretch"}})
	}
	return p, err
}
