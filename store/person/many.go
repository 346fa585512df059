package person

import (
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
	var out []organisation.Person
	err := InParts(marks, func(list string, args []any) error {
		var w sqltx.Where
		w.And("p.root_id = ?", string(root))
		w.And("k.identity_mark IN ("+list+")", args...)
		found, err := q.all(w.String()+" ORDER BY p.id", w.Args...)
		out = append(out, found...)
		return err
	})
	return out, err
}

// NameMark is by which the same name is found under the keys of an installation,
// however it was spaced.
func NameMark(keys *seal.Ring, name string) string { return People{Keys: keys}.nameMark(name) }
