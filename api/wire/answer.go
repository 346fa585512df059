package wire

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// Answer begins every answer.
type Answer struct {
	Notice string `json:"notice,omitempty" doc:"What is to be known about all data here: that it is a demonstration."`
}

// Say puts the notice of a demonstration into an answer.
func (a *Answer) Say(text string) { a.Notice = text }

// List is a page of a list.
type List[T any] struct {
	Answer
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of the page after this one; absent on the last page."`
}

// Each turns domain values into those of the contract.
func Each[D, T any](from []D, turn func(D) T) []T {
	out := make([]T, len(from))
	for i, d := range from {
		out[i] = turn(d)
	}
	return out
}

// Instant writes an instant in the zone of the plan, nil for none.
func Instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(locale.Shanghai)
	return &t
}

// Day is a civil date in the contract, "" for none.
type Day string

// DayOf writes a civil date.
func DayOf(d calendar.Date) Day { return Day(d.String()) }

// Date reads the day that stands at a path, none for "".
func (d Day) Date(path string) (calendar.Date, error) {
	if d == "" {
		return calendar.Date{}, nil
	}
	date, err := calendar.ParseDate(string(d))
	if err != nil {
		return date, fault.Violations([]fault.Field{{Path: path, Key: "api.not_date"}})
	}
	return date, nil
}

// Schema says what a day looks like.
func (Day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2018-09-30"}}
}

// Page is how much of a list is asked for.
type Page struct {
	Cursor string `query:"cursor" doc:"«next» of the page before." maxLength:"400"`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"Rows a page."`
}
