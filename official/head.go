package official

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// kinds are the kinds of document (文种) that a title ends with.
var kinds = []string{
	"通知", "方案", "办法", "细则", "规定", "意见", "计划", "要点", "通报", "决定", "决议", "公告", "通告", "公报",
	"请示", "批复", "报告", "议案", "函", "纪要", "规划", "纲要", "规则", "章程", "条例", "制度", "标准", "措施",
	"预案", "指南", "倡议书", "简报", "总结", "表", "名单", "目录", "清单", "说明",
}

var afterKind = regexp.MustCompile(`[（(][^（()）]{1,16}[)）]$`)

// kindOf returns the kind of document that a title names, "" for none.
func kindOf(title string) string {
	title = afterKind.ReplaceAllString(trim(title), "")
	for _, k := range kinds {
		if strings.HasSuffix(title, k) {
			return k
		}
	}
	return ""
}

var numberForm = regexp.MustCompile(`(\p{Han}{2,20})\(((?:19|20)\d\d)\)第?0*([1-9]\d{0,4})号`)

// numberOf returns the document number (发文字号) of a line in its proper form
// (GB/T 9704: the year in 〔〕, no leading zeros), whatever brackets it was typed
// with; "" if the line holds more than a number and who signed (签发人).
func numberOf(text string) string {
	folded := Fold(text)
	if len(folded) > 150 {
		return ""
	}
	at := numberForm.FindStringSubmatchIndex(folded)
	if at == nil {
		return ""
	}
	before, after := strings.Trim(folded[:at[0]], "("), strings.Trim(folded[at[1]:], ")")
	if before != "" || after != "" && !strings.HasPrefix(after, "签发人") {
		return ""
	}
	part := func(k int) string { return folded[at[k]:at[k+1]] }
	return part(2) + "〔" + part(4) + "〕" + part(6) + "号"
}

var blankNumber = regexp.MustCompile(`^[\p{Han}×Xx]{0,20}\([\d×Xx]{0,4}\)第?[\d×Xx]{0,5}号$`)

// unfilledNumber reports whether a line is a document number that is not filled
// in, as in drafts and samples: «×工发〔20××〕×号», «市工发〔2026〕  号».
func unfilledNumber(text string) bool {
	return len(text) <= 120 && numberOf(text) == "" && blankNumber.MatchString(Fold(text))
}

var quotedTitle = regexp.MustCompile(`《([^《》]{4,80})》`)

// issued returns the titles that a text 印发, 转发 or 发布.
func issued(text string) (titles []string) {
	if !strings.Contains(text, "印发") && !strings.Contains(text, "转发") && !strings.Contains(text, "发布") && !strings.Contains(text, "下发") {
		return nil
	}
	for _, m := range quotedTitle.FindAllStringSubmatch(text, 8) {
		titles = append(titles, m[1])
	}
	return titles
}

// titleIssuers returns the bodies before the 关于 of a title.
func titleIssuers(title string) []string {
	before, _, found := strings.Cut(title, "关于")
	if !found {
		return nil
	}
	return bodyNames(before)
}

// head takes the parts before the text, beginning at a paragraph, and returns
// the first paragraph of the text.
func (b *builder) head(at int) int {
	if name, title, ok := b.annex(at); ok {
		b.doc.Name = name
		b.whole(at, Title)
		b.doc.Title = title
		at++
	}
	for at < len(b.f.Paragraphs) && b.masthead(at) {
		at++
	}
	if b.doc.Title == "" {
		at = b.title(at)
	}
	for at < len(b.f.Paragraphs) && b.underTitle(at) {
		at++
	}
	if at < len(b.f.Paragraphs) && b.addressees(at) {
		at++
	}
	return at
}

var secrecy = regexp.MustCompile(`^(绝密|机密|秘密|内部|特急|加急|平急|特提|签发人:|\d{6}$)`)

// masthead takes a line of the 版头: furniture, secrecy, urgency, the issuing
// mark «…文件», the number.
func (b *builder) masthead(i int) bool {
	text := b.text(i)
	folded := Fold(text)
	switch n := numberOf(text); {
	case b.labels[i].kind != "" || b.f.Paragraphs[i].Table > 0 || utf8.RuneCountInString(text) > 60:
		return false
	case furniture(text):
		return true
	case n != "":
		b.doc.Number = n
	case secrecy.MatchString(folded), unfilledNumber(text):
	case strings.HasSuffix(folded, "文件") && bodyNames(strings.TrimSuffix(folded, "文件")) != nil:
		b.doc.Issuers = append(b.doc.Issuers, bodyNames(strings.TrimSuffix(trim(text), "文件"))...)
	case b.jointMark(i):
		b.doc.Issuers = append(b.doc.Issuers, bodyNames(text)...)
	default:
		return false
	}
	b.whole(i, Head)
	return true
}

