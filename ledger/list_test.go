package ledger_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// kept is an entry with the words that a search reads of it.
type kept struct {
	ledger.Entry
	read []string
}

var (
	someWords = []string{"大棚", "培训", "养殖", "技术", "义诊", "Ｘ光", "x光机", "种植", "电商", "扶志"}
	someUnits = []string{"PDS", "yexian", "lushan", "xuexiao", "meikuang"}
	above     = map[string][]string{
		"PDS": {"PDS"}, "yexian": {"yexian", "PDS"}, "lushan": {"lushan", "PDS"},
		"xuexiao": {"xuexiao", "yexian", "jiaoyu", "PDS"}, "meikuang": {"meikuang", "PDS"},
	}
)

// populate records activities of several units, states and contents.
func (w *world) populate(r *rand.Rand, n int) []kept {
	w.t.Helper()
	office := w.As(people.Office, "PDS")
	var led []ledger.Entry
	for i, name := range []string{"张大山", "李大棚", "王培训"} {
		led = append(led, w.has(office, "honourees", "PDS", "name", name, "family", "may_day", "level", "county", "identity", number(w.t, fmt.Sprintf("41042219700101%03d", i))))
	}
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	var out []kept
	for i := range n {
		fields := []string{
			"name", pick(someWords) + pick(someWords) + strconv.Itoa(i), "place", pick(someWords) + "村", "line", pick([]string{"skill", "industry", "pairing"}),
			"day", fmt.Sprintf("2018-%02d-%02d", 6+r.IntN(4), 1+r.IntN(27)), "tags", pick([]string{"", "aspiration", "knowledge", "aspiration,knowledge"}),
		}
		if r.IntN(3) > 0 {
			fields = append(fields, "person_times", strconv.Itoa(r.IntN(30)))
		}
		if r.IntN(2) > 0 {
			fields = append(fields, "led_by", string(led[r.IntN(len(led))].ID))
		}
		who, unit := office, pick(someUnits)
		if unit == "xuexiao" {
			who = w.As(people.Grassroots, unit)
		}
		e := w.has(who, "activities", unit, fields...)
		var err error
		switch r.IntN(6) {
		case 0:
			e, err = w.Ledger.Withdraw(w.t.Context(), office, e.ID, e.Revision, "误录")
		case 1:
			e, err = w.correct(office, e, "place", "改为"+pick(someWords))
		}
		w.Must(err)
		out = append(out, kept{e, []string{e.Values["name"], e.Values["place"]}})
	}
	return out
}

// holds reports whether every pair of neighbouring characters of a word stands
// in one of the texts.
func holds(texts []string, word string) bool {
	all := pairsOf(strings.Join(texts, "\n"))
	for _, p := range pairsOf(word) {
		if !slices.Contains(all, p) {
			return false
		}
	}
	return len(pairsOf(word)) > 0
}

func pairsOf(text string) []string {
	text = strings.ToLower(strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - 0xfee0
		}
		return r
	}, text))
	var out []string
	for run := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r := []rune(run)
		for i := 1; i < len(r); i++ {
			out = append(out, string(r[i-1:i+1]))
		}
	}
	return out
}

// asks reports whether an entry answers a query of a reader at a unit.
func asks(s *stage.Stage, q ledger.Query, e kept, reader string, subtree bool) bool {
	code := ""
	for _, c := range someUnits {
		if s.Unit(c) == e.Unit {
			code = c
		}
	}
	seen := code == reader || subtree && slices.Contains(above[code], reader)
	below := len(q.Below) == 0 || slices.ContainsFunc(above[code], func(a string) bool { return slices.Contains(q.Below, s.Unit(a)) })
	state := e.State != "withdrawn"
	if len(q.States) > 0 {
		state = slices.Contains(q.States, e.State)
	}
	for field, values := range q.Marks {
		if !slices.ContainsFunc(strings.Split(e.Values[field], ","), func(v string) bool { return v != "" && slices.Contains(values, v) }) {
			return false
		}
	}
	for _, word := range strings.Fields(q.Text) {
		if !holds(e.read, word) {
			return false
		}
	}
	return seen && below && state && (!q.Counted || !e.Counted.IsZero()) && (q.Line == "" || q.Line == e.Line) &&
		(q.From.IsZero() || !e.On.Before(q.From)) && (q.To.IsZero() || !e.On.After(q.To)) &&
		(q.Points == "" || e.Values["led_by"] == string(q.Points))
}

