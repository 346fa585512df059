package row

import "github.com/xianfeng-oss/xianfeng/fault"

// Wrong is what the ledger refuses of a row.
type Wrong struct {
	Spot
	Register string // "" for a goal
	Field    string // of the entry or the goal, "" for the whole of it
	Why      fault.Field
}

// Called is the message that names the field, "" for the whole row.
func (w Wrong) Called() string {
	if w.Register == "" || w.Field == "" {
		return ""
	}
	return "register." + w.Register + "." + w.Field
}

// Refused puts a refusal of the ledger at the cells that it is about; none where
// it is not for the row to say.
func Refused(err error, register string, spot func(field string) Spot) []Wrong {
	f := fault.From(err)
	switch f.Kind {
	case fault.Invalid, fault.Conflict, fault.Stale, fault.Forbidden:
	default:
		return nil
	}
	wrong := f.Fields
	if f.Kind != fault.Invalid || len(wrong) == 0 {
		wrong = []fault.Field{{Key: f.Key, Args: f.Args}}
	}
	out := make([]Wrong, len(wrong))
	for i, w := range wrong {
		out[i] = Wrong{Spot: spot(w.Path), Register: register, Field: w.Path, Why: w}
		out[i].Why.Path = out[i].Path()
	}
	return out
}

// Refusal is the error of all that is wrong, nil for nothing.
func Refusal(all []Wrong) error {
	fields := make([]fault.Field, len(all))
	for i, w := range all {
		fields[i] = w.Why
	}
	return fault.Violations(fields)
}
