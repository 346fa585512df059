package privacy

import (
	"math"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// touched is a person as the query answers.
type touched struct {
	id                              organisation.PersonID
	revision                        int64
	register                        string
	account, post, roster, campaign int64
}

// BroughtIn implements retention.Tx. A campaign brought in whom its entries are
// about, whom they name, whom the standing registers that it uses are about, and
// who held a post in it.
func (q Privacy) BroughtIn(in retention.Question) ([]retention.Touched, error) {
	var w sqltx.Where
	limit := int64(in.Limit)
	if limit == 0 {
		limit = math.MaxInt32
	}
	c, root, on := string(in.Campaign), string(in.Root), in.On.String()
	text := `SELECT p.id, p.revision,
		coalesce((SELECT min(e.register) FROM entry e WHERE e.person_id = p.id), ''),
		(SELECT count(*) FROM account a WHERE a.person_id = p.id AND a.disabled_at = 0),
		` + w.Bind(`(SELECT count(*) FROM post_holding h WHERE h.person_id = p.id AND h.campaign_id <> ? AND (h.to_on = '' OR h.to_on >= ?))
		+ (SELECT count(*) FROM post_delegate d WHERE d.person_id = p.id AND d.campaign_id <> ? AND (d.to_on = '' OR d.to_on >= ?))
		+ (SELECT count(*) FROM liaison l WHERE l.person_id = p.id AND l.campaign_id <> ? AND (l.to_on = '' OR l.to_on >= ?)),`, c, on, c, on, c, on) +
		w.Bind(`(SELECT count(*) FROM entry e WHERE e.person_id = p.id AND e.register = 'honourees' AND e.state <> ? AND (e.until_day = '' OR e.until_day >= ?)),`,
			register.Withdrawn, on) +
		w.Bind(`(SELECT count(*) FROM entry e WHERE e.person_id = p.id AND (e.campaign_id IN (`+sqltx.Marks(len(in.Others)+1)+`)
			OR e.campaign_id = '' AND e.register <> 'honourees' AND e.register IN (`+sqltx.Marks(len(in.Theirs)+1)+`)))`,
			append(list(in.Others), list(in.Theirs)...)...) +
		" FROM person p WHERE " + w.Bind(`p.root_id = ? AND p.erased_at = 0 AND (
			EXISTS (SELECT 1 FROM entry e WHERE e.person_id = p.id AND e.campaign_id = ?)
			OR EXISTS (SELECT 1 FROM entry e JOIN entry_mark m ON m.value = e.id JOIN entry f ON f.id = m.entry_id WHERE e.person_id = p.id AND f.campaign_id = ?)
			OR EXISTS (SELECT 1 FROM post_holding h WHERE h.person_id = p.id AND h.campaign_id = ?)
			OR EXISTS (SELECT 1 FROM post_delegate d WHERE d.person_id = p.id AND d.campaign_id = ?)
			OR EXISTS (SELECT 1 FROM liaison l WHERE l.person_id = p.id AND l.campaign_id = ?)`, root, c, c, c, c, c) +
		w.Bind(` OR EXISTS (SELECT 1 FROM entry e WHERE e.person_id = p.id AND e.campaign_id = '' AND e.register IN (`+sqltx.Marks(len(in.Registers)+1)+`))) AND p.id > ? ORDER BY p.id LIMIT ?`, append(list(in.Registers), string(in.After), limit)...)
	rows, err := sqltx.All(q.Tx, func(t *touched) []any {
		return []any{&t.id, &t.revision, &t.register, &t.account, &t.post, &t.roster, &t.campaign}
	}, text, w.Args...)
	out := make([]retention.Touched, len(rows))
	for i, t := range rows {
		out[i] = retention.Touched{Person: t.id, Revision: t.revision, Register: t.register, Kept: t.kept()}
	}
	return out, err
}

func (t touched) kept() (why []retention.Why) {
	for _, r := range []struct {
		n   int64
		why retention.Why
	}{{t.account, retention.HasAccount}, {t.post, retention.HoldsPost}, {t.roster, retention.OnRoster}, {t.campaign, retention.InAnother}} {
		if r.n > 0 {
			why = append(why, r.why)
		}
	}
	return why
}

// list is what stands in a list of values, which is never empty: a value that no
// row has ends it.
func list[S ~string](all []S) []any {
	out := make([]any, 0, len(all)+1)
	for _, s := range all {
		out = append(out, string(s))
	}
	return append(out, "-")
}
