// Package wire is what every operation of the API is made with: how one is
// registered and who calls it, and how lists, days, instants and files are
// written.
package wire

import (
	"context"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Prefix is where the API begins.
const Prefix = "/api/v1"

// Call is one request, with who makes it and the language it is answered in.
type Call struct {
	context.Context
	Who   people.Actor
	Print *locale.Printer
	Body  io.Reader // of an operation that takes a file
}

// Host is the API around the operations of one noun.
type Host struct {
	API     huma.API
	Call    func(context.Context) Call
	Problem func(context.Context, error) error // puts a failure into a problem document
}

// Serve registers an operation. What its handler returns as an error is
// answered as a problem document.
func Serve[I, O any](h Host, op huma.Operation, handle func(Call, *I) (*O, error)) {
	op.Path = Prefix + op.Path
	op.MaxBodyBytes = -1 // bounded around all operations
	op.BodyReadTimeout = time.Minute
	huma.Register(h.API, op, func(ctx context.Context, in *I) (*reply[O], error) {
		out, err := handle(h.Call(ctx), in)
		if err != nil {
			return nil, h.Problem(ctx, err)
		}
		return &reply[O]{out}, nil
	})
}

// reply is an answer as huma wants it.
type reply[O any] struct{ Body *O }

// Read is an operation that changes nothing.
func Read(path, id, summary string) huma.Operation {
	return huma.Operation{Method: http.MethodGet, Path: path, OperationID: id, Summary: summary}
}

// Write is an operation that changes something.
func Write(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, DefaultStatus: http.StatusOK}
}

// ServeLater registers an operation that may be answered before it is carried
// out, with 202: the handler reports whether it is done.
func ServeLater[I, O any](h Host, op huma.Operation, later string, handle func(Call, *I) (*O, bool, error)) {
	op.Path = Prefix + op.Path
	op.MaxBodyBytes = -1 // bounded around all operations
	op.BodyReadTimeout = time.Minute
	schema := h.API.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[O](), true, "")
	op.Responses = map[string]*huma.Response{"202": {
		Description: later, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}},
	}}
	huma.Register(h.API, op, func(ctx context.Context, in *I) (*early[O], error) {
		out, done, err := handle(h.Call(ctx), in)
		switch {
		case err != nil:
			return nil, h.Problem(ctx, err)
		case done:
			return &early[O]{http.StatusOK, out}, nil
		}
		return &early[O]{http.StatusAccepted, out}, nil
	})
}

// early is a reply that says by its status whether all is done.
type early[O any] struct {
	Status int
	Body   *O
}
