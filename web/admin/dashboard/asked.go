package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// The states by which the page filters; each is the message «clause_state.» +
// state.
const (
	stateAll     = "all"
	stateDue     = "due"
	stateOverdue = "overdue"
	stateActive  = "active"
	stateFuture  = "future"
	stateDone    = "done"
	stateSilent  = "silent"
	stateLater   = "later"
)

var planStates = []string{stateAll, stateDue, stateOverdue, stateActive, stateFuture, stateDone, stateSilent, stateLater}

// asked is what the address asks to see. Every part narrows what the others
// leave.
type asked struct {
	State    string
	Track    string // id
	Phase    string // id
	Category string
	Unit     string // code; «all» for a unit's reader who wants the whole plan
}

// askedIn reads an address; what it does not know of is not asked.
func askedIn(q url.Values, pb *playbook.Playbook) asked {
	a := asked{q.Get("state"), q.Get("track"), q.Get("phase"), q.Get("category"), strings.TrimSpace(q.Get("unit"))}
	if pb.Track(a.Track) == nil {
		a.Track = ""
	}
	if !slices.Contains(planStates, a.State) {
		a.State = stateAll
	}
	if !slices.ContainsFunc(pb.Phases, func(ph playbook.Phase) bool { return ph.ID == a.Phase }) {
		a.Phase = ""
	}
	if !slices.Contains(categoriesOf(pb), a.Category) {
		a.Category = ""
	}
	return a
}

// URL returns the address that asks for this.
func (a asked) URL() string {
	q := url.Values{}
	for name, value := range map[string]string{"state": a.State, "track": a.Track, "phase": a.Phase, "category": a.Category, "unit": a.Unit} {
		if value != "" && value != stateAll || name == "unit" && value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/plan"
	}
	return "/plan?" + q.Encode()
}

// narrows reports whether anything but the state is asked for.
func (a asked) narrows() bool { return a.Track != "" || a.Phase != "" || a.Category != "" }

// keeps reports whether a clause is of the phase and the category asked for.
func (a asked) keeps(b progress.Board, r *clauseRow) bool {
	return (a.Track == "" || inTrack(b.Book, a.Track, r)) && (a.Phase == "" || inPhase(b, a.Phase, r)) && (a.Category == "" || slices.Contains(r.Categories, a.Category))
}

// inTrack reports whether a clause belongs to a track, or serves all of them.
func inTrack(pb *playbook.Playbook, id string, r *clauseRow) bool {
	of := tracksOf(pb)[r.ID]
	return of == "" || of == id
}

// inPhase reports whether a clause belongs to a phase: it stands below the
// phase's clause, or something of it falls due in the phase.
func inPhase(b progress.Board, id string, r *clauseRow) bool {
	ph := b.Book.Phases[slices.IndexFunc(b.Book.Phases, func(p playbook.Phase) bool { return p.ID == id })]
	if cl := b.Book.Clause(ph.Clause); cl != nil && (r.clause.At == cl.At || strings.HasPrefix(r.clause.At, cl.At+"/")) {
		return true
	}
	return slices.ContainsFunc(b.Counts, func(n progress.Count) bool {
		return slices.Contains(r.obligations, n.Obligation) && !n.DueOn.IsZero() && !n.DueOn.Before(ph.Start) && !n.DueOn.After(ph.End)
	})
}

// categoriesOf lists the categories of units that something is asked of.
func categoriesOf(pb *playbook.Playbook) []string {
	var out []string
	for _, ob := range pb.Obligations {
		for _, c := range debtorsOf(&ob) {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(rank(pb, a), rank(pb, b)) })
	return out
}

// rank puts the categories in the order of the plan's audience.
func rank(pb *playbook.Playbook, category string) int {
	if i := slices.Index(pb.Audience.Categories, category); i >= 0 {
		return i
	}
	return len(pb.Audience.Categories)
}

// debtorsOf lists the categories that owe an obligation.
func debtorsOf(ob *playbook.Obligation) []string {
	if ob.Federation {
		return append([]string{"federation"}, ob.Categories...)
	}
	return ob.Categories
}

// tracks lead to the plan kept to each of its tracks and to the whole plan, from
// whatever address the page is shown at; none for a plan without tracks.
func (a asked) tracks(c *desk.Call, pb *playbook.Playbook) (out []desk.Option) {
	out = c.TrackTabs(pb)
	for i := range out {
		to := a
		if to.Track = ""; i > 0 {
			to.Track = pb.Tracks[i-1].ID
		}
		out[i].Value = to.URL()
	}
	return out
}

// choices are the selects of the filter.
func (a asked) choices(p *locale.Printer, pb *playbook.Playbook) (phases, categories []desk.Option) {
	for i, ph := range pb.Phases {
		phases = append(phases, desk.Option{Value: ph.ID, Text: p.T("dashboard.phase", i+1, ph.Name), On: ph.ID == a.Phase})
	}
	for _, c := range categoriesOf(pb) {
		categories = append(categories, desk.Option{Value: c, Text: p.T("category." + c), On: c == a.Category})
	}
	return phases, categories
}
