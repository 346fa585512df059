package person

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// asked is how many persons one query asks for.
const asked = 100

// InParts gives the values on, as many at a time as one query asks for, padded
// with the last so that few texts arise.
func InParts(values []string, do func(marks string, args []any) error) error {
	for len(values) > 0 {
		some := values[:min(len(values), asked)]
		values = values[len(some):]
		size := asked
		if len(some) <= 8 {
			size = 8
		}
		args := make([]any, size)
		for i := range args {
			args[i] = some[min(i, len(some)-1)]
		}
		if err := do(sqltx.Marks(size), args); err != nil {
			return err
		}
	}
	return nil
}

// PersonsIdentified returns the persons with these identity numbers who are
// there and not erased.
func (q People) PersonsIdentified(root organisation.UnitID, numbers []string) ([]organisation.Person, error) {
	marks := make([]string, len(numbers))
	for i, n := range numbers {
		marks[i] = q.identityMark(n)
	}
	ids, err := Marked(q.Tx, "identity_mark", marks)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found := make([]organisation.PersonID, 0, len(ids))
	for id := range ids {
		found = append(found, organisation.PersonID(id))
	}
	slices.Sort(found)
	persons, err := q.PersonsNamed(found)
	var out []organisation.Person
	for _, id := range found {
		if p := persons[id]; p.Root == root {
			out = append(out, p)
		}
	}
	return out, err
}

// Marked returns the persons who have one of the marks in a column of the keys,
// each with its mark. It asks for nothing else: where an engine may choose it
// would go through all persons of a federation.
func Marked(tx *sqltx.Tx, column string, marks []string) (map[string]string, error) {
	out := map[string]string{}
	err := InParts(marks, func(list string, args []any) error {
		var w sqltx.Where
		w.And(column+" IN ("+list+")", args...)
		w.And(column + " <> ''")
		return tx.Scan(func(scan func(...any) error) error {
			var id, mark string
			if err := scan(&id, &mark); err != nil {
				return err
			}
			out[id] = mark
			return nil
		}, "SELECT person_id, "+column+" FROM person_key "+w.String(), w.Args...)
	})
	return out, err
}

// NameMark is by which the same name is found under the keys of an installation,
// however it was spaced.
func NameMark(keys *seal.Ring, name string) string { return People{Keys: keys}.nameMark(name) }
