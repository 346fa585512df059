package content

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
)

// Sheet is all that a bulletin prints. A bulletin is an official paper: its
// words are Chinese, whatever language its reader's pages are in. Its number and
// its date are filled in when it is issued.
type Sheet struct {
	Running   campaign.Running
	Content   Content
	Period    string // key
	Title     string
	Note      string
	Practices []Practice
	Signer    string
	Track     string // the activity it is of, "" for the whole plan
}

// directs is the role of the post that signs bulletins (P-47).
const directs = "office_director"

// Practice is a text printed under the name of its unit.
type Practice struct{ Unit, Text string }

// Title returns the title that the bulletin of a period begins with.
func Title(period string) string { return PeriodTitle(period) + "各单位工作进展情况" }

// PeriodTitle returns a period as a bulletin names it: «2018年6月».
func PeriodTitle(key string) string {
	p, err := calendar.ParsePeriod(key)
	if err != nil {
		return key
	}
	return p.Chinese()
}

// Print lays a bulletin out.
func (s Sheet) Print() document.Document {
	d := document.Document{
		Head:  s.head(),
		Note:  s.Note,
		Title: s.Title,
		Foot:  s.foot(),
	}
	for i, part := range s.parts() {
		d.Blocks = append(d.Blocks, document.Heading(1, numeral(i+1)+"、"+part.title))
		d.Blocks = append(d.Blocks, part.blocks...)
	}
	return d
}

// numeral returns the Chinese numeral of a heading.
func numeral(n int) string { return string([]rune("零一二三四五六七八九")[n]) }

type part struct {
	title  string
	blocks []document.Block
}

func (s Sheet) parts() []part {
	c := &s.Content
	all := []part{{"报送情况", []document.Block{{ID: SummaryPart, Text: s.summary()}}}}
	if t := c.overall(); t != nil {
		all = append(all, part{"总体数据", []document.Block{{ID: OverallPart, Table: t}}})
	}
	all = append(all, part{"各单位情况", []document.Block{{ID: UnitsPart, Table: c.units()}}})
	if _, kept := s.Running.Book.Ledger.Use("cases"); kept || len(s.Practices) > 0 {
		all = append(all, part{"典型做法", s.practices()})
	}
	if len(c.Late) > 0 {
		all = append(all, part{"补报情况", []document.Block{{ID: LatePart, Table: c.supplements(c.Late)}}})
	}
	if len(c.Added) > 0 {
		all = append(all, part{"补充：上期发布后通过审核的报送", []document.Block{{ID: AddedPart, Table: c.supplements(c.Added)}}})
	}
	if len(c.Fixes) > 0 {
		all = append(all, part{"更正", c.fixes()})
	}
	return all
}

func (s Sheet) head() document.Masthead {
	h := document.Masthead{
		Name: cmp.Or(s.Running.Book.Short, s.Running.Title) + "简报", Number: "（尚未编号）", Date: "（尚未印发）", Maker: strings.Join(s.Running.Book.Document.Issuers, "、"),
	}
	if joint := s.Running.Book.Document.Issuers; len(joint) > 1 {
		h.Lines = append(h.Lines, strings.Join(joint, "　"))
	}
	for _, theme := range s.Running.Book.Themes(s.Track) {
		h.Lines = append(h.Lines, "主题：“"+theme+"”")
	}
	if post := s.Running.Book.PostOf(directs); post != nil {
		h.Maker = s.Running.Book.Body(post.Body).Name
	}
	return h
}

func (s Sheet) foot() document.Foot {
	f := document.Foot{Signed: s.Signer}
	if post := s.Running.Book.PostOf(directs); post != nil {
		if above := s.Running.Book.Body(s.Running.Book.Body(post.Body).Under); above != nil {
			f.Sent = append(f.Sent, document.Address{Label: "报", To: []string{above.Name}})
		}
	}
	f.Sent = append(f.Sent, document.Address{Label: "发", To: []string{"各报送单位"}})
	if copies := s.Running.Book.Document.Copies; len(copies) > 0 {
		f.Sent = append(f.Sent, document.Address{Label: "抄送", To: copies})
	}
	f.Lines = []string{"数据截至" + s.moment() + "，只含已通过审核的报送"}
	if c := s.Content; c.Log.Root != "" {
		f.Lines = append(f.Lines, fmt.Sprintf("审计记录共 %d 条，校验值 %s", c.Log.Size, c.Log.Root))
	}
	return f
}

func (s Sheet) moment() string {
	at := s.Content.At.In(s.Running.Zone)
	return calendar.DateOf(at, s.Running.Zone).Chinese() + at.Format("15:04")
}

// summary counts in words.
func (s Sheet) summary() string {
	c := s.Content.Counts
	what := "个单位"
	for _, r := range s.Content.Rows {
		if r.Form != "" {
			what = "份报表"
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s应报 %d %s：按时 %d，迟报 %d，漏报 %d", PeriodTitle(s.Period), c.Owed, what, c.OnTime, c.Late, c.Missing)
	if c.NotDue > 0 {
		fmt.Fprintf(&b, "，未到期 %d", c.NotDue)
	}
	b.WriteString("。")
	if c.Excused > 0 {
		fmt.Fprintf(&b, "另有免报 %d。", c.Excused)
	}
	if c.Nil > 0 {
		fmt.Fprintf(&b, "其中零报告 %d。", c.Nil)
	}
	if waiting := c.Sent - c.Accepted; waiting > 0 {
		fmt.Fprintf(&b, "已报送、尚未通过审核 %d，其数据未计入。", waiting)
	}
	return b.String()
}

// Title heads the unit's row: its name, with the form where there are several.
func (r Row) Title() string {
	if r.Form == "" {
		return r.Name
	}
	return r.Name + "（" + r.Form + "）"
}

// words says how a unit's report stands.
func (r Row) words() string {
	words := map[campaign.Timing]string{
		campaign.OnTime: "按时", campaign.Missing: "漏报", campaign.Excused: "免报", campaign.NotDue: "未到期",
		campaign.Late: fmt.Sprintf("迟报%d天", r.Days),
	}[r.Timing]
	switch {
	case r.Timing == campaign.Excused || r.Sent == 0:
		return words
	case r.Word == campaign.WordReturned:
		return words + "，已退回"
	case !r.Accepted:
		return words + "，待审核"
	case r.Nil:
		return words + "，零报告"
	}
	return words
}

func (s Sheet) practices() []document.Block {
	var out []document.Block
	if len(s.Practices) == 0 {
		return []document.Block{{ID: PracticeID(0), Text: NoPractice}}
	}
	for i, p := range s.Practices {
		out = append(out, document.Heading(2, p.Unit), document.Block{ID: PracticeID(i), Text: p.Text})
	}
	return out
}

// NoPractice is what a number prints in which nothing was chosen (P-61).
const NoPractice = "本期无"

// PracticeID returns the address of the i-th practice in the paper.
func PracticeID(i int) string { return fmt.Sprintf("practice-%d", i+1) }

func (c *Content) fixes() []document.Block {
	var out []document.Block
	for _, f := range c.Fixes {
		out = append(out, document.Paragraph(fmt.Sprintf("%s“%s”由 %s 更正为 %s。%s", f.Number, f.Place, f.Old, f.New, f.Reason)))
	}
	return out
}
