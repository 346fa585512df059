package api

import (
	"context"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

type file struct {
	ID     paper.AttachmentID `json:"id"`
	Slot   string             `json:"slot" doc:"The cell of the form it stands in."`
	Name   string             `json:"name"`
	SHA256 string             `json:"sha256"`
	Size   int64              `json:"size" doc:"Bytes."`
	Type   string             `json:"type" enum:"pdf,docx,doc,xlsx,xls,jpg,png"`
}

// filesOf lists the files of a content by slot.
func filesOf(c paper.Content) []file {
	out := []file{}
	for _, slot := range slices.Sorted(maps.Keys(c.Files)) {
		for _, f := range c.Files[slot] {
			out = append(out, file{f.ID, slot, f.Name, f.SHA256, f.Size, f.Type})
		}
	}
	return out
}

type upload struct {
	OneDuty
	Slot     string `query:"slot" required:"true" maxLength:"200" doc:"The cell of the form."`
	Name     string `query:"name" required:"true" maxLength:"800" doc:"Name of the file, with its ending."`
	Revision int64  `query:"revision" required:"true" minimum:"0" doc:"Of the draft."`
}

type oneFile struct {
	File paper.AttachmentID `path:"file" doc:"Id of the file." maxLength:"64"`
}

type download struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Length      string `header:"Content-Length"`
	NoSniff     string `header:"X-Content-Type-Options"`
	Policy      string `header:"Content-Security-Policy"`
	Body        func(huma.Context)
}

func (a *API) files() {
	serve(a, read("/duties/{duty}/files", "list-files", "The files of the draft, or of the newest version where there is no draft"),
		func(c *call, in *OneDuty) (*list[file], error) {
			e, err := a.Reports.Open(c, c.who, in.Duty)
			return &list[file]{Items: filesOf(e.Content)}, err
		})
	attach := write(http.MethodPost, "/duties/{duty}/files", "upload-file", "Add a file to the draft: its bytes are the body of the request")
	attach.RequestBody = &huma.RequestBody{Required: true, Content: binary("application/octet-stream")}
	serve(a, attach, a.upload)
	a.downloads()
}

// upload reads the body as it comes: it is never held in memory whole.
func (a *API) upload(c *call, in *upload) (*draftAnswer, error) {
	_, err := a.Reports.Attach(c, c.who, in.Duty, in.Revision, in.Slot, in.Name, c.http.Body)
	if err != nil {
		return nil, err
	}
	return a.draft(c, &in.OneDuty)
}

// headers are what an answer says above its body, by name.
type headers = map[string]*huma.Param

// binary is a body of bytes in the contract.
func binary(media string) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{media: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
}

// sendFile registers an operation that answers with a file that the program
// makes, to be kept under its name, with headers of its own.
func sendFile[I any](a *API, op huma.Operation, media, what string, own headers, handle func(*call, *I) (name string, file []byte, err error)) {
	op.Path = Prefix + op.Path
	op.MaxBodyBytes = -1 // bounded around all operations
	op.Responses = map[string]*huma.Response{"200": {Description: what, Content: binary(media), Headers: own}}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*download, error) {
		c := callOf(ctx)
		name, file, err := handle(c, in)
		if err != nil {
			return nil, a.problem(c, err)
		}
		return &download{
			Type: media, Disposition: sheet.Disposition(name), Length: strconv.Itoa(len(file)), NoSniff: "nosniff", Policy: "sandbox",
			Body: func(ctx huma.Context) { _, _ = ctx.BodyWriter().Write(file) }, // a client that went away is nobody to answer
		}, nil
	})
}

// downloads hand a file out to be kept, never to be shown in place.
func (a *API) downloads() {
	op := read("/files/{file}", "download-file", "The bytes of a file")
	op.Path = Prefix + op.Path
	op.Responses = map[string]*huma.Response{"200": {Description: "The bytes.", Content: binary("application/octet-stream")}}
	huma.Register(a.huma, op, func(ctx context.Context, in *oneFile) (*download, error) {
		c := callOf(ctx)
		meta, bytes, err := a.Reports.File(c, c.who, in.File)
		if err != nil {
			return nil, a.problem(c, err)
		}
		return &download{
			Type:        "application/octet-stream",
			Disposition: mime.FormatMediaType("attachment", map[string]string{"filename": meta.Name}),
			Length:      strconv.FormatInt(meta.Size, 10),
			NoSniff:     "nosniff",
			Policy:      "sandbox",
			Body: func(ctx huma.Context) {
				defer bytes.Close()
				_, _ = io.Copy(ctx.BodyWriter(), bytes) // a client that went away is nobody to answer
			},
		}, nil
	})
}
