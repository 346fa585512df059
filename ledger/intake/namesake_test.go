package intake_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Who stands twice in a list without an identity number would be two persons
// from then on, and the list brought in once more could not say which is which.
func TestANameTwiceInAListIsToldApartFirst(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		s := w.hand(county, "honourees", "yexian", book(t,
			[]any{"填报单位", "姓名", "荣誉类别", "荣誉级别", "授予年度", "身份证号"},
			[]any{"叶县总工会", "李四", "劳模", "市级", "2016", ""},
			[]any{"叶县总工会", "李　四", "工匠", "省部级", "2018", ""},
			[]any{"叶县总工会", "王五", "劳模", "市级", "2016", ""},
			[]any{"xuexiao", "王五", "劳模", "市级", "2016", ""},
		))
		w.equal("summary", summary(s), "checked: 4 rows, 3 new, 0 changed, 0 unchanged, 1 wrong, 1 findings, 1 twice, 0 taken")
		w.equal("findings", w.said(county, s), "B3 intake.namesake_twice")
		found, err := w.Intake.Findings(t.Context(), county, s.ID, "", 0, 10)
		w.Must(err)
		w.equal("it says", locale.New(locale.ZhCN).T(found[0].Key, found[0].Args...), "与第 2 行（Sheet1!B2）同一单位同名：是两个人请填身份证号，是一个人请只列一行")
	})
}
