package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// The size of a province's ledger: 200,000 activities and 50,000 persons.
const (
	manyEntries = 200_000
	manyPersons = 50_000
	counties    = 10
	schools     = 30 // below each county
)

// BenchmarkList reads pages of large registers as the office, a county and a
// unit of the grass roots, and reports the time within which 95 of 100 came.
func BenchmarkList(b *testing.B) {
	for engine, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(engine, func(b *testing.B) {
			s := stage.New(b, open(b))
			s.At("2018-12-28 10:00")
			units := grow(s)
			fill(b, s, units)
			for _, who := range []struct {
				name  string
				actor people.Actor
			}{{"office", s.As(people.Office, "PDS")}, {"county", s.As(people.Liaison, "county3")}, {"school", s.As(people.Grassroots, "school3-7")}} {
				for _, q := range asked {
					b.Run(who.name+"/"+q.name, func(b *testing.B) { measure(b, s, who.actor, q.query) })
				}
			}
		})
	}
}

var asked = []struct {
	name  string
	query ledger.Query
}{
	{"newest", ledger.Query{Register: "activities", Desc: true}},
	{"title", ledger.Query{Register: "activities", Sort: ledger.SortTitle}},
	{"unit", ledger.Query{Register: "activities", Sort: ledger.SortUnit}},
	{"amount", ledger.Query{Register: "activities", Sort: "person_times", Desc: true}},
	{"common word", ledger.Query{Register: "activities", Text: "培训", Desc: true}},
	{"rare word", ledger.Query{Register: "activities", Text: "七百七", Desc: true}},
	{"two words", ledger.Query{Register: "activities", Text: "养殖 讲座", Desc: true}},
	{"no word", ledger.Query{Register: "activities", Text: "月球", Desc: true}},
	{"tag", ledger.Query{Register: "activities", Marks: map[string][]string{"tags": {"knowledge"}}, Desc: true}},
	{"month", ledger.Query{Register: "activities", From: stage.Date("2018-03-01"), To: stage.Date("2018-03-31"), Line: "skill"}},
	{"persons", ledger.Query{Register: "honourees", Sort: ledger.SortChanged, Desc: true}},
	{"name", ledger.Query{Register: "honourees", Text: "李建国"}},
	{"surname", ledger.Query{Register: "honourees", Text: "王建"}},
	{"total", ledger.Query{Register: "activities", Desc: true, Totals: true, From: stage.Date("2018-03-01"), To: stage.Date("2018-03-31"), Line: "skill"}},
}

func measure(b *testing.B, s *stage.Stage, who people.Actor, q ledger.Query) {
	q.Campaign = s.Campaign
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		_, err := s.Ledger.List(b.Context(), who, q)
		s.Must(err)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// grow founds counties and schools and returns the schools.
func grow(s *stage.Stage) (out []organisation.UnitID) {
	for c := range counties {
		county := fmt.Sprintf("county%d", c)
		s.Found(county, fmt.Sprintf("%d县总工会", c), organisation.County, "PDS", "")
		for n := range schools {
			out = append(out, s.Found(fmt.Sprintf("school%d-%d", c, n), fmt.Sprintf("%d县第%d小学工会", c, n), organisation.Grassroots, county, "jiaoyu"))
		}
	}
	return out
}

// fill stores the entries as they would be after years.
func fill(b *testing.B, s *stage.Stage, units []organisation.UnitID) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	running, err := s.Campaigns.Look(b.Context(), stage.Program, s.Campaign)
	s.Must(err)
	activities, _ := book.For(running.Book, "activities")
	honourees, _ := book.For(running.Book, "honourees")
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	fresh := func(register string, unit int) ledger.Entry {
		now := s.Now().Add(-time.Duration(r.IntN(1000*365*24)) * time.Minute / 1000)
		return ledger.Entry{ID: ident.New[ledger.EntryID](), Root: s.Root, Register: register, Unit: units[unit], State: "confirmed",
			Counted: now, Created: now, Changed: now, On: stage.Date("2018-01-01").AddDays(r.IntN(360)), Revision: 1}
	}
	var led []string
	batch := func(n int, one func(tx *store.Tx, i int) (ledger.Entry, ledger.Marks)) {
		for at := 0; at < n; at += 2000 {
			s.Must(s.DB.Update(b.Context(), func(tx *store.Tx) error {
				var entries []ledger.Entry
				var marks []ledger.Marks
				for i := range min(2000, n-at) {
					e, m := one(tx, at+i)
					entries, marks = append(entries, e), append(marks, m)
				}
				if err := tx.InsertEntries(entries, marks); err != nil {
					return err
				}
				return tx.Record(s.Now(), audit.Origin{}, audit.Act{Name: "ledger.import"})
			}))
		}
	}
	batch(manyPersons, func(tx *store.Tx, i int) (ledger.Entry, ledger.Marks) {
		name := pick("张", "王", "李", "赵", "陈", "欧阳") + pick("建", "国", "志", "秀", "海", "文") + pick("国", "军", "英", "明", "华", "强", "梅")
		e := fresh("honourees", i%len(units))
		p := organisation.Person{ID: ident.New[organisation.PersonID](), Root: s.Root, Name: name, Revision: 1}
		s.Must(tx.InsertPerson(&p))
		e.Person, e.Values = p.ID, map[string]string{"family": pick("model_worker", "may_day"), "level": "municipal", "speciality": pick("电焊", "种植", "养殖")}
		led = append(led, string(e.ID))
		return e, ledger.MarksOf(honourees, e, name)
	})
	batch(manyEntries, func(_ *store.Tx, i int) (ledger.Entry, ledger.Marks) {
		e := fresh("activities", i%len(units))
		e.Campaign = s.Campaign
		e.Title = pick("大棚", "养殖", "电商", "刺绣", "果树") + pick("培训", "讲座", "义诊", "观摩") + chinese(r.IntN(1000))
		e.Line = pick("skill", "industry", "pairing", "employment")
		e.Values = map[string]string{"name": e.Title, "place": pick("张", "李", "王") + "庄村委会", "line": e.Line, "day": e.On.String(),
			"person_times": fmt.Sprint(r.IntN(300)), "households": fmt.Sprint(r.IntN(40)), "tags": pick("knowledge", "aspiration", ""), "led_by": led[r.IntN(len(led))]}
		return e, ledger.MarksOf(activities, e, "")
	})
}

// chinese writes a number below a thousand digit by digit.
func chinese(n int) string {
	out := ""
	for _, d := range fmt.Sprint(n) {
		out += string([]rune("零一二三四五六七八九")[d-'0'])
	}
	return out
}
