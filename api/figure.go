package api

import (
	"context"
	"io"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/figure"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// FiguresWanted says which reports' figures are meant.
type FiguresWanted struct {
	InCampaign
	figure.Wanted
}

// question turns a request into a question.
func (a *API) question(c *call, in FiguresWanted) (rollup.Question, error) {
	return in.Ask(in.Campaign, func(code string) (organisation.UnitID, error) { return a.unitID(c, code) })
}

type rollupWanted struct {
	FiguresWanted
	By string `query:"by" enum:"unit,county,industry,category,line,period,phase" default:"unit"`
}

type rollupAnswer struct {
	Answer
	figure.Rollup
}

type partsWanted struct {
	FiguresWanted
	Cursor string `query:"cursor" doc:"«next» of the page before." maxLength:"20"`
	Limit  int    `query:"limit" default:"200" minimum:"1" maximum:"1000" doc:"Cells a page."`
}

type partsAnswer struct {
	Answer
	figure.Parts
	Next string `json:"next,omitempty" doc:"The cursor of the page after this one; absent on the last page."`
}

type figuresAnswer struct {
	Answer
	figure.List
}

type dataValuesAnswer struct {
	Answer
	figure.DataValueSet
}

func (a *API) figures() {
	serve(a, read("/campaigns/{campaign}/rollup", "roll-up", "What the figures of reports add up to"), a.rollup)
	serve(a, read("/campaigns/{campaign}/rollup/parts", "roll-up-parts", "The cells of reports that a sum is made of"), a.parts)
	a.listFigures()
	a.dataValues()
}

func (a *API) rollup(c *call, in *rollupWanted) (*rollupAnswer, error) {
	q, err := a.question(c, in.FiguresWanted)
	if err != nil {
		return nil, err
	}
	q.By = rollup.By(in.By)
	r, err := a.Figures.Roll(c, c.who, q)
	if err != nil {
		return nil, err
	}
	return &rollupAnswer{Rollup: figure.RollupOf(r, c.print)}, nil
}

func (a *API) parts(c *call, in *partsWanted) (*partsAnswer, error) {
	from, err := strconv.Atoi(in.Cursor)
	if in.Cursor != "" && (err != nil || from < 0) {
		return nil, fault.Violations([]fault.Field{{Path: "cursor", Key: "api.bad_cursor"}})
	}
	q, err := a.question(c, in.FiguresWanted)
	if err != nil {
		return nil, err
	}
	if len(q.Measures) != 1 {
		return nil, fault.Violations([]fault.Field{{Path: "measure", Key: "api.one_measure"}})
	}
	r, err := a.Figures.Parts(c, c.who, q, q.Measures[0])
	if err != nil {
		return nil, err
	}
	from = min(from, len(r.Parts))
	to := min(from+in.Limit, len(r.Parts))
	out := &partsAnswer{Parts: figure.PartsOf(r, r.Parts[from:to], c.print)}
	if to < len(r.Parts) {
		out.Next = strconv.Itoa(to)
	}
	return out, nil
}

func (a *API) listFigures() {
	type head struct {
		Answer
		figure.Head
	}
	op := read("/campaigns/{campaign}/figures", "list-figures", "The figures of every report that counts, of a unit and all below it")
	stream(a, op, figuresAnswer{}, func(c *call, l rollup.Listing, w io.Writer) {
		figure.Write(w, head{a.answered(), figure.HeadOf(l.Answer, c.print)}, "reports", func(give func(any)) { figure.ReportsOf(l, give) })
	})
}

func (a *API) dataValues() {
	type head struct {
		Answer
		figure.DataSet
	}
	op := read("/campaigns/{campaign}/data-value-sets", "list-data-values", "The same figures as DHIS2 takes them as dataValueSets")
	op.Description = "A measure is a data element, an action line a category option combination, a unit an organisation unit, all by code: " +
		"import with idScheme=CODE. Values are those of each report, the cells of a line added up where the measure adds over lines; " +
		"a nil report has none."
	stream(a, op, dataValuesAnswer{}, func(_ *call, l rollup.Listing, w io.Writer) {
		figure.Write(w, head{a.answered(), figure.DataSetOf(l)}, "dataValues", func(give func(any)) { figure.ValuesOf(l, give) })
	})
}

// answered returns how every answer begins.
func (a *API) answered() (begin Answer) {
	if a.Demo {
		begin.Say(demoNotice)
	}
	return begin
}

// streamed is an answer that is written while it is made, so that its length
// costs no memory.
type streamed struct {
	Type string `header:"Content-Type"`
	Body func(huma.Context)
}

// stream registers an operation that answers with the figures of many reports.
// whole is what the answer looks like in the contract.
func stream(a *API, op huma.Operation, whole any, answer func(*call, rollup.Listing, io.Writer)) {
	op.Path = Prefix + op.Path
	schema := a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(whole), true, "")
	op.Responses = map[string]*huma.Response{"200": {
		Description: "OK", Content: map[string]*huma.MediaType{"application/json": {Schema: schema}},
	}}
	huma.Register(a.huma, op, func(ctx context.Context, in *FiguresWanted) (*streamed, error) {
		c := callOf(ctx)
		q, err := a.question(c, *in)
		if err != nil {
			return nil, a.problem(c, err)
		}
		l, err := a.Figures.List(c, c.who, q)
		if err != nil {
			return nil, a.problem(c, err)
		}
		return &streamed{"application/json", func(ctx huma.Context) { answer(c, l, ctx.BodyWriter()) }}, nil
	})
}
