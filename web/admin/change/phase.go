package change

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// phaseForm changes the name of a phase and when it runs.
var phaseForm = short{
	show: func(_ *area, c *desk.Call, w *work) (shortPage, error) {
		i := slices.IndexFunc(w.Book.Phases, func(ph playbook.Phase) bool { return ph.ID == c.PathValue("phase") })
		if i < 0 {
			return shortPage{}, errNoPart
		}
		ph := w.Book.Phases[i]
		return shortPage{
			Form: desk.Form{Title: c.T("change.phase_title", ph.Name), Inputs: []desk.Input{
				{Name: "name", Label: c.T("change.name"), Kind: "text", Value: ph.Name, Required: true},
				{Name: "from", Label: c.T("change.from"), Kind: "date", Value: ph.Start.String(), Required: true},
				{Name: "until", Label: c.T("change.until"), Kind: "date", Value: ph.End.String(), Required: true, Hint: c.T("change.phase_hint")},
			}},
			Clauses: clauseLinks(w.Book, []string{ph.Clause}),
		}, nil
	},
	changes: func(c *desk.Call, w *work) []step {
		at := "phases/" + c.PathValue("phase")
		i := slices.IndexFunc(w.Book.Phases, func(ph playbook.Phase) bool { return ph.ID == c.PathValue("phase") })
		out := changed(nil, w, at+"/name", c.Text("name"))
		if ph := w.Book.Phases[i]; ph.Start.String() != c.Text("from") || ph.End.String() != c.Text("until") {
			out = append(out, setText(at+"/window", c.Text("from")+".."+c.Text("until")))
		}
		return out
	},
}

// changed adds the writing of a text, where another stands there now.
func changed(all []step, w *work, path, text string) []step {
	if w.scalar(path) == text {
		return all
	}
	return append(all, setText(path, text))
}
