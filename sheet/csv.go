package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// bom tells Excel that a text is UTF-8.
const bom = "\uFEFF"

func writeCSV(w io.Writer, t Table, rows iter.Seq[[]any]) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	line := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		line[i] = harmless(c.Title)
	}
	line[0] = bom + line[0]
	if err := out.Write(line); err != nil {
		return err
	}
	for row := range rows {
		if err := failed(row); err != nil {
			return err
		}
		line = line[:0]
		for _, cell := range row {
			line = append(line, csvCell(cell))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvCell(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return harmless(v)
	case Mark:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case quantity.Value:
		return v.Kind.Plain(v.N)
	case calendar.Date:
		return v.String()
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.Format("2006-01-02 15:04")
	}
	return harmless(fmt.Sprint(cell))
}

// harmless keeps a text from being read as a formula by the program that opens
// the file: it gets the apostrophe that marks a text.
func harmless(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	if text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return "'" + text
	}
	return text
}
