package figure

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/filed"
)

type fileWanted struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Format   string      `query:"format" enum:"xlsx,csv" default:"xlsx"`
	Wanted
}

// written is an answer that is written while it is made.
type written struct {
	Body func(huma.Context)
}

// files hand out every report that a question counts, a row each.
func (s Services) files(h wire.Host) {
	op := wire.Read("/campaigns/{campaign}/reports/export", "export-reports", "Every report that counts as a row of a workbook or a .csv: its figures and its texts")
	op.Path = wire.Prefix + op.Path
	content := wire.Binary(sheet.Media)
	content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	op.Responses = map[string]*huma.Response{"200": {Description: "The list.", Content: content}}
	huma.Register(h.API, op, func(ctx context.Context, in *fileWanted) (*written, error) {
		c := h.Call(ctx)
		q, err := in.Ask(in.Campaign, func(code string) (organisation.UnitID, error) { return s.Unit(ctx, code) })
		if err != nil {
			return nil, h.Problem(ctx, err)
		}
		found, err := s.Figures.List(c, c.Who, q)
		if err != nil {
			return nil, h.Problem(ctx, err)
		}
		l := filed.New(found, c.Print)
		return &written{func(hc huma.Context) {
			_, w := humago.Unwrap(hc)
			if err := sheet.Answer(w, sheet.Format(in.Format), l.Table(), l.Rows(c, s.Figures)); err != nil {
				panic(err) // nothing is written yet: it is answered around all operations
			}
		}}, nil
	})
}
