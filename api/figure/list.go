package figure

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/report/exchange"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Figure is a cell of a report.
type Figure struct {
	Cell    string `json:"cell"`
	Line    string `json:"line,omitempty"`
	Measure string `json:"measure"`
	Amount
}

// Report is a report with its figures.
type Report struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Unit    Unit            `json:"unit"`
	Period  string          `json:"period"`
	Nil     bool            `json:"nil,omitempty" doc:"A nil report: its stocks are those of the report before."`
	Sent    *time.Time      `json:"sent"`
	Figures []Figure        `json:"figures" doc:"In the order of the form; an empty cell is none."`
}

// List is the figures of many reports.
type List struct {
	Head
	Reports []Report `json:"reports" doc:"By period and code of the unit."`
}

// ReportsOf gives the reports of a listing.
func ReportsOf(l rollup.Listing, give func(any)) {
	for r := range l.Reports() {
		out := Report{Duty: r.Duty, Version: r.N, Unit: unitIn(l.Tree, r.Unit), Period: r.Period, Nil: r.Nil, Sent: instant(r.Sent), Figures: []Figure{}}
		for _, f := range r.Figures {
			out.Figures = append(out.Figures, Figure{f.Cell, f.Line, f.Measure, amountOf(f.Value)})
		}
		give(out)
	}
}

// instant writes an instant in the zone of the plan, nil for none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(locale.Shanghai)
	return &t
}

// DataValue is a value as DHIS2 exchanges it.
type DataValue struct {
	DataElement string     `json:"dataElement" doc:"Id of the measure."`
	Period      string     `json:"period" doc:"«201809», «2018Q3», «2018»; of what is owed once, the due day «20180618»."`
	OrgUnit     string     `json:"orgUnit" doc:"Code of the unit."`
	Option      string     `json:"categoryOptionCombo" doc:"Id of the action line, «default» outside of the lines."`
	Value       string     `json:"value" doc:"As a person would type it, money in 万元."`
	Updated     *time.Time `json:"lastUpdated,omitempty" doc:"When the report was sent."`
	Comment     string     `json:"comment" doc:"The duty and the version it comes from."`
}

// DataSet says what data values are of.
type DataSet struct {
	Name string `json:"dataSet" doc:"The obligation and its form, «monthly-report.progress»."`
}

// DataValueSet is the figures of many reports as DHIS2 exchanges them.
type DataValueSet struct {
	DataSet
	Values []DataValue `json:"dataValues"`
}

// DataSetOf says what the values of a listing are of.
func DataSetOf(l rollup.Listing) DataSet {
	return DataSet{l.Source.Obligation + "." + l.Source.Form}
}

// ValuesOf gives the data values of a listing, of each report every measure and
// line once.
func ValuesOf(l rollup.Listing, give func(any)) {
	for r := range l.Reports() {
		giveValues(l, r, give)
	}
}

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
			give(DataValue{
				DataElement: f.Measure, Period: exchange.Period(r.Period, r.Due, calendar.DateOf(r.Sent, locale.Shanghai)), OrgUnit: unitIn(l.Tree, r.Unit).Code, Option: cmp.Or(f.Line, "default"),
				Value: v.Kind.Plain(v.N), Updated: instant(r.Sent), Comment: fmt.Sprintf("%s/%d", r.Duty, r.N),
			})
		}
	}
}

// Write writes a head and behind it rows under a name, as one object, a row at a
// time: its length costs no memory. A reader that went away is nobody to answer.
func Write(w io.Writer, head any, name string, rows func(give func(any))) {
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
