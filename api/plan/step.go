package plan

import (
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// AsRead is an act on a preparation as it was read.
type AsRead struct {
	OnePreparation
	Revision int64 `query:"revision" required:"true" minimum:"0" doc:"As read; a newer one refuses the act."`
}

type rewriting struct {
	AsRead
	Body struct {
		Source string `json:"source" doc:"The playbook as text; it may have mistakes."`
	}
}

type describing struct {
	AsRead
	Body struct {
		Title  string   `json:"title" maxLength:"400"`
		Start  wire.Day `json:"start,omitempty" doc:"Of a playbook whose dates count from it."`
		Number string   `json:"number,omitempty" maxLength:"100" doc:"Of the official document."`
		Issued wire.Day `json:"issued,omitempty"`
	}
}

type addressing struct {
	AsRead
	Body struct {
		Categories []string `json:"categories" maxItems:"40"`
		Except     []string `json:"except,omitempty" maxItems:"10000" doc:"Codes of units that are left out."`
	}
}

type naming struct {
	AsRead
	Body struct {
		Holders map[string][]organisation.PersonID `json:"holders" doc:"By post; one left out waits for its holder."`
	}
}

type bringing struct {
	AsRead
	Name string `query:"name" required:"true" maxLength:"800" doc:"Name of the file, with its ending."`
}

// steps settle what a campaign will be launched with.
func (o *operations) steps() {
	wire.Serve(o.Host, step(http.MethodPut, "/source", "correct-preparation", "Put another text in the place of the playbook's"),
		func(c wire.Call, in *rewriting) (*preparationAnswer, error) {
			p, err := o.Preparations.Correct(c, c.Who, in.Preparation, in.Revision, []byte(in.Body.Source))
			return o.went(c, p, err)
		})
	wire.Serve(o.Host, step(http.MethodPut, "/heading", "describe-preparation", "Settle the title, the start, and the head of the official document"), o.describe)
	wire.Serve(o.Host, step(http.MethodPut, "/audience", "address-preparation", "Settle who is asked: categories, and units left out"), o.address)
	wire.Serve(o.Host, step(http.MethodPut, "/holders", "name-holders", "Settle who holds the posts"),
		func(c wire.Call, in *naming) (*preparationAnswer, error) {
			p, err := o.Preparations.Name(c, c.Who, in.Preparation, in.Revision, in.Body.Holders)
			return o.went(c, p, err)
		})
	bring := step(http.MethodPost, "/documents", "bring-document", "Bring the official document (.docx or .txt, 5 MB): its bytes are the body of the request")
	bring.RequestBody = wire.Upload(bytesOf)
	wire.Serve(o.Host, bring, o.bring)
	wire.Serve(o.Host, step(http.MethodDelete, "/documents", "take-document-away", "Take the official document away"),
		func(c wire.Call, in *AsRead) (*preparationAnswer, error) {
			p, err := o.Preparations.Detach(c, c.Who, in.Preparation, in.Revision)
			return o.went(c, p, err)
		})
}

// step is an operation on a preparation.
func step(method, path, id, summary string) huma.Operation {
	return wire.Write(method, "/preparations/{preparation}"+path, id, summary)
}

func (o *operations) describe(c wire.Call, in *describing) (*preparationAnswer, error) {
	start, err := in.Body.Start.Date("start")
	if err != nil {
		return nil, err
	}
	issued, err := in.Body.Issued.Date("issued")
	if err != nil {
		return nil, err
	}
	p, err := o.Preparations.Describe(c, c.Who, in.Preparation, in.Revision,
		choice.Heading{Title: in.Body.Title, Start: start, Number: in.Body.Number, Issued: issued})
	return o.went(c, p, err)
}

func (o *operations) address(c wire.Call, in *addressing) (*preparationAnswer, error) {
	tree, err := o.tree(c)
	if err != nil {
		return nil, err
	}
	var except []organisation.UnitID
	for _, code := range in.Body.Except {
		n, ok := tree.ByCode(code)
		if !ok {
			return nil, fault.Violations([]fault.Field{{Path: "except", Key: "api.unknown_unit", Args: []any{code}}})
		}
		except = append(except, n.ID)
	}
	categories := wire.Each(in.Body.Categories, func(s string) organisation.Category { return organisation.Category(s) })
	p, err := o.Preparations.Address(c, c.Who, in.Preparation, in.Revision, categories, except)
	return o.went(c, p, err)
}

func (o *operations) bring(c wire.Call, in *bringing) (*preparationAnswer, error) {
	body, err := io.ReadAll(io.LimitReader(c.Body, original.MaxSize+1))
	if err != nil {
		return nil, err
	}
	p, err := o.Preparations.Attach(c, c.Who, in.Preparation, in.Revision, in.Name, body)
	return o.went(c, p, err)
}