// jointMark reports whether a line is one of several issuers above «…文件» or
// the number.
func (b *builder) jointMark(i int) bool {
	const most = 6
	for k := i; k < min(i+most, len(b.f.Paragraphs)) && k-i < most; k++ {
		text := Fold(b.text(k))
		if k > i && (numberOf(text) != "" || unfilledNumber(text) || strings.HasSuffix(text, "文件")) {
			return true
		}
		if bodyNames(b.text(k)) == nil {
			return false
		}
	}
	return false
}

// title takes the lines of the title: up to the one that ends with the kind of
// the document, or all centred ones.
func (b *builder) title(at int) int {
	const most = 6 // lines
	var lines []string
	end := at
	for end < min(at+most, len(b.f.Paragraphs)) && b.titleLine(end) {
		lines = append(lines, b.text(end))
		end++
		if joined := strings.Join(lines, ""); kindOf(joined) != "" && !b.titleGoesOn(joined, end) {
			break
		}
	}
	if len(lines) > 3 && kindOf(strings.Join(lines, "")) == "" {
		lines, end = lines[:1], at+1
	}
	for i := at; i < end; i++ {
		b.whole(i, Title)
	}
	b.doc.Title = strings.Join(lines, "")
	return end
}

// titleLine reports whether a paragraph may be a line of a title.
func (b *builder) titleLine(i int) bool {
	p := &b.f.Paragraphs[i]
	last, _ := utf8.DecodeLastRuneInString(p.Text)
	if b.labels[i].kind != "" || p.Table > 0 || utf8.RuneCountInString(p.Text) > 80 ||
		strings.ContainsRune("；：；:，,", last) || strings.Contains(p.Text, "。") {
		return false
	}
	folded := Fold(p.Text)
	return !furniture(p.Text) && dateAlone(p.Text) == "" && !unfilledNumber(p.Text) && !imprintForm.MatchString(folded) && !copiesForm.MatchString(folded)
}

// titleGoesOn reports whether a title that could end goes on with the next line.
func (b *builder) titleGoesOn(title string, next int) bool {
	if next >= len(b.f.Paragraphs) || !b.titleLine(next) {
		return false
	}
	text := b.text(next)
	if strings.HasPrefix(text, "的") || afterKind.ReplaceAllString(trim(text), "") == "" {
		return true
	}
	forwards := strings.Contains(title, "印发") || strings.Contains(title, "转发")
	return forwards && kindOf(title) != "通知" && strings.HasSuffix(text, "通知") && utf8.RuneCountInString(text) <= 30
}

// underTitle takes what may stand between title and text: the number, the date
// in brackets.
func (b *builder) underTitle(i int) bool {
	text := b.text(i)
	if b.f.Paragraphs[i].Table > 0 {
		return false
	}
	if n := numberOf(text); n != "" {
		b.doc.Number = n
		b.whole(i, Head)
		return true
	}
	if unfilledNumber(text) {
		b.whole(i, Head)
		return true
	}
	folded := Fold(text)
	if day := dateAlone(text); day != "" && strings.HasPrefix(folded, "(") {
		b.doc.Date = day
		b.whole(i, Dated)
		return true
	}
	return furniture(text)
}

// addressees takes the 主送 line: bodies, and a colon at its end.
func (b *builder) addressees(i int) bool {
	text := strings.TrimPrefix(strings.TrimPrefix(Fold(b.text(i)), "主送"), ":")
	list, found := strings.CutSuffix(text, ":")
	if !found || strings.ContainsAny(list, ".;:") || utf8.RuneCountInString(list) > 400 || b.labels[i].kind != "" ||
		strings.Contains(list, "如下") || !slices.ContainsFunc(splitList(list), isAddressee) {
		return false
	}
	b.doc.Addressees = splitList(unmarked(b.text(i), "主送"))
	b.whole(i, Addressee)
	return true
}

func isAddressee(name string) bool {
	return strings.HasPrefix(name, "各") || isBody(name) || strings.HasSuffix(name, "工会") || strings.HasSuffix(name, "单位") || strings.HasSuffix(name, "同志")
}

// splitList splits a list of names at its commas, brackets apart.
func splitList(text string) (names []string) {
	depth := 0
	for _, name := range strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case '(', '（':
			depth++
		case ')', '）':
			depth = max(depth-1, 0)
		}
		return depth == 0 && strings.ContainsRune("、，,；;", r)
	}) {
		if name = trim(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// unmarked cuts the word before the colon and the mark at the end of a line.
func unmarked(text, word string) string {
	text = strings.TrimRight(trim(text), "。.：:；;")
	if before, after, found := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":"); found && Fold(before) == word {
		text = after
	}
	return trim(text)
}
