package roster_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/people"
)

// world is a stage with a roster.
type world struct {
	*stage.Stage
	t      *testing.T
	office people.Actor
}

// both plays a test on both engines.
func both(t *testing.T, play func(*world)) {
	t.Helper()
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:41")
		play(&world{s, t, s.AsBody(people.Office, "PDS", "office")})
	})
}

// has records an entry of a unit, its fields in pairs of name and text.
func (w *world) has(register, unit string, fields ...string) ledger.Entry {
	w.t.Helper()
	return w.Entered(w.office, register, unit, fields...)
}

// honouree records a model worker of a county.
func (w *world) honouree(unit, name, level, industry string, more ...string) ledger.Entry {
	w.t.Helper()
	return w.has("honourees", unit, append([]string{"name", name, "family", "model_worker", "level", level, "industry", industry, "year", "2016"}, more...)...)
}

func (w *world) look(who people.Actor, unit string) roster.Roster {
	w.t.Helper()
	r, err := w.Roster.Look(w.t.Context(), who, w.Campaign, w.Unit(unit))
	w.Must(err)
	return r
}

// answers lets honourees answer the campaign in one click.
func (w *world) answers(status, reason string, picked ...ledger.EntryID) int {
	w.t.Helper()
	n, err := w.Roster.Participate(w.t.Context(), w.office, w.Campaign, picked, status, reason)
	w.Must(err)
	return n
}

// Who has two honours, in one register or in two, is counted once; the share
// that takes part is that of the unit with all below it.
func TestP05AnHonoureeCountsOnce(t *testing.T) {
	both(t, func(w *world) {
		one := w.honouree("yexian", "张大山", "municipal", "agriculture", "identity", "410422197001011237")
		two := w.honouree("xuexiao", "李秀英", "county", "education")
		three := w.honouree("yexian", "王海", "provincial", "mining")
		w.honouree("lushan", "赵强", "national", "mining")
		w.has("honours", "yexian", "honouree", string(one.ID), "family", "may_day", "level", "national", "year", "2017")
		if n := w.answers("joined", "", one.ID, two.ID); n != 2 {
			t.Errorf("%d answers, want 2", n)
		}
		if n := w.answers("joined", "", one.ID, two.ID); n != 0 {
			t.Errorf("the same click again changes %d", n)
		}
		w.answers("declined", "年事已高", three.ID)
		r := w.look(w.office, "yexian")
		if r.Total != (roster.Standing{Registered: 3, Joined: 2, Declined: 1}) {
			t.Errorf("叶县: %+v, want 3 registered, 2 joined, 1 declined", r.Total)
		}
		if all := w.look(w.office, "PDS"); all.Total.Registered != 4 || all.Total.Joined != 2 {
			t.Errorf("the city: %+v, want 4 and 2", all.Total)
		}
		own := w.look(w.As(people.Liaison, "yexian"), "yexian")
		if own.Total != r.Total {
			t.Errorf("its liaison reads %+v, the office %+v", own.Total, r.Total)
		}
		if _, err := w.Roster.Look(t.Context(), w.As(people.Liaison, "yexian"), w.Campaign, w.Unit("lushan")); !fault.Is(err, fault.NotFound) {
			t.Errorf("a liaison looks into another county: %v", err)
		}
		if _, err := w.Roster.Participate(t.Context(), w.office, w.Campaign, []ledger.EntryID{two.ID, three.ID}, "declined", ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("declined without a reason: %v", err)
		}
		if again := w.look(w.office, "yexian"); again.Total != r.Total {
			t.Errorf("a refusal half done: %+v, was %+v", again.Total, r.Total)
		}
	})
}

// The mobilisation of model workers is counted like that for every unit.
func TestH10ParticipationPerUnit(t *testing.T) {
	both(t, func(w *world) {
		a, b := w.honouree("yexian", "张大山", "municipal", "agriculture"), w.honouree("xuexiao", "李秀英", "county", "education")
		w.answers("invited", "", a.ID, b.ID)
		w.answers("joined", "", b.ID)
		r := w.look(w.office, "PDS")
		var got *roster.UnitStanding
		for i := range r.Units {
			if r.Units[i].Unit.ID == w.Unit("yexian") {
				got = &r.Units[i]
			}
		}
		if got == nil || got.Standing != (roster.Standing{Registered: 2, Joined: 1, Invited: 1}) {
			t.Errorf("叶县 below the city: %+v", got)
		}
	})
}

