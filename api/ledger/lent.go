package ledger

import (
	"bytes"
	"io"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/handout"
	"github.com/xianfeng-oss/xianfeng/sheet/listing"
)

type templateWanted struct {
	InRegister
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
}

// lent hands out what comes back filled in, or mended.
func (o *operations) lent() {
	wire.Send(o.Host, wire.Read("/campaigns/{campaign}/registers/{register}/template", "get-list-template", "The empty list of a register, to be filled in and handed in"), sheet.Media, "The list.", nil, o.template)
	wire.Send(o.Host, wire.Read("/imports/{import}/marked", "get-marked-list", "The list as it was handed in with what is wrong in it marked; of a .csv the rows that are wrong, as a workbook"), sheet.Media, "The workbook.", nil, o.marked)
}

func (o *operations) template(c wire.Call, in *templateWanted) (wire.File, error) {
	d, err := o.Intake.Desk(c, c.Who, in.Campaign, in.Register, "")
	if err != nil {
		return wire.File{}, err
	}
	t, format := listing.Empty(word.Words{Print: c.Print, Book: d.Blank}, d.Units[0].Name), sheet.Format(in.Format)
	var file bytes.Buffer
	if err := t.Write(&file, format); err != nil {
		return wire.File{}, err
	}
	return wire.File{Name: t.Name + "." + in.Format, Plain: d.Book.ID, Media: format.Media(), Size: int64(file.Len()), Body: &file}, nil
}

// marked writes the list aside first: what cannot be marked is a failure, and no
// half of a file.
func (o *operations) marked(c wire.Call, in *OneImport) (wire.File, error) {
	seen, err := o.Intake.Open(c, c.Who, in.Import)
	if err != nil {
		return wire.File{}, err
	}
	m, src, err := o.Intake.File(c, c.Who, in.Import)
	if err != nil {
		return wire.File{}, err
	}
	found, err := o.Intake.Findings(c, c.Who, in.Import, "", 0, listing.MostMarked)
	if err != nil {
		return wire.File{}, err
	}
	words := word.Words{Print: c.Print, Book: seen.Book}
	file, err := handout.Aside(func(w io.Writer) error { return listing.Mark(c, w, words, m, src, found) })
	if err != nil {
		return wire.File{}, err
	}
	return wire.File{Name: listing.MarkedName(words, m) + ".xlsx", Plain: seen.Book.ID, Size: file.Size, Body: file}, nil
}
