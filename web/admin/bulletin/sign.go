package bulletin

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// sign signs the draft for issue. Texts that were typed and not yet stored are
// stored first, and then to be read in the preview: nobody signs unseen words.
func (a *area) sign(c *desk.Call) error {
	if c.PostFormValue("edits") != "" {
		stored, err := revisionOf(c)
		if err != nil {
			return err
		}
		b, err := a.typed(c)
		if err != nil {
			return a.refuse(c, err)
		}
		if b.Revision != stored {
			return a.done(c, c.T("bulletin.saved_first"))
		}
	}
	return a.act(c, "bulletin.signed", func(ctx context.Context, id publication.ID, revision int64) error {
		_, err := a.Bulletins.Sign(ctx, c.Who, id, revision)
		return err
	})
}

// cosign signs the paper for another of its issuers (H-75).
func (a *area) cosign(c *desk.Call) error {
	return a.act(c, "bulletin.cosigned", func(ctx context.Context, id publication.ID, revision int64) error {
		_, err := a.Bulletins.Cosign(ctx, c.Who, id, revision)
		return err
	})
}

// takeBack takes the signature back with a reason: the bulletin is a draft again.
func (a *area) takeBack(c *desk.Call) error {
	return a.act(c, "bulletin.taken_back", func(ctx context.Context, id publication.ID, revision int64) error {
		_, err := a.Bulletins.TakeBack(ctx, c.Who, id, revision, c.Text("reason"))
		return err
	})
}

// issue gives the signed bulletin its number and makes it public.
func (a *area) issue(c *desk.Call) error {
	return a.act(c, "bulletin.issued", func(ctx context.Context, id publication.ID, revision int64) error {
		_, err := a.Bulletins.Issue(ctx, c.Who, id, revision)
		return err
	})
}

// discard throws the draft away.
func (a *area) discard(c *desk.Call) error {
	revision, err := revisionOf(c)
	if err != nil {
		return err
	}
	if err := a.Bulletins.Discard(c.Context(), c.Who, bulletinID(c), revision); err != nil {
		return a.refuse(c, err)
	}
	a.Sessions.Flash(c.Context(), c.T("bulletin.discarded"))
	return c.Redirect("/bulletins")
}

// act carries out one act on the bulletin under the revision its page showed.
func (a *area) act(c *desk.Call, done string, do func(context.Context, publication.ID, int64) error) error {
	revision, err := revisionOf(c)
	if err != nil {
		return err
	}
	if err := do(c.Context(), bulletinID(c), revision); err != nil {
		return a.refuse(c, err)
	}
	return a.done(c, c.T(done))
}
