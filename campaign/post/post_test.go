package post_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestP43APostChangesHands(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: "周新组长"})
		s.Must(err)
		r, err := s.Campaigns.Look(t.Context(), office, s.Campaign)
		s.Must(err)
		var id string
		for _, po := range r.Book.Posts {
			if po.Clause == "P-43" {
				id = po.ID
			}
		}
		s.Must(s.Posts.Appoint(t.Context(), office, s.Campaign, id, p.ID, stage.Date("2019-05-01")))
		for day, want := range map[string]string{"2019-04-30": "张国晓", "2019-05-01": "周新组长"} {
			posts, err := s.Posts.List(t.Context(), office, s.Campaign, stage.Date(day))
			s.Must(err)
			i := slices.IndexFunc(posts, func(v post.View) bool { return v.Post == id })
			if h := posts[i].Holders; len(h) != 1 || h[0].Name != want {
				t.Errorf("on %s the post is held by %v, want %s", day, h, want)
			}
		}
	})
}

// A post that carries a role gives it to its holder's accounts, and takes it
// back when the post changes hands.
func TestAPostCarriesItsGrant(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		var logins []people.AccountID
		var persons []organisation.PersonID
		for _, login := range []string{"first.director", "second.director"} {
			p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: "主任" + login})
			s.Must(err)
			a, _, err := s.People.Create(t.Context(), stage.Program, people.NewAccount{Root: s.Root, Login: login, Person: p.ID, Password: "Xianfeng-2018"})
			s.Must(err)
			logins, persons = append(logins, a.ID), append(persons, p.ID)
		}
		may := func(i int) bool {
			who, err := s.People.ActorOf(t.Context(), logins[i], stage.Program.Origin)
			s.Must(err)
			return who.May(people.DutyManage, people.Place{Root: s.Root, Unit: s.Root, Campaign: string(s.Campaign)}) == nil
		}
		s.Must(s.Posts.Appoint(t.Context(), office, s.Campaign, "office-director", persons[0], stage.Date("2018-06-02")))
		s.At("2018-06-10 09:00")
		if !may(0) || may(1) {
			t.Errorf("appointed the first: may %v, %v", may(0), may(1))
		}
		s.Must(s.Posts.Appoint(t.Context(), office, s.Campaign, "office-director", persons[1], stage.Date("2019-05-01")))
		s.At("2019-04-30 09:00")
		if !may(0) || may(1) {
			t.Errorf("on the last day of the first: may %v, %v", may(0), may(1))
		}
		s.At("2019-05-01 09:00")
		if may(0) || !may(1) {
			t.Errorf("on the first day of the second: may %v, %v", may(0), may(1))
		}
	})
}

// A post that the plan gives to a group has several holders (P-44).
func TestAGroupHasSeveralHolders(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		for _, name := range []string{"成员甲", "成员乙"} {
			p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: name})
			s.Must(err)
			s.Must(s.Posts.Appoint(t.Context(), office, s.Campaign, "members", p.ID, stage.Date("2018-06-10")))
		}
		holders := func(day string) (out []post.Holder) {
			posts, err := s.Posts.List(t.Context(), office, s.Campaign, stage.Date(day))
			s.Must(err)
			for _, p := range posts {
				if p.Post == "members" {
					out = p.Holders
				}
			}
			return out
		}
		both := holders("2018-06-10")
		if len(both) != 2 {
			t.Fatalf("%d members, want both", len(both))
		}
		s.Must(s.Posts.Relieve(t.Context(), office, s.Campaign, both[0].Holding.ID, stage.Date("2018-12-31")))
		if got := holders("2019-01-01"); len(got) != 1 || got[0].Name != both[1].Name {
			t.Errorf("after the first was relieved: %v", got)
		}
		if got := holders("2018-12-31"); len(got) != 2 {
			t.Errorf("on the last day of the first: %v", got)
		}
	})
}

// A person of another federation cannot be named, nor can their phone be read
// that way.
func TestOnlyPersonsOfTheFederationAreNamed(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		other, err := s.Units.Found(t.Context(), stage.Program, organisation.Founding{Code: "OTHER", Name: "另一市总工会", Category: organisation.Federation})
		s.Must(err)
		stranger, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: other.ID, Name: "外人", Phone: "13911112222"})
		s.Must(err)
		err = s.Posts.NameLiaison(t.Context(), s.As(people.Liaison, "yexian"), campaign.Liaison{Campaign: s.Campaign, Unit: s.Unit("yexian"), Person: stranger.ID})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("a stranger as liaison answers %v", err)
		}
		err = s.Posts.Appoint(t.Context(), s.AsBody(people.Office, "PDS", "office"), s.Campaign, "members", stranger.ID, stage.Date("2018-06-10"))
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("a stranger in a post answers %v", err)
		}
	})
}

// An office gives nobody the role of another office's post (P-25).
func TestAPostOfAnotherOfficeIsNotGivenAway(t *testing.T) {
	s := stage.One(t)
	p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: "某人"})
	s.Must(err)
	second := s.AsBody(people.Office, "PDS", "leading-group-office")
	err = s.Posts.Appoint(t.Context(), second, s.Campaign, "office-director", p.ID, stage.Date("2018-06-10"))
	if !fault.Is(err, fault.Forbidden) {
		t.Errorf("the other office's director answers %v, want forbidden", err)
	}
	first := s.AsBody(people.Office, "PDS", "office")
	first.Person = p.ID
	err = s.Posts.Appoint(t.Context(), first, s.Campaign, "office-director", p.ID, stage.Date("2018-06-10"))
	if !fault.Is(err, fault.Forbidden) {
		t.Errorf("appointing oneself answers %v, want forbidden", err)
	}
}

// An account made after the appointment gets, once, what the post carries.
func TestAnAccountMadeAfterTheAppointment(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		p, err := s.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: "周新主任"})
		s.Must(err)
		office := s.AsBody(people.Office, "PDS", "office")
		s.Must(s.Posts.Appoint(t.Context(), office, s.Campaign, "office-director", p.ID, stage.Date("2018-06-02")))
		s.At("2018-06-10 09:00")
		a, _, err := s.People.Create(t.Context(), stage.Program, people.NewAccount{Root: s.Root, Login: "new.director", Person: p.ID, Password: "Xianfeng-2018"})
		s.Must(err)
		if err := s.Posts.Equip(t.Context(), office, a); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who manages no accounts gets %v", err)
		}
		for range 2 {
			s.Must(s.Posts.Equip(t.Context(), stage.Program, a))
		}
		who, err := s.People.ActorOf(t.Context(), a.ID, stage.Program.Origin)
		s.Must(err)
		if len(who.Grants) != 1 || who.Grants[0].Role != people.OfficeDirector || who.Grants[0].Body != "office" || who.Grants[0].From != stage.Date("2018-06-02") {
			t.Errorf("it holds %+v, want the director's grant once", who.Grants)
		}
	})
}
