package sqltx

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// ref moves a value between a field and its column: both ways, so that a
// table names each column once.
type ref struct {
	get func() (driver.Value, error)
	set func(any) error
}

// Value implements driver.Valuer.
func (r ref) Value() (driver.Value, error) { return r.get() }

// Scan implements sql.Scanner.
func (r ref) Scan(v any) error { return r.set(v) }

// Date keeps a civil date as ISO text, the zero date as "".
func Date(d *calendar.Date) any {
	return ref{
		func() (driver.Value, error) {
			if d.IsZero() {
				return "", nil
			}
			return d.String(), nil
		},
		func(v any) (err error) {
			s, err := text(v)
			if err != nil || s == "" {
				*d = calendar.Date{}
				return err
			}
			*d, err = calendar.ParseDate(s)
			return err
		},
	}
}

// Instant keeps a time as unix milliseconds, the zero time as 0.
func Instant(t *time.Time) any {
	return ref{
		func() (driver.Value, error) { return Millis(*t), nil },
		func(v any) error {
			n, ok := v.(int64)
			if !ok {
				return fmt.Errorf("sqltx: instant from %T", v)
			}
			*t = time.Time{}
			if n != 0 {
				*t = time.UnixMilli(n).UTC()
			}
			return nil
		},
	}
}

// Millis returns unix milliseconds, 0 for the zero time.
func Millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Bool keeps a truth as 0 or 1.
func Bool(b *bool) any {
	return ref{
		func() (driver.Value, error) {
			if *b {
				return int64(1), nil
			}
			return int64(0), nil
		},
		func(v any) error {
			n, ok := v.(int64)
			if !ok {
				return fmt.Errorf("sqltx: bool from %T", v)
			}
			*b = n != 0
			return nil
		},
	}
}

// JSON keeps a value as its JSON text.
func JSON[T any](p *T) any {
	return ref{
		func() (driver.Value, error) {
			b, err := json.Marshal(*p)
			return string(b), err
		},
		func(v any) error {
			s, err := text(v)
			if err != nil {
				return err
			}
			var fresh T
			if err := json.Unmarshal([]byte(s), &fresh); err != nil {
				return err
			}
			*p = fresh
			return nil
		},
	}
}

func text(v any) (string, error) {
	switch s := v.(type) {
	case string:
		return s, nil
	case []byte:
		return string(s), nil
	}
	return "", fmt.Errorf("sqltx: text from %T", v)
}
