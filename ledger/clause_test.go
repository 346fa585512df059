package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// huaibei plays a test on the second plan, on both engines.
func huaibei(t *testing.T, play func(*world)) {
	t.Helper()
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-03-20 09:00")
		play(&world{s, t})
	})
}

// money is what contributions to a project come to, by source, in 分.
func (w *world) money(who people.Actor, project ledger.EntryID, sources ...string) map[string]int64 {
	w.t.Helper()
	out := map[string]int64{}
	for _, source := range sources {
		n, err := w.Ledger.Sum(w.t.Context(), who, ledger.Query{Campaign: w.Campaign, Points: project},
			book.Source{Register: "contributions", Sum: "amount", Where: map[string][]string{"source": {source}, "kind": {"money"}}})
		w.Must(err)
		out[source] = n
	}
	return out
}

// An amount has its source: a contribution without one is refused, and what a
// project was given is told source by source.
func bySource(w *world, county people.Actor, unit, line, clause string) {
	w.t.Helper()
	p := w.has(county, "projects", unit, "name", "食用菌大棚", "line", line)
	for source, amount := range map[string]string{"union": "5", "society": "12"} {
		w.has(county, "contributions", unit, "day", w.Now().Format("2006-01-02"), "kind", "money", "source", source, "amount", amount, "line", line, "project", string(p.ID))
	}
	_, err := w.record(county, "contributions", unit, "day", w.Now().Format("2006-01-02"), "kind", "money", "amount", "3", "line", line, "project", string(p.ID))
	w.refused(err, fault.Invalid, "source", "")
	_, err = w.record(county, "contributions", unit, "day", w.Now().Format("2006-01-02"), "kind", "money", "source", "union", "persons", "3", "line", line)
	w.refused(err, fault.Invalid, "amount", clause)
	if got := w.money(county, p.ID, "union", "society"); got["union"] != 5_000_000 || got["society"] != 12_000_000 {
		w.t.Errorf("in 分: %v", got)
	}
}

func TestP03SocialMoneyBesideTheUnions(t *testing.T) {
	both(t, func(w *world) { bySource(w, w.As(people.Liaison, "yexian"), "yexian", "industry", "P-32") })
}

func TestH21EveryContributionHasItsSource(t *testing.T) {
	huaibei(t, func(w *world) { bySource(w, w.As(people.Liaison, "suixi"), "suixi", "industry", "H-21") })
}

func TestP07NoProjectIsApprovedWithoutAResource(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		e := w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry", "mode", "volunteer")
		_, err := w.move(county, e, "approve", "")
		w.refused(err, fault.Invalid, "resources", "P-07")
		e, err = w.correct(county, e, "resources", "technology")
		w.Must(err)
		if e = w.moved(county, e, "approve", ""); e.State != "approved" {
			t.Errorf("with one of the four it is %s", e.State)
		}
	})
}

func TestP12AProjectShowsThePlannedExitYearOfItsPoint(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		p := w.has(county, "points", "yexian", "code", "410422001", "county", "叶县", "village", "张庄村", "households", "61", "exit_year", "2019")
		e := w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry", "point", string(p.ID))
		if o := w.open(county, e.ID); !slices.Equal(o.Exits, []string{"2019"}) || o.Shown["point"] != "叶县 张庄村" {
			t.Errorf("shows %v of %q", o.Exits, o.Shown["point"])
		}
		b, err := w.Ledger.Book(t.Context(), county, w.Campaign, "projects")
		w.Must(err)
		for _, f := range b.Fields {
			if f.Type.Personal() || strings.Contains(f.ID, "exit") || slices.Contains(f.To, "households") {
				t.Errorf("a project asks for %s", f.ID)
			}
		}
	})
}

func TestP32SumsByKindAndMonth(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		p := w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry")
		give := func(day, kind, source string, more ...string) {
			w.has(county, "contributions", "yexian", append([]string{"day", day, "kind", kind, "source", source, "line", "industry", "project", string(p.ID)}, more...)...)
		}
		give("2018-08-31", "money", "union", "amount", "0.335")
		give("2018-09-01", "money", "union", "amount", "1.234567")
		give("2018-09-28", "people", "honouree", "persons", "6")
		give("2018-09-28", "goods", "society", "thing", "羊羔", "quantity", "40")
		sum := func(field, kind string, from, to string) int64 {
			n, err := w.Ledger.Sum(t.Context(), county, ledger.Query{Campaign: w.Campaign, Points: p.ID, From: stage.Date(from), To: stage.Date(to)},
				book.Source{Register: "contributions", Sum: field, Where: map[string][]string{"kind": {kind}}})
			w.Must(err)
			return n
		}
		for _, c := range []struct {
			field, kind, from, to string
			want                  int64
		}{
			{"amount", "money", "2018-08-01", "2018-08-31", 335_000}, {"amount", "money", "2018-09-01", "2018-09-30", 1_234_567},
			{"amount", "money", "2018-01-01", "2018-12-31", 1_569_567}, {"persons", "people", "2018-09-01", "2018-09-30", 6},
			{"quantity", "goods", "2018-09-01", "2018-09-30", 40}, {"persons", "money", "2018-01-01", "2018-12-31", 0},
		} {
			if got := sum(c.field, c.kind, c.from, c.to); got != c.want {
				t.Errorf("%s of %s, %s to %s: %d, want %d", c.field, c.kind, c.from, c.to, got, c.want)
			}
		}
	})
}

