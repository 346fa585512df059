package derive

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// owners answers whether an entry counts in the report of the case's unit: its
// own do, and those of the units below it that owe no such report themselves,
// by the tree of the day. A unit below two that do counts for the one of its
// county, so that it counts once. Trees are read only where another unit's entry
// is asked about.
func owners(tx Tx, c campaign.Case) func(ledger.Entry, calendar.Date) (bool, error) {
	unit := c.Item.Unit
	forest := organisation.NewForest(tx, c.Root)
	var owes map[organisation.UnitID]bool
	return func(e ledger.Entry, day calendar.Date) (bool, error) {
		if e.Unit == unit {
			return true, nil
		}
		if owes == nil {
			all, err := tx.SlotUnits(c.Running.ID, c.Obligation, c.Period)
			if err != nil {
				return false, err
			}
			owes = map[organisation.UnitID]bool{}
			for _, u := range all {
				owes[u] = true
			}
		}
		tree, err := forest(day)
		return err == nil && owner(tree, owes, e.Unit) == unit, err
	}
}

// owner returns the nearest unit that owes the report, from the unit itself
// upwards, by county before industry; "" for none.
func owner(tree *organisation.Tree, owes map[organisation.UnitID]bool, unit organisation.UnitID) organisation.UnitID {
	n, ok := tree.Unit(unit)
	switch {
	case !ok:
		return ""
	case owes[unit]:
		return unit
	}
	for _, up := range []organisation.UnitID{n.County, n.Industry} {
		if up == "" {
			continue
		}
		if found := owner(tree, owes, up); found != "" {
			return found
		}
	}
	return ""
}
