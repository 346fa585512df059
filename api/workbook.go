package api

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

type workbookUpload struct {
	OneDuty
	Revision int64 `query:"revision" required:"true" minimum:"0" doc:"Of the draft, 0 where there is none."`
	Over     int64 `query:"over" minimum:"-1" default:"-1" doc:"To insist after report.typed_later: the revision of the draft, in place of the other. Cells that were filled in since the workbook was handed out are replaced too; left out, they are not."`
}

// workbookAnswer is the draft after a workbook was stored.
type workbookAnswer struct {
	DraftAnswer
	Changed int    `json:"changed" doc:"Cells that changed; 0: the draft said the same already."`
	Ended   string `json:"ended_nil,omitempty" doc:"Id of the reason of the nil report whose place the workbook took."`
}

// problemCount is the header that says how much is wrong with a workbook.
const problemCount = "Problem-Count"

// workbooks hand a duty's workbook out, take it back, and say what is wrong
// with one.
func (a *API) workbooks() {
	sendWorkbook(a, read("/duties/{duty}/workbook", "get-workbook", "The workbook (.xlsx) of a duty, filled in as far as the report is"), nil, a.workbook)
	put := write(http.MethodPut, "/duties/{duty}/workbook", "put-workbook",
		"Make the draft what a filled-in workbook says, if all of it is right; violations are at «sheet!cell». "+
			"Cells that were filled in otherwise since it was handed out are named with 409. The report is not sent")
	put.RequestBody = wire.Upload(sheet.Media)
	serve(a, put, a.putWorkbook)
	check := write(http.MethodPost, "/duties/{duty}/workbook/check", "check-workbook",
		"A filled-in workbook back with its problems marked at their cells; nothing is stored")
	check.RequestBody = wire.Upload(sheet.Media)
	sendWorkbook(a, check, headers{problemCount: {
		Description: "How many problems there are, 0 too; no more than the first " + strconv.Itoa(sheet.MaxMarks) + " are marked.",
		Schema:      &huma.Schema{Type: huma.TypeInteger},
	}}, a.checkWorkbook)
}

// sendWorkbook registers an operation that answers with a workbook.
func sendWorkbook(a *API, op huma.Operation, own headers, handle func(*call, *OneDuty) (name string, file []byte, err error)) {
	sendFile(a, op, sheet.Media, "The workbook.", own, func(c *call, in *OneDuty) (string, []byte, error) {
		name, file, err := handle(c, in)
		return name + ".xlsx", file, err
	})
}

func (a *API) workbook(c *call, in *OneDuty) (string, []byte, error) {
	e, err := a.Reports.Open(c, c.who, in.Duty)
	if err != nil {
		return "", nil, err
	}
	b, err := sheet.New(e)
	if err != nil {
		return "", nil, err
	}
	var file bytes.Buffer
	err = b.Write(&file)
	return b.Name(), file.Bytes(), err
}

// brought reads the workbook that a request brings for a duty the asker fills.
func (a *API) brought(c *call, in *OneDuty) (b *sheet.Workbook, file []byte, r sheet.Reading, err error) {
	e, err := a.Reports.Open(c, c.who, in.Duty)
	if err != nil {
		return nil, nil, r, err
	}
	if err := c.who.May(people.DutyFill, e.Place); err != nil {
		return nil, nil, r, err
	}
	if b, err = sheet.New(e); err != nil {
		return nil, nil, r, err
	}
	if file, err = io.ReadAll(io.LimitReader(c.http.Body, sheet.MaxFile+1)); err != nil {
		return nil, nil, r, err
	}
	r, err = b.Read(c, file)
	return b, file, r, err
}

func (a *API) putWorkbook(c *call, in *workbookUpload) (*workbookAnswer, error) {
	_, _, r, err := a.brought(c, &in.OneDuty)
	if err == nil {
		err = r.Err()
	}
	if err != nil {
		return nil, err
	}
	whole := report.Whole{Revision: in.Revision, Cells: r.Typed, Source: r.Source, Over: in.Over >= 0}
	if whole.Over {
		whole.Revision = in.Over
	}
	kept, err := a.Reports.Replace(c, c.who, in.Duty, whole)
	if err != nil {
		return nil, err
	}
	draft, err := a.draft(c, &in.OneDuty)
	if err != nil {
		return nil, err
	}
	return &workbookAnswer{*draft, len(kept.Changed), kept.Nil}, nil
}

func (a *API) checkWorkbook(c *call, in *OneDuty) (string, []byte, error) {
	b, file, r, err := a.brought(c, in)
	if err != nil {
		return "", nil, err
	}
	_, wrong := c.print.Fault(r.Err())
	red, err := b.Mark(c, file, wrong)
	c.w.Header().Set(problemCount, strconv.Itoa(len(wrong)))
	return b.Name(), red, err
}

// bringsWorkbook reports whether a request brings a workbook.
func bringsWorkbook(r *http.Request) bool {
	return r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/workbook") ||
		r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/workbook/check")
}
