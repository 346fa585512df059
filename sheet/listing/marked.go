package listing

import (
	"context"
	"io"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/sheet/intake"
)

// MostMarked is how many findings are marked in a workbook, the first ones: who
// has more mends these first.
const MostMarked = 20_000

// MarkedName is what the marked list is called, without its ending.
func MarkedName(words word.Words, m handed.Import) string {
	return strings.TrimSuffix(m.Name, path.Ext(m.Name)) + words.Print.T("intake.marked_suffix")
}

// Mark writes a list again with what is wrong in it marked: a workbook as it was
// handed in, of a text the rows that are wrong. src is the file of the import.
func Mark(ctx context.Context, w io.Writer, words word.Words, m handed.Import, src io.ReaderAt, found []handed.Finding) error {
	p := words.Print
	notes := make([]intake.Note, len(found))
	for i, f := range found {
		text := Message(words, f)
		if f.Suggest != "" {
			text += p.T("intake.perhaps", f.Suggest)
		}
		notes[i] = intake.Note{Place: f.Place, Text: text}
	}
	say := intake.Labels{Row: p.T("intake.row"), Wrong: p.T("intake.what_is_wrong"), Sheet: p.T("intake.wrong_rows")}
	if len(m.Summary.Sheets) > 0 {
		say.Head = m.Summary.Sheets[0].Head
	}
	return intake.Mark(ctx, w, src, m.Size, notes, say)
}
