package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of a notice file: real notices lie far within.
const (
	maxNoticeBytes = 64 << 10 // ten years take 6 KiB
	maxDaysOff     = 31       // in one span
)

// NoticeError is one mistake in a file of notices.
type NoticeError struct {
	Line   int    // counted from 1
	Found  string // what stands there
	reason reason
}

var (
	noticesTooLong   = reason{"文件超过 64 KiB", "the file is larger than 64 KiB"}
	noticesNotText   = reason{"文件不是 UTF-8 文本", "the file is no UTF-8 text"}
	noNotices        = reason{"文件中没有放假通知", "the file holds no notice"}
	unknownWord      = reason{"“%s”应为 notice、change、off 或 work", "«%s» should be notice, change, off or work"}
	headIncomplete   = reason{"应写明年份、公布日期和出处", "a notice needs its year, publication date and source"}
	publishedOutside = reason{"公布日期“%s”与所安排年份不符", "the publication date «%s» does not suit the year"}
	dayBeforeHead    = reason{"“%s”之前没有 notice 或 change 行", "«%s» stands before any notice or change"}
	dayMissing       = reason{"缺少日期", "the line names no date"}
	spanOutside      = reason{"“%s”的起止颠倒或超过31天", "«%s» ends before it starts or is longer than 31 days"}
	dayOutside       = reason{"“%s”不在所安排年份或相邻月份内", "«%s» lies outside the year and its neighbouring months"}
	dayTwice         = reason{"“%s”重复", "«%s» is named twice"}
	workOnWeekday    = reason{"“%s”不是周六或周日，不能调为上班", "«%s» is no Saturday or Sunday that could be moved"}
	noticeEmpty      = reason{"通知没有列出任何日期", "the notice names no day"}
	noticeTwice      = reason{"同一通知重复", "the notice stands in the file twice"}
)

// Error returns the sentence in English.
func (e *NoticeError) Error() string {
	return fmt.Sprintf("line %d: %s", e.Line, fill(e.reason.en, e.Found))
}

// Chinese returns the sentence in Chinese.
func (e *NoticeError) Chinese() string {
	return fmt.Sprintf("第%d行：%s", e.Line, fill(e.reason.zh, e.Found))
}

// NoticeErrors is every mistake in a file of notices, by line.
type NoticeErrors []*NoticeError

// Error returns one English sentence a line.
func (e NoticeErrors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// ParseNotices reads a file of notices in the format the package documentation
// shows and returns them in the order of their publication. The error is
// NoticeErrors with all mistakes at once; no notice is returned then.
func ParseNotices(src []byte) ([]Notice, error) {
	p := &noticeParser{line: 1, seen: map[string]bool{}}
	switch {
	case len(src) > maxNoticeBytes:
		p.fail(noticesTooLong, "")
		return nil, p.errs
	case !utf8.Valid(src):
		p.fail(noticesNotText, "")
		return nil, p.errs
	}
	for line := range strings.Lines(strings.TrimPrefix(string(src), "\ufeff")) {
		p.read(strings.Fields(line))
		p.line++
	}
	p.finish()
	if len(p.notices) == 0 && len(p.errs) == 0 {
		p.failAt(1, noNotices, "")
	}
	if len(p.errs) > 0 {
		slices.SortStableFunc(p.errs, func(a, b *NoticeError) int { return cmp.Compare(a.Line, b.Line) })
		return nil, p.errs
	}
	slices.SortStableFunc(p.notices, Notice.compare)
	return p.notices, nil
}

// noticeParser collects notices and mistakes line by line.
type noticeParser struct {
	line    int
	notices []Notice
	head    int             // line of the notice being read, 0 before the first
	seen    map[string]bool // text of the notices read
	errs    NoticeErrors
}

func (p *noticeParser) fail(why reason, found string) { p.failAt(p.line, why, found) }

func (p *noticeParser) failAt(line int, why reason, found string) {
	p.errs = append(p.errs, &NoticeError{Line: line, Found: found, reason: why})
}

func (p *noticeParser) read(words []string) {
	if len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return
	}
	switch words[0] {
	case "notice", "change":
		p.finish()
		p.begin(words)
	case "off", "work":
		p.days(words[0], words[1:])
	default:
		p.fail(unknownWord, words[0])
	}
}

