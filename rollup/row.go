package rollup

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
)

// Stamp says which state the duties of a period are in. Their rows stay and
// their revisions only grow, so the same stamp is the same state.
type Stamp struct {
	Period    string
	Duties    int64
	Revisions int64 // the sum of their revisions
}

// Row is a duty as far as totals ask for it.
type Row struct {
	Duty             campaign.DutyID
	Unit             organisation.UnitID
	Period           string
	Due              calendar.Date // zero: 无期限
	Category         organisation.Category
	County, Industry organisation.UnitID
	Newest           int64
	Nil              bool
	Accepted         bool
	Excused          bool

	in                     *span
	unit, county, industry int32 // as the source numbers them
	*told
}

// Told is what a version says in figures.
type Told struct {
	Duty    campaign.DutyID
	N       int64
	Sent    time.Time
	Figures []paper.Figure
}

// told is Told as it is kept: its cells are numbered by the source.
type told struct {
	n     int64
	sent  time.Time
	cells []number
}

// number is a figure as it is kept.
type number struct {
	cell  int32
	value int64 // stored units
}

// cell is what a figure is of.
type cell struct{ address, row, measure string }

// span is a period with its duties.
type span struct {
	calendar.Period
	key   string
	stamp Stamp
	rows  []Row
	due   calendar.Date // the first on which one of them is; zero: none has a date
	size  int           // of what it holds, in figures
}

// add adds a duty to a span that is being made.
func (s *span) add(r Row) {
	s.rows = append(s.rows, r)
	if !r.Due.IsZero() && (s.due.IsZero() || r.Due.Before(s.due)) {
		s.due = r.Due
	}
	s.size += rowSize
	if r.told != nil {
		s.size += len(r.cells)
	}
}

// rowSize is how many figures a row is worth in memory.
const rowSize = 16

// counts reports whether the duty's newest version counts.
func (r *Row) counts(state State) bool {
	return !r.Excused && r.Newest > 0 && (state == Sent || r.Accepted)
}
