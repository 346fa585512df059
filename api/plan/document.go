package plan

import (
	"bytes"
	"io"
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Document is one version of the official document of a campaign.
type Document struct {
	Version  int64            `json:"version"`
	Name     string           `json:"name" doc:"Of the file."`
	Size     int64            `json:"size" doc:"Bytes."`
	SHA256   string           `json:"sha256"`
	Attached *time.Time       `json:"attached"`
	By       people.AccountID `json:"by,omitempty" doc:"The account that attached it."`
}

func documentOf(d original.Document) Document {
	return Document{d.Version, d.Name, d.Size, d.Digest, wire.Instant(d.Attached), d.By}
}

// documentAnswer is a document beside the playbook.
type documentAnswer struct {
	wire.Answer
	Document
	Sentences []sentence `json:"sentences" doc:"In the order of reading."`
	Missing   []string   `json:"missing" doc:"Clauses whose words are not in it."`
}

// sentence is one sentence with what the playbook says of it.
type sentence struct {
	Path    string   `json:"path" doc:"Where it stands, «四/(三)»."`
	Role    string   `json:"role" doc:"What it is in the document: text, heading, a part of its form."`
	Words   string   `json:"words"`
	Clauses []string `json:"clauses" doc:"The clauses it carries."`
	Silent  bool     `json:"silent,omitempty" doc:"The playbook lists it as without behaviour (无行为)."`
	Loose   bool     `json:"loose,omitempty" doc:"It says something that no clause touches."`
}

type editionNumber struct {
	InCampaign
	Version int64 `path:"version" minimum:"1"`
}

type attaching struct {
	InCampaign
	Name string `query:"name" required:"true" maxLength:"800" doc:"Name of the file, with its ending."`
}

type attachedAnswer struct {
	wire.Answer
	Document
}

// documents are the official document of a campaign and its versions.
func (o *operations) documents() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/document", "get-document", "The words of the newest document, sentence by sentence, beside the playbook in force"), o.document)
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/documents", "list-documents", "The documents that were attached, the newest first"),
		func(c wire.Call, in *InCampaign) (*wire.List[Document], error) {
			all, err := o.Originals.Versions(c, c.Who, in.Campaign)
			return &wire.List[Document]{Items: wire.Each(all, documentOf)}, err
		})
	attach := wire.Write(http.MethodPost, "/campaigns/{campaign}/documents", "attach-document",
		"Attach a document (.docx or .txt, 5 MB) as the newest version: its bytes are the body of the request")
	attach.RequestBody = wire.Upload(bytesOf)
	wire.Serve(o.Host, attach, o.attach)
	wire.Send(o.Host, wire.Read("/campaigns/{campaign}/documents/{version}/file", "download-document", "The bytes of a document"), bytesOf, "The bytes.", nil,
		func(c wire.Call, in *editionNumber) (wire.File, error) {
			d, err := o.Originals.File(c, c.Who, in.Campaign, in.Version)
			return wire.File{Name: d.Name, Size: d.Size, Body: bytes.NewReader(d.Body)}, err
		})
}

// bytesOf is the media type of files of any kind.
const bytesOf = "application/octet-stream"

func (o *operations) document(c wire.Call, in *InCampaign) (*documentAnswer, error) {
	beside, err := o.Originals.Read(c, c.Who, in.Campaign)
	if err != nil {
		return nil, err
	}
	out := &documentAnswer{Document: documentOf(beside.Document), Sentences: []sentence{}, Missing: []string{}}
	for i, s := range beside.File.Sentences {
		row := sentence{Path: s.Path, Role: string(s.Role), Words: beside.File.Text(s.Range), Clauses: []string{}, Loose: beside.Loose(i)}
		for _, at := range beside.Sentences[i].Passages {
			if p := &beside.Passages[at]; p.Silent() {
				row.Silent = true
			} else {
				row.Clauses = append(row.Clauses, p.Clause.ID)
			}
		}
		out.Sentences = append(out.Sentences, row)
	}
	for _, p := range beside.Account().Missing {
		if !p.Silent() {
			out.Missing = append(out.Missing, p.Clause.ID)
		}
	}
	return out, nil
}

func (o *operations) attach(c wire.Call, in *attaching) (*attachedAnswer, error) {
	body, err := io.ReadAll(io.LimitReader(c.Body, original.MaxSize+1))
	if err != nil {
		return nil, err
	}
	d, err := o.Originals.Attach(c, c.Who, in.Campaign, in.Name, body)
	return &attachedAnswer{Document: documentOf(d)}, err
}
