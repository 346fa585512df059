package ledger

import "database/sql/driver"

// Value implements driver.Valuer.
func (d doc) Value() (driver.Value, error) { return docOf(*d.id), nil }

// Scan implements sql.Scanner: the id itself says it.
func (d doc) Scan(any) error { return nil }
