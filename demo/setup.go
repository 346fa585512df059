package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// found enters the federation and the units below it, in the order of the cast.
func (s *Story) found(ctx context.Context) error {
	ids := map[string]organisation.UnitID{}
	enter := func(u *Unit, top organisation.UnitID) error {
		made, err := s.World.Units.Found(ctx, s.Program, organisation.Founding{
			Root: top, Code: u.Code, Name: u.Name, Aliases: u.Aliases, Category: u.Category, Founded: founded,
			County: ids[u.County], Industry: ids[u.Industry],
		})
		u.id, ids[u.Code] = made.ID, made.ID
		if err != nil {
			return fmt.Errorf("%s: %w", u.Code, err)
		}
		return nil
	}
	if err := enter(s.Federation, ""); err != nil {
		return err
	}
	for _, u := range s.Script.Units {
		if err := enter(u, s.Federation.id); err != nil {
			return err
		}
	}
	return nil
}

// enrolment is an account to be opened.
type enrolment struct {
	unit  *Unit
	role  people.Role
	login string
	body  string
	phone string
}

// enrol opens every account: those of the federation, a liaison and a leader
// of each reporting unit, one of each grass-roots unit.
func (s *Story) enrol(ctx context.Context) (err error) {
	for _, seat := range s.Seats {
		_, who, err := s.open(ctx, enrolment{s.Federation, seat.Role, seat.Login, seat.Body, ""})
		if err != nil {
			return err
		}
		switch seat.Role {
		case people.Office:
			s.Offices[seat.Body] = who
		case people.OfficeDirector:
			s.Director = who
		}
	}
	for _, u := range s.Script.Units {
		if err := s.enrolUnit(ctx, u); err != nil {
			return fmt.Errorf("%s: %w", u.Code, err)
		}
	}
	return nil
}

func (s *Story) enrolUnit(ctx context.Context, u *Unit) (err error) {
	if !u.reports() {
		u.LiaisonName, u.liaison, err = s.open(ctx, enrolment{u, people.Grassroots, u.Code, "", ""})
		return err
	}
	u.phone = s.names.phone()
	if u.LiaisonName, u.liaison, err = s.open(ctx, enrolment{u, people.Liaison, u.Code, "", u.phone}); err != nil || !u.leads() {
		return err
	}
	u.LeaderName, u.leader, err = s.open(ctx, enrolment{u, people.UnitLeader, u.Code + "-leader", "", s.names.phone()})
	return err
}

// open registers an invented person with an account, a grant and a token.
func (s *Story) open(ctx context.Context, e enrolment) (name string, who people.Actor, err error) {
	name = s.names.Name(Roll("name", e.login))
	p, err := s.World.Units.RegisterPerson(ctx, s.Program, organisation.Registration{Unit: e.unit.id, Name: name, Phone: e.phone})
	if err != nil {
		return name, who, err
	}
	a, _, err := s.People.Create(ctx, s.Program, people.NewAccount{Root: s.Federation.id, Login: e.login, Person: p.ID, Hash: s.hash})
	if err != nil {
		return name, who, err
	}
	_, err = s.People.Grant(ctx, s.Program, people.Grant{
		Account: a.ID, Role: e.role, Unit: e.unit.id, Body: e.body, From: s.Issued.AddDays(-31),
	})
	if err != nil {
		return name, who, err
	}
	_, token, err := s.People.IssueToken(ctx, s.Program, a.ID, "演示", time.Time{})
	if err != nil {
		return name, who, err
	}
	out := Account{Role: string(e.role), Unit: e.unit.Code, Login: e.login, Password: Password, Token: token}
	if e.body != "" {
		out.Body = &e.body
	}
	s.accounts = append(s.accounts, out)
	who, err = s.People.ActorOf(ctx, a.ID, s.Program.Origin)
	return name, who, err
}
