package revision

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// seat brings the posts in line with the new version: a new post begins with the
// plan's own words for its holder, and where the office has put no person, other
// words begin today.
func seat(tx Tx, n campaign.Running, was *playbook.Playbook) error {
	old := map[string]string{}
	for _, p := range was.Posts {
		old[p.ID] = p.Person
	}
	holdings, err := tx.Holdings(n.ID)
	if err != nil {
		return err
	}
	for _, p := range n.Book.Posts {
		if name, known := old[p.ID]; known && name == p.Person {
			continue
		}
		taken, err := vacate(tx, n, holdings, p.ID)
		if err != nil {
			return err
		}
		if taken {
			continue
		}
		if err := n.Await(tx, p); err != nil {
			return err
		}
	}
	return nil
}

// vacate ends the plan's own words for a post, and reports whether the office
// has put a person there.
func vacate(tx Tx, n campaign.Running, holdings []campaign.Holding, post string) (taken bool, err error) {
	for _, h := range holdings {
		switch {
		case h.Post != post || !h.To.IsZero():
		case h.Person != "":
			taken = true
		default:
			h.To = n.Today().AddDays(-1)
			if _, err := tx.UpdateHolding(h); err != nil {
				return false, err
			}
		}
	}
	return taken, nil
}
