package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// problem is a failure as RFC 9457 writes it.
type problem struct {
	Answer
	Title   string      `json:"title" doc:"The status in words."`
	Status  int         `json:"status"`
	Code    string      `json:"code" doc:"What went wrong; it never changes."`
	Kind    string      `json:"kind" enum:"internal,invalid,unauthenticated,forbidden,not_found,conflict,stale,too_large,too_many,unavailable"`
	Detail  string      `json:"detail" doc:"What went wrong, in the language asked for."`
	Errors  []violation `json:"errors,omitempty" doc:"Every violation at its place."`
	Request string      `json:"request,omitempty" doc:"What the log calls the request."`

	huma.ErrorModel `json:"-"` // what huma asks an error: its status and its media type
}

func newProblem(status int, kind fault.Kind, code, detail string) *problem {
	return &problem{
		Title: http.StatusText(status), Status: status, Code: code, Kind: kind.String(), Detail: detail,
		ErrorModel: huma.ErrorModel{Status: status, Detail: detail},
	}
}

// violation is one broken rule.
type violation struct {
	Path    string `json:"path" doc:"Where: a cell of the form, a field of the request."`
	Code    string `json:"code" doc:"Which rule; it never changes."`
	Message string `json:"message"`
	Clause  string `json:"clause,omitempty" doc:"The clause of the plan that asks for it."`
}

// problem puts a failure into words and writes its cause to the log.
func (a *API) problem(c *call, err error) *problem {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		err = fault.Wrap(err, fault.TooLarge, "fault.too_large")
	}
	a.log(c, err)
	f := fault.From(err)
	p := newProblem(f.Kind.Status(), f.Kind, f.Key, c.print.T(f.Key, f.Args...))
	p.Request = c.id
	p.Errors = append(c.violations(f.Fields), c.mistakes(err)...)
	return p
}

// mistakes are those of a playbook, each at its line and column.
func (c *call) mistakes(err error) []violation {
	bad, ok := errors.AsType[*playbook.Problems](err)
	if !ok {
		return nil
	}
	return each(bad.List, func(m playbook.Problem) violation {
		says := m.Chinese
		if c.print.Lang() == locale.En {
			says = m.English
		}
		return violation{Path: fmt.Sprintf("%d:%d", m.Line, m.Column), Code: "playbook." + m.Code, Message: says}
	})
}

// answer answers with a failure outside of any operation.
func (a *API) answer(c *call, err error) { a.write(c, fault.From(err).Kind.Status(), err) }

// write answers with a failure under a status of its own.
func (a *API) write(c *call, status int, err error) {
	p := a.problem(c, err)
	p.Status, p.Title = status, http.StatusText(status)
	if a.Demo {
		p.Say(demoNotice)
	}
	if status == http.StatusUnauthorized {
		c.w.Header().Set("WWW-Authenticate", "Bearer")
	}
	c.w.Header().Set("Content-Type", p.ContentType("application/json"))
	c.w.WriteHeader(status)
	_ = json.NewEncoder(c.w).Encode(p) // a client that went away is nobody to answer
}

// huma makes its own failures, of requests that do not fit the contract,
// through variables. This package alone uses huma, so they are set once.
func init() {
	huma.DefaultArrayNullable = false // a list of nothing is [], never null
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return misfit(printers["zh-CN"], status, message, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		c := callOf(ctx.Context())
		p := misfit(c.print, status, message, errs)
		p.Request = c.id
		return p
	}
}
