package effect

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// town is a federation whose units never change.
type town []organisation.Node

func (t town) Nodes(organisation.UnitID, calendar.Date) ([]organisation.Node, error) { return t, nil }

func (t town) UnitTurns(organisation.UnitID) ([]calendar.Date, error) { return nil, nil }

func newTown() town {
	node := func(id, category, parent string) organisation.Node {
		return organisation.Node{Unit: organisation.Unit{ID: organisation.UnitID(id), Root: "city", Code: id, Category: organisation.Category(category)},
			Name: id, County: organisation.UnitID(parent)}
	}
	return town{node("city", "federation", ""), node("a", "county", "city"), node("b", "zone", "city"), node("c", "industry", "city"), node("d", "direct_enterprise", "city")}
}

// The due rules, categories and recipients that the property draws from.
var (
	rules      = []string{"last workday of month", "day 5 of next month", "day 1 of month", "workday 3 of next month", "last day of month noon", "none"}
	quarterly  = []string{"last day of quarter", "last workday of quarter", "day 10 of next quarter", "day 20 of quarter", "none"}
	categories = [][]string{{"county"}, {"zone", "industry"}, {"county", "zone", "industry", "direct_enterprise"}, {"poverty_office"}}
	bodies     = [][]string{{"office"}, {"office", "leading-group-office"}}
)

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// scribble changes a plan at random, as an office might.
func scribble(t *testing.T, r *rand.Rand, pb *playbook.Playbook) *playbook.Playbook {
	t.Helper()
	x := edit.Of(pb.Source)
	if r.IntN(2) == 0 {
		x.Due("monthly-report", pick(r, rules))
	}
	if r.IntN(2) == 0 {
		x.Due("quarterly-meeting", pick(r, quarterly))
	}
	if r.IntN(2) == 0 {
		x.SetList("obligations/monthly-report/categories", pick(r, categories))
	}
	if r.IntN(3) == 0 {
		x.SetList("obligations/monthly-report/to", pick(r, bodies))
	}
	if r.IntN(3) == 0 {
		x.Set("obligations/monthly-report/from", pick(r, []string{"2018-06", "2018-09", "2019-01"}))
	}
	if r.IntN(3) == 0 {
		x.Set("forms/progress/title", pick(r, []string{"月报表", "助力脱贫攻坚月报"}))
	}
	text, err := x.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := playbook.Parse("x", text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// life is a campaign in which versions follow each other and some units report.
type life struct {
	t     *testing.T
	r     *rand.Rand
	run   campaign.Running
	cal   *calendar.Calendar
	items []campaign.Item
}

func begin(t *testing.T, seed uint64) *life {
	t.Helper()
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		t.Fatal(err)
	}
	zone := campaign.Zone(pb)
	launched := time.Date(2018, 6, 1, 9, 0, 0, 0, zone)
	l := &life{t: t, r: rand.New(rand.NewPCG(seed, 1)), cal: calendar.New(calendar.Notices()), run: campaign.Running{
		Campaign: campaign.Campaign{ID: "x", Unit: "city", Root: "city", Playbook: pb.ID, Version: 1, Launched: launched, Ends: pb.End},
		Book:     pb, Zone: zone, Now: launched,
	}}
	rows, err := l.run.Frame(l.cal).Rows(organisation.NewForest(newTown(), "city"))
	if err != nil {
		t.Fatal(err)
	}
	l.enter(rows)
	return l
}

func (l *life) enter(rows []campaign.Duty) {
	for _, d := range rows {
		it := campaign.Item{Duty: d}
		for _, body := range l.run.Book.Obligation(d.Obligation).To {
			it.Recipients = append(it.Recipients, campaign.Recipient{Duty: d.ID, Body: body, Revision: 1})
		}
		l.items = append(l.items, it)
	}
}

// live lets some weeks pass in which some of what is open is sent.
func (l *life) live() {
	l.run.Now = l.run.Now.Add(time.Duration(1+l.r.IntN(80*24)) * time.Hour)
	for i := range l.items {
		if it := &l.items[i]; it.First.IsZero() && it.Excused == "" && it.Opens.Before(l.run.Now) && l.r.IntN(3) == 0 {
			it.First, it.Judged, it.Newest = l.run.Now, l.run.Now, 1
		}
	}
}

// publish brings another version into force and checks what it did.
func (l *life) publish() {
	l.t.Helper()
	after := l.run
	after.Book, after.Version = scribble(l.t, l.r, l.run.Book), l.run.Version+1
	out, err := Scene{Before: l.run.Frame(l.cal), After: after.Frame(l.cal), Items: l.items, Now: l.run.Now}.Outcome(newTown())
	if err != nil {
		l.t.Fatal(err)
	}
	at := map[campaign.DutyID]*campaign.Item{}
	have := map[cell]bool{}
	for i := range l.items {
		at[l.items[i].ID], have[cellOf(&l.items[i].Duty)] = &l.items[i], true
	}
	written := map[campaign.DutyID]bool{}
	for _, d := range out.Changed {
		old := at[d.ID]
		before, now := old.Timing(l.run.Now), d.Timing(l.run.Now)
		switch {
		case written[d.ID]:
			l.t.Errorf("%s %s is written twice", d.Obligation, d.Period)
		case before == campaign.Missing || before == campaign.OnTime || before == campaign.Late || old.Newest > 0:
			l.t.Errorf("%s %s was %s and changed", d.Obligation, d.Period, before)
		case now == campaign.Missing:
			l.t.Errorf("%s %s became overdue: %s → %s at %s", d.Obligation, d.Period, old.DueOn, d.DueOn, l.run.Now)
		}
		written[d.ID] = true
		old.Duty = d
	}
	for i := range out.Fresh {
		if d := &out.Fresh[i]; have[cellOf(d)] || d.Timing(l.run.Now) == campaign.Missing {
			l.t.Errorf("%s %s of %s was added twice or too late", d.Obligation, d.Period, d.Unit)
		}
	}
	l.run = after
	l.enter(out.Fresh)
}

// Whatever an office changes, and whenever: what is past due or sent keeps its
// date, nothing becomes overdue by it, and nobody owes a thing twice.
func TestNoPublishTouchesThePast(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		l := begin(t, seed)
		for range 5 {
			l.live()
			l.publish()
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// The same text published again does nothing.
func TestTheSameVersionHasNoEffect(t *testing.T) {
	t.Parallel()
	l := begin(t, 1)
	l.live()
	after := l.run
	after.Version++
	out, err := Scene{Before: l.run.Frame(l.cal), After: after.Frame(l.cal), Items: l.items, Now: l.run.Now}.Outcome(newTown())
	if err != nil || len(out.Changed)+len(out.Fresh)+len(out.Effects)+len(out.Named)+len(out.Verdicts) != 0 {
		t.Errorf("%v: %+v", err, out.Effects)
	}
}

// Where the office gave a period a day of its own, a version that only lets it be
// filled in earlier or later leaves that day alone.
func TestADecidedDayStays(t *testing.T) {
	t.Parallel()
	l := begin(t, 1)
	l.run.Now = time.Date(2018, 7, 2, 9, 0, 0, 0, l.run.Zone)
	i := slices.IndexFunc(l.items, func(it campaign.Item) bool { return it.Obligation == "quarterly-meeting" && it.Period == "2018Q4" })
	decided := l.items[i].DueOn.AddDays(2)
	l.items[i].DueOn, l.items[i].Due = decided, l.items[i].Due.AddDate(0, 0, 2)
	text, err := edit.Of(l.run.Book.Source).Set("obligations/quarterly-meeting/opens", "2018-12-01").Bytes()
	if err != nil {
		t.Fatal(err)
	}
	after := l.run
	if after.Book, _, err = playbook.Parse("x", text); err != nil {
		t.Fatal(err)
	}
	after.Version++
	out, err := Scene{Before: l.run.Frame(l.cal), After: after.Frame(l.cal), Items: l.items, Now: l.run.Now}.Outcome(newTown())
	if err != nil {
		t.Fatal(err)
	}
	j := slices.IndexFunc(out.Changed, func(d campaign.Duty) bool { return d.ID == l.items[i].ID })
	if j < 0 || out.Changed[j].DueOn != decided || out.Changed[j].Opens.Equal(l.items[i].Opens) {
		t.Errorf("the day that was decided became %+v", out.Changed)
	}
}
