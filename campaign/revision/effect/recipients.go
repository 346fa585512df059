package effect

import (
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
)

// recipients brings the bodies that receive a duty in line with the new version,
// while nothing was sent to them.
func (t *turn) recipients(it *campaign.Item) {
	a, b := find(t.Before.Playbook, it.Obligation), find(t.After.Playbook, it.Obligation)
	if it.Newest > 0 || a == nil || b == nil || slices.Equal(a.To, b.To) {
		return
	}
	changed := t.release(it, b.To)
	for _, body := range b.To {
		if slices.ContainsFunc(it.Recipients, func(r campaign.Recipient) bool { return r.Body == body }) {
			continue
		}
		t.name(it.ID, body)
		changed = true
	}
	if changed && it.Excused == "" {
		t.tell(Recipients, &it.Duty, it.DueOn, it.DueOn)
	}
}

// release lets the bodies go that are no longer named.
func (t *turn) release(it *campaign.Item, named []string) (changed bool) {
	for _, r := range it.Recipients {
		if !slices.Contains(named, r.Body) {
			r.Verdict, r.At = campaign.Released, t.Now
			t.out.Verdicts = append(t.out.Verdicts, r)
			changed = true
		}
	}
	return changed
}

// name makes a body a recipient, one that was let go once more.
func (t *turn) name(id campaign.DutyID, body string) {
	for _, r := range t.released[id] {
		if r.Body == body {
			r.Verdict, r.Version, r.At, r.Wanted = campaign.NoVerdict, 0, time.Time{}, calendar.Date{}
			t.out.Verdicts = append(t.out.Verdicts, r)
			return
		}
	}
	t.out.Named = append(t.out.Named, campaign.Recipient{Duty: id, Body: body, Verdict: campaign.NoVerdict, Revision: 1})
}
