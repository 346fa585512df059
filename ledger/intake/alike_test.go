package intake_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Somebody of a list who is called as somebody of the same county, with another
// unit, is looked at before the list is stored: the page names the row (H-10).
func TestNamesakesOfTheCountyAreLookedAtFirst(t *testing.T) {
	both(t, func(w *world) {
		w.Found("yexian-1", "叶县第一工会", "grassroots", "yexian", "")
		who := w.As(people.Liaison, "yexian")
		known := w.Entered(stage.Program, "honourees", "yexian-1", "name", "李四", "family", "craftsman", "level", "municipal")
		w.Entered(stage.Program, "honourees", "lushan", "name", "王五", "family", "craftsman", "level", "municipal")
		w.Entered(stage.Program, "honourees", "yexian-1", "name", "张三", "family", "craftsman", "level", "municipal", "identity", "410422197001010023")
		s := w.hand(who, "honourees", "yexian", book(t, roster...))
		w.equal("summary", summary(s), "checked: 3 rows, 3 new, 0 changed, 0 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		if s.Summary.Alike != 1 {
			t.Errorf("%d rows may be in the register already", s.Summary.Alike)
		}
		list, err := w.Intake.Changes(t.Context(), who, s.ID, true, 0, 10)
		w.Must(err)
		if len(list) != 1 || list[0].Row != 4 || len(list[0].Like) != 1 || list[0].Like[0] != known.ID || list[0].New["level"] != "municipal" {
			t.Errorf("alike: %+v", list)
		}
		all, err := w.Intake.Changes(t.Context(), who, s.ID, false, 0, 10)
		w.Must(err)
		names, err := w.Intake.Names(t.Context(), who, s.ID, all)
		w.Must(err)
		if len(all) != 3 || names[all[0].N] != "张　三" || names[all[2].N] != "王五" {
			t.Errorf("new rows are about %v", names)
		}
		if _, err := w.Intake.Confirm(t.Context(), who, s.ID, s.Revision, false); fault.From(err).Key != "intake.look_at_alike" {
			t.Errorf("stored without a look: %v", err)
		}
		_, err = w.Intake.Confirm(t.Context(), who, s.ID, s.Revision, true)
		w.Must(err)
		if n := w.count("honourees"); n != 6 {
			t.Errorf("%d entries", n)
		}
	})
}

// The number of an entry says which one a row is about; masked values are no
// values, and the number of somebody else's entry opens nothing.
func TestOwnNumbersAndMaskedValues(t *testing.T) {
	both(t, func(w *world) {
		who := w.As(people.Liaison, "yexian")
		mine := w.Entered(stage.Program, "honourees", "yexian", "name", "李四", "family", "craftsman", "level", "municipal", "phone", "13800000001")
		other := w.Entered(stage.Program, "honourees", "lushan", "name", "王五", "family", "craftsman", "level", "municipal")
		head := []any{"台账编号", "单位", "姓名", "荣誉类别", "荣誉级别", "联系电话"}
		s := w.hand(who, "honourees", "yexian", book(t, head,
			[]any{string(mine.ID), "叶县总工会", "李四", "工匠", "市级", "138****0001"},
		))
		w.equal("as shown", summary(s), "checked: 1 rows, 0 new, 0 changed, 1 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		s = w.hand(who, "honourees", "yexian", book(t, head,
			[]any{string(mine.ID), "叶县总工会", "李四", "工匠", "省部级", "139****0001"},
			[]any{string(other.ID), "叶县总工会", "王五", "工匠", "市级", ""},
			[]any{"12", "叶县总工会", "赵六", "工匠", "市级", ""},
			[]any{"", "叶县总工会", "赵*", "工匠", "市级", ""},
			[]any{string(mine.ID), "鲁山县总工会", "李四", "工匠", "市级", ""},
		))
		w.equal("findings", w.said(who, s), strings.Join([]string{
			"F2 intake.masked", "A3 intake.no_such_number", "A4 intake.no_such_number", "C5 intake.masked", "B6 intake.out_of_reach",
		}, "\n"))
	})
}

// A name is suggested for a slip of it, not for that of a neighbour.
func TestUnitsAreSuggestedForSlipsAlone(t *testing.T) {
	w := lite(t)
	who := w.As(people.Liaison, "yexian")
	s := w.hand(who, "honourees", "yexian", book(t, roster[1],
		[]any{"鲁山县总工会", "孙八", "劳模", "市级", "2017"}, []any{"叶县总工汇", "周九", "劳模", "市级", "2017"}, []any{"舞阳县总工会", "钱七", "劳模", "市级", "2017"},
	))
	w.equal("findings", w.said(who, s), "A2 intake.out_of_reach\nA3 intake.unknown_unit → 叶县总工会\nA4 intake.unknown_unit")
}
