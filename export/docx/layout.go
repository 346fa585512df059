package docx

import "math"

// Layout is how a page is set: by GB/T 9704-2012 unless a house has rules of
// its own. The page is A4; lengths are millimetres, sizes of type points.
type Layout struct {
	Top, Bottom float64 // 天头, 地脚
	Left, Right float64 // 订口 on every page, and the edge opposite
	Pitch       float64 // points from line to line of the text
	Chars       int     // characters of 三号 in a full line, which sets how close they stand
	Fonts       Fonts
}

// Fonts names the type of each part. None is shipped: where one is missing, the
// program that opens the file takes the substitutes named in its font table.
type Fonts struct {
	Mark string // 发文机关标志 and 标题
	Body string
	Kai  string // headings (一), 按语, names of signers
	Hei  string // headings 一、, 密级, heads of tables
	Song string // page numbers
}

// GB returns the layout of GB/T 9704-2012: an area of 156 mm × 225 mm with 22
// lines of 28 characters.
func GB() Layout {
	return Layout{
		Top: 37, Bottom: 35, Left: 28, Right: 26,
		Pitch: 28.95, // 225 mm / 22 is 28.99 pt; a hair less, or rounding makes it 21 lines
		Chars: 28,
		Fonts: Fonts{Mark: "方正小标宋简体", Body: "仿宋_GB2312", Kai: "楷体_GB2312", Hei: "黑体", Song: "宋体"},
	}
}

// The page, in millimetres.
const (
	pageWidth  = 210
	pageHeight = 297
)

// Sizes of type, in half points as Word counts them.
const (
	size2      = 44 // 二号
	size3      = 32 // 三号
	size4      = 28 // 四号
	sizeSmall4 = 24 // 小四
	size5      = 21 // 五号
	sizeSmall5 = 18 // 小五
	size6      = 15 // 六号
)

// twips turns millimetres into the twentieths of a point in which Word measures.
func twips(mm float64) int { return int(math.Round(mm * 1440 / 25.4)) }

// width returns the width of the area, in twips.
func (l Layout) width() int { return twips(pageWidth - l.Left - l.Right) }

// line returns the pitch, in twips.
func (l Layout) line() int { return int(math.Round(l.Pitch * 20)) }

// tracking returns what is added to each character of 三号 so that a line holds
// as many as it should, in twips. Two points of room are left: in a line that is
// filled to the last one LibreOffice loses the mark that hangs over its end.
func (l Layout) tracking() int {
	const room = 40
	return (l.width()-room)/l.Chars - size3*10
}

// char returns the advance of a character of 三号, in twips.
func (l Layout) char() int { return size3*10 + l.tracking() }

// fit returns the largest size in which a text of so many half characters fits
// in a line, between the given ones, in half points.
func (l Layout) fit(halves, least, most int) int {
	return min(most, max(least, l.width()/10*2/max(halves, 1)))
}

// halves measures a text in half characters: a Latin letter or digit is one, a
// Chinese character two.
func halves(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}
