package person

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// PersonsNamed returns the persons with these ids by their ids. The values of an
// erased one are empty.
func (q People) PersonsNamed(ids []organisation.PersonID) (map[organisation.PersonID]organisation.Person, error) {
	out := make(map[organisation.PersonID]organisation.Person, len(ids))
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	err := InParts(texts, func(list string, args []any) error {
		var w sqltx.Where
		w.And("p.id IN ("+list+")", args...)
		all, err := q.all(w.String(), w.Args...)
		for _, p := range all {
			out[p.ID] = p
		}
		return err
	})
	return out, err
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
