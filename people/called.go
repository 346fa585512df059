package people

import "context"

// Called returns what accounts are called before others of their federation: by
// the name of the person they belong to, else by their login. Accounts of other
// federations, and those that are not there, are left out.
func (s *Service) Called(ctx context.Context, by Actor, ids []AccountID) (map[AccountID]string, error) {
	out := map[AccountID]string{}
	err := s.db.View(ctx, func(tx Tx) error {
		for _, id := range ids {
			if id == "" || out[id] != "" {
				continue
			}
			acc, err := tx.Account(id)
			if err != nil {
				return err
			}
			if acc.Root != by.Root && !by.Program {
				continue
			}
			out[id] = acc.Login
			if acc.Person == "" {
				continue
			}
			p, err := tx.Person(acc.Person)
			if err != nil {
				return err
			}
			out[id] = p.Name
		}
		return nil
	})
	return out, err
}
