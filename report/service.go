package report

import (
	"context"
	"io"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

// Tx is what the use cases of reports need of a transaction.
type Tx interface {
	campaign.Tx
	drafts
	versions
	reviews
	attachments
	filling.Tx
	Account(people.AccountID) (people.Account, error)
}

type drafts interface {
	Draft(campaign.DutyID) (Draft, error) // Revision 0: there is none
	InsertDraft(*Draft) error
	UpdateDraft(Draft) (Draft, error) // by its revision
	DeleteDraft(campaign.DutyID) error
}

type versions interface {
	SendDuty(campaign.Duty) (campaign.Duty, error) // by its revision
	InsertVersion(*Version) error
	Version(campaign.DutyID, int64) (Version, error)
	Versions(campaign.DutyID) ([]Version, error) // oldest first, without contents
	VersionByKey(people.AccountID, string) (Version, error)
	Before(campaign.Duty) (Version, error)             // newest version of the period before, N 0 for none
	StocksBefore(campaign.Duty) (Version, error)       // the same, of the last period that was no nil report
	SumBefore(campaign.Duty) (map[string]int64, error) // by cell, over all periods before
}

type reviews interface {
	UpdateRecipient(campaign.Recipient) (campaign.Recipient, error) // by its revision
	AcceptDuty(campaign.Duty) (campaign.Duty, error)                // by its revision
	InsertReview(*Review) error
	Reviews(campaign.DutyID) ([]Review, error) // oldest first
	InsertRemark(*Remark) error
	Remarks(campaign.DutyID) ([]Remark, error) // oldest first, without their authors' names
}

type attachments interface {
	InsertAttachment(*Attachment) error
	Attachment(paper.AttachmentID) (Attachment, error)
	AttachmentSent(Attachment) (bool, error) // some sent version names it
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Blobs keeps the bytes of attachments by their SHA-256.
type Blobs interface {
	Put(ctx context.Context, name string, r io.Reader, limit int64) (sha256, kind string, size int64, err error)
	Open(ctx context.Context, sha256 string) (io.ReadCloser, error)
}

// Service carries out the use cases of reports.
type Service struct {
	db        Store
	blobs     Blobs
	campaigns *campaign.Service
	clock     func() time.Time
}

// NewService returns the service on a store, the bytes of attachments and the
// campaigns.
func NewService(db Store, blobs Blobs, campaigns *campaign.Service, clock func() time.Time) *Service {
	return &Service{db: db, blobs: blobs, campaigns: campaigns, clock: clock}
}

// open loads a duty for a write: it may be done there, the campaign still takes
// reports, the period is open and the duty is owed.
func (s *Service) open(tx Tx, who people.Actor, act people.Action, id campaign.DutyID) (campaign.Case, error) {
	if err := tx.HoldDuty(id); err != nil {
		return campaign.Case{}, err
	}
	c, err := s.campaigns.Case(tx, who, act, id)
	if err != nil {
		return c, err
	}
	return c, writable(c)
}

func writable(c campaign.Case) error {
	if err := c.Writable(); err != nil {
		return err
	}
	switch {
	case c.Obliged().Publishes != "":
		return fault.New(fault.Conflict, "report.published_instead")
	case c.Settled():
		return fault.New(fault.Conflict, "report.already_accepted")
	case c.Excused != "":
		return fault.New(fault.Conflict, "report.excused", c.Excused)
	case c.Now.Before(c.Opens):
		return fault.New(fault.Conflict, "report.not_open", c.Opens)
	}
	return nil
}

// asked returns the form a duty asks for; a receipt has an empty one.
func asked(c campaign.Case) *playbook.Form {
	if f := c.Rules.Form(c.Form); f != nil {
		return f
	}
	return &playbook.Form{Title: c.Obliged().Title}
}

// sending returns the action that sends a duty's report: the receipt, the
// leader's signature, or the liaison's 报送.
func sending(c campaign.Case) people.Action {
	switch {
	case c.Obliged().Receipt:
		return people.DutySignFor
	case asked(c).Signed:
		return people.DutySign
	}
	return people.DutySend
}
