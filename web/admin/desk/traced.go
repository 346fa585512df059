package desk

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/report/trace"
)

// TracedView is an entry of the ledger in a figure.
type TracedView struct {
	On                   calendar.Date
	Register, Title, URL string
	Unit, Line, State    string
	Value                string
}

// TracedViews prints entries with what each gives; of a text they give nothing.
func TracedViews(p *locale.Printer, pb *playbook.Playbook, kind quantity.Kind, words bool, parts []trace.Traced) []TracedView {
	out := make([]TracedView, 0, len(parts))
	for _, e := range parts {
		v := TracedView{On: e.On, Register: p.T("register." + e.Register), Title: e.Title, URL: "/ledger/entries/" + string(e.ID), Unit: e.UnitName}
		if l := pb.Line(e.Line); l != nil {
			v.Line = l.Name
		}
		if v.Title == "" {
			v.Title = v.Register
		}
		if !words {
			v.Value = kind.Format(e.Value)
		}
		if e.Counted.IsZero() {
			v.State = p.T("register." + e.Register + ".state." + e.State)
		}
		out = append(out, v)
	}
	return out
}