// randomly makes a query.
func (w *world) randomly(r *rand.Rand, all []kept) ledger.Query {
	q := ledger.Query{Campaign: w.Campaign, Register: "activities", Limit: 1 + r.IntN(9), Totals: true, Desc: r.IntN(2) == 0}
	q.Sort = []string{"", ledger.SortDay, ledger.SortTitle, ledger.SortUnit, ledger.SortChanged, "person_times"}[r.IntN(6)]
	if r.IntN(4) == 0 {
		q.Below = []organisation.UnitID{w.Unit(someUnits[r.IntN(len(someUnits))])}
	}
	if r.IntN(4) == 0 {
		q.States = [][]string{{"withdrawn"}, {"recorded", "confirmed"}, {"confirmed"}}[r.IntN(3)]
	}
	if r.IntN(4) == 0 {
		q.Line = "skill"
	}
	if r.IntN(3) == 0 {
		q.From, q.To = stage.Date("2018-03-01"), stage.Date(fmt.Sprintf("2018-0%d-15", 3+r.IntN(6)))
	}
	if r.IntN(3) == 0 {
		q.Marks = map[string][]string{"tags": {"knowledge"}}
	}
	if r.IntN(5) == 0 {
		q.Points = ledger.EntryID(all[r.IntN(len(all))].Values["led_by"])
	}
	for range r.IntN(3) {
		q.Text += " " + someWords[r.IntN(len(someWords))]
	}
	q.Counted = r.IntN(5) == 0
	return q
}

// before is the order of a list.
func before(q ledger.Query, a, b kept) int {
	key := 0
	switch q.Sort {
	case ledger.SortTitle:
		key = cmp.Compare(a.Title, b.Title)
	case ledger.SortUnit:
		key = cmp.Compare(a.Unit, b.Unit)
	case ledger.SortChanged:
		key = a.Changed.Compare(b.Changed)
	case "person_times":
		x, y := ledger.AmountOf(a.Entry, q.Sort), ledger.AmountOf(b.Entry, q.Sort)
		switch {
		case x >= 0 && y >= 0:
			key = cmp.Compare(x, y)
		case x != y:
			return -cmp.Compare(x, y) // without it, at the end
		default:
			key = a.On.Compare(b.On)
		}
	default:
		key = a.On.Compare(b.On)
	}
	if key = cmp.Or(key, cmp.Compare(a.ID, b.ID)); q.Desc {
		return -key
	}
	return key
}

// Whatever is asked, by whomever, in whatever order and pages: the list is what
// going through all entries one by one gives.
func TestListIsWhatIsThere(t *testing.T) {
	both(t, func(w *world) {
		r := rand.New(rand.NewPCG(5, 2018))
		all := w.populate(r, 80)
		readers := []struct {
			who     people.Actor
			unit    string
			subtree bool
		}{
			{w.As(people.Office, "PDS"), "PDS", true}, {w.As(people.Liaison, "yexian"), "yexian", true},
			{w.As(people.Grassroots, "xuexiao"), "xuexiao", false}, {w.As(people.Viewer, "jiaoyu"), "jiaoyu", true},
		}
		for range 150 {
			q, reader := w.randomly(r, all), readers[r.IntN(len(readers))]
			var want []kept
			sum := int64(0)
			for _, e := range all {
				if asks(w.Stage, q, e, reader.unit, reader.subtree) {
					want = append(want, e)
					sum += max(0, ledger.AmountOf(e.Entry, "person_times"))
				}
			}
			slices.SortFunc(want, func(a, b kept) int { return before(q, a, b) })
			got := w.paged(reader.who, q, int64(len(want)), sum)
			ids := make([]ledger.EntryID, len(want))
			for i, e := range want {
				ids[i] = e.ID
			}
			if !slices.Equal(got, ids) {
				t.Fatalf("%s asks %+v and sees %d entries, want %d\n%v\n%v", reader.unit, q, len(got), len(want), got, ids)
			}
		}
	})
}

// The overview counts what stands in the lists.
func TestCountsAreWhatIsThere(t *testing.T) {
	both(t, func(w *world) {
		all := w.populate(rand.New(rand.NewPCG(7, 2018)), 40)
		for _, r := range []struct {
			who  people.Actor
			unit string
		}{{w.As(people.Office, "PDS"), "PDS"}, {w.As(people.Liaison, "yexian"), "yexian"}, {w.As(people.Viewer, "jiaoyu"), "jiaoyu"}} {
			want, got := map[string]int64{}, map[string]int64{}
			for _, e := range all {
				if asks(w.Stage, ledger.Query{}, e, r.unit, true) {
					want[e.State]++
				}
			}
			counts, err := w.Ledger.Counts(t.Context(), r.who, w.Campaign)
			w.Must(err)
			persons := int64(0)
			for _, n := range counts {
				switch n.Register {
				case "activities":
					got[n.State] += n.N
				case "honourees":
					persons += n.N
				}
			}
			if !maps.Equal(got, want) || persons > 0 != (r.unit == "PDS") {
				t.Errorf("%s counts %v and %d persons, want %v", r.unit, got, persons, want)
			}
		}
	})
}

