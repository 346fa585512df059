package intake_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
)

// Whoever types an identity, phone or card number under another column is told
// so at its cell, and the number is not kept in clear for it: not with what was
// found, not in the words, not among the columns that are not read.
func TestNumbersUnderOtherColumnsAreKeptMasked(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		numbers := []string{"410422197001010015", "13800138000", "6222020200112233445"}
		s := w.hand(county, "honourees", "yexian", book(t,
			[]any{"填报单位", "姓名", "荣誉类别", "荣誉级别", "授予年度", "联系电话", "电话13800138000"},
			[]any{numbers[0], "李四", "劳模" + numbers[1], "卡" + numbers[2], numbers[1], "", ""},
			[]any{"叶县总工会", "王五", "劳模", "市级", numbers[2], numbers[0], ""},
		))
		found, err := w.Intake.Findings(w.t.Context(), county, s.ID, "", 0, 100)
		w.Must(err)
		w.equal("findings", w.said(county, s), strings.Join([]string{
			"A2 intake.unknown_unit", "C2 intake.unknown_option → 劳模、五一劳动奖、工匠、工人先锋号、其他", "D2 intake.unknown_option → 全国、省部级、市级、县级", "E2 ledger.not_year", "E3 ledger.not_year",
		}, "\n"))
		kept, err := json.Marshal([]any{found, s.Summary})
		w.Must(err)
		for _, n := range numbers {
			if strings.Contains(string(kept), n) {
				w.t.Errorf("%s stands in clear in %s", n, kept)
			}
		}
		w.equal("what stands in the unit's cell", found[0].Found, "4104**********0015")
	})
}
