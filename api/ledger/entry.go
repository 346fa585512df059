package ledger

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// opened is an entry as its page shows it.
type opened struct {
	wire.Answer
	entryRow
	Human    *entryHuman    `json:"human,omitempty" doc:"Whom it is about, masked as the asker may see it."`
	May      []string       `json:"may" doc:"What the asker may do: correct, withdraw, transfer, attach."`
	Moves    []string       `json:"moves" doc:"The moves that the asker can make now."`
	Related  []entryRelated `json:"related" doc:"What other entries say of it."`
	Past     []entryPast    `json:"past" doc:"What it was before, the oldest first."`
	Evidence []entryFile    `json:"evidence"`
}

type entryHuman struct {
	Name     string `json:"name"`
	Phone    string `json:"phone,omitempty"`
	Identity string `json:"identity,omitempty"`
}

type entryRelated struct {
	Register string            `json:"register"`
	Field    string            `json:"field"`
	Count    int64             `json:"count"`
	Sums     map[string]string `json:"sums,omitempty" doc:"Of what is in the figures, by number field, as typed."`
}

type entryPast struct {
	Revision int64             `json:"revision"`
	State    string            `json:"state"`
	Values   map[string]string `json:"values"`
	Note     string            `json:"note,omitempty"`
	Move     string            `json:"move,omitempty"`
	At       *time.Time        `json:"at" doc:"When it was changed."`
}

