package ledger

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// A list that is too long to be counted for every page says so, and leads to
// where it is counted; what leads on from there does not count it again.
func TestALongListLeadsToItsTotal(t *testing.T) {
	d := open(t)
	var entries []ledger.Entry
	for i := range ledger.MaxLook + 20 {
		entries = append(entries, ledger.Entry{ID: ident.New[ledger.EntryID](), Root: d.Root, Campaign: d.Campaign, Register: "activities", Unit: d.Unit("yexian"),
			Title: "培训", State: "recorded", On: stage.Date("2018-07-01").AddDays(i % 60), Created: d.Now(), Changed: d.Now(), Revision: 1, Values: map[string]string{"name": "培训"}})
	}
	amounts := make([]ledger.Marks, len(entries))
	for i := range amounts {
		amounts[i].Amounts = []ledger.Amount{{Field: "person_times", Value: 2}}
	}
	d.Must(d.DB.Update(t.Context(), func(tx *store.Tx) error {
		if err := tx.InsertEntries(entries, amounts); err != nil {
			return err
		}
		return tx.Record(d.Now(), audit.Origin{}, audit.Act{Name: "ledger.import"})
	}))
	office := d.Sit(t, people.Office, "PDS", "office")
	const counted = "/ledger/activities?count=all&amp;line="
	office.Get("/ledger/activities?line=").Is(http.StatusOK).Says("5,000 条以上", "数清并合计", counted).Lacks("10,040")
	office.Get("/ledger/activities?count=all").Is(http.StatusOK).Says("共 5,020 条", "10,040").Lacks("数清并合计", "count=all&amp;after")
}
