package store_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// Whoever stores a long list asks for a hundred of its persons at a time: each
// time by an index, although the server has counted none of those rows yet.
func TestManyNamesAreFoundByAnIndex(t *testing.T) {
	t.Parallel()
	enough := errors.New("enough")
	err := storetest.Postgres(t).Update(t.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec("INSERT INTO unit (id, root_id, code, category, founded_on, closed_on, closed_reason, revision) VALUES ('u', 'u', 'u', '', '', '', '', 1)"); err != nil {
			return err
		}
		for part := range 20 {
			if err := hundred(tx, part*100); err != nil {
				return err
			}
		}
		read, err := tx.Int("SELECT sum(seq_tup_read) FROM pg_stat_xact_user_tables WHERE relname IN ('person', 'person_key')")
		if err != nil || read != 0 {
			t.Errorf("%d rows were gone through, %v", read, err)
		}
		return enough
	})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
}

// hundred stores persons and asks for them by their numbers and their ids.
func hundred(tx *store.Tx, from int) error {
	all, numbers, ids := make([]organisation.Person, 100), make([]string, 100), make([]organisation.PersonID, 100)
	for i := range all {
		numbers[i], ids[i] = fmt.Sprintf("41042219700101%04d", from+i), organisation.PersonID(fmt.Sprintf("p%04d", from+i))
		all[i] = organisation.Person{ID: ids[i], Root: "u", Name: "某人", IDNumber: numbers[i], Revision: 1}
	}
	if err := tx.InsertPersons(all); err != nil {
		return err
	}
	numbered, err := tx.PersonsIdentified("u", numbers)
	if err != nil {
		return err
	}
	named, err := tx.PersonsNamed(ids)
	if err == nil && (len(numbered) != 100 || len(named) != 100) {
		err = fmt.Errorf("%d persons by their numbers, %d by their ids", len(numbered), len(named))
	}
	return err
}
