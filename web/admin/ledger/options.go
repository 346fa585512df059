package ledger

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// optionsPart is what a field offers for what is typed into it.
type optionsPart struct {
	Field   string
	Options []offer
	None    string // why nothing is offered, "" where something is
}

// offer is one thing that can be picked, with what tells it from its namesakes.
type offer struct{ Value, Text, More string }

// options answers what is typed into a field that picks.
func (a *area) options(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	if err := c.Who.MayIn(people.LedgerRecord, c.Who.Root, string(at.campaign)); err != nil {
		return err
	}
	id := c.PathValue("field")
	part := optionsPart{Field: cmp.Or(c.URL.Query().Get("as"), id)}
	text := strings.TrimSpace(c.URL.Query().Get(part.Field + desk.OfTyped))
	f, known := at.book.Field(id)
	switch {
	case text == "":
	case id == ofRecorder:
		part.Options, err = a.unitsOffered(c, text, c.Who.Scope(people.LedgerRecord, string(at.campaign)))
	case known && f.Type == register.Unit:
		part.Options, err = a.unitsOffered(c, text, people.Scope{All: []organisation.UnitID{c.Who.Root}})
	case known && f.Type == register.Entry:
		part.Options, err = a.entriesOffered(c, at, f, text)
	default:
		return fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return err
	}
	switch n := utf8.RuneCountInString(text); {
	case len(part.Options) > 0:
	case n >= shortest:
		part.None = c.T("ledger.none_named", text)
	case n > 0:
		part.None = c.T("ledger.two_characters")
	}
	return a.page.options.Render(c.W, c.Request, part)
}

// unitsOffered finds units by a part of their name within a scope.
func (a *area) unitsOffered(c *desk.Call, text string, within people.Scope) ([]offer, error) {
	today := a.Units.Today()
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, today)
	if err != nil {
		return nil, err
	}
	found, _ := tree.Search(organisation.Search{Below: within.All, Only: within.Own, Text: text, Limit: optionLimit})
	var out []offer
	for _, n := range found {
		if n.ExistsOn(today) {
			out = append(out, offer{string(n.ID), n.Name, web.Printer(c.Context()).T("category." + string(n.Category))})
		}
	}
	return out, nil
}

// entriesOffered finds entries by a part of their name.
func (a *area) entriesOffered(c *desk.Call, at at, f register.Field, text string) ([]offer, error) {
	rows, err := a.entriesNamed(c, at, f, text)
	if err != nil {
		return nil, err
	}
	var out []offer
	for i := range rows {
		out = append(out, offer{string(rows[i].ID), rows[i].Name, tells(at, &rows[i])})
	}
	return out, nil
}

// tells is what tells an entry from one of the same name: its choices and its
// unit.
func tells(at at, e *ledger.Named) string {
	other := at.words.Of(e.Register)
	var out []string
	for _, f := range other.Book.Fields {
		if e.Choices[f.ID] != "" && len(out) < 2 {
			out = append(out, other.Value(f, e.Choices[f.ID], nil))
		}
	}
	return strings.Join(append(out, e.UnitName), " · ")
}
