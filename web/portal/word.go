package portal

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/export/docx"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// sendWord sends an issued bulletin as Word, as it was printed.
func (p *Portal) sendWord(w http.ResponseWriter, r *http.Request) error {
	b, err := p.bulletins.Read(r.Context(), publication.ID(r.PathValue("id")))
	if err != nil || p.fresh(w, r, "word", b.Bulletin.Digest) {
		return err
	}
	return docx.Answer(w, b.Bulletin.Document)
}
