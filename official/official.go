// Package official reads official documents (公文) as they are passed around,
// Word files (.docx) and plain text, into their paragraphs, sentences and a
// tree of clauses, with the words of head and foot that GB/T 9704 names: title,
// number, addressees, issuers, date, copies, attachments. It is pure: bytes in,
// a File or an error out. An error is a fault of package fault that names the
// place.
//
// A file may hold several documents: a notice and the plan that it issues,
// annexes. Every sentence has its position and its path, which is the address
// that a playbook writes under «at»:
//
//	版头 标题 主送 引言 附件说明 联系方式 落款 抄送 版记
//	一   四/(三)   三/第一阶段/2   第二章/第五条
//	通知正文                       the text of a document without clauses
//	方案/标题 方案/引言            of the plan that the notice issues
//	附件1/一/(二)                  of an annex
//
// The clauses of the first document that has any stand without a prefix.
// Full- and half-width forms of numbers, dots and brackets make the same path.
//
// Of a Word file insertions are read and deletions are not; numbers that Word
// makes of itself are made as Word would and become part of the text; text
// boxes, notes, hidden text and pictures are left out, and File.Notes says so.
package official

import "github.com/xianfeng-oss/xianfeng/official/word"

// MaxSize is the size in bytes above which no file is read.
const MaxSize = 20 << 20

// MaxParagraphs is how many paragraphs a file may have: the longest official
// documents have some thousands, and what has more takes longer than a second.
const MaxParagraphs = 200_000

// File is what was read of one file. It is never changed.
type File struct {
	Paragraphs []Paragraph // in the order of reading; none is blank
	Tables     []Table     // in the order in which they begin
	Documents  []Document  // at least one, in order
	Sentences  []Sentence  // of all documents, in order
	Notes      []Note      // what was left out

	search search
}

// What a file is made of, whether Word wrote it or not.
type (
	// Paragraph is one paragraph, lines that a sentence was broken into put
	// together again.
	Paragraph = word.Paragraph
	// Table is a table of cells, which name paragraphs of the file.
	Table = word.Table
	// Note says what was left out.
	Note = word.Note
)

// Place is a position in the text: a paragraph and a rune in it, from 0.
type Place struct{ Paragraph, Rune int }

// before reports whether p stands before q.
func (p Place) before(q Place) bool {
	return p.Paragraph < q.Paragraph || p.Paragraph == q.Paragraph && p.Rune < q.Rune
}

// Range is a piece of the text; Until is not in it.
type Range struct{ From, Until Place }

// Overlaps reports whether two pieces have a rune in common.
func (r Range) Overlaps(s Range) bool { return r.From.before(s.Until) && s.From.before(r.Until) }

// Text returns the words of a piece; paragraphs end in a line break.
func (f *File) Text(r Range) string {
	text := ""
	for i := r.From.Paragraph; i <= r.Until.Paragraph && i < len(f.Paragraphs); i++ {
		line := []rune(f.Paragraphs[i].Text)
		from, until := 0, len(line)
		if i == r.From.Paragraph {
			from = min(r.From.Rune, until)
		}
		if i == r.Until.Paragraph {
			until = min(r.Until.Rune, until)
		} else {
			line = append(line, '\n')
			until++
		}
		text += string(line[from:max(from, until)])
	}
	return text
}

// Role is the part that a sentence plays in its document.
type Role string

// The roles of a sentence. All but Prose are parts of the form of a document.
const (
	Prose      Role = "prose"      // running text
	Heading    Role = "heading"    // the words of a clause's heading
	Head       Role = "head"       // 版头: the issuing mark, the number, secrecy, urgency
	Title      Role = "title"      // 标题
	Addressee  Role = "addressee"  // 主送
	Attachment Role = "attachment" // 附件说明
	WhomToAsk  Role = "contact"    // 联系人、电话、邮箱
	Signature  Role = "signature"  // 落款
	Dated      Role = "dated"      // 成文日期
	Copies     Role = "copies"     // 抄送
	Imprint    Role = "imprint"    // 版记
	InTable    Role = "table"      // a cell's text
)

// Sentence is one sentence with its end mark. It stands in one paragraph. The
// pieces of an enumeration («一是…；二是…») and of a text cut by semicolons are
// sentences of their own.
type Sentence struct {
	Range
	Path     string // «四/(三)»
	Role     Role
	Document int // index in File.Documents
}

// Document is one document of the file.
type Document struct {
	Name        string // «附件1» of an annex, else ""
	Kind        string // 文种, the last word of the title: 通知, 方案; "" if it has none
	Title       string // lines put together
	Issuers     []string
	Number      string // 发文字号, in its proper form «豫工发〔2018〕6号», or ""
	Date        string // 成文日期, «2018-12-06», or ""
	Addressees  []string
	Copies      []string
	Attachments []string // titles that the text names under 附件
	Contact     Contact
	Issues      []string // titles that its own title or text 印发, 转发 or 发布
	Clauses     []*Clause
	From, Until int // its paragraphs; Until is not among them
}

// Contact is whom the document says to ask.
type Contact struct {
	Text   string // the line as it stands, or ""
	Person string
	Phones []string
	Mail   string
}

// Clause is a numbered part of a document.
type Clause struct {
	Label     string // as it stands: «（三）», «第一阶段»
	Path      string // «四/(三)»
	Title     string // the words of its heading, or ""
	Place     Place  // where the label stands
	Sentences []int  // its own, as indices of File.Sentences
	Clauses   []*Clause
}

// All calls visit for every clause below the document, parents first.
func (d *Document) All(visit func(*Clause)) {
	var walk func([]*Clause)
	walk = func(list []*Clause) {
		for _, c := range list {
			visit(c)
			walk(c.Clauses)
		}
	}
	walk(d.Clauses)
}
