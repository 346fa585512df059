package result_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger"
)

// site is a base of a model worker in the village, not yet nominated.
func (w *world) site() ledger.Entry {
	w.t.Helper()
	return w.has("sites", "kind", "demo_base", "name", "刘桥西瓜基地", "place", "刘桥村", "line", "industry", "lead", string(w.lead), "point", string(w.village))
}

func TestH44ASiteWithTheHouseholdsItLedEachYear(t *testing.T) {
	play(t, func(w *world) {
		site := string(w.site().ID)
		w.has("base_years", "site", site, "year", "2019", "households", "31")
		w.has("base_years", "site", site, "year", "2018", "households", "18")
		d := w.look()
		if len(d.Sites) != 1 || len(d.Sites[0].Years) != 2 || d.Sites[0].Name != "刘桥西瓜基地" {
			t.Fatalf("bases %+v", d.Sites)
		}
		if y := d.Sites[0].Years; y[0].Year != 2018 || y[0].Households != 18 || y[1].Households != 31 {
			t.Errorf("years %+v, want 18 and then 31 households", y)
		}
		o, err := w.Ledger.Open(t.Context(), w.liaison, ledger.EntryID(site))
		w.Must(err)
		for _, r := range o.Related {
			if r.Register == "base_years" && r.Count == 2 {
				return
			}
		}
		t.Errorf("the base's page leads to %+v, want its two years", o.Related)
	})
}

func TestH44aTheScaleOfASiteIsOptional(t *testing.T) {
	play(t, func(w *world) {
		site := string(w.site().ID)
		w.has("base_years", "site", site, "year", "2018", "households", "18")
		w.has("base_years", "site", site, "year", "2019", "households", "31", "area", "120", "heads", "400")
		d := w.look()
		if len(d.Sites) != 1 || len(d.Sites[0].Years) != 2 {
			t.Fatalf("bases %+v", d.Sites)
		}
		if y := d.Sites[0].Years; y[0].HasArea || y[0].HasHeads || y[1].Area != 120 || y[1].Heads != 400 {
			t.Errorf("years %+v, want a scale in 2019 alone", y)
		}
	})
}

// A base is nominated with its reasons, reviewed, named by the office, and can
// lose its name.
func TestH45ASiteIsNamed(t *testing.T) {
	play(t, func(w *world) {
		site := w.site()
		move := func(e ledger.Entry, name string) error {
			_, err := w.Ledger.Move(t.Context(), w.office, ledger.Pick{ID: e.ID, Revision: e.Revision}, ledger.Step{Move: name})
			return err
		}
		if err := move(site, "name"); err == nil {
			t.Fatal("a base is named that nobody nominated")
		}
		w.cites(move(site, "nominate"), "H-45")
		site, err := w.Ledger.Correct(t.Context(), w.liaison, site.ID, site.Revision,
			map[string]string{"feature": "一村一品", "effect": "带动31户", "influence": "county"}, "")
		w.Must(err)
		site = w.Moved(w.liaison, site, "nominate", "")
		if _, err := w.Ledger.Move(t.Context(), w.liaison, ledger.Pick{ID: site.ID, Revision: site.Revision}, ledger.Step{Move: "review"}); err == nil {
			t.Error("the county reviews its own base")
		}
		w.cites(move(site, "review"), "H-45")
		site, err = w.Ledger.Correct(t.Context(), w.office, site.ID, site.Revision, map[string]string{"review": "现场查看属实", "decision": "办公会议纪要"}, "")
		w.Must(err)
		site = w.Moved(w.office, site, "review", "")
		site = w.Moved(w.office, site, "name", "")
		if site.State != "named" || site.Values["named_on"] != "2019-09-30" {
			t.Errorf("the base is %s since %s", site.State, site.Values["named_on"])
		}
		if site = w.Moved(w.office, site, "revoke", "停产一年"); site.State != "revoked" {
			t.Errorf("the base is %s, want revoked", site.State)
		}
	})
}

// Five themed activities, each of which takes entries of its own, and one team.
func TestH38FiveThemesAndATeam(t *testing.T) {
	play(t, func(w *world) {
		plus := 0
		for _, l := range w.look().Book.Lines {
			if l.Plus {
				plus++
				continue
			}
			w.held(l.ID)
		}
		w.has("teams", "name", "濉溪县劳模扶贫志愿服务队", "founded_on", "2019-01-05")
		themes := 0
		d := w.look()
		for _, l := range d.Lines {
			if !l.Plus && l.N == 1 {
				themes++
			}
		}
		if themes != 5 || plus != 1 || len(d.Teams) != 1 {
			t.Errorf("%d themes with an activity, %d lines of a team, %d teams; want 5, 1 and 1", themes, plus, len(d.Teams))
		}
	})
}
