package store_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// notice is a row of a covered table.
type notice struct{ id, root, published, source string }

var notices = sqltx.Table[notice]{
	Name: "calendar_notice", Columns: "id, root_id, published_on, source", Keys: 1, Covered: true,
	Refs: func(n *notice) []any { return []any{&n.id, &n.root, &n.published, &n.source} },
}

var morning = time.Date(2018, 9, 28, 1, 0, 0, 0, time.UTC)

func key(t *testing.T) audit.Key {
	t.Helper()
	k, err := audit.NewKey(filepath.Join(t.TempDir(), "audit.key"), "test")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// announce stores notices from first on, a record each, and returns the ids of
// the records.
func announce(t *testing.T, db *store.DB, first, n int) {
	t.Helper()
	for i := range n {
		err := db.Update(t.Context(), func(tx *store.Tx) error {
			id := fmt.Sprintf("n%02d", first+i)
			if err := sqltx.Insert(tx.Tx, notices, &notice{id, "root", "2017-11-30", "source of " + id}); err != nil {
				return err
			}
			at := morning.Add(time.Duration(first+i) * time.Minute)
			return tx.Record(at, audit.Origin{Login: "office"}, audit.Act{Name: "calendar.notice", Subject: id})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// seconds passes with every placing: each is a node of its own, and the lease
// of the one before has ended.
var seconds atomic.Int64

func place(t *testing.T, db *store.DB, k audit.Key) {
	t.Helper()
	now := morning.Add(time.Duration(seconds.Add(1)) * time.Second)
	_, err := audit.NewSequencer(store.Scope[audit.Tx](db), k, func() time.Time { return now }).Place(t.Context())
	if err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, db *store.DB, statement string, args ...any) {
	t.Helper()
	err := db.Update(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// recordOf returns the id of the record about a notice.
func recordOf(t *testing.T, db *store.DB, subject string) string {
	t.Helper()
	var page []audit.Entry
	err := db.View(t.Context(), func(tx *store.Tx) (err error) {
		page, err = tx.TrailPage(audit.Filter{Subject: subject, Limit: 2})
		return err
	})
	if err != nil || len(page) != 1 {
		t.Fatalf("records about %s: %d, %v", subject, len(page), err)
	}
	return string(page[0].ID)
}

func verify(t *testing.T, db *store.DB, opts store.VerifyOptions) store.Report {
	t.Helper()
	r, err := store.Verify(t.Context(), db, opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sevenNotices is a log of six placed records and one that waits.
func sevenNotices(t *testing.T, db *store.DB) audit.Key {
	t.Helper()
	k := key(t)
	announce(t, db, 0, 4)
	place(t, db, k)
	announce(t, db, 4, 2)
	place(t, db, k)
	announce(t, db, 6, 1)
	return k
}

func TestVerifyPassesWhatIsWhole(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		k := sevenNotices(t, db)
		for _, rows := range []int{0, 1, 3} {
			r := verify(t, db, store.VerifyOptions{Key: k.Verifier, Rows: rows})
			if err := r.Err(); err != nil {
				t.Errorf("%d rows a pass: %v", rows, err)
			}
			if r.Placed != 6 || r.Unplaced != 1 || r.Head.Size != 6 {
				t.Errorf("%d placed, %d unplaced, head of %d; want 6, 1, 6", r.Placed, r.Unplaced, r.Head.Size)
			}
			i := slices.IndexFunc(r.Tables, func(t store.TableReport) bool { return t.Name == "calendar_notice" })
			if i < 0 || r.Tables[i].Rows != 7 {
				t.Errorf("tables: %v, want calendar_notice with 7 rows", r.Tables)
			}
		}
	})
}

func TestVerifyPassesNothing(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		r := verify(t, db, store.VerifyOptions{Key: key(t).Verifier})
		if err := r.Err(); err != nil || r.Placed != 0 {
			t.Fatalf("an empty database: %v, %d placed", err, r.Placed)
		}
	})
}

// tampering is one change behind the program's back and what Verify says.
type tampering struct {
	name, statement string
	args            []any
	want            string // key of a finding
	names           string // notice whose record the finding names, "" for none
	says            string // what else its arguments say
}

var tamperings = []tampering{
	{"body of a placed record", "UPDATE audit_record SET body = replace(body, 'office', 'nobody') WHERE subject = 'n02'", nil, "verify.record_changed", "n02", "2"},
	{"body of a waiting record", "UPDATE audit_record SET body = replace(body, 'office', 'nobody') WHERE subject = 'n06'", nil, "verify.record_column", "n06", "hash"},
	{"body that is no record", "UPDATE audit_record SET body = 'gone' WHERE subject = 'n03'", nil, "verify.record_unreadable", "n03", ""},
	{"column of a record", "UPDATE audit_record SET account = 'somebody' WHERE subject = 'n01'", nil, "verify.record_column", "n01", "account"},
	{"byte of a row", "UPDATE calendar_notice SET source = replace(source, 's', 'S') WHERE id = 'n04'", nil, "verify.row_changed", "n04", "calendar_notice"},
	{"row of a waiting record", "UPDATE calendar_notice SET published_on = '2017-12-01' WHERE id = 'n06'", nil, "verify.row_changed", "n06", "calendar_notice"},
	{"row that is gone", "DELETE FROM calendar_notice WHERE id = 'n05'", nil, "verify.row_gone", "n05", "calendar_notice"},
	{"row nobody recorded", "INSERT INTO calendar_notice (id, root_id, published_on, source) VALUES ('own', 'root', '2017-12-01', '')", nil, "verify.row_unrecorded", "", "own"},
	{"leaf of the tree", "UPDATE audit_hash SET hash = $1 WHERE place = 1", []any{make([]byte, 32)}, "verify.record_changed", "n01", "1"},
	{"hash inside the tree", "UPDATE audit_hash SET hash = $1 WHERE place = 2", []any{make([]byte, 32)}, "verify.hash_changed", "n01", "2"},
	{"missing leaf", "DELETE FROM audit_hash WHERE place = 3", nil, "verify.hash_missing", "n02", "3"},
	{"missing hash inside the tree", "DELETE FROM audit_hash WHERE place = 6", nil, "verify.hash_missing", "n03", "6"},
	{"hash behind the tree", "INSERT INTO audit_hash (place, hash) VALUES (99, $1)", []any{make([]byte, 32)}, "verify.hash_extra", "", "99"},
	{"root of an old head", "UPDATE audit_head SET root = $1 WHERE size = 4", []any{make([]byte, 32)}, "verify.head_changed", "", "4"},
	{"signature of the newest head", "UPDATE audit_head SET note = replace(note, '6', '5') WHERE size = 6", nil, "verify.head_changed", "", "6"},
	{"missing head", "DELETE FROM audit_head WHERE size = 6", nil, "verify.head_missing", "", "6"},
	{"head of more than there is", "UPDATE audit_head SET size = 60 WHERE size = 6", nil, "verify.head_beyond", "", "60"},
	{"empty place", "DELETE FROM audit_place WHERE seq = 1", nil, "verify.place_empty", "", "1"},
	{"end cut off", "DELETE FROM audit_place WHERE seq = 5", nil, "verify.head_beyond", "", "6"},
	{"place far behind the end", "UPDATE audit_place SET seq = 1000000000000 WHERE seq = 5", nil, "verify.place_empty", "", "6"},
}

func TestVerifyNamesWhatWasChanged(t *testing.T) {
	t.Parallel()
	for _, tt := range tamperings {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			storetest.Both(t, func(t *testing.T, db *store.DB) {
				k := sevenNotices(t, db)
				want := tt.says
				if tt.names != "" {
					want = recordOf(t, db, tt.names)
				}
				run(t, db, tt.statement, tt.args...)
				r := verify(t, db, store.VerifyOptions{Key: k.Verifier})
				if !slices.ContainsFunc(r.Findings, func(f fault.Field) bool {
					args := fmt.Sprint(f.Args)
					return f.Key == tt.want && strings.Contains(args, want) && strings.Contains(args, tt.says)
				}) {
					t.Errorf("%v, want %s naming %s %s", r.Err(), tt.want, want, tt.says)
				}
				if !fault.Is(r.Err(), fault.Conflict) {
					t.Errorf("Err() = %v, want a conflict", r.Err())
				}
			})
		})
	}
}

// Whoever holds the key can write a new log; the head kept elsewhere gives
// them away.
func TestVerifyAgainstHeadKeptElsewhere(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		k := sevenNotices(t, db)
		kept := verify(t, db, store.VerifyOptions{Key: k.Verifier}).Head.Note
		place(t, db, k)
		r := verify(t, db, store.VerifyOptions{Key: k.Verifier, Against: kept})
		if err := r.Err(); err != nil {
			t.Fatalf("a log that only grew: %v", err)
		}
		for _, table := range []string{"audit_place", "audit_hash", "audit_head"} {
			run(t, db, "DELETE FROM "+table)
		}
		r = verify(t, db, store.VerifyOptions{Key: k.Verifier, Against: kept})
		if !slices.ContainsFunc(r.Findings, func(f fault.Field) bool { return f.Key == "verify.head_beyond" }) {
			t.Errorf("a log without places: %v", r.Err())
		}
		run(t, db, "INSERT INTO audit_pending (record_id) SELECT id FROM audit_record WHERE subject <> 'n00'")
		place(t, db, k)
		run(t, db, "INSERT INTO audit_pending (record_id) SELECT id FROM audit_record WHERE subject = 'n00'")
		place(t, db, k)
		if r := verify(t, db, store.VerifyOptions{Key: k.Verifier}); r.Err() != nil {
			t.Fatalf("the new log is not whole in itself: %v", r.Err())
		}
		r = verify(t, db, store.VerifyOptions{Key: k.Verifier, Against: kept})
		if len(r.Findings) != 1 || r.Findings[0].Key != "verify.against" {
			t.Errorf("a new log: %v, want verify.against", r.Err())
		}
		if _, err := store.Verify(t.Context(), db, store.VerifyOptions{Key: key(t).Verifier, Against: kept}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a head of another key: %v, want invalid", err)
		}
	})
}

// A covered table is covered whole: no column may change unnoticed.
func TestCoveredTablesNameEveryColumn(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	for _, c := range store.Covered() {
		var all []string
		err := db.View(t.Context(), func(tx *store.Tx) error {
			return tx.Scan(func(scan func(...any) error) error {
				var name string
				defer func() { all = append(all, name) }()
				return scan(&name)
			}, "SELECT name FROM pragma_table_info($1)", c.Name)
		})
		if err != nil {
			t.Fatal(err)
		}
		named := strings.Split(c.Columns, ", ")
		slices.Sort(all)
		slices.Sort(named)
		if !slices.Equal(all, named) {
			t.Errorf("%s covers %v of %v", c.Name, named, all)
		}
	}
}
