package portal

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/export/docx"
)

// sendWord sends an issued bulletin as Word, as it was printed.
func (p *Portal) sendWord(w http.ResponseWriter, r *http.Request) error {
	b, err := p.read(r)
	if err != nil || p.fresh(w, r, "word", b.Bulletin.Digest) {
		return err
	}
	return docx.Answer(w, b.Bulletin.Document)
}
