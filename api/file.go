package api

import (
	"bytes"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/paper"
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

func (a *API) files() {
	serve(a, read("/duties/{duty}/files", "list-files", "The files of the draft, or of the newest version where there is no draft"),
		func(c *call, in *OneDuty) (*list[file], error) {
			e, err := a.Reports.Open(c, c.who, in.Duty)
			return &list[file]{Items: filesOf(e.Content)}, err
		})
	attach := write(http.MethodPost, "/duties/{duty}/files", "upload-file", "Add a file to the draft: its bytes are the body of the request")
	attach.RequestBody = wire.Upload("application/octet-stream")
	serve(a, attach, a.upload)
	a.downloads()
}

// upload reads the body as it comes: it is never held in memory whole.
func (a *API) upload(c *call, in *upload) (*DraftAnswer, error) {
	_, err := a.Reports.Attach(c, c.who, in.Duty, in.Revision, in.Slot, in.Name, c.http.Body)
	if err != nil {
		return nil, err
	}
	return a.draft(c, &in.OneDuty)
}

// headers are what an answer says above its body, by name.
type headers = wire.Headers

// sendFile registers an operation that answers with a file that the program
// makes, to be kept under its name, with headers of its own.
func sendFile[I any](a *API, op huma.Operation, media, what string, own headers, handle func(*call, *I) (name string, file []byte, err error)) {
	wire.Send(a.host(), op, media, what, own, func(c wire.Call, in *I) (wire.File, error) {
		name, file, err := handle(callOf(c), in)
		return wire.File{Name: name, Size: int64(len(file)), Body: bytes.NewReader(file)}, err
	})
}

// downloads hand a file out to be kept, never to be shown in place.
func (a *API) downloads() {
	wire.Send(a.host(), read("/files/{file}", "download-file", "The bytes of a file"), "application/octet-stream", "The bytes.", nil,
		func(c wire.Call, in *oneFile) (wire.File, error) {
			meta, bytes, err := a.Reports.File(c, c.Who, in.File)
			return wire.File{Name: meta.Name, Size: meta.Size, Body: bytes}, err
		})
}
