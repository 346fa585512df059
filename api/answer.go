package api

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

func (a *Answer) say(text string) { a.Notice = text }

// mark puts the notice of a demonstration into an answer.
func (a *API) mark(_ huma.Context, _ string, v any) (any, error) {
	if m, ok := v.(interface{ say(string) }); ok && a.Demo {
		m.say(demoNotice)
	}
	return v, nil
}

// demoNotice is the same in every language: it belongs to the data.
const demoNotice = "演示数据,均属虚构"

// list is a page of a list.
type list[T any] struct {
	Answer
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of the page after this one; absent on the last page."`
}

// each turns domain values into those of the contract.
func each[D, T any](from []D, turn func(D) T) []T {
	out := make([]T, len(from))
	for i, d := range from {
		out[i] = turn(d)
	}
	return out
}

// instant writes an instant in the zone of the plan, nil for none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(locale.Shanghai)
	return &t
}

// day is a civil date in the contract, "" for none.
type day string

func dayOf(d calendar.Date) day { return day(d.String()) }

// date reads the day that stands at a path, none for "".
func (d day) date(path string) (calendar.Date, error) {
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
func (day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2018-09-30"}}
}

// Page is how much of a list is asked for.
type Page struct {
	Cursor string `query:"cursor" doc:"«next» of the page before." maxLength:"400"`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"Rows a page."`
}
