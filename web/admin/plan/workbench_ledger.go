package plan

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// ledgerDesk is what waits in the ledger for the reader.
type ledgerDesk struct {
	Waits   []desk.LedgerWait
	Records bool
}

// fillLedger lists what waits in the ledger for who records there or answers for
// what others recorded.
func (a *area) fillLedger(c *desk.Call, id campaign.ID, p *workbenchPage) error {
	may := func(act people.Action) bool { return !c.Who.Scope(act, string(id)).Empty() }
	if !may(people.LedgerRecord) && !may(people.LedgerConfirm) {
		return nil
	}
	books, err := a.Ledger.Books(c.Context(), c.Who, id)
	if err != nil || len(books) == 0 {
		return err
	}
	counts, err := a.Ledger.Counts(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	records := may(people.LedgerRecord) && slices.ContainsFunc(books, func(b book.Book) bool { return b.ID == "activities" })
	p.Ledger = &ledgerDesk{desk.LedgerWaits(c, string(id), books, counts), records}
	return nil
}
