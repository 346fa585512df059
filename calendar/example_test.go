package calendar_test

import (
	"fmt"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// December 2018 before and after the notice of 2019 was published.
func ExampleRule_Resolve() {
	r, _ := calendar.ParseRule("the last workday of the month")
	p, _ := calendar.ParsePeriod("2018-12")
	notices := calendar.New(calendar.Notices())
	for _, day := range []int{5, 6} {
		known := notices.KnownOn(calendar.Date{Year: 2018, Month: 12, Day: day})
		d := r.Resolve(p, known)
		fmt.Println(d.Date, d.Provisional, d.Version)
	}
	// Output:
	// 2018-12-31 true 2018@2017-11-30
	// 2018-12-29 false 2019@2018-12-06
}
