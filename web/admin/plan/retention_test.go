package plan

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Once the years of a campaign are over the workbench says so to who lets the
// values go, whichever campaign is at hand, until they are gone; nobody else is
// told.
func TestTheWorkbenchSaysThatPersonalValuesHaveToGo(t *testing.T) {
	d := open(t)
	d.Director()
	office, county := d.Sit(t, people.Office, "PDS", "office"), d.Sit(t, people.Liaison, "yexian", "")
	r, err := d.Campaigns.Look(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	d.Must(d.Campaigns.Close(t.Context(), stage.Program, d.Campaign, r.Revision))
	office.Get("/").Is(http.StatusOK).Lacks("/retention?")
	d.At("2024-02-01 10:00")
	link := "/retention?campaign=" + string(d.Campaign)
	office.Get("/").Is(http.StatusOK).Says("结束已满 3 年，尚有 1 人的个人信息应当清除", link)
	county.Get("/").Is(http.StatusOK).Lacks("/retention?")
	d.Must(d.Retention.Confirm(t.Context(), d.AsBody(people.Office, "PDS", "office"), d.Campaign, 1))
	_, err = d.Jobs.Drain(t.Context())
	d.Must(err)
	office.Get("/").Is(http.StatusOK).Lacks("/retention?")
}
