package people

import (
	"context"
	"regexp"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// NewAccount is an account as it is entered. Without Password and Hash it gets
// a one-time password, which must be changed at the first sign-in.
type NewAccount struct {
	Root     organisation.UnitID
	Login    string
	Person   organisation.PersonID // "" for an office's shared account
	Password string                // chosen by its owner
	Hash     string                // of HashPassword
}

var loginForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$`)

// Create enters an account and returns it with its one-time password, which is
// shown once and "" where the password was given. Grants are given apart.
func (s *Service) Create(ctx context.Context, by Actor, in NewAccount) (Account, string, error) {
	if err := by.May(AccountManage, atRoot(in.Root)); err != nil {
		return Account{}, "", err
	}
	a := Account{
		ID: ident.New[AccountID](), Root: in.Root, Login: normal(in.Login), Person: in.Person,
		PasswordHash: in.Hash, Created: s.clock(), Revision: 1,
	}
	password, shown := in.Password, ""
	if in.Password == "" && in.Hash == "" {
		password, a.MustChange = oneTimePassword(), true
		shown = password
	}
	if err := s.checkAccount(ctx, a, password); err != nil {
		return Account{}, "", err
	}
	if in.Hash == "" {
		hash, err := s.passwords.hash(ctx, password)
		if err != nil {
			return Account{}, "", err
		}
		a.PasswordHash = hash
	}
	err := s.db.Update(ctx, func(tx Tx) error {
		if err := tx.InsertAccount(&a); err != nil {
			return err
		}
		return s.record(tx, by, "account.create", a, nil, map[string]any{"login": a.Login, "person": a.Person})
	})
	return a, shown, err
}

func (s *Service) checkAccount(ctx context.Context, a Account, password string) error {
	var bad violations
	bad.add(!loginForm.MatchString(a.Login), "login", "people.login_form")
	if a.PasswordHash == "" {
		bad = append(bad, checkPassword("password", a.Login, password)...)
	}
	err := s.db.View(ctx, func(tx Tx) error {
		_, err := tx.AccountByLogin(a.Login)
		bad.add(err == nil, "login", "people.login_taken", a.Login)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if a.Person == "" {
			return nil
		}
		p, err := tx.Person(a.Person)
		bad.add(fault.Is(err, fault.NotFound) || err == nil && (p.Root != a.Root || !p.Erased.IsZero()), "person", "people.unknown_person")
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		return err
	}
	return fault.Violations(bad)
}

// Disable ends an account's sign-in, its sessions and its tokens at once.
func (s *Service) Disable(ctx context.Context, by Actor, id AccountID, revision int64) (Account, error) {
	return s.change(ctx, by, id, revision, "account.disable", func(a *Account) {
		if a.Disabled.IsZero() {
			a.Disabled = s.clock()
		}
	})
}

// Enable lets a disabled account sign in again.
func (s *Service) Enable(ctx context.Context, by Actor, id AccountID, revision int64) (Account, error) {
	return s.change(ctx, by, id, revision, "account.enable", func(a *Account) { a.Disabled = Account{}.Disabled })
}

// ResetPassword gives an account a one-time password, which is returned to be
// shown once, and lifts a lock-out.
func (s *Service) ResetPassword(ctx context.Context, by Actor, id AccountID, revision int64) (a Account, password string, err error) {
	password = oneTimePassword()
	hash, err := s.passwords.hash(ctx, password)
	if err != nil {
		return a, "", err
	}
	a, err = s.change(ctx, by, id, revision, "account.reset_password", func(a *Account) {
		a.PasswordHash, a.MustChange = hash, true
	})
	if err != nil {
		return a, "", err
	}
	return a, password, s.db.Update(ctx, func(tx Tx) error { return tx.ClearFailures(a.Login) })
}

// change writes an account for who manages the root's accounts.
func (s *Service) change(ctx context.Context, by Actor, id AccountID, revision int64, act string, edit func(*Account)) (a Account, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if a, err = tx.Account(id); err != nil {
			return err
		}
		if err := by.May(AccountManage, atRoot(a.Root)); err != nil {
			return err
		}
		if a.Revision != revision {
			return stale("revision", a.Revision, revision)
		}
		edit(&a)
		if a, err = tx.UpdateAccount(a); err != nil {
			return err
		}
		return s.record(tx, by, act, a, nil, nil)
	})
	return a, err
}

// Holder is an account with every grant it has or had.
type Holder struct {
	Account
	Grants []Grant
}

// Accounts lists the accounts of a root by login.
func (s *Service) Accounts(ctx context.Context, by Actor, root organisation.UnitID) (out []Holder, err error) {
	if err := by.May(AccountManage, atRoot(root)); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx Tx) error {
		accounts, err := tx.AccountsOf(root)
		if err != nil {
			return err
		}
		grants, err := tx.GrantsIn(root)
		if err != nil {
			return err
		}
		of := map[AccountID][]Grant{}
		for _, g := range grants {
			of[g.Account] = append(of[g.Account], g)
		}
		out = make([]Holder, len(accounts))
		for i, a := range accounts {
			out[i] = Holder{a, of[a.ID]}
		}
		return nil
	})
	return out, err
}
