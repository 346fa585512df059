package official

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

const day = `((?:19|20)\d\d|[〇零一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})日`

var (
	dateForm    = regexp.MustCompile(`^\(?` + day + `\)?$`)
	dateAtEnd   = regexp.MustCompile(day + `$`)
	blankDate   = regexp.MustCompile(`^\(?[12]?\d{0,3}[×Xx]{0,4}年[\d×Xx]{0,2}月[\d×Xx]{0,2}日\)?$`)
	imprintForm = regexp.MustCompile(day + `(?:印发|印)$`)
	copiesForm  = regexp.MustCompile(`^(抄送|抄报|抄送机关|分送)[:.]?(.*)$`)
	printedForm = regexp.MustCompile(`^\(?共印\d+份\)?$`)
	publicForm  = regexp.MustCompile(`^\(此件[^()]*\)$`)
	annexForm   = regexp.MustCompile(`^(附件|附表|附录)([0-9一二三四五六七八九十]{0,3})([:.、]?)(.*)$`)
	contactForm = regexp.MustCompile(`(联系人|联系电话|联系方式|联系地址|咨询电话|电子邮箱|邮箱|电话|传真)[^,.;:]{0,8}:`)
	phoneForm   = regexp.MustCompile(`(?:0\d{2,3}-?)\d{7,8}(?:-\d{1,5})?|\b1\d{10}\b|\b[2-8]\d{6,7}\b`)
	mailForm    = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	personForm  = regexp.MustCompile(`联系人[^,.;:]{0,8}:(\p{Han}{2,4})`)
)

