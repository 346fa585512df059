package desktest

import (
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// Issue composes, signs and issues the bulletin of a month whose reports are
// due.
func (h *House) Issue(period string) publication.Bulletin {
	h.T.Helper()
	ctx, office, director := h.T.Context(), h.AsBody(people.Office, "PDS", "office"), h.Director()
	b, err := h.Bulletins.Compose(ctx, office, h.Campaign, "bulletin", period)
	h.Must(err)
	b, err = h.Bulletins.Sign(ctx, director, b.ID, b.Revision)
	h.Must(err)
	b, err = h.Bulletins.Issue(ctx, office, b.ID, b.Revision)
	h.Must(err)
	return b
}
