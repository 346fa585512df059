package book_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// plan is a shipped plan.
func plan(t testing.TB) *playbook.Playbook {
	t.Helper()
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		t.Fatal(err)
	}
	return pb
}

func of(t testing.TB, id string) *book.Book {
	t.Helper()
	b, ok := book.For(plan(t), id)
	if !ok {
		t.Fatalf("the plan keeps no %s", id)
	}
	return &b
}

func TestTyped(t *testing.T) {
	t.Parallel()
	activities, honourees, contributions := of(t, "activities"), of(t, "honourees"), of(t, "contributions")
	for _, c := range []struct {
		b                  *book.Book
		field, typed, want string
		wrong              string
	}{
		{activities, "person_times", " １，２０４ ", "1204", ""},
		{activities, "person_times", "十二", "", "ledger.not_number"},
		{activities, "person_times", "1.5", "", "ledger.too_fine"},
		{activities, "person_times", "10000001", "", "ledger.too_large"},
		{activities, "person_times", "-0", "0", ""},
		{activities, "person_times", "-1", "", "ledger.below_zero"},
		{contributions, "amount", "3.2", "3200000", ""},
		{contributions, "amount", "0.0000001", "", "ledger.too_fine"},
		{activities, "hours", "2.5", "25", ""},
		{activities, "day", "2018-02-30", "", "ledger.not_date"},
		{activities, "day", "2018-02-28", "2018-02-28", ""},
		{honourees, "year", "2018", "2018", ""},
		{honourees, "year", "18", "", "ledger.not_year"},
		{honourees, "in_post", "是", "yes", ""},
		{honourees, "in_post", "否", "", ""},
		{honourees, "in_post", "也许", "", "ledger.not_tick"},
		{activities, "tags", "knowledge, aspiration,knowledge", "aspiration,knowledge", ""},
		{activities, "tags", "hope", "", "ledger.not_option"},
		{activities, "line", "skill,industry", "", "ledger.one_only"},
		{activities, "line", "skill", "skill", ""},
		{activities, "led_by", "郑直", "", "ledger.not_option"},
		{activities, "name", "两\n行", "", "ledger.one_line"},
		{activities, "name", strings.Repeat("长", 60), strings.Repeat("长", 60), ""},
		{activities, "name", strings.Repeat("长", 61), "", "ledger.too_long"},
		{activities, "outcome", "两\r\n行", "两\n行", ""},
		{activities, "name", " \t ", "", ""},
	} {
		f, ok := c.b.Field(c.field)
		if !ok {
			t.Fatalf("no field %s", c.field)
		}
		got, wrong := c.b.Typed(f, c.typed)
		key := ""
		if wrong != nil {
			key = wrong.Key
		}
		if got != c.want || key != c.wrong {
			t.Errorf("%s %q is %q (%s), want %q (%s)", c.field, c.typed, got, key, c.want, c.wrong)
		}
	}
}

// What was read from one typing is read again from how it is shown.
func FuzzTypedStands(f *testing.F) {
	books := book.All(plan(f))
	for _, text := range []string{"", "12", "1.5", "2018-09-20", "skill", "是", "x", "aspiration,knowledge", "－３"} {
		f.Add(uint(3), uint(1), text)
	}
	f.Fuzz(func(t *testing.T, i, j uint, text string) {
		b := books[i%uint(len(books))]
		field := b.Fields[j%uint(len(b.Fields))]
		canonical, wrong := b.Typed(field, text)
		if wrong != nil || canonical == "" {
			return
		}
		again := canonical
		if field.Type == register.Number {
			again = b.Shown(field, canonical)
		}
		if second, wrong := b.Typed(field, again); wrong != nil || second != canonical {
			t.Errorf("%s.%s: %q is read as %q, shown as %q, read as %q", b.ID, field.ID, text, canonical, again, second)
		}
	})
}

func TestMissingNamesTheClause(t *testing.T) {
	t.Parallel()
	b := of(t, "contributions")
	said := func(values map[string]string, state string) string {
		var out []string
		for _, f := range b.Missing(values, state) {
			out = append(out, f.Path+" "+f.Key+" "+f.Clause)
		}
		return strings.Join(out, "; ")
	}
	if got := said(map[string]string{"day": "x", "kind": "money", "source": "union"}, "recorded"); got !=
		"amount ledger.demanded P-32; line ledger.demanded P-09" {
		t.Errorf("money without amount: %s", got)
	}
	if got := said(map[string]string{"day": "x", "kind": "people", "source": "union", "persons": "3", "line": "skill"}, "recorded"); got != "" {
		t.Errorf("people: %s", got)
	}
	p := of(t, "projects")
	values := map[string]string{"name": "x", "line": "skill"}
	if got := p.Missing(values, "draft"); len(got) != 0 {
		t.Errorf("a draft lacks %v", got)
	}
	if got := p.Missing(values, "running"); len(got) != 4 {
		t.Errorf("a running one lacks %v", got)
	}
	if got := p.Missing(values, book.Withdrawn); len(got) != 0 {
		t.Errorf("a withdrawn one lacks %v", got)
	}
}

func TestHands(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		register, state string
		want            book.Hand
	}{
		{"activities", "recorded", book.Recorder}, {"activities", "confirmed", book.Confirmer}, {"activities", "accepted", book.Office},
		{"activities", "returned", book.Recorder}, {"projects", "approved", book.Confirmer}, {"projects", "running", book.Recorder},
		{"projects", "completed", book.Confirmer}, {"sites", "named", book.Office}, {"honourees", "left", book.Confirmer},
	} {
		if got := of(t, c.register).Hand(c.state); got != c.want {
			t.Errorf("%s %s is in the hand of the %s, want %s", c.register, c.state, got, c.want)
		}
	}
}

func TestBooksLeaveOutWhatThePlanDoes(t *testing.T) {
	t.Parallel()
	b := of(t, "activities")
	if _, ok := b.Field("classes"); ok {
		t.Error("a field that the plan leaves out is in the book")
	}
	if _, ok := book.For(plan(t), "teams"); ok {
		t.Error("a register that the plan does not use is kept")
	}
	if b := of(t, "households"); !b.Private() || b.Known() {
		t.Error("households are for few")
	}
	mode, _ := of(t, "projects").Field("mode")
	if got := of(t, "projects").Shown(mode, "market"); got != "市场化运作" {
		t.Errorf("the plan's word for market is %q", got)
	}
}
