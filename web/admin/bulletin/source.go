package bulletin

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// group is the texts that reports give under one heading.
type group struct {
	Label   string
	Sources []source
}

// source is a text of a report, or a case of the ledger, that may be printed.
type source struct {
	Key     string
	Anchor  string // «edit-practice-1» of a chosen one
	Unit    string
	Label   string
	From    string // as it was sent
	Text    string // as it is to be printed
	Taken   bool
	Order   string // place among the practices
	Problem string
	Case    bool
	Printed string // «已刊于2018年第3期», of a case; "" of one that no number printed
	Known   bool   // of a case: it was printed before, or is older than the period
}

// newSource shows what may be chosen.
func newSource(c *desk.Call, s content.Source) source {
	out := source{
		Key: sourceKey(s.Duty, s.N, s.Cell), Unit: s.Unit, Label: s.Label, From: s.Text, Text: s.Text,
		Case: s.Case, Known: s.Earlier || len(s.Printed) > 0,
	}
	if len(s.Printed) > 0 {
		out.Printed = c.T("bulletin.printed_in", strings.Join(s.Printed, c.T("core.list_comma")))
	}
	return out
}

// group puts what is not chosen where it is looked for: the cases that are new
// first, the texts of reports below the label of their field, and last the cases
// that are known already.
func (f *editForm) group(all []source) {
	for _, s := range all {
		switch {
		case s.Taken:
		case s.Case && s.Known:
			f.Known = append(f.Known, s)
		case s.Case:
			f.Cases = append(f.Cases, s)
		default:
			f.below(s)
		}
	}
}

// below puts a text below the label of its field.
func (f *editForm) below(s source) {
	i := slices.IndexFunc(f.Groups, func(g group) bool { return g.Label == s.Label })
	if i < 0 {
		i = len(f.Groups)
		f.Groups = append(f.Groups, group{Label: s.Label})
	}
	f.Groups[i].Sources = append(f.Groups[i].Sources, s)
}
