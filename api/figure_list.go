package api

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

type figure struct {
	Cell    string `json:"cell"`
	Line    string `json:"line,omitempty"`
	Measure string `json:"measure"`
	Amount
}

type figureReport struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Unit    named           `json:"unit"`
	Period  string          `json:"period"`
	Nil     bool            `json:"nil,omitempty" doc:"A nil report: its stocks are those of the report before."`
	Sent    *time.Time      `json:"sent"`
	Figures []figure        `json:"figures" doc:"In the order of the form; an empty cell is none."`
}

type figuresAnswer struct {
	FiguresHead
	Reports []figureReport `json:"reports" doc:"By period and code of the unit."`
}

// dataValue is a value as DHIS2 exchanges it.
type dataValue struct {
	DataElement string     `json:"dataElement" doc:"Id of the measure."`
	Period      string     `json:"period" doc:"«201809», «2018Q3», «2018»; of what is owed once, the due day «20180618»."`
	OrgUnit     string     `json:"orgUnit" doc:"Code of the unit."`
	Option      string     `json:"categoryOptionCombo" doc:"Id of the action line, «default» outside of the lines."`
	Value       string     `json:"value" doc:"As a person would type it, money in 万元."`
	Updated     *time.Time `json:"lastUpdated,omitempty" doc:"When the report was sent."`
	Comment     string     `json:"comment" doc:"The duty and the version it comes from."`
}

type DataSet struct {
	Answer
	Name string `json:"dataSet" doc:"The obligation and its form, «monthly-report.progress»."`
}

type dataValueSet struct {
	DataSet
	Values []dataValue `json:"dataValues"`
}

func (a *API) listFigures() {
	op := read("/campaigns/{campaign}/figures", "list-figures", "The figures of every report that counts, of a unit and all below it")
	stream(a, op, figuresAnswer{}, func(c *call, l rollup.Listing) (sayer, string, func(give func(any))) {
		head := headOf(l.Answer, c.print)
		return &head, "reports", func(give func(any)) {
			for r := range l.Reports() {
				give(figureReport{
					Duty: r.Duty, Version: r.N, Unit: nameIn(l.Tree, r.Unit), Period: r.Period, Nil: r.Nil, Sent: instant(r.Sent),
					Figures: each(r.Figures, func(f rollup.Figure) figure { return figure{f.Cell, f.Line, f.Measure, amountOf(f.Value)} }),
				})
			}
		}
	})
}

func (a *API) dataValues() {
	op := read("/campaigns/{campaign}/data-value-sets", "list-data-values", "The same figures as DHIS2 takes them as dataValueSets")
	op.Description = "A measure is a data element, an action line a category option combination, a unit an organisation unit, all by code: " +
		"import with idScheme=CODE. Values are those of each report, the cells of a line added up where the measure adds over lines; " +
		"a nil report has none."
	stream(a, op, dataValueSet{}, func(_ *call, l rollup.Listing) (sayer, string, func(give func(any))) {
		return &DataSet{Name: l.Source.Obligation + "." + l.Source.Form}, "dataValues", func(give func(any)) {
			for r := range l.Reports() {
				giveValues(l, r, give)
			}
		}
	})
}

// giveValues gives the values of one report, each measure and line once.
func giveValues(l rollup.Listing, r rollup.Report, give func(any)) {
	type place struct{ measure, line string }
	done := map[place]bool{}
	for _, f := range r.Figures {
		at := place{f.Measure, f.Line}
		if done[at] {
			continue
		}
		done[at] = true
		if v, known := l.OfLine(r, *l.Book.Measure(f.Measure), f.Line); known {
			give(dataValue{
				DataElement: f.Measure, Period: dhisPeriod(r), OrgUnit: code(l.Tree, r.Unit), Option: cmp.Or(f.Line, "default"),
				Value: v.Kind.Plain(v.N), Updated: instant(r.Sent), Comment: fmt.Sprintf("%s/%d", r.Duty, r.N),
			})
		}
	}
}

// dhisPeriod writes a period as DHIS2 does.
func dhisPeriod(r rollup.Report) string {
	p, err := calendar.ParsePeriod(r.Period)
	day := r.Due
	if err == nil && p.Kind != calendar.Once {
		return strings.ReplaceAll(r.Period, "-", "")
	}
	if day.IsZero() {
		day = calendar.DateOf(r.Sent, locale.Shanghai)
	}
	return strings.ReplaceAll(day.String(), "-", "")
}

// sayer is the beginning of an answer, which says what is to be known of it.
type sayer interface{ say(string) }

// streamed is an answer that is written while it is made, so that its length
// costs no memory.
type streamed struct {
	Type string `header:"Content-Type"`
	Body func(huma.Context)
}

// stream registers an operation that answers with the figures of many reports:
// with a head, and under a name the rows that are given. whole is what it looks
// like in the contract.
func stream(a *API, op huma.Operation, whole any, make func(*call, rollup.Listing) (head sayer, name string, rows func(give func(any)))) {
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
		head, name, rows := make(c, l)
		if a.Demo {
			head.say(demoNotice)
		}
		return &streamed{"application/json", func(ctx huma.Context) { writeRows(ctx.BodyWriter(), head, name, rows) }}, nil
	})
}

// writeRows writes a head and behind it the rows, as one object. A client that
// went away is nobody to answer.
func writeRows(w io.Writer, head sayer, name string, rows func(give func(any))) {
	out := bufio.NewWriterSize(w, 64<<10)
	text, _ := json.Marshal(head) // it is made of the types here
	_, _ = out.Write(bytes.TrimSuffix(text, []byte("}")))
	_, _ = fmt.Fprintf(out, ",%q:[", name)
	between := ""
	rows(func(row any) {
		text, _ := json.Marshal(row)
		_, _ = out.WriteString(between)
		_, _ = out.Write(text)
		between = ","
	})
	_, _ = out.WriteString("]}\n")
	_ = out.Flush()
}
