// Package award is what a plan says of selecting and honouring (评选表彰): who
// may be named and how many, what is asked of a candidate, the steps to the
// decision, the papers, and the sheets by which work is scored. Nothing here
// is carried out yet; it is read, checked and shown.
package award

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/formula"
)

// Award is an honour that the plan confers or lets units apply for.
type Award struct {
	ID, Title  string
	Track      string // id, or "" for the whole plan
	Collective bool   // for units and teams; else for persons
	Number     Number // how many are named
	Reading    string // that settles the number, or ""
	Also       string // the award that comes with it (H-68), or ""
	Applies    string // the award that a holder may apply for (H-70), or ""
	Quotas     []Quota
	Beyond     Beyond
	Shares     []Share
	Facts      []Fact
	Rules      []Rule
	Vetoes     []Veto
	Again      Again
	Criteria   []Criterion
	Steps      []Step
	Materials  []Material
	Sheet      string // id of the sheet it is scored by, or ""
	Clause     string
	Cites      []string
}

// Number is how many are named: «3», «1..2», «..50», «10%», or open (若干,
// 酌情): decided when the round comes.
type Number struct {
	Least, Most int // Most 0: no bound
	Percent     int // of those who took part; 0: not by share
	Open        bool
}

// Quota is how many a unit may recommend: by category, by name, or by its
// number of members; one of the three is set.
type Quota struct {
	Category string
	Unit     string
	Tier     bool // by members
	From, To int  // members of the tier; To 0: no bound
	Places   Number
	Clause   string
}

// Beyond says what becomes of a recommendation beyond the quota.
type Beyond string

// What becomes of a recommendation beyond the quota.
const (
	BeyondRefused  Beyond = "refused"
	BeyondReserved Beyond = "reserved" // 预报: taken down as a reserve
)

// Share is a floor or a cap on those of an attribute among all who are named.
// Attributes overlap, so shares need not add up.
type Share struct {
	ID, Title       string
	AtLeast, AtMost int // percent; AtMost 100: no cap
	Clause          string
}

// Fact is a whole quantity of a candidate that rules judge.
type Fact struct {
	ID, Title string
	Kind      string        // a quantity, months or years
	At        calendar.Rule // the day it is counted up to; none: the day of nomination
	Clause    string
}

// Rule is a condition of eligibility: all of a Rule's formulas are alternatives,
// one of which must hold.
type Rule struct {
	ID               string
	OneOf            []*formula.Rule
	Message, English string
	Clause           string
}

// Veto rules a candidate out (一票否决); Years is how far back it looks, 0 ever.
type Veto struct {
	ID, Title string
	Years     int
	Clause    string
}

// Again says whether who holds the award may have it again: always by
// default, never, or after some years.
type Again struct {
	Never bool
	Years int
}

// Criterion is what people weigh and no machine computes.
type Criterion struct {
	ID, Title string
	Clause    string
	Cites     []string
}