type recording struct {
	InRegister
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"Chosen by the client, another one for each entry. Sent again with the same key, nothing is recorded twice: the answer is the entry recorded first."`
	Body struct {
		Unit   string            `json:"unit" maxLength:"32" doc:"Code of the unit that did it, or whose it is."`
		Values map[string]string `json:"values" doc:"By field, as typed."`
	}
}

type correction struct {
	OneEntry
	Body struct {
		Revision int64             `json:"revision" minimum:"1"`
		Values   map[string]string `json:"values" doc:"Only what changes, as typed; \"\" empties a field."`
		Note     string            `json:"note,omitempty" maxLength:"500" doc:"Why."`
	}
}

type moving struct {
	OneEntry
	Body struct {
		Revision int64             `json:"revision" minimum:"1"`
		Move     string            `json:"move" maxLength:"64"`
		Reason   string            `json:"reason,omitempty" maxLength:"500"`
		Values   map[string]string `json:"values,omitempty" doc:"What the move asks for, by field, as typed: kept with it, or neither is."`
	}
}

type movingMany struct {
	InRegister
	Body struct {
		Move    string      `json:"move" maxLength:"64"`
		Reason  string      `json:"reason,omitempty" maxLength:"500"`
		Entries []entryPick `json:"entries" minItems:"1" maxItems:"500"`
	}
}

type entryPick struct {
	ID       ledger.EntryID `json:"id" maxLength:"64"`
	Revision int64          `json:"revision" minimum:"1"`
}

type movedAnswer struct {
	wire.Answer
	Moved int `json:"moved"`
}

type withdrawing struct {
	OneEntry
	Body struct {
		Revision int64  `json:"revision" minimum:"1"`
		Reason   string `json:"reason" maxLength:"500"`
	}
}

type transferring struct {
	OneEntry
	Body struct {
		Revision int64    `json:"revision" minimum:"1"`
		Unit     string   `json:"unit" maxLength:"32" doc:"Code of the unit whose it is from then on."`
		From     wire.Day `json:"from"`
	}
}

func (o *operations) entries() {
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/registers/{register}/entries", "record-entry", "Record an entry; who may confirm it confirms it by recording it"), o.record)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/registers/{register}/moves", "move-entries", "Move many entries of a register: all of them or none"), o.moveMany)
	wire.Serve(o.Host, wire.Read("/entries/{entry}", "get-entry", "An entry with what it was, what names it, and what one may do with it"), o.open)
	wire.Serve(o.Host, wire.Write(http.MethodPatch, "/entries/{entry}", "correct-entry", "Correct an entry; what it was is kept"), func(c wire.Call, in *correction) (*opened, error) {
		_, err := o.Ledger.Correct(c, c.Who, in.Entry, in.Body.Revision, in.Body.Values, in.Body.Note)
		return o.after(c, in.OneEntry, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/entries/{entry}/moves", "move-entry", "Move an entry: confirm, return, accept … (see its register)"), func(c wire.Call, in *moving) (*opened, error) {
		_, err := o.Ledger.Move(c, c.Who, ledger.Pick{ID: in.Entry, Revision: in.Body.Revision}, ledger.Step{Move: in.Body.Move, Reason: in.Body.Reason, Typed: in.Body.Values})
		return o.after(c, in.OneEntry, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/entries/{entry}/withdraw", "withdraw-entry", "Take an entry back (作废); it stays readable with its reason"), func(c wire.Call, in *withdrawing) (*opened, error) {
		_, err := o.Ledger.Withdraw(c, c.Who, in.Entry, in.Body.Revision, in.Body.Reason)
		return o.after(c, in.OneEntry, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/entries/{entry}/transfer", "transfer-entry", "Give an entry to another unit from a day on"), o.transfer)
}

func (o *operations) record(c wire.Call, in *recording) (*opened, error) {
	unit, err := o.Unit(c, in.Body.Unit)
	if err != nil {
		return nil, err
	}
	e, err := o.Ledger.Record(c, c.Who, ledger.New{Campaign: in.Campaign, Register: in.Register, Unit: unit, Typed: in.Body.Values, Key: in.Key})
	return o.after(c, OneEntry{e.ID}, err)
}

func (o *operations) moveMany(c wire.Call, in *movingMany) (*movedAnswer, error) {
	if _, err := o.Ledger.Book(c, c.Who, in.Campaign, in.Register); err != nil {
		return nil, err
	}
	picks := wire.Each(in.Body.Entries, func(p entryPick) ledger.Pick { return ledger.Pick{ID: p.ID, Revision: p.Revision} })
	n, err := o.Ledger.MoveAll(c, c.Who, picks, in.Body.Move, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return &movedAnswer{Moved: n}, nil
}

func (o *operations) transfer(c wire.Call, in *transferring) (*opened, error) {
	from, err := in.Body.From.Date("from")
	if err != nil {
		return nil, err
	}
	if err := o.Ledger.Allowed(c, c.Who, ledgerRead, in.Entry); err != nil {
		return nil, err
	}
	unit, err := o.Unit(c, in.Body.Unit)
	if err == nil {
		_, err = o.Ledger.Transfer(c, c.Who, in.Entry, in.Body.Revision, unit, from)
	}
	return o.after(c, in.OneEntry, err)
}

// after answers with the entry as it is after a change.
func (o *operations) after(c wire.Call, in OneEntry, err error) (*opened, error) {
	if err != nil {
		return nil, err
	}
	return o.open(c, &in)
}

func (o *operations) open(c wire.Call, in *OneEntry) (*opened, error) {
	e, err := o.Ledger.Open(c, c.Who, in.Entry)
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	return openedOf(&e, code), nil
}

func openedOf(e *ledger.Opened, code func(organisation.UnitID) string) *opened {
	out := &opened{entryRow: rowOf(&e.Book, code, &e.Row), May: []string{}, Moves: []string{}, Related: []entryRelated{}, Past: []entryPast{}, Evidence: []entryFile{}}
	if e.Human != nil {
		out.Human = &entryHuman{e.Human.Name, e.Human.Phone, e.Human.Identity}
	}
	for _, m := range []struct {
		may  bool
		what string
	}{{e.May.Correct, "correct"}, {e.May.Withdraw, "withdraw"}, {e.May.Transfer, "transfer"}, {e.May.Attach, "attach"}} {
		if m.may {
			out.May = append(out.May, m.what)
		}
	}
	for _, m := range e.Moves {
		out.Moves = append(out.Moves, m.ID)
	}
	for _, r := range e.Related {
		out.Related = append(out.Related, relatedOf(r))
	}
	for _, p := range e.Past {
		out.Past = append(out.Past, entryPast{p.N, p.State, typed(&e.Book, p.Values), p.Note, p.Move, wire.Instant(p.At)})
	}
	for _, ev := range e.Evidence {
		out.Evidence = append(out.Evidence, proofOf(ev))
	}
	return out
}

func relatedOf(r ledger.Related) entryRelated {
	out := entryRelated{Register: r.Register, Field: r.Field, Count: r.Count, Sums: map[string]string{}}
	shape, _ := book.ShapeOf(r.Register)
	for id, n := range r.Sums {
		if f, ok := shape.Field(id); ok && f.Adds() {
			out.Sums[id] = f.Kind.Plain(n)
		}
	}
	return out
}
