// Package roster holds the queries on who is honoured and takes part, on persons
// who were entered twice, and on what was decided on them.
package roster

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	storeledger "github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Rosters is a transaction with these queries.
type Rosters struct{ *sqltx.Tx }

// Members lists who is on the roster of a federation on a day, a row for each
// honour: the entry's own, a further one, or one of an entry that was merged
// into it.
func (q Rosters) Members(root organisation.UnitID, of campaign.ID, on string, units []organisation.UnitID) ([]roster.Member, error) {
	args, among := []any{string(root), on, string(of)}, ""
	for i, u := range units {
		among += ", $" + strconv.Itoa(len(args)+1)
		if args = append(args, string(u)); i == len(units)-1 {
			among = " AND unit_id IN (" + among[2:] + ")"
		}
	}
	return sqltx.All(q.Tx, func(m *roster.Member) []any {
		return []any{&m.Entry, &m.Person, &m.Unit, &m.Family, &m.Level, &m.Industry, &m.Status}
	}, `WITH member AS (SELECT id, person_id, unit_id FROM entry
			WHERE root_id = $1 AND campaign_id = '' AND register = 'honourees' AND state <> 'withdrawn' AND counted_at > 0 AND (until_day = '' OR until_day >= $2)`+among+`),
		honour AS (SELECT id, id AS source FROM member
			UNION ALL SELECT m.value, e.id FROM entry e JOIN entry_mark m ON m.entry_id = e.id AND m.field = 'honouree'
				WHERE e.root_id = $1 AND e.campaign_id = '' AND e.register = 'honours' AND e.counted_at > 0
			UNION ALL SELECT p.kept, CASE WHEN p.kept = p.a THEN p.b ELSE p.a END FROM entry_pair p WHERE p.root_id = $1 AND p.verdict = 'merged'),
		answer AS (SELECT m.value AS id, e.state FROM entry e JOIN entry_mark m ON m.entry_id = e.id AND m.field = 'participant'
			WHERE e.root_id = $1 AND e.campaign_id = $3 AND e.register = 'participations' AND e.state <> 'withdrawn')
		SELECT m.id, m.person_id, m.unit_id, coalesce(f.value, ''), coalesce(l.value, ''), coalesce(i.value, ''), coalesce(a.state, '')
		FROM member m JOIN honour h ON h.id = m.id
		LEFT JOIN entry_mark f ON f.entry_id = h.source AND f.field = 'family'
		LEFT JOIN entry_mark l ON l.entry_id = h.source AND l.field = 'level'
		LEFT JOIN entry_mark i ON i.entry_id = m.id AND i.field = 'industry'
		LEFT JOIN answer a ON a.id = m.id
		ORDER BY m.id, h.source, a.state`, args...)
}

// Participation returns the answer of a participant to a campaign, "" for none.
func (q Rosters) Participation(of campaign.ID, participant ledger.EntryID) (ledger.EntryID, error) {
	e, err := sqltx.One(q.Tx, func(id *ledger.EntryID) []any { return []any{id} },
		`SELECT e.id FROM entry e JOIN entry_mark m ON m.entry_id = e.id AND m.field = 'participant' AND m.value = $2
		WHERE e.campaign_id = $1 AND e.register = 'participations' AND e.state <> 'withdrawn' ORDER BY e.id LIMIT 1`, string(of), string(participant))
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	return e, err
}

// Alike lists the entries of a register whose persons have a name or an identity
// number that another one has, too.
func (q Rosters) Alike(root organisation.UnitID, register string) ([]roster.Alike, error) {
	return sqltx.All(q.Tx, func(a *roster.Alike) []any { return []any{&a.Entry, &a.Person, &a.Unit, &a.Name, &a.Identity} },
		`WITH human AS (SELECT e.id, e.person_id, e.unit_id, k.name_mark, k.identity_mark FROM entry e JOIN person_key k ON k.person_id = e.person_id
			WHERE e.root_id = $1 AND e.campaign_id = '' AND e.register = $2 AND e.state <> 'withdrawn')
		SELECT id, person_id, unit_id, name_mark, identity_mark FROM human
		WHERE name_mark IN (SELECT name_mark FROM human GROUP BY name_mark HAVING count(*) > 1)
			OR identity_mark <> '' AND identity_mark IN (SELECT identity_mark FROM human GROUP BY identity_mark HAVING count(*) > 1)
		ORDER BY name_mark, id`, string(root), register)
}

