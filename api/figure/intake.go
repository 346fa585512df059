package figure

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/report/exchange"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Loose is a text of another program, which may write a number as a number.
type Loose string

// UnmarshalJSON takes a text or a number as it is written.
func (l *Loose) UnmarshalJSON(raw []byte) error {
	if len(raw) == 0 || raw[0] != '"' {
		*l = Loose(raw)
		return nil
	}
	return json.Unmarshal(raw, (*string)(l))
}

// Schema says that it may be either.
func (Loose) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{OneOf: []*huma.Schema{{Type: huma.TypeString}, {Type: huma.TypeNumber}}}
}

// BroughtValue is a value that DHIS2 or a program like it sends. What else it
// says of it (who stored it, when, a comment) is passed over.
type BroughtValue struct {
	_           struct{} `additionalProperties:"true"`
	DataElement string   `json:"dataElement" required:"true" maxLength:"64" doc:"Id of the measure."`
	Period      string   `json:"period,omitempty" maxLength:"16" doc:"As they are handed out; absent: that of all values."`
	OrgUnit     string   `json:"orgUnit,omitempty" maxLength:"32" doc:"Code of the unit; absent: that of all values."`
	Option      string   `json:"categoryOptionCombo,omitempty" maxLength:"64" doc:"Id of the action line; absent or «default»: outside of the lines."`
	Attribute   string   `json:"attributeOptionCombo,omitempty" maxLength:"64" enum:"default" doc:"There is no other."`
	Value       Loose    `json:"value,omitempty" doc:"As a person would type it, money in 万元."`
	Deleted     bool     `json:"deleted,omitempty" doc:"It empties the cell."`
}

// BroughtSet is a dataValueSet.
type BroughtSet struct {
	_         struct{}       `additionalProperties:"true"`
	Name      string         `json:"dataSet,omitempty" maxLength:"130" doc:"The obligation and its form, «monthly-report.progress»; absent: the first that recurs and whose form has figures."`
	Period    string         `json:"period,omitempty" maxLength:"16" doc:"Of the values that name none."`
	OrgUnit   string         `json:"orgUnit,omitempty" maxLength:"32" doc:"Of the values that name none."`
	Attribute string         `json:"attributeOptionCombo,omitempty" maxLength:"64" enum:"default"`
	Values    []BroughtValue `json:"dataValues" required:"true" maxItems:"100000"`
}

// ImportCount counts what became of the values.
type ImportCount struct {
	Imported int `json:"imported" doc:"Into cells that were empty."`
	Updated  int `json:"updated" doc:"In place of another value."`
	Ignored  int `json:"ignored" doc:"In conflict, or what the draft or the sent report says already."`
	Deleted  int `json:"deleted"`
}

// ImportConflict is a value that was not taken.
type ImportConflict struct {
	Object   string            `json:"object" doc:"What does not fit: the code or the value."`
	Objects  map[string]string `json:"objects" doc:"The address of the value."`
	Value    string            `json:"value" doc:"Why, in the language asked for."`
	Code     string            `json:"errorCode" doc:"Which rule; it never changes."`
	Property string            `json:"property" enum:"dataElement,categoryOptionCombo,orgUnit,period,value"`
	Indexes  []int             `json:"indexes" doc:"The value's place in dataValues, from 0."`
}

// ImportSummary says what became of a dataValueSet.
type ImportSummary struct {
	Type      string           `json:"responseType" enum:"ImportSummary"`
	Status    string           `json:"status" enum:"SUCCESS,WARNING" doc:"WARNING: some values are in conflict."`
	Counts    ImportCount      `json:"importCount"`
	Conflicts []ImportConflict `json:"conflicts" doc:"Every value that was not taken, in the order of dataValues; the others were."`
	Rejected  []int            `json:"rejectedIndexes"`
	DataSet   string           `json:"dataSet" doc:"The obligation and its form."`
	Dry       bool             `json:"dryRun,omitempty" doc:"Nothing was stored."`
}

// imported is the summary as newer versions of DHIS2 answer with it.
type imported struct {
	wire.Answer
	HTTP     string        `json:"httpStatus" enum:"OK"`
	Code     int           `json:"httpStatusCode"`
	Status   string        `json:"status" enum:"OK,WARNING"`
	Message  string        `json:"message"`
	Response ImportSummary `json:"response"`
}