// The table by industry and level is computed from the roster, each person at
// the highest level.
func TestP17AnalysisIsComputed(t *testing.T) {
	both(t, func(w *world) {
		one := w.honouree("yexian", "张大山", "county", "agriculture")
		w.has("honours", "yexian", "honouree", string(one.ID), "family", "may_day", "level", "provincial", "year", "2017")
		w.honouree("yexian", "李秀英", "county", "agriculture")
		w.honouree("lushan", "王海", "national", "mining")
		r := w.look(w.office, "PDS")
		for cell, want := range map[roster.Cell]int{
			{Industry: "agriculture", Level: "provincial"}: 1, {Industry: "agriculture", Level: "county"}: 1,
			{Industry: "mining", Level: "national"}: 1, {Industry: "agriculture", Level: roster.All}: 2, {Industry: roster.All, Level: roster.All}: 3,
			{Industry: "mining", Level: "county"}: 0,
		} {
			if got := r.Persons[cell]; got != want {
				t.Errorf("%+v: %d, want %d", cell, got, want)
			}
		}
		if len(r.Industries) != 2 || r.Industries[0] != "agriculture" {
			t.Errorf("industries %v, want the largest first", r.Industries)
		}
	})
}

// A studio leads a project, and is found by its strength.
func TestP06AStudioLeadsAProject(t *testing.T) {
	both(t, func(w *world) {
		lead := w.honouree("yexian", "张大山", "municipal", "agriculture", "strengths", "talent")
		studio := w.has("collectives", "yexian", "kind", "studio", "name", "张大山创新工作室", "lead", string(lead.ID), "strengths", "industry,innovation")
		w.has("collectives", "yexian", "kind", "pioneer", "name", "先锋号班组", "strengths", "project")
		project := w.has("projects", "yexian", "name", "大棚蔬菜", "line", "industry", "lead", string(studio.ID))
		p, err := w.Ledger.List(t.Context(), w.office, ledger.Query{Campaign: w.Campaign, Register: "collectives", Marks: map[string][]string{"strengths": {"industry"}}})
		w.Must(err)
		if len(p.Entries) != 1 || p.Entries[0].ID != studio.ID {
			t.Errorf("strength industry finds %d, want the studio", len(p.Entries))
		}
		o, err := w.Ledger.Open(t.Context(), w.office, project.ID)
		w.Must(err)
		if o.Names[string(studio.ID)] != "张大山创新工作室" {
			t.Errorf("the project is led by %v", o.Names)
		}
		w.answers("joined", "", studio.ID)
		if r := w.look(w.office, "PDS"); r.Total.Registered != 1 {
			t.Errorf("a collective counts as %d honourees", r.Total.Registered-1)
		}
	})
}

// The line is that of the record's year; that of another year is never taken.
func TestH28TheLineOfTheRecordsYear(t *testing.T) {
	t.Parallel()
	lines := []book.ExitLine{
		{Year: 2018, Area: "安徽省", Amount: 299500, Source: "A"}, {Year: 2019, Area: "安徽省", Amount: 321800, Source: "B"},
		{Year: 2020, Area: "安徽省", Amount: 400000}, {Year: 2020, Area: "河南省", Amount: 410000},
	}
	for name, c := range map[string]struct {
		area, year, income string
		want               roster.Verdict
		line               int64
	}{
		"over the line of 2018":       {"", "2018", "310000", roster.Above, 299500},
		"the same income a year on":   {"", "2019", "310000", roster.Under, 321800},
		"at the line":                 {"", "2018", "299500", roster.Above, 299500},
		"a year without a line":       {"", "2017", "999999", roster.NoLine, 0},
		"two areas and none is named": {"", "2020", "405000", roster.NoLine, 0},
		"the area decides":            {"安徽省", "2020", "405000", roster.Above, 400000},
		"the other area":              {"河南省", "2020", "405000", roster.Under, 410000},
		"no income":                   {"", "2018", "", roster.NoIncome, 0},
		"no year":                     {"", "", "310000", roster.NoIncome, 0},
	} {
		if got := roster.Compare(lines, c.area, c.year, c.income); got.Verdict != c.want || got.Line != c.line {
			t.Errorf("%s: %s against %d, want %s against %d", name, got.Verdict, got.Line, c.want, c.line)
		}
	}
}

// Who may not record for a unit learns nothing of how its honourees answered,
// not even that they were asked.
func TestAnswersAreForWhoRecords(t *testing.T) {
	both(t, func(w *world) {
		one := w.honouree("yexian", "张大山", "municipal", "agriculture")
		w.answers("invited", "", one.ID)
		for _, status := range []string{"invited", "joined"} {
			for who, want := range map[string]fault.Kind{"lushan": fault.NotFound, "PDS": fault.Forbidden} {
				role := map[string]people.Role{"lushan": people.Liaison, "PDS": people.Viewer}[who]
				_, err := w.Roster.Participate(t.Context(), w.As(role, who), w.Campaign, []ledger.EntryID{one.ID}, status, "")
				if !fault.Is(err, want) {
					t.Errorf("%s by %s at %s: %v, want %s", status, role, who, err, want)
				}
			}
		}
	})
}
