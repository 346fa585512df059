package ledger

import (
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// optionLimit is how many options a field that picks offers at once, shortest
// with how many characters it begins to.
const (
	optionLimit = 8
	shortest    = 2
)

// resolve finds what the names mean that were typed and not picked, and what is
// picked is called. What is nobody's name, or that of several, is a violation.
func (a *area) resolve(c *desk.Call, at at, in *desk.Typed, h *home) ([]fault.Field, error) {
	var unknown []fault.Field
	if h.typed != "" {
		if id, ok := unitNamed(h.tree, h.typed); ok {
			h.id, h.typed = id, ""
		} else {
			unknown = append(unknown, fault.Field{Path: ofRecorder, Key: "organisation.unknown_unit"})
		}
	}
	for _, f := range at.book.Fields {
		text := in.Open[f.ID]
		if text == "" {
			continue
		}
		if h.tree == nil { // of a correction nobody asks whose it is
			tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
			if err != nil {
				return nil, err
			}
			h.tree = tree
		}
		id, bad, err := a.meant(c, at, f, h.tree, text)
		switch {
		case err != nil:
			return nil, err
		case bad != nil:
			unknown = append(unknown, *bad)
			continue
		}
		held := book.Split(in.Values[f.ID])
		if !f.Several {
			held = nil
		}
		in.Values[f.ID], in.Open[f.ID] = strings.Join(append(held, id), ","), ""
	}
	return unknown, a.name(c, at, in)
}

// meant finds the unit or the entry that a name means.
func (a *area) meant(c *desk.Call, at at, f register.Field, tree *organisation.Tree, text string) (string, *fault.Field, error) {
	if f.Type == register.Unit {
		if id, ok := unitNamed(tree, text); ok {
			return string(id), nil, nil
		}
		return "", &fault.Field{Path: f.ID, Key: "organisation.unknown_unit"}, nil
	}
	rows, err := a.entriesNamed(c, at, f, text)
	if err != nil {
		return "", nil, err
	}
	var exact, names []string
	for _, r := range rows {
		if names = append(names, r.Name); r.Name == text {
			exact = append(exact, string(r.ID))
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], nil, nil
	case len(rows) == 1:
		return string(rows[0].ID), nil, nil
	case len(rows) == 0:
		return "", &fault.Field{Path: f.ID, Key: "ledger.none_named", Args: []any{text}}, nil
	}
	return "", &fault.Field{Path: f.ID, Key: "ledger.several_named", Args: []any{text, strings.Join(names, at.words.Print.T("core.list_comma"))}}, nil
}

// entriesNamed lists the entries that a text may mean in a field.
func (a *area) entriesNamed(c *desk.Call, at at, f register.Field, text string) ([]ledger.Named, error) {
	var out []ledger.Named
	if utf8.RuneCountInString(text) < shortest {
		return nil, nil
	}
	for _, to := range f.To {
		found, err := a.Ledger.Naming(c.Context(), c.Who, at.campaign, to, text, optionLimit)
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) {
			continue // the plan keeps no such register, or not for the reader
		}
		if err != nil && !mendable(err) {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// unitNamed finds a unit by its code or name.
func unitNamed(tree *organisation.Tree, text string) (organisation.UnitID, bool) {
	if n, ok := tree.ByCode(text); ok {
		return n.ID, true
	}
	n, ok := tree.ByName(text)
	return n.ID, ok
}

// name finds out what the units and entries are called that a form holds. What
// the reader may not name has no name, and saving refuses it.
func (a *area) name(c *desk.Call, at at, in *desk.Typed) error {
	var entries []ledger.EntryID
	units := false
	for _, f := range at.book.Fields {
		for _, id := range book.Split(in.Values[f.ID]) {
			switch f.Type {
			case register.Entry:
				entries = append(entries, ledger.EntryID(id))
			case register.Unit:
				units = true
			}
		}
	}
	called, err := a.Ledger.Called(c.Context(), c.Who, at.campaign, entries)
	if err != nil {
		return err
	}
	maps.Copy(in.Names, called)
	if !units {
		return nil
	}
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return err
	}
	for _, f := range at.book.Fields {
		for _, id := range book.Split(in.Values[f.ID]) {
			if f.Type == register.Unit {
				in.Names[id] = desk.UnitName(tree, organisation.UnitID(id))
			}
		}
	}
	return nil
}
