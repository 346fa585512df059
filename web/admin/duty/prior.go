package duty

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/report/prior"
)

// priorsView is all that the plan wants in the ledger before a report is sent.
type priorsView struct {
	All   []priorView
	Lacks bool // something is not there yet
}

// priorView is what one thing that the ledger has to have.
type priorView struct {
	Clause, Title string
	Met, Advises  bool
	Entries       int
	URL           string // of the list, or of the form on which one is recorded
	Open          []openView
	Lines         []lineView
}

// lineView is an action line with the effect that the plan expects of it.
type lineView struct {
	Name, Expects, URL string // where an entry of the line is recorded
	Done               bool
}

// openView is an entry that is not ready yet.
type openView struct{ URL, Title, Lacks string }

// priors tells how it stands with what the ledger has to have, to who works on
// the report (P-16, P-18).
func (v *dutyView) priors() (out priorsView) {
	words := register.NewWords(v.p.Lang(), &v.e.Rules.Ledger, nil)
	for _, p := range v.e.Priors {
		view := priorView{Clause: p.Clause, Title: words.Prior(p.Prior), Met: p.Met(), Advises: p.Advises, Entries: p.Entries, URL: priorURL(p)}
		for _, l := range p.Lines {
			view.Lines = append(view.Lines, lineView{l.Name, l.Expects, recordURL(p.Register) + "?line=" + l.ID + "&year=" + strconv.Itoa(l.Year), l.Done})
		}
		for _, o := range p.Open {
			view.Open = append(view.Open, openView{entryURL(string(o.ID)), o.Title, v.p.T(o.Lacks.Key, o.Lacks.Args...)})
		}
		out.All, out.Lacks = append(out.All, view), out.Lacks || !view.Met
	}
	return out
}

// priorURL leads to where the ledger gets what it lacks.
func priorURL(p prior.Prior) string {
	if !p.Every() && !p.Met() {
		return recordURL(p.Register)
	}
	return "/ledger/" + p.Register
}

func recordURL(register string) string { return "/ledger/new/" + register }

func entryURL(id string) string { return "/ledger/entries/" + id }

// priorLink leads from a refusal to the entry, or to the form for one; "" where
// the refusal is not about the ledger.
func priorLink(path string) string {
	rest, found := strings.CutPrefix(path, "records/")
	if !found {
		return ""
	}
	of, id, one := strings.Cut(rest, "/")
	if one {
		return entryURL(id)
	}
	return recordURL(of)
}
