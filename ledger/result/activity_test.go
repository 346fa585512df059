package result_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/ledger/result"
)

func TestH39SessionsAndPersonTimesApartFromPersons(t *testing.T) {
	play(t, func(w *world) {
		w.held("skill", "sessions", "2", "person_times", "80", "persons", "45", "topic", "大棚西瓜")
		w.held("skill", "sessions", "1", "person_times", "46", "persons", "46")
		w.held("industry", "sessions", "9", "person_times", "9")
		l := w.line("skill")
		if l.Sums["sessions"] != 3 || l.Sums["person_times"] != 126 || l.Sums["persons"] != 91 || l.N != 2 {
			t.Errorf("培训 %d 期 %d 人次, %d 人 in %d activities; want 3 期 126 人次, 91 人 in 2", l.Sums["sessions"], l.Sums["person_times"], l.Sums["persons"], l.N)
		}
	})
}

func TestH40HouseholdsWithASkillAreAnOptionalOutcome(t *testing.T) {
	play(t, func(w *world) {
		w.held("skill")
		w.held("skill", "skilled", "7")
		if l := w.line("skill"); l.Sums["skilled"] != 7 || l.N != 2 {
			t.Errorf("%d households in %d activities, want 7 in 2", l.Sums["skilled"], l.N)
		}
	})
}

func TestH41ConsultationsAndMedicineWithoutAnybodysHealth(t *testing.T) {
	play(t, func(w *world) {
		b, err := w.Ledger.Book(t.Context(), w.liaison, w.Campaign, "activities")
		w.Must(err)
		if f, _ := b.Field("outcome"); !f.Health {
			t.Error("the free text warns of no health details")
		}
		w.held("health", "consulted", "60", "medicine", "0.35")
		if l := w.line("health"); l.Sums["consulted"] != 60 || l.Sums["medicine"] != 350_000 {
			t.Errorf("health %v, want 60 consultations and 0.35 万元", l.Sums)
		}
	})
}

func TestH42RoundsAreChasedByTheUnitAlone(t *testing.T) {
	play(t, func(w *world) {
		r := w.has("rounds", "name", "送医上门", "line", "health", "every", "month", "from", "2019-05-01")
		w.held("health", "round", string(r.ID), "day", "2019-08-31")
		d := w.look()
		if len(d.Rounds) != 1 || d.Rounds[0].Due != stage.Date("2019-09-30") || d.Rounds[0].Overdue {
			t.Fatalf("on the day it is due: %+v", d.Rounds)
		}
		w.At("2019-10-01 09:00")
		if d = w.look(); !d.Rounds[0].Overdue {
			t.Errorf("the day after it is overdue: %+v", d.Rounds[0])
		}
		if d = w.lookAs(w.office); len(d.Rounds) != 0 {
			t.Errorf("the office sees %+v", d.Rounds)
		}
	})
}

func TestRoundsAreDueAfterTheirPeriod(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ last, every, want string }{
		{"2019-01-31", "month", "2019-02-28"},
		{"2020-01-31", "month", "2020-02-29"},
		{"2019-12-15", "month", "2020-01-15"},
		{"2019-11-30", "quarter", "2020-02-29"},
		{"2019-08-31", "half_year", "2020-02-29"},
		{"2019-12-28", "week", "2020-01-04"},
		{"2019-02-20", "half_month", "2019-03-07"},
	} {
		if got := result.Due(stage.Date(c.last), c.every); got != stage.Date(c.want) {
			t.Errorf("%s and a %s: %s, want %s", c.last, c.every, got, c.want)
		}
	}
}

func TestH43CountsBySchool(t *testing.T) {
	play(t, func(w *world) {
		w.held("education", "school", "刘桥小学", "classes", "3", "suggestions", "5")
		w.held("education", "school", "刘桥小学", "classes", "1", "suggestions", "2")
		w.held("education", "school", "百善中学", "suggestions", "1")
		d := w.look()
		if len(d.Schools) != 2 {
			t.Fatalf("schools %+v, want 2", d.Schools)
		}
		for _, s := range d.Schools {
			if s.Name == "刘桥小学" && (s.Visits != 2 || s.Classes != 4 || s.Proposals != 7) {
				t.Errorf("%+v, want 2 activities, 4 classes and 7 suggestions", s)
			}
		}
	})
}

