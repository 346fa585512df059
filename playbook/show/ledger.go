package show

import (
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// words names registers, their fields and options in the reader's language.
func (s *shower) words() register.Words {
	lang := locale.ZhCN
	if s.english {
		lang = locale.En
	}
	return register.NewWords(lang, &s.pb.Ledger, func(id string) string {
		if l := s.pb.Line(id); l != nil {
			return l.Name
		}
		return id
	})
}

// ledger prints what is recorded, what clauses demand of it, and which figures
// it makes.
func (s *shower) ledger() {
	l := &s.pb.Ledger
	if len(l.Uses) == 0 {
		return
	}
	w := s.words()
	s.line("\n%s", s.say("台账", "Ledger"))
	for _, u := range l.Uses {
		s.line("%s %s (%s)", u.Clause, w.Register(u.Register), u.Register)
		if u.Most != nil {
			s.line("         → %s %s：%s", u.Most.Clause, w.State(u.Register, u.Most.State), w.Most(*u.Most))
		}
		for _, d := range u.Demands {
			s.line("         → %s %s", d.Clause, w.Demand(u.Register, d))
		}
	}
	for _, m := range s.pb.Measures {
		if m.From != nil {
			s.line("%s %s ← %s", m.Clause, m.Name, w.Source(*m.From))
		}
	}
	s.owed(w)
	s.judged()
}

// owed prints how much units owe each year.
func (s *shower) owed(w register.Words) {
	for _, q := range s.pb.Ledger.Quotas {
		if !q.Until.IsZero() {
			s.line("%s %s%s", q.Clause, q.Title, s.say("：", ": ")+fmt.Sprintf(s.say("%s，%s前不少于 %d 项，%s“%s”起计", "%s, by %s at least %d, %s «%s» or later"),
				s.categories(q.Categories), q.Until, q.Least, w.Register(q.Register), w.State(q.Register, q.State)))
			continue
		}
		s.line("%s %s%s", q.Clause, q.Title, s.say("：", ": ")+fmt.Sprintf(s.say("%s，自%d年起每年不少于 %d 项，%s“%s”起计", "%s, from %d at least %d a year, %s «%s» or later"),
			s.categories(q.Categories), q.From, q.Least, w.Register(q.Register), w.State(q.Register, q.State)))
	}
}

// judged prints how goals are judged, what is kept how long, and the lines that
// end poverty.
func (s *shower) judged() {
	l := &s.pb.Ledger
	if g := l.Goals; g != nil {
		s.line("%s %s", g.Clause, fmt.Sprintf(s.say("年度目标取自“%s”：低于应有进度 %d%% 亮黄牌，低于 %d%% 亮红牌", "yearly goals are those of «%s»: yellow below %d%% of the required pace, red below %d%%"),
			s.pb.Obligation(g.Obligation).Title, g.Yellow, g.Red))
	}
	if r := l.Retention; r != nil {
		s.line("%s", strings.TrimSpace(r.Clause+" "+fmt.Sprintf(s.say("个人信息在活动结束后保存 %d 年", "personal values are kept %d years after the end"), r.Years)))
	}
	for _, e := range l.ExitLines {
		s.line("%s%s", s.say("脱贫标准：", "exit line: "), fmt.Sprintf(s.say("%d年 %s %s元（%s%s）", "%d %s %s yuan (%s%s)"), e.Year, e.Area, yuan(e.Amount), e.Source,
			s.unconfirmed(e)))
	}
}

func (s *shower) unconfirmed(e register.ExitLine) string {
	if !e.Unconfirmed {
		return ""
	}
	return s.say("，未核实", ", unconfirmed")
}

// yuan prints an amount of 分 in 元.
func yuan(fen int64) string {
	text := quantity.Count.Format(fen / 100)
	if cents := fen % 100; cents != 0 {
		text += fmt.Sprintf(".%02d", cents)
	}
	return text
}
