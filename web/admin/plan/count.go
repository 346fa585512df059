package plan

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// count says how the duties of one obligation and period stand. The papers of
// P-24 are counted together. Its numbers are by word: no excused duty is among
// those sent or drafted, and no draft of a duty already sent is a draft.
type count struct {
	campaign.Tally
	Units int // that owe at least one paper
}

// owed returns how many duties are not excused.
func (n count) owed() int { return int(n.All - n.Excused) }

func (n count) plus(m count) count {
	a, b := n.Tally, m.Tally
	a.All, a.OnTime, a.Late, a.Missing = a.All+b.All, a.OnTime+b.OnTime, a.Late+b.Late, a.Missing+b.Missing
	a.Excused, a.NotDue, a.NotOpen, a.Sent = a.Excused+b.Excused, a.NotDue+b.NotDue, a.NotOpen+b.NotOpen, a.Sent+b.Sent
	a.Returned, a.Drafted, a.Awaiting = a.Returned+b.Returned, a.Drafted+b.Drafted, a.Awaiting+b.Awaiting
	a.Accepted, a.Pending = a.Accepted+b.Accepted, a.Pending+b.Pending
	a.Provisional = a.Provisional || b.Provisional
	return count{a, max(n.Units, m.Units)}
}

// counter adds the tallies of a plan up by obligation and period.
type counter struct {
	plan campaign.Plan
	out  []count
	at   map[[2]string]int
}

// counts counts the duties of a plan, in the order of its clauses.
func (a *area) counts(c *desk.Call, plan campaign.Plan) ([]count, error) {
	n := counter{plan: plan, at: map[[2]string]int{}}
	var sum count
	for _, cl := range plan.Clauses {
		for _, t := range cl.Tallies {
			n.add(t)
			sum = sum.plus(count{Tally: t})
		}
	}
	for _, part := range []struct {
		n   int64
		f   campaign.Filter
		use func([]campaign.Item)
	}{
		{sum.Excused, campaign.Filter{Timing: campaign.Excused}, n.excuse},
		{sum.Drafted, campaign.Filter{Work: campaign.Drafted}, n.byWord},
		{sum.Awaiting, campaign.Filter{Work: campaign.AwaitingSignature}, n.byWord},
	} {
		if part.n == 0 {
			continue
		}
		part.f.Campaign = plan.ID
		page, err := a.Campaigns.Duties(c.Context(), c.Who, part.f)
		if err != nil {
			return nil, err
		}
		part.use(page.Items)
	}
	return n.out, nil
}

func (n *counter) add(t campaign.Tally) {
	t.Drafted, t.Awaiting = 0, 0 // byWord counts them
	key := [2]string{t.Obligation, t.Period}
	one := count{t, int(t.All)}
	if i, seen := n.at[key]; seen {
		n.out[i] = n.out[i].plus(one)
		return
	}
	n.at[key], n.out = len(n.out), append(n.out, one)
}

// of returns the count a duty belongs to, nil for one of a clause not shown.
func (n *counter) of(it *campaign.Item) *count {
	if i, ok := n.at[[2]string{it.Obligation, it.Period}]; ok {
		return &n.out[i]
	}
	return nil
}

// byWord counts drafts and papers to be signed where that is the word of the
// duty.
func (n *counter) byWord(items []campaign.Item) {
	for i := range items {
		at := n.of(&items[i])
		if at == nil {
			continue
		}
		switch items[i].Standing(n.plan.Now, n.plan.Zone).Word {
		case campaign.WordDraft:
			at.Drafted++
		case campaign.WordAwaiting:
			at.Awaiting++
		}
	}
}

// excuse takes the excused duties out of every number but their own, and the
// units that owe nothing else out of the units.
func (n *counter) excuse(items []campaign.Item) {
	free := map[*count]map[organisation.UnitID]int{}
	for i := range items {
		it := &items[i]
		at := n.of(it)
		if at == nil {
			continue
		}
		st := it.Standing(n.plan.Now, n.plan.Zone)
		less(&at.NotOpen, st.Work == campaign.NotOpen)
		less(&at.Sent, it.Newest > 0)
		less(&at.Accepted, st.Accepted)
		less(&at.Returned, slices.ContainsFunc(it.Recipients, func(r campaign.Recipient) bool { return r.Verdict == campaign.Returned }))
		if free[at] == nil {
			free[at] = map[organisation.UnitID]int{}
		}
		free[at][it.Unit]++
		if free[at][it.Unit] == max(len(n.plan.Book.Obligation(it.Obligation).Forms), 1) {
			at.Units--
		}
	}
}

func less(n *int64, is bool) {
	if is {
		*n--
	}
}
