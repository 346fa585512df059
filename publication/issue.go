package publication

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// Issue gives the paper that was signed its number and its date, and nothing
// else in it is other than it was signed. It discharges the organiser's duty,
// and whatever a unit first sends for the period after it is 补报 (P-60).
// Issuing again over the same revision changes nothing.
func (s *Service) Issue(ctx context.Context, who people.Actor, id ID, revision int64) (Bulletin, error) {
	return s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if err := who.May(people.BulletinIssue, d.place); err != nil {
			return audit.Act{}, err
		}
		if d.b.State == Issued && d.b.Revision == revision+1 && d.b.IssuedBy == who.Account {
			return audit.Act{}, nil // the same click came twice
		}
		if err := d.at(revision, Signed); err != nil {
			return audit.Act{}, err
		}
		if err := d.whole(); err != nil {
			return audit.Act{}, err
		}
		if err := d.ready(tx); err != nil {
			return audit.Act{}, err
		}
		if err := d.number(tx); err != nil {
			return audit.Act{}, err
		}
		d.b.State, d.b.Issued, d.b.IssuedBy = Issued, d.Now, who.Account
		if err := d.seal(d.numbered()); err != nil {
			return audit.Act{}, err
		}
		if err := d.keep(tx); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{Name: "bulletin.issue", New: map[string]any{
			"number": d.b.Name(), "total": d.b.Total, "period": d.b.Period, "digest": d.b.Digest,
		}}, d.discharge(tx)
	})
}

// number gives the bulletin the next number of the day's year and of the
// campaign. The campaign is held, so no number is given twice or left out.
func (d *desk) number(tx Tx) error {
	last, err := tx.LastBulletin(d.Running.ID)
	if err != nil {
		return err
	}
	d.b.Year, d.b.Total = int64(d.Today().Year), last.Total+1
	inYear, err := tx.IssuedIn(d.Running.ID, d.b.Year)
	d.b.Number = inYear + 1
	return err
}

// numbered returns the paper that was signed with its number and its date.
func (d *desk) numbered() document.Document {
	p := d.b.Document
	p.Head.Number, p.Head.Total, p.Head.Date = d.b.Name(), fmt.Sprintf("总第%d期", d.b.Total), d.Today().Chinese()
	return p
}

// seal keeps the paper as it is, with its hash.
func (d *desk) seal(paper document.Document) error {
	text, err := json.Marshal(paper)
	sum := sha256.Sum256(text)
	d.b.Document, d.b.Digest = paper, hex.EncodeToString(sum[:])
	return err
}

// discharge does what follows from an issue: the organiser's duty is done, the
// duties it publishes carry the instant, the corrections it prints are printed.
func (d *desk) discharge(tx Tx) error {
	if err := tx.HoldDuty(d.b.Duty); err != nil {
		return err
	}
	own, err := tx.Duty(d.b.Duty)
	if err != nil {
		return err
	}
	done := own.Duty
	done.Newest, done.Accepted, done.First, done.Judged = 1, true, d.Now, d.Now
	if _, err := tx.SendDuty(done); err != nil {
		return err
	}
	of := d.Book.Obligation(d.b.Obligation).Publishes
	if err := tx.PublishDuties(d.Running.ID, of, d.b.Period, d.Now); err != nil {
		return err
	}
	open, err := tx.Unprinted(d.Running.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		if !d.b.Content.Prints(string(c.ID)) {
			continue
		}
		c.Printed = d.b.ID
		if _, err := tx.UpdateCorrection(c); err != nil {
			return err
		}
	}
	return nil
}

// paper returns the bulletin as it was signed or issued, a draft as it would be.
func (d *desk) paper() document.Document {
	if d.b.State == Draft {
		return d.print()
	}
	return d.b.Document
}

// print lays the bulletin out as it stands, without a number.
func (d *desk) print() document.Document {
	s := content.Sheet{Running: d.Running, Content: d.b.Content, Period: d.b.Period, Title: d.b.Title, Note: d.b.Note, Signer: d.b.Signer, Track: d.Book.Obligation(d.b.Obligation).Track}
	for _, p := range d.b.Practices {
		s.Practices = append(s.Practices, content.Practice{Unit: p.Unit, Text: p.Text})
	}
	return s.Print()
}
