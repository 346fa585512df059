package wire

import (
	"cmp"
	"context"
	"io"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/sheet"
)

// Headers are what an answer says above its body, by name.
type Headers = map[string]*huma.Param

// Binary is a body of bytes in the contract.
func Binary(media string) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{media: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
}

// Upload is the body of an operation that takes a file.
func Upload(media string) *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: Binary(media)}
}

// File is what an operation answers with to be kept, never to be shown in place.
type File struct {
	Name  string
	Plain string // names it in ASCII, see sheet.Disposition
	Media string // "": that of the operation
	Size  int64
	Body  io.Reader // closed afterwards, if it can be
}

type download struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Length      string `header:"Content-Length"`
	NoSniff     string `header:"X-Content-Type-Options"`
	Policy      string `header:"Content-Security-Policy"`
	Body        func(huma.Context)
}

// Send registers an operation that answers with a file, with headers of its own.
func Send[I any](h Host, op huma.Operation, media, what string, own Headers, handle func(Call, *I) (File, error)) {
	op.Path = Prefix + op.Path
	op.MaxBodyBytes = -1 // bounded around all operations
	op.Responses = map[string]*huma.Response{"200": {Description: what, Content: Binary(media), Headers: own}}
	huma.Register(h.API, op, func(ctx context.Context, in *I) (*download, error) {
		f, err := handle(h.Call(ctx), in)
		if err != nil {
			return nil, h.Problem(ctx, err)
		}
		return &download{
			Type: cmp.Or(f.Media, media), Disposition: sheet.Disposition("attachment", f.Name, f.Plain), Length: strconv.FormatInt(f.Size, 10), NoSniff: "nosniff", Policy: "sandbox",
			Body: func(ctx huma.Context) {
				if c, ok := f.Body.(io.Closer); ok {
					defer c.Close()
				}
				_, _ = io.Copy(ctx.BodyWriter(), f.Body) // a client that went away is nobody to answer
			},
		}, nil
	})
}
