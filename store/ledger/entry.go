// Package ledger keeps the entries of the registers with what is derived from
// them, their past, their evidence, and the saved views of their lists.
package ledger

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Ledgers are the queries on entries within a transaction. Under the key of
// Secrets personal names are found.
type Ledgers struct {
	*sqltx.Tx
	Secrets *seal.Ring
}

// Rows describes the table of entries.
var Rows = sqltx.Table[ledger.Entry]{
	Name: "entry",
	Columns: "id, root_id, campaign_id, register, unit_id, since_day, person_id, title, line, on_day, until_day, state, " +
		"counted_at, same_as, doc, content, created_at, created_by, changed_at, changed_by, revision",
	Keys: 1, Covered: true,
	Refs: func(e *ledger.Entry) []any {
		return []any{&e.ID, &e.Root, &e.Campaign, &e.Register, &e.Unit, sqltx.Date(&e.Since), &e.Person, &e.Title, &e.Line,
			sqltx.Date(&e.On), sqltx.Date(&e.Until), &e.State, sqltx.Instant(&e.Counted), &e.Same, doc{&e.ID}, sqltx.JSON(&e.Values),
			sqltx.Instant(&e.Created), &e.By, sqltx.Instant(&e.Changed), &e.ChangedBy, &e.Revision}
	},
}

