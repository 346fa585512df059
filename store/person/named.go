package person

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// named is how many persons one query asks for.
const named = 200

// PersonsNamed returns the persons with these ids by their ids. The values of an
// erased one are empty.
func (q People) PersonsNamed(ids []organisation.PersonID) (map[organisation.PersonID]organisation.Person, error) {
	out := make(map[organisation.PersonID]organisation.Person, len(ids))
	for len(ids) > 0 {
		some := ids[:min(len(ids), named)]
		ids = ids[len(some):]
		var w sqltx.Where
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = string(id)
		}
		w.And("p.id IN ("+sqltx.Marks(len(some))+")", args...)
		all, err := q.all(w.String(), w.Args...)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			out[p.ID] = p
		}
	}
	return out, nil
}

// PersonIdentified returns the person of a root with an identity number, the
// first entered; the zero Person if there is none.
func (q People) PersonIdentified(root organisation.UnitID, number string) (organisation.Person, error) {
	if number == "" {
		return organisation.Person{}, nil
	}
	r, err := sqltx.One(q.Tx, withKey, selectRow+"WHERE k.identity_mark = $1 AND p.root_id = $2 ORDER BY p.id LIMIT 1",
		q.identityMark(number), string(root))
	if fault.Is(err, fault.NotFound) {
		return organisation.Person{}, nil
	}
	if err != nil {
		return organisation.Person{}, err
	}
	err = q.open(&r)
	return r.Person, err
}
