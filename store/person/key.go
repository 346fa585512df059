package person

import (
	"strings"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// MasterSetting is the setting that names the master key which wraps new keys
// of persons.
const MasterSetting = "master key"

// keyRow is the key of a person as it lies wrapped, with the marks that go when
// it goes.
type keyRow struct {
	person         organisation.PersonID
	master         string
	wrapped        []byte
	name, identity string
}

// keyRows is covered by nothing: a key is to be destroyed, and changed by a
// rotation.
var keyRows = sqltx.Table[keyRow]{
	Name: "person_key", Columns: "person_id, master, wrapped, name_mark, identity_mark", Keys: 1,
	Refs: func(r *keyRow) []any { return []any{&r.person, &r.master, &r.wrapped, &r.name, &r.identity} },
}

// master returns the id of the master key that wraps new keys. It holds the
// setting until the transaction ends, so that no key is wrapped by one that a
// rotation has just left.
func (q People) master() (string, error) {
	lock := ""
	if q.Several {
		lock = " FOR SHARE"
	}
	return sqltx.One(q.Tx, func(s *string) []any { return []any{s} }, "SELECT value FROM setting WHERE name = $1"+lock, MasterSetting)
}

func (q People) wrap(master string, id organisation.PersonID, key seal.Key) ([]byte, error) {
	m, err := q.Keys.Master(master)
	if err != nil {
		return nil, err
	}
	return m.Seal(q.Keys.Suite(), key, keyContext(id))
}

// key opens the key of a person.
func (q People) key(r *row) (seal.Key, error) {
	m, err := q.Keys.Master(r.master)
	if err != nil {
		return nil, err
	}
	return m.Open(r.wrapped, keyContext(r.ID))
}

// nameMark is by which the same name is found, however it was spaced.
func (q People) nameMark(name string) string {
	return q.Keys.Mark("person/name", strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '·' {
			return -1
		}
		return unicode.ToLower(r)
	}, name))
}

// identityMark is by which the same identity number is found, "" for none.
func (q People) identityMark(number string) string {
	if number == "" {
		return ""
	}
	return q.Keys.Mark("person/id_number", strings.ToUpper(number))
}