// dateOf makes «2018-12-06» of the parts of a date in either digits, "" if
// there is no such day.
func dateOf(parts []string) string {
	if parts == nil {
		return ""
	}
	n := make([]int, 3)
	for i := range n {
		n[i], _ = numeral.Parse(parts[i+1])
	}
	d := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if d.Year() != n[0] || int(d.Month()) != n[1] || d.Day() != n[2] {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", n[0], n[1], n[2])
}

// dateAlone returns the date that a line consists of, or "".
func dateAlone(text string) string {
	if len(text) > 120 {
		return ""
	}
	return dateOf(dateForm.FindStringSubmatch(Fold(text)))
}

// unfilledDate reports whether a line is a date that is not filled in, as in
// drafts and samples: «20××年×月×日», «2026年  月  日».
func unfilledDate(text string) bool {
	return len(text) <= 120 && dateAlone(text) == "" && blankDate.MatchString(Fold(text))
}

// bodyEnds are the last words of the names of bodies that issue documents.
var bodyEnds = []string{
	"会", "办公室", "办", "委", "局", "厅", "部", "院", "组", "处", "公司", "集团", "中心", "学校", "大学", "学院", "政府", "社", "站", "团", "队", "所",
}

func isBody(name string) bool {
	n := utf8.RuneCountInString(name)
	return n >= 3 && n <= 40 && !strings.ContainsAny(name, "，。；：,.;:“”\"《》？！") &&
		slices.ContainsFunc(bodyEnds, func(e string) bool { return strings.HasSuffix(name, e) })
}

// bodyNames splits a line into the names of bodies, nil if it is anything else.
func bodyNames(text string) []string {
	if len(text) > 600 {
		return nil
	}
	pieces := strings.FieldsFunc(text, blank)
	if len(pieces) > 0 && !slices.ContainsFunc(pieces, func(p string) bool { return !isBody(p) }) {
		return pieces
	}
	if one := strings.Join(pieces, ""); isBody(one) {
		return []string{one}
	}
	return nil
}

// foot takes a part of the document's end, or another part that is known by
// its form, and returns the next paragraph; i itself if there is none.
func (b *builder) foot(i int) int {
	text := b.text(i)
	if len(text) > 1200 || strings.HasSuffix(text, "。") && !strings.ContainsAny(text, ":：") {
		return i // running text
	}
	folded := Fold(text)
	if next := b.attachments(i, folded); next > i {
		return next
	}
	if next := b.signature(i); next > i {
		return next
	}
	switch m := copiesForm.FindStringSubmatch(folded); {
	case b.labels[i].kind != "":
		return i
	case m != nil && (m[2] != "" && m[0] != m[1]+m[2] || m[2] == ""):
		return b.copies(i, m[1])
	case imprintForm.MatchString(folded), printedForm.MatchString(folded), publicForm.MatchString(folded):
		b.ended = true
		b.whole(i, Imprint)
	case contactForm.MatchString(folded) && utf8.RuneCountInString(folded) <= 150:
		b.contact(i, folded)
	default:
		return i
	}
	return i + 1
}

// copies takes the 抄送 lines: the names up to the imprint.
func (b *builder) copies(i int, word string) int {
	list := unmarked(b.text(i), word)
	b.ended = true
	b.whole(i, Copies)
	for i++; i < len(b.f.Paragraphs); i++ {
		folded := Fold(b.text(i))
		open := list == "" || strings.HasSuffix(list, "，") || strings.HasSuffix(list, "、") || strings.HasSuffix(list, ",")
		if !open || b.labels[i].kind != "" || imprintForm.MatchString(folded) || b.f.Paragraphs[i].Table > 0 {
			break
		}
		b.whole(i, Copies)
		list += unmarked(b.text(i), word)
	}
	b.doc.Copies = append(b.doc.Copies, splitList(list)...)
	return i
}

// contact takes the line that says whom to ask.
func (b *builder) contact(i int, folded string) {
	c := &b.doc.Contact
	c.Text = trim(c.Text + "\n" + b.text(i))
	c.Phones = append(c.Phones, phoneForm.FindAllString(folded, 8)...)
	if m := mailForm.FindString(folded); m != "" {
		c.Mail = m
	}
	if m := personForm.FindStringSubmatch(folded); m != nil {
		c.Person = m[1]
	}
	b.whole(i, WhomToAsk)
}

// signature takes the 落款 that begins at i: the issuers and the date, on
// lines of their own or on one, or the issuers alone at the very end.
func (b *builder) signature(i int) int {
	const most = 8 // lines
	var names []string
	for k := i; k < min(i+most, len(b.f.Paragraphs)); k++ {
		if b.labels[k].kind != "" || b.f.Paragraphs[k].Table > 0 {
			return i
		}
		text := b.text(k)
		if d := dateAlone(text); d != "" || len(names) > 0 && unfilledDate(text) {
			b.sign(i, k, names, d)
			b.whole(k, Dated)
			return k + 1
		}
		rest, d := datedLine(text)
		if of := bodyNames(rest); d != "" && of != nil {
			b.sign(i, k+1, append(names, of...), d)
			return k + 1
		}
		of := bodyNames(text)
		if of == nil {
			return i
		}
		names = append(names, of...)
		if b.lastOfDocument(k) {
			b.sign(i, k+1, names, "")
			return k + 1
		}
	}
	return i
}

// datedLine parts a line that ends in a date from the date.
func datedLine(text string) (rest, date string) {
	if len(text) > 300 {
		return text, ""
	}
	squeezed := strings.Join(strings.FieldsFunc(text, blank), " ")
	m := dateAtEnd.FindStringSubmatchIndex(squeezed)
	if m == nil {
		return text, ""
	}
	return squeezed[:m[0]], dateOf(dateAtEnd.FindStringSubmatch(squeezed))
}

// sign records the lines from i: issuers before the line dated, then the date.
func (b *builder) sign(i, dated int, names []string, date string) {
	b.ended = true
	for ; i < dated; i++ {
		b.whole(i, Signature)
	}
	if len(names) > 0 {
		b.doc.Issuers = names
	}
	if b.doc.Date == "" {
		b.doc.Date = date
	}
}

// lastOfDocument reports whether nothing but copies, imprint or an annex
// follows the paragraph.
func (b *builder) lastOfDocument(k int) bool {
	for k++; k < len(b.f.Paragraphs) && furniture(b.text(k)); k++ {
	}
	if k >= len(b.f.Paragraphs) {
		return true
	}
	folded := Fold(clip(b.text(k)))
	_, _, annexed := b.annex(k)
	return annexed || copiesForm.MatchString(folded) || imprintForm.MatchString(folded)
}

// attachmentNote reports whether a line begins the 附件说明: «附件：…».
func attachmentNote(text string) bool {
	m := annexForm.FindStringSubmatch(Fold(clip(text)))
	return m != nil && m[1] == "附件" && m[2] == "" && m[3] == ":"
}

// attachments takes the 附件说明: «附件：1.…» and the lines that go on with it.
func (b *builder) attachments(i int, folded string) int {
	if b.ended || !attachmentNote(folded) {
		return i
	}
	first := trim(afterColon(b.text(i)))
	if first == "" && (i+1 >= len(b.labels) || !b.labels[i+1].kind.item()) {
		return i
	}
	b.doc.Attachments = append(b.doc.Attachments, attachmentTitles(first)...)
	b.whole(i, Attachment)
	for i++; i < len(b.labels) && b.labels[i].kind.item() && !strings.Contains(b.text(i), "。"); i++ {
		b.doc.Attachments = append(b.doc.Attachments, attachmentTitles(b.text(i))...)
		b.whole(i, Attachment)
	}
	return i
}

// afterColon returns what stands after the first colon.
func afterColon(text string) string {
	_, after, _ := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	return after
}

// attachmentTitles returns the title on a line, without its number and 《》;
// several if the line numbers them («1.甲；2.乙»).
func attachmentTitles(text string) (titles []string) {
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return r == '；' || r == ';' }) {
		if l, ok := readLabel(trim(one)); ok {
			one = string([]rune(trim(one))[l.runes:])
		}
		one = strings.TrimRight(trim(one), "。")
		if inner, ok := strings.CutPrefix(one, "《"); ok && strings.HasSuffix(inner, "》") {
			one = strings.TrimSuffix(inner, "》")
		}
		if one != "" {
			titles = append(titles, one)
		}
	}
	return titles
}
