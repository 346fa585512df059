package progress

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
)

// Touch is what the record says of a campaign since it had a number of entries.
type Touch struct {
	All    bool   // anything may be changed
	Slots  []Slot // those whose duties were changed
	Placed int64  // how many entries have their place in the record
}

// held keeps the counts of whole campaigns. The zero value is empty and ready.
type held struct {
	mu   sync.Mutex
	kept map[campaign.ID]*kept
}

// kept is the counts of one campaign as they stood when the record had a number of
// entries.
type kept struct {
	mu    sync.Mutex
	at    int64 // how many entries had their place then, -1 before the first time
	slots map[Slot][]Count
}

func (h *held) of(id campaign.ID) *kept {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.kept == nil {
		h.kept = map[campaign.ID]*kept{}
	}
	if h.kept[id] == nil {
		h.kept[id] = &kept{at: -1}
	}
	return h.kept[id]
}

// read returns the counts of a whole campaign. tx must be one that only reads:
// what an unfinished change would show must not be kept.
func (h *held) read(tx Tx, f campaign.Filter) ([]Count, error) {
	k := h.of(f.Campaign)
	k.mu.Lock()
	defer k.mu.Unlock()
	touch, err := tx.Touched(f.Campaign, k.at)
	if err != nil {
		return nil, err
	}
	if touch.Placed < k.at { // another reader, who began later, has kept what is newer
		return tx.Counts(f, nil)
	}
	anew, all := k.stale(touch, f.Now)
	if all || len(anew) > 0 {
		counts, err := tx.Counts(f, anew)
		if err != nil {
			return nil, err
		}
		k.keep(counts, anew)
	}
	k.at = touch.Placed
	return k.list(), nil
}

// many is from how many slots on all are counted.
const many = 24

// stale lists the slots to be counted anew, none and true for all.
func (k *kept) stale(touch Touch, now time.Time) (anew []Slot, all bool) {
	if touch.All || k.slots == nil {
		return nil, true
	}
	anew = slices.Clone(touch.Slots)
	for slot, counts := range k.slots {
		if slices.ContainsFunc(counts, func(n Count) bool { return !n.standsAt(now) }) {
			anew = append(anew, slot)
		}
	}
	slices.SortFunc(anew, func(a, b Slot) int {
		return cmp.Or(cmp.Compare(a.Obligation, b.Obligation), cmp.Compare(a.Period, b.Period))
	})
	if anew = slices.Compact(anew); len(anew) > many {
		return nil, true
	}
	return anew, false
}

// standsAt reports whether the count holds at an instant, if nothing happens.
func (n Count) standsAt(now time.Time) bool {
	return !now.Before(n.Since) && (n.Until.IsZero() || now.Before(n.Until))
}

// keep takes what was counted: of these slots, or of all where none is named.
func (k *kept) keep(counts []Count, anew []Slot) {
	if len(anew) == 0 {
		k.slots = map[Slot][]Count{}
	}
	for _, slot := range anew {
		delete(k.slots, slot)
	}
	for _, n := range counts {
		k.slots[n.Slot] = append(k.slots[n.Slot], n)
	}
}

// list returns what is kept, those due first first and those without a date
// where a date of zero stands.
func (k *kept) list() []Count {
	out := make([]Count, 0, len(k.slots))
	for _, counts := range k.slots {
		out = append(out, counts...)
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(a.Obligation, b.Obligation), cmp.Compare(a.Period, b.Period),
			cmp.Compare(a.Category, b.Category))
	})
	return out
}
