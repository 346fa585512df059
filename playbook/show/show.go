// Package show reads a playbook aloud: what it says, clause by clause, to a
// person in the terminal, in Chinese or in English.
package show

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Plan explains a playbook to a person: its head, its clauses with what
// follows from each, and the next date of every obligation as seen on a day.
// The language is «en», or else Chinese.
func Plan(w io.Writer, pb *playbook.Playbook, cal *calendar.Calendar, today calendar.Date, language string) error {
	s := &shower{w: w, pb: pb, english: language == "en"}
	s.head()
	s.clauses()
	s.ledger()
	s.oversight()
	s.honours()
	s.readings()
	s.dates(cal, today)
	return s.err
}

// shower prints and keeps the first error of its writer.
type shower struct {
	w       io.Writer
	pb      *playbook.Playbook
	english bool
	err     error
}

func (s *shower) line(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format+"\n", args...)
	}
}

// say picks the text of the language.
func (s *shower) say(chinese, english string) string {
	if s.english {
		return english
	}
	return chinese
}

func (s *shower) head() {
	d := s.pb.Document
	s.line("%s (%s)", s.pb.Title, s.pb.ID)
	s.line("%s%s %s %s", s.say("来文：", "document: "), strings.Join(d.Issuers, "、"), d.Kind,
		cmp.Or(d.Number, s.say("（文号：原文未载）", "(the text has no number)")))
	s.named("主送：", "to: ", d.Addressees...)
	s.named("抄送：", "copies: ", d.Copies...)
	s.named("联系：", "contact: ", strings.TrimSpace(d.Contact.Phone+" "+d.Contact.Mail))
	s.line("%s%s", s.say("期间：", "period: "), s.pb.Span())
	s.named("起始日（各日期由此算起）：", "start (the dates count from it): ", s.pb.Anchor.String())
	for _, t := range s.pb.Tracks {
		s.line("%s%s%s %s", s.say("分项活动：", "track: "), t.Name, wrap(s.say("，主题：", ", theme: "), t.Theme, ""), t.Lines)
	}
}

// named prints names after what they are, and nothing if there are none.
func (s *shower) named(chinese, english string, names ...string) {
	if text := strings.Join(names, s.say("；", "; ")); text != "" {
		s.line("%s%s", s.say(chinese, english), text)
	}
}

func (s *shower) clauses() {
	s.line("\n%s", s.say("条款", "Clauses"))
	for i := range s.pb.Clauses {
		c := &s.pb.Clauses[i]
		s.line("%-6s %s %s%s", c.ID, pad(c.At, 16), c.Asks, s.state(c))
		for _, cause := range s.pb.Causes(c.ID) {
			s.line("         → %s", s.cause(cause))
		}
	}
	s.line("%s", s.say(fmt.Sprintf("另有无行为段落 %d 处", len(s.pb.Silent)),
		fmt.Sprintf("and %d passages that ask for nothing", len(s.pb.Silent))))
}

// wrap puts text between two marks, and nothing around nothing.
func wrap(lead, text, end string) string {
	if text == "" {
		return ""
	}
	return lead + text + end
}

// pad fills a text with blanks to a width on the screen.
func pad(text string, columns int) string {
	for _, r := range text {
		columns -= source.Width(r)
	}
	return text + strings.Repeat(" ", max(columns, 0))
}

func (s *shower) state(c *playbook.Clause) string {
	switch s.pb.State(c) {
	case playbook.Silent:
		return s.say("（无行为）", "(asks for nothing)")
	case playbook.Later:
		return s.say(" ［以后由程序落实：", " [not yet carried out by the program: ") + s.capability(c.Later) + s.say("］", "]")
	}
	return ""
}

// capability names what a clause waits for.
func (s *shower) capability(id string) string {
	for _, c := range playbook.Capabilities {
		if c.ID == id {
			return s.say(c.Chinese, c.English)
		}
	}
	return id
}

// text is a word in both languages.
type text struct{ chinese, english string }

