package result_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/result"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestH22TwelveOfFifteenMeasuresAndTheMoneySpent(t *testing.T) {
	play(t, func(w *world) {
		for i := range 15 {
			e := w.has("measures_taken", "name", "措施"+strconv.Itoa(i), "kind", "enabling", "day", "2019-03-01", "point", string(w.village))
			if i < 12 {
				w.Moved(w.liaison, e, "implement", "")
			}
		}
		w.has("contributions", "day", "2019-03-02", "kind", "money", "source", "union", "amount", "60", "line", "industry")
		w.has("contributions", "day", "2019-04-02", "kind", "money", "source", "society", "amount", "40", "line", "industry")
		p := w.has("projects", "name", "大棚", "line", "industry")
		w.has("steps", "project", string(p.ID), "day", "2019-06-01", "text", "钢架完工", "spent", "86")
		d := w.look()
		if used, ok := d.Used(); d.Implemented != 12 || d.Planned != 15 || used != 86 || !ok {
			t.Errorf("%d of %d measures, %d%% of the money; want 12 of 15 and 86%%", d.Implemented, d.Planned, used)
		}
		// The figures open to their entries.
		list, err := w.Ledger.List(t.Context(), w.liaison, ledger.Query{Campaign: w.Campaign, Register: "measures_taken", States: []string{"implemented"}})
		w.Must(err)
		if len(list.Entries) != 12 {
			t.Errorf("%d entries lie behind the 12", len(list.Entries))
		}
	})
}

func TestH24TagsAreCounted(t *testing.T) {
	play(t, func(w *world) {
		w.held("skill", "tags", "aspiration")
		w.held("skill", "tags", "aspiration,knowledge")
		w.held("skill")
		if d := w.look(); d.Tags["aspiration"] != 2 || d.Tags["knowledge"] != 1 {
			t.Errorf("tags %v, want 2 and 1", d.Tags)
		}
	})
}

func TestH25ProjectsByStateAndAnEffectWithEvidence(t *testing.T) {
	play(t, func(w *world) {
		p := w.has("projects", "name", "大棚", "line", "industry")
		p = w.Moved(w.liaison, p, "approve", "")
		p = w.Moved(w.liaison, p, "start", "")
		if d := w.look(); d.Projects["running"] != 1 {
			t.Errorf("projects %v, want one that runs", d.Projects)
		}
		_, err := w.Ledger.Move(t.Context(), w.liaison, ledger.Pick{ID: p.ID, Revision: p.Revision}, ledger.Step{Move: "complete"})
		w.cites(err, "H-25") // neither an effect nor evidence
		p, err = w.Ledger.Correct(t.Context(), w.liaison, p.ID, p.Revision, map[string]string{"effect": "带动20户增收"}, "")
		w.Must(err)
		_, err = w.Ledger.Move(t.Context(), w.liaison, ledger.Pick{ID: p.ID, Revision: p.Revision}, ledger.Step{Move: "complete"})
		w.cites(err, "H-25") // no evidence
	})
}

func TestH26FourAspects(t *testing.T) {
	play(t, func(w *world) {
		b, err := w.Ledger.Book(t.Context(), w.liaison, w.Campaign, "infrastructure")
		w.Must(err)
		f, _ := b.Field("aspects")
		if want := []string{"life", "industry", "project", "transport"}; !slices.Equal(f.Options, want) || !f.Several {
			t.Errorf("the form offers %v, want %v, several of them", f.Options, want)
		}
		w.has("infrastructure", "name", "通村路", "point", string(w.village), "day", "2019-07-01", "aspects", "life,transport", "effect", "农产品当天进城")
		if d := w.look(); d.Aspects["life"] != 1 || d.Aspects["transport"] != 1 || len(d.Aspects) != 2 {
			t.Errorf("aspects %v", d.Aspects)
		}
	})
}

func TestH27VillageIncomeBeforeAndAfter(t *testing.T) {
	play(t, func(w *world) {
		if _, err := w.Enter(w.liaison, "village_years", "suixi", "point", string(w.village), "year", "2018", "income", "3.1"); !fault.Is(err, fault.Invalid) {
			t.Errorf("an income without its document answers %v", err)
		}
		w.has("village_years", "point", string(w.village), "year", "2019", "income", "5.6", "document", "村级财务公开表2019")
		w.has("village_years", "point", string(w.village), "year", "2018", "income", "3.1", "document", "村级财务公开表2018")
		d := w.look()
		if len(d.Villages) != 1 || len(d.Villages[0].Years) != 2 {
			t.Fatalf("villages %+v", d.Villages)
		}
		before, after := d.Villages[0].Years[0], d.Villages[0].Years[1]
		if before.Year != 2018 || before.Amount != 3_100_000 || after.Amount != 5_600_000 || after.Document != "村级财务公开表2019" {
			t.Errorf("before %+v, after %+v", before, after)
		}
	})
}

func TestH27aTheShareOfEnablingMeasures(t *testing.T) {
	play(t, func(w *world) {
		if _, ok := w.look().Share(); ok {
			t.Error("no measures have a share")
		}
		for i, kind := range []string{"enabling", "enabling", "gift"} {
			w.has("measures_taken", "name", "措施"+strconv.Itoa(i), "kind", kind, "day", "2019-03-01", "point", string(w.village))
		}
		if n, ok := w.look().Share(); n != 67 || !ok {
			t.Errorf("the share is %d%%, want 67%%", n)
		}
	})
}

func TestH46aResourcesBySource(t *testing.T) {
	play(t, func(w *world) {
		w.has("contributions", "day", "2019-03-02", "kind", "money", "source", "union", "amount", "1.5", "line", "pairing", "point", string(w.village), "households", "12")
		w.has("contributions", "day", "2019-03-03", "kind", "money", "source", "honouree_unit", "amount", "2", "line", "pairing")
		w.has("contributions", "day", "2018-12-20", "kind", "money", "source", "union", "amount", "9", "line", "pairing") // another year
		if d := w.look(); d.Sources["union"] != 1_500_000 || d.Sources["honouree_unit"] != 2_000_000 || len(d.Sources) != 2 {
			t.Errorf("sources %v", d.Sources)
		}
	})
}

func TestAForeignUnitsDimensionsAreNoneOfAnybodysBusiness(t *testing.T) {
	s := stage.One(t)
	_, err := s.Results.Look(t.Context(), s.As(people.Liaison, "lushan"), result.About{Campaign: s.Campaign, Unit: s.Unit("yexian")})
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("it answers %v", err)
	}
}