func TestP34WhoAskedForAProjectIsOptional(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		e := w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry")
		e, err := w.correct(county, e, "requested_by", "叶县脱贫攻坚指挥部")
		w.Must(err)
		if o := w.open(county, e.ID); o.Shown["requested_by"] != "叶县脱贫攻坚指挥部" {
			t.Errorf("shows %v", o.Shown)
		}
	})
}

// nominated is a site with what its nomination gives.
func nominated(more ...string) []string {
	return append([]string{"kind", "demo_site", "name", "食用菌示范点", "place", "张庄村", "line", "industry", "influence", "city",
		"feature", "一人一技", "effect", "带动 61 户"}, more...)
}

func TestP36ANominationGivesAReasonForEachOfThree(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		e := w.has(county, "sites", "yexian", nominated()...)
		_, err := w.move(county, e, "nominate", "")
		for _, quality := range []string{"renown", "standing", "firmness"} {
			w.refused(err, fault.Invalid, quality, "P-36")
		}
		e, err = w.correct(county, e, "renown", "市报两次报道", "standing", "收支两年持平", "firmness", "签了五年收购")
		w.Must(err)
		w.moved(county, e, "nominate", "")
		b, err := w.Ledger.Book(t.Context(), county, w.Campaign, "sites")
		w.Must(err)
		if b.Use.Labels["renown"] != "叫得响" || b.Use.Labels["standing"] != "站得住" || b.Use.Labels["firmness"] != "立得稳" {
			t.Errorf("the form calls them %v", b.Use.Labels)
		}
	})
}

func TestH04AnActivityHasATargetOrAReason(t *testing.T) {
	huaibei(t, func(w *world) {
		county := w.As(people.Liaison, "suixi")
		fields := []string{"name", "电商培训", "day", "2019-03-18", "line", "skill", "place", "刘桥镇"}
		_, err := w.record(county, "activities", "suixi", fields...)
		w.refused(err, fault.Invalid, "point", "H-04")
		w.has(county, "activities", "suixi", append(fields, "no_target", "面向全县贫困户")...)
		p := w.has(county, "points", "suixi", "code", "340621001", "county", "濉溪县", "village", "王堰村")
		w.has(county, "activities", "suixi", "name", "果树修剪", "day", "2019-03-19", "line", "skill", "place", "王堰村", "point", string(p.ID))
	})
}

func TestH07AnAssociationEnrolsUnderItsUnion(t *testing.T) {
	huaibei(t, func(w *world) {
		enrols(w, "association", "濉溪县养羊协会")
	})
}

func TestH64EveryKindOfParticipantIsCounted(t *testing.T) {
	huaibei(t, func(w *world) {
		for _, kind := range []string{"enterprise", "institution", "association", "cadre", "technician"} {
			enrols(w, kind, "濉溪县"+kind)
		}
	})
}

// enrols lets a participant join below its union, and reads the figure of its
// kind for the union and for another one.
func enrols(w *world, kind, body string) {
	w.t.Helper()
	grassroots, county := w.As(people.Grassroots, "liuqiao"), w.As(people.Liaison, "suixi")
	count := func(who people.Actor, unit string) int64 {
		n, err := w.Ledger.Sum(w.t.Context(), who, ledger.Query{Campaign: w.Campaign, Below: []organisation.UnitID{w.Unit(unit)}},
			book.Source{Register: "participants", Count: true, Where: map[string][]string{"kind": {kind}}})
		w.Must(err)
		return n
	}
	e := w.has(grassroots, "participants", "liuqiao", "kind", kind, "body", body, "joined_on", "2019-03-01", "persons", "12")
	if n := count(county, "suixi"); n != 0 {
		w.t.Errorf("%s counts before it is confirmed: %d", kind, n)
	}
	w.moved(county, e, "confirm", "")
	office := w.As(people.Office, "HB")
	if own, above, other := count(county, "suixi"), count(office, "HB"), count(office, "shijiao"); own != 1 || above != 1 || other != 0 {
		w.t.Errorf("%s: the county counts %d, the city %d, another %d", kind, own, above, other)
	}
}

func TestH12TheModesAreAnOpenListWithoutTheMarket(t *testing.T) {
	huaibei(t, func(w *world) {
		county := w.As(people.Liaison, "suixi")
		for _, mode := range []string{"volunteer", "donation", "other"} {
			w.has(county, "projects", "suixi", "name", "项目"+mode, "line", "industry", "mode", mode)
		}
		_, err := w.record(county, "projects", "suixi", "name", "市场项目", "line", "industry", "mode", "market")
		w.refused(err, fault.Invalid, "mode", "")
	})
}

