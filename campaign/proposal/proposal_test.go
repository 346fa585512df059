package proposal_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign/proposal"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// The members of the leading group are the heads of the industry unions: a new
// one adds its head as a proposed member, whom the office confirms.
func TestP45NewIndustryUnionProposesItsHead(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, office := t.Context(), s.AsBody(people.Office, "PDS", "office")
		units := func() map[organisation.UnitID]proposal.Proposal {
			t.Helper()
			all, err := s.Proposals.Open(ctx, office, s.Campaign)
			s.Must(err)
			out := map[organisation.UnitID]proposal.Proposal{}
			for _, p := range all {
				if p.Post.ID != "members" || p.Post.Clause != "P-45" {
					t.Errorf("proposed for %s of %s", p.Post.ID, p.Post.Clause)
				}
				out[p.Unit.ID] = p
			}
			return out
		}
		if before := units(); len(before) != 1 || before[s.Unit("jiaoyu")].Unit.Name != "教育工会" {
			t.Fatalf("at first: %v", before)
		}
		jiaotong := s.Found("jiaotong", "交通工会", organisation.Industry, "PDS", "")
		if now := units(); len(now) != 2 || now[jiaotong].Head.ID != "" {
			t.Fatalf("with a new union: %v", now)
		}
		head, err := s.Units.RegisterPerson(ctx, stage.Program, organisation.Registration{Unit: jiaotong, Name: "吴十"})
		s.Must(err)
		account, _, err := s.People.Create(ctx, stage.Program, people.NewAccount{Root: s.Root, Login: "jiaotong-head", Hash: "none", Person: head.ID})
		s.Must(err)
		_, err = s.People.Grant(ctx, stage.Program, people.Grant{Account: account.ID, Role: people.UnitLeader, Unit: jiaotong, From: stage.Date("2018-06-01")})
		s.Must(err)
		if now := units(); now[jiaotong].Head.Name != "吴十" {
			t.Fatalf("its head: %v", now[jiaotong].Head)
		}
		from := stage.Date("2018-06-02")
		s.Must(s.Proposals.Confirm(ctx, office, s.Campaign, "members", jiaotong, head.ID, from))
		if now := units(); len(now) != 1 {
			t.Errorf("once confirmed: %v", now)
		}
		if err := s.Proposals.Confirm(ctx, office, s.Campaign, "members", jiaotong, head.ID, from); !fault.Is(err, fault.Conflict) {
			t.Errorf("confirmed twice: %v", err)
		}
		posts, err := s.Posts.List(ctx, office, s.Campaign, from)
		s.Must(err)
		for _, p := range posts {
			if p.Post == "members" && (len(p.Holders) != 1 || p.Holders[0].Name != "吴十" || p.Holders[0].Holding.Unit != jiaotong) {
				t.Errorf("members: %+v", p.Holders)
			}
		}
		if _, err := s.Proposals.Open(ctx, s.As(people.Liaison, "yexian"), s.Campaign); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a liaison: %v", err)
		}
	})
}
