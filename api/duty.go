package api

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// DutyRow says that a unit owes a form for a period, and how that stands.
type DutyRow struct {
	ID          campaign.DutyID `json:"id"`
	Campaign    campaign.ID     `json:"campaign"`
	Unit        named           `json:"unit"`
	Obligation  string          `json:"obligation"`
	Form        string          `json:"form,omitempty"`
	Period      string          `json:"period" doc:"«2018-09», «2018-Q3», «2018», «once»."`
	Clause      string          `json:"clause"`
	Opens       *time.Time      `json:"opens"`
	DueOn       day             `json:"due_on,omitempty" doc:"The last day in time; absent: 无期限."`
	Due         *time.Time      `json:"due,omitempty" doc:"From here on it is late."`
	Provisional bool            `json:"provisional,omitempty" doc:"暂定: rests on days not yet announced."`
	Timing      string          `json:"timing" enum:"not_due,on_time,late,missing,excused"`
	Work        string          `json:"work" enum:"not_open,nothing,draft,awaiting_signature,sent"`
	Word        string          `json:"word" enum:"excused,not_open,returned,supplementary,late,sent,missing,awaiting,draft,open" doc:"The one word shown."`
	Days        int             `json:"days,omitempty" doc:"Calendar days late or missing."`
	Accepted    bool            `json:"accepted" doc:"Every recipient accepted the newest version."`
	Overdue     bool            `json:"return_overdue,omitempty" doc:"A return was wanted back before today."`
	Version     int64           `json:"version" doc:"The newest version sent, 0 for none."`
	FirstSent   *time.Time      `json:"first_sent,omitempty"`
	Excused     string          `json:"excused,omitempty" doc:"Why it is not owed."`
	Recipients  []recipient     `json:"recipients"`
	Revision    int64           `json:"revision"`
}

type named struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type recipient struct {
	Body    string     `json:"body"`
	Verdict string     `json:"verdict" enum:"none,received,returned,accepted"`
	At      *time.Time `json:"at,omitempty"`
	Wanted  day        `json:"wanted,omitempty" doc:"A return: wanted back by this day."`
}

func dutyOf(r campaign.Running, unit named, it campaign.Item) DutyRow {
	s := it.Standing(r.Now, r.Zone)
	return DutyRow{
		ID: it.ID, Campaign: it.Campaign, Unit: unit, Obligation: it.Obligation, Form: it.Form, Period: it.Period,
		Clause: it.Clause, Opens: instant(it.Opens), DueOn: dayOf(it.DueOn), Due: instant(it.Due), Provisional: it.Provisional,
		Timing: string(s.Timing), Work: string(s.Work), Word: string(s.Word), Days: s.Days, Accepted: s.Accepted,
		Overdue: s.ReturnOverdue, Version: it.Newest, FirstSent: instant(it.First), Excused: it.Excused, Revision: it.Revision,
		Recipients: each(it.Recipients, func(r campaign.Recipient) recipient {
			return recipient{r.Body, string(r.Verdict), instant(r.At), dayOf(r.Wanted)}
		}),
	}
}

type dutyAnswer struct {
	Answer
	DutyRow
	May []string `json:"may" doc:"What the asker may do with it: fill, send, sign, sign_for, review:BODY."`
}

// OneDuty names a duty.
type OneDuty struct {
	Duty campaign.DutyID `path:"duty" doc:"Id of the duty." maxLength:"64"`
}

type dutiesWanted struct {
	InCampaign
	Page
	Unit       string `query:"unit" doc:"Code of the unit that owes." maxLength:"32"`
	Obligation string `query:"obligation" maxLength:"64"`
	Period     string `query:"period" maxLength:"16" doc:"«2018-09», «2018-Q3», «2018», «once»."`
	Timing     string `query:"timing" enum:"not_due,on_time,late,missing,excused"`
	Work       string `query:"work" enum:"not_open,nothing,draft,awaiting_signature,sent"`
	DueFrom    day    `query:"due_from" doc:"Due on this day or later."`
	DueTo      day    `query:"due_to" doc:"Due on this day or earlier."`
}

