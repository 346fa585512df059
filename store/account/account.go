// Package account holds the queries on accounts, grants, tokens, failed
// sign-ins and sessions.
package account

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Accounts is a transaction that knows the accounts.
type Accounts struct{ *sqltx.Tx }

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{accounts.Cover(), grants.Cover()}

var accounts = sqltx.Table[people.Account]{
	Name: "account", Columns: "id, root_id, login, person_id, password_hash, must_change, disabled_at, created_at, revision", Keys: 1, Covered: true,
	Refs: func(a *people.Account) []any {
		return []any{
			&a.ID, &a.Root, &a.Login, &a.Person, &a.PasswordHash,
			sqltx.Bool(&a.MustChange), sqltx.Instant(&a.Disabled), sqltx.Instant(&a.Created), &a.Revision,
		}
	},
}

// InsertAccount stores a new account.
func (q Accounts) InsertAccount(a *people.Account) error { return sqltx.Insert(q.Tx, accounts, a) }

// UpdateAccount writes the password and whether the account may sign in.
func (q Accounts) UpdateAccount(a people.Account) (people.Account, error) {
	return sqltx.Change(q.Tx, accounts, `UPDATE account SET password_hash = $1, must_change = $2, disabled_at = $3, revision = revision + 1
		WHERE id = $4 AND revision = $5`,
		a.PasswordHash, sqltx.Bool(&a.MustChange), sqltx.Instant(&a.Disabled), string(a.ID), a.Revision)
}

// Account returns the account with the id.
func (q Accounts) Account(id people.AccountID) (people.Account, error) {
	return sqltx.One(q.Tx, accounts.Refs, accounts.Select("WHERE id = $1"), string(id))
}

// AccountByLogin returns the account with the login, which is lower case.
func (q Accounts) AccountByLogin(login string) (people.Account, error) {
	return sqltx.One(q.Tx, accounts.Refs, accounts.Select("WHERE login = $1"), login)
}

// AccountsOf returns the accounts of a root by login.
func (q Accounts) AccountsOf(root organisation.UnitID) ([]people.Account, error) {
	return sqltx.All(q.Tx, accounts.Refs, accounts.Select("WHERE root_id = $1 ORDER BY login"), string(root))
}

// AccountsFor lists the accounts of a person, by login.
func (q Accounts) AccountsFor(id organisation.PersonID) ([]people.Account, error) {
	return sqltx.All(q.Tx, accounts.Refs, accounts.Select("WHERE person_id = $1 ORDER BY login"), string(id))
}

// CountFailure counts an attempt and returns how many there were in a row.
// Those before since are forgotten; once beyond the limit the time of the last
// one stays, so that a lock ends however often it is tried.
func (q Accounts) CountFailure(login string, at, since time.Time, limit int) (int, error) {
	n, err := q.Int(`INSERT INTO sign_in_failure (login, failures, last_at) VALUES ($1, 1, $2)
		ON CONFLICT (login) DO UPDATE SET
			failures = CASE WHEN sign_in_failure.last_at <= $3 THEN 1 ELSE sign_in_failure.failures + 1 END,
			last_at = CASE WHEN sign_in_failure.last_at > $3 AND sign_in_failure.failures >= $4 THEN sign_in_failure.last_at ELSE $2 END
		RETURNING failures`, login, at.UnixMilli(), since.UnixMilli(), limit)
	return int(n), err
}

// ClearFailures forgets the failures of a login.
func (q Accounts) ClearFailures(login string) error {
	_, err := q.Exec("DELETE FROM sign_in_failure WHERE login = $1", login)
	return err
}

// SweepFailures removes what CountFailure would forget anyway.
func (q Accounts) SweepFailures(before time.Time) error {
	_, err := q.Exec("DELETE FROM sign_in_failure WHERE last_at <= $1", before.UnixMilli())
	return err
}

var grants = sqltx.Table[people.Grant]{
	Name: "account_grant", Columns: "id, account_id, role, unit_id, campaign_id, body, from_on, to_on, revision", Keys: 1, Covered: true,
	Refs: func(g *people.Grant) []any {
		return []any{&g.ID, &g.Account, &g.Role, &g.Unit, &g.Campaign, &g.Body, sqltx.Date(&g.From), sqltx.Date(&g.To), &g.Revision}
	},
}

// InsertGrant stores a new grant.
func (q Accounts) InsertGrant(g *people.Grant) error { return sqltx.Insert(q.Tx, grants, g) }

// UpdateGrant writes the last day of a grant.
func (q Accounts) UpdateGrant(g people.Grant) (people.Grant, error) {
	return sqltx.Change(q.Tx, grants, "UPDATE account_grant SET to_on = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		sqltx.Date(&g.To), string(g.ID), g.Revision)
}

// Grant returns the grant with the id.
func (q Accounts) Grant(id people.GrantID) (people.Grant, error) {
	return sqltx.One(q.Tx, grants.Refs, grants.Select("WHERE id = $1"), string(id))
}

// GrantsIn returns every grant of the accounts of a root, ended ones too.
func (q Accounts) GrantsIn(root organisation.UnitID) ([]people.Grant, error) {
	return sqltx.All(q.Tx, grants.Refs, grants.Select(`WHERE account_id IN (SELECT id FROM account WHERE root_id = $1)
		ORDER BY account_id, from_on, id`), string(root))
}

// grantsOn reads a grant once for its unit and once for each unit above it.
const grantsOn = `
	WITH RECURSIVE line(grant_id, unit_id) AS (
		SELECT id, unit_id FROM account_grant
		WHERE account_id = $1 AND from_on <= $2 AND (to_on = '' OR to_on >= $2)
		UNION
		SELECT l.grant_id, p.parent_id FROM line l JOIN unit_parent p ON p.unit_id = l.unit_id
		WHERE p.from_on <= $2 AND (p.to_on = '' OR p.to_on >= $2)
	)
	SELECT g.id, g.account_id, g.role, g.unit_id, g.campaign_id, g.body, g.from_on, g.to_on, g.revision, l.unit_id
	FROM line l JOIN account_grant g ON g.id = l.grant_id ORDER BY g.id, l.unit_id`

// GrantsOn returns the grants an account holds on a day, each with the units
// above its own on that day.
func (q Accounts) GrantsOn(id people.AccountID, day calendar.Date) ([]people.Grant, error) {
	var out []people.Grant
	err := q.Scan(func(scan func(...any) error) error {
		var g people.Grant
		var unit organisation.UnitID
		if err := scan(append(grants.Refs(&g), &unit)...); err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].ID != g.ID {
			out = append(out, g)
		}
		if last := &out[len(out)-1]; unit != last.Unit {
			last.Above = append(last.Above, unit)
		}
		return nil
	}, grantsOn, string(id), day.String())
	return out, err
}
