package api

import (
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// rules are huma's sentences about a value that does not fit its schema, with
// the key of ours.
var rules = []struct {
	sentence *string
	key      string
}{
	{&validation.MsgUnexpectedProperty, "api.unknown_field"},
	{&validation.MsgExpectedRequiredProperty, "api.missing_field"},
	{&validation.MsgExpectedString, "api.not_text"},
	{&validation.MsgExpectedInteger, "api.not_integer"},
	{&validation.MsgExpectedNumber, "api.not_integer"},
	{&validation.MsgExpectedBoolean, "api.not_boolean"},
	{&validation.MsgExpectedObject, "api.not_object"},
	{&validation.MsgExpectedArray, "api.not_array"},
	{&validation.MsgExpectedOneOf, "api.not_one_of"},
	{&validation.MsgExpectedMinimumNumber, "api.below"},
	{&validation.MsgExpectedMaximumNumber, "api.above"},
	{&validation.MsgExpectedMinLength, "api.short"},
	{&validation.MsgExpectedMaxLength, "api.long"},
	{&validation.MsgExpectedRFC3339Date, "api.not_date"},
	{&validation.MsgExpectedRFC3339DateTime, "api.not_instant"},
}

var verb = regexp.MustCompile(`%[a-z]`)

// Each sentence becomes our key with huma's argument behind «|», so that it can
// be said in the language of the request.
func init() {
	for _, r := range rules {
		*r.sentence = strings.TrimSuffix(r.key+"|"+verb.FindString(*r.sentence), "|")
	}
}

// misfit puts a request that does not fit the contract into words.
func misfit(print *locale.Printer, status int, message string, errs []error) *problem {
	kind, key := fault.Invalid, "api.misfit"
	switch status {
	case http.StatusBadRequest:
		key = "api.bad_json"
	case http.StatusRequestEntityTooLarge:
		kind, key = fault.TooLarge, "fault.too_large"
	case http.StatusInternalServerError:
		kind, key = fault.Internal, "fault.internal"
	}
	for _, err := range errs {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			status, kind, key, errs = http.StatusRequestEntityTooLarge, fault.TooLarge, "fault.too_large", nil
		}
	}
	p := newProblem(status, kind, key, print.T(key))
	for _, err := range errs {
		if d, ok := errors.AsType[*huma.ErrorDetail](err); ok && kind == fault.Invalid {
			p.Errors = append(p.Errors, broken(print, d))
		}
	}
	return p
}

// broken says which rule a value broke.
func broken(print *locale.Printer, d *huma.ErrorDetail) violation {
	key, arg, ruled := strings.Cut(d.Message, "|")
	switch {
	case ruled, strings.HasPrefix(key, "api."):
	case strings.HasPrefix(key, "required "):
		key = "api.missing_field"
	case strings.HasPrefix(key, "unknown query"):
		key = "api.unknown_field"
	default:
		key = "api.unfit"
	}
	path := strings.TrimPrefix(d.Location, "body.")
	if key == "api.missing_field" && arg != "" {
		path = strings.TrimPrefix(d.Location+"."+arg, "body.")
	}
	return violation{Path: path, Code: key, Message: print.T(key, arg)}
}
