// Package report carries what a unit sends to discharge a duty: drafts that
// save themselves, checks against the playbook's form, submission and
// signature, and the review by each recipient. A sent version is never changed.
package report

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

// Version is a content as it was sent.
type Version struct {
	Duty    campaign.DutyID
	N       int64 // 1 for the first
	Content paper.Content
	Figures []paper.Figure // the measured numbers of Content, by cell
	Digest  string
	Rule    int64 // version of the playbook whose form it fills
	Sent    time.Time
	By      people.AccountID
	AsOf    time.Time // instant of the data: the first submission, at the latest the due instant (N-P8)
	Key     string    // the client's idempotency key, "" without one

	Warnings []fault.Field // what the form advises on it; told by Submit, not stored
}

// Draft is a content being written. There is one a duty.
type Draft struct {
	Duty      campaign.DutyID
	Content   paper.Content
	Handed    time.Time // 送审: handed up for signature, zero while it is written
	HandedBy  people.AccountID
	Back      string // why the leader handed it back, "" if it was not
	BackAt    time.Time
	Updated   time.Time
	UpdatedBy people.AccountID
	Revision  int64 // grows with each save

	Ledger filling.Filling // what the ledger says now; not stored
}

// ReviewID identifies a review.
type ReviewID string

// Review is what a recipient said of a version: it was received, accepted, or
// returned with a reason and comments pinned to cells.
type Review struct {
	ID      ReviewID
	Duty    campaign.DutyID
	N       int64
	Body    string
	Verdict campaign.Verdict
	Reason  string
	Wanted  calendar.Date // a return: the day it is wanted back
	At      time.Time
	By      people.AccountID
	Cells   map[string]string // comment by cell
}

// Attachment is a file uploaded for a duty. Its bytes lie in the blob store
// under their hash; it is superseded, never replaced.
type Attachment struct {
	ID       paper.AttachmentID
	Duty     campaign.DutyID
	Slot     string
	Name     string
	SHA256   string
	Size     int64
	Type     string
	Uploaded time.Time
	By       people.AccountID
}

// Ref returns how a content names the attachment.
func (a Attachment) Ref() paper.FileRef {
	return paper.FileRef{ID: a.ID, Name: a.Name, SHA256: a.SHA256, Size: a.Size, Type: a.Type}
}
