// Package privacy holds the queries on whom an entry is about and on whose
// values are to be erased.
package privacy

import (
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Privacy is a transaction with these queries.
type Privacy struct{ *sqltx.Tx }

// About says whom an entry is about.
func (q Privacy) About(entry string) (privacy.About, error) {
	return sqltx.One(q.Tx, func(a *privacy.About) []any {
		return []any{&a.Person, &a.Root, &a.Unit, &a.Campaign, &a.Register}
	}, "SELECT person_id, root_id, unit_id, campaign_id, register FROM entry WHERE id = $1", entry)
}
