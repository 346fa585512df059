package person

import (
	"bytes"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// rotationSetting says that a rotation has begun and not ended.
const rotationSetting = "master key rotation"

// MasterInUse returns the id of the master key that wraps new keys.
func (q People) MasterInUse() (string, error) {
	return sqltx.One(q.Tx, func(s *string) []any { return []any{s} }, "SELECT value FROM setting WHERE name = $1", MasterSetting)
}

// Rotating reports whether a rotation has begun and not ended.
func (q People) Rotating() (bool, error) {
	n, err := q.Int("SELECT count(*) FROM setting WHERE name = $1 AND value <> ''", rotationSetting)
	return n > 0, err
}

// UseMaster puts a master key in use and begins the rotation to it.
func (q People) UseMaster(id string) error {
	if _, err := q.Keys.Master(id); err != nil {
		return err
	}
	for _, name := range []string{MasterSetting, rotationSetting} {
		if err := q.set(name, id); err != nil {
			return err
		}
	}
	return nil
}

// EndRotation implements privacy.Tx.
func (q People) EndRotation() error { return q.set(rotationSetting, "") }

func (q People) set(name, value string) error {
	_, err := q.Exec("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2", name, value)
	return err
}

// WrappedBy counts the keys by the master key and the suite that wrap them.
func (q People) WrappedBy() ([]privacy.Wrapped, error) {
	return sqltx.All(q.Tx, func(w *privacy.Wrapped) []any { return []any{&w.Master, &w.Suite, &w.Persons} },
		`SELECT master, CASE WHEN substr(wrapped, 1, $1) = $2 THEN $3 ELSE '' END AS suite, count(*) FROM person_key
		GROUP BY master, suite ORDER BY master, suite`, q.prefix(), q.Keys.Suite().Prefix(), q.Keys.Suite().ID())
}

func (q People) prefix() int64 { return int64(len(q.Keys.Suite().Prefix())) }

// wrapped is the key of a person as it lies wrapped.
type wrapped struct {
	id     organisation.PersonID
	master string
	bytes  []byte
}

// Rewrap wraps some keys, of the persons after one, by the master key in use
// and the suite chosen.
func (q People) Rewrap(after organisation.PersonID, limit int) (b privacy.Batch, err error) {
	master, err := q.master()
	if err != nil {
		return b, err
	}
	all, err := sqltx.All(q.Tx, func(w *wrapped) []any { return []any{&w.id, &w.master, &w.bytes} },
		`SELECT person_id, master, wrapped FROM person_key
		WHERE person_id > $1 AND (master <> $2 OR substr(wrapped, 1, $3) <> $4) ORDER BY person_id LIMIT $5`,
		string(after), master, q.prefix(), q.Keys.Suite().Prefix(), limit)
	if err != nil {
		return b, err
	}
	for _, w := range all {
		if err := q.rewrap(w, master); err != nil {
			return b, err
		}
		b.Last = w.id
	}
	b.Done, b.More = len(all), len(all) == limit
	return b, nil
}

// rewrap wraps one key anew, unless the person was erased meanwhile.
func (q People) rewrap(w wrapped, master string) error {
	key, err := q.key(&row{Person: organisation.Person{ID: w.id}, master: w.master, wrapped: w.bytes})
	if err != nil {
		return err
	}
	fresh, err := q.wrap(master, w.id, key)
	if err != nil {
		return err
	}
	_, err = q.Exec("UPDATE person_key SET master = $1, wrapped = $2 WHERE person_id = $3 AND wrapped = $4", master, fresh, string(w.id), w.bytes)
	return err
}

// Reseal seals the values of some persons of a root, of those after one, by the
// suite chosen.
func (q People) Reseal(root organisation.UnitID, after organisation.PersonID, limit int) (b privacy.Batch, err error) {
	all, err := sqltx.All(q.Tx, withKey, selectRow+`WHERE p.root_id = $1 AND p.id > $2 AND p.erased_at = 0 AND substr(p.name, 1, $3) <> $4
		ORDER BY p.id LIMIT $5`, string(root), string(after), q.prefix(), q.Keys.Suite().Prefix(), limit)
	if err != nil {
		return b, err
	}
	for i := range all {
		if err := q.reseal(&all[i]); err != nil {
			return b, err
		}
		b.Last = all[i].ID
	}
	b.Done, b.More = len(all), len(all) == limit
	return b, nil
}

func (q People) reseal(r *row) error {
	if err := q.open(r); err != nil {
		return err
	}
	key, err := q.key(r)
	if err != nil {
		return err
	}
	old := bytes.Clone(r.name)
	if err := r.seal(q.Keys.Suite(), key); err != nil {
		return err
	}
	_, err = sqltx.Change(q.Tx, rows, `UPDATE person SET name = $1, phone = $2, id_number = $3, revision = revision + 1
		WHERE id = $4 AND revision = $5 AND name = $6`, r.name, r.phone, r.idNumber, string(r.ID), r.Revision, old)
	return err
}