// begin reads «notice 2019 2018-12-06 ADDRESS». A wrong head still begins a
// notice, so that its days are checked too.
func (p *noticeParser) begin(words []string) {
	p.head = p.line
	n := Notice{Change: words[0] == "change", Names: map[Date]string{}}
	if len(words) != 4 {
		p.fail(headIncomplete, "")
	} else {
		n.Year, n.Published, n.Ref = p.year(words[1]), p.date(words[2]), words[3]
	}
	if n.Year != 0 && !n.Published.IsZero() && (n.Published.Year < n.Year-1 || n.Published.Year > n.Year) {
		p.fail(publishedOutside, words[2])
	}
	p.notices = append(p.notices, n)
}

func (p *noticeParser) year(s string) int {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || len(s) != 4 || n == 0 {
		p.fail(notYear, s)
		return 0
	}
	return int(n)
}

func (p *noticeParser) date(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		p.fail(notDate, s)
	}
	return d
}

// days reads the dates of a line «off 2018-02-15..2018-02-21 春节» or «work
// 2018-02-11 2018-02-24». A last word of «off» without a digit is the
// festival's name.
func (p *noticeParser) days(list string, words []string) {
	if p.head == 0 {
		p.fail(dayBeforeHead, list)
		return
	}
	name := ""
	if last := len(words) - 1; list == "off" && last > 0 && !strings.ContainsAny(words[last], "0123456789") {
		name, words = words[last], words[:last]
	}
	if len(words) == 0 {
		p.fail(dayMissing, "")
	}
	for _, w := range words {
		for _, d := range p.span(w) {
			p.add(list, d, name)
		}
	}
}

// span reads «2018-06-18» or «2018-02-15..2018-02-21».
func (p *noticeParser) span(s string) []Date {
	from, to, isRange := strings.Cut(s, "..")
	first := p.date(from)
	if !isRange || first.IsZero() {
		return nonZero(first)
	}
	last := p.date(to)
	if last.IsZero() {
		return nil
	}
	if n := last.Sub(first); n < 0 || n >= maxDaysOff {
		p.fail(spanOutside, s)
		return nil
	}
	var all []Date
	for d := first; !d.After(last); d = d.AddDays(1) {
		all = append(all, d)
	}
	return all
}

func nonZero(d Date) []Date {
	if d.IsZero() {
		return nil
	}
	return []Date{d}
}

func (p *noticeParser) add(list string, d Date, name string) {
	n := &p.notices[len(p.notices)-1]
	switch {
	case n.Year != 0 && (d.Before(Date{n.Year - 1, 12, 1}) || d.After(Date{n.Year + 1, 1, 31})):
		p.fail(dayOutside, d.String())
	case slices.Contains(n.Off, d) || slices.Contains(n.Work, d):
		p.fail(dayTwice, d.String())
	case list == "work" && !n.Change && !d.weekend():
		p.fail(workOnWeekday, d.String())
	case list == "work":
		n.Work = append(n.Work, d)
	default:
		n.Off = append(n.Off, d)
		if name != "" {
			n.Names[d] = name
		}
	}
}

// finish checks the notice that ends here as a whole.
func (p *noticeParser) finish() {
	if p.head == 0 {
		return
	}
	n := p.notices[len(p.notices)-1]
	slices.SortFunc(n.Off, Date.Compare)
	slices.SortFunc(n.Work, Date.Compare)
	switch text := n.text(); {
	case len(n.Off)+len(n.Work) == 0:
		p.failAt(p.head, noticeEmpty, "")
	case p.seen[text]:
		p.failAt(p.head, noticeTwice, "")
	default:
		p.seen[text] = true
	}
}
