package change

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// step is what a short form does to the text of the draft.
type step func(*edit.Text)

// setText writes a text at a path, "" to take it away.
func setText(path, text string) step { return func(t *edit.Text) { t.Set(path, text) } }

// setList writes a list at a path.
func setList(path string, items []string) step {
	return func(t *edit.Text) { t.SetList(path, items) }
}

// sound opens a draft that short forms can change: one without mistakes. Who has
// a broken one is led to its text.
func (a *area) sound(c *desk.Call) (*work, error) {
	w, err := a.open(c)
	if err == nil && w.Book == nil {
		err = fault.New(fault.Conflict, "change.mend_first", len(w.Wrong))
	}
	return w, err
}

// at returns the node of the draft's text at a path, nil where nothing stands.
func (w *work) at(path string) *source.Node {
	if w.layout == nil {
		root, err := source.Outline([]byte(w.Draft.Source))
		if err != nil {
			return nil
		}
		w.layout = root
	}
	n := w.layout
	for key := range strings.SplitSeq(path, "/") {
		i := slices.IndexFunc(n.Nodes, func(child *source.Node) bool { return child.Key == key })
		if i < 0 {
			return nil
		}
		n = n.Nodes[i]
	}
	return n
}

// scalar returns the word or text at a path, "" where there is none.
func (w *work) scalar(path string) string {
	if n := w.at(path); n != nil {
		return n.Text
	}
	return ""
}

// with returns the text of the draft with changes, and its playbook. The playbook
// is nil where the changes make a mistake, which is told in words.
func (w *work) with(c *desk.Call, steps ...step) (text []byte, book *playbook.Playbook, problem string, err error) {
	t := edit.Of([]byte(w.Draft.Source))
	for _, s := range steps {
		s(t)
	}
	text, err = t.Bytes()
	if err != nil {
		if !desk.Mendable(err) {
			return nil, nil, "", err
		}
		problem, _ = desk.Problems(c, err)
		return nil, nil, problem, nil
	}
	book, wrong, _ := parse(string(text))
	for _, p := range wrong {
		problem = strings.TrimSpace(problem + " " + p.Text(string(web.Printer(c.Context()).Lang())))
	}
	return text, book, problem, nil
}

// put makes changes in the draft and leads to the comparison. What would make a
// mistake is not stored: it is told.
func (a *area) put(c *desk.Call, w *work, steps ...step) (problem string, err error) {
	text, book, problem, err := w.with(c, steps...)
	switch {
	case err != nil || book == nil:
		return problem, err
	case string(text) == w.Draft.Source:
		a.Sessions.Flash(c.Context(), c.T("change.nothing"))
		return "", c.Redirect("/plan/change")
	}
	if err := a.Revisions.SaveDraft(c.Context(), c.Who, w.ID, w.Draft.Base, text); err != nil {
		return "", err
	}
	return "", c.Redirect("/plan/compare")
}
