package book

import (
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// maxFileName is how many characters the name of a file has at most.
const maxFileName = 200

// FileName says what is wrong with the name of a file that shall be evidence,
// nil for nothing. A name is shown to everybody who sees the entry: no phone,
// identity or card number stands in it.
func FileName(name string) *fault.Field {
	if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > maxFileName || strings.ContainsAny(name, "/\\\x00\r\n") {
		return &fault.Field{Path: "file", Key: "report.bad_file_name", Args: []any{name}}
	}
	if found := document.PersonalNumbers(name); len(found) > 0 {
		return &fault.Field{Path: "file", Key: "ledger.personal_file_name", Args: []any{found[0].Kind.Message(), found[0].Shown}}
	}
	return nil
}
