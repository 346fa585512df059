package demo_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/pingdingshan"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// A day in the first campaign alone: two days before the September reports are due.
func TestSeptember2018(t *testing.T) {
	t.Parallel()
	s := fill(t, "2018-09-28")
	t.Run("units and accounts", s.testCast)
	t.Run("progress", s.testProgress)
	t.Run("liaisons", s.testLiaisons)
	t.Run("the report of the journey", s.testJourney)
	t.Run("sealed", func(t *testing.T) {
		out := s.sealed(t)
		if err := out.Err(); err != nil || out.Placed < 2000 || out.Unplaced > 0 {
			t.Errorf("%d records, %v: %v", out.Placed, err, out.Findings)
		}
	})
	if now := s.Clock.Now(); now.Before(demo.Morning(s.Today)) || now.After(demo.Morning(s.Today).Add(time.Hour)) {
		t.Errorf("the clock shows %s", now)
	}
}

func (s *shown) testCast(t *testing.T) {
	tree, err := s.Units.Tree(t.Context(), s.office.Root, s.Today)
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]int{}
	for _, a := range s.accounts {
		roles[a.Role]++
		roles[a.Unit+" "+a.Role]++
	}
	for _, role := range people.Roles {
		if roles[string(role)] == 0 {
			t.Errorf("nobody is %s", role)
		}
	}
	count := map[organisation.Category]int{}
	for _, u := range tree.Nodes() {
		count[u.Category]++
		want := []people.Role{people.Liaison, people.UnitLeader}
		switch u.Category {
		case organisation.Federation:
			want = nil
		case organisation.Grassroots:
			want = []people.Role{people.Grassroots}
			if tree.CountyOf(u.ID) == "" || tree.IndustryOf(u.ID) == "" {
				t.Errorf("%s lacks a parent", u.Name)
			}
		}
		for _, role := range want {
			if roles[u.Code+" "+string(role)] != 1 {
				t.Errorf("%s has no %s", u.Name, role)
			}
		}
	}
	if count[organisation.County] != 10 || count[organisation.Zone] != 2 || count[organisation.Industry] != 12 || count[organisation.DirectEnterprise] != 18 {
		t.Errorf("units: %v", count)
	}
	bodies := []string{}
	for _, a := range s.accounts {
		if a.Body != nil && a.Role == string(people.Office) {
			bodies = append(bodies, *a.Body)
		}
	}
	if !slices.Equal(bodies, []string{"office", "leading-group-office"}) {
		t.Errorf("offices: %v", bodies)
	}
	if _, err := s.People.SignIn(t.Context(), "yexian", demo.Password, s.office.Origin); err != nil {
		t.Error(err)
	}
}

func (s *shown) testProgress(t *testing.T) {
	for period, most := range map[string]int{"2018-06": 42, "2018-07": 42, "2018-08": 42, "2018-09": 34} {
		w := s.words(t, campaign.Filter{Obligation: "monthly-report", Period: period})
		sent := w[campaign.WordSent] + w[campaign.WordLate] + w[campaign.WordReturned]
		if sent < 25 || sent > most {
			t.Errorf("%s: %v", period, w)
		}
		if period == "2018-09" && (w[campaign.WordReturned] == 0 || w[campaign.WordDraft] < 3 || w[campaign.WordOpen] < 3) {
			t.Errorf("%s: %v", period, w)
		}
	}
	all := s.words(t, campaign.Filter{})
	for _, word := range []campaign.Word{campaign.WordSent, campaign.WordLate, campaign.WordMissing, campaign.WordReturned, campaign.WordDraft, campaign.WordOpen, campaign.WordNotOpen} {
		if all[word] == 0 {
			t.Errorf("nothing is %s: %v", word, all)
		}
	}
	if due := all[campaign.WordSent] + all[campaign.WordLate] + all[campaign.WordMissing]; all[campaign.WordSent]*100 < due*85 {
		t.Errorf("too few in time: %v", all)
	}
	if w := s.words(t, campaign.Filter{Obligation: "exchange-meeting"}); w[campaign.WordSent] != 1 {
		t.Errorf("exchange meeting: %v", w)
	}
	meeting := s.duties(t, campaign.Filter{Obligation: "exchange-meeting"}).Items[0]
	if held := (calendar.Date{Year: 2018, Month: time.August, Day: 28}); meeting.Held != held {
		t.Errorf("held on %s", meeting.Held)
	}
}

