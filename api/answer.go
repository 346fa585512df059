package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Answer begins every answer.
type Answer = wire.Answer

// Page is how much of a list is asked for.
type Page = wire.Page

type (
	list[T any] = wire.List[T]
	day         = wire.Day
)

func dayOf(d calendar.Date) day { return wire.DayOf(d) }

func instant(t time.Time) *time.Time { return wire.Instant(t) }

func each[D, T any](from []D, turn func(D) T) []T { return wire.Each(from, turn) }

// mark puts the notice of a demonstration into an answer.
func (a *API) mark(_ huma.Context, _ string, v any) (any, error) {
	if m, ok := v.(interface{ Say(string) }); ok && a.Demo {
		m.Say(demoNotice)
	}
	return v, nil
}

// demoNotice is the same in every language: it belongs to the data.
const demoNotice = "演示数据，均属虚构"
