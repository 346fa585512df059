package report

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// anew opens the next duty of what may be filed at any time, any number of
// times, as one of it is sent (H-33): there is always one to begin.
func anew(tx Tx, c campaign.Case) error {
	p, err := calendar.ParsePeriod(c.Period)
	if err != nil || c.Obliged().Every != playbook.Any {
		return err
	}
	d := campaign.Duty{
		ID: ident.New[campaign.DutyID](), Campaign: c.Running.ID, Unit: c.Item.Unit,
		Obligation: c.Obligation, Form: c.Form, Period: p.Next().Key(), Clause: c.Clause,
		Opens: c.Now.Truncate(time.Millisecond), Calendar: c.Item.Calendar, Rule: c.Version,
		Category: c.Category, County: c.County, Industry: c.Industry, Revision: 1,
	}
	if err := tx.InsertDuties([]campaign.Duty{d}); err != nil {
		return err
	}
	var next []campaign.Recipient
	for _, body := range c.Book.Obligation(c.Obligation).To {
		next = append(next, campaign.Recipient{Duty: d.ID, Body: body, Verdict: campaign.NoVerdict, Revision: 1})
	}
	return tx.InsertRecipients(next)
}
