package publication

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
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

// partner is a post that signs for another issuer than the director does.
type partner struct{ Post, Title, Issuer, Clause string }

func (d *desk) partners() []partner {
	var out []partner
	for _, p := range d.Book.Posts {
		if p.SignsFor != "" && p.Role != string(people.OfficeDirector) {
			out = append(out, partner{p.ID, p.Title, p.SignsFor, p.Clause})
		}
	}
	return out
}

// wanting lists the issuers that have not yet signed the paper.
func (d *desk) wanting() []string {
	var out []string
	for _, p := range d.partners() {
		if !slices.Contains(out, p.Issuer) && !d.cosigned(p.Issuer) {
			out = append(out, p.Issuer)
		}
	}
	return out
}

func (d *desk) cosigned(issuer string) bool {
	return slices.ContainsFunc(d.b.Cosigned, func(c Cosignature) bool { return c.Issuer == issuer })
}

// cosigns returns the post for which the actor signs as another issuer, and as
// what, "" for everybody else.
func (d *desk) cosigns(tx Tx, who people.Actor) (partner, string, error) {
	if who.Person == "" {
		return partner{}, "", nil
	}
	for _, p := range d.partners() {
		as, err := d.actsAs(tx, p.Post, p.Title, who)
		if err != nil {
			return partner{}, "", err
		}
		if as == "" {
			continue
		}
		known, err := tx.Person(who.Person)
		return p, as + " " + known.Name, err
	}
	return partner{}, "", nil
}

// mayCosign reports whether the actor may sign the bulletin for an issuer that
// has not signed it.
func (d *desk) mayCosign() bool {
	return d.b.State == Signed && d.cosigner != "" && !d.cosigned(d.post.Issuer)
}

// Cosign signs a bulletin that the director has signed, for another of the
// issuers: whoever holds the post that signs for it, or a recorded delegate.
// The paper shows every signature, and is issued once all have signed (H-75).
func (s *Service) Cosign(ctx context.Context, who people.Actor, id ID, revision int64) (Bulletin, error) {
	return s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if d.cosigner == "" {
			return audit.Act{}, fault.New(fault.Forbidden, "publication.not_issuer", strings.Join(d.Book.Document.Issuers, "、"))
		}
		if err := d.at(revision, Signed); err != nil {
			return audit.Act{}, err
		}
		if d.cosigned(d.post.Issuer) {
			return audit.Act{}, fault.New(fault.Conflict, "publication.cosigned", d.post.Issuer)
		}
		c := Cosignature{Issuer: d.post.Issuer, Post: d.post.Post, Signer: d.cosigner, By: who.Account, At: d.Now}
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