// Pasts describes the table of what entries were.
var Pasts = sqltx.Table[ledger.Past]{
	Name:    "entry_past",
	Columns: "entry_id, n, state, line, on_day, until_day, unit_id, since_day, title, content, note, move, at, account",
	Keys:    2, Covered: true,
	Refs: func(p *ledger.Past) []any {
		return []any{&p.Entry, &p.N, &p.State, &p.Line, sqltx.Date(&p.On), sqltx.Date(&p.Until), &p.Unit, sqltx.Date(&p.Since),
			&p.Title, sqltx.JSON(&p.Values), &p.Note, &p.Move, sqltx.Instant(&p.At), &p.By}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{Rows.Cover(), Pasts.Cover(), files.Cover()}

// columns names the columns of an entry e.
var columns = "e." + strings.ReplaceAll(Rows.Columns, ", ", ", e.")

// HoldLedger keeps a campaign from being closed until the transaction ends.
func (q Ledgers) HoldLedger(id campaign.ID) error {
	if !q.Several {
		return nil
	}
	_, err := q.Int("SELECT 1 FROM campaign WHERE id = $1 FOR SHARE", string(id))
	return err
}

// HoldEntry keeps an entry for this transaction alone until it ends.
func (q Ledgers) HoldEntry(id ledger.EntryID) error {
	if !q.Several {
		return nil
	}
	_, err := q.Int("SELECT 1 FROM entry WHERE id = $1 FOR UPDATE", string(id))
	return err
}

// InsertEntry stores a new entry with its marks.
func (q Ledgers) InsertEntry(e *ledger.Entry, m ledger.Marks) error {
	if err := same(sqltx.Insert(q.Tx, Rows, e)); err != nil {
		return err
	}
	return q.InsertMarks([]ledger.EntryID{e.ID}, []ledger.Marks{m}, [][]int64{q.Grams(m)})
}

// same tells who lost a race to record the same thing what it is about.
func same(err error) error {
	if fault.Is(err, fault.Conflict) {
		return fault.Wrap(err, fault.Conflict, "ledger.same_elsewhere")
	}
	return err
}

// UpdateEntry stores what an entry has become, if nobody wrote since its
// revision, with what it was.
func (q Ledgers) UpdateEntry(e ledger.Entry, past ledger.Past, was, is ledger.Marks) (ledger.Entry, error) {
	fresh, err := sqltx.Change(q.Tx, Rows,
		`UPDATE entry SET unit_id = $1, since_day = $2, person_id = $3, title = $4, line = $5, on_day = $6, until_day = $7, state = $8,
			counted_at = $9, same_as = $10, content = $11, changed_at = $12, changed_by = $13, revision = revision + 1
		WHERE id = $14 AND revision = $15`,
		string(e.Unit), sqltx.Date(&e.Since), string(e.Person), e.Title, e.Line, sqltx.Date(&e.On), sqltx.Date(&e.Until), e.State,
		sqltx.Millis(e.Counted), e.Same, sqltx.JSON(&e.Values), sqltx.Millis(e.Changed), string(e.ChangedBy), string(e.ID), e.Revision)
	if err != nil {
		return fresh, same(err)
	}
	if err := sqltx.Insert(q.Tx, Pasts, &past); err != nil {
		return fresh, err
	}
	return fresh, q.mark(e.ID, was, is)
}

// Entry returns an entry.
func (q Ledgers) Entry(id ledger.EntryID) (ledger.Entry, error) {
	return sqltx.One(q.Tx, Rows.Refs, Rows.Select("WHERE id = $1"), string(id))
}

// named is how many entries one query asks for.
const named = 100

// EntriesNamed returns the entries with these ids that are there, by id.
func (q Ledgers) EntriesNamed(ids []ledger.EntryID) ([]ledger.Entry, error) {
	var out []ledger.Entry
	for len(ids) > 0 {
		some := ids[:min(len(ids), named)]
		ids = ids[len(some):]
		var w sqltx.Where
		w.And("id IN ("+sqltx.Marks(padded(len(some), named))+")", pad(texts(some), named)...)
		found, err := sqltx.All(q.Tx, Rows.Refs, Rows.Select(w.String()+" ORDER BY id"), w.Args...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// padded rounds a number of marks up, so that few texts arise.
func padded(n, most int) int {
	for _, size := range []int{1, 8, 32} {
		if n <= size && size <= most {
			return size
		}
	}
	size := most
	for size < n {
		size *= 2
	}
	return size
}

// pad repeats the last value until there are as many as marks.
func pad(values []any, most int) []any {
	for want := padded(len(values), most); len(values) < want; {
		values = append(values, values[len(values)-1])
	}
	return values
}

func texts[T ~string](list []T) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// none makes the zero row of one that is not there.
func none[R any](r R, err error) (R, error) {
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return r, err
}

// EntryLike returns the entry that is the same one as another and not withdrawn.
func (q Ledgers) EntryLike(e ledger.Entry) (ledger.Entry, error) {
	return none(sqltx.One(q.Tx, Rows.Refs,
		Rows.Select("WHERE root_id = $1 AND campaign_id = $2 AND register = $3 AND same_as = $4 AND same_as <> '' AND state <> 'withdrawn' AND id <> $5"),
		string(e.Root), string(e.Campaign), e.Register, e.Same, string(e.ID)))
}

// Request returns the request with which an account recorded an entry.
func (q Ledgers) Request(by people.AccountID, key string) (ledger.Request, error) {
	r := ledger.Request{By: by, Key: key}
	refs := func(r *ledger.Request) []any { return []any{&r.Entry, &r.Said} }
	found, err := none(sqltx.One(q.Tx, refs, "SELECT entry_id, said FROM entry_request WHERE account = $1 AND request_key = $2", string(by), key))
	r.Entry, r.Said = found.Entry, found.Said
	return r, err
}

// InsertRequest keeps which entry a request recorded.
func (q Ledgers) InsertRequest(r ledger.Request) error {
	_, err := q.Exec("INSERT INTO entry_request (account, request_key, entry_id, said) VALUES ($1, $2, $3, $4)", string(r.By), r.Key, string(r.Entry), r.Said)
	return err
}

// Pasts lists what an entry was, the oldest first.
func (q Ledgers) Pasts(id ledger.EntryID) ([]ledger.Past, error) {
	return sqltx.All(q.Tx, Pasts.Refs, Pasts.Select("WHERE entry_id = $1 ORDER BY n"), string(id))
}

// LinkedFrom counts the entries of a register that name an entry and count or
// will; for «evidence» its files.
func (q Ledgers) LinkedFrom(id ledger.EntryID, from string) (int64, error) {
	if from == book.Evidences {
		return q.Int("SELECT count(*) FROM evidence WHERE entry_id = $1 AND removed = ''", string(id))
	}
	return q.Int(`SELECT count(*) FROM entry_mark m JOIN entry e ON e.id = m.entry_id
		WHERE m.value = $1 AND e.register = $2 AND e.state NOT IN ('withdrawn', 'returned')`, string(id), from)
}

// MarkOf is a keyed hash by which equal values are found and none is read.
func (q Ledgers) MarkOf(context, value string) string { return q.Secrets.Mark(context, value) }

// doc keeps the short form of an entry's id, which follows from it.
type doc struct{ id *ledger.EntryID }

// docOf is the short form of an id: of one made by ident its first 64 bits, which
// grow with the time it was made.
func docOf(id ledger.EntryID) int64 {
	plain := strings.ReplaceAll(string(id), "-", "")
	n, err := strconv.ParseInt(plain[:min(16, len(plain))], 16, 64)
	if err != nil {
		return 0
	}
	return n
}
