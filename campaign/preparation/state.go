package preparation

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// State is how far a preparation has come.
type State string

// The states.
const (
	Preparing State = "preparing"
	Launching State = "launching" // a job waits or runs
	Launched  State = "launched"
)

// State says how far the preparation has come.
func (p Preparation) State() State {
	switch {
	case p.Campaign != "":
		return Launched
	case p.Asked != nil:
		return Launching
	}
	return Preparing
}

// idle returns nil while the preparation may be changed.
func (p Preparation) idle() error {
	switch p.State() {
	case Launching:
		return fault.New(fault.Conflict, "preparation.launching")
	case Launched:
		return fault.New(fault.Conflict, "preparation.launched")
	}
	return nil
}

// Asking is a launch that somebody asked for.
type Asking struct {
	At      time.Time
	From    audit.Origin // who, with whose rights it is carried out
	Program bool         // the program itself
}

// Refusal is why a launch came to nothing: a fault as it can be stored.
type Refusal struct {
	At     time.Time
	Kind   string
	Key    string
	Args   []any
	Fields []fault.Field
}

func newRefusal(at time.Time, err error) *Refusal {
	f := fault.From(err)
	return &Refusal{at, f.Kind.String(), f.Key, f.Args, f.Fields}
}

// Err returns the refusal as the fault it was, nil for none.
func (r *Refusal) Err() error {
	if r == nil {
		return nil
	}
	f := fault.New(fault.Internal, r.Key, whole(r.Args)...)
	for k := fault.Internal; k <= fault.Unavailable; k++ {
		if k.String() == r.Kind {
			f.Kind = k
		}
	}
	for _, x := range r.Fields {
		x.Args = whole(x.Args)
		f.Fields = append(f.Fields, x)
	}
	return f
}

// whole makes whole numbers again of what JSON has for numbers.
func whole(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if n, ok := a.(float64); ok && n == math.Trunc(n) {
			a = int(n)
		}
		out[i] = a
	}
	return out
}

// Open returns a preparation as it stands, without what its pages show.
func (s *Service) Open(ctx context.Context, who people.Actor, id ID) (p Preparation, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		p, err = s.open(tx, who, id)
		return err
	})
	return p, err
}

// Waited returns for how long a launch has been asked for.
func (s *Service) Waited(p Preparation) time.Duration {
	if p.Asked == nil {
		return 0
	}
	return s.clock().Sub(p.Asked.At)
}

// passes reports a failure that another attempt may get past: the database is
// away, the program ends, or somebody else wrote first.
func passes(err error) bool {
	return fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Stale) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
