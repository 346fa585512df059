package stage

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Enter lets an actor record an entry of a unit, its fields in pairs of name and
// text.
func (s *Stage) Enter(who people.Actor, register, unit string, fields ...string) (ledger.Entry, error) {
	typed := map[string]string{}
	for i := 0; i < len(fields); i += 2 {
		typed[fields[i]] = fields[i+1]
	}
	return s.Ledger.Record(context.Background(), who, ledger.New{Campaign: s.Campaign, Register: register, Unit: s.Unit(unit), Typed: typed})
}

// Entered is Enter for what must succeed.
func (s *Stage) Entered(who people.Actor, register, unit string, fields ...string) ledger.Entry {
	s.T.Helper()
	e, err := s.Enter(who, register, unit, fields...)
	s.Must(err)
	return e
}

// Moved lets an actor move an entry on, which must succeed.
func (s *Stage) Moved(who people.Actor, e ledger.Entry, move, reason string) ledger.Entry {
	s.T.Helper()
	e, err := s.Ledger.Move(context.Background(), who, ledger.Pick{ID: e.ID, Revision: e.Revision}, ledger.Step{Move: move, Reason: reason})
	s.Must(err)
	return e
}

// Surveyed lets the liaison of a unit record that it went to see, which the plan
// wants before the papers of its first phase (P-16). Once a day is enough.
func (s *Stage) Surveyed(unit string) {
	s.T.Helper()
	_, err := s.Enter(s.As(people.Liaison, unit), "surveys", unit,
		"day", calendar.DateOf(s.Now(), locale.Shanghai).String(), "place", "张庄村", "people", "工会干部、劳模代表", "findings", "缺技术，缺销路")
	if !fault.Is(err, fault.Conflict) {
		s.Must(err)
	}
}
