// Package huaibei is the campaign of Huaibei from the end of 2018 on as a
// demonstration plays it: a contest and an activity under one office, the units
// of the federation with their poverty offices, and what invented people do
// about every obligation of the notice.
package huaibei

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// office is the body of the playbook that receives.
const office = "office"

// Issued is the date of the notice (H-76).
var Issued = calendar.Date{Year: 2018, Month: 12, Day: 6}

// taken are the persons the notice names: nobody invented is called as they are.
var taken = []string{"刘妍梅", "王成", "张友明", "李祥云", "许文华", "宫蕾"}

// Script returns the campaign. It has no end (N-H3).
func Script() (demo.Script, error) {
	pb, err := playbooks.Open("huaibei-2018")
	if err != nil {
		return demo.Script{}, err
	}
	return demo.Script{
		Plan: pb.Source, Issued: Issued,
		Federation: &demo.Unit{Code: root, Name: "淮北市总工会", Aliases: []string{"市总工会", "市总"}, Category: organisation.Federation},
		Units:      cast(), Named: taken, Phones: 20190000,
		Seats: []demo.Seat{
			{Role: people.Office, Login: "hb-office", Body: office},
			{Role: people.Office, Login: "hb-office2", Body: office},
			{Role: people.OfficeDirector, Login: "hb-director", Body: office},
			{Role: people.Leader, Login: "hb-leader"}, {Role: people.Viewer, Login: "hb-viewer"}, {Role: people.Admin, Login: "hb-admin"},
		},
		Clerk: office, Told: []string{"progress"}, Naming: "receipt", Habits: habits, Odd: oddities, Acts: acts{},
	}, nil
}

// Settles implements demo.Acts.
func (acts) Settles(u *demo.Unit) {
	if size, ok := sizes[u.Category]; ok {
		u.Settle(size, lines, alongside(u))
	}
}

// sizes of the units that report.
var sizes = map[organisation.Category]demo.Size{
	organisation.County: {From: .6, To: 1.1, Share: 1},
	organisation.System: {From: .4, To: .8, Share: .4},
	organisation.Direct: {From: .2, To: .4, Share: .25},
}

// alongside returns the line that a unit works along in any case: teachers
// teach, doctors heal, an enterprise is paired with a village.
func alongside(u *demo.Unit) string {
	switch u.Code {
	case "hb-jiaoyu":
		return "education"
	case "hb-weijiwei":
		return "health"
	case "hb-nonglin":
		return "skill"
	}
	return "pairing"
}

// acts is what people do in this campaign.
type acts struct{}

// Routine implements demo.Acts: one member of the office is succeeded in the
// second year (H-20).
func (acts) Routine(s *demo.Story, day calendar.Date) {
	if day == (calendar.Date{Year: 2020, Month: 3, Day: 16}) {
		s.Succeed(day, "member-trade")
	}
}
