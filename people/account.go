package people

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/organisation"
)

// AccountID identifies an account.
type AccountID string

// Account lets a person or an office sign in.
type Account struct {
	ID           AccountID
	Root         organisation.UnitID
	Login        string                // lower case, unique in the installation
	Person       organisation.PersonID // "" for an office's shared account
	PasswordHash string                // argon2id, "" if it can only use tokens
	MustChange   bool
	Disabled     time.Time // zero while it can sign in
	Created      time.Time
	Revision     int64 // grows with each new password and each time it is disabled or enabled
}
