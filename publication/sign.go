package publication

import (
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// signature returns how the actor would sign, as it is printed: who holds the
// director's post on the day, or a delegate recorded for it (P-47). It is "" for
// everybody else, whatever roles they have.
func (d *desk) signature(tx Tx, who people.Actor) (string, error) {
	if who.Person == "" {
		return "", nil
	}
	as, err := d.capacity(tx, who)
	if err != nil || as == "" {
		return "", err
	}
	p, err := tx.Person(who.Person)
	return as + " " + p.Name, err
}

// capacity returns as what the actor would sign, "" for nothing. Where the plan
// names no post for it, the role alone decides.
func (d *desk) capacity(tx Tx, who people.Actor) (string, error) {
	directs, post := who.May(people.BulletinSign, d.place) == nil, d.Book.PostOf(string(people.OfficeDirector))
	switch {
	case post == nil && directs:
		return "办公室主任", nil
	case post == nil:
		return "", nil
	}
	as, err := d.actsAs(tx, post.ID, post.Title, who)
	if as == post.Title && !directs {
		as = "" // who holds the post and was not given its role
	}
	return as, err
}

// actsAs says as what the actor signs for a post of a title: as who holds it on the day, or
// as a delegate recorded for it; "" for everybody else.
func (d *desk) actsAs(tx Tx, post, title string, who people.Actor) (string, error) {
	held, err := tx.Holdings(d.Running.ID)
	if err != nil || slices.ContainsFunc(held, func(h campaign.Holding) bool {
		return h.Post == post && h.Person == who.Person && h.On(d.Today())
	}) {
		return title, err
	}
	given, err := tx.Delegations(d.Running.ID)
	if err != nil || !slices.ContainsFunc(given, func(g campaign.Delegation) bool {
		return g.Post == post && g.Person == who.Person && g.On(d.Today())
	}) {
		return "", err
	}
	return "受" + title + "委托", nil
}

// maySign refuses who neither holds the director's post nor is a recorded
// delegate.
func (d *desk) maySign() error {
	if d.signer != "" {
		return nil
	}
	post := d.Book.PostOf(string(people.OfficeDirector))
	if post == nil {
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	f := fault.New(fault.Forbidden, "publication.not_director", post.Title, post.Clause)
	f.Fields = []fault.Field{{Path: "signer", Key: f.Key, Args: f.Args, Clause: post.Clause}}
	return f
}

// Sign signs a draft for issue, as the office's director or a recorded
// delegate (P-47), once the period's reports are due (N-P14) and nothing in it
// may not be printed. The paper is kept as it was signed: whatever changes from
// then on, it is what Issue gives a number. Signing again over the same
// revision changes nothing.
func (s *Service) Sign(ctx context.Context, who people.Actor, id ID, revision int64) (Bulletin, error) {
	return s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if err := d.maySign(); err != nil {
			return audit.Act{}, err
		}
		if d.b.State == Signed && d.b.Revision == revision+1 && d.b.SignedBy == who.Account {
			return audit.Act{}, nil // the same click came twice
		}
		if err := d.at(revision, Draft); err != nil {
			return audit.Act{}, err
		}
		if err := d.ready(tx); err != nil {
			return audit.Act{}, err
		}
		d.b.Signed, d.b.SignedBy, d.b.Signer = d.Now, who.Account, d.signer
		if err := d.seal(d.print()); err != nil {
			return audit.Act{}, err
		}
		d.b.State = Signed
		return audit.Act{Name: "bulletin.sign", New: map[string]any{
			"period": d.b.Period, "signer": d.b.Signer, "digest": d.b.Digest,
		}}, d.keep(tx)
	})
}

// TakeBack takes a signature back with a reason, until the bulletin is issued:
// it is a draft again.
func (s *Service) TakeBack(ctx context.Context, who people.Actor, id ID, revision int64, reason string) (Bulletin, error) {
	reason = strings.TrimSpace(reason)
	if bad := bounds("reason", reason, maxReason, true); bad != nil {
		return Bulletin{}, fault.Violations(bad)
	}
	return s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if err := d.maySign(); err != nil {
			return audit.Act{}, err
		}
		if err := d.at(revision, Signed); err != nil {
			return audit.Act{}, err
		}
		old := d.b.Signer
		d.b.State, d.b.Signed, d.b.SignedBy, d.b.Signer = Draft, noTime, "", ""
		d.b.Cosigned = nil
		d.b.Document, d.b.Digest = document.Document{}, ""
		return audit.Act{
			Name: "bulletin.take_back", Old: map[string]any{"signer": old}, New: map[string]any{"reason": reason},
		}, d.keep(tx)
	})
}

// ready returns what stands against printing the bulletin as things are now.
func (d *desk) ready(tx Tx) error {
	g, err := d.gather(tx)
	if err != nil {
		return err
	}
	return d.fit(tx, g)
}