// Naming lists the entries that name an entry and are not withdrawn.
func (q Rosters) Naming(id ledger.EntryID) ([]ledger.EntryID, error) {
	return sqltx.All(q.Tx, func(id *ledger.EntryID) []any { return []any{id} },
		`SELECT DISTINCT e.id FROM entry e JOIN entry_mark m ON m.entry_id = e.id WHERE m.value = $1 AND e.state <> 'withdrawn' ORDER BY e.id`, string(id))
}

// Listed gives the entries of reference data that are listed, of the units of a
// reach on a day.
func (q Rosters) Listed(root organisation.UnitID, register string, reach people.Scope, on string, give func(ledger.Entry) error) error {
	var w sqltx.Where
	w.And("root_id = ? AND campaign_id = '' AND register = ? AND counted_at > 0", string(root), register)
	if !reach.Whole {
		w.Raw("unit_id IN (" + storeledger.Within(&w, reach, on) + ")")
	}
	var e ledger.Entry
	refs := storeledger.Rows.Refs(&e)
	return q.Scan(func(scan func(...any) error) error {
		if err := scan(refs...); err != nil {
			return err
		}
		return give(e)
	}, storeledger.Rows.Select(w.String()+" ORDER BY id"), w.Args...)
}

var pairs = sqltx.Table[roster.Pair]{
	Name: "entry_pair", Columns: "a, b, root_id, verdict, kept, moved, withdrawn, given, left_alone, note, at, account, revision", Keys: 2, Covered: true,
	Refs: func(p *roster.Pair) []any {
		return []any{&p.A, &p.B, &p.Root, &p.Verdict, &p.Kept, sqltx.JSON(&p.Moved), sqltx.JSON(&p.Withdrawn), sqltx.JSON(&p.Given), &p.Left, &p.Note, sqltx.Instant(&p.At), &p.By, &p.Revision}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{pairs.Cover()}

// Pairs lists what was decided in a federation, the last first.
func (q Rosters) Pairs(root organisation.UnitID) ([]roster.Pair, error) {
	return sqltx.All(q.Tx, pairs.Refs, pairs.Select("WHERE root_id = $1 ORDER BY at DESC, a, b"), string(root))
}

// Pair returns what was decided on two entries; Verdict "" for nothing.
func (q Rosters) Pair(a, b ledger.EntryID) (roster.Pair, error) {
	p, err := sqltx.One(q.Tx, pairs.Refs, pairs.Select("WHERE a = $1 AND b = $2"), string(a), string(b))
	if fault.Is(err, fault.NotFound) {
		return roster.Pair{A: a, B: b}, nil
	}
	return p, err
}

// InsertPair stores a first decision.
func (q Rosters) InsertPair(p *roster.Pair) error { return sqltx.Insert(q.Tx, pairs, p) }

// UpdatePair stores a further decision, if nobody wrote since its revision.
func (q Rosters) UpdatePair(p roster.Pair) (roster.Pair, error) {
	return sqltx.Change(q.Tx, pairs, `UPDATE entry_pair SET verdict = $1, kept = $2, moved = $3, withdrawn = $4, given = $5, left_alone = $6, note = $7, at = $8, account = $9,
		revision = revision + 1 WHERE a = $10 AND b = $11 AND revision = $12`,
		string(p.Verdict), string(p.Kept), sqltx.JSON(&p.Moved), sqltx.JSON(&p.Withdrawn), sqltx.JSON(&p.Given), p.Left, p.Note, sqltx.Millis(p.At), string(p.By),
		string(p.A), string(p.B), p.Revision)
}

// Answers returns what participants answered to a campaign.
func (q Rosters) Answers(of campaign.ID, participants []ledger.EntryID) (out []roster.Answer, err error) {
	for len(participants) > 0 {
		some := participants[:min(len(participants), 100)]
		participants = participants[len(some):]
		var w sqltx.Where
		w.And("e.campaign_id = ? AND e.register = 'participations' AND e.state <> 'withdrawn'", string(of))
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = string(id)
		}
		w.And("m.value IN ("+sqltx.Marks(len(args))+")", args...)
		found, err := sqltx.All(q.Tx, func(a *roster.Answer) []any { return []any{&a.Participant, &a.Status} },
			"SELECT m.value, e.state FROM entry_mark m JOIN entry e ON e.id = m.entry_id AND m.field = 'participant' "+w.String()+" ORDER BY m.value", w.Args...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}
