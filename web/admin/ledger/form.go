package ledger

import (
	"net/http"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// ofRecorder is the field for the unit whose entry it is.
const ofRecorder = "of-unit"

// formPage is the form in which an entry is recorded or corrected.
type formPage struct {
	Register, Title, Heading string
	Clauses                  []desk.Option
	Action                   string
	Key                      string // one form records one entry, however often it is sent
	Revision                 int64
	Edits                    bool
	Unit                     []desk.FieldInput // whose entry it is: one, where there is a choice
	UnitName                 string            // whose it is, where there is none
	Plain, More              []desk.FieldInput
	Open                     bool // the rest is unfolded
	Note                     desk.FieldInput
	Kept                     map[string]string // of personal fields: what stands there and stays
	Message                  string
	Rest                     []locale.Violation // what is wrong with no field
	Back                     desk.Option
	Health                   bool
	Locked                   []string // the fields that are for others to write
	Then, ThenText           string   // the move that is made with what was corrected
}

// newForm shows the form, filled in with what the address brings and with what
// is usual: today, the reader's own unit.
func (a *area) newForm(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	if at.book.Reference {
		return fault.New(fault.Forbidden, "ledger.only_imported", at.words.Register())
	}
	if err := c.Who.MayIn(people.LedgerRecord, c.Who.Root, string(at.campaign)); err != nil {
		return err
	}
	in, err := a.prefilled(c, at)
	if err != nil {
		return err
	}
	home, err := a.home(c, at)
	if err != nil {
		return err
	}
	if unit := organisation.UnitID(c.URL.Query().Get(ofRecorder)); unit != "" {
		home.id = unit
	}
	return a.showNew(c, at, http.StatusOK, in, home, nil)
}

// prefilled reads what an address says of a new entry.
func (a *area) prefilled(c *desk.Call, at at) (desk.Typed, error) {
	in := desk.Typed{Values: map[string]string{}, Names: map[string]string{}, Open: map[string]string{}}
	for _, f := range at.book.Fields {
		for _, text := range c.URL.Query()[f.ID] {
			if value, bad := at.book.Typed(f, text); bad == nil {
				in.Values[f.ID] = value
			}
		}
		if in.Values[f.ID] == "" {
			in.Values[f.ID] = at.usual(a, f)
		}
	}
	return in, a.name(c, at, &in)
}

// usual is what a field of a new entry holds unless somebody says otherwise.
func (at at) usual(a *area, f register.Field) string {
	switch answers := at.words.Answers(f); {
	case f.Usual != "":
		return f.Usual
	case f.ID == at.book.Day && f.Required:
		return a.Units.Today().String()
	case f.Type == register.Choice && len(answers) == 1:
		return answers[0].ID
	}
	return ""
}

// home is the unit whose entries a reader records, and whether there are others.
type home struct {
	id     organisation.UnitID
	others bool
	tree   *organisation.Tree
	typed  string // a name that was typed and not picked
}

// home finds out for whom the reader records.
func (a *area) home(c *desk.Call, at at) (home, error) {
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return home{}, err
	}
	scope := c.Who.Scope(people.LedgerRecord, string(at.campaign))
	h := home{others: len(scope.All) > 0 || len(scope.Own) > 1, tree: tree}
	for _, id := range append(scope.Own, scope.All...) {
		h.id = id
	}
	return h, nil
}

// showNew answers with the form for a new entry; err is why it was refused.
func (a *area) showNew(c *desk.Call, at at, status int, in desk.Typed, h home, err error) error {
	p := formPage{
		Register: at.book.ID, Title: c.T("ledger.record_title", at.words.Register()), Action: newURL(at.book.ID), Key: c.PostFormValue("key"),
		Back: desk.Option{Value: listURL(at.book.ID), Text: at.words.Register()},
	}
	if p.Key == "" || err != nil && fault.From(err).Key == "ledger.key_used" { // the form was sent, and went back to
		p.Key = freshKey()
	}
	if h.others {
		in := desk.FieldInput{Name: ofRecorder, Label: c.T("ledger.unit"), Kind: "pick", Typed: h.typed, Required: true, Source: "/ledger/options/" + at.book.ID + "/" + ofRecorder}
		if h.id != "" {
			in.Picked = []desk.Option{{Value: string(h.id), Text: desk.UnitName(h.tree, h.id)}}
		}
		p.Unit = []desk.FieldInput{in}
	} else {
		p.UnitName = desk.UnitName(h.tree, h.id)
	}
	p.Locked = at.others(c)
	return a.showForm(c, at, status, p, in, err)
}

// others are the fields of a new entry that are for others to write than who
// records it.
func (at at) others(c *desk.Call) []string {
	var out []string
	for _, f := range at.book.Fields {
		move := register.Move{Hand: f.Hand}
		if f.Apart || f.Hand != "" && !desk.MayMove(c, string(at.campaign), at.book, move) {
			out = append(out, f.ID)
		}
	}
	return out
}

// showForm answers with a form, with every problem at its field.
func (a *area) showForm(c *desk.Call, at at, status int, p formPage, in desk.Typed, err error) error {
	p.Plain, p.More = at.words.Inputs(in, p.Locked)
	p.Clauses = at.clauseLinks()
	p.Open = slices.ContainsFunc(p.More, desk.FieldInput.Filled)
	if err != nil {
		status = fault.From(err).Kind.Status()
		p.refuse(at, err)
	}
	for _, in := range p.inputs() {
		p.Health = p.Health || in.Health
		if kept := p.Kept[in.Name]; kept != "" {
			in.Hint, in.Required = kept, false
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.form, status, p.Title, p)
}

// inputs are all inputs of the form.
func (p *formPage) inputs() []*desk.FieldInput {
	out := []*desk.FieldInput{&p.Note}
	for _, some := range [][]desk.FieldInput{p.Unit, p.Plain, p.More} {
		for i := range some {
			out = append(out, &some[i])
		}
	}
	return out
}

// refuse puts every problem at its input with the clause that asks for it; what
// has none is said above the form.
func (p *formPage) refuse(at at, err error) {
	message, violations := at.words.Print.Fault(at.named(err))
	p.Message = message
	for _, v := range violations {
		placed := false
		for _, in := range p.inputs() {
			if in.Name == v.Path || in.Name == ofRecorder && v.Path == register.TheUnit {
				in.Problem, placed = strings.TrimSpace(in.Problem+" "+v.Message), true
				in.Cite = v.Clause
			}
		}
		if !placed {
			if v.Message != message { // that another entry is the same is said once
				p.Rest = append(p.Rest, at.labelled(v))
			}
		}
	}
	p.Open = p.Open || slices.ContainsFunc(p.More, func(in desk.FieldInput) bool { return in.Problem != "" })
}

// again is the address of a form that begins with what is likely the same in the
// next entry: everything chosen, nothing that was written or counted.
func again(at at, in desk.Typed, unit organisation.UnitID) string {
	q := map[string][]string{ofRecorder: {string(unit)}}
	for _, f := range at.book.Fields {
		switch f.Type {
		case register.Choice, register.Date, register.Unit, register.Entry, register.Year:
			if v := in.Values[f.ID]; v != "" && (f.Plain || f.Required) {
				q[f.ID] = []string{v}
			}
		}
	}
	return address(newURL(at.book.ID), q)
}