func (a *API) duties() {
	serve(a, read("/campaigns/{campaign}/duties", "list-duties", "The duties one may see, those due first first"), a.listDuties)
	serve(a, read("/duties/{duty}", "get-duty", "A duty and what one may do with it"), a.duty)
}

func (a *API) listDuties(c *call, in *dutiesWanted) (*list[DutyRow], error) {
	f := campaign.Filter{
		Campaign: in.Campaign, Obligation: in.Obligation, Period: in.Period,
		Timing: campaign.Timing(in.Timing), Work: campaign.Work(in.Work), Limit: in.Limit + 1,
	}
	var err error
	if f.After, err = cursor(in.Cursor); err != nil {
		return nil, err
	}
	if f.DueFrom, f.DueBefore, err = dueBetween(in.DueFrom, in.DueTo); err != nil {
		return nil, err
	}
	if in.Unit != "" {
		if f.Unit, err = a.unitID(c, in.Unit); err != nil {
			return nil, err
		}
	}
	got, err := a.Campaigns.Duties(c, c.who, f)
	if err != nil {
		return nil, err
	}
	out := &list[DutyRow]{}
	if len(got.Items) > in.Limit {
		got.Items = got.Items[:in.Limit]
		out.Next = written(got.Next())
	}
	out.Items = each(got.Items, func(it campaign.Item) DutyRow { return dutyOf(got.Running, nameIn(got.Tree, it.Unit), it) })
	return out, nil
}

// dueBetween returns the due instants of days: what is due on a day is late
// from the next day's first moment on.
func dueBetween(from, to day) (after, before time.Time, err error) {
	first, err := from.Date("due_from")
	if err == nil && !first.IsZero() {
		after = first.In(locale.Shanghai).Add(time.Millisecond)
	}
	last, bad := to.Date("due_to")
	if bad == nil && !last.IsZero() {
		before = last.AddDays(1).In(locale.Shanghai).Add(time.Millisecond)
	}
	return after, before, errors.Join(err, bad)
}

func (a *API) duty(c *call, in *OneDuty) (*dutyAnswer, error) {
	e, err := a.Reports.Open(c, c.who, in.Duty)
	if err != nil {
		return nil, err
	}
	out := &dutyAnswer{DutyRow: dutyOf(e.Running, named{e.Debtor.Code, e.Debtor.Name}, e.Item), May: []string{}}
	for _, m := range []struct {
		may  bool
		what string
	}{{e.May.Fill, "fill"}, {e.May.Send, "send"}, {e.May.Sign, "sign"}, {e.May.SignFor, "sign_for"}} {
		if m.may {
			out.May = append(out.May, m.what)
		}
	}
	for _, body := range e.May.Review {
		out.May = append(out.May, "review:"+body)
	}
	return out, nil
}

// unitID returns the id of a unit the asker may see, or of whom it may read more,
// by its code.
func (a *API) unitID(c *call, code string, more ...people.Action) (organisation.UnitID, error) {
	t, _, err := a.tree(c, "")
	if err != nil {
		return "", err
	}
	n, err := known(c.who, t, code, append(more, people.UnitRead)...)
	return n.ID, err
}

func nameIn(t *organisation.Tree, id organisation.UnitID) named {
	n, _ := t.Unit(id)
	return named{n.Code, n.Name}
}

// written writes a cursor of duties, «millisecond.id»; cursor reads it.
func written(c campaign.Cursor) string {
	ms := int64(0)
	if !c.Due.IsZero() {
		ms = c.Due.UnixMilli()
	}
	return strconv.FormatInt(ms, 10) + "." + string(c.ID)
}

func cursor(text string) (c campaign.Cursor, err error) {
	if text == "" {
		return c, nil
	}
	ms, id, ok := strings.Cut(text, ".")
	n, bad := strconv.ParseInt(ms, 10, 64)
	if !ok || bad != nil || !ident.Valid(id) {
		return c, fault.Violations([]fault.Field{{Path: "cursor", Key: "api.bad_cursor"}})
	}
	if n != 0 {
		c.Due = time.UnixMilli(n)
	}
	c.ID = campaign.DutyID(id)
	return c, nil
}