func (s *shown) testLiaisons(t *testing.T) {
	views, err := s.Posts.Liaisons(t.Context(), s.office, s.campaign)
	if err != nil {
		t.Fatal(err)
	}
	none, deputies := 0, 0
	for _, v := range views {
		if v.Liaison == nil {
			none++
		}
		if v.Deputy != nil {
			deputies++
		}
	}
	if len(views) != 42 || none != 1 || deputies == 0 {
		t.Errorf("%d units, %d without a liaison, %d deputies", len(views), none, deputies)
	}
}

// The liaison of 叶县 finds the report of September empty but for the stocks of
// August.
func (s *shown) testJourney(t *testing.T) {
	who := s.actor(t, "yexian")
	yexian := who.Grants[0].Unit
	page := s.duties(t, campaign.Filter{Unit: yexian, Obligation: "monthly-report", Period: "2018-09"})
	if len(page.Items) != 1 {
		t.Fatalf("%d duties", len(page.Items))
	}
	if st := page.Items[0].Standing(page.Now, page.Zone); st.Word != campaign.WordOpen {
		t.Errorf("it is %s", st.Word)
	}
	e, err := s.Reports.Open(t.Context(), who, page.Items[0].Duty.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !e.May.Fill || !e.May.Send || len(e.Before.Cells) == 0 || len(e.Content.Cells) == 0 {
		t.Errorf("may %+v, before %v, carried %v", e.May, e.Before, e.Content)
	}
}

// The same day gives the same story, and an earlier day its beginning.
func TestSameStory(t *testing.T) {
	t.Parallel()
	first, again, earlier := fill(t, "2018-06-13").story(t), fill(t, "2018-06-13").story(t), fill(t, "2018-06-07").story(t)
	if !slices.Equal(first, again) {
		t.Error("the same day was told twice in different ways")
	}
	for _, line := range earlier {
		if !slices.Contains(first, line) {
			t.Errorf("%s is not in the longer story", line)
		}
	}
}

// story lists what was first sent, by whom and when.
func (s *shown) story(t *testing.T) []string {
	t.Helper()
	page := s.duties(t, campaign.Filter{})
	var out []string
	for _, it := range page.Items {
		if it.First.IsZero() {
			continue
		}
		n, _ := page.Tree.Unit(it.Duty.Unit)
		out = append(out, fmt.Sprintf("%s %s %s %s %s", n.Code, it.Obligation, it.Form, it.Period, it.First.UTC()))
	}
	slices.Sort(out)
	return out
}

func TestBeforeTheCampaign(t *testing.T) {
	t.Parallel()
	if _, err := demo.Fill(t.Context(), demo.World{Today: pingdingshan.Issued.AddDays(-1)}, scripts(t)...); err == nil {
		t.Error("a day before the campaign was filled")
	}
}

func TestClock(t *testing.T) {
	t.Parallel()
	wall := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	c := demo.NewClock(demo.Morning(pingdingshan.Issued), func() time.Time { return wall })
	wall = wall.Add(time.Hour)
	if got := c.Now(); !got.Equal(demo.Morning(pingdingshan.Issued)) {
		t.Errorf("a standing clock shows %s", got)
	}
	c.Start(demo.Morning(pingdingshan.Issued))
	wall = wall.Add(90 * time.Minute)
	if got, want := c.Now(), demo.Morning(pingdingshan.Issued).Add(90*time.Minute); !got.Equal(want) {
		t.Errorf("a running clock shows %s, want %s", got, want)
	}
	c.Set(demo.Morning(pingdingshan.Issued))
	wall = wall.Add(time.Hour)
	if got := c.Now(); !got.Equal(demo.Morning(pingdingshan.Issued)) {
		t.Errorf("a stopped clock shows %s", got)
	}
}
