package account

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Session returns the data of a session that has not expired.
func (q Accounts) Session(token string, now time.Time) (data []byte, found bool, err error) {
	rows, err := sqltx.All(q.Tx, func(b *[]byte) []any { return []any{b} },
		"SELECT data FROM session WHERE token = $1 AND expires_at > $2", token, now.UnixMilli())
	if err != nil || len(rows) == 0 {
		return nil, false, err
	}
	return rows[0], true, nil
}

// PutSession stores a session or replaces its data.
func (q Accounts) PutSession(token string, data []byte, expires time.Time) error {
	_, err := q.Exec(`INSERT INTO session (token, data, expires_at) VALUES ($1, $2, $3)
		ON CONFLICT (token) DO UPDATE SET data = $2, expires_at = $3`, token, data, expires.UnixMilli())
	return err
}

// DropSession ends a session; one that does not exist is no error.
func (q Accounts) DropSession(token string) error {
	_, err := q.Exec("DELETE FROM session WHERE token = $1", token)
	return err
}

// SweepSessions removes the sessions that have expired.
func (q Accounts) SweepSessions(now time.Time) error {
	_, err := q.Exec("DELETE FROM session WHERE expires_at <= $1", now.UnixMilli())
	return err
}
