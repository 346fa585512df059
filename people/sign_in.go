package people

import (
	"context"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// LockTime is how long a login is locked after too many wrong passwords, whether
// or not there is an account of that name. An older failure counts no more.
const LockTime = 15 * time.Minute

const (
	maxFailures = 5  // wrong passwords in a row
	maxLogin    = 64 // bytes
)

// SignIn returns the actor whose login and password these are. A wrong
// password, an unknown login and a disabled account get the same answer after
// the same work.
func (s *Service) SignIn(ctx context.Context, login, password string, from audit.Origin) (Actor, error) {
	login = normal(login)
	if len(login) > maxLogin || len(password) > 4*maxPassword {
		return Actor{}, errSignIn
	}
	a, err := s.verify(ctx, login, password, from)
	if err != nil {
		return Actor{}, err
	}
	var who Actor
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.ClearFailures(login); err != nil {
			return err
		}
		if who, err = s.actor(tx, a, from); err != nil {
			return err
		}
		return s.record(tx, who, "account.sign_in", a, nil, nil)
	})
	return who, err
}

var errSignIn = fault.New(fault.Unauthenticated, "people.bad_sign_in")

// normal is the form in which logins are stored.
func normal(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// verify counts the attempt first and compares then, so that guesses made at
// the same moment are all counted.
func (s *Service) verify(ctx context.Context, login, password string, from audit.Origin) (Account, error) {
	var a Account
	var failures int
	err := s.db.Update(ctx, func(tx Tx) (err error) {
		now := s.real()
		failures, err = tx.CountFailure(login, now, now.Add(-LockTime), maxFailures)
		if err != nil || failures > maxFailures {
			return err
		}
		if a, err = tx.AccountByLogin(login); fault.Is(err, fault.NotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		return a, err
	}
	if failures > maxFailures {
		return a, fault.New(fault.TooMany, "people.locked", int(LockTime.Minutes()))
	}
	ok, err := s.passwords.match(ctx, password, a.PasswordHash)
	if err != nil || ok && a.Disabled.IsZero() {
		return a, err
	}
	if failures == maxFailures && a.ID != "" {
		err = s.db.Update(ctx, func(tx Tx) error {
			return s.record(tx, Actor{Origin: from}, "account.lock", a, nil, nil)
		})
	}
	if err == nil {
		err = errSignIn
	}
	return a, err
}

// actor loads the grants an account holds today. The account was read before.
func (s *Service) actor(tx Tx, a Account, from audit.Origin) (Actor, error) {
	grants, err := tx.GrantsOn(a.ID, s.today())
	from.Account, from.Login = string(a.ID), a.Login
	return Actor{
		Account: a.ID, Person: a.Person, Root: a.Root, Login: a.Login,
		Grants: grants, Origin: from, MustChange: a.MustChange, Revision: a.Revision,
	}, err
}

// ActorOf returns the actor of an account that signed in before. An account
// that is disabled by now is signed out.
func (s *Service) ActorOf(ctx context.Context, id AccountID, from audit.Origin) (who Actor, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		a, err := tx.Account(id)
		if fault.Is(err, fault.NotFound) || err == nil && !a.Disabled.IsZero() {
			return fault.New(fault.Unauthenticated, "people.signed_out")
		}
		if err != nil {
			return err
		}
		who, err = s.actor(tx, a, from)
		return err
	})
	return who, err
}

// ChangePassword gives the actor's own account another password; the present
// one must be given. Sessions begun before are over: the revision has grown.
func (s *Service) ChangePassword(ctx context.Context, who Actor, present, fresh string) (Account, error) {
	a, err := s.verify(ctx, who.Login, present, who.Origin)
	if fault.Is(err, fault.Unauthenticated) {
		return a, fault.Violations([]fault.Field{{Path: "present", Key: "people.wrong_password"}})
	}
	if err != nil {
		return a, err
	}
	bad := violations(checkPassword("password", who.Login, fresh))
	bad.add(fresh == present, "password", "people.password_same")
	if err := fault.Violations(bad); err != nil {
		return a, err
	}
	if a.PasswordHash, err = s.passwords.hash(ctx, fresh); err != nil {
		return a, err
	}
	a.MustChange = false
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.ClearFailures(who.Login); err != nil {
			return err
		}
		changed, err := tx.UpdateAccount(a)
		if err != nil {
			return err
		}
		a = changed
		return s.record(tx, who, "account.change_password", a, nil, nil)
	})
	return a, err
}