func TestH46TwoPairingsOfAVillageAndNoJobTwice(t *testing.T) {
	play(t, func(w *world) {
		one := w.has("pairings", "kind", "enterprise_village", "side", "矿业集团", "point", string(w.village), "from", "2019-01-10", "jobs", "30")
		w.has("pairings", "kind", "enterprise_village", "side", "口子酒业", "point", string(w.village), "from", "2019-02-10", "jobs", "12")
		w.held("pairing", "pairing", string(one.ID), "jobs", "30") // says the same jobs again
		d := w.look()
		if len(d.Paired) != 1 || len(d.Paired[0].Pairs) != 2 || d.Paired[0].Jobs != 42 {
			t.Errorf("paired %+v, want both pairs and 42 jobs", d.Paired)
		}
	})
}

func TestH47AMemberIsOnTheRoster(t *testing.T) {
	play(t, func(w *world) {
		team := w.has("teams", "name", "濉溪县劳模扶贫志愿服务队", "founded_on", "2019-01-05", "leader", string(w.lead))
		if _, err := w.Enter(w.liaison, "members", "suixi", "team", string(team.ID), "honouree", "李不在册", "joined_on", "2019-01-06"); !fault.Is(err, fault.Invalid) {
			t.Errorf("a member who is on no roster answers %v", err)
		}
		w.has("members", "team", string(team.ID), "honouree", string(w.lead), "joined_on", "2019-01-06")
		if d := w.look(); len(d.Teams) != 1 || len(d.Teams[0].Members) != 1 {
			t.Errorf("teams %+v, want one with one member", d.Teams)
		}
	})
}

func TestH47aATeamWithoutACharter(t *testing.T) {
	play(t, func(w *world) {
		w.has("teams", "name", "甲队", "founded_on", "2019-01-05")
		w.has("teams", "name", "乙队", "founded_on", "2019-01-05", "charter", "奉献、友爱、互助、进步")
		charters := map[string]bool{}
		for _, team := range w.look().Teams {
			charters[team.Name] = team.Charter
		}
		if len(charters) != 2 || charters["甲队"] || !charters["乙队"] {
			t.Errorf("charters %v", charters)
		}
	})
}

func TestH48HoursSumByMember(t *testing.T) {
	play(t, func(w *world) {
		team := string(w.has("teams", "name", "甲队", "founded_on", "2019-01-05").ID)
		other := string(w.honouree("王立新"))
		for _, honouree := range []string{string(w.lead), other} {
			w.has("members", "team", team, "honouree", honouree, "joined_on", "2019-01-06")
		}
		serve := func(honouree, day, hours string) {
			w.has("services", "team", team, "honouree", honouree, "day", day, "place", "刘桥村", "hours", hours)
		}
		serve(string(w.lead), "2019-03-01", "2.5")
		serve(string(w.lead), "2019-04-01", "4")
		serve(other, "2019-04-01", "1")
		serve(other, "2018-12-30", "8") // another year
		d := w.look()
		if len(d.Teams) != 1 || d.Teams[0].Hours != 75 || len(d.Teams[0].Members) != 2 {
			t.Fatalf("teams %+v", d.Teams)
		}
		if m := d.Teams[0].Members[0]; m.Hours != 65 || m.Services != 2 || m.Honouree != w.lead {
			t.Errorf("the first member %+v, want 6.5 hours in two services", m)
		}
	})
}

// An activity for employment is none of the five themes: it is reported with its
// direction, shown as «其他», and counts towards the yearly number.
func TestH11AnEmploymentActivityIsShownAsOther(t *testing.T) {
	play(t, func(w *world) {
		w.held("skill")
		fields := []string{"name", "招聘会", "day", "2019-05-21", "place", "刘桥村", "point", string(w.village), "led_by", string(w.lead), "person_times", "80"}
		_, err := w.Enter(w.liaison, "activities", "suixi", fields...)
		w.cites(err, "H-11")
		e := w.has("activities", append(fields, "direction", "employment")...)
		w.Moved(w.office, e, "accept", "")
		if other := w.line(""); other.N != 1 || other.Sums["person_times"] != 80 {
			t.Errorf("on no line: %+v", other)
		}
		if d := w.look(); d.Lines[len(d.Lines)-1].ID != "" || w.line("skill").N != 1 {
			t.Errorf("lines: %+v", d.Lines)
		}
		c, err := w.Quotas.Count(t.Context(), w.liaison, quota.Question{Campaign: w.Campaign, Year: 2019})
		w.Must(err)
		if got := c.Groups[0].Rows[0]; got.N != 1 || got.Unit.ID != w.Unit("suixi") {
			t.Errorf("towards the yearly number: %+v", got)
		}
	})
}
