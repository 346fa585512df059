package privacy_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// vault is a federation with more persons than one batch takes.
type vault struct {
	t     *testing.T
	db    *store.DB
	root  organisation.UnitID
	ids   []organisation.PersonID
	clock func() time.Time
}

// each plays a test on both engines.
func each(t *testing.T, persons int, play func(v *vault)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		v := &vault{t: t, db: db, clock: func() time.Time { return time.Date(2018, 9, 28, 1, 0, 0, 0, time.UTC) }}
		v.fill(persons)
		play(v)
	})
}

var program = people.Program(audit.Origin{Request: "command line"})

func (v *vault) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v *vault) fill(n int) {
	units := organisation.NewService(store.Scope[organisation.Tx](v.db), v.clock)
	u, err := units.Found(v.t.Context(), program, organisation.Founding{Code: "PDS", Name: "平顶山市总工会", Category: organisation.Federation})
	v.must(err)
	v.root = u.ID
	v.must(v.db.Update(v.t.Context(), func(tx *store.Tx) error {
		for i := range n {
			p := organisation.Person{ID: ident.New[organisation.PersonID](), Root: u.ID, Name: fmt.Sprintf("王%04d", i), Phone: fmt.Sprintf("138%08d", i), Revision: 1}
			if err := tx.InsertPerson(&p); err != nil {
				return err
			}
			v.ids = append(v.ids, p.ID)
		}
		return tx.Record(v.clock(), program.Origin, audit.Act{Name: "person.register", Root: string(u.ID)})
	}))
}

// service is a fresh one, as after a restart.
func (v *vault) service() *privacy.Service {
	return privacy.NewService(store.Scope[privacy.Tx](v.db), people.NewTrail(store.Scope[people.TrailTx](v.db)), v.db.Keys(), v.clock)
}

// readable checks that every person reads as entered.
func (v *vault) readable() {
	v.t.Helper()
	v.must(v.db.View(v.t.Context(), func(tx *store.Tx) error {
		all, err := tx.Persons(v.root)
		if err != nil {
			return err
		}
		if len(all) != len(v.ids) {
			v.t.Fatalf("%d persons, want %d", len(all), len(v.ids))
		}
		for i, p := range all {
			if p.ID != v.ids[i] || p.Name != fmt.Sprintf("王%04d", i) || p.Phone != fmt.Sprintf("138%08d", i) {
				v.t.Fatalf("person %d reads as %+v", i, p)
			}
		}
		return nil
	}))
}

// verified checks that the audit record still vouches for every row.
func (v *vault) verified() {
	v.t.Helper()
	key, err := audit.NewKey(v.t.TempDir()+"/log.key", "xianfeng-test")
	v.must(err)
	seq := audit.NewSequencer(store.Scope[audit.Tx](v.db), key, time.Now)
	_, err = seq.Place(v.t.Context())
	v.must(err)
	r, err := store.Verify(v.t.Context(), v.db, store.VerifyOptions{Key: key.Verifier, Now: time.Now()})
	v.must(err)
	v.must(r.Err())
}

// A rotation that is broken off after its first batch goes on with the same
// key; meanwhile every person is read, and at the end nothing is left of the
// old key.
func TestRotationGoesOnWhereItWasBrokenOff(t *testing.T) {
	each(t, 1100, func(v *vault) {
		_, before, err := v.service().Wrapped(v.t.Context())
		v.must(err)
		ctx, cancel := context.WithCancel(v.t.Context())
		if _, err := v.service().Rotate(ctx, program, func(int64) { cancel() }); err == nil {
			v.t.Fatal("a rotation that was broken off says that it is done")
		}
		some, used, err := v.service().Wrapped(v.t.Context())
		v.must(err)
		if len(some) != 2 || used == before {
			v.t.Fatalf("broken off after a batch: %+v in use %s, was %s", some, used, before)
		}
		v.readable()
		r, err := v.service().Rotate(v.t.Context(), program, nil)
		v.must(err)
		if !r.Resumed || r.Master != used || r.Persons != 600 {
			v.t.Errorf("the second go: %+v, want the 600 persons left under %s", r, used)
		}
		all, _, err := v.service().Wrapped(v.t.Context())
		v.must(err)
		if len(all) != 1 || all[0] != (privacy.Wrapped{Master: used, Suite: "a256gcm", Persons: 1100}) {
			v.t.Errorf("after it: %+v", all)
		}
		v.readable()
		v.verified()
		if again, err := v.service().Rotate(v.t.Context(), program, nil); err != nil || again.Resumed || again.Master == used {
			v.t.Errorf("a further rotation: %+v, %v", again, err)
		}
	})
}

// Under the other suite every value is sealed anew, and rows of both suites are
// read while it goes on.
func TestResealUnderTheOtherSuite(t *testing.T) {
	each(t, 700, func(v *vault) {
		v.db.Keys().Choose(seal.SM4)
		ctx, cancel := context.WithCancel(v.t.Context())
		if _, err := v.service().Reseal(ctx, program, func(int64) { cancel() }); err == nil {
			v.t.Fatal("broken off and done")
		}
		v.readable()
		n, err := v.service().Reseal(v.t.Context(), program, nil)
		v.must(err)
		if n != 200 {
			v.t.Errorf("the second go took %d persons, want the 200 left", n)
		}
		v.readable()
		v.verified()
		left, err := v.left()
		v.must(err)
		if left != 0 {
			v.t.Errorf("%d persons are sealed by the old suite", left)
		}
	})
}

// left counts the values and keys that AES sealed.
func (v *vault) left() (n int64, err error) {
	err = v.db.View(v.t.Context(), func(tx *store.Tx) error {
		n, err = tx.Int(`SELECT (SELECT count(*) FROM person WHERE substr(name, 1, 8) = $1 OR substr(phone, 1, 8) = $1 OR substr(id_number, 1, 8) = $1)
			+ (SELECT count(*) FROM person_key WHERE substr(wrapped, 1, 8) = $1)`, []byte("a256gcm:"))
		return err
	})
	return n, err
}
