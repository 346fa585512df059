package report_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// What a leader signed is shown under the leader's name, and under the login
// once the person was erased.
func TestASignatureBearsAName(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 09:00")
		p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Unit("yexian"), Name: "林小满"})
		s.Must(err)
		a, _, err := s.People.Create(t.Context(), stage.Program, people.NewAccount{Root: s.Root, Login: "yexian-leader", Person: p.ID, Password: "Xianfeng-2018"})
		s.Must(err)
		_, err = s.People.Grant(t.Context(), stage.Program, people.Grant{Account: a.ID, Role: people.UnitLeader, Unit: s.Unit("yexian"), From: stage.Date("2018-06-01")})
		s.Must(err)
		leader, err := s.People.ActorOf(t.Context(), a.ID, stage.Program.Origin)
		s.Must(err)
		id := s.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
		rev, err := handUp(t, s, "yexian", id, plan("2018", "2019", "2020"))
		s.Must(err)
		_, err = s.Reports.Submit(t.Context(), leader, id, report.Sending{Revision: rev})
		s.Must(err)
		wantSigner(t, s, id, "林小满")
		_, err = s.Units.ErasePerson(t.Context(), stage.Program, p.ID, p.Revision)
		s.Must(err)
		wantSigner(t, s, id, "yexian-leader")

		june := s.Duty("yexian", "monthly-report", "2018-06", "").ID
		_, err = s.Send(s.As(people.Liaison, "yexian"), june, stage.Monthly())
		s.Must(err)
		wantSigner(t, s, june, "") // nobody signs it
	})
}

func wantSigner(t *testing.T, s *stage.Stage, id campaign.DutyID, want string) {
	t.Helper()
	v, err := s.Reports.Version(t.Context(), s.As(people.Viewer, "PDS"), id, 1)
	s.Must(err)
	if v.Signer != want {
		t.Errorf("signed by %q, want %q", v.Signer, want)
	}
}
