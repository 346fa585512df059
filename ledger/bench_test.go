package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
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

// BenchmarkList reads what a page of a large register shows, its entries and how
// many there are, as the office, a county and a unit of the grass roots, and reports
// the times within which half and 95 of 100 came.
func BenchmarkList(b *testing.B) {
	for engine, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(engine, func(b *testing.B) {
			s := stage.New(b, open(b))
			s.At("2018-12-28 10:00")
			units := grow(s)
			fill(b, s, units)
			for _, a := range asked(s.Unit("county3"), s.Unit("school3-7")) {
				for _, who := range []struct {
					name  string
					actor people.Actor
				}{{"office", s.As(people.Office, "PDS")}, {"county", s.As(people.Liaison, "county3")}, {"school", s.As(people.Grassroots, "school3-7")}} {
					b.Run(a.name+"/"+who.name, func(b *testing.B) {
						measure(b, func(i int) {
							q := a.query(i)
							q.Campaign, q.Totals = s.Campaign, true
							_, err := s.Ledger.List(b.Context(), who.actor, q)
							s.Must(err)
						})
					})
				}
			}
			b.Run("overview/office", func(b *testing.B) {
				measure(b, func(int) {
					_, err := s.Ledger.Counts(b.Context(), s.As(people.Office, "PDS"), s.Campaign)
					s.Must(err)
				})
			})
		})
	}
}

// question is a kind of list; each time it asks for something else of the kind.
type question struct {
	name  string
	query func(i int) ledger.Query
}

// asked lists the kinds: every order, filter and word that a page offers.
func asked(county, school organisation.UnitID) []question {
	const act, hon = "activities", "honourees"
	pick := func(i int, list ...string) string { return list[i%len(list)] }
	first := func(i int) calendar.Date { return stage.Date(fmt.Sprintf("2018-%02d-01", i%12+1)) }
	digits := func(i, n int) (out string) {
		for k := range n {
			out += string([]rune("一二三四五六七八九")[(i+k*5)%9])
		}
		return out
	}
	kind := func(name string, query func(i int) ledger.Query) question { return question{name, query} }
	return []question{
		kind("newest", func(int) ledger.Query { return ledger.Query{Register: act, Desc: true} }),
		kind("older pages", func(i int) ledger.Query {
			return ledger.Query{Register: act, Desc: true, To: stage.Date("2018-12-20").AddDays(-i % 300)}
		}),
		kind("by title", func(i int) ledger.Query { return ledger.Query{Register: act, Sort: ledger.SortTitle, Desc: i%2 == 0} }),
		kind("by unit", func(i int) ledger.Query { return ledger.Query{Register: act, Sort: ledger.SortUnit, Desc: i%2 == 0} }),
		kind("by change", func(i int) ledger.Query { return ledger.Query{Register: act, Sort: ledger.SortChanged, Desc: i%2 == 0} }),
		kind("by number", func(i int) ledger.Query {
			return ledger.Query{Register: act, Sort: pick(i, "person_times", "households"), Desc: i%3 > 0}
		}),
		kind("common word", func(i int) ledger.Query {
			return ledger.Query{Register: act, Text: pick(i, "培训", "养殖", "讲座", "庄村"), Desc: true}
		}),
		kind("two words", func(i int) ledger.Query {
			return ledger.Query{Register: act, Text: pick(i, "养殖 讲座", "大棚 培训", "电商 义诊"), Desc: true}
		}),
		kind("rarer word", func(i int) ledger.Query { return ledger.Query{Register: act, Text: digits(i, 2), Desc: true} }),
		kind("rare word", func(i int) ledger.Query { return ledger.Query{Register: act, Text: digits(i, 3), Desc: true} }),
		kind("no such word", func(int) ledger.Query { return ledger.Query{Register: act, Text: "月球", Desc: true} }),
		kind("line", func(i int) ledger.Query {
			return ledger.Query{Register: act, Line: pick(i, "skill", "industry"), Desc: true}
		}),
		kind("state", func(i int) ledger.Query {
			return ledger.Query{Register: act, States: []string{pick(i, "recorded", "confirmed", "withdrawn")}, Desc: true}
		}),
		kind("tag", func(int) ledger.Query {
			return ledger.Query{Register: act, Marks: map[string][]string{"tags": {"knowledge"}}, Desc: true}
		}),
		kind("month", func(i int) ledger.Query {
			return ledger.Query{Register: act, From: first(i), To: first(i).AddDays(27), Desc: true}
		}),
		kind("month and line", func(i int) ledger.Query {
			return ledger.Query{Register: act, From: first(i), To: first(i).AddDays(27), Line: "skill", Desc: true}
		}),
		kind("month and word", func(i int) ledger.Query {
			return ledger.Query{Register: act, From: first(i), To: first(i).AddDays(27), Text: "培训", Desc: true}
		}),
		kind("month by title", func(i int) ledger.Query {
			return ledger.Query{Register: act, From: first(i), To: first(i).AddDays(27), Sort: ledger.SortTitle}
		}),
		kind("county", func(int) ledger.Query {
			return ledger.Query{Register: act, Below: []organisation.UnitID{county}, Desc: true}
		}),
		kind("unit", func(int) ledger.Query {
			return ledger.Query{Register: act, Below: []organisation.UnitID{school}, Desc: true}
		}),
		kind("county's month", func(i int) ledger.Query {
			return ledger.Query{Register: act, Below: []organisation.UnitID{county}, From: first(i), To: first(i).AddDays(27), Desc: true}
		}),
		kind("persons", func(int) ledger.Query { return ledger.Query{Register: hon, Sort: ledger.SortChanged, Desc: true} }),
		kind("family of honours", func(i int) ledger.Query {
			return ledger.Query{Register: hon, Marks: map[string][]string{"family": {pick(i, "may_day", "model_worker")}}, Desc: true}
		}),
		kind("full name", func(i int) ledger.Query {
			return ledger.Query{Register: hon, Text: pick(i, "李", "王", "欧阳") + pick(i/3, "建", "国", "志") + pick(i/7, "国", "军", "英")}
		}),
		kind("surname", func(i int) ledger.Query {
			return ledger.Query{Register: hon, Text: pick(i, "欧阳", "王建", "李志")}
		}),
	}
}

func measure(b *testing.B, read func(i int)) {
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		read(len(took))
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for name, share := range map[string]int{"p50-ms": 50, "p95-ms": 95} {
		b.ReportMetric(float64(took[len(took)*share/100].Microseconds())/1000, name)
	}
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
				if err := tx.Record(s.Now(), audit.Origin{}, audit.Act{Name: "ledger.import"}); err != nil || at+2000 < n {
					return err
				}
				return tx.Weigh()
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
