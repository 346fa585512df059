package trace_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/admin/duty"
	"github.com/xianfeng-oss/xianfeng/web/admin/figure"
	pages "github.com/xianfeng-oss/xianfeng/web/admin/ledger"
	"github.com/xianfeng-oss/xianfeng/web/admin/trace"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// open serves the pages between a sum and an entry.
func open(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.New(t, func(d *desk.Desk) []desk.Route {
		return slices.Concat(duty.Routes(d), trace.Routes(d), figure.Routes(d), pages.Routes(d))
	})
}

// record puts an activity of 叶县 into the ledger, which counts at once.
func record(d *desktest.House, title, day string, values map[string]string) {
	d.T.Helper()
	e := ledger.Entry{ID: ident.New[ledger.EntryID](), Root: d.Root, Campaign: d.Campaign, Register: "activities", Unit: d.Unit("yexian"), Title: title,
		Line: "skill", On: stage.Date(day), State: "confirmed", Counted: d.Now(), Values: values, Created: d.Now(), By: "test", Changed: d.Now(), ChangedBy: "test", Revision: 1}
	values["name"], values["day"], values["line"], values["place"] = title, day, "skill", "辛店镇"
	d.Must(d.DB.Update(d.T.Context(), func(tx *store.Tx) error {
		if err := tx.InsertEntry(&e, ledger.Marks{}); err != nil {
			return err
		}
		return tx.Record(d.Now(), audit.Origin{Account: "test", Login: "test"}, audit.Act{Name: "ledger.record", Subject: string(e.ID), Root: string(d.Root)})
	}))
}

func september(d *desktest.House) campaign.DutyID {
	d.T.Helper()
	d.At("2018-09-20 09:00")
	record(d, "大棚种植技术培训", "2018-09-06", map[string]string{"sessions": "2", "person_times": "120"})
	record(d, "家政技能培训", "2018-09-18", map[string]string{"sessions": "3", "person_times": "192"})
	d.At("2018-09-28 10:41")
	return d.Duty("yexian", "monthly-report", "2018-09", "").ID
}

const personTimes = "figures/skill/person_times"

// A report opens with the ledger's figures, each of which opens to its entries;
// the reviewer sees both values of one that was typed over, and why (P-58).
func TestP58BothValuesAreShown(t *testing.T) {
	d := open(t)
	id := september(d)
	who, at := d.As(people.Liaison, "yexian"), "/duties/"+string(id)
	liaison, office := d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.Office, "PDS", "office")
	liaison.Get(at).Is(http.StatusOK).Says(`value="312"`, "trace?cell=figures%2Fskill%2Fperson_times")
	liaison.Get(at+"/trace?cell="+personTimes).Is(http.StatusOK).Says("312", "大棚种植技术培训", "家政技能培训", "192")
	office.Get(at + "/trace?cell=" + personTimes).Is(http.StatusNotFound)
	_, err := d.Reports.Submit(t.Context(), who, id, report.Sending{
		Cells: map[string]string{personTimes: "320", "texts/progress": "按期推进"}, Reasons: map[string]paper.Reason{personTimes: {ID: "not_recorded", Note: "八人补课"}}})
	d.Must(err)
	d.At("2018-09-29 09:00")
	office.Get(at).Is(http.StatusOK).Says("台账 <b>312</b>", "填报 <b>320</b>", "有工作尚未记入台账", "八人补课")
	office.Get(at+"/trace?cell="+personTimes+"&n=1").Is(http.StatusOK).Says("312", "320", "大棚种植技术培训")
	d.Sit(t, people.Liaison, "lushan", "").Get(at + "/trace?cell=" + personTimes + "&n=1").Is(http.StatusNotFound)
}

// A unit whose ledger is up to date sends its report by opening, reading and
// pressing 报送: no figure is typed.
func TestJourneyOfAReportWithoutTyping(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	id := september(d)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + "/duties/" + string(id))
	webtest.Eval[any](tab, `window.keys = 0; document.addEventListener("keydown", (e) => { if (e.target.matches("table.figures input")) window.keys++; }, true); null`)
	tab.Shot("derive-open")
	tab.Axe()
	tab.Type(`[data-cell="texts/progress"]`, "两期培训按计划完成。")
	if n := webtest.Eval[float64](tab, `window.keys`); n != 0 {
		t.Fatalf("%v keys were pressed in figures", n)
	}
	tab.See(`[data-save-status="saved"]`)
	tab.Click(`#entry .btn-primary`)
	tab.See(`.flash`)
	e, err := d.Reports.Open(t.Context(), d.As(people.Liaison, "yexian"), id)
	d.Must(err)
	if e.Newest != 1 || e.Sent.Cells[personTimes] != "312" || len(e.Sent.Overrides()) != 0 {
		t.Errorf("sent %d: %+v", e.Newest, e.Sent)
	}
}

// A figure that is typed over asks for its reason below the form, and asks no
// more once it is the ledger's again.
func TestJourneyOfAnOverride(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	id := september(d)
	d.Browse(tab, d.Sit(t, people.Liaison, "yexian", ""))
	tab.Visit(d.Server.URL + "/duties/" + string(id))
	const cell = `[data-cell="` + personTimes + `"]`
	tab.Type(cell, "320")
	tab.See(`tr[data-why="` + personTimes + `"]`)
	tab.Shot("derive-override")
	tab.Axe()
	tab.Type(cell, "312.")
	tab.Type(cell, "312")
	tab.Gone(`tr[data-why="` + personTimes + `"]`)
	tab.Type(cell, "320")
	webtest.Eval[any](tab, `const s = document.querySelector('tr[data-why] select'); s.value = "not_recorded"; s.dispatchEvent(new Event("change", {bubbles: true})); null`)
	tab.Type(`[data-cell="texts/progress"]`, "按期推进")
	tab.See(`[data-save-status="saved"]`)
	tab.Click(`#entry .btn-primary`)
	tab.See(`.flash`)
	e, err := d.Reports.Open(t.Context(), d.As(people.Liaison, "yexian"), id)
	d.Must(err)
	if over := e.Sent.Overrides(); len(over) != 1 || over[0].Reason != "not_recorded" {
		t.Errorf("sent with %+v", over)
	}
}

// The city's total opens to an entry in three clicks.
func TestJourneyFromATotalToAnEntry(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	id := september(d)
	_, err := d.Reports.Submit(t.Context(), d.As(people.Liaison, "yexian"), id, report.Sending{Cells: map[string]string{"texts/progress": "按期推进"}})
	d.Must(err)
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}))
	d.Browse(tab, d.Sit(t, people.Office, "PDS", "office"))
	tab.Visit(d.Server.URL + "/figures")
	tab.Click(`tfoot a[href*="figure=person_times"], tr.sum a[href*="figure=person_times"]`)
	tab.See(`table.parts`)
	tab.Shot("derive-parts")
	tab.Click(`a[href*="/figures/entries"]`)
	tab.See(`tbody a[href*="/ledger/entries/"]`)
	tab.Shot("derive-entries")
	tab.Axe()
	tab.Click(`tbody a[href*="/ledger/entries/"]`)
	tab.Gone(`.sum-opened`)
	if at := webtest.Eval[string](tab, `location.pathname`); len(at) < len("/ledger/entries/x") {
		t.Errorf("three clicks lead to %s", at)
	}
}
