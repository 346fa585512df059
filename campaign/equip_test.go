package campaign_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// An account made after the appointment gets, once, what the post carries.
func TestAnAccountMadeAfterTheAppointment(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: "周新主任"})
		s.Must(err)
		office := s.AsBody(people.Office, "PDS", "office")
		s.Must(s.Campaigns.Appoint(t.Context(), office, s.Campaign, "office-director", p.ID, date(t, "2018-06-02")))
		s.At("2018-06-10 09:00")
		a, _, err := s.People.Create(t.Context(), stage.Program, people.NewAccount{Root: s.Root, Login: "new.director", Person: p.ID, Password: "Xianfeng-2018"})
		s.Must(err)
		if err := s.Campaigns.Equip(t.Context(), office, a); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who manages no accounts gets %v", err)
		}
		for range 2 {
			s.Must(s.Campaigns.Equip(t.Context(), stage.Program, a))
		}
		who, err := s.People.ActorOf(t.Context(), a.ID, stage.Program.Origin)
		s.Must(err)
		if len(who.Grants) != 1 || who.Grants[0].Role != people.OfficeDirector || who.Grants[0].Body != "office" || who.Grants[0].From != date(t, "2018-06-02") {
			t.Errorf("it holds %+v, want the director's grant once", who.Grants)
		}
	})
}
