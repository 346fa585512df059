package admin

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// pressed is a preparation whose launch was pressed and is not carried out yet;
// it returns where the answer leads.
func pressed(t *testing.T, d *desktest.House, s *desktest.Seat) (at, to string) {
	t.Helper()
	at = s.Post("/campaigns/new", "template", "pingdingshan-2018").Is(http.StatusSeeOther).Header.Get("Location")
	rev := desktest.RevisionOn(s.Get(at+"/launch").Is(http.StatusOK), at+"/launch")
	d.Idle.Store(true)
	return at, s.Post(at+"/launch", "revision", rev).Is(http.StatusSeeOther).Header.Get("Location")
}

// A launch that takes its time is waited for on a page that leads on by itself.
func TestALongLaunchIsWaitedFor(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	at, to := pressed(t, d, s)
	if to != at+"/launching" {
		t.Fatalf("pressing it leads to %s", to)
	}
	s.Get("/campaigns/new").Says("启动中", "查看")
	for _, step := range []string{"", "/document", "/units", "/calendar", "/posts", "/launch"} {
		if on := s.Get(at + step).Is(http.StatusSeeOther).Header.Get("Location"); on != to {
			t.Errorf("step %q leads to %s", step, on)
		}
	}
	d.Sit(t, people.Viewer, "PDS", "").Get(to).Is(http.StatusForbidden)

	tab := webtest.Open(t)
	d.Browse(tab, s)
	tab.Visit(d.Server.URL + to)
	if n := tab.See(`.headline`); !strings.Contains(n, "5 个单位") {
		t.Errorf("the page says %q", n)
	}
	tab.Axe()
	tab.Shot("launch-waiting")
	s.Get(to).Is(http.StatusOK).Lacks("收回启动")
	_, err := d.Jobs.Drain(t.Context())
	d.Must(err)
	if said := tab.See(`.flash`); !strings.Contains(said, "已启动") {
		t.Errorf("it leads to a page that says %q", said)
	}
}

// One that fails says why, and one that nobody carries out is taken back.
func TestALaunchThatComesToNothing(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	at, to := pressed(t, d, s)
	d.At(time.Date(2018, 6, 1, 9, 6, 0, 0, time.UTC).Format("2006-01-02 15:04"))
	s.Get(to).Is(http.StatusOK).Says("收回启动")
	if on := s.Post(at + "/withdraw").Is(http.StatusSeeOther).Header.Get("Location"); on != to {
		t.Errorf("taken back, it leads to %s", on)
	}
	if on := s.Get(to).Is(http.StatusSeeOther).Header.Get("Location"); on != at+"/launch" {
		t.Errorf("what was taken back leads to %s", on)
	}
	rev := desktest.RevisionOn(s.Get(at+"/launch").Is(http.StatusOK), at+"/launch")
	other := d.Sit(t, people.OfficeDirector, "PDS", "office")
	other.Post(at+"/launch", "revision", rev).Is(http.StatusSeeOther)
	acc, err := d.People.ActorOf(t.Context(), other.Account, stage.Program.Origin)
	d.Must(err)
	_, err = d.People.Disable(t.Context(), stage.Program, other.Account, acc.Revision)
	d.Must(err)
	_, err = d.Jobs.Drain(t.Context())
	d.Must(err)
	s.Get(at+"/launch").Is(http.StatusOK).Says("启动未成", "已不能启动活动")
	s.Get("/campaigns/new").Says("启动未成")
}
