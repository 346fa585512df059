package tally_test

import (
	"maps"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/store"
)

// up is a tree of one day: the village below the county, both and the system
// below the city.
func up(u organisation.UnitID, _ calendar.Date) ([]organisation.UnitID, error) {
	return map[organisation.UnitID][]organisation.UnitID{
		"village": {"village", "county", "city"}, "county": {"county", "city"}, "system": {"system", "city"}, "city": {"city"},
	}[u], nil
}

func TestAddCountsOnceForEach(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		parts    []tally.Part
		distinct bool
		want     map[organisation.UnitID]int64
	}{
		"up the tree": {[]tally.Part{{Unit: "village", N: 2}, {Unit: "county", N: 3}}, false,
			map[organisation.UnitID]int64{"village": 2, "county": 5, "city": 5}},
		"joint": {[]tally.Part{{Unit: "county", N: 4}, {Unit: "system", N: 4, Own: "county", Entry: "e"}}, false,
			map[organisation.UnitID]int64{"county": 4, "system": 4, "city": 4}},
		"joint with the one above": {[]tally.Part{{Unit: "village", N: 1}, {Unit: "county", N: 1, Own: "village", Entry: "e"}}, false,
			map[organisation.UnitID]int64{"village": 1, "county": 1, "city": 1}},
		"joint with two of one system": {[]tally.Part{{Unit: "system", N: 1}, {Unit: "county", N: 1, Own: "system", Entry: "e"}, {Unit: "village", N: 1, Own: "system", Entry: "e"}}, false,
			map[organisation.UnitID]int64{"system": 1, "village": 1, "county": 1, "city": 1}},
		"distinct": {[]tally.Part{{Unit: "village", N: 1, Item: "张"}, {Unit: "county", N: 1, Item: "张"}, {Unit: "system", N: 1, Item: "李"}}, true,
			map[organisation.UnitID]int64{"village": 1, "county": 1, "system": 1, "city": 2}},
	} {
		sums, err := tally.Add(c.parts, c.distinct, up)
		if err != nil {
			t.Fatal(err)
		}
		got := map[organisation.UnitID]int64{}
		for cell, n := range sums {
			got[cell.Unit] += n
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What a unit did stays with the union it stood below on that day.
func TestCountFollowsTheTreeOfTheDay(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		who := s.As(people.Office, "PDS")
		held := func(day, sessions string) {
			t.Helper()
			s.Entered(who, "activities", "xuexiao", "name", "培训"+day, "day", day, "line", "skill", "place", "叶县", "sessions", sessions)
		}
		held("2018-07-01", "2")
		_, err := s.Units.Move(t.Context(), stage.Program, organisation.Moving{
			Unit: s.Unit("xuexiao"), Hierarchy: organisation.ByCounty, Parent: s.Unit("lushan"), From: stage.Date("2018-08-01"), Revision: 1,
		})
		s.Must(err)
		held("2018-09-01", "5")
		var sums tally.Sums
		s.Must(s.DB.View(t.Context(), func(tx *store.Tx) (err error) {
			q := tally.Ask(s.Root, s.Campaign, register.Source{Register: "activities", Sum: "sessions"})
			q.To = stage.Date("2018-12-31")
			sums, err = tally.Count(tx, q)
			return err
		}))
		for unit, want := range map[string]int64{"yexian": 2, "lushan": 5, "xuexiao": 7, "jiaoyu": 7, "PDS": 7} {
			if got := sums.Over(s.Unit(unit), "skill", ""); got != want {
				t.Errorf("%s has %d sessions, want %d", unit, got, want)
			}
		}
	})
}
