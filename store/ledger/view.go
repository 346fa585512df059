package ledger

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

var views = sqltx.Table[ledger.View]{
	Name: "saved_view", Columns: "id, account, campaign_id, register, name, query, created_at", Keys: 1,
	Refs: func(v *ledger.View) []any {
		return []any{&v.ID, &v.Account, &v.Campaign, &v.Register, &v.Name, &v.Query, sqltx.Instant(&v.Created)}
	},
}

// PutView stores a saved view in the place of another.
func (q Ledgers) PutView(v *ledger.View, instead ledger.ViewID) error {
	if instead != "" {
		if _, err := q.DropView(v.Account, instead); err != nil {
			return err
		}
	}
	return sqltx.Insert(q.Tx, views, v)
}

// SavedViews lists the views that an account keeps of a register, by name.
func (q Ledgers) SavedViews(account people.AccountID, of campaign.ID, register string) ([]ledger.View, error) {
	return sqltx.All(q.Tx, views.Refs, views.Select("WHERE account = $1 AND campaign_id = $2 AND register = $3 ORDER BY name"),
		string(account), string(of), register)
}

// DropView removes a view of the account's own and says how many there were.
func (q Ledgers) DropView(account people.AccountID, id ledger.ViewID) (int64, error) {
	return q.Exec("DELETE FROM saved_view WHERE id = $1 AND account = $2", string(id), string(account))
}
