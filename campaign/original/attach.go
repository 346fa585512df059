package original

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Attach keeps a file, a Word document or text, as the newest version of the
// campaign's official document. A file that cannot be read is refused with the
// places where it cannot; the file that is already the newest version is not
// kept again.
func (s *Service) Attach(ctx context.Context, who people.Actor, id campaign.ID, name string, body []byte) (d Document, err error) {
	err = s.db.View(ctx, func(tx Tx) error { _, err := s.open(tx, who, id); return err })
	if err == nil {
		err = Readable(body) // for who may attach it alone, and outside of the transaction, which others wait for
	}
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(body)
	d = Document{Campaign: id, Name: fileName(name), Size: int64(len(body)), Digest: hex.EncodeToString(sum[:]), Body: body, By: who.Account}
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(id); err != nil {
			return err
		}
		r, err := s.open(tx, who, id)
		if err == nil {
			d, err = keep(tx, who, r, d)
		}
		return err
	})
	d.Body = nil
	return d, err
}

// open loads a campaign whose document the actor may attach.
func (s *Service) open(tx Tx, who people.Actor, id campaign.ID) (campaign.Running, error) {
	r, err := s.campaigns.Open(tx, who, people.PlanChange, id)
	if err == nil {
		err = r.Writable()
	}
	return r, err
}

// Readable refuses a file that is too large, or that cannot be read, with the
// places where it cannot.
func Readable(body []byte) error {
	if len(body) > MaxSize {
		return fault.New(fault.TooLarge, "official.too_large", MaxSize>>20)
	}
	_, err := official.Read(body)
	return err
}

// keep stores a document as the version after the newest one.
func keep(tx Tx, who people.Actor, r campaign.Running, d Document) (Document, error) {
	list, err := tx.Documents(d.Campaign)
	if err != nil {
		return d, err
	}
	if len(list) > 0 && list[0].Digest == d.Digest {
		return list[0], nil
	}
	d.Version, d.Attached = int64(len(list)+1), r.Now
	if err := tx.InsertDocument(&d); err != nil {
		return d, err
	}
	return d, tx.Record(r.Now, who.Origin, audit.Act{
		Name: "plan.attach", Subject: string(d.Campaign), Root: string(r.Root), Campaign: string(d.Campaign),
		New: map[string]any{"file": d.Name, "version": d.Version, "digest": d.Digest},
	})
}

// fileName returns the name of a file without the folders that some browsers
// send with it, and no longer than MaxName.
func fileName(name string) string {
	name = strings.TrimSpace(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if runes := []rune(name); len(runes) > MaxName {
		name = string(runes[len(runes)-MaxName:])
	}
	return strings.ToValidUTF8(name, "")
}
