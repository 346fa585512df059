package rollup

import (
	"context"
	"encoding/json"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Recount is what the nightly recount of a campaign found.
type Recount struct {
	At          time.Time
	Versions    int // newest versions that were recounted
	Count       int // of all differences
	Differences []Difference
}

// maxDifferences bounds those that are kept and told by name.
const maxDifferences = 50

// Difference is a figure that is not what its report says. Nothing but a fault
// of the program or a hand in the database makes one.
type Difference struct {
	Where  Where
	Duty   campaign.DutyID
	N      int64  // the version
	Unit   string // code
	Source Source
	Period string
	Cell   string // "" for what is said of the duty, which Field names
	Field  Field
	Is     string // what is stored or kept, as a number in stored units; "" for none
	Should string
}

// Where a difference lies.
type Where string

// In the figures stored beside a version, against its content; or in what is
// kept between questions, against the database.
const (
	Stored Where = "stored"
	Kept   Where = "kept"
)

// Field is what totals ask of a duty; its text is the message «figure.field_» +
// the field.
type Field string

// The fields. Those that are a yes or a no are said as 1 or 0, units by code.
const (
	FieldNewest   Field = "newest"
	FieldAccepted Field = "accepted"
	FieldNil      Field = "nil"
	FieldExcused  Field = "excused"
	FieldUnit     Field = "unit"
	FieldPeriod   Field = "period"
	FieldDue      Field = "due"
	FieldCategory Field = "category"
	FieldCounty   Field = "county"
	FieldIndustry Field = "industry"
)

// Newest is a duty with its newest version, as the database holds them.
type Newest struct {
	Row
	Rule    int64 // version of the playbook whose form it fills; 0: nothing was sent
	Content paper.Content
	Figures []paper.Figure
}

type recounts interface {
	// EachNewest gives every duty of a source with its newest version.
	EachNewest(c campaign.ID, s Source, give func(Newest)) error
	// PutRecount stores what a recount found, as JSON; Recount returns it, "" if
	// there was none.
	PutRecount(c campaign.ID, found string) error
	Recount(c campaign.ID) (string, error)
}

// Recount compares the figures stored beside every newest version of a campaign
// with its content, and what is kept of it here with the database. It stores
// and returns what it found.
func (s *Service) Recount(ctx context.Context, who people.Actor, id campaign.ID) (found Recount, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.DutyManage, id)
		if err != nil {
			return err
		}
		tree, err := s.campaigns.Tree(tx, r)
		if err != nil {
			return err
		}
		books, err := s.books(tx, r)
		if err != nil {
			return err
		}
		found = Recount{At: r.Now}
		for _, src := range Sources(r.Book) {
			c := recounter{source: src, tree: tree, books: books, found: &found}
			if c.kept, err = s.kept(tx, place{id, src}); err != nil {
				return err
			}
			if err := tx.EachNewest(id, src, c.compare); err != nil {
				return err
			}
			c.gone()
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	text, err := json.Marshal(found)
	if err != nil {
		return found, err
	}
	return found, s.db.Update(ctx, func(tx Tx) error { return tx.PutRecount(id, string(text)) })
}

// Recounted returns what the last recount of a campaign found, for who manages
// its duties. Its instant is zero where there was none yet.
func (s *Service) Recounted(ctx context.Context, who people.Actor, id campaign.ID) (found Recount, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.campaigns.Open(tx, who, people.DutyManage, id); err != nil {
			return err
		}
		text, err := tx.Recount(id)
		if err != nil || text == "" {
			return err
		}
		return json.Unmarshal([]byte(text), &found)
	})
	return found, err
}

// books returns every version of a campaign's playbook.
func (s *Service) books(tx Tx, r campaign.Running) (map[int64]*playbook.Playbook, error) {
	out := map[int64]*playbook.Playbook{}
	for n := int64(1); n <= r.Version; n++ {
		book, err := s.campaigns.BookAt(tx, r.Campaign, n)
		if err != nil {
			return nil, err
		}
		out[n] = book
	}
	return out, nil
}