var causeNames = map[playbook.CauseKind]text{
	playbook.CauseDocument: {"来文", "document"}, playbook.CauseProgram: {"程序", "program"},
	playbook.CauseObligation: {"事项", "obligation"}, playbook.CauseAudience: {"适用范围", "audience"},
	playbook.CausePhase: {"阶段", "phase"}, playbook.CauseBody: {"机构", "body"}, playbook.CausePost: {"任职", "post"},
	playbook.CauseLine: {"专项行动", "line"}, playbook.CauseMeasure: {"指标", "measure"},
	playbook.CauseForm: {"表单", "form"}, playbook.CauseReading: {"释义", "reading"},
	playbook.CauseTrack: {"分项活动", "track"}, playbook.CauseCatalogue: {"目录", "list"}, playbook.CauseEvent: {"事件", "event"},
	playbook.CauseOversight: {"督导", "supervision"}, playbook.CauseAward: {"奖项", "award"}, playbook.CauseSheet: {"评分表", "scoring sheet"},
	playbook.CauseRegister: {"台账", "register"}, playbook.CauseQuota: {"年度项数", "yearly quota"},
	playbook.CauseGoals: {"年度目标", "yearly goals"}, playbook.CauseRetention: {"个人信息保存", "retention"},
}

func (s *shower) cause(c playbook.Cause) string {
	name := causeNames[c.Kind]
	text := strings.TrimSpace(s.say(name.chinese, name.english) + " " + strings.TrimSpace(c.ID+" "+c.Title))
	switch c.Kind {
	case playbook.CauseObligation:
		return text + s.say("：", ": ") + s.obligation(s.pb.Obligation(c.ID))
	case playbook.CauseRegister:
		return s.say(name.chinese, name.english) + " " + s.words().Register(c.ID)
	case playbook.CauseAudience:
		return text + " " + s.categories(s.pb.Audience.Categories)
	case playbook.CauseReading:
		return text + s.say("：", ": ") + s.decision(s.pb.Reading(c.ID))
	}
	return text
}

// obligation says who owes it, to whom and by when.
func (s *shower) obligation(o *playbook.Obligation) string {
	due := s.say("无期限", "no deadline")
	if o.Due != nil {
		due = s.say(o.Due.Chinese(), o.Due.English())
	}
	who := []string{}
	if o.Federation {
		who = append(who, s.say("市总", "the federation"))
	}
	if o.Units {
		who = append(who, fmt.Sprintf(s.say("各单位（%s）", "units (%s)"), s.categories(o.Categories)))
	}
	to := wrap(" → ", strings.Join(s.recipients(o), s.say("、", ", ")), "")
	if of := s.pb.Obligation(o.Publishes); of != nil {
		to = " → " + s.say("发布各期“"+of.Title+"”", "publishes each period of «"+of.Title+"»")
	}
	later := ""
	if o.Later != "" {
		later = s.say("（以后由程序落实）", " (not yet carried out by the program)")
	}
	terms := append([]string{due}, s.terms(o)...)
	return strings.Join(who, s.say("、", ", ")) + to + s.say("，", ", ") + strings.Join(terms, s.say("，", "; ")) +
		wrap(s.say("，", ", "), s.planned(o), "") + wrap(" [", s.track(o.Track), "]") + later
}

func (s *shower) categories(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = s.say(playbook.CategoryName(id))
	}
	return strings.Join(names, s.say("、", ", "))
}

func (s *shower) planned(o *playbook.Obligation) string {
	if !o.Planned {
		return ""
	}
	return s.say("拟", "planned")
}

func (s *shower) recipients(o *playbook.Obligation) []string {
	var names []string
	for _, id := range o.To {
		b := s.pb.Body(id)
		names = append(names, cmp.Or(b.Short, b.Name))
	}
	return names
}

func (s *shower) dates(cal *calendar.Calendar, today calendar.Date) {
	s.line("\n%s", s.say("自 "+today.String()+" 起的下一个日期", "Next dates from "+today.String()))
	for _, d := range s.pb.NextDates(cal, today) {
		s.line("%s %s  %s%s", d.Deadline.Date, s.say(d.Deadline.Date.WeekdayChinese(), d.Deadline.Date.Weekday().String()[:3]),
			d.Obligation.Title, s.remark(d))
	}
}

func (s *shower) remark(d playbook.Due) string {
	remark := ""
	if d.Period.Kind != calendar.Once {
		remark += s.say("（"+d.Period.Chinese()+"）", " ("+d.Period.English()+")")
	}
	if d.Deadline.Provisional {
		remark += s.say(" 暂定（尚未公布）", " provisional (no notice yet)")
	}
	return remark + " " + d.Obligation.Clause
}
