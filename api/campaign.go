package api

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// CampaignRow is a campaign in a list.
type CampaignRow struct {
	ID       campaign.ID `json:"id"`
	Playbook string      `json:"playbook" doc:"Id of the playbook, «pingdingshan-2018»."`
	Version  int64       `json:"version" doc:"Version of the playbook in force."`
	Title    string      `json:"title"`
	Launched *time.Time  `json:"launched"`
	Ends     day         `json:"ends,omitempty" doc:"Last day of the plan; absent for a plan without an end."`
	Closed   *time.Time  `json:"closed,omitempty" doc:"Since then it takes no reports."`
	Revision int64       `json:"revision"`
}

func campaignOf(c campaign.Campaign) CampaignRow {
	return CampaignRow{
		ID: c.ID, Playbook: c.Playbook, Version: c.Version, Title: c.Title, Launched: instant(c.Launched),
		Ends: dayOf(c.Ends), Closed: instant(c.Closed), Revision: c.Revision,
	}
}

type body struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Clause  string   `json:"clause"`
}

type phase struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Start   day    `json:"start"`
	End     day    `json:"end"`
	Clause  string `json:"clause"`
	Current bool   `json:"current"`
}

type obligation struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Clause  string   `json:"clause"`
	Forms   []string `json:"forms,omitempty" doc:"One duty a form; absent for a receipt."`
	To      []string `json:"to,omitempty" doc:"Bodies that receive, each on its own."`
	Every   string   `json:"every" enum:"once,month,quarter,year,any"`
	Later   string   `json:"later,omitempty" doc:"The capability that will carry it out; it has no duties yet."`
	Nil     []option `json:"nil,omitempty" doc:"The reasons a nil report may give."`
	Receipt bool     `json:"receipt,omitempty" doc:"Signed for, without a form."`
}

type option struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type form struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Signed   bool      `json:"signed,omitempty" doc:"The signature of the unit's leader is what sends it."`
	Sections []section `json:"sections"`
}

type section struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Kind   string   `json:"kind" enum:"fields,grid,table,files" doc:"A cell is «section/field» in fields and files, «section/row/field» in a grid, «section/r1/field» in a table."`
	Rows   []option `json:"rows,omitempty" doc:"The rows of a grid."`
	Fields []field  `json:"fields"`
}

type field struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Type     string   `json:"type" enum:"text,long_text,number,measure,date,choice,tick,phone,file"`
	Measure  string   `json:"measure,omitempty"`
	Kind     string   `json:"kind,omitempty" doc:"What a measure counts: money is typed in 万元."`
	Required bool     `json:"required,omitempty"`
	Computed bool     `json:"computed,omitempty" doc:"Shown and never typed."`
	Options  []option `json:"options,omitempty"`
	Clause   string   `json:"clause,omitempty"`
}

// InCampaign names a campaign.
type InCampaign struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
}

func (a *API) campaigns() {
	serve(a, read("/campaigns", "list-campaigns", "The campaigns one may see, the newest first"),
		func(c *call, _ *struct{}) (*list[CampaignRow], error) {
			all, err := a.Campaigns.Campaigns(c, c.who)
			return &list[CampaignRow]{Items: each(all, campaignOf)}, err
		})
	serve(a, read("/campaigns/{campaign}", "get-campaign", "A campaign with its obligations and forms"),
		func(c *call, in *InCampaign) (*campaignAnswer, error) {
			r, err := a.Campaigns.Look(c, c.who, in.Campaign)
			if err != nil {
				return nil, err
			}
			return detail(r), nil
		})
}

// campaignAnswer is a campaign opened.
type campaignAnswer struct {
	Answer
	CampaignRow
	Bodies      []body       `json:"bodies"`
	Phases      []phase      `json:"phases"`
	Obligations []obligation `json:"obligations"`
	Forms       []form       `json:"forms"`
}

func detail(r campaign.Running) *campaignAnswer {
	out := &campaignAnswer{CampaignRow: campaignOf(r.Campaign)}
	for _, b := range r.Book.Bodies {
		out.Bodies = append(out.Bodies, body{b.ID, b.Name, b.Aliases, b.Clause})
	}
	today := r.Today()
	for _, p := range r.Book.Phases {
		current := !today.Before(p.Start) && !today.After(p.End)
		out.Phases = append(out.Phases, phase{p.ID, p.Name, dayOf(p.Start), dayOf(p.End), p.Clause, current})
	}
	for _, ob := range r.Book.Obligations {
		out.Obligations = append(out.Obligations, obligation{
			ID: ob.ID, Title: ob.Title, Clause: ob.Clause, Forms: ob.Forms, To: ob.To, Every: string(ob.Every),
			Later: ob.Later, Nil: each(ob.Nil, optionOf), Receipt: ob.Receipt,
		})
	}
	for _, f := range r.Book.Forms {
		out.Forms = append(out.Forms, form{f.ID, f.Title, f.Signed, each(f.Sections, func(s playbook.Section) section {
			return sectionOf(r.Book, s)
		})})
	}
	return out
}

func optionOf(o playbook.Option) option { return option(o) }

func sectionOf(pb *playbook.Playbook, s playbook.Section) section {
	return section{
		ID: s.ID, Title: s.Title, Kind: string(s.Kind),
		Rows: each(s.Rows, func(r playbook.Row) option { return option(r) }),
		Fields: each(s.Fields, func(fd playbook.Field) field {
			out := field{
				ID: fd.ID, Label: fd.Label, Type: string(fd.Type), Measure: fd.Measure, Required: fd.Required,
				Computed: fd.Computed != "", Options: each(fd.Options, optionOf), Clause: fd.Clause,
			}
			if m := pb.Measure(fd.Measure); m != nil {
				out.Kind = string(m.Kind)
			}
			return out
		}),
	}
}
