package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// A record that is taken out of the list of the sequencer would never stand
// under a signed head, and could be changed at leisure.
func TestVerifyFindsRecordsThatNeverGotTheirPlace(t *testing.T) {
	t.Parallel()
	const passedOver = "00000000-0000-7000-8000-000000000000" // made in 1970
	for _, c := range []struct {
		name       string
		statements []string
		after      time.Duration
		found      bool
	}{
		{"waits while no program runs", nil, time.Hour, false},
		{"not in the list, a moment old", []string{"DELETE FROM audit_pending"}, 0, false},
		{"not in the list, old", []string{"DELETE FROM audit_pending"}, 2 * time.Minute, true},
		{"in the list, and newer ones have their place", []string{
			"INSERT INTO audit_record SELECT '" + passedOver + "', at, account, act, subject, root_id, campaign_id, unit_id, body, hash FROM audit_record WHERE subject = 'n06'",
			"INSERT INTO audit_pending (record_id) VALUES ('" + passedOver + "')",
		}, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			storetest.Both(t, func(t *testing.T, db *store.DB) {
				k := sevenNotices(t, db)
				record := recordOf(t, db, "n06")
				for _, s := range c.statements {
					run(t, db, s)
					if strings.Contains(s, passedOver) {
						record = passedOver
					}
				}
				r := verify(t, db, store.VerifyOptions{Key: k.Verifier, Now: time.Now().Add(c.after)})
				found := slices.ContainsFunc(r.Findings, func(f fault.Field) bool {
					return f.Key == "verify.unplaced_old" && f.Path == "audit_record/"+record
				})
				if found != c.found {
					t.Errorf("found %v, want %v: %v", found, c.found, r.Err())
				}
			})
		})
	}
}
