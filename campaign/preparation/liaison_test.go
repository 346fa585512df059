package preparation_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// A unit or a category that was left out owes no liaison (P-52).
func TestP52UnitsLeftOutNeedNoLiaison(t *testing.T) {
	s := stage.One(t)
	ctx, who := t.Context(), office(s, "PDS")
	p, err := s.Preparations.Template(ctx, who, s.Root, "rural-revitalisation")
	s.Must(err)
	p, err = s.Preparations.Address(ctx, who, p.ID, p.Revision, []organisation.Category{organisation.County, organisation.Zone}, []organisation.UnitID{s.Unit("lushan")})
	s.Must(err)
	all, err := s.Posts.Liaisons(ctx, stage.Program, launched(s, who, p))
	s.Must(err)
	var got string
	for _, v := range all {
		got += v.Unit.Code + " "
	}
	if got != "yexian gaoxin " && got != "gaoxin yexian " {
		t.Errorf("liaisons are expected of %s", got)
	}
}
