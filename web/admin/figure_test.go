package admin

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// A total of the city is opened down to the cell of a report in three clicks.
func TestJourneyFromATotalToItsCell(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	accept := func(unit string) {
		it, _ := d.ReportSent(t, unit)
		d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), it.ID,
			report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}))
	}
	accept("yexian")
	accept("lushan")
	d.At("2018-07-31 10:00")
	_, err := d.Send(d.As(people.Liaison, "yexian"), d.Duty("yexian", "monthly-report", "2018-07", "").ID,
		map[string]string{"figures/skill/person_times": "1000", "figures/industry/projects": "2", "texts/progress": "进展"})
	d.Must(err)
	accepted := d.Duty("yexian", "monthly-report", "2018-07", "")
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), accepted.ID,
		report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}))

	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Office, "PDS", "office"))
	tab.Visit(d.Server.URL + "/")
	tab.Click(`nav a[href="/figures"]`)
	tab.See(`.bars .name`)
	if n := webtest.Eval[int](tab, `document.querySelectorAll(".trend a circle, .bars a rect").length`); n != 4 {
		t.Errorf("%d dots and bars are drawn and lead on, want two months and two units", n)
	}
	if n := webtest.Eval[int](tab, `document.querySelectorAll(".county-map svg path").length`); n != 10 {
		t.Errorf("the map has %d counties", n)
	}
	tab.Axe()
	tab.Shot("figures")

	for _, drawn := range []string{`.trend a:last-of-type`, `.bars a`} {
		tab.Click(drawn)
		tab.See(`.sum-opened`)
		tab.Click(`.head .btn:last-child`)
		tab.See(`.bars .name`)
	}

	const total = `.sum a[href*="figure=person_times"]`
	if said := tab.See(total); said != "1,624" {
		t.Errorf("the total is %s", said)
	}
	tab.Click(total)
	tab.See(`.sum-opened`)
	tab.Axe()
	tab.Shot("figures-units")
	tab.Click(`a[href*="at=yexian"]`)
	tab.See(`.sums a[href*="#cell-"]`)
	tab.Axe()
	tab.Shot("figures-cells")
	tab.Click(`tr:nth-child(2) a[href$="#cell-figures-skill-person_times"]`)
	if said := tab.See(`#cell-figures-skill-person_times:target`); said != "312" {
		t.Errorf("the cell says %s", said)
	}
	if colour := webtest.Eval[string](tab, `getComputedStyle(document.querySelector(":target")).backgroundColor`); colour != "rgb(255, 243, 196)" {
		t.Errorf("the cell is not marked: %s", colour)
	}
	tab.Axe()
	tab.Shot("figures-cell")
}
