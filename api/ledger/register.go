package ledger

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// registerOf is a register of the ledger as a campaign keeps it.
type registerOf struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Group     string          `json:"group" enum:"people,places,work,honours,questions"`
	Clause    string          `json:"clause,omitempty" doc:"The clause of the plan that asks for it."`
	Standing  bool            `json:"standing,omitempty" doc:"Kept by the federation over all its campaigns."`
	Reference bool            `json:"reference,omitempty" doc:"Imported: nobody is asked for it."`
	Fields    []registerField `json:"fields"`
	States    []registerState `json:"states" doc:"The first is that of a new entry; beside them every entry may be «withdrawn»."`
	Moves     []registerMove  `json:"moves"`
}

// registerField is one thing that an entry holds.
type registerField struct {
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	Type     string           `json:"type" enum:"text,long_text,number,date,year,choice,tick,unit,entry,name,phone,identity"`
	Kind     string           `json:"kind,omitempty" doc:"Of a number."`
	Unit     string           `json:"unit,omitempty" doc:"What the number is written in."`
	Options  []registerOption `json:"options,omitempty"`
	To       []string         `json:"to,omitempty" doc:"Registers whose entries it may name."`
	Several  bool             `json:"several,omitempty" doc:"It may hold more than one, joined by commas."`
	Required bool             `json:"required,omitempty"`
	Filter   bool             `json:"filter,omitempty" doc:"A list is filtered by it: mark=FIELD:VALUE."`
	Max      int64            `json:"max,omitempty" doc:"Characters of a text, stored units of a number."`
}

type registerOption struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type registerState struct {
	registerOption
	Counts bool `json:"counts,omitempty" doc:"Its entries are in the figures."`
	Ends   bool `json:"ends,omitempty" doc:"It is over."`
}

type registerMove struct {
	registerOption
	From   []string `json:"from"`
	To     string   `json:"to"`
	Hand   string   `json:"hand" enum:"recorder,confirmer,office"`
	Reason bool     `json:"reason,omitempty" doc:"It asks for a reason."`
}

type registersAnswer struct {
	wire.Answer
	Items []registerOf `json:"items" doc:"In the order of the plan."`
}

func (o *operations) registers() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/registers", "list-registers", "The registers of the ledger with their fields, states and moves"),
		func(c wire.Call, in *InCampaign) (*registersAnswer, error) {
			all, err := o.Ledger.Books(c, c.Who, in.Campaign)
			if err != nil {
				return nil, err
			}
			return &registersAnswer{Items: wire.Each(all, func(b book.Book) registerOf { return describe(word.Words{Print: c.Print, Book: b}) })}, nil
		})
}

// describe writes a register in the words of its plan.
func describe(w word.Words) registerOf {
	b := w.Book
	out := registerOf{ID: b.ID, Name: w.Register(), Group: string(b.Group), Clause: b.Use.Clause, Standing: b.Standing, Reference: b.Reference, Moves: []registerMove{}}
	for _, f := range b.Fields {
		out.Fields = append(out.Fields, fieldOf(w, f))
	}
	for _, st := range b.States {
		out.States = append(out.States, registerState{registerOption{st.ID, w.State(st.ID)}, st.Counts, st.Ends})
	}
	for _, m := range b.Moves {
		out.Moves = append(out.Moves, registerMove{registerOption{m.ID, w.Move(m.ID)}, m.From, m.To, string(m.Hand), m.Reason})
	}
	return out
}

func fieldOf(w word.Words, f book.Field) registerField {
	out := registerField{
		ID: f.ID, Name: w.Field(f.ID), Type: string(f.Type), Kind: string(f.Kind), To: f.To, Several: f.Several, Required: f.Required,
		Filter: book.Marked(f), Max: f.Max,
	}
	switch f.Type {
	case register.Number:
		out.Unit = w.Print.Unit(f.Kind)
	case register.Choice:
		out.Options = wire.Each(w.Answers(f), func(o register.Option) registerOption { return registerOption{o.ID, o.Label} })
	}
	return out
}
