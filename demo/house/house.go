// Package house is what the scripts of a demonstration use of the program beside
// its reports and its ledger, and the hours by which they live.
package house

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// House are services of the program.
type House struct {
	Posts     *post.Service
	Bulletins *publication.Service
	Goals     *goal.Service
}

// At returns the instant of a minute of a day in Shanghai.
func At(day calendar.Date, minute int) time.Time {
	return day.In(locale.Shanghai).Add(time.Duration(minute) * time.Minute)
}
