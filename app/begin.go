package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// First names the federation that the first start enters.
type First struct{ Code, Name string }

// administrator is the login of the account that the first start enters.
const administrator = "admin"

// begin enters the federation and the administrator of an installation that
// has none, in one transaction. It locks the row of a lease, so that of two
// nodes starting at once the second sees what the first has entered.
func (a *App) begin(ctx context.Context, first First) error {
	return a.DB.Update(ctx, func(tx *store.Tx) error {
		if _, err := tx.TakeLease("first start", ident.New[string](), a.Real(), a.Real()); err != nil {
			return err
		}
		s := start{
			units:  organisation.NewService(store.Within[organisation.Tx](tx), a.Real),
			people: people.NewService(store.Within[people.Tx](tx), a.Real, a.Real),
			by:     people.Program(audit.Origin{Request: "first start"}),
		}
		root, accounts, err := s.federation(ctx, first)
		if err != nil || slices.ContainsFunc(accounts, wasAdmin) {
			return err
		}
		password, err := s.administrator(ctx, root, accounts)
		if err != nil {
			return err
		}
		// It is told before it is kept: a password that nobody read would lock
		// everybody out.
		_, err = fmt.Fprintf(a.Out, "administrator: %s\none-time password: %s\n", administrator, password)
		return err
	})
}

// start is the first start in its transaction.
type start struct {
	units  *organisation.Service
	people *people.Service
	by     people.Actor
}

// federation returns the first federation, which it enters if there is none,
// and the accounts of all.
func (s start) federation(ctx context.Context, first First) (root organisation.UnitID, accounts []people.Holder, err error) {
	roots, err := s.units.Roots(ctx)
	if err != nil {
		return "", nil, err
	}
	if len(roots) == 0 {
		u, err := s.units.Found(ctx, s.by, organisation.Founding{Code: first.Code, Name: first.Name, Category: organisation.Federation})
		return u.ID, nil, err
	}
	for _, r := range roots {
		some, err := s.people.Accounts(ctx, s.by, r.ID)
		if err != nil {
			return "", nil, err
		}
		accounts = append(accounts, some...)
	}
	return roots[0].ID, accounts, nil
}

func wasAdmin(h people.Holder) bool {
	return slices.ContainsFunc(h.Grants, func(g people.Grant) bool { return g.Role == people.Admin })
}

// administrator enters the administrator, or goes on with one whose grant was
// never given, and returns the one-time password.
func (s start) administrator(ctx context.Context, root organisation.UnitID, accounts []people.Holder) (password string, err error) {
	var account people.Account
	i := slices.IndexFunc(accounts, func(h people.Holder) bool { return h.Login == administrator && h.Root == root })
	if i < 0 {
		account, password, err = s.people.Create(ctx, s.by, people.NewAccount{Root: root, Login: administrator})
	} else {
		account, password, err = s.people.ResetPassword(ctx, s.by, accounts[i].ID, accounts[i].Revision)
	}
	if err != nil {
		return "", err
	}
	_, err = s.people.Grant(ctx, s.by, people.Grant{Account: account.ID, Role: people.Admin, Unit: root, From: s.units.Today()})
	return password, err
}
