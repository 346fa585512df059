package show

import (
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/award"
)

// honours prints what is said of selecting and scoring, which no part of the
// program carries out yet.
func (s *shower) honours() {
	if len(s.pb.Awards)+len(s.pb.Sheets) == 0 {
		return
	}
	s.line("\n%s", s.say("评选和考核（以后由程序落实）", "Awards and scoring (not yet carried out by the program)"))
	for i := range s.pb.Awards {
		a := &s.pb.Awards[i]
		s.line("%s %s %s%s", a.Clause, a.Title, s.number(a.Number), wrap(" [", s.track(a.Track), "]"))
		s.bounds(a)
		s.chained(a.Also, "同时授予", "confers also")
		s.chained(a.Applies, "可以申报", "may apply for")
		for _, r := range a.Rules {
			s.line("         → %s%s", s.formulas(r), wrap("  ", s.say(r.Message, r.English), ""))
		}
		for _, step := range a.Steps {
			s.line("         → %s", s.step(step))
		}
	}
	for i := range s.pb.Sheets {
		sheet := &s.pb.Sheets[i]
		if sheet.Awaited {
			s.line("%s %s %s", sheet.Clause, sheet.Title, s.say("办法另发，只列事实", "the method is issued later: facts only"))
			continue
		}
		s.line("%s %s", sheet.Clause, sheet.Title)
		for _, item := range sheet.Items {
			s.line("         → %s %d", item.Title, item.Points)
		}
	}
}

// chained prints the award that follows from another.
func (s *shower) chained(id, chinese, english string) {
	if a := s.pb.Award(id); a != nil {
		s.line("         → %s %s", s.say(chinese, english), a.Title)
	}
}

// track names a track, "" for the whole plan.
func (s *shower) track(id string) string {
	if t := s.pb.Track(id); t != nil {
		return t.Name
	}
	return ""
}

// number says how many are named.
func (s *shower) number(n award.Number) string {
	switch {
	case n.Open:
		return s.say("数目届时决定", "number decided each round")
	case n.Percent > 0:
		return fmt.Sprintf(s.say("参加数的 %d%%", "%d%% of those who take part"), n.Percent)
	case n.Least == n.Most:
		return fmt.Sprintf(s.say("%d 个", "%d"), n.Most)
	case n.Most == 0:
		return fmt.Sprintf(s.say("不少于 %d 个", "at least %d"), n.Least)
	case n.Least == 0:
		return fmt.Sprintf(s.say("不超过 %d 个", "at most %d"), n.Most)
	}
	return fmt.Sprintf(s.say("%d 至 %d 个", "%d to %d"), n.Least, n.Most)
}

func (s *shower) formulas(r award.Rule) string {
	all := make([]string, len(r.OneOf))
	for i, f := range r.OneOf {
		all[i] = f.String()
	}
	return strings.Join(all, s.say(" 或 ", " or "))
}

var actNames = map[award.Act]text{
	award.Recommend: {"推荐", "recommend"}, award.Nominate: {"自荐", "nominate oneself"},
	award.Review: {"审核", "review"}, award.Opinion: {"征求意见", "ask for an opinion"},
	award.Publicity: {"公示", "publicity"}, award.Approve: {"审定", "approve"}, award.Confer: {"授予", "confer"},
}

// step says what is done, by whom and how long it takes.
func (s *shower) step(step award.Step) string {
	names := make([]string, 0, len(step.By)+len(step.Asks))
	for _, id := range step.By {
		names = append(names, s.pb.Body(id).Name)
	}
	names = append(names, step.Asks...)
	act := actNames[step.Act]
	return s.say(act.chinese, act.english) + wrap(" ", strings.Join(names, s.say("、", ", ")), "") +
		wrap(" ", s.span(step.Within), "")
}

// readings prints how each open point is settled, and which nobody has signed.
func (s *shower) readings() {
	if len(s.pb.Readings) == 0 {
		return
	}
	s.line("\n%s", s.say("释义", "Readings"))
	for i := range s.pb.Readings {
		r := &s.pb.Readings[i]
		s.line("%-6s %s %s%s%s", r.ID, strings.Join(r.Clauses, s.say("、", ", ")), r.Question, s.say("：", ": "), s.decision(r))
		for _, o := range r.Options {
			if chosen := r.Option(); chosen == nil || o.ID != chosen.ID {
				s.line("         → %s%s", s.say("也可：", "or: "), o.Says)
			}
		}
	}
}

// decision says what holds, and that it is a default while nobody has signed.
func (s *shower) decision(r *playbook.Reading) string {
	if r.Signed() {
		return r.Decision
	}
	return r.Decision + s.say("（默认，尚未签认）", " (the default; nobody has signed)")
}
