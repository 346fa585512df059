package publication

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Cosignature is the signature of another issuer of a joint paper, beside the
// director's (H-75).
type Cosignature struct {
	Issuer string `json:"issuer"`
	Post   string `json:"post"`   // id in the playbook, that signs for it
	Signer string `json:"signer"` // as printed: «副组长 王成»
	By     people.AccountID
	At     time.Time
}

// partners lists the posts that sign for another issuer than the director does.
func (d *desk) partners() []*playbook.Post {
	var out []*playbook.Post
	for i := range d.Book.Posts {
		if p := &d.Book.Posts[i]; p.SignsFor != "" && p.Role != string(people.OfficeDirector) {
			out = append(out, p)
		}
	}
	return out
}

// wanting lists the issuers that have not yet signed the paper.
func (d *desk) wanting() []string {
	var out []string
	for _, p := range d.partners() {
		if !slices.Contains(out, p.SignsFor) && !d.cosigned(p.SignsFor) {
			out = append(out, p.SignsFor)
		}
	}
	return out
}

func (d *desk) cosigned(issuer string) bool {
	return slices.ContainsFunc(d.b.Cosigned, func(c Cosignature) bool { return c.Issuer == issuer })
}

// partner returns the post for which the actor signs as another issuer, and as
// what, nil for everybody else.
func (d *desk) partner(tx Tx, who people.Actor) (*playbook.Post, string, error) {
	if who.Person == "" {
		return nil, "", nil
	}
	for _, p := range d.partners() {
		as, err := d.actsAs(tx, p, who.Person)
		if err != nil {
			return nil, "", err
		}
		if as == "" {
			continue
		}
		known, err := tx.Person(who.Person)
		return p, as + " " + known.Name, err
	}
	return nil, "", nil
}

// mayCosign reports whether the actor may sign the bulletin for an issuer that
// has not signed it.
func (d *desk) mayCosign() bool {
	return d.b.State == Signed && d.post != nil && !d.cosigned(d.post.SignsFor)
}

// Cosign signs a bulletin that the director has signed, for another of the
// issuers: whoever holds the post that signs for it, or a recorded delegate.
// The paper shows every signature, and is issued once all have signed (H-75).
func (s *Service) Cosign(ctx context.Context, who people.Actor, id ID, revision int64) (Bulletin, error) {
	return s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if d.post == nil {
			return audit.Act{}, fault.New(fault.Forbidden, "publication.not_issuer", strings.Join(d.Book.Document.Issuers, "、"))
		}
		if err := d.at(revision, Signed); err != nil {
			return audit.Act{}, err
		}
		if d.cosigned(d.post.SignsFor) {
			return audit.Act{}, fault.New(fault.Conflict, "publication.cosigned", d.post.SignsFor)
		}
		c := Cosignature{Issuer: d.post.SignsFor, Post: d.post.ID, Signer: d.cosigner, By: who.Account, At: d.Now}
		d.b.Cosigned = append(d.b.Cosigned, c)
		paper := d.b.Document
		paper.Foot.Signed += "；" + c.Signer + "（" + c.Issuer + "）"
		if err := d.seal(paper); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{Name: "bulletin.cosign", Clause: d.post.Clause, New: map[string]any{
			"period": d.b.Period, "issuer": c.Issuer, "signer": c.Signer, "digest": d.b.Digest,
		}}, d.keep(tx)
	})
}

// whole refuses to issue a joint paper that an issuer has not signed.
func (d *desk) whole() error {
	if wanting := d.wanting(); len(wanting) > 0 {
		return fault.New(fault.Conflict, "publication.awaits_issuer", strings.Join(wanting, "、"))
	}
	return nil
}
