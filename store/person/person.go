// Package person holds the queries on persons. It is the one place where their
// names, phones and identity numbers are sealed and opened.
package person

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// People is a transaction that knows the persons. One of the master keys of the
// ring wraps the key of each.
type People struct {
	*sqltx.Tx
	Keys *seal.Ring
}

// Covered describes the tables here that the audit trail covers. The row of a
// person holds ciphertext, so its hash tells nothing and outlives the key.
var Covered = []sqltx.Covered{rows.Cover()}

// row is a person as stored.
type row struct {
	organisation.Person
	name, phone, idNumber []byte
	master                string // that wraps the person's key, only when read
	wrapped               []byte // the person's key, only when read
}

var rows = sqltx.Table[row]{
	Name: "person", Columns: "id, root_id, name, phone, id_number, erased_at, revision", Keys: 1, Covered: true,
	Refs: func(r *row) []any {
		return []any{&r.ID, &r.Root, &r.name, &r.phone, &r.idNumber, sqltx.Instant(&r.Erased), &r.Revision}
	},
}

func withKey(r *row) []any { return append(rows.Refs(r), &r.master, &r.wrapped) }

const selectRow = `SELECT p.id, p.root_id, p.name, p.phone, p.id_number, p.erased_at, p.revision, coalesce(k.master, ''), k.wrapped
	FROM person p LEFT JOIN person_key k ON k.person_id = p.id `

// fields pairs each sealed column with its plain value and its context.
func (r *row) fields() [3]struct {
	sealed  *[]byte
	plain   *string
	context string
} {
	at := "person/" + string(r.ID) + "/"
	return [3]struct {
		sealed  *[]byte
		plain   *string
		context string
	}{{&r.name, &r.Name, at + "name"}, {&r.phone, &r.Phone, at + "phone"}, {&r.idNumber, &r.IDNumber, at + "id_number"}}
}

func keyContext(id organisation.PersonID) string { return "person_key/" + string(id) }

func (r *row) seal(by seal.Suite, key seal.Key) (err error) {
	for _, f := range r.fields() {
		if *f.sealed, err = key.Seal(by, []byte(*f.plain), f.context); err != nil {
			return err
		}
	}
	return nil
}

// open opens the values of a row. Those of an erased person stay empty.
func (q People) open(r *row) error {
	if r.wrapped == nil && !r.Erased.IsZero() {
		return nil
	}
	key, err := q.key(r)
	if err != nil {
		return err
	}
	for _, f := range r.fields() {
		plain, err := key.Open(*f.sealed, f.context)
		if err != nil {
			return err
		}
		*f.plain = string(plain)
	}
	return nil
}

// InsertPerson stores a new person under a new key.
func (q People) InsertPerson(p *organisation.Person) error {
	return q.InsertPersons([]organisation.Person{*p})
}

// InsertPersons stores new persons, each under a new key, many to a statement.
func (q People) InsertPersons(all []organisation.Person) error {
	if len(all) == 0 {
		return nil
	}
	master, err := q.master()
	if err != nil {
		return err
	}
	sealed, keys := make([]row, len(all)), make([]keyRow, len(all))
	for i, p := range all {
		key := seal.NewKey()
		sealed[i].Person = p
		if err := sealed[i].seal(q.Keys.Suite(), key); err != nil {
			return err
		}
		keys[i] = keyRow{person: p.ID, master: master, name: q.nameMark(p.Name), identity: q.identityMark(p.IDNumber)}
		if keys[i].wrapped, err = q.wrap(master, p.ID, key); err != nil {
			return err
		}
	}
	if err := sqltx.InsertAll(q.Tx, rows, sealed); err != nil {
		return err
	}
	return sqltx.InsertAll(q.Tx, keyRows, keys)
}

func (q People) row(id organisation.PersonID) (row, error) {
	r, err := sqltx.One(q.Tx, withKey, selectRow+"WHERE p.id = $1", string(id))
	if err != nil {
		return r, err
	}
	return r, q.open(&r)
}