func TestH34ANewsItemAsksForFourFieldsAtMost(t *testing.T) {
	huaibei(t, func(w *world) {
		grassroots := w.As(people.Grassroots, "liuqiao")
		b, err := w.Ledger.Book(t.Context(), grassroots, w.Campaign, "news")
		w.Must(err)
		if len(b.Fields) > 4 {
			t.Errorf("the form has %d fields", len(b.Fields))
		}
		e := w.has(grassroots, "news", "liuqiao", "name", "服务队下村", "day", "2019-03-19", "text", "上门修剪果树")
		if e = w.moved(w.As(people.Liaison, "suixi"), e, "confirm", ""); e.Counted.IsZero() {
			t.Error("without a photo it counts nowhere")
		}
	})
}

func TestH63OutreachIsListedByForm(t *testing.T) {
	huaibei(t, func(w *world) {
		county := w.As(people.Liaison, "suixi")
		w.has(county, "outreach", "suixi", "name", "宣讲会", "form", "lecture", "day", "2019-03-10", "reach", "240")
		w.has(county, "outreach", "suixi", "name", "专版", "form", "newspaper", "day", "2019-03-11")
		has(t, w.names(county, ledger.Query{Register: "outreach", Marks: map[string][]string{"form": {"lecture"}}}), "宣讲会")
		has(t, w.names(county, ledger.Query{Register: "outreach", Marks: map[string][]string{"form": {"newspaper", "lecture"}}, Desc: true}), "专版", "宣讲会")
	})
}

func TestH65ATypicalPersonIsProposedAtAnyTime(t *testing.T) {
	huaibei(t, func(w *world) {
		grassroots, office := w.As(people.Grassroots, "liuqiao"), w.As(people.Office, "HB")
		for _, day := range []string{"2019-03-19 23:50", "2020-11-01 08:00"} {
			w.At(day)
			e := w.has(grassroots, "cases", "liuqiao", "name", "张大山 "+day[:4], "kind", "person", "day", day[:10], "text", "带头领办合作社")
			if _, err := w.move(grassroots, e, "approve", ""); !fault.Is(err, fault.Forbidden) {
				t.Errorf("its own unit approves it: %v", err)
			}
			if e = w.moved(office, e, "approve", ""); e.Counted.IsZero() {
				t.Error("approved it counts nowhere")
			}
		}
	})
}

// A site goes from nomination over review to being named, and may lose the name.
// How many there may be is not decided until the office signs a number for the
// plan's «一批»; from then on no more are named.
func TestP11ASiteIsNamedUpToTheNumberDecided(t *testing.T) {
	both(t, func(w *world) {
		county, office := w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS")
		site := func(name string) ledger.Entry {
			fields := nominated("renown", "市报两次报道", "standing", "收支两年持平", "firmness", "签了五年收购")
			fields[3] = name
			return w.moved(county, w.has(county, "sites", "yexian", fields...), "nominate", "")
		}
		named := func(e ledger.Entry) (ledger.Entry, error) {
			e, err := w.correct(office, e, "review", "三项都达到", "decision", "助力办〔2018〕3号")
			w.Must(err)
			return w.move(office, w.moved(office, e, "review", ""), "name", "")
		}
		b, err := w.Ledger.Book(t.Context(), county, w.Campaign, "sites")
		w.Must(err)
		if m := b.Use.Most; m == nil || m.Number != 0 || m.Word != "一批" || m.Reading != "N-P12" {
			t.Fatalf("the number is %+v", m)
		}
		first := site("食用菌示范点")
		_, err = w.move(county, first, "review", "")
		w.refused(err, fault.Forbidden, "", "")
		first, err = named(first)
		w.Must(err)
		w.decided("number: open, word: 一批", "number: 1, word: 一批, by: office, on: 2018-09-27")
		second, err := named(site("养羊示范点"))
		w.refused(err, fault.Conflict, "state", "P-11")
		if !strings.Contains(said(err), "已有 1 个") {
			t.Errorf("a person reads %s", said(err))
		}
		first = w.moved(office, first, "revoke", "收购合同终止")
		if first.State != "revoked" || first.Values["revoked_on"] != "2018-09-28" {
			t.Errorf("revoked: %+v", first)
		}
		second = w.open(office, second.ID).Entry
		if second = w.moved(office, second, "name", ""); second.State != "named" || second.Counted.IsZero() {
			t.Errorf("in its place: %+v", second)
		}
	})
}

// decided lets the office change the plan of the campaign.
func (w *world) decided(old, text string) {
	w.t.Helper()
	pb, err := playbooks.Open("pingdingshan-2018")
	w.Must(err)
	_, err = w.Revisions.Publish(w.t.Context(), w.As(people.OfficeDirector, "PDS"), w.Campaign, 1, []byte(strings.Replace(string(pb.Source), old, text, 1)), "示范点定为一个")
	w.Must(err)
}
