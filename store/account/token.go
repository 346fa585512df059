package account

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

var tokens = sqltx.Table[people.Token]{
	Name: "api_token", Columns: "id, account_id, name, hash, created_at, expires_at, revoked_at", Keys: 1,
	Refs: func(t *people.Token) []any {
		return []any{&t.ID, &t.Account, &t.Name, &t.Hash, sqltx.Instant(&t.Created), sqltx.Instant(&t.Expires), sqltx.Instant(&t.Revoked)}
	},
}

// InsertToken stores a new token.
func (q Accounts) InsertToken(t *people.Token) error { return sqltx.Insert(q.Tx, tokens, t) }

// RevokeToken ends a token.
func (q Accounts) RevokeToken(id people.TokenID, at time.Time) error {
	_, err := q.Exec("UPDATE api_token SET revoked_at = $1 WHERE id = $2", at.UnixMilli(), string(id))
	return err
}

// Token returns the token with the id.
func (q Accounts) Token(id people.TokenID) (people.Token, error) {
	return sqltx.One(q.Tx, tokens.Refs, tokens.Select("WHERE id = $1"), string(id))
}

// TokensOf returns the tokens of an account, the newest first.
func (q Accounts) TokensOf(id people.AccountID) ([]people.Token, error) {
	return sqltx.All(q.Tx, tokens.Refs, tokens.Select("WHERE account_id = $1 ORDER BY id DESC"), string(id))
}

// AccountByToken returns the account of a token that is neither revoked nor
// expired.
func (q Accounts) AccountByToken(hash []byte, now time.Time) (people.Account, error) {
	return sqltx.One(q.Tx, accounts.Refs, accounts.Select(`WHERE id = (SELECT account_id FROM api_token
		WHERE hash = $1 AND revoked_at = 0 AND (expires_at = 0 OR expires_at > $2))`), hash, now.UnixMilli())
}
