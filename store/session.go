package store

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/people"
)

// Sessions keeps the sessions of the pages in the database, so that any node
// answers any request. Its clock is the wall's, whatever day the program shows.
type Sessions struct {
	db  *DB
	now func() time.Time
}

// NewSessions returns the session store of a database.
func NewSessions(db *DB, now func() time.Time) *Sessions { return &Sessions{db, now} }

// FindCtx returns the data of a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = s.db.View(ctx, func(tx *Tx) error {
		data, found, err = tx.Session(token, s.now())
		return err
	})
	return data, found, err
}

// CommitCtx stores a session or replaces its data.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	return s.db.Update(ctx, func(tx *Tx) error { return tx.PutSession(token, data, expires) })
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.db.Update(ctx, func(tx *Tx) error { return tx.DropSession(token) })
}

// Sweep removes the sessions that have expired and the failures to sign in that
// lock nobody any more.
func (s *Sessions) Sweep(ctx context.Context) error {
	return s.db.Update(ctx, func(tx *Tx) error {
		if err := tx.SweepSessions(s.now()); err != nil {
			return err
		}
		return tx.SweepFailures(s.now().Add(-people.LockTime))
	})
}

// Find is FindCtx for callers without a context.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for callers without a context.
func (s *Sessions) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}

// Delete is DeleteCtx for callers without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