type bringing struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Dry      bool        `query:"dryRun" doc:"Say what would become of the values and store nothing."`
	Strategy string      `query:"importStrategy" enum:"CREATE_AND_UPDATE" doc:"There is no other; a value that is to go is marked «deleted»."`
	Scheme   string      `query:"idScheme" enum:"CODE,code" doc:"There is no other."`
	Body     BroughtSet
}

// Services are the use cases behind the operations here.
type Services struct {
	Figures  *rollup.Service
	Exchange *exchange.Service
	Unit     func(ctx context.Context, code string) (organisation.UnitID, error) // finds a unit that the asker may see
}

// Register adds the operations that take values in and that hand out files.
func Register(h wire.Host, s Services) {
	s.bringing(h)
	s.files(h)
}

func (s Services) bringing(h wire.Host) {
	op := wire.Write(http.MethodPost, "/campaigns/{campaign}/data-value-sets", "bring-data-values",
		"Put values that DHIS2 exchanges into the drafts of the duties one fills")
	op.Description = "Addresses are those of the values handed out. A report that was sent is never changed, but for one that was returned. " +
		"A value that does not fit is a conflict and stops no other; the same values again change nothing. The drafts are then read, completed and sent as ever."
	wire.Serve(h, op, func(c wire.Call, in *bringing) (*imported, error) {
		out, err := s.Exchange.Take(c, c.Who, in.batch())
		if err != nil {
			return nil, err
		}
		return in.summary(out, c.Print), nil
	})
}

// batch turns a dataValueSet into values.
func (in *bringing) batch() exchange.Batch {
	obligation, form, _ := strings.Cut(in.Body.Name, ".")
	b := exchange.Batch{Campaign: in.Campaign, Source: rollup.Source{Obligation: obligation, Form: form}, Dry: in.Dry}
	for i := range in.Body.Values {
		v := &in.Body.Values[i]
		if v.Period == "" {
			v.Period = in.Body.Period
		}
		if v.OrgUnit == "" {
			v.OrgUnit = in.Body.OrgUnit
		}
		line := v.Option
		if line == "default" {
			line = ""
		}
		b.Values = append(b.Values, exchange.Value{Measure: v.DataElement, Line: line, Unit: v.OrgUnit, Period: v.Period, Text: string(v.Value), Empty: v.Deleted})
	}
	return b
}

// summary writes what became of the values.
func (in *bringing) summary(out exchange.Outcome, print *locale.Printer) *imported {
	sum := ImportSummary{
		Type: "ImportSummary", Status: "SUCCESS", Counts: ImportCount{out.Imported, out.Updated, out.Ignored, out.Deleted},
		Conflicts: []ImportConflict{}, Rejected: []int{}, DataSet: out.Source.Obligation + "." + out.Source.Form, Dry: in.Dry,
	}
	for _, c := range out.Conflicts {
		sum.Conflicts = append(sum.Conflicts, conflictOf(in.Body.Values[c.Index], c, print))
		sum.Rejected = append(sum.Rejected, c.Index)
	}
	sum.Rejected = slices.Compact(sum.Rejected)
	status, keys := "OK", []string{"exchange.taken", "exchange.taken_dry"}
	if len(out.Conflicts) > 0 {
		sum.Status, status, keys = "WARNING", "WARNING", []string{"exchange.taken_in_part", "exchange.taken_in_part_dry"}
	}
	key := keys[0]
	if in.Dry {
		key = keys[1]
	}
	message := print.T(key, out.Imported+out.Updated+out.Deleted, len(out.Conflicts))
	return &imported{HTTP: "OK", Code: http.StatusOK, Status: status, Message: message, Response: sum}
}

// conflictOf writes why a value was not taken.
func conflictOf(v BroughtValue, c exchange.Conflict, print *locale.Printer) ImportConflict {
	property, object := "value", string(v.Value)
	switch c.Of {
	case exchange.OfMeasure:
		property, object = "dataElement", v.DataElement
	case exchange.OfLine:
		property, object = "categoryOptionCombo", v.Option
	case exchange.OfUnit:
		property, object = "orgUnit", v.OrgUnit
	case exchange.OfPeriod:
		property, object = "period", v.Period
	}
	return ImportConflict{
		Object: object, Value: print.T(c.Reason.Key, c.Reason.Args...), Code: c.Reason.Key, Property: property, Indexes: []int{c.Index},
		Objects: map[string]string{"dataElement": v.DataElement, "period": v.Period, "orgUnit": v.OrgUnit, "categoryOptionCombo": v.Option},
	}
}