// Person returns a person with the values opened; those of an erased one are
// empty.
func (q People) Person(id organisation.PersonID) (organisation.Person, error) {
	r, err := q.row(id)
	return r.Person, err
}

// Persons returns all persons of a root, in the order they were entered.
func (q People) Persons(root organisation.UnitID) ([]organisation.Person, error) {
	return q.all("WHERE p.root_id = $1 ORDER BY p.id", string(root))
}

// Staff returns the persons who work, or worked, for a campaign.
func (q People) Staff(id campaign.ID) (post.Staff, error) {
	all, err := q.all(`WHERE p.id IN (SELECT person_id FROM post_holding WHERE campaign_id = $1
		UNION SELECT person_id FROM post_delegate WHERE campaign_id = $1
		UNION SELECT person_id FROM liaison WHERE campaign_id = $1) ORDER BY p.id`, string(id))
	out := make(post.Staff, len(all))
	for _, p := range all {
		out[p.ID] = p
	}
	return out, err
}

// all reads persons with their values opened.
func (q People) all(which string, args ...any) ([]organisation.Person, error) {
	all, err := sqltx.All(q.Tx, withKey, selectRow+which, args...)
	if err != nil {
		return nil, err
	}
	out := make([]organisation.Person, len(all))
	for i := range all {
		if err := q.open(&all[i]); err != nil {
			return nil, err
		}
		out[i] = all[i].Person
	}
	return out, nil
}

// UpdatePerson seals and writes the values of a person who is not erased.
func (q People) UpdatePerson(p organisation.Person) (organisation.Person, error) {
	r, err := q.row(p.ID)
	if err != nil {
		return p, err
	}
	key, err := q.key(&r)
	if err != nil {
		return p, err
	}
	if r.Name != p.Name {
		if err := q.renameGrams(p.ID, r.Name, p.Name); err != nil {
			return p, err
		}
	}
	r.Person = p
	if err := r.seal(q.Keys.Suite(), key); err != nil {
		return p, err
	}
	if _, err := q.Exec("UPDATE person_key SET name_mark = $1, identity_mark = $2 WHERE person_id = $3",
		q.nameMark(p.Name), q.identityMark(p.IDNumber), string(p.ID)); err != nil {
		return p, err
	}
	fresh, err := sqltx.Change(q.Tx, rows, `UPDATE person SET name = $1, phone = $2, id_number = $3, revision = revision + 1
		WHERE id = $4 AND revision = $5`, r.name, r.phone, r.idNumber, string(p.ID), p.Revision)
	p.Revision = fresh.Revision
	return p, err
}

// HideIdentity removes the mark by which a person is found by the identity
// number; the number itself stays sealed.
func (q People) HideIdentity(id organisation.PersonID) error {
	_, err := q.Exec("UPDATE person_key SET identity_mark = '' WHERE person_id = $1", string(id))
	return err
}

// ErasePerson overwrites and removes the key of a person, and the marks by which
// the name was found. The sealed values
// stay in the row and nobody can open them.
func (q People) ErasePerson(id organisation.PersonID, revision int64, at time.Time) (organisation.Person, error) {
	r, err := sqltx.Change(q.Tx, rows, `UPDATE person SET erased_at = $1, revision = revision + 1
		WHERE id = $2 AND revision = $3`, at.UnixMilli(), string(id), revision)
	if err != nil {
		return r.Person, err
	}
	blank := make([]byte, 68) // no shorter than a wrapped key, so that it is written over it
	if _, err := q.Exec("UPDATE person_key SET wrapped = $1, name_mark = '', identity_mark = '' WHERE person_id = $2", blank, string(id)); err != nil {
		return r.Person, err
	}
	if _, err = q.Exec("DELETE FROM person_key WHERE person_id = $1", string(id)); err != nil {
		return r.Person, err
	}
	return r.Person, q.forgetGrams(id)
}
