package demo

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// found enters the federation and the units below it, in the order of the cast.
func (s *story) found(ctx context.Context) error {
	ids := map[string]organisation.UnitID{}
	enter := func(u *unit, top organisation.UnitID) error {
		made, err := s.Units.Found(ctx, program, organisation.Founding{
			Root: top, Code: u.code, Name: u.name, Aliases: u.aliases, Category: u.category, Founded: founded,
			County: ids[u.county], Industry: ids[u.industry],
		})
		u.id, ids[u.code] = made.ID, made.ID
		return err
	}
	if err := enter(s.federation, ""); err != nil {
		return err
	}
	for _, u := range s.units {
		if err := enter(u, s.federation.id); err != nil {
			return err
		}
	}
	return nil
}

// enrolment is an account to be opened.
type enrolment struct {
	unit  *unit
	role  people.Role
	login string
	body  string
	phone string
}

// enrol opens every account: those of the federation, a liaison and a leader
// of each reporting unit, one of each grass-roots unit.
func (s *story) enrol(ctx context.Context) (err error) {
	if s.hash, err = s.People.HashPassword(ctx, Password); err != nil {
		return err
	}
	top := func(role people.Role, login, body string) (people.Actor, error) {
		_, who, err := s.open(ctx, enrolment{s.federation, role, login, body, ""})
		return who, err
	}
	if s.offices[helpOffice], err = top(people.Office, "office", helpOffice); err != nil {
		return err
	}
	if s.offices[groupOffice], err = top(people.Office, "office2", groupOffice); err != nil {
		return err
	}
	if s.director, err = top(people.OfficeDirector, "director", helpOffice); err != nil {
		return err
	}
	for _, role := range []people.Role{people.Leader, people.Viewer, people.Admin} {
		if _, err = top(role, string(role), ""); err != nil {
			return err
		}
	}
	for _, u := range s.units {
		if err := s.enrolUnit(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) enrolUnit(ctx context.Context, u *unit) (err error) {
	if !u.reports() {
		_, _, err = s.open(ctx, enrolment{u, people.Grassroots, u.code, "", ""})
		return err
	}
	u.phone = s.registry.phone()
	if u.liaisonName, u.liaison, err = s.open(ctx, enrolment{u, people.Liaison, u.code, "", u.phone}); err != nil {
		return err
	}
	u.leaderName, u.leader, err = s.open(ctx, enrolment{u, people.UnitLeader, u.code + "-leader", "", s.registry.phone()})
	return err
}

// open registers an invented person with an account, a grant and a token.
func (s *story) open(ctx context.Context, e enrolment) (name string, who people.Actor, err error) {
	name = s.registry.name(roll("name", e.login))
	p, err := s.Units.RegisterPerson(ctx, program, organisation.Registration{Unit: e.unit.id, Name: name, Phone: e.phone})
	if err != nil {
		return name, who, err
	}
	a, _, err := s.People.Create(ctx, program, people.NewAccount{Root: s.federation.id, Login: e.login, Person: p.ID, Hash: s.hash})
	if err != nil {
		return name, who, err
	}
	_, err = s.People.Grant(ctx, program, people.Grant{
		Account: a.ID, Role: e.role, Unit: e.unit.id, Body: e.body, From: FirstDay.AddDays(-31),
	})
	if err != nil {
		return name, who, err
	}
	_, token, err := s.People.IssueToken(ctx, program, a.ID, "演示", time.Time{})
	if err != nil {
		return name, who, err
	}
	out := Account{Role: string(e.role), Unit: e.unit.code, Login: e.login, Password: Password, Token: token}
	if e.body != "" {
		out.Body = &e.body
	}
	s.accounts = append(s.accounts, out)
	who, err = s.People.ActorOf(ctx, a.ID, audit.Origin{Request: "demo"})
	return name, who, err
}
