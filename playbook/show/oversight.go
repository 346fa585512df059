package show

import (
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/award"
)

var lateNames = map[playbook.Late]text{
	playbook.LateRefused: {"逾期不予受理", "refused when late"}, playbook.LateForfeited: {"逾期视为放弃", "given up when late"},
}

// terms says what else is asked of an obligation: how many things, through
// which levels, with which papers, and what becomes of what comes late.
func (s *shower) terms(o *playbook.Obligation) (all []string) {
	if o.AtLeast > 0 {
		all = append(all, fmt.Sprintf(s.say("每期不少于 %d 项", "at least %d each period"), o.AtLeast))
	}
	for _, r := range o.Records {
		all = append(all, s.words().Prior(r)+s.say("（", " (")+r.Clause+s.say("）", ")"))
	}
	if late, told := lateNames[o.Late]; told {
		all = append(all, s.say(late.chinese, late.english))
	}
	for _, h := range o.Through {
		all = append(all, s.categories([]string{h.Category})+s.say("提前", " ")+s.span(h.Before)+s.say("报送", " earlier"))
	}
	return append(all, s.materials(o.Materials)...)
}

func (s *shower) span(span calendar.Span) string { return s.say(span.Chinese(), span.English()) }

// materials says which papers are handed in.
func (s *shower) materials(papers []award.Material) (all []string) {
	for _, m := range papers {
		name := m.Title
		if f := s.pb.Form(m.Form); f != nil {
			name = f.Title
		}
		parts := []string{s.say("材料：", "paper: ") + name}
		if m.Characters > 0 {
			parts = append(parts, fmt.Sprintf(s.say("%d字以内", "at most %d characters"), m.Characters))
		}
		if m.Copies > 0 {
			parts = append(parts, fmt.Sprintf(s.say("%d份", "copies: %d"), m.Copies))
		}
		if m.Sealed {
			parts = append(parts, s.say("盖章", "sealed"))
		}
		if m.Electronic {
			parts = append(parts, s.say("电子版", "electronic"))
		}
		all = append(all, strings.Join(parts, s.say("，", ", ")))
	}
	return all
}

// oversight prints what is done about work that is late or wrong, which no part
// of the program carries out yet.
func (s *shower) oversight() {
	o := s.pb.Oversight
	if len(o.Slips) == 0 && o.Delay.Decides == "" && o.Redo.Within == (calendar.Span{}) {
		return
	}
	s.line("\n%s", s.say("督导（以后由程序落实）", "Supervision (not yet carried out by the program)"))
	for _, slip := range o.Slips {
		s.line("%s %s", slip.Name, s.say("逾期", "overdue by ")+s.span(slip.After))
	}
	if b := s.pb.Body(o.Delay.Decides); b != nil {
		asked := s.say("到期前", "before the due day")
		if o.Delay.Before != (calendar.Span{}) {
			asked = s.say("到期"+o.Delay.Before.Chinese()+"前", o.Delay.Before.English()+" before the due day")
		}
		s.line("%s%s%s%s", s.say("延期申请：", "more time: asked "), asked, s.say("提出，决定：", ", decided by "), b.Name)
	}
	if o.Redo.Within != (calendar.Span{}) {
		s.line("%s%s", s.say("退回后重报：", "done again within "), s.span(o.Redo.Within))
	}
}

// bounds prints who may recommend how many, and who is left out of an award.
func (s *shower) bounds(a *award.Award) {
	for _, q := range a.Quotas {
		s.line("         → %s%s %s", s.say("名额：", "places: "), s.quota(q), s.number(q.Places))
	}
	if a.Beyond == award.BeyondReserved {
		s.line("         → %s", s.say("名额以外可以预报", "more may be taken down as a reserve"))
	}
	for _, share := range a.Shares {
		s.line("         → %s %s", share.Title, s.share(share))
	}
	for _, v := range a.Vetoes {
		years := ""
		if v.Years > 0 {
			years = fmt.Sprintf(s.say("（%d年内）", " (within %d years)"), v.Years)
		}
		s.line("         → %s%s%s", s.say("一票否决：", "ruled out: "), v.Title, years)
	}
	switch {
	case a.Again.Never:
		s.line("         → %s", s.say("不重复授予", "never to the same again"))
	case a.Again.Years > 0:
		s.line("         → %s", fmt.Sprintf(s.say("满%d年可以再评", "again after %d years"), a.Again.Years))
	}
	for _, paper := range s.materials(a.Materials) {
		s.line("         → %s", paper)
	}
}

// quota says whose places they are.
func (s *shower) quota(q award.Quota) string {
	switch {
	case q.Unit != "":
		return q.Unit
	case !q.Tier:
		return s.categories([]string{q.Category})
	case q.To == 0:
		return fmt.Sprintf(s.say("会员%d人及以上", "%d members and more"), q.From)
	}
	if q.From == 0 {
		return fmt.Sprintf(s.say("会员%d人及以下", "%d members and fewer"), q.To)
	}
	return fmt.Sprintf(s.say("会员%d至%d人", "%d to %d members"), q.From, q.To)
}

// share says the floor and the cap of an attribute.
func (s *shower) share(share award.Share) string {
	var all []string
	if share.AtLeast > 0 {
		all = append(all, fmt.Sprintf(s.say("不低于%d%%", "at least %d%%"), share.AtLeast))
	}
	if share.AtMost < 100 {
		all = append(all, fmt.Sprintf(s.say("不超过%d%%", "at most %d%%"), share.AtMost))
	}
	return strings.Join(all, s.say("，", ", "))
}
