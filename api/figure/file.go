package figure

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/filed"
	"github.com/xianfeng-oss/xianfeng/sheet/handout"
)

type fileWanted struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Format   string      `query:"format" enum:"xlsx,csv" default:"xlsx"`
	Wanted
}

// files hand out every report that a question counts, a row each.
func (s Services) files(h wire.Host) {
	op := wire.Read("/campaigns/{campaign}/reports/export", "export-reports", "Every report that counts as a row of a workbook or a .csv: its figures and its texts")
	op.Description = "A list in whose texts personal numbers stand is held back, each named by its cell."
	wire.Send(h, op, sheet.Media, "The list.", nil, s.reports)
}

func (s Services) reports(c wire.Call, in *fileWanted) (wire.File, error) {
	q, err := in.Ask(in.Campaign, func(code string) (organisation.UnitID, error) { return s.Unit(c, code) })
	if err != nil {
		return wire.File{}, err
	}
	found, err := s.Figures.List(c, c.Who, q)
	if err != nil {
		return wire.File{}, err
	}
	l, format := filed.New(found, c.Print), sheet.Format(in.Format)
	t := l.Table()
	list, err := handout.Spool(format, t, l.Rows(c, s.Figures))
	if err != nil {
		return wire.File{}, err
	}
	return wire.File{Name: t.Name + "." + in.Format, Media: format.Media(), Size: list.Size, Body: list}, nil
}
