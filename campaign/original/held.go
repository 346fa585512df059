package original

import (
	"sync"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// held keeps what was read of the newest document of each campaign, so that a
// page does not read it again. The zero value is empty and ready.
type held struct {
	mu   sync.Mutex
	kept map[campaign.ID]reading
}

// reading is a document that was read, beside the playbook of a digest.
type reading struct {
	playbook string
	*Original
}

// read returns a document beside the playbook of a campaign. tx must be one that
// only reads: what an unfinished change would show must not be kept.
func (h *held) read(tx Tx, r campaign.Running, d Document) (*Original, error) {
	if o := h.find(r, d); o != nil {
		return o, nil
	}
	d, err := tx.Document(d.Campaign, d.Version)
	if err != nil {
		return nil, err
	}
	o, err := Beside(r.Book, d.Name, d.Body)
	if err != nil {
		return nil, err
	}
	d.Body = nil
	o.Document = d
	h.keep(r.Book.Digest, o)
	return o, nil
}

// Beside reads a file beside a playbook, for a campaign that is not launched
// yet.
func Beside(pb *playbook.Playbook, name string, body []byte) (*Original, error) {
	file, err := official.Read(body)
	if err != nil {
		return nil, err
	}
	return &Original{Document{Name: name, Size: int64(len(body))}, passage.Align(pb, file)}, nil
}

func (h *held) find(r campaign.Running, d Document) *Original {
	h.mu.Lock()
	defer h.mu.Unlock()
	kept, ok := h.kept[r.ID]
	if !ok || kept.playbook != r.Book.Digest || kept.Digest != d.Digest || kept.Version != d.Version {
		return nil
	}
	return kept.Original
}

func (h *held) keep(playbook string, o *Original) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.kept == nil {
		h.kept = map[campaign.ID]reading{}
	}
	h.kept[o.Campaign] = reading{playbook, o}
}