// paged reads all pages of a list.
func (w *world) paged(who people.Actor, q ledger.Query, count, sum int64) (ids []ledger.EntryID) {
	w.t.Helper()
	for {
		p, err := w.Ledger.List(w.t.Context(), who, q)
		w.Must(err)
		if p.Total.Count != count || p.Total.Sums["person_times"] != sum || p.Total.More {
			w.t.Fatalf("%+v has the total %+v, want %d and %d", q, p.Total, count, sum)
		}
		for _, e := range p.Entries {
			ids = append(ids, e.ID)
		}
		if q.After = p.Next; q.After == "" {
			return ids
		}
	}
}

func TestSearchFindsTwoCharactersAndNames(t *testing.T) {
	both(t, func(w *world) {
		county, other := w.As(people.Liaison, "yexian"), w.As(people.Liaison, "lushan")
		w.has(county, "honourees", "yexian", "name", "欧阳建国", "family", "model_worker", "level", "municipal", "speciality", "食用菌 栽培")
		w.has(other, "honourees", "lushan", "name", "欧阳长江", "family", "craftsman", "level", "county", "speciality", "电焊")
		ask := func(text string) ledger.Query { return ledger.Query{Register: "honourees", Text: text} }
		has(t, w.names(w.As(people.Office, "PDS"), ask("欧阳")), "欧阳建国", "欧阳长江")
		has(t, w.names(county, ask("欧阳")), "欧阳建国")
		has(t, w.names(county, ask("阳建 栽培")), "欧阳建国")
		has(t, w.names(county, ask("长江")))
		has(t, w.names(county, ask("菌栽")))
		whole := "设施蔬菜大棚建设与管护，含育苗、滴灌、测土配方施肥、病虫害绿色防控和合作社带头人轮训（2018—2020年）"
		w.has(county, "honourees", "yexian", "name", "谢长青", "family", "model_worker", "level", "municipal", "speciality", whole)
		has(t, w.names(county, ask(whole)), "谢长青")
		has(t, w.names(county, ask(strings.ReplaceAll(whole, "绿色防控", "统防统治"))))
		_, err := w.Ledger.List(t.Context(), county, ledger.Query{Campaign: w.Campaign, Register: "honourees", Text: "欧"})
		w.refused(err, fault.Invalid, "text", "")
		_, err = w.Ledger.List(t.Context(), county, ledger.Query{Campaign: w.Campaign, Register: "honourees", Text: strings.Repeat("欧阳", 101)})
		w.refused(err, fault.Invalid, "text", "")
	})
}

// What may be read in one campaign is none of another's: an honouree stands over
// both, what was done in each is told to its own readers.
func TestRelatedEntriesAreThoseOfTheCampaign(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		h := w.has(county, "honourees", "yexian", "name", "周全", "family", "model_worker", "level", "municipal")
		first := w.Campaign
		w.Campaign = w.Launch("rural-revitalisation")
		w.has(w.As(people.Liaison, "yexian"), "activities", "yexian", "name", "回访", "day", "2018-09-28", "line", "skill", "place", "叶县", "led_by", string(h.ID))
		for _, r := range w.open(w.As(people.Liaison, "yexian"), h.ID).Related {
			if r.Register == "activities" && r.Count != 1 {
				t.Errorf("in its own campaign it counts %d", r.Count)
			}
		}
		w.Campaign = first
		if got := w.open(county, h.ID).Related; len(got) != 0 {
			t.Errorf("who has no part in the other campaign is told of %+v", got)
		}
	})
}

func TestListRefusesWhatIsNoField(t *testing.T) {
	w := lite(t)
	office := w.As(people.Office, "PDS")
	for _, q := range []ledger.Query{
		{Marks: map[string][]string{"nothing": {"x"}}}, {Marks: map[string][]string{"place": {"x"}}}, {Sort: "place"}, {After: "???"}, {After: "e30"},
	} {
		q.Campaign, q.Register = w.Campaign, "activities"
		if _, err := w.Ledger.List(t.Context(), office, q); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v answers %v", q, err)
		}
	}
	if _, err := w.Ledger.List(t.Context(), office, ledger.Query{Campaign: w.Campaign, Register: "teams"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a register that the plan does not keep: %v", err)
	}
}
