// Package pingdingshan is the campaign of Pingdingshan of 2018 to 2020 as a
// demonstration plays it: the units of its federation, and what invented people
// do about every obligation of the plan.
package pingdingshan

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// The bodies of the playbook that receive.
const (
	helpOffice  = "office"
	groupOffice = "leading-group-office"
)

// Issued is the day the campaign is launched (N-P7).
var Issued = calendar.Date{Year: 2018, Month: 6, Day: 1}

// closed is the day the office closes the campaign: the last number is issued,
// and who was late has had time.
var closed = calendar.Date{Year: 2021, Month: 1, Day: 29}

// taken are the persons the plan names: nobody invented is called as they are.
var taken = []string{"张国晓", "李文生"}

// names draws names that may be borne twice, for who is only told of.
func names() *demo.Names { return demo.NewNames(taken, 0) }

// Script returns the campaign.
func Script() (demo.Script, error) {
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		return demo.Script{}, err
	}
	return demo.Script{
		Plan: pb.Source, Issued: Issued, Ends: closed,
		Federation: &demo.Unit{Code: root, Name: "平顶山市总工会", Aliases: []string{"市总工会", "市总"}, Category: organisation.Federation},
		Units:      cast(), Named: taken, Phones: 20180000,
		Seats: []demo.Seat{
			{Role: people.Office, Login: "office", Body: helpOffice},
			{Role: people.Office, Login: "office2", Body: groupOffice},
			{Role: people.OfficeDirector, Login: "director", Body: helpOffice},
			{Role: people.Leader, Login: "leader"}, {Role: people.Viewer, Login: "viewer"}, {Role: people.Admin, Login: "admin"},
		},
		Clerk: helpOffice, Signed: []string{formPlan, formSummary, formBreakdown}, // N-P18
		Told:   []string{formProgress, formSummary, formBreakdown},
		Naming: "register-body-and-liaison", Habits: habits, Odd: oddities, Acts: acts{},
	}, nil
}

// Settles implements demo.Acts.
func (acts) Settles(u *demo.Unit) {
	if size, ok := sizes[u.Category]; ok {
		u.Settle(size, lines, "pairing")
	}
}

// sizes of the units that report.
var sizes = map[organisation.Category]demo.Size{
	organisation.County:           {From: .9, To: 1.6, Share: 1},
	organisation.Zone:             {From: .5, To: .8, Share: .6},
	organisation.Industry:         {From: .5, To: .9, Share: .55},
	organisation.DirectEnterprise: {From: .3, To: .7, Share: .45},
}

// acts is what people do in this campaign.
type acts struct{}

// duty is a duty of this campaign.
type duty struct{ *demo.Duty }

// Routine implements demo.Acts.
func (acts) Routine(s *demo.Story, day calendar.Date) {
	publish(s, day)
	appoint(s, day)
}
