package admin

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// second starts another campaign of the federation, with these units left out.
func second(t *testing.T, d *desktest.House, except ...organisation.UnitID) campaign.Campaign {
	t.Helper()
	pb, err := playbooks.Open("rural-revitalisation")
	d.Must(err)
	c, err := d.Campaigns.Launch(t.Context(), stage.Program, campaign.Start{Organiser: d.Root, Source: pb.Source, Except: except})
	d.Must(err)
	return c
}

// Two tabs show two campaigns: what a page sends goes to the one that it shows,
// and never to the one that the other tab took in hand since.
func TestWhatAPageSendsGoesToTheCampaignItShows(t *testing.T) {
	d := open(t)
	other := second(t, d)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/plan?campaign=" + string(d.Campaign)).Is(http.StatusOK).Says(`<body data-campaign="` + string(d.Campaign) + `"`)
	s.Get("/plan?campaign=" + string(other.ID)).Is(http.StatusOK).Says(`<body data-campaign="` + string(other.ID) + `"`)

	send := func(at string) desktest.Page {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		part, err := w.CreateFormFile("file", "方案.txt")
		d.Must(err)
		_, err = part.Write([]byte("试行方案\n一、报送\n从2018年6月起按月报送。\n"))
		d.Must(err)
		d.Must(w.Close())
		return s.Do(http.MethodPost, "/plan/document?campaign="+at, w.FormDataContentType(), &body)
	}
	attached := func(id campaign.ID) bool {
		_, err := d.Originals.Read(t.Context(), d.AsBody(people.Office, "PDS", "office"), id)
		if err != nil && !fault.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		return err == nil
	}
	send(string(d.Campaign)).Is(http.StatusSeeOther)
	if !attached(d.Campaign) || attached(other.ID) {
		t.Error("the document was attached to the campaign of the other tab")
	}
	s.Get("/plan").Says("已附上“方案.txt”", `<body data-campaign="`+string(d.Campaign)+`"`) // whoever sent it looks at what it did
	send("nowhere").Is(http.StatusNotFound)
	if attached(other.ID) {
		t.Error("a campaign that cannot be seen was replaced by another")
	}
}

// A request beside the forms names the campaign in a header.
func TestRequestsBesideTheFormsNameTheirCampaign(t *testing.T) {
	d := open(t)
	other := second(t, d)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/plan?campaign=" + string(other.ID)).Is(http.StatusOK)
	for at, status := range map[string]int{string(d.Campaign): http.StatusOK, "nowhere": http.StatusNotFound} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.House.Server.URL+"/matrix?obligation=monthly-report", nil)
		d.Must(err)
		r.Header.Set("X-Campaign", at)
		res, err := s.Client.Do(r)
		d.Must(err)
		d.Must(res.Body.Close())
		if res.StatusCode != status {
			t.Errorf("%s: status %d, want %d", at, res.StatusCode, status)
		}
	}
}

// Who has chosen no campaign gets the one in which something waits, by the
// earliest day; what waits in another one is named there.
func TestTheDefaultCampaignIsWhereSomethingWaits(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	other := second(t, d, d.Unit("lushan"))
	old, late := `<body data-campaign="`+string(d.Campaign)+`"`, `<body data-campaign="`+string(other.ID)+`"`
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	liaison.Get("/").Is(http.StatusOK).Says(old)
	liaison.Get("/?campaign="+string(other.ID)).Is(http.StatusOK).Says(late, "另一项活动“", "去办理", `href="/?campaign=`+string(d.Campaign)+`"`)
	liaison.Get("/").Says(late) // what was chosen stays
	d.Sit(t, people.Leader, "PDS", "").Get("/").Is(http.StatusOK).Says(late)
}

// A unit that is left out of the newest campaign and owes nothing anywhere is
// not led to it.
func TestTheDefaultCampaignIsNotOneThatLeavesTheUnitOut(t *testing.T) {
	d := open(t)
	other := second(t, d, d.Unit("lushan"))
	d.Must(d.Campaigns.Close(t.Context(), stage.Program, d.Campaign, 1))
	d.Sit(t, people.Liaison, "lushan", "").Get("/").Is(http.StatusOK).Says(`<body data-campaign="` + string(d.Campaign) + `"`)
	d.Sit(t, people.Liaison, "yexian", "").Get("/").Is(http.StatusOK).Says(`<body data-campaign="` + string(other.ID) + `"`)
}

// A deadline stands out only when it is near.
func TestADeadlineIsRedWhenItIsNear(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	d.At("2018-09-10 10:00")
	s.Get("/").Says(`class="press"`).Lacks("press-now")
	d.At("2018-09-28 10:00")
	s.Get("/").Says(`class="press press-now"`)
}
