package filling

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/report/prior"
)

// Priors is how it stands with all that the plan wants in the ledger before a
// report is sent.
type Priors []prior.Prior

// PriorsOf looks up what a duty's report needs to have been recorded.
func PriorsOf(tx prior.Tx, c campaign.Case) (Priors, error) { return prior.Of(tx, c) }

// Lacking says what the ledger lacks before a report may be sent: the path
// names the register, and the entry that is not ready.
func (ps Priors) Lacking() []fault.Field {
	var out []fault.Field
	for _, p := range ps {
		if p.Met() || p.Advises {
			continue
		}
		path := "records/" + p.Register
		if p.Prior.Lines {
			out = append(out, unrated(p, path)...)
			continue
		}
		if !p.Every() {
			out = append(out, fault.Field{Path: path, Key: "report.no_record", Args: []any{locale.Key("register." + p.Register)}, Clause: p.Clause})
			continue
		}
		for _, o := range p.Open {
			out = append(out, fault.Field{Path: path + "/" + string(o.ID), Key: "report.record_lacks",
				Args: []any{locale.Key("register." + p.Register), o.Title, inWords(o.Lacks)}, Clause: p.Clause})
		}
	}
	return out
}

// inWords is what a field's violation says, in both languages.
func inWords(f fault.Field) locale.Words {
	return locale.Words{Chinese: locale.New(locale.ZhCN).T(f.Key, f.Args...), English: locale.New(locale.En).T(f.Key, f.Args...)}
}

// unrated names the action lines that have no entry yet, each with the effect
// that the plan expects of it.
func unrated(p prior.Prior, path string) []fault.Field {
	var out []fault.Field
	for _, l := range p.Lines {
		if !l.Done {
			out = append(out, fault.Field{Path: path + "?line=" + l.ID, Key: "report.no_line_record",
				Args: []any{l.Name, l.Expects, locale.Key("register." + p.Register)}, Clause: p.Clause})
		}
	}
	return out
}
