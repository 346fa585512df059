package intake

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

type changeLine struct {
	Place, Fate, Title, URL string
	Fields                  []changed
	Like                    []web.Link
}

type changed struct{ Field, Old, New string }

// fillChanges lists what an import adds and changes, and apart from it what may
// be in the register already.
func (a *area) fillChanges(c *desk.Call, s *intake.Seen, words desk.Words, p *seenPage, after int) error {
	list, err := a.Intake.Changes(c.Context(), c.Who, s.ID, false, after, pageSize+1)
	if err != nil {
		return err
	}
	more := len(list) > pageSize
	if p.Changes, err = a.changeLines(c, s, words, list[:min(len(list), pageSize)]); err != nil {
		return err
	}
	p.Pager = pager(c, c.URL.Query(), len(p.Changes), after, more, func() int { return list[pageSize-1].N })
	if s.State != intake.Checked || s.Summary.Alike == 0 {
		return nil
	}
	alike, err := a.Intake.Changes(c.Context(), c.Who, s.ID, true, 0, pageSize)
	if err != nil {
		return err
	}
	p.AlikeN, p.Looked = s.Summary.Alike, c.T("intake.alike_looked", s.Summary.Alike)
	p.Alike, err = a.changeLines(c, s, words, alike)
	return err
}

// changeLines names changes: of a new row that is about a person the file alone
// says who that is.
func (a *area) changeLines(c *desk.Call, s *intake.Seen, words desk.Words, list []intake.Change) ([]changeLine, error) {
	names, err := a.Intake.Names(c.Context(), c.Who, s.ID, list)
	if err != nil {
		return nil, err
	}
	var like []ledger.EntryID
	for _, ch := range list {
		if like = append(like, ch.Like...); ch.Entry != "" {
			like = append(like, ch.Entry)
		}
	}
	known, err := a.Ledger.Introduced(c.Context(), c.Who, s.Campaign, like)
	if err != nil {
		return nil, err
	}
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return nil, err
	}
	var out []changeLine
	for _, ch := range list {
		line := change(c, words, tree, ch)
		if line.Title == "" {
			line.Title = names[ch.N]
		}
		if line.Title == "" {
			line.Title = known[ch.Entry].Name
		}
		for _, id := range ch.Like {
			if n, ok := known[id]; ok {
				line.Like = append(line.Like, web.Link{URL: "/ledger/entries/" + string(id), Text: n.Name + " " + n.UnitName})
			}
		}
		out = append(out, line)
	}
	return out, nil
}

func change(c *desk.Call, words desk.Words, tree *organisation.Tree, ch intake.Change) changeLine {
	out := changeLine{Place: ch.Sheet, Fate: c.T("intake.fate." + string(ch.Fate)), Title: ch.Title}
	out.Place = strings.TrimPrefix(ch.Sheet+" ", " ") + c.T("intake.row_n", ch.Row)
	if ch.Fate == ledger.Differ {
		out.URL = "/ledger/entries/" + string(ch.Entry)
	}
	if unit := ch.New[register.TheUnit]; unit != "" {
		out.Fields = append(out.Fields, changed{c.T("intake.unit"), "", desk.UnitName(tree, organisation.UnitID(unit))})
	}
	for _, f := range words.Book.Fields {
		old, was := ch.Old[f.ID]
		now, is := ch.New[f.ID]
		if was || is {
			out.Fields = append(out.Fields, changed{words.Field(f.ID), shown(words, f, old), shown(words, f, now)})
		}
	}
	if _, human := ch.New["person"]; human {
		out.Fields = append(out.Fields, changed{c.T("intake.person"), "", c.T("intake.personal_changed")})
	}
	return out
}

// shown is a value as a person reads it; what is named by an id is told to be
// another, and its page shows which.
func shown(words desk.Words, f register.Field, canonical string) string {
	if canonical == "" {
		return ""
	}
	switch f.Type {
	case register.Entry, register.Unit:
		return words.Print.T("intake.named", len(strings.Split(canonical, ",")))
	case register.Choice:
		var out []string
		for _, o := range words.Options(f, strings.Split(canonical, ",")) {
			if o.On {
				out = append(out, o.Text)
			}
		}
		return strings.Join(out, "、")
	}
	return words.Book.Shown(f, canonical)
}
