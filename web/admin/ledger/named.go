package ledger

import (
	"github.com/xianfeng-oss/xianfeng/fault"
)

// named says the fields and states of a refusal by what they are called.
func (at at) named(err error) error {
	f := fault.From(err)
	out := *f
	out.Args, out.Fields = at.called(f.Args), nil
	for _, v := range f.Fields {
		v.Args = at.called(v.Args)
		out.Fields = append(out.Fields, v)
	}
	return &out
}

// called puts the names of fields and states in place of their ids.
func (at at) called(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		out[i] = arg
		id, _ := arg.(string)
		if _, is := at.book.Field(id); is {
			out[i] = at.words.Field(id)
		} else if _, is := at.book.State(id); is {
			out[i] = at.words.State(id)
		}
	}
	return out
}
