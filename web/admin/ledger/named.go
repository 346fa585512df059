package ledger

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
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

// labelled says of a violation which field it is about, where no input stands
// beside it.
func (at at) labelled(v locale.Violation) locale.Violation {
	if _, is := at.book.Field(v.Path); is {
		v.Message = at.words.Field(v.Path) + at.words.Print.T("plan.colon") + v.Message
	}
	return v
}

// refusedWith are the words of a refusal for a page that shows no inputs.
func (at at) refusedWith(err error) (string, []locale.Violation) {
	message, violations := at.words.Print.Fault(at.named(err))
	for i := range violations {
		violations[i] = at.labelled(violations[i])
	}
	return message, violations
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
