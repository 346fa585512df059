package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/people"
)

// world is a stage on which lists are handed in.
type world struct {
	*stage.Stage
	t *testing.T
}

func both(t *testing.T, play func(*world)) {
	t.Helper()
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:41")
		play(&world{s, t})
	})
}

func lite(t *testing.T) *world {
	t.Helper()
	s := stage.One(t)
	s.At("2018-09-28 10:41")
	return &world{s, t}
}

// book makes a workbook of lines, each a row from the first on.
func book(t testing.TB, lines ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, cells := range lines {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hand hands a file in and waits until it was checked.
func (w *world) hand(who people.Actor, register, unit string, file []byte) intake.Seen {
	w.t.Helper()
	m, err := w.Intake.HandIn(w.t.Context(), who, intake.Handed{Campaign: w.Campaign, Register: register, Unit: w.Unit(unit), Name: "名册.xlsx"}, bytes.NewReader(file))
	w.Must(err)
	return w.seen(who, m.ID)
}

func (w *world) seen(who people.Actor, id intake.ID) intake.Seen {
	w.t.Helper()
	s, err := w.Intake.Open(w.t.Context(), who, id)
	w.Must(err)
	return s
}

// confirmed stores an import that was checked.
func (w *world) confirmed(who people.Actor, s intake.Seen) intake.Seen {
	w.t.Helper()
	_, err := w.Intake.Confirm(w.t.Context(), who, s.ID, s.Revision, false)
	w.Must(err)
	return w.seen(who, s.ID)
}

// said lists the findings as «cell key».
func (w *world) said(who people.Actor, s intake.Seen) string {
	w.t.Helper()
	all, err := w.Intake.Findings(w.t.Context(), who, s.ID, "", 0, 1000)
	w.Must(err)
	var out []string
	for _, f := range all {
		line := f.Cell() + " " + f.Key
		if f.Suggest != "" {
			line += " → " + f.Suggest
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func (w *world) count(register string) int {
	w.t.Helper()
	p, err := w.Ledger.List(w.t.Context(), stage.Program, ledger.Query{Campaign: w.Campaign, Register: register, Totals: true})
	w.Must(err)
	return int(p.Total.Count)
}

func (w *world) equal(what, got, want string) {
	w.t.Helper()
	if got != want {
		w.t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

// summary is what a check counted.
func summary(s intake.Seen) string {
	m := s.Summary
	return fmt.Sprintf("%s: %d rows, %d new, %d changed, %d unchanged, %d wrong, %d findings, %d twice, %d taken", s.State, m.Rows, m.New, m.Changed, m.Unchanged, m.Wrong, m.Findings, m.Twice, m.Taken)
}

var roster = [][]any{
	{"叶县劳模工匠名册"},
	{"填报单位", "姓名", "荣誉类别", "荣誉级别", "授予年度", "联系电话", "身份证号", "备注"},
	{"叶县总工会", "张　三", "劳模", "省部级", "２０１５", "13800000001", "410422197001010015", ""},
	{"yexian", "李四", "model_worker", "municipal", 2016, "", "", "无身份证号"},
	{"叶县总工会", "王五", "工匠", "市级", "2017", "", "", ""},
}

func TestRosterIsCheckedStoredAndStoredAgain(t *testing.T) {
	both(t, func(w *world) {
		who := w.As(people.Liaison, "yexian")
		s := w.hand(who, "honourees", "yexian", book(w.t, roster...))
		w.equal("findings", w.said(who, s), "")
		w.equal("summary", summary(s), "checked: 3 rows, 3 new, 0 changed, 0 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		if n := w.count("honourees"); n != 0 {
			t.Fatalf("%d entries before it was confirmed", n)
		}
		s = w.confirmed(who, s)
		w.equal("stored", summary(s), "stored: 3 rows, 3 new, 0 changed, 0 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		w.equal("entries", fmt.Sprint(w.count("honourees")), "3")
		if _, _, err := w.Intake.File(w.t.Context(), who, s.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the file of a stored import: %v", err)
		}

		again := w.hand(who, "honourees", "yexian", book(w.t, roster...))
		w.equal("again", summary(again), "checked: 3 rows, 0 new, 0 changed, 3 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		if _, err := w.Intake.Confirm(w.t.Context(), who, again.ID, again.Revision, false); fault.From(err).Key != "intake.not_storable" {
			t.Errorf("confirm without a change: %v", err)
		}

		lines := append([][]any{}, roster...)
		lines[4] = []any{"叶县总工会", "王五", "工匠", "省部级", "2017", "13900000002", "", ""}
		changed := w.hand(who, "honourees", "yexian", book(w.t, lines...))
		w.equal("changed", summary(changed), "checked: 3 rows, 0 new, 1 changed, 2 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		list, err := w.Intake.Changes(w.t.Context(), who, changed.ID, false, 0, 10)
		w.Must(err)
		if len(list) != 1 || list[0].Old["level"] != "municipal" || list[0].New["level"] != "provincial" || list[0].Row != 5 {
			t.Errorf("changes: %+v", list)
		}
		w.confirmed(who, changed)
		w.equal("entries", fmt.Sprint(w.count("honourees")), "3")
	})
}

func TestEveryFaultIsSaidAtItsCell(t *testing.T) {
	w := lite(t)
	who := w.As(people.Liaison, "yexian")
	w.Entered(stage.Program, "honourees", "lushan", "name", "赵六", "family", "craftsman", "level", "municipal", "identity", "410422197001010023")
	s := w.hand(who, "honourees", "yexian", book(t, append(append([][]any{}, roster...),
		[]any{"叶县总工会", "钱七", "劳动模范", "省级", "去年", "1380000", "410422197001010019"},
		[]any{"鲁山县总工会", "孙八", "劳模", "市级", "2017"},
		[]any{"叶县总工汇", "周九", "劳模", "市级", "2017"},
		[]any{"叶县总工会", "", "劳模", "", "2017"},
		[]any{"叶县总工会", "张三", "劳模", "省部级", "2015", "", "410422197001010015"},
		[]any{"叶县总工会", "赵六", "工匠", "市级", "2015", "", "410422197001010023"},
	)...))
	w.equal("findings", w.said(who, s), strings.Join([]string{
		"C6 intake.unknown_option → 劳模", "D6 intake.unknown_option → 省部级", "E6 ledger.not_year", "G6 organisation.id_number_form",
		"A7 intake.out_of_reach", "A8 intake.unknown_unit → 叶县总工会",
		"B9 ledger.required", "D9 ledger.required",
		"G10 intake.twice", "G11 intake.taken",
	}, "\n"))
	w.equal("summary", summary(s), "checked: 9 rows, 3 new, 0 changed, 0 unchanged, 6 wrong, 10 findings, 1 twice, 1 taken")
	if s.Storable() {
		t.Error("it may be stored")
	}
	some, err := w.Intake.Findings(w.t.Context(), who, s.ID, "level", 0, 10)
	w.Must(err)
	if len(some) != 2 {
		t.Errorf("findings of one column: %d", len(some))
	}
}

// Nothing of an import that was cancelled is kept, wherever it stood.
func TestCancel(t *testing.T) {
	both(t, func(w *world) {
		who := w.As(people.Liaison, "yexian")
		w.Idle.Store(true)
		waiting := w.hand(who, "honourees", "yexian", book(w.t, roster...))
		w.equal("waiting", string(waiting.State), "checking")
		w.Must(w.Intake.Cancel(w.t.Context(), who, waiting.ID))
		w.Must(w.Intake.Check(w.t.Context(), waiting.ID))
		w.equal("after the job", string(w.seen(who, waiting.ID).State), "cancelled")

		checked := w.hand(who, "honourees", "yexian", book(w.t, roster...))
		w.Must(w.Intake.Check(w.t.Context(), checked.ID))
		checked = w.seen(who, checked.ID)
		storing, err := w.Intake.Confirm(w.t.Context(), who, checked.ID, checked.Revision, false)
		w.Must(err)
		w.Must(w.Intake.Cancel(w.t.Context(), who, storing.ID))
		w.Must(w.Intake.Store(w.t.Context(), storing.ID))
		w.equal("entries", fmt.Sprint(w.count("honourees")), "0")
		if err := w.Intake.Cancel(w.t.Context(), who, storing.ID); err != nil {
			t.Errorf("cancelled twice: %v", err)
		}
	})
}

// What the program's end cut short is done again from the beginning, and once.
func TestProgramEndsInTheMidst(t *testing.T) {
	both(t, func(w *world) {
		who := w.As(people.Liaison, "yexian")
		w.Idle.Store(true)
		s := w.hand(who, "honourees", "yexian", book(w.t, roster...))
		w.Must(w.Intake.Check(w.t.Context(), s.ID))
		s = w.seen(who, s.ID)
		_, err := w.Intake.Confirm(w.t.Context(), who, s.ID, s.Revision, false)
		w.Must(err)
		ended, end := context.WithCancel(w.t.Context())
		end()
		if err := w.Intake.Store(ended, s.ID); err == nil {
			t.Error("a job of a program that ended reports no error")
		}
		w.equal("entries after the end", fmt.Sprint(w.count("honourees")), "0")
		w.Must(w.Intake.Store(w.t.Context(), s.ID))
		w.Must(w.Intake.Store(w.t.Context(), s.ID))
		w.equal("entries", fmt.Sprint(w.count("honourees")), "3")
		w.equal("state", string(w.seen(who, s.ID).State), "stored")
	})
}

func TestOnlyWhoRecordsHandsIn(t *testing.T) {
	w := lite(t)
	file := func() io.Reader { return bytes.NewReader(book(t, roster...)) }
	for _, c := range []struct {
		role         people.Role
		at, register string
		unit         string
		want         fault.Kind
	}{
		{people.Liaison, "lushan", "honourees", "yexian", fault.NotFound},
		{people.Viewer, "PDS", "honourees", "yexian", fault.Forbidden},
		{people.Grassroots, "xuexiao", "points", "xuexiao", fault.Forbidden},
	} {
		who := w.As(c.role, c.at)
		_, err := w.Intake.HandIn(t.Context(), who, intake.Handed{Campaign: w.Campaign, Register: c.register, Unit: w.Unit(c.unit), Name: "x.xlsx"}, file())
		if !fault.Is(err, c.want) {
			t.Errorf("%s of %s for %s in %s: %v", c.role, c.at, c.unit, c.register, err)
		}
	}
	s := w.hand(w.As(people.Liaison, "yexian"), "honourees", "yexian", book(t, roster...))
	if _, err := w.Intake.Open(t.Context(), w.As(people.Liaison, "lushan"), s.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another unit's import: %v", err)
	}
}

func TestFileThatIsNoList(t *testing.T) {
	w := lite(t)
	who := w.As(people.Liaison, "yexian")
	_, err := w.Intake.HandIn(t.Context(), who, intake.Handed{Campaign: w.Campaign, Register: "honourees", Unit: w.Unit("yexian"), Name: "x.xlsx"}, strings.NewReader("\x00\x01"))
	if fault.From(err).Key != "intake.not_list" {
		t.Errorf("bytes: %v", err)
	}
	s := w.hand(who, "honourees", "yexian", []byte("一封信\n没有表头\n"))
	if s.State != intake.Failed || s.Refusal.Key != "intake.no_head" {
		t.Errorf("a letter: %+v", s.Import)
	}
	s = w.hand(who, "honourees", "yexian", []byte("姓名,荣誉级别\n张三,市级\n,市级\n"))
	w.equal("a column is missing, and one name", w.said(who, s), "A1 intake.no_column\nA3 ledger.required")
	if s.Summary.Wrong != 2 || s.Summary.New != 0 {
		t.Errorf("the rows without the column: %+v", s.Summary)
	}
}
