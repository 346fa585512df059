package stage

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// HuaibeiLaunched is the moment at which the campaign of Huaibei is launched,
// the day its notice was issued (H-76).
const HuaibeiLaunched = "2018-12-06 09:00"

// Huaibei sets a stage on an empty store with the second plan, a contest and an
// activity under one office: the federation HB, its county suixi with the
// poverty office fupin beside it, the system shijiao and the directly held
// enterprise kuangye, and below suixi the grass-roots unit liuqiao.
func Huaibei(t testing.TB, db *store.DB) *Stage {
	t.Helper()
	s := Empty(t, db)
	s.At(HuaibeiLaunched)
	s.Root = s.Found("HB", "淮北市总工会", organisation.Federation, "", "")
	s.Found("suixi", "濉溪县总工会", organisation.County, "HB", "")
	s.Found("fupin", "濉溪县扶贫办", organisation.PovertyOffice, "HB", "")
	s.Found("shijiao", "市教育工会", organisation.System, "HB", "")
	s.Found("kuangye", "矿业集团工会", organisation.Direct, "HB", "")
	s.Found("liuqiao", "刘桥镇总工会", organisation.Grassroots, "suixi", "")
	s.Campaign = s.Launch("huaibei-2018")
	return s
}

// OneHuaibei plays a test on the second plan, on SQLite alone.
func OneHuaibei(t *testing.T) *Stage {
	t.Helper()
	t.Parallel()
	return Huaibei(t, storetest.SQLite(t))
}

// BothHuaibei plays a test on the second plan on SQLite and on PostgreSQL.
func BothHuaibei(t *testing.T, play func(t *testing.T, s *Stage)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) { play(t, Huaibei(t, db)) })
}
