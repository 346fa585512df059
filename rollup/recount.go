package rollup

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
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
	Cell   string // "": the report as a whole, whose newest version or acceptance differs
	Is     string // what is stored or kept, in stored units; "" for none
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

// Newest is the newest version of a duty as the database holds it.
type Newest struct {
	Duty     campaign.DutyID
	Unit     organisation.UnitID
	Period   string
	N        int64
	Accepted bool
	Rule     int64 // version of the playbook whose form it fills
	Content  paper.Content
	Figures  []paper.Figure
}

type recounts interface {
	// EachNewest gives the newest version of every duty of a source.
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
		c := r.Campaign
		e, err := tx.Edition(c.ID, n)
		if err != nil {
			return nil, err
		}
		c.Version, c.Digest = n, e.Digest
		if out[n], err = s.campaigns.Book(tx, c); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// keptRow is what is kept of a duty.
type keptRow struct {
	n        int64
	accepted bool
	values   map[string]int64 // by cell
}

// kept returns what is kept of a source in the periods that have not changed
// since: the others are read again before anybody is told of them.
func (s *Service) kept(tx Tx, at place) (map[campaign.DutyID]keptRow, error) {
	stamps, err := tx.FigureStamps(at.campaign, at.Source, "", "")
	if err != nil {
		return nil, err
	}
	h := s.held.of(at)
	h.mu.Lock()
	defer h.mu.Unlock()
	out := map[campaign.DutyID]keptRow{}
	for _, st := range stamps {
		p := h.spans[st.Period]
		if p == nil || p.stamp != st {
			continue
		}
		for _, r := range p.rows {
			k := keptRow{n: r.Newest, accepted: r.Accepted, values: map[string]int64{}}
			if r.told != nil {
				for _, f := range r.cells {
					k.values[h.cells[f.cell].address] = f.value
				}
			}
			out[r.Duty] = k
		}
	}
	return out, nil
}

// recounter compares one source.
type recounter struct {
	source Source
	tree   *organisation.Tree
	books  map[int64]*playbook.Playbook
	kept   map[campaign.DutyID]keptRow
	found  *Recount
}

func (c *recounter) compare(v Newest) {
	c.found.Versions++
	stored := values(v.Figures)
	if pb := c.books[v.Rule]; pb != nil && pb.Form(c.source.Form) != nil {
		c.cells(Stored, v, stored, values(paper.Figures(pb.Form(c.source.Form), v.Content)))
	}
	k, ok := c.kept[v.Duty]
	if !ok {
		return
	}
	if k.n != v.N || k.accepted != v.Accepted {
		word := func(n int64, accepted bool) string {
			return strconv.FormatInt(n, 10) + map[bool]string{true: " accepted"}[accepted]
		}
		c.differ(Kept, v, "", word(k.n, k.accepted), word(v.N, v.Accepted))
		return
	}
	c.cells(Kept, v, k.values, stored)
}

func values(figures []paper.Figure) map[string]int64 {
	out := make(map[string]int64, len(figures))
	for _, f := range figures {
		out[f.Cell] = f.Value
	}
	return out
}

// cells notes every cell in which two versions of the same figures differ.
func (c *recounter) cells(where Where, v Newest, is, should map[string]int64) {
	text := func(m map[string]int64, cell string) string {
		if n, ok := m[cell]; ok {
			return strconv.FormatInt(n, 10)
		}
		return ""
	}
	for cell := range should {
		if a, b := text(is, cell), text(should, cell); a != b {
			c.differ(where, v, cell, a, b)
		}
	}
	for cell := range is {
		if _, ok := should[cell]; !ok {
			c.differ(where, v, cell, text(is, cell), "")
		}
	}
}

func (c *recounter) differ(where Where, v Newest, cell, is, should string) {
	c.found.Count++
	n, _ := c.tree.Unit(v.Unit)
	d := append(c.found.Differences, Difference{where, v.Duty, v.N, n.Code, c.source, v.Period, cell, is, should})
	slices.SortFunc(d, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Where, b.Where))
	})
	c.found.Differences = d[:min(len(d), maxDifferences)]
}
